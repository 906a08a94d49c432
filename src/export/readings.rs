//! The `readings` table.

use super::ExportError;
use super::columns::Columns;
use crate::company::Loaded;
use crate::study::CostOfReading;
use crate::tables::{Table, schema};

/// One row a clause and reading, in the order given.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn readings(loaded: &Loaded, costs: &[CostOfReading]) -> Result<Table, ExportError> {
    let document = |cost: &CostOfReading| {
        let of_clause = cost.stands_in.document(loaded, cost.team);
        of_clause.unwrap_or(&loaded.plan_documents[cost.team])
    };
    Columns::of(costs)
        .text(|cost| loaded.company.teams[cost.team].name.as_str())
        .text(|cost| cost.component.as_deref().unwrap_or_default())
        .text(|cost| cost.reading.key)
        .text(|cost| &*cost.reading.own)
        .text(|cost| &*cost.reading.other)
        .estimate(|cost| Some(cost.difference))
        .number(|cost| cost.share)
        .count(|cost| cost.difference.n)
        .text(|cost| document(cost).name())
        .count(|cost| document(cost).line_of(&cost.path).unwrap_or(1))
        .table(schema::readings())
}
