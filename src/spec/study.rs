//! A study file as people write it: candidates that are compared on the same years.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// A comparison of several sets of plans of one company.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StudyFile {
    /// The version of the file language; 1 where absent.
    pub format: Option<i64>,
    /// What people call the study.
    #[schemars(required)]
    pub name: Option<String>,
    /// The company file, relative to this file.
    #[schemars(required)]
    pub company: Option<String>,
    /// Synthetic years, 1–10,000,000; the company's where absent.
    pub years: Option<u64>,
    /// The seed of all draws; the company's where absent.
    pub seed: Option<u64>,
    /// The candidates, two at least: the first is today's plans, against which the others are held.
    #[schemars(required)]
    pub candidate: Option<Vec<Candidate>>,
    /// Which candidate is looked for, and how surely.
    pub choice: Option<Choice>,
}

/// A set of plans.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Candidate {
    /// Its name in results, unique.
    #[schemars(required)]
    pub name: Option<String>,
    /// By team: its plan file, relative to this file. Teams that are not named keep the company's.
    pub plans: Option<BTreeMap<String, String>>,
}

/// Which candidate is the best: the one with the smallest value of a criterion.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Choice {
    /// `cost`, the mean of the company's total cost, where neither this nor `score` is given; `p95`, its 95th percentile.
    pub by: Option<String>,
    /// In place of `by`: the weights of a score, the mean over years of weight × metric of the company; metrics are
    /// `variable_pay`, `base_pay`, `total_cost`, `clawback`, `ccos` and `budget_overrun`.
    pub score: Option<BTreeMap<String, f64>>,
    /// Differences of the criterion below this do not matter, in its unit (currency), above 0.
    pub indifference: Option<f64>,
    /// The same as a share of today's value of the criterion, above 0 and below 1; 0.005 where neither is given.
    pub indifference_share: Option<f64>,
    /// Years that may be spent on candidates that are still in doubt, 1–10,000,000; 200,000 where absent.
    pub max_years: Option<u64>,
}
