//! Months of a data file: a number of the plan year, or an ISO date.

use crate::company::FiscalYearStart;

/// The most months before the plan year from which events are read.
pub(super) const MOST_HISTORY: i32 = 36;

/// A month of the plan year, written from 1, from 0 here.
pub(super) fn of_number(cell: &str) -> Result<i32, String> {
    let written =
        Some(cell).filter(|cell| cell.len() <= 2 && cell.bytes().all(|b| b.is_ascii_digit()));
    let month = written.and_then(|cell| cell.parse().ok()).filter(|month| (1..=12).contains(month));
    month
        .map(|month: i32| month - 1)
        .ok_or_else(|| format!("\"{cell}\" is no month of the plan year, 1 to 12"))
}

/// The month of a date, counted from the start of the plan year; below 0 before it.
pub(super) fn of_date(cell: &str, start: FiscalYearStart) -> Result<i32, String> {
    let (year, month) =
        calendar_month(cell).ok_or_else(|| format!("\"{cell}\" is no date such as 2027-03-31"))?;
    let of_era = |year: i32, month: i32| 12 * year + month;
    let since = of_era(year, month) - of_era(start.year.into(), start.month.into());
    if since >= 12 {
        Err(format!("{cell} is after the plan year, which ends with {}", month_name(start, 11)))
    } else if since < -MOST_HISTORY {
        let first = month_name(start, -MOST_HISTORY);
        Err(format!(
            "{cell} is more than {MOST_HISTORY} months before the plan year; events from {first} on are read"
        ))
    } else {
        Ok(since)
    }
}

/// `2027-03`, a month counted from the start of the plan year.
pub(super) fn month_name(start: FiscalYearStart, month: i32) -> String {
    let of_era = 12 * i32::from(start.year) + i32::from(start.month) + month;
    format!("{}-{:02}", of_era.div_euclid(12), of_era.rem_euclid(12) + 1)
}

/// The year, and the month from 0, of a date that exists.
fn calendar_month(date: &str) -> Option<(i32, i32)> {
    let digits = |text: &str, length: usize| -> Option<i32> {
        let whole = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        whole.then(|| text.parse().ok()).flatten()
    };
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2).filter(|month| (1..=12).contains(month))?;
    digits(parts.next()?, 2).filter(|day| (1..=days(year, month)).contains(day))?;
    parts.next().is_none().then_some((year, month - 1))
}

/// Days of a month from 1.
fn days(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_count_from_the_start_of_the_fiscal_year() {
        let july = FiscalYearStart { year: 2026, month: 6 };
        for (date, month) in [
            ("2026-07-01", Ok(0)),
            ("2027-06-30", Ok(11)),
            ("2026-06-30", Ok(-1)),
            ("2023-07-15", Ok(-36)),
            ("2024-02-29", Ok(-29)),
            ("2027-07-01", Err("2027-07-01 is after the plan year, which ends with 2027-06")),
            (
                "2023-06-30",
                Err(
                    "2023-06-30 is more than 36 months before the plan year; events from 2023-07 on are read",
                ),
            ),
            ("2026-02-29", Err("\"2026-02-29\" is no date such as 2027-03-31")),
            ("2026-13-01", Err("\"2026-13-01\" is no date such as 2027-03-31")),
            ("1/7/2026", Err("\"1/7/2026\" is no date such as 2027-03-31")),
            ("2026-07-01T00", Err("\"2026-07-01T00\" is no date such as 2027-03-31")),
            ("2026-7-1", Err("\"2026-7-1\" is no date such as 2027-03-31")),
            ("2026-07-01-", Err("\"2026-07-01-\" is no date such as 2027-03-31")),
        ] {
            assert_eq!(of_date(date, july), month.map_err(str::to_owned), "{date}");
        }
    }

    #[test]
    fn months_are_numbered_from_one() {
        for (cell, month) in [
            ("1", Some(0)),
            ("12", Some(11)),
            ("03", Some(2)),
            ("0", None),
            ("13", None),
            ("+3", None),
        ] {
            assert_eq!(of_number(cell).ok(), month, "{cell}");
        }
        for cell in ["1.0", "March", "-1", ""] {
            assert_eq!(
                of_number(cell),
                Err(format!("\"{cell}\" is no month of the plan year, 1 to 12"))
            );
        }
    }
}
