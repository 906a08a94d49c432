//! The `summary` table.

use super::ExportError;
use super::columns::Columns;
use crate::statistics::{Estimate, Statistic};
use crate::study::{Line, Overview};
use crate::tables::{Table, schema};

/// One row per team, metric and statistic. `plans` names the plan set.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn summary(overview: &Overview, plans: &str) -> Result<Table, ExportError> {
    let mut rows: Vec<(&Line, Statistic, Estimate)> = Vec::new();
    for line in &overview.lines {
        rows.extend(line.statistics().map(|(statistic, estimate)| (line, statistic, estimate)));
    }
    Columns::of(&rows)
        .name(plans)
        .text(|(line, ..)| line.column.team_name.as_str())
        .text(|(line, ..)| line.column.metric.name())
        .text(|(_, statistic, _)| statistic.name())
        .estimate(|(.., estimate)| Some(*estimate))
        .count(|(.., estimate)| estimate.n)
        .table(schema::summary())
}
