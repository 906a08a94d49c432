//! The tables `incentive_profile` and `timing`.

use super::ExportError;
use super::columns::Columns;
use crate::study::alignment::Alignment;
use crate::tables::{Table, schema};

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
    Columns::of(&found.profile)
        .plan_of(plans, teams, |row| row.team)
        .number(|row| Some(row.percent as f64 / 100.0))
        .estimate(|row| Some(row.pay))
        .estimate(|row| Some(row.next))
        .estimate(|row| Some(row.cliff))
        .estimate(|row| Some(row.share))
        .count(|row| row.pay.n)
        .table(schema::incentive_profile())
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
    Columns::of(&found.timing)
        .plan_of(plans, teams, |row| row.team)
        .count(|row| row.month)
        .text(|row| row.period())
        .text(|row| row.way.name())
        .estimate(|row| Some(row.gain))
        .estimate(|row| Some(row.p95))
        .estimate(|row| row.above)
        .number(|row| row.amount)
        .estimate(|row| row.a_year)
        .count(|row| row.gain.n)
        .table(schema::timing())
}
