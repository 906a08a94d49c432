//! A sheet that holds a table.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::{self, At};
use super::format::Formats;
use crate::digits::{decimal, grouped};
use crate::tables::{Table, Unit, Units, Values};

/// A table, or as many of its rows as a sheet is to hold.
#[derive(Clone, Debug)]
pub(super) struct TableSheet {
    /// The rows.
    pub table: Table,
    /// How many the table has in all.
    pub of: u64,
}

impl TableSheet {
    /// The table's name, which is the sheet's.
    pub fn name(&self) -> &'static str {
        self.table.spec().name
    }

    /// What the sheet lacks of its table, in words; none where it has all.
    pub fn cut(&self) -> Option<String> {
        let held = self.table.rows() as u64;
        (held < self.of).then(|| {
            format!(
                "The sheet {} holds the first {} of {} rows; all are in tables/{}.csv and .parquet.",
                self.name(),
                grouped(held as f64),
                grouped(self.of as f64),
                self.name()
            )
        })
    }
}

/// Rows that are looked at for the width of a column.
const LOOKED_AT: usize = 1_000;
/// Bounds of a column's width, in characters.
const WIDTHS: (usize, usize) = (8, 60);
/// Room for the arrow of the filter.
const ARROW: usize = 3;

/// Writes the table: its heading in the first row, frozen and with a filter, and its rows below.
pub(super) fn write(
    page: &mut Worksheet,
    formats: &Formats,
    sheet: &TableSheet,
) -> Result<(), XlsxError> {
    let table = &sheet.table;
    page.set_name(sheet.name())?;
    let units = Units::of(table);
    let columns = table.spec().columns.iter().zip(table.columns()).enumerate();
    for (place, (declared, values)) in columns.clone() {
        let at = At { row: 0, column: numbered(place) };
        page.write_string_with_format(at.row, at.column, &*declared.name, &formats.heading)?;
        let longest = (0..table.rows().min(LOOKED_AT))
            .map(|row| length(values, row, units.at(place, row)))
            .fold(declared.name.chars().count() + ARROW, usize::max);
        page.set_column_width(at.column, longest.clamp(WIDTHS.0, WIDTHS.1) as f64 + 1.0)?;
    }
    for row in 0..table.rows() {
        for (place, (_, values)) in columns.clone() {
            let at = At { row: below_heading(row), column: numbered(place) };
            cell::write(page, formats, at, (values, row), units.at(place, row))?;
        }
    }
    if let Some(cut) = sheet.cut() {
        let row = below_heading(table.rows());
        page.write_string_with_format(row, 0, cut, &formats.aside)?;
    }
    let last = numbered(table.columns().len().saturating_sub(1));
    page.autofilter(0, 0, below_heading(table.rows()).saturating_sub(1), last)?;
    as_pages(page)?;
    Ok(())
}

/// Keeps the heading in sight, on the screen and in print.
pub(super) fn as_pages(page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    page.set_footer("&L&A&R&P / &N");
    Ok(())
}

/// The row of a sheet that holds a table's row, both from 0. A row that no sheet has is refused by the library.
pub(super) fn below_heading(row: usize) -> u32 {
    u32::try_from(row + 1).unwrap_or(u32::MAX)
}

/// A column as the library counts. One that no sheet has is refused by it.
pub(super) fn numbered(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// How many characters a cell takes.
fn length(values: &Values, row: usize, unit: Unit) -> usize {
    match values {
        Values::Text(cells) => cells[row].chars().count(),
        Values::Integer(cells) => cells[row].to_string().len() + 2,
        Values::Money(cells) => cells[row].map_or(0, |cents| grouped(cents.to_f64()).len() + 3),
        Values::Number(cells) => cells[row].map_or(0, |value| match unit {
            Unit::Share => decimal(100.0 * value, 1).len() + 1,
            Unit::Plain => 12,
            _ => grouped(value).len(),
        }),
    }
}
