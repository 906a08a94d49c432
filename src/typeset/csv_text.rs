//! A table as comma-separated values: the bytes of the run's own file where all of it is selected.

use super::selection::Selection;
use crate::tables::{Table, Values};

/// UTF-8 with a heading, quoting after RFC 4180 and line feeds; every digit, an empty cell where there is no value.
pub(super) fn typeset(table: &Table, selection: &Selection) -> String {
    let heading = selection.columns.iter().map(|place| quoted(&table.spec().columns[*place].name));
    let mut text = line(heading);
    for row in &selection.rows {
        text += &line(selection.columns.iter().map(|place| match &table.columns()[*place] {
            Values::Text(cells) => quoted(&cells[*row]),
            Values::Integer(cells) => cells[*row].to_string(),
            Values::Money(cells) => cells[*row].map_or(String::new(), |cents| cents.to_string()),
            Values::Number(cells) => cells[*row].map_or(String::new(), |value| value.to_string()),
        }));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(",") + "\n"
}

/// A name, in quotes where it needs them. One without a character has them, so that it is no missing value.
fn quoted(name: &str) -> String {
    if name.is_empty() || name.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}
