//! Curves: payout by attainment.

use super::number::{Number, TooLong};
use crate::plan::{Band, Curve};

/// The payout at an attainment. Below the first band: 0.
pub(super) fn payout(curve: &Curve, attainment: Number) -> Result<Number, TooLong> {
    let mut reached = None;
    for (number, band) in curve.bands.iter().enumerate() {
        if attainment.reaches(band.at.into())? {
            reached = Some(number);
        }
    }
    let Some(number) = reached else {
        return Ok(Number::ZERO);
    };
    let band = &curve.bands[number];
    let slope = match curve.bands.get(number + 1) {
        Some(next) if curve.interpolate => slope_between(band, next),
        _ => band.slope.into(),
    };
    Ok(Number::from(band.pays) + slope * (attainment - band.at.into()))
}

/// The slope of the straight line from a band's point to the next one's.
fn slope_between(band: &Band, next: &Band) -> Number {
    (Number::from(next.pays) - band.pays.into()) / (Number::from(next.at) - band.at.into())
}
