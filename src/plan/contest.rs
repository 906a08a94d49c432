//! Contests: prizes by rank.

use crate::money::{Cents, Decimal6};

/// Prizes for the reps of a team with the best results over a window. Those in seat at the window's end are ranked
/// by the component's measure, each over their own months of the window; equal results, compared exactly,
/// tie. A result that has no value is not ranked, nor one below `at_least`, nor, where that is absent, a
/// sum that is not above 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The prizes of a window by rank, falling; at least one.
    pub prizes: Vec<Cents>,
    /// The result from which a rep is ranked, in units of the measure.
    pub at_least: Option<Decimal6>,
    /// What reps with equal results get.
    pub ties: Ties,
}

/// What reps with equal results get. In either way the next rank is that after all of them: two firsts are
/// followed by a third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// The prizes of the ranks that they take, together, in equal parts: whole cents by largest remainder, in
    /// roster order.
    Share,
    /// Each the prize of the best of these ranks.
    All,
}
