//! The tables `variance_sources` and `variance_scaling`.

use super::ExportError;
use super::columns::Columns;
use crate::statistics::attribution::{Effect, Scaled};
use crate::study::{FigureSplit, HEADS, Source, VarianceSplit};
use crate::tables::{Table, schema};

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
    Columns::of(&rows)
        .name(plans)
        .text(|(figure, ..)| figure.column.team_name.as_str())
        .text(|(figure, ..)| figure.column.metric.name())
        .text(|(_, source, _)| source.name())
        .estimate(|(.., effect)| Some(effect.first))
        .estimate(|(.., effect)| Some(effect.total))
        .estimate(|(.., effect)| Some(effect.shapley))
        .count(|(.., effect)| effect.shapley.n)
        .table(schema::variance_sources())
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
    Columns::of(&rows)
        .name(plans)
        .text(|(figure, ..)| figure.column.team_name.as_str())
        .text(|(figure, ..)| figure.column.metric.name())
        .number(|(_, heads, _)| Some(*heads).filter(|heads| heads.is_finite()))
        .estimate(|(.., scaled)| scaled.relative_sd)
        .estimate(|(.., scaled)| Some(scaled.systematic))
        .count(|(.., scaled)| scaled.systematic.n)
        .table(schema::variance_scaling())
}
