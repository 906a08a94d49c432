//! Every figure of a run with its statistics, worked out once for screen and tables.

use crate::metrics::{COMPANY, Column, Layout, Metric};
use crate::simulate::{Outcome, Unreadable};
use crate::statistics::{
    Estimate, Histogram, Scratch, Statistic, Summary, probability_above, share_of_variance,
    summarise,
};

/// The statistics of a run.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Years that were run.
    pub years: usize,
    /// One line a figure, in the order of the layout; figures without a value in any year are left out.
    pub lines: Vec<Line>,
    /// By how much the budget is overrun in the years in which it is; none without a budget or overrun.
    pub overrun: Option<Estimate>,
    /// Each team's share of the spread of the company's variable pay, in the order of teams; empty where
    /// it does not vary.
    pub spread: Vec<SpreadShare>,
    /// How the years spread by the company's variable pay, in at most 48 bins; none where it does not vary.
    pub distribution: Option<Histogram>,
}

/// Bins of the company's variable pay, at most.
const BINS: usize = 48;

/// A figure and its statistics over the years.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whose figure, and which.
    pub column: Column,
    /// Its statistics.
    pub summary: Summary,
    /// The chance that it is above 0, where that is a question (budget overrun).
    pub probability: Option<Estimate>,
}

/// How much of the spread of the company's variable pay a team brings.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadShare {
    /// The team's name.
    pub team: String,
    /// Its share of the variance.
    pub share: Estimate,
}

impl Overview {
    /// Works out the statistics of a run's figures, column by column.
    ///
    /// # Errors
    /// A column that was put on disk cannot be read.
    pub fn new(layout: &Layout, outcome: &Outcome) -> Result<Self, Unreadable> {
        let numbered: Vec<(usize, &Column)> = layout.columns.iter().enumerate().collect();
        let lines = || {
            outcome.side_by_side(&numbered, 1, |memory: &mut (Vec<f64>, Scratch), numbered| {
                let ((values, scratch), (place, column)) = (memory, numbered);
                outcome.figure(*place, values)?;
                Ok(Line::of(column, values, scratch))
            })
        };
        let of_pay = || -> Result<_, Unreadable> {
            let overrun = overrun_when_over(layout, outcome)?;
            Ok((overrun, spread_shares(layout, outcome)?, distribution(layout, outcome)?))
        };
        let (lines, of_pay) = if outcome.has_room_for_all_threads() {
            rayon::join(lines, of_pay)
        } else {
            (lines(), of_pay())
        };
        let (overrun, spread, distribution) = of_pay?;
        let lines = lines?.into_iter().flatten().collect();
        Ok(Self { years: outcome.years(), lines, overrun, spread, distribution })
    }

    /// The line of a figure; `team` is a team's name or `company`.
    pub fn line(&self, team: &str, metric: &Metric) -> Option<&Line> {
        self.lines
            .iter()
            .find(|line| line.column.team_name == team && line.column.metric == *metric)
    }
}

impl Line {
    /// The statistics of a figure; none without a value in any year.
    pub(super) fn of(column: &Column, values: &[f64], scratch: &mut Scratch) -> Option<Self> {
        let summary = summarise(values, scratch);
        let probability = (column.metric == Metric::BudgetOverrun)
            .then(|| probability_above(values, 0.0))
            .flatten();
        (summary.n() > 0).then(|| Self { column: column.clone(), summary, probability })
    }

    /// The estimate of a statistic, where it has one.
    pub fn estimate(&self, statistic: Statistic) -> Option<Estimate> {
        match statistic {
            Statistic::Probability => self.probability,
            other => self.summary.get(other),
        }
    }

    /// Every statistic that it has, `probability` last.
    pub fn statistics(&self) -> impl Iterator<Item = (Statistic, Estimate)> + '_ {
        let probability = self.probability.map(|estimate| (Statistic::Probability, estimate));
        self.summary.iter().chain(probability)
    }
}

/// The mean overrun of the years that overrun.
fn overrun_when_over(layout: &Layout, outcome: &Outcome) -> Result<Option<Estimate>, Unreadable> {
    let Some(column) = layout.find(COMPANY, &Metric::BudgetOverrun) else {
        return Ok(None);
    };
    let mut over = Vec::new();
    outcome.figure(column, &mut over)?;
    over.retain(|x| *x > 0.0);
    Ok(summarise(&over, &mut Scratch::default()).get(Statistic::Mean))
}

/// How the company's variable pay spreads over the years.
fn distribution(layout: &Layout, outcome: &Outcome) -> Result<Option<Histogram>, Unreadable> {
    let Some(column) = layout.find(COMPANY, &Metric::VariablePay) else {
        return Ok(None);
    };
    let mut pay = Vec::new();
    outcome.figure(column, &mut pay)?;
    Ok(Histogram::of(&pay, BINS))
}

/// The shares of the variance of the company's variable pay, which add up to 1; none where it does not vary.
fn spread_shares(layout: &Layout, outcome: &Outcome) -> Result<Vec<SpreadShare>, Unreadable> {
    let Some(of_company) = layout.find(COMPANY, &Metric::VariablePay) else {
        return Ok(Vec::new());
    };
    let (mut company, mut pay) = (Vec::new(), Vec::new());
    outcome.figure(of_company, &mut company)?;
    let mut shares = Vec::new();
    for (place, column) in layout.columns.iter().enumerate() {
        if column.team.is_none() || column.metric != Metric::VariablePay {
            continue;
        }
        outcome.figure(place, &mut pay)?;
        let share = share_of_variance(&pay, &company);
        shares.extend(share.map(|share| SpreadShare { team: column.team_name.clone(), share }));
    }
    Ok(shares)
}
