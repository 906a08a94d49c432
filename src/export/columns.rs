//! A table, put together column by column from rows of results.

use std::sync::Arc;

use super::ExportError;
use crate::money::Cents;
use crate::statistics::{Estimate, Interval};
use crate::tables::{Table, TableSpec, Values};

/// Rows, and the columns that are made of them so far.
pub(super) struct Columns<'a, Row> {
    rows: &'a [Row],
    columns: Vec<Values>,
}

impl<'a, Row> Columns<'a, Row> {
    /// No column yet.
    pub fn of(rows: &'a [Row]) -> Self {
        Self { rows, columns: Vec::new() }
    }

    /// Names and words.
    pub fn text<T: Into<Arc<str>>>(mut self, of: impl Fn(&'a Row) -> T) -> Self {
        self.columns.push(Values::text(self.rows.iter().map(of)));
        self
    }

    /// A name that is the same in every row.
    pub fn name(self, name: &str) -> Self {
        let name: Arc<str> = name.into();
        self.text(|_| name.clone())
    }

    /// Plan set, team and plan; `team` is a row's team by its place among `teams`, each with its plan.
    pub fn plan_of(
        self,
        plans: &str,
        teams: &'a [(&'a str, &'a str)],
        team: impl Fn(&'a Row) -> usize,
    ) -> Self {
        self.name(plans).text(|row| teams[team(row)].0).text(|row| teams[team(row)].1)
    }

    /// Whole numbers of things.
    pub fn count(self, of: impl Fn(&'a Row) -> usize) -> Self {
        self.integer(|row| of(row) as i64)
    }

    /// Whole numbers.
    pub fn integer(mut self, of: impl Fn(&'a Row) -> i64) -> Self {
        self.columns.push(Values::Integer(self.rows.iter().map(of).collect()));
        self
    }

    /// Exact amounts; none is an empty cell.
    pub fn money(mut self, of: impl Fn(&'a Row) -> Option<Cents>) -> Self {
        self.columns.push(Values::Money(self.rows.iter().map(of).collect()));
        self
    }

    /// Numbers; none is an empty cell.
    pub fn number(mut self, of: impl Fn(&'a Row) -> Option<f64>) -> Self {
        self.columns.push(Values::Number(self.rows.iter().map(of).collect()));
        self
    }

    /// A value, and the ends of its interval.
    pub fn estimate(self, of: impl Fn(&'a Row) -> Option<Estimate>) -> Self {
        let end = |row, end: fn(Interval) -> f64| of(row)?.interval.map(end);
        self.number(|row| of(row).map(|estimate| estimate.value))
            .number(|row| end(row, |interval| interval.low))
            .number(|row| end(row, |interval| interval.high))
    }

    /// The table, where the columns are those that it is declared with.
    ///
    /// # Errors
    /// Columns of another table; a value that no table may hold.
    pub fn table(self, spec: TableSpec) -> Result<Table, ExportError> {
        Ok(Table::new(&Arc::new(spec), self.columns)?)
    }
}
