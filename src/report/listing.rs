//! Tables as the page shows them: some rows, some columns, headings in words.

use serde::Serialize;

use super::cells::{cell, cell_with_error};
use crate::plots::amounts::grouped;
use crate::tables::{ColumnSpec, FinishedRun, Kind, ReadError, Table, TableSpec};

/// Rows that a page shows of a table; whoever wants more opens the table itself.
const MOST_ROWS: usize = 250;

/// Rows that are printed of a table.
const MOST_ON_PAPER: usize = 40;
/// Tables of up to so many rows are printed though they are folded on the screen.
const SHORT: usize = 24;

/// A table on the page.
#[derive(Debug, Serialize)]
pub(super) struct Listing {
    /// What it is, for those who hear it.
    pub caption: String,
    pub columns: Vec<Heading>,
    pub rows: Vec<Vec<String>>,
    /// What is not shown; empty where all is.
    pub left_out: String,
    /// Whether it is printed though it is folded on the screen.
    pub is_short: bool,
    /// Rows that are printed.
    pub on_paper: usize,
    /// What is not printed, of a table that is; empty where all is.
    pub off_paper: String,
    /// Where its numbers are, for a table that stays folded on paper.
    pub place: String,
}

/// The head of a column.
#[derive(Debug, Serialize)]
pub(super) struct Heading {
    pub words: String,
    /// What a cell means.
    pub meaning: String,
    pub is_number: bool,
}

/// Which rows and columns of a table are shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    pub table: &'static str,
    /// Columns of names, and what they hold in the rows that are shown.
    pub rows: &'static [(&'static str, &'static [&'static str])],
    /// Columns that are not shown.
    pub without: &'static [&'static str],
    /// Shown are the rows where this column of numbers is a whole number of tenths.
    pub in_tenths: Option<&'static str>,
}

impl View {
    /// All of a table.
    pub const fn all(table: &'static str) -> Self {
        Self { table, rows: &[], without: &[], in_tenths: None }
    }

    /// The listing of a run; none where it has no such table.
    pub fn of(&self, run: &FinishedRun) -> Result<Option<Listing>, ReadError> {
        Ok(run.table(self.table)?.map(|table| self.listing(&table)))
    }

    fn shows(&self, table: &Table, row: usize) -> bool {
        let named = self.rows.iter().all(|(column, names)| {
            let cell = table.texts(column).and_then(|cells| cells.get(row));
            cell.is_some_and(|cell| names.contains(&&**cell))
        });
        let in_tenths = self.in_tenths.is_none_or(|column| {
            let number = table.numbers(column).and_then(|cells| cells.get(row).copied().flatten());
            number.is_some_and(|number| (10.0 * number - (10.0 * number).round()).abs() < 1e-6)
        });
        named && in_tenths
    }

    /// The listing of a table.
    pub fn listing(&self, table: &Table) -> Listing {
        let spec = table.spec();
        let all: Vec<usize> = (0..table.rows()).filter(|row| self.shows(table, *row)).collect();
        let shown = &all[..all.len().min(MOST_ROWS)];
        let fixed: Vec<&str> = self
            .rows
            .iter()
            .filter(|(_, names)| names.len() == 1)
            .map(|(column, _)| *column)
            .collect();
        let mut columns = shown_columns(spec);
        columns.retain(|column| {
            let name = spec.columns[column.value].name.as_ref();
            !self.without.contains(&name) && !fixed.contains(&name)
        });
        let row = |row: &usize| columns.iter().map(|column| column.cell(table, *row)).collect();
        let mut left_out = String::new();
        let first = |rows: usize| {
            let (rows, all) = (grouped(rows as f64, 0), grouped(all.len() as f64, 0));
            format!("The first {rows} of {all} rows; all are in tables/{}.csv.", self.table)
        };
        if shown.len() < all.len() {
            left_out = first(shown.len());
        }
        let off_paper =
            if all.len() > MOST_ON_PAPER { first(MOST_ON_PAPER) } else { String::new() };
        Listing {
            caption: format!("Table {}", self.table),
            columns: columns.iter().map(|column| heading(&spec.columns[column.value])).collect(),
            rows: shown.iter().map(row).collect(),
            left_out,
            is_short: all.len() <= SHORT,
            on_paper: MOST_ON_PAPER,
            off_paper,
            place: format!("The numbers of this picture are in tables/{}.csv.", self.table),
        }
    }
}

fn heading(spec: &ColumnSpec) -> Heading {
    let mut meaning = spec.meaning.to_string();
    if !spec.unit.is_empty() {
        meaning += &format!(" ({})", spec.unit);
    }
    Heading { words: words(spec), meaning, is_number: spec.kind != Kind::Text }
}

/// A column's name in words.
fn words(spec: &ColumnSpec) -> String {
    match spec.name.as_ref() {
        "n" => "observations".to_owned(),
        name => name.replace('_', " "),
    }
}

/// A column of the page: one of the table, with those of the ends of its interval where it has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Column {
    value: usize,
    ends: Option<[usize; 2]>,
}

impl Column {
    fn cell(&self, table: &Table, row: usize) -> String {
        match self.ends {
            Some([low, high]) => cell_with_error(table, [self.value, low, high], row),
            None => cell(table, self.value, row),
        }
    }
}

/// The columns of a table, the ends of an interval with the value that stands before them.
fn shown_columns(spec: &TableSpec) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let all = &spec.columns;
    let mut number = 0;
    while number < all.len() {
        let is_pair = number + 1 < all.len()
            && is_end(&all[number], "_low")
            && is_end(&all[number + 1], "_high");
        match columns.last_mut() {
            Some(before)
                if is_pair && before.ends.is_none() && all[before.value].kind == Kind::Number =>
            {
                before.ends = Some([number, number + 1]);
                number += 2;
            }
            _ => {
                columns.push(Column { value: number, ends: None });
                number += 1;
            }
        }
    }
    columns
}

/// Whether a column is an end of a 95 % interval, and no lower or upper setting of something else.
fn is_end(spec: &ColumnSpec, suffix: &str) -> bool {
    spec.name.ends_with(suffix) && spec.meaning.contains("95 % interval")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::schema;

    fn headings(spec: &TableSpec) -> Vec<(String, bool)> {
        let columns = shown_columns(spec).into_iter();
        columns.map(|it| (words(&spec.columns[it.value]), it.ends.is_some())).collect()
    }

    #[test]
    fn ends_of_intervals_stand_with_their_value() {
        let named = |names: &[(&str, bool)]| -> Vec<(String, bool)> {
            names.iter().map(|(name, ends)| ((*name).to_owned(), *ends)).collect()
        };
        assert_eq!(
            headings(&schema::summary())[3..],
            named(&[("statistic", false), ("value", true), ("observations", false)])
        );
        let sensitivity = headings(&schema::sensitivity());
        let settings = named(&[("setting low", false), ("setting high", false)]);
        assert!(settings.iter().all(|it| sensitivity.contains(it)), "these are no interval");
        let swing = named(&[("low", true), ("high", true), ("swing", true)]);
        assert!(swing.iter().all(|it| sensitivity.contains(it)));
        let kept_whole = headings(&schema::kept_whole());
        assert!(kept_whole.contains(&("from low".to_owned(), false)), "it is no 95 % interval");
    }

    /// Every end that a table has finds its value.
    #[test]
    fn no_end_stands_alone() {
        for spec in schema::all() {
            for column in shown_columns(&spec) {
                let spec = &spec.columns[column.value];
                assert!(!is_end(spec, "_low") && !is_end(spec, "_high"), "{}", spec.name);
            }
        }
    }
}
