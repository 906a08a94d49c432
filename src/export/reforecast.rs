//! The `reforecast` table.

use super::ExportError;
use super::columns::Columns;
use crate::statistics::{Statistic, Summary};
use crate::study::Reforecast;
use crate::tables::{Table, schema};

/// One row a seat.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn reforecast(reforecast: &Reforecast) -> Result<Table, ExportError> {
    let quantile =
        |summary: &Summary, statistic| summary.get(statistic).map(|estimate| estimate.value);
    Columns::of(&reforecast.reps)
        .text(|rep| rep.team.as_str())
        .text(|rep| rep.so_far.rep.as_str())
        .money(|rep| Some(rep.so_far.results()))
        .number(|rep| rep.so_far.count.map(|count| count as f64))
        .number(|rep| Some(rep.so_far.prior_attainment()))
        .estimate(|rep| rep.attainment.get(Statistic::Mean))
        .number(|rep| quantile(&rep.attainment, Statistic::P10))
        .number(|rep| quantile(&rep.attainment, Statistic::P90))
        .money(|rep| Some(rep.so_far.paid()))
        .estimate(|rep| rep.rest.get(Statistic::Mean))
        .number(|rep| quantile(&rep.rest, Statistic::P10))
        .number(|rep| quantile(&rep.rest, Statistic::P90))
        .count(|rep| rep.rest.n())
        .table(schema::reforecast())
}
