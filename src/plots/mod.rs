//! Pictures of results: what a run found, as SVG and PNG.
//!
//! ```text
//! tables of a run ─► picture (title, explanation, chart) ─► drawing (marks) ─► SVG, PNG
//! ```
//!
//! One file a picture. Each takes its data from tables of the run, says in its title what they show, and is drawn into
//! the room that a page or a phone has. Only this module uses `plotters`, and only `paint` draws with it.

mod accrual;
mod alignment;
pub(crate) mod amounts;
mod axis;
mod comparison;
mod convergence;
mod cost;
mod drawing;
mod exceedance;
pub(crate) mod facts;
mod fonts;
mod frame;
mod incentive;
mod letters;
mod paint;
pub(crate) mod palette;
mod panels;
mod payout;
mod payout_curves;
mod picture;
mod rows;
mod scaling;
mod sensitivity;
mod sources;
pub(crate) mod spread;
mod stress;
mod timing;
mod winners;

#[cfg(test)]
mod tests;

pub use fonts::FACES;
pub use paint::PngError;
pub use picture::{Picture, Width};

use facts::Facts;

use crate::tables::{FinishedRun, ReadError, Table};

/// A picture that can be drawn of a run which has its table.
#[derive(Debug)]
pub struct Kind {
    /// Its name on the command line and of its file.
    pub name: &'static str,
    /// What it shows, in one line without a final stop.
    pub about: &'static str,
    /// The table that it is drawn from.
    pub table: &'static str,
    /// The command that writes this table.
    pub written_by: &'static str,
    draw: fn(&Table, &Facts) -> Result<Picture, Blank>,
}

/// Why a table gives no picture, as the end of a sentence that begins with the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Blank(String);

/// A picture, or why there is none.
#[derive(Debug)]
pub enum Found {
    /// The picture.
    Picture(Picture),
    /// The run did not write the table.
    NoTable,
    /// The table shows nothing to draw, and why.
    Nothing(String),
}

/// Every picture, in the order in which a report shows them.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "cost",
        about: "how often variable pay costs how much, with the budget and quantiles",
        table: "years",
        written_by: "simulate",
        draw: cost::picture,
    },
    Kind {
        name: "exceedance",
        about: "the chance that variable pay costs more than any amount",
        table: "years",
        written_by: "simulate",
        draw: exceedance::picture,
    },
    Kind {
        name: "accrual",
        about: "what pay accrues month by month, and how widely that varies",
        table: "months",
        written_by: "simulate",
        draw: accrual::picture,
    },
    Kind {
        name: "payout",
        about: "what reps are paid at which attainment, and how many end there",
        table: "payouts",
        written_by: "simulate",
        draw: payout::picture,
    },
    Kind {
        name: "sources",
        about: "which sources of chance bring the spread of the cost",
        table: "variance_sources",
        written_by: "simulate --variance",
        draw: sources::picture,
    },
    Kind {
        name: "scaling",
        about: "how far a larger team evens out the spread of the cost",
        table: "variance_scaling",
        written_by: "simulate --variance",
        draw: scaling::picture,
    },
    Kind {
        name: "convergence",
        about: "what fewer years would have said, with their intervals",
        table: "convergence",
        written_by: "simulate --tables convergence",
        draw: convergence::picture,
    },
    Kind {
        name: "alignment",
        about: "what each plan rewards, and whom, in shares",
        table: "alignment",
        written_by: "simulate --alignment",
        draw: alignment::picture,
    },
    Kind {
        name: "incentive",
        about: "what the next 1 % of quota pays at every attainment",
        table: "incentive_profile",
        written_by: "simulate --alignment",
        draw: incentive::picture,
    },
    Kind {
        name: "timing",
        about: "what reps gain by moving a deal across a month end",
        table: "timing",
        written_by: "simulate --alignment",
        draw: timing::picture,
    },
    Kind {
        name: "comparison",
        about: "how much more or less each candidate costs than today's plans",
        table: "comparison",
        written_by: "compare",
        draw: comparison::picture,
    },
    Kind {
        name: "winners",
        about: "whose pay a candidate changes, and by how much",
        table: "winners_losers",
        written_by: "compare",
        draw: winners::picture,
    },
    Kind {
        name: "payout_curves",
        about: "what the same reps are paid under each candidate",
        table: "payout_curves",
        written_by: "compare",
        draw: payout_curves::picture,
    },
    Kind {
        name: "stress",
        about: "what each stress does to the cost",
        table: "stress",
        written_by: "stress",
        draw: stress::picture,
    },
    Kind {
        name: "sensitivity",
        about: "which numbers of the files move the cost",
        table: "sensitivity",
        written_by: "sensitivity",
        draw: sensitivity::picture,
    },
];

impl Kind {
    /// The picture of that name.
    pub fn from_name(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Draws it of a run.
    ///
    /// # Errors
    /// The table cannot be read.
    pub fn of(&self, run: &FinishedRun) -> Result<Found, ReadError> {
        let Some(table) = run.table(self.table)? else {
            return Ok(Found::NoTable);
        };
        Ok(match (self.draw)(&table, &Facts::of(run.record())) {
            Ok(picture) => Found::Picture(picture),
            Err(Blank(why)) => Found::Nothing(format!("the table {} {why}", self.table)),
        })
    }
}

impl Blank {
    fn no_rows() -> Self {
        Self("has no rows".to_owned())
    }
}
