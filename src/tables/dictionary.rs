//! The data dictionary: every column of every table, from the declarations.

use std::fmt::Write as _;

use serde::Serialize;

use super::column::{ColumnSpec, TableSpec};
use super::metric::{METRICS, MONTH_METRICS};
use super::schema::all;
use crate::study::alignment::definitions;

/// One column of one table, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DictionaryRow {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: String,
    /// What the cells are: `text`, `integer`, `decimal(18,2)` or `float`.
    pub kind: &'static str,
    /// Unit of the cells; empty for names.
    pub unit: &'static str,
    /// May a cell be empty?
    pub may_be_empty: bool,
    /// What a cell means.
    pub meaning: String,
}

/// The dictionary as rows: all columns of all tables in the order of the files.
pub fn rows() -> Vec<DictionaryRow> {
    let of_table = |table: TableSpec| {
        let name = table.name;
        table.columns.into_iter().map(move |column| row(name, column))
    };
    all().into_iter().flat_map(of_table).collect()
}

fn row(table: &'static str, column: ColumnSpec) -> DictionaryRow {
    DictionaryRow {
        table,
        column: column.name.into_owned(),
        kind: column.kind.name(),
        unit: column.unit,
        may_be_empty: column.nullable,
        meaning: column.meaning.into_owned(),
    }
}

/// The dictionary as a Markdown page.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Data dictionary\n\n\
         Every table is written as `NAME.csv` and `NAME.parquet` with the same columns and rows. CSV is \
         UTF-8 with a comma, a heading, `\"` quoting (RFC 4180) and line feeds; an empty cell is a missing \
         value. A currency column is in whole units of the company's currency; what `statements` pay, recover and \
         leave as balance is in the plan's currency of pay.\n",
    );
    for table in all() {
        heading(&mut page, table.name, table.meaning);
        for column in &table.columns {
            line(&mut page, column, Some(column.kind.name()));
        }
    }
    page.push_str(
        "\n## Metrics\n\nEach of one team, or of the company, in one year; beside them one `component:NAME` \
         for every component.\n\n| metric | unit | meaning |\n|---|---|---|\n",
    );
    for metric in METRICS {
        line(&mut page, metric, None);
    }
    page.push_str(
        "\nIn `months` alone, each of one month:\n\n| metric | unit | meaning |\n|---|---|---|\n",
    );
    for metric in MONTH_METRICS {
        line(&mut page, metric, None);
    }
    page.push_str(
        "\n## Figures of alignment\n\nThose of the table `alignment`, each of a team and its plan. A rep-year is the \
         simulated year of a rep who held the seat all of it; pay is variable pay. Errors are those of leaving out each of \
         20 groups of years in turn (`src/statistics/jackknife.rs`).\n\n\
         | figure | aspect | unit | meaning | formula | source |\n|---|---|---|---|---|---|\n",
    );
    for figure in definitions() {
        let (aspect, unit) = (figure.aspect.name(), figure.unit.name());
        let _ = writeln!(
            page,
            "| `{}` | {aspect} | {unit} | {} | {} | {} |",
            figure.name, figure.meaning, figure.formula, figure.source
        );
    }
    page
}

fn heading(page: &mut String, name: &str, meaning: &str) {
    // Writing to a string cannot fail.
    let _ = write!(
        page,
        "\n## {name}\n\n{meaning}\n\n| column | type | unit | meaning |\n|---|---|---|---|\n"
    );
}

fn line(page: &mut String, column: &ColumnSpec, kind: Option<&str>) {
    let kind = kind.map(|kind| format!(" {kind} |")).unwrap_or_default();
    let _ = writeln!(page, "| `{}` |{kind} {} | {} |", column.name, column.unit, column.meaning);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_explained() {
        let page = markdown();
        for row in rows() {
            assert!(!row.meaning.is_empty(), "{row:?}");
            assert!(!row.meaning.contains(['|', '\n']), "{row:?}");
            assert!(page.contains(&format!("| `{}` | {} |", row.column, row.kind)), "{row:?}");
        }
        for metric in METRICS.iter().chain(MONTH_METRICS) {
            assert!(page.contains(&format!("| `{}` | {} |", metric.name, metric.unit)));
        }
    }
}
