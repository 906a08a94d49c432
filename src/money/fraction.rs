//! Exact fractions: products and quotients of amounts, kept whole until the one rounding.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Sub};

use super::{Cents, Decimal6, Rounding};

/// An exact fraction `numerator / denominator`, the denominator above 0; not always in lowest terms.
///
/// Results are exact as long as numerator and denominator in lowest terms fit 127 bits. Every product
/// that a plan can form of amounts within [`Cents::LIMIT`] and decimals in use does; past that the
/// fraction is cut to its leading 62 bits (of a value below 2⁶⁰ a relative error below 2⁻⁶⁰), never
/// wrapped.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// 0.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// 1.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };
    /// 1/100: from hundredths to units.
    pub const HUNDREDTH: Self = Self { numerator: 1, denominator: 100 };

    /// `numerator / denominator`; `None` where the denominator is 0.
    #[inline]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator.cmp(&0) {
            Ordering::Greater => Some(Self { numerator, denominator }),
            Ordering::Less => Some(Self { numerator: -numerator, denominator: -denominator }),
            Ordering::Equal => None,
        }
    }

    /// A whole number.
    pub const fn whole(number: i128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// The numerator; of a fraction as it stands, not in lowest terms.
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, above 0; of a fraction as it stands, not in lowest terms.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// In lowest terms.
    #[must_use]
    pub fn reduced(self) -> Self {
        let divisor = gcd(self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        // The divisor of a positive denominator is positive and fits.
        let divisor = divisor as i128;
        Self { numerator: self.numerator / divisor, denominator: self.denominator / divisor }
    }

    /// `self / other`; `None` where `other` is 0.
    #[inline]
    pub fn over(self, other: Self) -> Option<Self> {
        Self::new(other.denominator, other.numerator).map(|inverse| self * inverse)
    }

    /// Rounded to a whole number.
    #[inline]
    pub fn round(self, rounding: Rounding) -> i128 {
        if let Some((n, d)) = self.small() {
            return rounding.divide(n, d).into();
        }
        let (n, d) = (self.numerator, self.denominator);
        let quotient = n.div_euclid(d);
        let rest = n - quotient * d;
        let up = match rest.cmp(&(d - rest)) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => match rounding {
                Rounding::HalfEven => quotient & 1 == 1,
                Rounding::HalfUp => quotient >= 0,
            },
        };
        quotient + i128::from(up)
    }

    /// The whole number at or below it.
    #[must_use]
    pub fn floor(self) -> Self {
        Self::whole(self.numerator.div_euclid(self.denominator))
    }

    /// Rounded to whole cents, when it counts cents.
    #[inline]
    pub fn to_cents(self, rounding: Rounding) -> Cents {
        Cents(self.round(rounding).clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }

    /// Rounded to the nearest multiple of a step above 0, a half away from zero.
    #[must_use]
    pub fn to_multiple_of(self, step: Decimal6) -> Self {
        let step = Self::from(step);
        match self.over(step) {
            Some(steps) => step * Self::whole(steps.round(Rounding::HalfUp)),
            None => self,
        }
    }

    /// The nearest float, for display and statistics.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The larger of the two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if self < other { other } else { self }
    }

    /// The smaller of the two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// Both parts in 64 bits, as almost all are: their products fit, and their quotients are quick.
    #[inline]
    pub(crate) fn small(self) -> Option<(i64, i64)> {
        let (n, d) = (self.numerator as i64, self.denominator as i64);
        (i128::from(n) == self.numerator && i128::from(d) == self.denominator).then_some((n, d))
    }

    /// Two fractions combined by an operation that may overflow, tried as they stand, in lowest terms,
    /// and last with the leading bits only.
    fn combine(self, other: Self, op: impl Fn(Self, Self) -> Option<Self>) -> Self {
        op(self, other).unwrap_or_else(|| {
            let (a, b) = (self.reduced(), other.reduced());
            op(a, b).unwrap_or_else(|| op(a.leading_bits(), b.leading_bits()).unwrap_or(a))
        })
    }

    fn leading_bits(self) -> Self {
        let largest = self.numerator.unsigned_abs().max(self.denominator.unsigned_abs());
        let shift = 66_u32.saturating_sub(largest.leading_zeros());
        Self { numerator: self.numerator >> shift, denominator: (self.denominator >> shift).max(1) }
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        // Small numbers leave the slow wide division as soon as they can.
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(a), u64::try_from(b)) {
            while y != 0 {
                (x, y) = (y, x % y);
            }
            return u128::from(x);
        }
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl From<Decimal6> for Fraction {
    fn from(number: Decimal6) -> Self {
        Self { numerator: i128::from(number.0), denominator: 1_000_000 }.reduced()
    }
}

impl From<Cents> for Fraction {
    /// Counts cents.
    fn from(amount: Cents) -> Self {
        Self::whole(i128::from(amount.0))
    }
}

impl Mul for Fraction {
    type Output = Self;
    #[inline]
    fn mul(self, other: Self) -> Self {
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            return Self {
                numerator: i128::from(a) * i128::from(c),
                denominator: i128::from(b) * i128::from(d),
            };
        }
        self.combine(other, |a, b| {
            Some(Self {
                numerator: a.numerator.checked_mul(b.numerator)?,
                denominator: a.denominator.checked_mul(b.denominator)?,
            })
        })
    }
}

