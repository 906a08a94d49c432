//! Columns of a roster, changed cell by cell.

use rust_decimal::prelude::ToPrimitive;

use crate::diagnostic::{Document, Finding, Place, nearest};
use crate::spec::cell::{amount, number};
use crate::spec::sheet::Sheet;

use super::number::{is_count, tidy};
use super::{Act, Change};

/// A roster with other numbers in a column, and how many cells were changed; none where it has no such column. Empty
/// cells stay empty.
///
/// # Errors
/// The act is not for numbers, or a cell is none.
pub(super) fn with_column(
    roster: &Document,
    column: &str,
    change: &Change,
) -> Result<Option<(String, usize)>, Finding> {
    let Ok(sheet) = Sheet::read(roster) else { return Ok(None) };
    let Some(index) = sheet.column(column) else { return Ok(None) };
    let mut text = roster.text().to_owned();
    let mut cells = 0;
    // From the last cell to the first, so that places before a change stay where they are.
    for row in (0..sheet.rows()).rev() {
        let (cell, Place::Bytes(range)) = (sheet.cell(row, index), sheet.place(row, index)) else {
            continue;
        };
        if cell.is_empty() {
            continue;
        }
        let was = read(cell, column).map_err(|_| {
            change.fault(format!(
                "column `{column}` of `{}` holds \"{cell}\", which is no number",
                roster.name()
            ))
        })?;
        let new = match &change.act {
            Act::Multiply(factor) => was * factor,
            Act::Add(term) => was + term,
            Act::Set(node) => node.number().ok_or_else(|| {
                change.fault(format!("column `{column}` of `{}` takes a number", roster.name()))
            })?,
            Act::Mixture(_) => {
                let message = format!(
                    "column `{column}` of `{}` holds numbers, no distribution",
                    roster.name()
                );
                return Err(change.fault(message).help("`set`, `multiply` or `add` change it"));
            }
        };
        text.replace_range(range, &written(new, column));
        cells += 1;
    }
    Ok(Some((text, cells)))
}

/// The columns of a roster with numbers in them, and the mean of each.
pub(super) fn columns(roster: &Document) -> Vec<(String, f64)> {
    let Ok(sheet) = Sheet::read(roster) else { return Vec::new() };
    let amounts = ["quota", "new_quota", "base", "target_incentive", "attainment"];
    let names = sheet.columns();
    let mean = |name: &&str| {
        let index = sheet.column(name)?;
        let cells =
            (0..sheet.rows()).map(|row| sheet.cell(row, index)).filter(|cell| !cell.is_empty());
        let numbers: Vec<f64> = cells.filter_map(|cell| read(cell, name).ok()).collect();
        let count = numbers.len() as f64;
        (count > 0.0).then(|| ((*name).to_owned(), numbers.iter().sum::<f64>() / count))
    };
    names.iter().filter(|name| amounts.contains(*name)).filter_map(mean).collect()
}

/// What was probably meant by the name of a column.
pub(super) fn suggestion(roster: &Document, column: &str) -> String {
    let Ok(sheet) = Sheet::read(roster) else { return String::new() };
    let columns = sheet.columns();
    match nearest(column, columns.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its columns are {}", crate::diagnostic::list(columns, "and")),
    }
}

fn is_amount(column: &str) -> bool {
    matches!(column, "quota" | "new_quota" | "base" | "target_incentive")
}

fn read(cell: &str, column: &str) -> Result<f64, String> {
    if is_amount(column) {
        return amount(cell)?.to_f64().ok_or_else(|| "is no number".to_owned());
    }
    match cell.strip_suffix('%') {
        Some(percent) => Ok(number(percent.trim())? / 100.0),
        None => number(cell),
    }
}

fn written(number: f64, column: &str) -> String {
    match () {
        () if is_count(column) => format!("{:.0}", number.round()),
        () if is_amount(column) => format!("{number:.2}"),
        () => format!("{}", tidy(number)),
    }
}
