//! The `convergence` table.

use std::sync::Arc;

use super::ExportError;
use crate::study::Settling;
use crate::tables::{Table, Values, schema};

/// One row per figure, statistic and number of years. `plans` names the plan set.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn convergence(rows: &[Settling], plans: &str) -> Result<Table, ExportError> {
    let plans: Arc<str> = plans.into();
    let text =
        |of: fn(&Settling) -> &str| Values::Text(rows.iter().map(|r| of(r).into()).collect());
    let end = |of: fn(&crate::statistics::Interval) -> f64| {
        Values::Number(rows.iter().map(|r| r.estimate.interval.as_ref().map(of)).collect())
    };
    Ok(Table::new(
        &Arc::new(schema::convergence()),
        vec![
            Values::Text(rows.iter().map(|_| plans.clone()).collect()),
            text(|row| &row.team),
            text(|row| &row.metric),
            text(|row| row.statistic.name()),
            Values::Integer(rows.iter().map(|row| row.years as i64).collect()),
            Values::Number(rows.iter().map(|row| Some(row.estimate.value)).collect()),
            end(|interval| interval.low),
            end(|interval| interval.high),
            Values::Integer(rows.iter().map(|row| row.estimate.n as i64).collect()),
        ],
    )?)
}
