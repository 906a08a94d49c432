//! Matrices: payout by two attainments.

use super::claim::Claim;
use super::earned::Lost;
use super::number::{Number, TooLong};
use super::window::Window;
use crate::money::Decimal6;
use crate::plan::Matrix;

/// The last start that an attainment reaches, and how far it is on the way to the next: 0 on the last.
fn place(starts: &[Decimal6], attainment: Number) -> Result<Option<(usize, Number)>, TooLong> {
    let mut reached = None;
    for (number, start) in starts.iter().enumerate() {
        if attainment.reaches((*start).into())? {
            reached = Some(number);
        }
    }
    let Some(number) = reached else {
        return Ok(None);
    };
    let start = Number::from(starts[number]);
    let way = match starts.get(number + 1) {
        Some(next) => (attainment - start) / (Number::from(*next) - start),
        None => Number::ZERO,
    };
    Ok(Some((number, way)))
}

impl Claim<'_> {
    /// What a matrix earns: the target times the cell, or the point between four cells.
    pub fn by_matrix(
        &self,
        matrix: &Matrix,
        window: &Window,
        lost: &Lost,
    ) -> Result<Number, TooLong> {
        let columns = &matrix.columns;
        let across = self.share_of(&columns.measure, columns.quota, columns.goal, window);
        let (Some(down), Some(across)) = (self.attainment(window, lost), across) else {
            return Ok(Number::ZERO);
        };
        let (row, column) = (place(&matrix.rows, down)?, place(&columns.at, self.rounded(across))?);
        let (Some((row, down)), Some((column, across))) = (row, column) else {
            return Ok(Number::ZERO);
        };
        // Beyond the last row or column the grid goes on flat.
        let cell = |row: usize, column: usize| {
            let row = &matrix.grid[row.min(matrix.rows.len() - 1)];
            Number::from(row[column.min(row.len() - 1)])
        };
        let along = |row| {
            let (left, right) = (cell(row, column), cell(row, column + 1));
            left + (right - left) * across
        };
        let share = if matrix.interpolate {
            along(row) + (along(row + 1) - along(row)) * down
        } else {
            cell(row, column)
        };
        Ok(share * self.target(window))
    }
}
