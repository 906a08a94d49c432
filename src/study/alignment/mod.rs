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

mod figure;
mod pass;
mod rep_year;
mod retention;
mod strength;
mod subject;

pub use figure::{Aspect, Definition, Figure, Unit, definitions};
pub use pass::alignment;

/// The figures of each tally, in the order of tables.
const ALL_DEFINITIONS: [&[&Definition]; 2] = [strength::DEFINITIONS, retention::DEFINITIONS];

/// What was found of each team and its plan.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// Years that were run.
    pub years: usize,
    /// The figures, by team and in the order of [`definitions`]; those that cannot be told say why.
    pub figures: Vec<Figure>,
}

impl Alignment {
    /// A figure of a team as a whole, by its name.
    pub fn figure(&self, team: usize, name: &str) -> Option<&Figure> {
        let is_it = |f: &&Figure| f.team == team && f.definition.name == name && f.of.is_none();
        self.figures.iter().find(is_it)
    }
}
