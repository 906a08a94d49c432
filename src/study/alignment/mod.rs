//! Whether a plan pays for what the company wants: what it rewards, whom it rewards, and where it tempts.
//!
//! ```text
//! year n ─► every team paid by its plan ─► tallies, one a team and group of years ─► figures with errors
//! ```
//!
//! Every figure is defined once, with its formula: [`definitions`]. Its error is that of [`jackknife`]: reps of one
//! year share the market, so whole groups of years are left out in turn.
//!
//! [`jackknife`]: crate::statistics::jackknife

mod balance;
#[cfg(test)]
mod example;
mod fairness;
mod figure;
mod luck;
mod pairs;
mod pass;
mod pooled;
mod reach;
mod rep_year;
mod repay;
mod retention;
mod scorecard;
mod shape;
mod strength;
mod subject;
mod timing;

pub use figure::{Aspect, Definition, Figure, Unit, definitions};
pub use pass::alignment;
pub use scorecard::{ScoreLine, Written, scorecard};
pub use shape::ProfileRow;
pub use timing::{Move, TimingRow};

/// The figures of each tally, in the order of tables.
const ALL_DEFINITIONS: [&[&Definition]; 8] = [
    strength::DEFINITIONS,
    fairness::DEFINITIONS,
    luck::DEFINITIONS,
    reach::DEFINITIONS,
    shape::DEFINITIONS,
    timing::DEFINITIONS,
    retention::DEFINITIONS,
    balance::DEFINITIONS,
];

/// What was found of each team and its plan.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// Years that were run.
    pub years: usize,
    /// The figures, by team and in the order of [`definitions`]; those that cannot be told say why.
    pub figures: Vec<Figure>,
    /// Of each team with a quota: pay at every attainment.
    pub profile: Vec<ProfileRow>,
    /// Of each team: what moving a deal across a month end pays.
    pub timing: Vec<TimingRow>,
}

impl Alignment {
    /// A figure of a team as a whole, by its name.
    pub fn figure(&self, team: usize, name: &str) -> Option<&Figure> {
        let is_it = |f: &&Figure| f.team == team && f.definition.name == name && f.of.is_none();
        self.figures.iter().find(is_it)
    }
}
