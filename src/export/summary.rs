//! The `summary` table.

use std::sync::Arc;

use super::ExportError;
use crate::study::Overview;
use crate::tables::{Table, Values, schema};

/// One row per team, metric and statistic. `plans` names the plan set.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn summary(overview: &Overview, plans: &str) -> Result<Table, ExportError> {
    let plans: Arc<str> = plans.into();
    let (mut names, mut teams, mut metrics, mut statistics) = (vec![], vec![], vec![], vec![]);
    let (mut values, mut lows, mut highs, mut counts) = (vec![], vec![], vec![], vec![]);
    for line in &overview.lines {
        let team: Arc<str> = line.column.team_name.as_str().into();
        let metric: Arc<str> = line.column.metric.name().into();
        for (statistic, estimate) in line.statistics() {
            names.push(plans.clone());
            teams.push(team.clone());
            metrics.push(metric.clone());
            statistics.push(Arc::from(statistic.name()));
            values.push(Some(estimate.value));
            lows.push(estimate.interval.map(|i| i.low));
            highs.push(estimate.interval.map(|i| i.high));
            counts.push(estimate.n as i64);
        }
    }
    Ok(Table::new(
        &Arc::new(schema::summary()),
        vec![
            Values::Text(names),
            Values::Text(teams),
            Values::Text(metrics),
            Values::Text(statistics),
            Values::Number(values),
            Values::Number(lows),
            Values::Number(highs),
            Values::Integer(counts),
        ],
    )?)
}
