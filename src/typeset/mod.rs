//! Tables as text that people paste: Markdown, LaTeX, CSV.
//!
//! ```text
//! Table ─► Selection (columns, rows) ─┬─► Markdown, LaTeX: numbers as people read them, everything else escaped
//!                                     └─► CSV: every digit, the bytes of the run's own file
//! ```

mod csv_text;
mod figure;
mod latex;
mod markdown;
mod selection;

pub use selection::{Selection, SelectionError};

use crate::tables::Table;

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table of GitHub's Markdown.
    Markdown,
    /// A `tabular` with the rules of the package booktabs.
    Latex,
    /// Comma-separated values, as the run's own files.
    Csv,
}

/// The selected cells of a table as text, with a line feed at the end.
pub fn typeset(table: &Table, selection: &Selection, format: Format) -> String {
    match format {
        Format::Markdown => markdown::typeset(table, selection),
        Format::Latex => latex::typeset(table, selection),
        Format::Csv => csv_text::typeset(table, selection),
    }
}
