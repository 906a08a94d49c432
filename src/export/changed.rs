//! The tables `stress`, `sensitivity` and `brief`.

use std::sync::Arc;

use super::ExportError;
use crate::statistics::Estimate;
use crate::study::{Brief, Effect, FigureChange, LeverResult, MEASURED, Sensitivity, Stresses};
use crate::tables::{Table, Values, schema};

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
    let changes = || rows.iter().map(|(_, change)| *change);
    let mut columns = vec![
        text(rows.iter().map(|(name, _)| *name)),
        text(changes().map(|it| it.team.as_str())),
        text(changes().map(|it| it.metric.name())),
        text(changes().map(|it| it.statistic.name())),
        Values::Number(changes().map(|it| Some(it.base.value)).collect()),
    ];
    columns.extend(with_interval(changes().map(|it| Some(it.value))));
    columns.extend(with_interval(changes().map(|it| Some(it.difference))));
    columns.push(Values::Integer(changes().map(|it| it.difference.n as i64).collect()));
    Ok(Table::new(&Arc::new(schema::stress()), columns)?)
}

/// One row a lever and figure, by the size of the swing.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn sensitivity(sensitivity: &Sensitivity) -> Result<Table, ExportError> {
    let mut rows: Vec<(i64, &LeverResult, &Effect)> = Vec::new();
    for (metric, statistic) in &MEASURED {
        let of_figure = |it| LeverResult::effect(it, metric, *statistic).map(|effect| (it, effect));
        let mut ranked: Vec<_> = sensitivity.results.iter().filter_map(of_figure).collect();
        ranked.sort_by(|a, b| b.1.swing.value.abs().total_cmp(&a.1.swing.value.abs()));
        rows.extend(ranked.into_iter().zip(1..).map(|((it, effect), rank)| (rank, it, effect)));
    }
    let effects = || rows.iter().map(|(.., effect)| *effect);
    let results = || rows.iter().map(|(_, result, _)| *result);
    let setting = |side: usize| {
        let of = move |it: &LeverResult| {
            let setting = if side == 0 { &it.lever.low } else { &it.lever.high };
            it.refused[side].is_none().then_some(setting.value)
        };
        Values::Number(results().map(of).collect())
    };
    let refused = |it: &LeverResult| {
        it.refused.iter().flatten().map(String::as_str).collect::<Vec<_>>().join("; ")
    };
    let mut columns = vec![
        text(results().map(|it| it.lever.name.as_str())),
        text(effects().map(|it| it.metric.name())),
        text(effects().map(|it| it.statistic.name())),
        Values::Integer(rows.iter().map(|(rank, ..)| *rank).collect()),
        Values::Integer(results().map(|it| i64::from(it.lever.is_factor)).collect()),
        Values::Number(results().map(|it| Some(it.lever.value)).collect()),
        setting(0),
        setting(1),
        Values::Number(effects().map(|it| Some(it.base.value)).collect()),
    ];
    columns.extend(with_interval(effects().map(|it| it.low)));
    columns.extend(with_interval(effects().map(|it| it.high)));
    columns.extend(with_interval(effects().map(|it| Some(it.swing))));
    columns.extend(with_interval(effects().map(|it| it.elasticity)));
    columns.push(Values::Integer(effects().map(|it| it.swing.n as i64).collect()));
    columns.push(text(results().map(refused)));
    Ok(Table::new(&Arc::new(schema::sensitivity()), columns)?)
}

/// One row an answer.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn brief(brief: &Brief) -> Result<Table, ExportError> {
    let answers = || brief.answers.iter();
    let mut columns = vec![
        text(answers().map(|it| it.question.name())),
        text(answers().map(|it| it.team.as_str())),
        text(answers().map(|it| it.item)),
    ];
    columns.extend(with_interval(answers().map(|it| Some(it.estimate))));
    columns.push(Values::Integer(answers().map(|it| it.estimate.n as i64).collect()));
    Ok(Table::new(&Arc::new(schema::brief()), columns)?)
}

fn text(values: impl Iterator<Item = impl AsRef<str>>) -> Values {
    Values::Text(values.map(|text| Arc::from(text.as_ref())).collect())
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
