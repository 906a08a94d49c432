//! Every figure of a run with its statistics, worked out once for screen and tables.

use crate::metrics::{COMPANY, Column, Layout, Metric};
use crate::simulate::{Outcome, Unreadable};
use crate::statistics::{Estimate, Interval, Statistic, Summary, probability_above, summarise};
use rayon::prelude::*;

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
}

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
        // As many columns at a time as there is room for.
        let is_roomy = outcome.columns_at_once() >= rayon::current_num_threads();
        let share =
            if is_roomy { 1 } else { numbered.len().div_ceil(outcome.columns_at_once()).max(1) };
        let lines: Vec<Vec<Line>> = numbered
            .par_chunks(share)
            .map(|columns| {
                let (mut values, mut scratch) = (Vec::new(), Vec::new());
                let mut lines = Vec::new();
                for (place, column) in columns {
                    outcome.figure(*place, &mut values)?;
                    lines.extend(Line::of(column, &values, &mut scratch));
                }
                Ok(lines)
            })
            .collect::<Result<_, Unreadable>>()?;
        Ok(Self {
            years: outcome.years(),
            lines: lines.into_iter().flatten().collect(),
            overrun: overrun_when_over(layout, outcome)?,
            spread: spread_shares(layout, outcome)?,
        })
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
    fn of(column: &Column, values: &[f64], scratch: &mut Vec<f64>) -> Option<Self> {
        let summary = summarise(values, scratch);
        let probability = (column.metric == Metric::BudgetOverrun)
            .then(|| probability_above(values, 0.0))
            .flatten();
        (summary.n() > 0).then(|| Self { column: column.clone(), summary, probability })
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
    Ok(summarise(&over, &mut Vec::new()).get(Statistic::Mean))
}

/// The shares of the variance of the company's variable pay: cov(team, company) ÷ var(company), which
/// add up to 1. A share is the least-squares slope of the team's pay on the company's, so its error is
/// the slope's, robust to unequal variances (White 1980).
fn spread_shares(layout: &Layout, outcome: &Outcome) -> Result<Vec<SpreadShare>, Unreadable> {
    let (mut company, mut pay) = (Vec::new(), Vec::new());
    let Some(of_company) = layout.find(COMPANY, &Metric::VariablePay) else {
        return Ok(Vec::new());
    };
    outcome.figure(of_company, &mut company)?;
    let n = company.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let company_mean = mean(&company);
    let square: f64 = company.iter().map(|x| (x - company_mean).powi(2)).sum();
    if company.len() < 3 || !(square > 0.0) {
        return Ok(Vec::new());
    }
    let mut shares = Vec::new();
    for (place, column) in layout.columns.iter().enumerate() {
        if column.team.is_none() || column.metric != Metric::VariablePay {
            continue;
        }
        outcome.figure(place, &mut pay)?;
        let pay_mean = mean(&pay);
        let pairs = || pay.iter().zip(&company).map(|(y, x)| (y - pay_mean, x - company_mean));
        let slope = pairs().map(|(y, x)| y * x).sum::<f64>() / square;
        let meat: f64 = pairs().map(|(y, x)| ((y - slope * x) * x).powi(2)).sum();
        let error = meat.sqrt() / square;
        let interval = Interval::around(slope, NORMAL_975 * error).filter(|_| error > 0.0);
        let share = Estimate::with_interval(slope, interval, company.len());
        shares.extend(share.map(|share| SpreadShare { team: column.team_name.clone(), share }));
    }
    Ok(shares)
}

/// The 97.5 % quantile of the standard normal.
const NORMAL_975: f64 = 1.959_963_984_540_054;
