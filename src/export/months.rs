//! The `months` table.

use std::sync::Arc;

use super::ExportError;
use crate::metrics::{COMPANY, Masthead, MonthMetric};
use crate::simulate::Outcome;
use crate::statistics::{Scratch, Statistic, summarise};
use crate::tables::{Table, Values, schema};

/// One row per month, team and metric: how the year's figures build up.
///
/// # Errors
/// A value that no table may hold (a fault of the program); years that cannot be read back from disk.
pub fn months(company: &Masthead, outcome: &Outcome) -> Result<Table, ExportError> {
    const STATISTICS: [Statistic; 6] = [
        Statistic::Mean,
        Statistic::P05,
        Statistic::P25,
        Statistic::P50,
        Statistic::P75,
        Statistic::P95,
    ];
    let teams: Vec<Arc<str>> =
        company.teams.iter().map(|t| t.name.as_str()).chain([COMPANY]).map(Arc::from).collect();
    let columns: Vec<usize> = (0..outcome.monthly_columns()).collect();
    let summaries =
        outcome.side_by_side(&columns, 1, |memory: &mut (Vec<f64>, Scratch), column| {
            let (values, scratch) = memory;
            outcome.monthly(*column, values)?;
            Ok(summarise(values, scratch))
        })?;
    let metrics = MonthMetric::ALL.len();
    let rows = || {
        (0..12).flat_map(|month| {
            (0..teams.len())
                .flat_map(move |team| (0..metrics).map(move |metric| (month, team, metric)))
        })
    };
    let summary = |(month, team, metric): (usize, usize, usize)| {
        &summaries[(team * metrics + metric) * 12 + month]
    };
    let mut values = vec![
        Values::Integer(rows().map(|(month, ..)| month as i64 + 1).collect()),
        Values::Text(rows().map(|(_, team, _)| teams[team].clone()).collect()),
        Values::text(rows().map(|(.., metric)| MonthMetric::ALL[metric].name())),
    ];
    for statistic in STATISTICS {
        let estimate = |row| summary(row).get(statistic);
        let interval = |row| estimate(row)?.interval;
        values.push(Values::Number(rows().map(|row| Some(estimate(row)?.value)).collect()));
        values.push(Values::Number(rows().map(|row| Some(interval(row)?.low)).collect()));
        values.push(Values::Number(rows().map(|row| Some(interval(row)?.high)).collect()));
    }
    values.push(Values::Integer(rows().map(|row| summary(row).n() as i64).collect()));
    Ok(Table::new(&Arc::new(schema::months()), values)?)
}
