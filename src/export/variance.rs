//! The tables `variance_sources` and `variance_scaling`.

use std::sync::Arc;

use super::ExportError;
use crate::statistics::Estimate;
use crate::statistics::attribution::{Effect, Scaled};
use crate::study::{FigureSplit, HEADS, Source, VarianceSplit};
use crate::tables::{Table, Values, schema};

/// One row a figure and source; `plans` names the plan set.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn variance_sources(split: &VarianceSplit, plans: &str) -> Result<Table, ExportError> {
    let rows: Vec<(&FigureSplit, Source, &Effect)> = split
        .figures
        .iter()
        .flat_map(|figure| {
            let effects = split.sources.iter().zip(&figure.effects.inputs);
            effects.map(move |(source, effect)| (figure, *source, effect))
        })
        .collect();
    let mut columns = whose(rows.iter().map(|(figure, ..)| *figure), plans);
    columns
        .push(Values::Text(rows.iter().map(|(_, source, _)| Arc::from(source.name())).collect()));
    let of: [fn(&Effect) -> Estimate; 3] = [|e| e.first, |e| e.total, |e| e.shapley];
    for of in of {
        columns.extend(with_interval(rows.iter().map(|(.., effect)| Some(of(effect)))));
    }
    columns
        .push(Values::Integer(rows.iter().map(|(.., effect)| effect.shapley.n as i64).collect()));
    Ok(Table::new(&Arc::new(schema::variance_sources()), columns)?)
}

/// One row a figure and multiple of the heads; `plans` names the plan set.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn variance_scaling(split: &VarianceSplit, plans: &str) -> Result<Table, ExportError> {
    let rows: Vec<(&FigureSplit, f64, Scaled)> = split
        .figures
        .iter()
        .flat_map(|figure| {
            let multiples = HEADS.into_iter().chain([f64::INFINITY]);
            multiples.filter_map(move |heads| Some((figure, heads, figure.with_heads(heads)?)))
        })
        .collect();
    let mut columns = whose(rows.iter().map(|(figure, ..)| *figure), plans);
    let multiples = rows.iter().map(|(_, heads, _)| Some(*heads).filter(|heads| heads.is_finite()));
    columns.push(Values::Number(multiples.collect()));
    columns.extend(with_interval(rows.iter().map(|(.., scaled)| scaled.relative_sd)));
    columns.extend(with_interval(rows.iter().map(|(.., scaled)| Some(scaled.systematic))));
    columns.push(Values::Integer(
        rows.iter().map(|(.., scaled)| scaled.systematic.n as i64).collect(),
    ));
    Ok(Table::new(&Arc::new(schema::variance_scaling()), columns)?)
}

/// The columns that name a figure.
fn whose<'a>(figures: impl Iterator<Item = &'a FigureSplit>, plans: &str) -> Vec<Values> {
    let (mut names, mut teams, mut metrics) = (Vec::new(), Vec::new(), Vec::new());
    let plans: Arc<str> = Arc::from(plans);
    for figure in figures {
        names.push(Arc::clone(&plans));
        teams.push(Arc::from(figure.column.team_name.as_str()));
        metrics.push(Arc::from(figure.column.metric.name()));
    }
    [names, teams, metrics].map(Values::Text).into()
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
