//! Whether one candidate's cost dominates another's.

use rayon::prelude::*;

use super::pass::{Paid, Pass};
use crate::metrics::{COMPANY, Metric};
use crate::statistics::{Dominance, Order, dominance};

/// Whether a candidate's total cost dominates another's by being smaller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairOrder {
    /// The candidate.
    pub candidate: usize,
    /// The other.
    pub other: usize,
    /// By which order.
    pub order: Order,
    /// What the test says.
    pub test: Dominance,
}

/// Of every two candidates, both ways and by both orders: whether the company's total cost dominates.
pub(super) fn of_total_cost(pass: &Pass<'_>, paid: &Paid) -> Vec<PairOrder> {
    let Some(place) = pass.layout.find(COMPANY, &Metric::TotalCost) else {
        return Vec::new();
    };
    let cost = |candidate: usize| &paid.figures[candidate][place];
    let all = 0..pass.candidates();
    let pairs = all.clone().flat_map(|candidate| all.clone().map(move |other| (candidate, other)));
    let asked: Vec<(usize, usize, Order)> = pairs
        .filter(|(candidate, other)| candidate != other)
        .flat_map(|(candidate, other)| Order::ALL.map(|order| (candidate, other, order)))
        .collect();
    let test = |(candidate, other, order): (usize, usize, Order)| {
        let test = dominance(cost(candidate), cost(other), order)?;
        Some(PairOrder { candidate, other, order, test })
    };
    asked.into_par_iter().filter_map(test).collect()
}
