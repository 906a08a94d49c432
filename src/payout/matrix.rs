//! Payout by two attainments.

use super::clause::Clause;
use super::rep::Rep;
use super::window::Span;
use crate::money::{Decimal6, Fraction};
use crate::plan::Matrix;

/// A matrix ready for many attainments.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    rows: Vec<Fraction>,
    columns: Vec<Fraction>,
    cells: Vec<Vec<Fraction>>,
    interpolate: bool,
}

impl Grid {
    pub fn compile(matrix: &Matrix) -> Self {
        let fractions = |numbers: &[Decimal6]| numbers.iter().map(|n| Fraction::from(*n)).collect();
        Self {
            rows: fractions(&matrix.rows),
            columns: fractions(&matrix.columns.at),
            cells: matrix.grid.iter().map(|row| fractions(row)).collect(),
            interpolate: matrix.interpolate,
        }
    }

    /// Payout as a share of target.
    pub fn payout(&self, row: Fraction, column: Fraction) -> Fraction {
        let (Some((row, down)), Some((column, across))) =
            (self.place(&self.rows, row), self.place(&self.columns, column))
        else {
            return Fraction::ZERO;
        };
        let along = |row: &[Fraction]| between(row, column, across);
        if down == Fraction::ZERO {
            return along(&self.cells[row]);
        }
        between(&[along(&self.cells[row]), along(&self.cells[row + 1])], 0, down)
    }

    /// The last start that an attainment reaches, and how far it is on the way to the next.
    fn place(&self, starts: &[Fraction], attainment: Fraction) -> Option<(usize, Fraction)> {
        let reached = starts.iter().rposition(|start| attainment >= *start)?;
        let way = match starts.get(reached + 1) {
            Some(next) if self.interpolate => {
                (attainment - starts[reached]).over(*next - starts[reached])?.reduced()
            }
            _ => Fraction::ZERO,
        };
        Some((reached, way))
    }
}

/// A share of the way from one value to the next.
fn between(values: &[Fraction], from: usize, share: Fraction) -> Fraction {
    let start = values[from];
    if share == Fraction::ZERO {
        return start;
    }
    (start + ((values[from + 1] - start).reduced() * share).reduced()).reduced()
}

impl Clause {
    /// What a matrix earns in a window, given the attainment of its rows.
    pub(super) fn by_matrix(
        &self,
        matrix: &Matrix,
        rep: &Rep<'_>,
        span: &Span,
        row: Option<Fraction>,
    ) -> Fraction {
        let column = || {
            let result = self.value(self.columns.as_ref()?, rep, span);
            let quota = self.quota_of(matrix.columns.quota, rep, span);
            self.attainment_by(matrix.columns.quota, matrix.columns.goal, result, quota)
        };
        match (&self.grid, row, column()) {
            (Some(grid), Some(row), Some(column)) => {
                grid.payout(row, column) * self.target(rep, span)
            }
            _ => Fraction::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Columns, Measure, RatioMeasure};

    fn d(numbers: &[i64]) -> Vec<Decimal6> {
        numbers.iter().map(|percent| Decimal6(percent * 10_000)).collect()
    }

    fn grid(interpolate: bool) -> Grid {
        Grid::compile(&Matrix {
            rows: d(&[80, 100]),
            columns: Columns {
                measure: Measure::Ratio(RatioMeasure::Nrr),
                quota: None,
                goal: None,
                at: d(&[90, 100, 120]),
            },
            grid: vec![d(&[20, 50, 60]), d(&[40, 100, 140])],
            interpolate,
        })
    }

    #[test]
    fn cells_are_looked_up_or_joined_by_straight_lines() {
        for (row, column, stepped, joined) in [
            (7999, 12000, 0, 0),
            (8000, 8999, 0, 0),
            (8000, 9000, 2000, 2000),
            (9500, 11000, 5000, 10375),
            (9000, 9500, 2000, 5250),
            (9000, 11000, 5000, 8750),
            (15000, 15000, 14000, 14000),
            (15000, 11000, 10000, 12000),
            (9000, 15000, 6000, 10000),
        ] {
            let f = |basis_points: i128| Fraction::new(basis_points, 10_000).unwrap();
            assert_eq!(grid(false).payout(f(row), f(column)), f(stepped), "{row} {column}");
            assert_eq!(grid(true).payout(f(row), f(column)), f(joined), "{row} {column}");
        }
    }
}
