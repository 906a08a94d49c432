//! What a column is and what a table is, before there are any rows.

use std::borrow::Cow;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names and words (UTF-8).
    Text,
    /// Whole numbers (64 bit).
    Integer,
    /// Exact amounts with two decimals: `Decimal(18, 2)` in Parquet, `1234.50` in CSV.
    Money,
    /// Floating-point numbers (64 bit), finite, in CSV as the shortest decimal that reads back to the same bits.
    Number,
}

impl Kind {
    /// The word for it in the data dictionary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Money => "decimal(18,2)",
            Self::Number => "float",
        }
    }
}

/// One column of a table as it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Heading, the same in CSV and Parquet.
    pub name: Cow<'static, str>,
    /// What the cells are.
    pub kind: Kind,
    /// May a cell be empty (null)?
    pub nullable: bool,
    /// Unit of the cells in words; empty for names.
    pub unit: &'static str,
    /// What a cell means, in one sentence without a final stop.
    pub meaning: Cow<'static, str>,
}

impl ColumnSpec {
    /// A column all of whose cells are filled.
    pub const fn new(
        name: &'static str,
        kind: Kind,
        unit: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self {
            name: Cow::Borrowed(name),
            kind,
            nullable: false,
            unit,
            meaning: Cow::Borrowed(meaning),
        }
    }

    /// The same column where cells may be empty.
    pub const fn or_empty(mut self) -> Self {
        self.nullable = true;
        self
    }
}

/// A table as it is declared: a name, what a row is, and the columns in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// Name of the table and of its files (`NAME.csv`, `NAME.parquet`).
    pub name: &'static str,
    /// What a row is, in one sentence.
    pub meaning: &'static str,
    /// The columns in the order of the files.
    pub columns: Vec<ColumnSpec>,
}
