//! Payments as a person would read them, one row each.

use crate::money::{Cents, Fraction};

/// What a statement row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A component, by its number.
    Component(usize),
    /// The cap on the plan's pay.
    Cap,
    /// The guarantee.
    Guarantee,
    /// The draw.
    Draw,
    /// Pay that is held back, and released later.
    Hold,
}

impl Source {
    /// The name of a plan-level line; none for a component, which has its own.
    pub const fn plan_level(self) -> Option<&'static str> {
        match self {
            Self::Component(_) => None,
            Self::Cap => Some("cap"),
            Self::Guarantee => Some("guarantee"),
            Self::Draw => Some("draw"),
            Self::Hold => Some("hold"),
        }
    }
}

/// One row of a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Payment {
    /// Seat of the team, from 0.
    pub seat: usize,
    /// Which rep of the seat, from 0.
    pub stint: usize,
    /// Month of the timeline.
    pub month: usize,
    /// What pays.
    pub source: Source,
    /// The result that it looked at, in units of the measure.
    pub result: Option<Fraction>,
    /// The quota that it was held against, in units of the measure.
    pub quota: Option<Fraction>,
    /// Result ÷ quota or goal.
    pub attainment: Option<Fraction>,
    /// Paid in this month.
    pub paid: Cents,
    /// Recovered in this month.
    pub recovered: Cents,
    /// What the rep owes after it (a draw), or what is held back for the rep after it (a hold).
    pub balance: Option<Cents>,
}
