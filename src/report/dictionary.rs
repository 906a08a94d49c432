//! What the columns of the run's tables mean, from their declarations.

use serde::Serialize;

use crate::tables::{RunRecord, TableSpec, schema};

/// A table in words.
#[derive(Debug, Serialize)]
pub(super) struct Described {
    pub name: &'static str,
    pub meaning: &'static str,
    /// Rows of the run's table.
    pub rows: String,
    pub columns: Vec<Column>,
}

/// A column in words.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub name: String,
    pub kind: &'static str,
    pub unit: &'static str,
    pub meaning: String,
}

/// Those of a run's tables, in the order in which it wrote them.
pub(super) fn of(record: &RunRecord) -> Vec<Described> {
    let known = schema::all();
    let described = |spec: &TableSpec, rows: u64| Described {
        name: spec.name,
        meaning: spec.meaning,
        rows: crate::plots::amounts::count(rows, "row", "rows"),
        columns: spec
            .columns
            .iter()
            .map(|column| Column {
                name: column.name.to_string(),
                kind: column.kind.name(),
                unit: column.unit,
                meaning: column.meaning.to_string(),
            })
            .collect(),
    };
    let tables = record.tables.iter();
    tables
        .filter_map(|table| {
            let spec = known.iter().find(|spec| spec.name == table.name)?;
            Some(described(spec, table.rows))
        })
        .collect()
}
