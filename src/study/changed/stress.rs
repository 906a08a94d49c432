//! What stresses do to the cost.

use super::{ChangedError, FigureChange, YearFigures};
use crate::company::Loaded;

/// What stresses do to a company.
#[derive(Clone, Debug)]
pub struct Stresses {
    /// Years of each run.
    pub years: usize,
    /// One a stress, in the order in which they were asked for.
    pub results: Vec<StressResult>,
}

/// What one stress does.
#[derive(Clone, Debug)]
pub struct StressResult {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub meaning: String,
    /// Each figure beside that of the base.
    pub changes: Vec<FigureChange>,
}

impl Stresses {
    /// Runs the base and each stressed company: its name, its meaning and its files. `proceed` is told how many years of
    /// all runs are done, and stops by answering `false`.
    ///
    /// # Errors
    /// Threads cannot be started, or `proceed` stopped a run.
    pub fn run(
        base: &Loaded,
        stressed: &[(String, String, Loaded)],
        (years, threads): (usize, usize),
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<Self, ChangedError> {
        let of_base = YearFigures::run(base, years, threads, proceed)?;
        let mut results = Vec::new();
        for (number, (name, meaning, loaded)) in stressed.iter().enumerate() {
            let before = (number + 1) * years;
            let figures = YearFigures::run(loaded, years, threads, &|done| proceed(before + done))?;
            results.push(StressResult {
                name: name.clone(),
                meaning: meaning.clone(),
                changes: figures.changes_from(&of_base),
            });
        }
        Ok(Self { years, results })
    }
}

impl StressResult {
    /// A figure of the company; none where it has no such figure.
    pub fn of_company(
        &self,
        metric: &crate::metrics::Metric,
        statistic: crate::statistics::Statistic,
    ) -> Option<&FigureChange> {
        self.changes.iter().find(|change| {
            change.team == crate::metrics::COMPANY
                && change.metric == *metric
                && change.statistic == statistic
        })
    }
}
