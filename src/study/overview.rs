//! Every figure of a run with its statistics, worked out once for screen and tables.

use crate::metrics::{COMPANY, Column, Layout, Metric};
use crate::simulate::Outcome;
use crate::statistics::{
    Estimate, Statistic, Summary, probability_above, share_of_variance, summarise,
};
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
    /// Works out the statistics of a run's figures.
    pub fn new(layout: &Layout, outcome: &Outcome) -> Self {
        let lines = layout
            .columns
            .par_iter()
            .zip(&outcome.columns)
            .map_init(Vec::new, |scratch, (column, values)| {
                let summary = summarise(values, scratch);
                let probability = (column.metric == Metric::BudgetOverrun)
                    .then(|| probability_above(values, 0.0))
                    .flatten();
                (summary.n() > 0).then(|| Line { column: column.clone(), summary, probability })
            })
            .collect::<Vec<_>>();
        let lines = lines.into_iter().flatten().collect();
        Self {
            years: outcome.years,
            lines,
            overrun: overrun_when_over(layout, outcome),
            spread: spread_shares(layout, outcome),
        }
    }

    /// The line of a figure; `team` is a team's name or `company`.
    pub fn line(&self, team: &str, metric: &Metric) -> Option<&Line> {
        self.lines
            .iter()
            .find(|line| line.column.team_name == team && line.column.metric == *metric)
    }
}

impl Line {
    /// Every statistic that it has, `probability` last.
    pub fn statistics(&self) -> impl Iterator<Item = (Statistic, Estimate)> + '_ {
        let probability = self.probability.map(|estimate| (Statistic::Probability, estimate));
        self.summary.iter().chain(probability)
    }
}

/// The mean overrun of the years that overrun.
fn overrun_when_over(layout: &Layout, outcome: &Outcome) -> Option<Estimate> {
    let column = layout.find(COMPANY, &Metric::BudgetOverrun)?;
    let over: Vec<f64> = outcome.columns[column].iter().copied().filter(|x| *x > 0.0).collect();
    summarise(&over, &mut Vec::new()).get(Statistic::Mean)
}

/// The shares of the variance of the company's variable pay, which add up to 1.
fn spread_shares(layout: &Layout, outcome: &Outcome) -> Vec<SpreadShare> {
    let pay_of = |team: &str| layout.find(team, &Metric::VariablePay).map(|c| &outcome.columns[c]);
    let Some(company) = pay_of(COMPANY) else {
        return Vec::new();
    };
    let teams =
        layout.columns.iter().filter(|c| c.team.is_some() && c.metric == Metric::VariablePay);
    teams
        .filter_map(|column| {
            let share = share_of_variance(pay_of(&column.team_name)?, company)?;
            Some(SpreadShare { team: column.team_name.clone(), share })
        })
        .collect()
}
