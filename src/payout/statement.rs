//! Payments as a person would read them, one row each.

use crate::money::{Cents, Fraction};

/// What a statement row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A component, by its number.
    Component(usize),
    /// The draw.
    Draw,
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
    /// What the rep owes after it, where that is kept (a draw).
    pub balance: Option<Cents>,
}
