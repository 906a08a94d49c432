//! The tables `incentive_profile` and `timing`.

use std::sync::Arc;

use super::ExportError;
use crate::statistics::Estimate;
use crate::study::alignment::{Alignment, TimingRow};
use crate::tables::{Table, Values, schema};

/// One row a team and attainment; `plans` names the plan set, `teams` the teams, in their order, each with its
/// plan.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn incentive_profile(
    found: &Alignment,
    plans: &str,
    teams: &[(&str, &str)],
) -> Result<Table, ExportError> {
    let rows = &found.profile;
    let mut columns = whose(rows.iter().map(|row| row.team), plans, teams);
    columns.push(Values::Number(rows.iter().map(|row| Some(row.percent as f64 / 100.0)).collect()));
    columns.extend(with_interval(rows.iter().map(|row| Some(row.pay))));
    columns.extend(with_interval(rows.iter().map(|row| Some(row.next))));
    columns.extend(with_interval(rows.iter().map(|row| Some(row.cliff))));
    columns.extend(with_interval(rows.iter().map(|row| Some(row.share))));
    columns.push(Values::Integer(rows.iter().map(|row| row.pay.n as i64).collect()));
    Ok(Table::new(&Arc::new(schema::incentive_profile()), columns)?)
}

/// One row a team, month end and move.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn timing(
    found: &Alignment,
    plans: &str,
    teams: &[(&str, &str)],
) -> Result<Table, ExportError> {
    let rows = &found.timing;
    let text = |of: &dyn Fn(&TimingRow) -> &'static str| {
        Values::Text(rows.iter().map(|row| Arc::from(of(row))).collect())
    };
    let mut columns = whose(rows.iter().map(|row| row.team), plans, teams);
    columns.push(Values::Integer(rows.iter().map(|row| row.month as i64).collect()));
    columns.push(text(&|row| row.period()));
    columns.push(text(&|row| row.way.name()));
    columns.extend(with_interval(rows.iter().map(|row| Some(row.gain))));
    columns.extend(with_interval(rows.iter().map(|row| Some(row.p95))));
    columns.extend(with_interval(rows.iter().map(|row| row.above)));
    columns.push(Values::Number(rows.iter().map(|row| row.amount).collect()));
    columns.extend(with_interval(rows.iter().map(|row| row.a_year)));
    columns.push(Values::Integer(rows.iter().map(|row| row.gain.n as i64).collect()));
    Ok(Table::new(&Arc::new(schema::timing()), columns)?)
}

/// The columns that name the team and its plan.
fn whose(rows: impl Iterator<Item = usize>, plans: &str, teams: &[(&str, &str)]) -> Vec<Values> {
    let plans: Arc<str> = Arc::from(plans);
    let (mut names, mut team, mut plan) = (Vec::new(), Vec::new(), Vec::new());
    for number in rows {
        names.push(Arc::clone(&plans));
        team.push(Arc::from(teams[number].0));
        plan.push(Arc::from(teams[number].1));
    }
    [names, team, plan].map(Values::Text).into()
}

/// A value and the ends of its interval.
fn with_interval(estimates: impl Iterator<Item = Option<Estimate>>) -> [Values; 3] {
    let (mut values, mut lows, mut highs) = (Vec::new(), Vec::new(), Vec::new());
    for estimate in estimates {
        let interval = estimate.and_then(|estimate| estimate.interval);
        values.push(estimate.map(|estimate| estimate.value));
        lows.push(interval.map(|interval| interval.low));
        highs.push(interval.map(|interval| interval.high));
    }
    [values, lows, highs].map(Values::Number)
}
