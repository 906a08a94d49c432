//! Numbers as people read them: thousands apart, percent, months by name. Exact, never through a float.

use rust_decimal::Decimal;

use crate::diagnostic::thousands;
use crate::money::{Cents, Decimal6};
use crate::plan::MonthSet;

/// A number without needless zeros: `1,234.5`.
pub fn number(number: Decimal6) -> String {
    thousands(number.to_decimal().normalize())
}

/// A share in percent: `8.25 %`.
pub fn percent(share: Decimal6) -> String {
    format!("{} %", points(share))
}

/// A share in points: `8.25`.
pub fn points(share: Decimal6) -> String {
    thousands((share.to_decimal() * Decimal::ONE_HUNDRED).normalize())
}

/// An amount, with cents where it has any: `1,234` or `1,234.50`.
pub fn amount(amount: Cents) -> String {
    let decimals = if amount.0 % 100 == 0 { 0 } else { 2 };
    thousands(format_args!("{:.decimals$}", amount.to_decimal()))
}

/// Names of the months of the calendar.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month of the plan year, counted from 0, where the year starts in calendar month `first`.
pub fn month(of_plan_year: usize, first: usize) -> &'static str {
    MONTHS[(of_plan_year + first) % 12]
}

/// Months of the plan year by name.
pub(super) fn months(set: MonthSet, first: usize) -> Vec<&'static str> {
    (0..12).filter(|m| set.contains(*m)).map(|m| month(m, first)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_out_exactly() {
        assert_eq!(percent(Decimal6(82_500)), "8.25 %");
        assert_eq!(percent(Decimal6(12_500_000)), "1,250 %");
        assert_eq!(number(Decimal6(-1_100_000_500_000)), "-1,100,000.5");
        assert_eq!(amount(Cents(100_000)), "1,000");
        assert_eq!(amount(Cents(-123_456_750)), "-1,234,567.50");
        assert_eq!(month(2, 9), "December");
    }
}
