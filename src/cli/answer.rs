//! `simulate --json`: the answer as one document that programs read.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use schemars::JsonSchema;
use serde::Serialize;

use super::failure::Failure;
use crate::metrics::{COMPANY, Masthead, Metric};
use crate::statistics::{self, Statistic};
use crate::study::Overview;
use crate::tables::{PROGRAM, PrecisionRecord, RunRecord};

/// What a simulation found. Amounts are in whole units of the company's currency, shares and ratios such that 1 is
/// 100 %.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "The answer of paycurve simulate")]
pub(super) struct Answer {
    /// `paycurve`.
    program: String,
    /// Version of the program.
    version: String,
    /// Name of the company.
    company: String,
    /// Currency of all amounts, ISO 4217.
    currency: String,
    /// Seed of the draws.
    seed: u64,
    /// Synthetic years.
    years: u64,
    /// What variable pay costs.
    cost: Cost,
    /// Every figure of every team and of the company, in the order of the table `summary`.
    figures: Vec<FigureAnswer>,
    /// The precision that was asked for, and what came of it; null where the years were.
    precision: Option<PrecisionRecord>,
    /// What the errors do not say, in words.
    warnings: Vec<String>,
    /// Folder of the results.
    results: String,
    /// How long it took, in seconds.
    wall_seconds: f64,
}

/// What variable pay costs the company in a year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Cost {
    /// Mean over the years.
    mean: Option<Estimated>,
    /// 1 year of 20 is below it.
    p05: Option<Estimated>,
    /// Half of the years are below it.
    p50: Option<Estimated>,
    /// 1 year of 20 is above it.
    p95: Option<Estimated>,
    /// The budget of variable pay; null where the company has none.
    budget: Option<f64>,
    /// The share of years that overrun the budget; null without one.
    overrun_probability: Option<Estimated>,
    /// By how much they do on average; null where none does.
    overrun_mean: Option<Estimated>,
    /// The share of the variance that each team brings; empty where the cost does not vary.
    spread: Vec<Share>,
    /// How the years spread by their cost; null where it does not vary.
    distribution: Option<Distribution>,
}

/// A team's share of the variance of the cost.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Share {
    /// The team.
    team: String,
    /// Its share.
    share: Estimated,
}

/// Years by their cost, in bins of one width.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Distribution {
    /// Lower edge of the first bin.
    from: f64,
    /// Width of every bin.
    width: f64,
    /// Years in each bin.
    years: Vec<u64>,
    /// Years below the first bin: at most one in a thousand.
    below: u64,
    /// Years above the last bin: at most one in a thousand.
    above: u64,
}

/// A figure of a team, or of the company.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct FigureAnswer {
    /// The team's name, or `company`.
    team: String,
    /// Name of the metric, as the data dictionary has it.
    metric: String,
    /// Its statistics by name: mean, sd, p01 … p99, min, max, cvar95, cvar05, probability.
    statistics: BTreeMap<String, Estimated>,
}

/// A value and its 95 % interval.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
struct Estimated {
    /// The value.
    value: f64,
    /// Lower end of the interval; null where the value is exact or its error not known.
    low: Option<f64>,
    /// Upper end of the interval; null where the lower is.
    high: Option<f64>,
    /// Years behind it.
    n: u64,
}

impl Answer {
    /// Of a run whose results are in their place.
    pub fn of(company: &Masthead, overview: &Overview, record: &RunRecord, place: &Path) -> Self {
        let figures = overview.lines.iter().map(|line| FigureAnswer {
            team: line.column.team_name.clone(),
            metric: line.column.metric.name(),
            statistics: line
                .statistics()
                .map(|(statistic, estimate)| (statistic.name().to_owned(), estimate.into()))
                .collect(),
        });
        Self {
            program: PROGRAM.to_owned(),
            version: record.version.clone(),
            company: company.name.clone(),
            currency: company.currency.clone(),
            seed: company.seed,
            years: overview.years as u64,
            cost: Cost::of(company, overview),
            figures: figures.collect(),
            precision: record.precision.clone(),
            warnings: record.warnings.clone(),
            results: place.display().to_string(),
            wall_seconds: record.wall_seconds,
        }
    }

    /// The document.
    ///
    /// # Errors
    /// Never, for want of anything that JSON cannot say.
    pub fn text(&self) -> Result<String, Failure> {
        let text = serde_json::to_string_pretty(self).context("the answer could not be printed")?;
        Ok(text + "\n")
    }

    /// Its JSON Schema.
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(Self)
    }
}

impl Cost {
    fn of(company: &Masthead, overview: &Overview) -> Self {
        let pay = overview.line(COMPANY, &Metric::VariablePay);
        let value = |statistic| Some(pay?.summary.get(statistic)?.into());
        let overrun = overview.line(COMPANY, &Metric::BudgetOverrun);
        let spread = overview
            .spread
            .iter()
            .map(|part| Share { team: part.team.clone(), share: part.share.into() });
        Self {
            mean: value(Statistic::Mean),
            p05: value(Statistic::P05),
            p50: value(Statistic::P50),
            p95: value(Statistic::P95),
            budget: company.budget().map(|budget| budget.to_f64()),
            overrun_probability: overrun.and_then(|line| line.probability).map(Into::into),
            overrun_mean: overview.overrun.map(Into::into),
            spread: spread.collect(),
            distribution: overview.distribution.as_ref().map(Distribution::of),
        }
    }
}

impl Distribution {
    fn of(histogram: &statistics::Histogram) -> Self {
        Self {
            from: histogram.edge(0),
            width: histogram.width,
            years: histogram.counts.clone(),
            below: histogram.below,
            above: histogram.above,
        }
    }
}

impl From<statistics::Estimate> for Estimated {
    fn from(estimate: statistics::Estimate) -> Self {
        Self {
            value: estimate.value,
            low: estimate.interval.map(|interval| interval.low),
            high: estimate.interval.map(|interval| interval.high),
            n: estimate.n as u64,
        }
    }
}
