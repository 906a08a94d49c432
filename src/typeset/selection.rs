//! Which columns and which rows of a table.

use crate::tables::{Kind, Table, Values};

/// Columns, in the order asked for, and rows, in the order of the table; both by number from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The columns.
    pub columns: Vec<usize>,
    /// The rows.
    pub rows: Vec<usize>,
}

/// Why nothing can be selected so. The user's to mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// No such column.
    #[error("the table {table} has no column {name:?}; expected one of {}", known.join(", "))]
    NoColumn {
        /// The table.
        table: &'static str,
        /// The name that was asked for.
        name: String,
        /// The columns that it has.
        known: Vec<String>,
    },
    /// A column of numbers cannot be compared with a word.
    #[error("the column {name} of {table} holds amounts or numbers with fractions; expected a column of names or whole numbers, such as {}", known.join(", "))]
    NotByValue {
        /// The table.
        table: &'static str,
        /// The column.
        name: String,
        /// Columns by which rows can be selected.
        known: Vec<String>,
    },
    /// No row has the values.
    #[error("no row of {table} has {wanted}")]
    NoRow {
        /// The table.
        table: &'static str,
        /// What was asked for.
        wanted: String,
    },
}

impl Selection {
    /// All of a table.
    pub fn all(table: &Table) -> Self {
        Self { columns: (0..table.columns().len()).collect(), rows: (0..table.rows()).collect() }
    }

    /// The columns of these names (all where there is none; a name that holds a comma may come in parts), and the rows that have the values: of several for one
    /// column any, of every column that is named one.
    ///
    /// # Errors
    /// A column that the table has not, or that rows cannot be selected by; no row with the values.
    pub fn of(
        table: &Table,
        columns: &[String],
        values: &[(String, String)],
    ) -> Result<Self, SelectionError> {
        let mut selection = Self::all(table);
        if !columns.is_empty() {
            selection.columns = places_of(table, columns)?;
        }
        let mut wanted: Vec<(usize, Vec<&str>)> = Vec::new();
        for (name, value) in values {
            let place = place_of(table, name)?;
            if !is_by_value(table.spec().columns[place].kind) {
                let by_value = table.spec().columns.iter().filter(|c| is_by_value(c.kind));
                return Err(SelectionError::NotByValue {
                    table: table.spec().name,
                    name: name.clone(),
                    known: by_value.map(|column| column.name.to_string()).collect(),
                });
            }
            match wanted.iter_mut().find(|(known, _)| *known == place) {
                Some((_, values)) => values.push(value),
                None => wanted.push((place, vec![value])),
            }
        }
        let columns = table.columns();
        let has = |row: usize, (place, values): &(usize, Vec<&str>)| {
            values.iter().any(|value| is(&columns[*place], row, value))
        };
        selection.rows.retain(|row| wanted.iter().all(|wanted| has(*row, wanted)));
        if selection.rows.is_empty() && !values.is_empty() {
            let wanted: Vec<String> =
                values.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let table = table.spec().name;
            return Err(SelectionError::NoRow { table, wanted: wanted.join(", ") });
        }
        Ok(selection)
    }
}

/// The columns of names that a comma has parted; one that holds commas itself is put together again.
fn places_of(table: &Table, parts: &[String]) -> Result<Vec<usize>, SelectionError> {
    let (mut places, mut rest) = (Vec::new(), parts);
    while !rest.is_empty() {
        let lengths = (1..=rest.len()).rev();
        let mut known = lengths
            .filter_map(|length| Some((place_of(table, &rest[..length].join(",")).ok()?, length)));
        let (place, length) = match known.next() {
            Some(found) => found,
            None => (place_of(table, &rest[0])?, 1),
        };
        places.push(place);
        rest = &rest[length..];
    }
    Ok(places)
}

fn place_of(table: &Table, name: &str) -> Result<usize, SelectionError> {
    let columns = &table.spec().columns;
    columns.iter().position(|column| column.name == name).ok_or_else(|| SelectionError::NoColumn {
        table: table.spec().name,
        name: name.to_owned(),
        known: columns.iter().map(|column| column.name.to_string()).collect(),
    })
}

fn is_by_value(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Integer)
}

/// Whether a cell has a value that is given in words.
fn is(values: &Values, row: usize, value: &str) -> bool {
    match values {
        Values::Text(cells) => *cells[row] == *value,
        Values::Integer(cells) => value.parse() == Ok(cells[row]),
        Values::Money(_) | Values::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::tables::schema;

    fn years() -> Table {
        let metrics = ["variable_pay", "component:New, big", "component:New"];
        let some = || Values::Number(vec![Some(1.0), None, Some(3.0)]);
        let columns = vec![
            Values::Integer(vec![1, 1, 2]),
            Values::text(["AE", "company", "AE"]),
            some(),
            some(),
            some(),
        ];
        Table::new(&Arc::new(schema::years(metrics).unwrap()), columns).unwrap()
    }

    fn of(
        columns: &str,
        values: &[(&str, &str)],
    ) -> Result<(Vec<usize>, Vec<usize>), SelectionError> {
        let columns: Vec<String> =
            columns.split(',').filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let values: Vec<(String, String)> = values
            .iter()
            .map(|(column, value)| ((*column).to_owned(), (*value).to_owned()))
            .collect();
        Selection::of(&years(), &columns, &values).map(|found| (found.columns, found.rows))
    }

    #[test]
    fn columns_in_the_order_asked_for_and_rows_in_that_of_the_table() {
        let all = vec![0, 1, 2];
        assert_eq!(of("", &[]), Ok((vec![0, 1, 2, 3, 4], all.clone())));
        assert_eq!(of("team,year,team", &[]), Ok((vec![1, 0, 1], all.clone())));
        assert_eq!(of("component:New, big,component:New", &[]), Ok((vec![3, 4], all)));
        assert_eq!(of("year", &[("team", "AE")]), Ok((vec![0], vec![0, 2])));
        assert_eq!(of("year", &[("team", "AE"), ("year", "2")]), Ok((vec![0], vec![2])));
        assert_eq!(
            of("year", &[("team", "AE"), ("team", "company")]),
            Ok((vec![0], vec![0, 1, 2]))
        );
    }

    #[test]
    fn what_cannot_be_selected() {
        for (columns, values, words) in [
            (
                "pay",
                &[][..],
                "the table years has no column \"pay\"; expected one of year, team, variable_pay",
            ),
            ("team,component:New, small", &[], "no column \" small\""),
            (
                "",
                &[("variable_pay", "1")],
                "expected a column of names or whole numbers, such as year, team",
            ),
            ("", &[("team", "ae"), ("year", "1")], "no row of years has team=ae, year=1"),
        ] {
            let error = of(columns, values).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
