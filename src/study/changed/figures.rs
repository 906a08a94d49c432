//! The figures of a company's years that are held against each other, and their paired differences.

use super::ChangedError;
use crate::company::Loaded;
use crate::metrics::{COMPANY, Column, Metric};
use crate::simulate::{Model, Wanted, simulate};
use crate::statistics::{
    Estimate, PairedColumns, Scratch, Statistic, paired_probability_difference, probability_above,
    summarise,
};

/// What is said of the company: a metric and a statistic over years.
const OF_COMPANY: [(Metric, Statistic); 7] = [
    (Metric::VariablePay, Statistic::Mean),
    (Metric::VariablePay, Statistic::P95),
    (Metric::TotalCost, Statistic::Mean),
    (Metric::BudgetOverrun, Statistic::Probability),
    (Metric::BudgetOverrun, Statistic::Mean),
    (Metric::Bookings, Statistic::Mean),
    (Metric::Ccos, Statistic::Mean),
];

/// What is said of each team.
const OF_TEAM: [(Metric, Statistic); 1] = [(Metric::VariablePay, Statistic::Mean)];

/// The years of a company: one column a figure, one value a year.
#[derive(Clone, Debug)]
pub struct YearFigures {
    columns: Vec<(Column, Vec<f64>)>,
}

/// A figure of a changed company, beside that of the base.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureChange {
    /// A team's name, or `company`.
    pub team: String,
    /// The metric, in dollars or as a ratio.
    pub metric: Metric,
    /// The statistic over years.
    pub statistic: Statistic,
    /// Of the base.
    pub base: Estimate,
    /// Of the changed company.
    pub value: Estimate,
    /// The changed company less the base, pair by pair; exactly 0 without an interval where no year differs.
    pub difference: Estimate,
}

impl YearFigures {
    /// Runs so many years of a company. `proceed` is told how many are done, and stops by answering `false`.
    ///
    /// # Errors
    /// Threads cannot be started, or `proceed` stopped the run.
    pub fn run(
        loaded: &Loaded,
        years: usize,
        threads: usize,
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<Self, ChangedError> {
        let model = Model::new(&loaded.company, &loaded.plans);
        let outcome = simulate(&model, years, threads, Wanted::default(), proceed)?;
        let mut columns = Vec::new();
        for (place, column) in model.layout.columns.iter().enumerate() {
            let said = if column.team.is_none() { &OF_COMPANY[..] } else { &OF_TEAM[..] };
            if said.iter().any(|(metric, _)| *metric == column.metric) {
                let mut values = Vec::new();
                outcome.figure(place, &mut values)?;
                columns.push((column.clone(), values));
            }
        }
        Ok(Self { columns })
    }

    /// The values of a figure, one a year, NaN where it has none; `team` is a team's name or `company`.
    pub fn values(&self, team: &str, metric: &Metric) -> Option<&[f64]> {
        let is_it = |column: &Column| column.team_name == team && column.metric == *metric;
        self.columns.iter().find(|(column, _)| is_it(column)).map(|(_, values)| values.as_slice())
    }

    /// A statistic of a figure.
    pub fn estimate(&self, team: &str, metric: &Metric, statistic: Statistic) -> Option<Estimate> {
        let values = self.values(team, metric)?;
        match statistic {
            Statistic::Probability => probability_above(values, 0.0),
            other => summarise(values, &mut Scratch::default()).get(other),
        }
    }

    /// A statistic of a figure less that of the base, on the same years.
    pub fn difference(
        &self,
        base: &Self,
        team: &str,
        metric: &Metric,
        statistic: Statistic,
    ) -> Option<Estimate> {
        let (a, b) = (self.values(team, metric)?, base.values(team, metric)?);
        match statistic {
            Statistic::Probability => paired_probability_difference(a, b, 0.0),
            other => PairedColumns::of(a, b).difference(other),
        }
    }

    /// Every figure that is said, beside that of the base: of the teams, then of the company. Figures that one of the
    /// two has not are left out.
    pub fn changes_from(&self, base: &Self) -> Vec<FigureChange> {
        let mut changes = Vec::new();
        let mut teams: Vec<&str> =
            base.columns.iter().map(|(it, _)| it.team_name.as_str()).collect();
        teams.dedup();
        for team in teams {
            let said = if team == COMPANY { &OF_COMPANY[..] } else { &OF_TEAM[..] };
            changes.extend(said.iter().filter_map(|(metric, statistic)| {
                Some(FigureChange {
                    team: team.to_owned(),
                    metric: metric.clone(),
                    statistic: *statistic,
                    base: base.estimate(team, metric, *statistic)?,
                    value: self.estimate(team, metric, *statistic)?,
                    difference: self.difference(base, team, metric, *statistic)?,
                })
            }));
        }
        changes
    }
}
