//! Numbers of the reference engine: quotients of two decimals that are exact, or say that they are not.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

use rust_decimal::{Decimal, RoundingStrategy};

use crate::money::{Cents, Decimal6, Rounding};

/// A number of the calculation that cannot be held exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number of this calculation needs more than 28 digits")]
pub struct TooLong;

/// An exact number, in units (dollars, deals, shares): `over / under`, so that nothing is divided before
/// the one rounding. A product, sum or quotient that 28 digits do not hold is never rounded: the number,
/// and all that is computed from it, is [`TooLong`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(Option<Quotient>);

#[derive(Clone, Copy, Debug)]
struct Quotient {
    over: Decimal,
    /// Above 0.
    under: Decimal,
}

/// The largest amount that is rounded to the cent, in dollars.
const LARGEST_AMOUNT: i64 = 10_000_000_000;
/// The largest whole number by which it may be divided.
const LARGEST_DIVISOR: i64 = 1_000_000_000_000_000;

impl Number {
    pub const ZERO: Self = Self::exactly(Decimal::ZERO);
    pub const ONE: Self = Self::exactly(Decimal::ONE);

    const fn exactly(over: Decimal) -> Self {
        Self(Some(Quotient { over, under: Decimal::ONE }))
    }

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self::exactly(Decimal::from(number))
    }

    /// Millionths, as scores are kept.
    pub fn millionths(number: i64) -> Self {
        Self::exactly(Decimal::new(number, 6).normalize())
    }

    /// Whether it is 0. One that is too long is not.
    pub fn is_zero(self) -> bool {
        self.0.is_some_and(|quotient| quotient.over.is_zero())
    }

    /// How it compares with another.
    pub fn compare(self, other: Self) -> Result<Ordering, TooLong> {
        let difference = (self - other).0.ok_or(TooLong)?;
        Ok(difference.over.cmp(&Decimal::ZERO))
    }

    /// Whether it is a threshold or above.
    pub fn reaches(self, threshold: Self) -> Result<bool, TooLong> {
        Ok(self.compare(threshold)? != Ordering::Less)
    }

    /// Whether it is above 0.
    pub fn is_positive(self) -> Result<bool, TooLong> {
        Ok(self.compare(Self::ZERO)? == Ordering::Greater)
    }

    /// Itself, or a limit above which it does not go.
    pub fn at_most(self, limit: Self) -> Self {
        match self.compare(limit) {
            Ok(Ordering::Greater) => limit,
            Ok(_) => self,
            Err(TooLong) => Self(None),
        }
    }

    /// Itself, or a limit below which it does not go.
    pub fn at_least(self, limit: Self) -> Self {
        match self.compare(limit) {
            Ok(Ordering::Less) => limit,
            Ok(_) => self,
            Err(TooLong) => Self(None),
        }
    }

    /// Rounded to the nearest multiple of a step, a half away from zero.
    pub fn to_multiple_of(self, step: Self) -> Self {
        let Ok(steps) = (self / step).rounded(0, RoundingStrategy::MidpointAwayFromZero) else {
            return Self(None);
        };
        Self::exactly(steps) * step
    }

    /// The whole number at or below it.
    pub fn floor(self) -> Self {
        let floor = self.rounded(0, RoundingStrategy::ToNegativeInfinity);
        floor.map_or(Self(None), Self::exactly)
    }

    /// Dollars rounded to the cent, as the plan says: the one rounding of a payment.
    pub fn to_cents(self, rounding: Rounding) -> Result<Cents, TooLong> {
        let strategy = match rounding {
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
        };
        let cents = self.rounded(2, strategy)? * Decimal::ONE_HUNDRED;
        i64::try_from(cents).map(Cents).map_err(|_| TooLong)
    }

    /// Dollars in whole cents, a fraction of a cent left out downwards.
    pub fn cents_below(self) -> Result<Cents, TooLong> {
        let cents = self.to_cents(Rounding::HalfEven)?;
        let rounded_up = !self.reaches(cents.into())?;
        Ok(cents - Cents(i64::from(rounded_up)))
    }

    /// The one division. It cannot mistake on which side of a half the number lies: a quotient below 10¹⁰
    /// has 28 digits, so it is off by less than 10⁻¹⁷ ÷ 5, and a quotient by a whole number n that is no
    /// half of a cent lies at least 1 ÷ 200 n from the next one: 10⁻¹⁷ ÷ 2 or more while n is below 10¹⁵.
    fn rounded(self, places: u32, strategy: RoundingStrategy) -> Result<Decimal, TooLong> {
        let Quotient { over, under } = self.0.and_then(Quotient::in_lowest_terms).ok_or(TooLong)?;
        if under > Decimal::from(LARGEST_DIVISOR) {
            return Err(TooLong);
        }
        let quotient = over.checked_div(under).ok_or(TooLong)?;
        if quotient.abs() > Decimal::from(LARGEST_AMOUNT) {
            return Err(TooLong);
        }
        Ok(quotient.round_dp_with_strategy(places, strategy))
    }

    /// Two numbers combined: as they stand, or else in lowest terms.
    fn combine(self, other: Self, by: impl Fn(Quotient, Quotient) -> Option<Quotient>) -> Self {
        let of = |(a, b): (Quotient, Quotient)| {
            by(a, b).or_else(|| by(a.in_lowest_terms()?, b.in_lowest_terms()?))
        };
        Self(self.0.zip(other.0).and_then(of))
    }
}

