//! The `convergence` table.

use super::ExportError;
use super::columns::Columns;
use crate::study::Settling;
use crate::tables::{Table, schema};

/// One row per figure, statistic and number of years. `plans` names the plan set.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn convergence(rows: &[Settling], plans: &str) -> Result<Table, ExportError> {
    Columns::of(rows)
        .name(plans)
        .text(|row| row.team.as_str())
        .text(|row| row.metric.as_str())
        .text(|row| row.statistic.name())
        .count(|row| row.years)
        .estimate(|row| Some(row.estimate))
        .count(|row| row.estimate.n)
        .table(schema::convergence())
}
