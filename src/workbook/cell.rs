//! One cell: a number, an amount or a name, never a formula.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::format::Formats;
use crate::money::Cents;
use crate::tables::{Unit, Values};

/// The longest text of a cell, in characters as Excel counts them (UTF-16).
const LONGEST: usize = 32_767;
/// Excel keeps 15 digits of a number; a whole number below this is kept.
const DIGITS_KEPT: u64 = 1_000_000_000_000_000;

/// Where a cell stands, from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub row: u32,
    pub column: u16,
}

/// Writes a cell of a table's column; an empty cell stays empty.
pub(super) fn write(
    page: &mut Worksheet,
    formats: &Formats,
    at: At,
    (values, row): (&Values, usize),
    unit: Unit,
) -> Result<(), XlsxError> {
    match values {
        Values::Text(cells) => text(page, formats, at, &cells[row]),
        Values::Integer(cells) => whole(page, formats, at, cells[row], unit),
        Values::Money(cells) => cells[row].map_or(Ok(()), |cents| amount(page, formats, at, cents)),
        Values::Number(cells) => {
            cells[row].map_or(Ok(()), |value| number(page, formats, at, value, unit))
        }
    }
}

/// Writes a name or a word as text.
pub(super) fn text(
    page: &mut Worksheet,
    formats: &Formats,
    at: At,
    text: &str,
) -> Result<(), XlsxError> {
    let text = shortened(text);
    if looks_like_a_formula(&text) {
        page.write_string_with_format(at.row, at.column, text, &formats.quoted)?;
    } else {
        page.write_string(at.row, at.column, text)?;
    }
    Ok(())
}

/// Writes a number of a unit.
pub(super) fn number(
    page: &mut Worksheet,
    formats: &Formats,
    at: At,
    value: f64,
    unit: Unit,
) -> Result<(), XlsxError> {
    page.write_number_with_format(at.row, at.column, value, formats.of(unit))?;
    Ok(())
}

fn whole(
    page: &mut Worksheet,
    formats: &Formats,
    at: At,
    value: i64,
    unit: Unit,
) -> Result<(), XlsxError> {
    if value.unsigned_abs() < DIGITS_KEPT {
        number(page, formats, at, value as f64, unit)
    } else {
        text(page, formats, at, &value.to_string())
    }
}

fn amount(page: &mut Worksheet, formats: &Formats, at: At, cents: Cents) -> Result<(), XlsxError> {
    if cents.0.unsigned_abs() < DIGITS_KEPT {
        page.write_number_with_format(at.row, at.column, cents.to_f64(), formats.cents())?;
        Ok(())
    } else {
        text(page, formats, at, &cents.to_string())
    }
}

/// Whether Excel would read a text as a formula if it were typed in.
fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A text that a cell has room for; what is cut off is marked.
pub(super) fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 1;
    let fits = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= LONGEST
    });
    fits.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_long_as_a_cell_allows() {
        for (text, units) in [
            ("a".repeat(LONGEST), LONGEST),
            ("a".repeat(LONGEST + 1), LONGEST),
            // Two units each: an odd number of them leaves one of room.
            ("🚀".repeat(LONGEST), LONGEST),
            ("🚀".repeat(16_383), 32_766),
        ] {
            let cut = shortened(&text);
            assert_eq!(cut.encode_utf16().count(), units);
            assert_eq!(cut.ends_with('…'), cut != text);
        }
    }

    #[test]
    fn what_would_be_a_formula() {
        for text in ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(looks_like_a_formula(text), "{text:?}");
        }
        for text in ["AE", "a=b", "'=1", "", " =1"] {
            assert!(!looks_like_a_formula(text), "{text:?}");
        }
    }
}
