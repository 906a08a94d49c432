//! The `readings` table.

use std::sync::Arc;

use super::ExportError;
use crate::company::Loaded;
use crate::study::CostOfReading;
use crate::tables::{Table, Values, schema};

/// One row a clause and reading, in the order given.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn readings(loaded: &Loaded, costs: &[CostOfReading]) -> Result<Table, ExportError> {
    let text = |of: &dyn Fn(&CostOfReading) -> String| {
        Values::Text(costs.iter().map(|cost| Arc::from(of(cost))).collect())
    };
    let number =
        |of: &dyn Fn(&CostOfReading) -> Option<f64>| Values::Number(costs.iter().map(of).collect());
    let team = |cost: &CostOfReading| loaded.company.teams[cost.team].name.clone();
    let document = |cost: &CostOfReading| {
        let of_clause = cost.stands_in.document(loaded, cost.team);
        of_clause.unwrap_or(&loaded.plan_documents[cost.team])
    };
    let line = |cost: &CostOfReading| {
        document(cost).line_of(&cost.path).and_then(|line| i64::try_from(line).ok()).unwrap_or(1)
    };
    Ok(Table::new(
        &Arc::new(schema::readings()),
        vec![
            text(&team),
            text(&|cost| cost.component.clone().unwrap_or_default()),
            text(&|cost| cost.reading.key.to_owned()),
            text(&|cost| cost.reading.own.clone().into_owned()),
            text(&|cost| cost.reading.other.clone().into_owned()),
            number(&|cost| Some(cost.difference.value)),
            number(&|cost| cost.difference.interval.map(|interval| interval.low)),
            number(&|cost| cost.difference.interval.map(|interval| interval.high)),
            number(&|cost| cost.share),
            Values::Integer(costs.iter().map(|cost| cost.difference.n as i64).collect()),
            text(&|cost| document(cost).name().to_owned()),
            Values::Integer(costs.iter().map(line).collect()),
        ],
    )?)
}
