//! A rep's year paid again with other results, by the payout engine itself.
//!
//! ```text
//! ledger of the year ─► entered again, some events changed ─► payout program ─► pay of the year
//! ```
//!
//! Where each rep is paid for the rep's own results, all reps of a team are changed at once and paid together. Where reps
//! are paid for what others do (a pool, a contest, a budget for the team), one rep a year is looked at, in
//! turn, and the others stay as they were.

mod bench;
mod lever;
mod revise;
#[cfg(test)]
mod tests;
mod yardstick;

pub(super) use bench::Bench;
pub(super) use lever::Lever;
pub(super) use yardstick::Yardstick;

use super::rep_year::RepYear;
use super::subject::{Seen, Subject};
use crate::money::Cents;
use crate::plan::Pays;

/// What the rounding of payments may change in a year, in cents: half a cent a payment and component, before
/// and after.
pub(super) fn rounding(subject: &Subject<'_>, payments: i64) -> Cents {
    Cents(payments * subject.plan.components.len() as i64)
}

/// Whether each rep's pay depends on the rep's own results alone.
pub(super) fn is_paid_alone(subject: &Subject<'_>) -> bool {
    subject.plan.components.iter().all(|component| {
        !matches!(component.pays, Pays::Pool { .. } | Pays::Contest(_))
            && component.budget.is_none()
    })
}

/// The reps of a year who are looked at: all, or one in turn where reps are paid for each other's results.
pub(super) fn looked_at<'a>(seen: &Seen<'a>) -> &'a [RepYear] {
    if is_paid_alone(&seen.subject) { seen.reps } else { in_turn(seen) }
}

/// One rep of a year, each in turn.
pub(super) fn in_turn<'a>(seen: &Seen<'a>) -> &'a [RepYear] {
    match seen.reps.len() {
        0 => &[],
        reps => {
            let turn = (seen.number % reps as u64) as usize;
            &seen.reps[turn..=turn]
        }
    }
}
