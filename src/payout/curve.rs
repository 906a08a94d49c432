//! Payout by attainment.

use crate::money::Fraction;
use crate::plan::{Band, Curve};

/// Payout as a share of target at an attainment.
pub(super) fn payout(curve: &Curve, attainment: Fraction) -> Fraction {
    let reached = curve
        .bands
        .iter()
        .take_while(|band| attainment >= Fraction::from(band.at))
        .count();
    let Some(band) = reached.checked_sub(1).and_then(|i| curve.bands.get(i)) else {
        return Fraction::ZERO;
    };
    let beyond = attainment - Fraction::from(band.at);
    let slope = match curve.bands.get(reached) {
        Some(next) if curve.interpolate => chord(band, next),
        _ => Fraction::from(band.slope),
    };
    Fraction::from(band.pays) + slope * beyond
}

/// The slope of the line from one band's point to the next one's.
fn chord(band: &Band, next: &Band) -> Fraction {
    Fraction::new(
        i128::from(next.pays.0 - band.pays.0),
        i128::from(next.at.0 - band.at.0),
    )
    .unwrap_or(Fraction::ZERO)
    .reduced()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Decimal6;

    fn curve(bands: &[(f64, f64, f64)], interpolate: bool) -> Curve {
        let d = |x: f64| Decimal6((x * 1e6).round() as i64);
        let bands = bands.iter().map(|(at, pays, slope)| Band {
            at: d(*at),
            pays: d(*pays),
            slope: d(*slope),
        });
        Curve {
            bands: bands.collect(),
            interpolate,
        }
    }

    /// Seed 001: 90–99 % of NRR pays half, 100–110 % all, each further point 1.5 points.
    #[test]
    fn bands_and_slopes() {
        let nrr = curve(&[(0.9, 0.5, 0.0), (1.0, 1.0, 0.0), (1.1, 1.0, 1.5)], false);
        let csm = curve(&[(0.8, 0.0, 0.0), (0.9, 1.0, 0.0), (1.0, 1.5, 2.0)], true);
        for (curve, attainment, pays) in [
            (&nrr, 899_999, 0),
            (&nrr, 900_000, 500_000),
            (&nrr, 999_999, 500_000),
            (&nrr, 1_100_000, 1_000_000),
            (&nrr, 1_200_000, 1_150_000),
            (&csm, 850_000, 500_000),
            (&csm, 920_000, 1_100_000),
            (&csm, 1_100_000, 1_700_000),
        ] {
            let of = |millionths| Fraction::from(Decimal6(millionths));
            assert_eq!(payout(curve, of(attainment)), of(pays), "{attainment}");
        }
    }
}
