//! Which of several sets of plans: what each costs, who wins and who loses by it, and which is the best, how surely.
//!
//! ```text
//!                        ┌─► today's programs ─► figures, every rep's pay ─┐
//! year n ─► drawn once ──┼─► a candidate's     ─► …                        ├─► paired: differences, dominance,
//!                        └─► another's         ─► …                        ┘   winners and losers, choice
//! ```
//!
//! Every year is drawn once, and paid under each candidate's plans. What the year does to all of them alike cancels in
//! their differences, so these are known far better than the costs themselves. Plans that several candidates share are
//! paid once.
//!
//! Results are the same under every plan: the study says what another plan pays for what reps do today, not what they
//! would do under it.

mod asked;
mod choice;
mod curves;
mod dominances;
mod figures;
mod pass;
mod reps;
mod study_file;
#[cfg(test)]
mod tests;

pub use asked::{AskedChoice, Criterion, Indifference};
pub use choice::{Choice, Contender};
pub use curves::{Curve, CurvePoint, Effect, Stretch};
pub use dominances::PairOrder;
pub use figures::ComparedLine;
pub use pass::REP_YEARS;
pub use reps::{Band, BandLine, HoldHarmless, MeasuredBy};
pub use study_file::{Study, study};

use crate::company::Candidates;
use crate::metrics::{COMPANY, Metric};
use crate::simulate::RunError;
use crate::statistics::Statistic;
use pass::Pass;

/// What a comparison found. Candidates are numbered as they were given; number 0 is today's plans.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The candidates' names.
    pub names: Vec<String>,
    /// Years on which all were compared.
    pub years: usize,
    /// Every compared figure of every candidate beside today's.
    pub lines: Vec<ComparedLine>,
    /// Whether one candidate's total cost dominates another's, of every two.
    pub dominances: Vec<PairOrder>,
    /// Who wins and who loses, by team and performance; only of teams of which some candidate has another plan.
    pub bands: Vec<BandLine>,
    /// What it would cost to top up all who lose; by candidate, then team, the company last.
    pub hold_harmless: Vec<HoldHarmless>,
    /// Pay by performance, and where reps are kept whole; of the same teams.
    pub curves: Vec<Curve>,
    /// The best candidate.
    pub choice: Choice,
}

impl Comparison {
    /// A statistic of the company's figure under a candidate, beside today's.
    pub fn of_company(
        &self,
        candidate: usize,
        metric: &Metric,
        statistic: Statistic,
    ) -> Option<&ComparedLine> {
        self.lines.iter().find(|line| {
            line.candidate == candidate
                && line.column.team_name == COMPANY
                && line.column.metric == *metric
                && line.statistic == statistic
        })
    }
}

/// Compares candidates over `years` synthetic years, and runs more for the choice where it needs them. `proceed` is
/// told how many years are done, and stops the run by answering `false`.
///
/// # Errors
/// When threads cannot be started, or `proceed` stopped the run.
pub fn compare(
    candidates: &Candidates,
    asked: &AskedChoice,
    (years, threads): (usize, usize),
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Comparison, RunError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| RunError::Threads { threads, source })?;
    let pass = Pass::new(candidates, &pool);
    let paid = pass.run(years, proceed)?;
    let choice = choice::choose(&pass, &paid, asked, proceed)?;
    pool.install(|| {
        Ok(Comparison {
            names: candidates.list.iter().map(|candidate| candidate.name.clone()).collect(),
            years,
            lines: figures::lines(&pass, &paid),
            dominances: dominances::of_total_cost(&pass, &paid),
            bands: reps::bands(&pass, &paid),
            hold_harmless: reps::hold_harmless(&pass, &paid),
            curves: curves::curves(&pass, &paid),
            choice,
        })
    })
}