impl Add for Fraction {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        // Sums of two products of 63-bit numbers fit.
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            return if b == d {
                Self { numerator: i128::from(a) + i128::from(c), denominator: i128::from(b) }
            } else {
                Self {
                    numerator: i128::from(a) * i128::from(d) + i128::from(c) * i128::from(b),
                    denominator: i128::from(b) * i128::from(d),
                }
            };
        }
        self.combine(other, |a, b| {
            if a.denominator == b.denominator {
                return Some(Self { numerator: a.numerator.checked_add(b.numerator)?, ..a });
            }
            let (left, right) =
                (a.numerator.checked_mul(b.denominator)?, b.numerator.checked_mul(a.denominator)?);
            Some(Self {
                numerator: left.checked_add(right)?,
                denominator: a.denominator.checked_mul(b.denominator)?,
            })
        })
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + Self { numerator: -other.numerator, ..other }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    /// Exact at any size: by cross products where they fit, else by continued fractions.
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self, other);
        if let (Some((a, b)), Some((c, d))) = (a.small(), b.small()) {
            return (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b)));
        }
        match (a.numerator.checked_mul(b.denominator), b.numerator.checked_mul(a.denominator)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => by_continued_fractions(*a, *b),
        }
    }
}

fn by_continued_fractions(mut a: Fraction, mut b: Fraction) -> Ordering {
    loop {
        let whole = |f: Fraction| f.numerator.div_euclid(f.denominator);
        let rest = |f: Fraction| f.numerator.rem_euclid(f.denominator);
        match whole(a).cmp(&whole(b)) {
            Ordering::Equal => {}
            unequal => return unequal,
        }
        match (rest(a), rest(b)) {
            (0, 0) => return Ordering::Equal,
            (0, _) => return Ordering::Less,
            (_, 0) => return Ordering::Greater,
            // 1/rest: the order of reciprocals is reversed, so the two change places.
            (ra, rb) => {
                (a, b) = (
                    Fraction { numerator: b.denominator, denominator: rb },
                    Fraction { numerator: a.denominator, denominator: ra },
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn f(n: i128, d: i128) -> Fraction {
        Fraction::new(n, d).unwrap()
    }

    #[test]
    fn halves_round_as_the_plan_says() {
        for (n, d, even, up) in [
            (5, 2, 2, 3),
            (7, 2, 4, 4),
            (-5, 2, -2, -3),
            (-7, 2, -4, -4),
            (1, 3, 0, 0),
            (2, 3, 1, 1),
            (-2, 3, -1, -1),
            (6, 3, 2, 2),
        ] {
            assert_eq!(f(n, d).round(Rounding::HalfEven), even, "{n}/{d} half even");
            assert_eq!(f(n, d).round(Rounding::HalfUp), up, "{n}/{d} half up");
        }
    }

    #[test]
    fn attainment_in_steps() {
        let step = Decimal6(10_000);
        assert_eq!(f(8949, 10_000).to_multiple_of(step), f(89, 100));
        assert_eq!(f(895, 1000).to_multiple_of(step), f(90, 100));
    }

    #[test]
    fn too_long_fractions_lose_only_far_digits() {
        let big = f((1 << 120) + 1, (1 << 119) - 1);
        let product = big * big;
        assert!((product.to_f64() / (big.to_f64() * big.to_f64()) - 1.0).abs() < 1e-15);
        assert!(big < f((1 << 120) + 2, (1 << 119) - 1));
        assert!(f(i128::MAX, i128::MAX - 1) > f(i128::MAX - 1, i128::MAX - 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

        #[test]
        fn order_is_the_order_of_differences(a in -1000_i128..1000, b in 1_i128..1000, c in -1000_i128..1000, d in 1_i128..1000) {
            prop_assert_eq!(f(a, b).cmp(&f(c, d)), (f(a, b) - f(c, d)).numerator().cmp(&0));
            prop_assert_eq!(by_continued_fractions(f(a, b), f(c, d)), (a * d).cmp(&(c * b)));
        }

        #[test]
        fn reduction_changes_nothing(a in any::<i64>(), b in 1..i64::MAX, c in any::<i64>(), d in 1..i64::MAX) {
            let (x, y) = (f(a.into(), b.into()), f(c.into(), d.into()));
            prop_assert_eq!(x * y, x.reduced() * y.reduced());
            prop_assert_eq!(x, x.reduced());
        }
    }
}
