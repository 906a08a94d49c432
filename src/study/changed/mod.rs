//! A changed company against the base: the same years, figure by figure.
//!
//! What a year draws depends on the seed, the year and who draws, never on the values in the files. So the base and a
//! changed company live through the same luck, year by year, and what both have in common cancels in the differences
//! before any error is estimated.

mod figures;
mod stress;
#[cfg(test)]
pub(in crate::study) mod tests;

pub use figures::{FigureChange, YearFigures};
pub use stress::{StressResult, Stresses};

use crate::simulate::{RunError, Unreadable};

/// Why a study of changed companies came to no result.
#[derive(Debug, thiserror::Error)]
pub enum ChangedError {
    /// The years could not be run, or were stopped.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Years cannot be read back.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}
