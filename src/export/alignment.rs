//! The tables `scorecard` and `alignment`.

use super::ExportError;
use super::columns::Columns;
use crate::study::alignment::{Alignment, ScoreLine};
use crate::tables::{Table, schema};

/// One row a figure; `plans` names the plan set, `teams` the teams, in their order, each with its plan.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn alignment(
    found: &Alignment,
    plans: &str,
    teams: &[(&str, &str)],
) -> Result<Table, ExportError> {
    Columns::of(&found.figures)
        .plan_of(plans, teams, |figure| figure.team)
        .text(|figure| figure.definition.aspect.name())
        .text(|figure| figure.definition.name)
        .text(|figure| figure.of.as_deref().unwrap_or_default())
        .estimate(|figure| figure.estimate)
        .text(|figure| figure.definition.unit.name())
        .count(|figure| figure.estimate.map_or(0, |estimate| estimate.n))
        .text(|figure| figure.note.as_deref().unwrap_or_default())
        .table(schema::alignment())
}

/// One row a line of a team's page; as [`alignment`].
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn scorecard(
    lines: &[ScoreLine],
    plans: &str,
    teams: &[(&str, &str)],
) -> Result<Table, ExportError> {
    Columns::of(lines)
        .plan_of(plans, teams, |line| line.team)
        .text(|line| line.about)
        .text(|line| line.figure.name)
        .estimate(|line| line.estimate)
        .text(|line| line.figure.unit.name())
        .text(|line| line.sentence.as_str())
        .table(schema::scorecard())
}
