//! An amount shared in whole cents.

use super::number::{Number, TooLong};
use crate::money::Cents;

/// Shares an amount by weight: whole cents, rounded down, and the cents that are left to the largest
/// remainders, in roster order where these are alike.
pub(super) fn by_largest_remainder(due: Cents, weights: &[Number]) -> Result<Vec<Cents>, TooLong> {
    let total: Number = weights.iter().copied().sum();
    if total.is_zero() {
        return Ok(vec![Cents::ZERO; weights.len()]);
    }
    let exact: Vec<Number> =
        weights.iter().map(|weight| Number::from(due) * *weight / total).collect();
    let mut amounts = Vec::new();
    for share in &exact {
        amounts.push(share.cents_below()?);
    }
    let mut left = due - amounts.iter().copied().sum();
    let remainders: Vec<Number> =
        exact.iter().zip(&amounts).map(|(share, cents)| *share - (*cents).into()).collect();
    let mut served = vec![false; weights.len()];
    while left > Cents::ZERO {
        let mut largest: Option<usize> = None;
        for rep in (0..weights.len()).filter(|rep| !served[*rep]) {
            let is_larger = match largest {
                Some(other) => !remainders[other].reaches(remainders[rep])?,
                None => true,
            };
            if is_larger {
                largest = Some(rep);
            }
        }
        let Some(rep) = largest else { break };
        served[rep] = true;
        amounts[rep] += Cents(1);
        left -= Cents(1);
    }
    Ok(amounts)
}
