//! Exact numbers as people read them.

use crate::diagnostic::thousands;
use crate::money::{Cents, Fraction, Rounding};
use crate::plan::Unit;

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The number: money in currency units, shares as such (0.9 is 90 %).
    pub value: Fraction,
    /// What it counts.
    pub unit: Unit,
}

impl Figure {
    /// Money, from currency units.
    pub const fn money(value: Fraction) -> Self {
        Self { value, unit: Unit::Money }
    }

    /// Money, from cents.
    pub fn cents(amount: Cents) -> Self {
        Self::money(Fraction::from(amount) * Fraction::HUNDREDTH)
    }

    /// A share, read in percent.
    pub const fn share(value: Fraction) -> Self {
        Self { value, unit: Unit::Share }
    }

    /// A plain number.
    pub const fn plain(value: Fraction) -> Self {
        Self { value, unit: Unit::Plain }
    }

    /// A drawn number, to six decimals.
    pub fn drawn(value: f64) -> Fraction {
        Fraction::new((value * 1e6).round() as i128, 1_000_000).unwrap_or(Fraction::ZERO).reduced()
    }

    /// As people read it: money with its cents, shares in percent, other numbers without needless zeros.
    /// What has more decimals than are shown is rounded for reading.
    pub fn text(&self) -> String {
        match self.unit {
            Unit::Money => decimal(self.value, 2, 4),
            Unit::Share => format!("{} %", decimal(self.value * Fraction::whole(100), 0, 4)),
            Unit::Count(..) | Unit::Plain => decimal(self.value, 0, 4),
        }
    }
}

/// A number with at least and at most so many decimals, thousands apart.
pub fn decimal(value: Fraction, least: usize, most: usize) -> String {
    let scale = 10_i128.pow(most as u32);
    let scaled = (value.reduced() * Fraction::whole(scale)).round(Rounding::HalfEven);
    let (sign, scaled) = if scaled < 0 { ("-", -scaled) } else { ("", scaled) };
    let mut fraction = format!("{:0most$}", scaled % scale);
    while fraction.len() > least && fraction.ends_with('0') {
        fraction.pop();
    }
    let point = if fraction.is_empty() { "" } else { "." };
    thousands(format_args!("{sign}{}{point}{fraction}", scaled / scale))
}

/// A month of the plan year, from 1, or of a year before it: `month 3`, `month 11 of the year before`.
pub(super) fn month_in_words(month: i64) -> String {
    let (years_back, of_year) = (-(month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    match years_back {
        0 => format!("month {of_year}"),
        1 => format!("month {of_year} of the year before"),
        years => format!("month {of_year} of {years} years before"),
    }
}

/// Months of the plan year, both ends included: `month 3`, `months 1–12`.
pub fn months_in_words(from: i64, to: i64) -> String {
    match (from == to, from < 1) {
        (true, _) => month_in_words(from),
        (false, false) => format!("months {from}–{to}"),
        (false, true) => {
            format!("the months from {} to {}", month_in_words(from), month_in_words(to))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_other_years_are_named_so() {
        for (from, to, words) in [
            (1, 1, "month 1"),
            (4, 12, "months 4–12"),
            (0, 0, "month 12 of the year before"),
            (-12, -12, "month 12 of 2 years before"),
            (-8, 3, "the months from month 4 of the year before to month 3"),
        ] {
            assert_eq!(months_in_words(from, to), words);
        }
    }

    #[test]
    fn numbers_show_what_they_have() {
        for (n, d, least, most, text) in [
            (1_234_567_896, 1000, 2, 4, "1,234,567.896"),
            (-5, 2, 2, 4, "-2.50"),
            (1, 3, 0, 4, "0.3333"),
            (7, 1, 0, 4, "7"),
            (-1, 100_000, 2, 4, "0.00"),
            (9_999_999, 10, 0, 0, "1,000,000"),
        ] {
            let value = Fraction::new(n, d).unwrap_or(Fraction::ZERO);
            assert_eq!(decimal(value, least, most), text, "{n}/{d}");
        }
    }
}
