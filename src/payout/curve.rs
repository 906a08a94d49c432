//! Payout by attainment.

use crate::money::{Decimal6, Fraction};
use crate::plan::{Band, Curve};
use crate::wide::wide;

/// A curve ready for many attainments.
#[derive(Clone, Debug)]
pub(super) struct PayoutCurve {
    pieces: Vec<Piece>,
    /// No piece starts so far out that its product with a number below [`NARROW`] is too long.
    narrow: bool,
}

/// Numbers below this, times a million or a piece's start in millionths, are within 63 bits.
const NARROW: u64 = 1 << 41;

/// A straight piece: from its start (included) to the next one's.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: Fraction,
    millionths: i64,
    pays: Fraction,
    slope: Fraction,
}

impl PayoutCurve {
    pub fn compile(curve: &Curve) -> Self {
        let following = curve.bands.iter().skip(1).map(Some).chain([None]);
        let piece = |(band, next): (&Band, Option<&Band>)| Piece {
            at: Fraction::from(band.at),
            millionths: band.at.0,
            pays: Fraction::from(band.pays),
            slope: match next {
                Some(next) if curve.interpolate => chord(band, next),
                _ => Fraction::from(band.slope),
            },
        };
        let pieces: Vec<Piece> = curve.bands.iter().zip(following).map(piece).collect();
        let narrow = pieces.iter().all(|piece| piece.millionths.unsigned_abs() < 1 << 22);
        Self { pieces, narrow }
    }

    /// The number of the piece that an attainment reaches, if any.
    #[inline]
    pub fn reached(&self, attainment: Fraction) -> Option<usize> {
        if let Some((numerator, denominator)) = attainment.small() {
            // As it nearly always is: products of 64 bits do.
            if self.narrow && numerator.unsigned_abs() < NARROW && denominator < NARROW as i64 {
                let (numerator, mut reached) = (numerator * Decimal6::ONE.0, 0);
                // Gone through to the end rather than searched: which is reached cannot be foreseen.
                for piece in &self.pieces {
                    reached += usize::from(numerator >= piece.millionths * denominator);
                }
                return reached.checked_sub(1);
            }
        }
        self.pieces.iter().rposition(|piece| attainment >= piece.at)
    }

    /// How many pieces there are.
    pub fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// Of many attainments the number of pieces whose start each has reached: the piece that [`Self::reached`] gives,
    /// counted from 1, or 0. False where they are too large to be told together, or have no denominator.
    pub fn reach(&self, numerators: &[i64], denominators: &[i64], reached: &mut [u8]) -> bool {
        let mut short = self.narrow;
        for (numerator, denominator) in numerators.iter().zip(denominators) {
            short &= numerator.unsigned_abs() < NARROW;
            short &= (1..NARROW as i64).contains(denominator);
        }
        if short {
            count_reached(&self.pieces, numerators, denominators, reached);
        }
        short
    }

    /// What a piece pays all over, where it is flat.
    #[inline]
    pub fn level(&self, piece: usize) -> Option<Fraction> {
        self.pieces.get(piece).filter(|piece| piece.slope.numerator() == 0).map(|piece| piece.pays)
    }

    /// Payout as a share of target at an attainment.
    #[inline]
    pub fn payout(&self, attainment: Fraction) -> Fraction {
        let Some(piece) = self.reached(attainment).map(|piece| &self.pieces[piece]) else {
            return Fraction::ZERO;
        };
        if piece.slope.numerator() == 0 {
            return piece.pays;
        }
        piece.pays + piece.slope * (attainment - piece.at)
    }
}

wide! {
    fn[512] count_reached(
        pieces: &[Piece],
        numerators: &[i64],
        denominators: &[i64],
        reached: &mut [u8],
    ) {
        reached.fill(0);
        for piece in pieces {
            let attainments = numerators.iter().zip(denominators);
            for ((numerator, denominator), reached) in attainments.zip(&mut *reached) {
                let reaches = numerator * Decimal6::ONE.0 >= piece.millionths * denominator;
                *reached += u8::from(reaches);
            }
        }
    }
}

/// The slope of the line from one band's point to the next one's.
fn chord(band: &Band, next: &Band) -> Fraction {
    Fraction::new(i128::from(next.pays.0 - band.pays.0), i128::from(next.at.0 - band.at.0))
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
        Curve { bands: bands.collect(), interpolate }
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
            assert_eq!(
                PayoutCurve::compile(curve).payout(of(attainment)),
                of(pays),
                "{attainment}"
            );
        }
    }
}
