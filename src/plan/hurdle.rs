//! Hurdles: results that have to be reached before a component pays anything.

use super::CreditCap;

/// A hurdle of a component that pays by rates or units: a window pays nothing until its result, counted up to
/// the cap on credit, reaches it (that value included). Part of the tiers: it is applied before gate and
/// multiplier. A window without the quota of which it is a share is not past it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hurdle {
    /// Where it stands: a share of the window's quota (of the quota to date, where results are held against
    /// that), or an amount in hundredths of the measure's unit, which like the starts of tiers is the same
    /// whatever the months in seat.
    pub at: CreditCap,
    /// What is paid once it is met.
    pub pays_from: PaysFrom,
}

/// What is paid once a hurdle is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaysFrom {
    /// All, from the first unit, as if there were no hurdle.
    First,
    /// Only what is above the hurdle: under marginal tiers the pay on the result less that on the hurdle
    /// (tiers stay where they are), under retroactive ones the reached tier's rate on what is above, of units
    /// those above.
    Above,
}
