//! Tables as the page shows them: some rows, some columns, headings in words.

use serde::Serialize;

use super::cells::cell;
use crate::tables::{ColumnSpec, FinishedRun, Kind, ReadError, Table};

/// Rows that a page shows of a table; whoever wants more opens the table itself.
const MOST_ROWS: usize = 250;

/// A table on the page.
#[derive(Debug, Serialize)]
pub(super) struct Listing {
    /// What it is, for those who hear it.
    pub caption: String,
    pub columns: Vec<Heading>,
    pub rows: Vec<Vec<String>>,
    /// What is not shown; empty where all is.
    pub left_out: String,
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
        let columns: Vec<usize> = (0..spec.columns.len())
            .filter(|&number| {
                let name = spec.columns[number].name.as_ref();
                !self.without.contains(&name) && !fixed.contains(&name)
            })
            .collect();
        let row = |row: &usize| columns.iter().map(|column| cell(table, *column, *row)).collect();
        let mut left_out = String::new();
        if shown.len() < all.len() {
            left_out = format!(
                "The first {} of {} rows; all are in tables/{}.csv.",
                shown.len(),
                all.len(),
                self.table
            );
        }
        Listing {
            caption: format!("Table {}", self.table),
            columns: columns.iter().map(|column| heading(&spec.columns[*column])).collect(),
            rows: shown.iter().map(row).collect(),
            left_out,
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

/// A column's name in words: ends of intervals say that they are.
fn words(spec: &ColumnSpec) -> String {
    let name = spec.name.as_ref();
    let of = |end: &str| name.strip_suffix(end).filter(|_| spec.meaning.contains("95 % interval"));
    let end = |stem: &str, side: &str| match stem {
        "ci" => format!("95 % interval {side}"),
        stem => format!("{}, 95 % {side}", stem.replace('_', " ")),
    };
    if let Some(stem) = of("_low") {
        end(stem, "from")
    } else if of("_high").is_some()
        || (spec.meaning.starts_with("Upper end") && name.ends_with("_high"))
    {
        end(name.trim_end_matches("_high"), "to")
    } else {
        match name {
            "n" => "observations".to_owned(),
            name => name.replace('_', " "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::schema;

    #[test]
    fn headings_in_words() {
        let words_of = |spec: &crate::tables::TableSpec| -> Vec<String> {
            spec.columns.iter().map(words).collect()
        };
        let summary = words_of(&schema::summary());
        assert_eq!(
            summary[4..],
            ["value", "95 % interval from", "95 % interval to", "observations"]
        );
        let sensitivity = words_of(&schema::sensitivity());
        assert!(sensitivity.contains(&"setting low".to_owned()), "it is no interval");
        assert!(sensitivity.contains(&"swing, 95 % from".to_owned()));
        assert!(sensitivity.contains(&"swing, 95 % to".to_owned()));
    }
}
