//! A chunk of rows that fits its declaration, and the frame that `polars` writes.

use std::sync::Arc;

use polars::prelude::{
    Column, DataFrame, DataType, Float64Chunked, Int64Chunked, Int128Chunked, IntoColumn,
    NewChunkedArray, PlSmallStr, PolarsResult, Schema, StringChunked,
};

use super::column::{ColumnSpec, Kind, TableSpec};
use crate::money::Cents;

/// Digits of an amount, cents included.
const MONEY_DIGITS: usize = 18;
/// Decimals of an amount.
const MONEY_DECIMALS: usize = 2;
/// Amounts must stay below this, in cents: 18 digits.
pub const MONEY_LIMIT: i64 = 10_i64.pow(MONEY_DIGITS as u32);

/// The cells of one column, one for each row.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// For [`Kind::Text`]. Clone the same `Arc` for a name that recurs.
    Text(Vec<Arc<str>>),
    /// For [`Kind::Integer`].
    Integer(Vec<i64>),
    /// For [`Kind::Money`]: cents; `None` is an empty cell.
    Money(Vec<Option<Cents>>),
    /// For [`Kind::Number`], in the unit of the column; `None` is an empty cell.
    Number(Vec<Option<f64>>),
}

/// Why columns are not the table that was declared. Each is a fault of the program, not of its user.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TableError {
    /// More or fewer columns than declared.
    #[error("table {table}: {found} columns instead of {expected}")]
    Width {
        /// The table.
        table: &'static str,
        /// Columns handed over.
        found: usize,
        /// Columns declared.
        expected: usize,
    },
    /// A column with more or fewer rows than the first.
    #[error("table {table}, column {column:?}: {found} rows instead of {expected}")]
    Height {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
        /// Its rows.
        found: usize,
        /// Rows of the first column.
        expected: usize,
    },
    /// A column of another kind than declared.
    #[error("table {table}, column {column:?}: {found} instead of {expected}")]
    WrongKind {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
        /// Kind handed over.
        found: &'static str,
        /// Kind declared.
        expected: &'static str,
    },
    /// A cell that may not be in a table.
    #[error("table {table}, column {column:?}, row {row}: {fault}")]
    Cell {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
        /// Row of the chunk, from 1.
        row: usize,
        /// What is wrong with it.
        fault: CellFault,
    },
}

/// What may not be in a cell.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CellFault {
    /// NaN or an infinity.
    #[error("{0} is not a finite number")]
    NotFinite(f64),
    /// An amount with more than 18 digits.
    #[error("{0} cents have more than {MONEY_DIGITS} digits")]
    TooLarge(i64),
    /// Empty where the declaration wants a value.
    #[error("the cell is empty")]
    Empty,
}

/// Rows of one table, or a chunk of them, valid by construction: as wide, as long and of the kinds that
/// the declaration says, every number finite, no cell empty that must not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    spec: Arc<TableSpec>,
    rows: usize,
    columns: Vec<Values>,
}

impl Table {
    /// Rows given column by column, in the order of the declaration. A negative zero becomes 0.
    ///
    /// # Errors
    /// Columns that do not fit the declaration, NaN, infinities, amounts of more than 18 digits.
    pub fn new(spec: &Arc<TableSpec>, mut columns: Vec<Values>) -> Result<Self, TableError> {
        let table = spec.name;
        if columns.len() != spec.columns.len() {
            return Err(TableError::Width {
                table,
                found: columns.len(),
                expected: spec.columns.len(),
            });
        }
        let rows = columns.first().map_or(0, Values::len);
        for (declared, values) in spec.columns.iter().zip(&mut columns) {
            let column = || declared.name.clone().into_owned();
            if values.kind() != declared.kind {
                return Err(TableError::WrongKind {
                    table,
                    column: column(),
                    found: values.kind().name(),
                    expected: declared.kind.name(),
                });
            }
            if values.len() != rows {
                return Err(TableError::Height {
                    table,
                    column: column(),
                    found: values.len(),
                    expected: rows,
                });
            }
            values.check(declared).map_err(|(row, fault)| TableError::Cell {
                table,
                column: column(),
                row: row + 1,
                fault,
            })?;
        }
        Ok(Self { spec: Arc::clone(spec), rows, columns })
    }

