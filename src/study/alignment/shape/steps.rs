//! Pay step by step, each of 1 % of quota, and which steps are jumps.

use crate::money::Cents;

/// A jump is one by more than this share of the target incentive above what the steps around it pay: as of the doubts about a
/// plan's cliffs.
pub(super) const CLIFF: f64 = 0.02;

/// What a step pays that is usual: of the two next to it on one side the smaller, so that no jump there hides another.
pub(super) fn usual(one: Cents, other: Cents) -> Cents {
    if one.0.abs() <= other.0.abs() { one } else { other }
}

/// The part of a step that is a jump, in dollars: what it pays beyond what is usual, where that is more than a share of the
/// target.
pub(super) fn jump(step: Cents, usual: f64, target: Option<f64>) -> f64 {
    let beyond = step.to_f64() - usual;
    if target.is_some_and(|target| beyond.abs() > CLIFF * target) { beyond } else { 0.0 }
}
