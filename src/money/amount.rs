//! Cents, six-place decimals, and how a fraction of a cent is rounded.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// An amount of money in cents (hundredths of the currency's unit). Also counts and other additive
/// results, which are kept in hundredths of a unit so that one arithmetic serves them all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

/// A pure number with at most six decimals, in millionths: a rate, a share, a factor, a threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal6(pub i64);

/// How a fraction of a cent is rounded: a property of the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest cent, a half to the even cent (banker's rounding).
    #[default]
    HalfEven,
    /// To the nearest cent, a half away from zero.
    HalfUp,
}

impl Rounding {
    /// The whole number nearest to `numerator / denominator`, the denominator above 0.
    #[inline]
    pub fn divide(self, numerator: i64, denominator: i64) -> i64 {
        self.settle(numerator.div_euclid(denominator), numerator, denominator)
    }

    /// The quotient, rounded down so far, or the next whole number.
    #[inline(always)]
    pub(super) fn settle(self, quotient: i64, numerator: i64, denominator: i64) -> i64 {
        let rest = numerator - quotient * denominator;
        // Without branches: which way a payment rounds cannot be foreseen.
        let other = denominator - rest;
        let tie_goes_up = match self {
            Self::HalfEven => quotient & 1 == 1,
            Self::HalfUp => quotient >= 0,
        };
        let up = (rest > other) | ((rest == other) & tie_goes_up);
        quotient + i64::from(up)
    }
}

/// Why a written number is no [`Cents`] or [`Decimal6`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// More decimals than are kept.
    #[error("{0} has more than {1} decimals")]
    TooFine(Decimal, u32),
    /// Beyond what is computed exactly.
    #[error("{0} is beyond {1}")]
    TooLarge(Decimal, i64),
}

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount that a file may state, in whole units: within it all results stay exact.
    pub const LIMIT: i64 = 100_000_000_000;

    /// An amount written in units of the currency (dollars), with at most two decimals.
    ///
    /// # Errors
    /// More than two decimals, or beyond ±[`Cents::LIMIT`].
    pub fn from_decimal(amount: Decimal) -> Result<Self, NumberError> {
        scaled(amount, 2, Self::LIMIT).map(Self)
    }

    /// The amount in units of the currency (dollars), for statistics and display.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// The amount in units of the currency (dollars), exactly.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }
}

impl Decimal6 {
    /// 0.
    pub const ZERO: Self = Self(0);
    /// 1.
    pub const ONE: Self = Self(1_000_000);
    /// The largest number that a file may state.
    pub const LIMIT: i64 = 1_000_000_000_000;

    /// A written number with at most six decimals.
    ///
    /// # Errors
    /// More than six decimals, or beyond ±[`Decimal6::LIMIT`].
    pub fn from_decimal(number: Decimal) -> Result<Self, NumberError> {
        scaled(number, 6, Self::LIMIT).map(Self)
    }

    /// The number for statistics and display.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The number, exactly.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 6)
    }
}

fn scaled(number: Decimal, places: u32, limit: i64) -> Result<i64, NumberError> {
    if number.abs() > Decimal::from(limit) {
        return Err(NumberError::TooLarge(number.normalize(), limit));
    }
    (number * Decimal::from(10_i64.pow(places)))
        .normalize()
        .to_i64_exact()
        .ok_or(NumberError::TooFine(number.normalize(), places))
}

trait ToI64Exact {
    fn to_i64_exact(&self) -> Option<i64>;
}

impl ToI64Exact for Decimal {
    fn to_i64_exact(&self) -> Option<i64> {
        self.is_integer().then(|| self.to_i64()).flatten()
    }
}

impl Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Cents {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Cents {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|c| c.0).sum())
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

impl fmt::Display for Decimal6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_decimal().normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_amounts() {
        let of = |s: &str| Cents::from_decimal(s.parse().unwrap());
        assert_eq!(of("60000"), Ok(Cents(6_000_000)));
        assert_eq!(of("-0.10"), Ok(Cents(-10)));
        assert_eq!(of("1.100"), Ok(Cents(110)));
        assert!(matches!(of("1.005"), Err(NumberError::TooFine(..))));
        assert!(matches!(of("100000000000.01"), Err(NumberError::TooLarge(..))));
        assert_eq!(Cents(-1234).to_string(), "-12.34");
        assert_eq!(Cents(5).to_string(), "0.05");
    }

    #[test]
    fn written_shares() {
        let of = |s: &str| Decimal6::from_decimal(s.parse().unwrap());
        assert_eq!(of("0.0825"), Ok(Decimal6(82_500)));
        assert!(matches!(of("0.0000001"), Err(NumberError::TooFine(..))));
        assert_eq!(Decimal6(82_500).to_string(), "0.0825");
    }
}
