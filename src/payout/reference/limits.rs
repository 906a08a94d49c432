//! What is done to a window's pay, in this order: gate, multiplier, floor; then, after a cap on the rate and what
//! the window before carried, the cap.

use super::curve;
use super::number::{Number, TooLong};
use crate::plan::{Cap, Component, Measure, When};

/// What the limits of a window are taken from.
pub(super) struct Bearings<'a> {
    /// The result of a measure in the window; none where it has no value.
    pub result: &'a dyn Fn(&Measure) -> Option<Number>,
    /// The share of a whole window that floor and cap are for.
    pub share: Number,
    /// The window's target.
    pub target: Number,
}

/// Whether a condition holds: both bounds are included; a result without value meets none.
pub(super) fn holds(when: &When, result: Option<Number>) -> Result<bool, TooLong> {
    let Some(result) = result else {
        return Ok(false);
    };
    let low = when.at_least.map_or(Ok(true), |least| result.reaches(least.into()))?;
    let high = when.at_most.map_or(Ok(true), |most| Number::from(most).reaches(result))?;
    Ok(low && high)
}

/// Gate, multiplier and floor on a window's pay.
pub(super) fn conditioned(
    component: &Component,
    mut pay: Number,
    bearings: &Bearings<'_>,
) -> Result<Number, TooLong> {
    if let Some(gate) = &component.gate
        && !holds(&gate.when, (bearings.result)(&gate.when.measure))?
    {
        pay = pay * gate.otherwise.into();
    }
    if let Some(multiplier) = &component.multiplier {
        let factor = match (bearings.result)(&multiplier.measure) {
            Some(result) => {
                let goal = multiplier.goal.map_or(Number::ONE, Number::from);
                curve::payout(&multiplier.curve, result / goal)?
            }
            None => Number::ZERO,
        };
        pay = pay * factor;
    }
    if let Some(floor) = component.floor {
        pay = pay.at_least(Number::from(floor) * bearings.share);
    }
    Ok(pay)
}

/// The cap on a window's pay.
pub(super) fn capped(component: &Component, pay: Number, bearings: &Bearings<'_>) -> Number {
    match component.cap {
        Some(Cap::Amount(cap)) => pay.at_most(Number::from(cap) * bearings.share),
        Some(Cap::ShareOfTarget(share)) => pay.at_most(bearings.target * share.into()),
        None => pay,
    }
}
