//! Matrices: payout by two attainments at once.

use super::{Measure, Quota};
use crate::money::Decimal6;

/// Payout, as a share of target, by two attainments over one window. The first, the rows', is that of the
/// component's own measure, quota and goal; the second has its own here. Either is rounded where the
/// component rounds attainment.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Where the rows start, rising; at least one. A row reaches from its start (included) to the next one's.
    pub rows: Vec<Decimal6>,
    /// The columns.
    pub columns: Columns,
    /// Payout by row, then column. Below the first row or the first column, or where either attainment has
    /// no value: 0.
    pub grid: Vec<Vec<Decimal6>>,
    /// Straight lines between the starts, in both directions (bilinear), instead of steps; beyond the last
    /// row or column flat.
    pub interpolate: bool,
}

/// The columns of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The measure that decides the column, over the component's window.
    pub measure: Measure,
    /// The quota that an additive measure is held against: its share of the window, as the component's.
    pub quota: Option<Quota>,
    /// What a ratio or score is divided by; 1 where absent.
    pub goal: Option<Decimal6>,
    /// Where the columns start, rising; at least one.
    pub at: Vec<Decimal6>,
}
