//! Which number of the files moves the cost: each a little lower and higher, on the same years.
//!
//! ```text
//! number x ─► x less 10 %, x plus 10 % ─► the company, twice ─► paired differences from the base ─► swing, elasticity
//! ```
//!
//! Swing: the figure at the higher setting less that at the lower. Elasticity: by how many per cent the figure moves for
//! one per cent of the number,
//!
//! ```text
//! e = (mean at high - mean at low) / mean of the base · x / (x_high - x_low)
//! ```
//!
//! with the error of a ratio of paired means. Where the loader refuses a setting (a share above 1, bands out of order),
//! that side is left out, and the base stands in its place.

mod levers;
#[cfg(test)]
mod tests;

pub use levers::{Lever, NoLever, Setting, lever_named, levers};

use super::changed::{ChangedError, YearFigures};
use crate::company::{Files, Loaded, Overrides};
use crate::metrics::{COMPANY, Metric};
use crate::statistics::{Estimate, Statistic, ratio_of_sums};

/// What levers are measured by, of the company.
pub const MEASURED: [(Metric, Statistic); 5] = [
    (Metric::VariablePay, Statistic::Mean),
    (Metric::VariablePay, Statistic::P95),
    (Metric::TotalCost, Statistic::Mean),
    (Metric::BudgetOverrun, Statistic::Probability),
    (Metric::Ccos, Statistic::Mean),
];

/// What each lever does.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// Years of each run.
    pub years: usize,
    /// The levers, in the order in which they were asked for.
    pub results: Vec<LeverResult>,
}

/// What a lever does.
#[derive(Clone, Debug)]
pub struct LeverResult {
    /// The lever.
    pub lever: Lever,
    /// Why the lower or the higher setting was left out.
    pub refused: [Option<String>; 2],
    /// What it does to each figure that the company has, in the order of [`MEASURED`].
    pub effects: Vec<Effect>,
}

/// What a lever does to a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The metric, in dollars or as a ratio.
    pub metric: Metric,
    /// The statistic over years.
    pub statistic: Statistic,
    /// Of the base.
    pub base: Estimate,
    /// At the lower setting less the base.
    pub low: Option<Estimate>,
    /// At the higher setting less the base.
    pub high: Option<Estimate>,
    /// At the higher setting less at the lower.
    pub swing: Estimate,
    /// Per cent of the figure for one per cent of the number; of means alone.
    pub elasticity: Option<Estimate>,
}

impl LeverResult {
    /// What it does to a figure.
    pub fn effect(&self, metric: &Metric, statistic: Statistic) -> Option<&Effect> {
        self.effects.iter().find(|it| it.metric == *metric && it.statistic == statistic)
    }
}

/// Moves each lever both ways. `files` and `overrides` are those that the base was loaded with; `proceed` is told how many
/// runs of years are done, and stops by answering `false`.
///
/// # Errors
/// Threads cannot be started, or `proceed` stopped a run.
pub fn sensitivity(
    base: &Loaded,
    (files, overrides): (Files, &Overrides),
    levers: Vec<Lever>,
    (years, threads): (usize, usize),
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Sensitivity, ChangedError> {
    let of_base = YearFigures::run(base, years, threads, proceed)?;
    let mut results = Vec::new();
    for (number, lever) in levers.into_iter().enumerate() {
        let mut refused = [None, None];
        let mut sides = [None, None];
        for (side, setting) in [&lever.low, &lever.high].into_iter().enumerate() {
            let name = format!("{} = {}", lever.name, setting.value);
            match base.altered(files, overrides, &name, &setting.changes) {
                Ok(Some(loaded)) => {
                    let before = (1 + 2 * number + side) * years;
                    let run =
                        YearFigures::run(&loaded, years, threads, &|done| proceed(before + done))?;
                    sides[side] = Some(run);
                }
                Ok(None) => {}
                Err(why) => {
                    let message = why.0.iter().flat_map(|it| &it.findings).next();
                    refused[side] = message.map(|finding| finding.message.clone());
                }
            }
        }
        let effects = MEASURED
            .iter()
            .filter_map(|(metric, statistic)| effect(&of_base, &sides, &lever, metric, *statistic))
            .collect();
        results.push(LeverResult { lever, refused, effects });
    }
    Ok(Sensitivity { years, results })
}

/// What a lever does to a figure; none where the company has no such figure, or both settings were refused.
fn effect(
    base: &YearFigures,
    [low, high]: &[Option<YearFigures>; 2],
    lever: &Lever,
    metric: &Metric,
    statistic: Statistic,
) -> Option<Effect> {
    if low.is_none() && high.is_none() {
        return None;
    }
    let less_base =
        |side: &Option<YearFigures>| side.as_ref()?.difference(base, COMPANY, metric, statistic);
    let (from, to) = (low.as_ref().unwrap_or(base), high.as_ref().unwrap_or(base));
    let x = lever.value;
    let x_from = if low.is_some() { lever.low.value } else { x };
    let x_to = if high.is_some() { lever.high.value } else { x };
    let is_mean = statistic == Statistic::Mean;
    let elasticity = (is_mean && x != 0.0 && x_to != x_from)
        .then(|| {
            let columns = [from, to, base].map(|it| it.values(COMPANY, metric));
            let [Some(from), Some(to), Some(base)] = columns else { return None };
            let whole = |year: &usize| ![from, to, base].iter().any(|it| it[*year].is_nan());
            let years: Vec<usize> = (0..base.len()).filter(whole).collect();
            let step: Vec<f64> = years.iter().map(|year| to[*year] - from[*year]).collect();
            let base: Vec<f64> = years.iter().map(|year| base[*year]).collect();
            scaled(ratio_of_sums(&step, &base)?, x / (x_to - x_from))
        })
        .flatten();
    Some(Effect {
        metric: metric.clone(),
        statistic,
        base: base.estimate(COMPANY, metric, statistic)?,
        low: less_base(low),
        high: less_base(high),
        swing: to.difference(from, COMPANY, metric, statistic)?,
        elasticity,
    })
}

/// An estimate times a number.
fn scaled(estimate: Estimate, factor: f64) -> Option<Estimate> {
    let interval = estimate.interval.and_then(|it| {
        let (a, b) = (it.low * factor, it.high * factor);
        crate::statistics::Interval::new(a.min(b), a.max(b))
    });
    Estimate::with_interval(estimate.value * factor, interval, estimate.n)
}