impl Quotient {
    /// Two whole numbers without a common divisor.
    fn in_lowest_terms(self) -> Option<Self> {
        let places = self.over.scale().max(self.under.scale());
        let whole = |number: Decimal| {
            number.mantissa().checked_mul(10_i128.checked_pow(places - number.scale())?)
        };
        let (over, under) = (whole(self.over)?, whole(self.under)?);
        let (mut divisor, mut rest) = (under, over.abs());
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        Some(Self {
            over: Decimal::try_from_i128_with_scale(over / divisor, 0).ok()?,
            under: Decimal::try_from_i128_with_scale(under / divisor, 0).ok()?,
        })
    }
}

/// A product with all its digits: a decimal product that was cut has fewer places than its factors.
fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.is_zero() || b.is_zero() {
        return Some(Decimal::ZERO);
    }
    let product = a.checked_mul(b)?;
    (product.scale() == a.scale() + b.scale()).then(|| product.normalize())
}

/// A sum with all its digits.
fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.is_zero() || b.is_zero() {
        return Some(if a.is_zero() { b } else { a });
    }
    let sum = a.checked_add(b)?;
    (sum.scale() == a.scale().max(b.scale())).then(|| sum.normalize())
}

impl From<Cents> for Number {
    /// Hundredths as units: cents as dollars.
    fn from(amount: Cents) -> Self {
        Self::exactly(amount.to_decimal().normalize())
    }
}

impl From<Decimal6> for Number {
    fn from(number: Decimal6) -> Self {
        Self::exactly(number.to_decimal().normalize())
    }
}

impl Add for Number {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.combine(other, |a, b| {
            if a.under == b.under {
                return Some(Quotient { over: sum(a.over, b.over)?, under: a.under });
            }
            let over = sum(product(a.over, b.under)?, product(b.over, a.under)?)?;
            Some(Quotient { over, under: product(a.under, b.under)? })
        })
    }
}

impl Neg for Number {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.map(|quotient| Quotient { over: -quotient.over, ..quotient }))
    }
}

impl Sub for Number {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Number {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.combine(other, |a, b| {
            Some(Quotient { over: product(a.over, b.over)?, under: product(a.under, b.under)? })
        })
    }
}

impl Div for Number {
    type Output = Self;
    /// A quotient; nothing is divided yet. By 0 it has no value and counts as too long.
    fn div(self, other: Self) -> Self {
        self.combine(other, |a, b| {
            let (over, under) = (product(a.over, b.under)?, product(a.under, b.over)?);
            match under.cmp(&Decimal::ZERO) {
                Ordering::Greater => Some(Quotient { over, under }),
                Ordering::Less => Some(Quotient { over: -over, under: -under }),
                Ordering::Equal => None,
            }
        })
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |sum, number| sum + number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::exactly(text.parse().unwrap())
    }

    #[test]
    fn thirds_come_back_whole() {
        let third = number("100") / number("3");
        assert!((third + third + third).compare(number("100")) == Ok(Ordering::Equal));
        assert_eq!(third.to_cents(Rounding::HalfEven), Ok(Cents(3333)));
        assert_eq!(third.compare(number("33.33")), Ok(Ordering::Greater));
    }

    #[test]
    fn halves_round_as_the_plan_says() {
        for (text, even, up) in
            [("0.125", 12, 13), ("0.135", 14, 14), ("-0.125", -12, -13), ("0.1251", 13, 13)]
        {
            let eighth = number(text);
            assert_eq!(eighth.to_cents(Rounding::HalfEven), Ok(Cents(even)), "{text}");
            assert_eq!(eighth.to_cents(Rounding::HalfUp), Ok(Cents(up)), "{text}");
        }
        let steps = |text| number(text).to_multiple_of(number("0.01"));
        assert_eq!(steps("0.995").compare(number("1")), Ok(Ordering::Equal));
        assert_eq!(steps("0.99499").compare(number("0.99")), Ok(Ordering::Equal));
    }

    #[test]
    fn what_28_digits_do_not_hold_is_refused() {
        let long = number("1234567890.12345") * number("0.123456789");
        assert!(long.to_cents(Rounding::HalfEven).is_ok());
        let longer = long * number("1.123456789") * number("1.123456789");
        assert_eq!(longer.to_cents(Rounding::HalfEven), Err(TooLong));
        assert_eq!((longer - longer).compare(Number::ZERO), Err(TooLong));
        assert_eq!(longer.at_most(Number::ZERO).to_cents(Rounding::HalfEven), Err(TooLong));
        assert_eq!((Number::ONE / Number::ZERO).compare(Number::ZERO), Err(TooLong));
    }

    #[test]
    fn common_divisors_make_room() {
        // 1/2 × 2/3 × 3/4 × …: without them the factorial of 60 would stand over that of 61.
        let quotients = (1..=60).map(|n| Number::whole(n) / Number::whole(n + 1));
        let product = quotients.fold(Number::ONE, |product, quotient| product * quotient);
        let expected = Number::ONE / Number::whole(61);
        assert_eq!(product.compare(expected), Ok(Ordering::Equal));
    }
}
