//! The `reforecast` table.

use std::sync::Arc;

use super::ExportError;
use crate::statistics::{Estimate, Statistic};
use crate::study::{Reforecast, RepForecast};
use crate::tables::{Table, Values, schema};

/// One row a seat.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn reforecast(reforecast: &Reforecast) -> Result<Table, ExportError> {
    let reps = || reforecast.reps.iter();
    let number =
        |of: &dyn Fn(&RepForecast) -> Option<f64>| Values::Number(reps().map(of).collect());
    let low = |estimate: Option<Estimate>| estimate.and_then(|it| it.interval).map(|it| it.low);
    let high = |estimate: Option<Estimate>| estimate.and_then(|it| it.interval).map(|it| it.high);
    let value = |estimate: Option<Estimate>| estimate.map(|it| it.value);
    Ok(Table::new(
        &Arc::new(schema::reforecast()),
        vec![
            Values::text(reps().map(|rep| rep.team.as_str())),
            Values::text(reps().map(|rep| rep.so_far.rep.as_str())),
            Values::Money(reps().map(|rep| Some(rep.so_far.results())).collect()),
            number(&|rep| rep.so_far.count.map(|count| count as f64)),
            number(&|rep| Some(rep.so_far.prior_attainment())),
            number(&|rep| value(rep.attainment.get(Statistic::Mean))),
            number(&|rep| low(rep.attainment.get(Statistic::Mean))),
            number(&|rep| high(rep.attainment.get(Statistic::Mean))),
            number(&|rep| value(rep.attainment.get(Statistic::P10))),
            number(&|rep| value(rep.attainment.get(Statistic::P90))),
            Values::Money(reps().map(|rep| Some(rep.so_far.paid())).collect()),
            number(&|rep| value(rep.rest.get(Statistic::Mean))),
            number(&|rep| low(rep.rest.get(Statistic::Mean))),
            number(&|rep| high(rep.rest.get(Statistic::Mean))),
            number(&|rep| value(rep.rest.get(Statistic::P10))),
            number(&|rep| value(rep.rest.get(Statistic::P90))),
            Values::Integer(reps().map(|rep| rep.rest.n() as i64).collect()),
        ],
    )?)
}
