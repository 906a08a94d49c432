//! The tables `scorecard` and `alignment`.

use std::sync::Arc;

use super::ExportError;
use crate::study::alignment::{Alignment, Figure, ScoreLine};
use crate::tables::{Table, Values, schema};

/// One row a figure; `plans` names the plan set, `teams` the teams, in their order, each with its plan.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn alignment(
    found: &Alignment,
    plans: &str,
    teams: &[(&str, &str)],
) -> Result<Table, ExportError> {
    let text = |of: &dyn Fn(&Figure) -> Arc<str>| {
        Values::Text(found.figures.iter().map(of).collect::<Vec<_>>())
    };
    let number = |of: &dyn Fn(&Figure) -> Option<f64>| {
        Values::Number(found.figures.iter().map(of).collect::<Vec<_>>())
    };
    let interval = |figure: &Figure| figure.estimate.and_then(|estimate| estimate.interval);
    let or_empty = |text: &Option<String>| Arc::from(text.as_deref().unwrap_or_default());
    let counts = found.figures.iter().map(|f| f.estimate.map_or(0, |estimate| estimate.n as i64));
    let columns = vec![
        text(&|_| Arc::from(plans)),
        text(&|figure| Arc::from(teams[figure.team].0)),
        text(&|figure| Arc::from(teams[figure.team].1)),
        text(&|figure| Arc::from(figure.definition.aspect.name())),
        text(&|figure| Arc::from(figure.definition.name)),
        text(&|figure| or_empty(&figure.of)),
        number(&Figure::value),
        number(&|figure| interval(figure).map(|interval| interval.low)),
        number(&|figure| interval(figure).map(|interval| interval.high)),
        text(&|figure| Arc::from(figure.definition.unit.name())),
        Values::Integer(counts.collect()),
        text(&|figure| or_empty(&figure.note)),
    ];
    Ok(Table::new(&Arc::new(schema::alignment()), columns)?)
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
    let text = |of: &dyn Fn(&ScoreLine) -> Arc<str>| {
        Values::Text(lines.iter().map(of).collect::<Vec<_>>())
    };
    let interval = |line: &ScoreLine| line.estimate.and_then(|estimate| estimate.interval);
    let number = |of: &dyn Fn(&ScoreLine) -> Option<f64>| {
        Values::Number(lines.iter().map(of).collect::<Vec<_>>())
    };
    let columns = vec![
        text(&|_| Arc::from(plans)),
        text(&|line| Arc::from(teams[line.team].0)),
        text(&|line| Arc::from(teams[line.team].1)),
        text(&|line| Arc::from(line.about)),
        text(&|line| Arc::from(line.figure.name)),
        number(&|line| line.estimate.map(|estimate| estimate.value)),
        number(&|line| interval(line).map(|interval| interval.low)),
        number(&|line| interval(line).map(|interval| interval.high)),
        text(&|line| Arc::from(line.figure.unit.name())),
        text(&|line| Arc::from(line.sentence.as_str())),
    ];
    Ok(Table::new(&Arc::new(schema::scorecard()), columns)?)
}
