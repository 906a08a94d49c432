//! The tables `stress`, `sensitivity` and `brief`.

use super::ExportError;
use super::columns::Columns;
use crate::study::{Brief, Effect, FigureChange, LeverResult, MEASURED, Sensitivity, Stresses};
use crate::tables::{Table, schema};

/// One row a stress and figure.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn stress(stresses: &Stresses) -> Result<Table, ExportError> {
    let rows: Vec<(&str, &FigureChange)> = stresses
        .results
        .iter()
        .flat_map(|it| it.changes.iter().map(move |change| (it.name.as_str(), change)))
        .collect();
    Columns::of(&rows)
        .text(|(stress, _)| *stress)
        .text(|(_, change)| change.team.as_str())
        .text(|(_, change)| change.metric.name())
        .text(|(_, change)| change.statistic.name())
        .number(|(_, change)| Some(change.base.value))
        .estimate(|(_, change)| Some(change.value))
        .estimate(|(_, change)| Some(change.difference))
        .count(|(_, change)| change.difference.n)
        .table(schema::stress())
}

/// One row a lever and figure, by the size of the swing.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn sensitivity(sensitivity: &Sensitivity) -> Result<Table, ExportError> {
    let mut rows: Vec<(usize, &LeverResult, &Effect)> = Vec::new();
    for (metric, statistic) in &MEASURED {
        let of_figure = |it| LeverResult::effect(it, metric, *statistic).map(|effect| (it, effect));
        let mut ranked: Vec<_> = sensitivity.results.iter().filter_map(of_figure).collect();
        ranked.sort_by(|a, b| b.1.swing.value.abs().total_cmp(&a.1.swing.value.abs()));
        rows.extend(ranked.into_iter().zip(1..).map(|((it, effect), rank)| (rank, it, effect)));
    }
    let setting = |it: &LeverResult, side: usize| {
        let setting = if side == 0 { &it.lever.low } else { &it.lever.high };
        it.refused[side].is_none().then_some(setting.value)
    };
    Columns::of(&rows)
        .text(|(_, it, _)| it.lever.name.as_str())
        .text(|(.., effect)| effect.metric.name())
        .text(|(.., effect)| effect.statistic.name())
        .count(|(rank, ..)| *rank)
        .count(|(_, it, _)| usize::from(it.lever.is_factor))
        .number(|(_, it, _)| Some(it.lever.value))
        .number(|(_, it, _)| setting(it, 0))
        .number(|(_, it, _)| setting(it, 1))
        .number(|(.., effect)| Some(effect.base.value))
        .estimate(|(.., effect)| effect.low)
        .estimate(|(.., effect)| effect.high)
        .estimate(|(.., effect)| Some(effect.swing))
        .estimate(|(.., effect)| effect.elasticity)
        .count(|(.., effect)| effect.swing.n)
        .text(|(_, it, _)| {
            it.refused.iter().flatten().map(String::as_str).collect::<Vec<_>>().join("; ")
        })
        .table(schema::sensitivity())
}

/// One row an answer.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn brief(brief: &Brief) -> Result<Table, ExportError> {
    Columns::of(&brief.answers)
        .text(|answer| answer.question.name())
        .text(|answer| answer.team.as_str())
        .text(|answer| answer.item)
        .estimate(|answer| Some(answer.estimate))
        .count(|answer| answer.estimate.n)
        .table(schema::brief())
}
