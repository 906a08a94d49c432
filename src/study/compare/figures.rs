//! Compared figures side by side, each with its difference from today's on the same years.

use rayon::prelude::*;

use super::pass::{Paid, Pass};
use crate::metrics::{Column, Metric};
use crate::statistics::{
    Estimate, Moments, PairedColumns, Statistic, paired_difference, probability_above, proportion,
};

/// A statistic of a figure under a candidate, beside the same under today's plans.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedLine {
    /// Which candidate.
    pub candidate: usize,
    /// Whose figure, and which.
    pub column: Column,
    /// Which statistic.
    pub statistic: Statistic,
    /// The statistic under the candidate.
    pub value: Estimate,
    /// The statistic under today's plans.
    pub today: f64,
    /// `value` − `today`, with the 95 % interval of the paired difference; none where it is exact.
    pub difference: Estimate,
    /// Of the mean: the share of years in which the figure is larger than today's.
    pub larger: Option<Estimate>,
    /// Of the mean: how many times as many years independent runs would need for so narrow an interval,
    /// (Var candidate + Var today) ÷ Var (candidate − today); none where all years differ alike.
    pub pairing: Option<f64>,
}

impl ComparedLine {
    /// `difference` ÷ `today`; none where today's is 0.
    pub fn relative(&self) -> Option<f64> {
        (self.today != 0.0).then(|| self.difference.value / self.today)
    }
}

/// The statistics that are compared.
const COMPARED: [Statistic; 6] = [
    Statistic::Mean,
    Statistic::Sd,
    Statistic::P05,
    Statistic::P50,
    Statistic::P95,
    Statistic::Cvar95,
];

/// All lines, by candidate, then figure.
pub(super) fn lines(pass: &Pass<'_>, paid: &Paid) -> Vec<ComparedLine> {
    let by_column: Vec<Vec<ComparedLine>> = pass
        .layout
        .columns
        .par_iter()
        .enumerate()
        .map(|(place, column)| of_column(column, place, paid))
        .collect();
    let mut lines: Vec<ComparedLine> = by_column.into_iter().flatten().collect();
    lines.sort_by_key(|line| line.candidate);
    lines
}

fn of_column(column: &Column, place: usize, paid: &Paid) -> Vec<ComparedLine> {
    let today = &paid.figures[0][place];
    let mut lines = Vec::new();
    for (candidate, figures) in paid.figures.iter().enumerate() {
        let values = &figures[place];
        let pair = PairedColumns::of(values, today);
        for statistic in COMPARED {
            let line = || {
                let is_mean = statistic == Statistic::Mean;
                Some(ComparedLine {
                    candidate,
                    column: column.clone(),
                    statistic,
                    value: pair.first().get(statistic)?,
                    today: pair.second().get(statistic)?.value,
                    difference: pair.difference(statistic)?,
                    larger: if is_mean { larger(values, today) } else { None },
                    pairing: if is_mean { pairing(values, today) } else { None },
                })
            };
            lines.extend(line());
        }
        if column.metric == Metric::BudgetOverrun {
            lines.extend(overrun(column, candidate, values, today));
        }
    }
    lines
}

/// The chance that the budget is overrun.
fn overrun(
    column: &Column,
    candidate: usize,
    values: &[f64],
    today: &[f64],
) -> Option<ComparedLine> {
    let is_over =
        |values: &[f64]| values.iter().map(|value| f64::from(u8::from(*value > 0.0))).collect();
    let (over, over_today): (Vec<f64>, Vec<f64>) = (is_over(values), is_over(today));
    Some(ComparedLine {
        candidate,
        column: column.clone(),
        statistic: Statistic::Probability,
        value: probability_above(values, 0.0)?,
        today: probability_above(today, 0.0)?.value,
        difference: paired_difference(&over, &over_today)?,
        larger: None,
        pairing: None,
    })
}

/// The share of years in which a figure is larger than another.
fn larger(values: &[f64], today: &[f64]) -> Option<Estimate> {
    let pairs = || values.iter().zip(today).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    proportion(pairs().filter(|(a, b)| a > b).count(), pairs().count())
}

fn pairing(values: &[f64], today: &[f64]) -> Option<f64> {
    let pairs = values.iter().zip(today).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let (values, today): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let differences: Vec<f64> = values.iter().zip(&today).map(|(a, b)| a - b).collect();
    let variance = |values: &[f64]| Some(Moments::of(values)?.standard_deviation()?.powi(2));
    let together = variance(&differences)?;
    (together > 0.0).then_some((variance(&values)? + variance(&today)?) / together)
}
