//! A company file as people write it. Nothing is checked here but the types of values; what is missing,
//! out of range or contradictory is found when the file is lowered, all of it at once.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::credit::{Manager, Overlay};
use super::deal::HandOver;
use super::distribution::Distribution;
use super::number::Number;
use super::number_or::NumberOr;
use super::team::Team;

/// A company: its teams, its market, its budget, and how much of it is simulated.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CompanyFile {
    /// The version of the file language; 1 where absent.
    pub format: Option<Number>,
    /// What people call the company.
    #[schemars(required)]
    pub name: Option<String>,
    /// The currency of sales, and of pay where a plan says no other, as a three-letter code such as `USD`.
    #[schemars(required)]
    pub currency: Option<String>,
    /// The first month of the plan year, such as `"2027-01"`; ISO dates in data files count from it.
    pub fiscal_year_start: Option<String>,
    /// How much is simulated.
    pub simulation: Option<Simulation>,
    /// What was budgeted.
    pub budget: Option<Budget>,
    /// Rates from the company's currency to others that plans pay in.
    pub exchange: Option<Vec<Exchange>>,
    /// Factors drawn once a year and shared by all teams.
    pub market: Option<Market>,
    /// The teams, each on one plan; at least one.
    #[schemars(required)]
    pub team: Option<Vec<Team>>,
    /// When accounts pass from the team that sold them to the team that keeps them. Where absent, what
    /// deals sell becomes nobody's account: it never expands, renews or churns.
    pub hand_over: Option<HandOver>,
    /// Credit for specialists who help another team to sell. It is extra: what is booked is booked once.
    pub overlay: Option<Vec<Overlay>>,
    /// Credit of managers for the results of their reps. It is extra: what is booked is booked once.
    pub manager: Option<Vec<Manager>>,
    /// What results are worth to the company; nothing that is drawn or paid depends on it. By measure, such as
    /// `{ net_new_arr = 1.0, gross_margin = 0.5 }`: dollars of value for a dollar; for one of what is counted
    /// (`deals`, `meetings`, …); for a dollar of ARR kept (`nrr`, `grr`, `sold_grr`); for an account kept
    /// (`logo_retention`, `sold_logo_retention`); for a point of a score. Below 0: a harm.
    pub value: Option<BTreeMap<String, Number>>,
    /// How variable pay should be spread over what it is paid for; nothing that is drawn or paid depends on it.
    /// Shares that sum to 1, by group (`new_business`, `growth`, `retention`, `margin`, `pipeline`, `activity`,
    /// `scores`) or by measure, such as `{ retention = 0.6, growth = 0.3, nps = 0.1 }`. A measure that is named
    /// by itself is not counted in its group.
    pub strategy: Option<BTreeMap<String, Number>>,
}

/// How much is simulated.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Simulation {
    /// Synthetic years, 1–10,000,000; 10,000 where absent.
    pub years: Option<Number>,
    /// The seed of all draws, a whole number from 0; 1 where absent. One seed gives one result.
    pub seed: Option<Number>,
    /// Months before the plan year that are simulated first, 0–36, so that clawback windows and
    /// `trailing_year` start filled; 0, where absent, starts empty.
    pub history_months: Option<Number>,
}

/// What was budgeted.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Budget {
    /// Variable pay of the whole company, in its currency a year.
    pub variable_pay: Option<Number>,
    /// The employer's charges as a share of pay, such as 0.10; 0 where absent.
    pub burden: Option<Number>,
}

/// The rate from the company's currency to another: `rate` or `rates`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Exchange {
    /// The company's currency.
    #[schemars(required)]
    pub from: Option<String>,
    /// The currency that plans pay in.
    #[schemars(required)]
    pub to: Option<String>,
    /// How much of `to` one of `from` is: a number, or a distribution that is drawn once a year.
    pub rate: Option<NumberOr<Distribution>>,
    /// The same by month of the plan year, twelve numbers.
    pub rates: Option<Vec<Number>>,
}

/// Factors drawn once a year and shared by all teams: the risk that a larger team does not diversify.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Market {
    /// × new business and meetings; 1 where absent.
    pub demand: Option<NumberOr<Distribution>>,
    /// × churn probabilities; 1 where absent.
    pub churn: Option<NumberOr<Distribution>>,
    /// × expansion rates; 1 where absent.
    pub expansion: Option<NumberOr<Distribution>>,
    /// Correlations between factors, each `["demand", "churn", -0.5]`: Pearson, of the latent normals.
    pub correlation: Option<Vec<(String, String, f64)>>,
}
