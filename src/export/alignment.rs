//! The table `alignment`.

use std::sync::Arc;

use super::ExportError;
use crate::study::alignment::{Alignment, Figure};
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