    /// The declaration that the rows fit.
    pub fn spec(&self) -> &Arc<TableSpec> {
        &self.spec
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The cells, column by column in the order of the declaration.
    pub fn columns(&self) -> &[Values] {
        &self.columns
    }

    /// A column by its heading.
    pub fn column(&self, name: &str) -> Option<&Values> {
        let place = self.spec.columns.iter().position(|column| column.name == name)?;
        self.columns.get(place)
    }

    /// The cells of a column of names; none where it is no such column.
    pub fn texts(&self, name: &str) -> Option<&[Arc<str>]> {
        match self.column(name)? {
            Values::Text(cells) => Some(cells),
            _ => None,
        }
    }

    /// The cells of a column of whole numbers; none where it is no such column.
    pub fn integers(&self, name: &str) -> Option<&[i64]> {
        match self.column(name)? {
            Values::Integer(cells) => Some(cells),
            _ => None,
        }
    }

    /// The cells of a column of numbers; none where it is no such column.
    pub fn numbers(&self, name: &str) -> Option<&[Option<f64>]> {
        match self.column(name)? {
            Values::Number(cells) => Some(cells),
            _ => None,
        }
    }

    /// The same rows as a frame.
    pub(super) fn to_frame(&self) -> PolarsResult<DataFrame> {
        let declared = self.spec.columns.iter();
        let columns = declared
            .zip(&self.columns)
            .map(|(column, values)| values.to_column(&column.name))
            .collect::<PolarsResult<Vec<Column>>>()?;
        DataFrame::new(self.rows, columns)
    }
}

impl TableSpec {
    /// The types that `polars` keeps the columns in.
    pub(super) fn polars_schema(&self) -> Schema {
        let field = |column: &ColumnSpec| {
            let dtype = match column.kind {
                Kind::Text => DataType::String,
                Kind::Integer => DataType::Int64,
                Kind::Money => DataType::Decimal(MONEY_DIGITS, MONEY_DECIMALS),
                Kind::Number => DataType::Float64,
            };
            (PlSmallStr::from(column.name.as_ref()), dtype)
        };
        self.columns.iter().map(field).collect()
    }
}

impl Values {
    /// A text column from anything that gives names.
    pub fn text<T: Into<Arc<str>>>(cells: impl IntoIterator<Item = T>) -> Self {
        Self::Text(cells.into_iter().map(Into::into).collect())
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Integer(cells) => cells.len(),
            Self::Money(cells) => cells.len(),
            Self::Number(cells) => cells.len(),
        }
    }

    /// Is there no cell?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the cells are.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Integer(_) => Kind::Integer,
            Self::Money(_) => Kind::Money,
            Self::Number(_) => Kind::Number,
        }
    }

    /// The first bad cell, by row from 0. Makes −0 a 0 on the way.
    fn check(&mut self, declared: &ColumnSpec) -> Result<(), (usize, CellFault)> {
        let of_empty = |row| match declared.nullable {
            true => Ok(()),
            false => Err((row, CellFault::Empty)),
        };
        match self {
            Self::Text(_) | Self::Integer(_) => Ok(()),
            Self::Money(cells) => cells.iter().enumerate().try_for_each(|(row, cell)| match cell {
                Some(Cents(cents)) if cents.unsigned_abs() >= MONEY_LIMIT.unsigned_abs() => {
                    Err((row, CellFault::TooLarge(*cents)))
                }
                Some(_) => Ok(()),
                None => of_empty(row),
            }),
            Self::Number(cells) => {
                let mut cells = cells.iter_mut().enumerate();
                cells.try_for_each(|(row, cell)| match cell {
                    Some(number) if number.is_finite() => {
                        *number += 0.0;
                        Ok(())
                    }
                    Some(number) => Err((row, CellFault::NotFinite(*number))),
                    None => of_empty(row),
                })
            }
        }
    }

    fn to_column(&self, name: &str) -> PolarsResult<Column> {
        let name = PlSmallStr::from(name);
        Ok(match self {
            Self::Text(cells) => {
                StringChunked::from_iter_values(name, cells.iter().map(AsRef::as_ref)).into_column()
            }
            Self::Integer(cells) => Int64Chunked::from_slice(name, cells).into_column(),
            Self::Money(cells) => {
                let cents = cells.iter().map(|cell| cell.map(|cents| i128::from(cents.0)));
                Int128Chunked::from_iter_options(name, cents)
                    .into_decimal(MONEY_DIGITS, MONEY_DECIMALS)?
                    .into_column()
            }
            Self::Number(cells) => Float64Chunked::from_slice_options(name, cells).into_column(),
        })
    }
}
