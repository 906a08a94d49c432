//! Numbers in the cells of CSV files, as spreadsheets write them. Where a cell can be read in two ways it is
//! refused: a comma may separate thousands in one country and decimals in the next.

use std::str::FromStr;

use rust_decimal::Decimal;

/// A number as a spreadsheet writes it: commas only between groups of three digits before a point or more
/// than once, where nothing else can be meant.
///
/// # Errors
/// What is wrong with the cell, in words.
pub fn number(cell: &str) -> Result<f64, String> {
    let digits = without_thousands(cell)?;
    let number: f64 = digits.parse().map_err(|_| not_a_number(cell))?;
    if number.is_finite()
        && digits.starts_with(['-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    {
        Ok(number)
    } else {
        Err(not_a_number(cell))
    }
}

/// An exact number. Three digits behind a single comma are thousands here, since amounts have two decimals;
/// three behind a single point are refused, since they may be either.
///
/// # Errors
/// What is wrong with the cell, in words.
pub fn amount(cell: &str) -> Result<Decimal, String> {
    let cell = cell.trim();
    if let Some((_, decimals)) = cell.split_once('.')
        && !cell.contains(',')
        && decimals.len() == 3
    {
        return Err(format!(
            "\"{cell}\" may be thousands or thousandths: write it without the point, or with two decimals"
        ));
    }
    let digits = match cell.split_once(',') {
        Some((whole, group)) if is_digits(group, 3) && is_leading_group(whole) => {
            format!("{whole}{group}")
        }
        _ => without_thousands(cell)?,
    };
    let plain = digits.strip_prefix(['+', '-']).unwrap_or(&digits);
    if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(not_a_number(cell));
    }
    Decimal::from_str(digits.strip_prefix('+').unwrap_or(&digits)).map_err(|_| not_a_number(cell))
}

/// The digits of a number, commas left out where they can only separate thousands.
fn without_thousands(cell: &str) -> Result<String, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Err("the cell is empty, a number is needed".to_owned());
    }
    if !cell.contains(',') {
        return Ok(cell.to_owned());
    }
    let (whole, decimals) =
        cell.split_once('.').map_or((cell, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut groups = whole.split(',');
    let leading = groups.next().is_some_and(is_leading_group);
    let groups: Vec<_> = groups.collect();
    let grouped = leading && groups.iter().all(|group| is_digits(group, 3));
    let decimals_are_digits = decimals.is_none_or(|d| d.bytes().all(|b| b.is_ascii_digit()));
    if grouped && decimals_are_digits && (groups.len() > 1 || decimals.is_some()) {
        Ok(cell.replace(',', ""))
    } else {
        Err(format!(
            "\"{cell}\" can be read in two ways, or in none: write decimals with a point, and no commas"
        ))
    }
}

fn is_leading_group(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    (1..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0')
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}

fn not_a_number(cell: &str) -> String {
    format!("\"{cell}\" is no number")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_where_only_one_reading_is_left() {
        for (cell, expected) in [
            ("12", Some(12.0)),
            ("-0.5", Some(-0.5)),
            ("1e3", Some(1000.0)),
            ("1,234,567", Some(1_234_567.0)),
            ("1,234.5", Some(1234.5)),
            ("1,234", None),
            ("1,5", None),
            ("1.234.567", None),
            ("12,34,567", None),
            ("1,234.5,6", None),
            ("inf", None),
            ("NaN", None),
            ("", None),
            ("$5", None),
        ] {
            assert_eq!(number(cell).ok(), expected, "{cell}");
        }
    }

    #[test]
    fn amounts_are_read_exactly_where_only_one_reading_is_left() {
        for (cell, expected) in [
            ("500000", Some("500000")),
            ("500,000", Some("500000")),
            ("-1,000", Some("-1000")),
            ("1,234,567.89", Some("1234567.89")),
            ("0.10", Some("0.10")),
            ("500.000", None),
            ("0,500", None),
            ("12,34", None),
            ("1e3", None),
            ("1_000", None),
            ("1,200.5,0", None),
            ("", None),
            ("99999999999999999999999999999999", None),
        ] {
            assert_eq!(
                amount(cell).ok().map(|d| d.to_string()),
                expected.map(str::to_owned),
                "{cell}"
            );
        }
    }
}
