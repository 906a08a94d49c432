//! Where pay jumps, stands still, falls, or rests on the months in which the same sales close.

mod curve;
mod near;
mod resets;
mod steps;
#[cfg(test)]
mod tests;

pub(super) use curve::Curve;
pub use curve::ProfileRow;
pub(super) use near::Near;
pub(super) use resets::Resets;

use super::figure::{Definition, Figure};

/// All of them.
pub(super) const DEFINITIONS: &[&Definition] = &[
    &near::NEXT_PERCENT,
    &near::CLIFF_SHARE,
    &curve::CLIFF,
    &near::NOTHING_MORE,
    &near::GIVES_UP,
    &curve::DEAD_ZONE,
    &near::PAID_LESS,
    &curve::FALL,
    &resets::AS_TIMED,
    &resets::SPREAD_EVENLY,
    &resets::IN_ONE_QUARTER,
    &resets::RESET_PREMIUM,
];

/// The figures of all of it, in the order of the definitions.
pub(super) fn in_order(near: Vec<Figure>, curve: Vec<Figure>, resets: Vec<Figure>) -> Vec<Figure> {
    let mut figures = [near, curve, resets].concat();
    let place = |figure: &Figure| DEFINITIONS.iter().position(|it| *it == figure.definition);
    figures.sort_by_key(place);
    figures
}
