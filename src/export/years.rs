//! The `years` table.

use std::sync::Arc;

use super::ExportError;
use crate::metrics::Layout;
use crate::simulate::Outcome;
use crate::tables::{
    OutputError, OutputFolder, ROWS_PER_CHUNK, Table, TableError, TableSpec, Values, schema,
};

/// Writes one row per year and team, every metric in its own column, chunk by chunk.
///
/// # Errors
/// A file cannot be written.
pub fn years(
    folder: &mut OutputFolder,
    layout: &Layout,
    outcome: &Outcome,
) -> Result<(), YearsError> {
    let sheet = Sheet::new(layout);
    let spec = Arc::new(
        schema::years(sheet.metrics.iter().map(String::as_str)).map_err(ExportError::from)?,
    );
    let step = (ROWS_PER_CHUNK / sheet.teams.len()).max(1);
    let all = outcome.years();
    let chunks = (0..all)
        .step_by(step)
        .map(|first| sheet.chunk(&spec, outcome, first..(first + step).min(all)));
    folder.write_chunks(&spec, chunks)
}

/// Why the years were not written.
#[derive(Debug, thiserror::Error)]
pub enum YearsError {
    /// They do not fit their table.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The files could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

impl From<TableError> for YearsError {
    fn from(fault: TableError) -> Self {
        Self::Export(fault.into())
    }
}

/// Where each team's figures stand.
struct Sheet {
    teams: Vec<Arc<str>>,
    metrics: Vec<String>,
    /// By metric, then team: the column of the layout.
    columns: Vec<Vec<Option<usize>>>,
}

impl Sheet {
    fn new(layout: &Layout) -> Self {
        let mut teams: Vec<Arc<str>> = Vec::new();
        let mut metrics: Vec<String> = Vec::new();
        for column in &layout.columns {
            if !teams.iter().any(|t| **t == *column.team_name) {
                teams.push(column.team_name.as_str().into());
            }
            let name = column.metric.name();
            if !metrics.contains(&name) {
                metrics.push(name);
            }
        }
        let place = |team: &str, metric: &str| {
            layout.columns.iter().position(|c| c.team_name == team && c.metric.name() == metric)
        };
        let columns = metrics
            .iter()
            .map(|metric| teams.iter().map(|team| place(team, metric)).collect())
            .collect();
        Self { teams, metrics, columns }
    }

    fn chunk(
        &self,
        spec: &Arc<TableSpec>,
        outcome: &Outcome,
        years: std::ops::Range<usize>,
    ) -> Result<Table, ExportError> {
        let rows =
            || years.clone().flat_map(|year| (0..self.teams.len()).map(move |team| (year, team)));
        let mut values = vec![
            Values::Integer(rows().map(|(year, _)| year as i64 + 1).collect()),
            Values::Text(rows().map(|(_, team)| self.teams[team].clone()).collect()),
        ];
        let mut by_team = vec![Vec::new(); self.teams.len()];
        for columns in &self.columns {
            for (column, figure) in columns.iter().zip(&mut by_team) {
                figure.clear();
                if let Some(column) = column {
                    outcome.figure_of_years(*column, years.clone(), figure)?;
                }
            }
            let cell = |(year, team): (usize, usize)| {
                by_team[team].get(year - years.start).copied().filter(|value| !value.is_nan())
            };
            values.push(Values::Number(rows().map(cell).collect()));
        }
        Ok(Table::new(spec, values)?)
    }
}
