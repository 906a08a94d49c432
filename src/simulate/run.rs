//! A whole run.

use super::Model;
use super::batch::{BATCH, Batch, Desk};
use crate::metrics::RepFigures;
use rayon::prelude::*;
use std::sync::Mutex;

/// Batches that are in memory before they are put together. Fixed, like their size.
const WAVE: usize = 256;

/// What is kept of the years beside their figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The figures of every month.
    pub months: bool,
    /// Every rep's attainment and pay.
    pub payouts: bool,
}

/// What the years came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Years that were run.
    pub years: usize,
    /// By column of the layout: one value a year, NaN where a figure has none.
    pub columns: Vec<Vec<f64>>,
    /// By team (the company last), metric, month: one value a year, in dollars. Empty where not wanted.
    pub months: Vec<Vec<f64>>,
    /// By team, then attainment band: the reps' pay in dollars. Empty where not wanted.
    pub payouts: Vec<Vec<Vec<f64>>>,
}

/// Why a run came to no result.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Threads could not be started.
    #[error("could not start {threads} threads: {source}")]
    Threads {
        /// How many.
        threads: usize,
        /// Why not.
        source: rayon::ThreadPoolBuildError,
    },
    /// Somebody stopped it.
    #[error("stopped after {done} of {years} years; nothing was written")]
    Stopped {
        /// Years that were done.
        done: usize,
        /// Years that were asked for.
        years: usize,
    },
}

/// Runs the company's years on so many threads. `proceed` is told now and then how many years are done,
/// and stops the run by answering `false`.
///
/// # Errors
/// When threads cannot be started, or `proceed` stopped the run.
pub fn simulate(
    model: &Model<'_>,
    years: usize,
    threads: usize,
    wanted: Wanted,
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Outcome, RunError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| RunError::Threads { threads, source })?;
    let mut outcome = Outcome::with_room(model, years, wanted);
    // A desk a thread, whose memory serves the whole run.
    let desks = Mutex::new(Vec::new());
    let batches = years.div_ceil(BATCH);
    for first in (0..batches).step_by(WAVE) {
        let wave = first..(first + WAVE).min(batches);
        let done: Vec<Batch> = pool.install(|| {
            wave.into_par_iter()
                .map(|b| {
                    let mut desk = take(&desks);
                    let years = b * BATCH..((b + 1) * BATCH).min(years);
                    let batch = model.run_batch(years, wanted, &mut desk);
                    give_back(&desks, desk);
                    batch
                })
                .collect()
        });
        for batch in done {
            outcome.append(&batch);
        }
        if !proceed(outcome.years) {
            return Err(RunError::Stopped { done: outcome.years, years });
        }
    }
    Ok(outcome)
}

fn take(desks: &Mutex<Vec<Desk>>) -> Desk {
    desks.lock().ok().and_then(|mut desks| desks.pop()).unwrap_or_default()
}

fn give_back(desks: &Mutex<Vec<Desk>>, desk: Desk) {
    if let Ok(mut desks) = desks.lock() {
        desks.push(desk);
    }
}

impl Outcome {
    fn with_room(model: &Model<'_>, years: usize, wanted: Wanted) -> Self {
        let room = |columns: usize| (0..columns).map(|_| Vec::with_capacity(years)).collect();
        let teams = model.company.teams.len();
        let monthly = 12 * crate::metrics::MonthMetric::ALL.len() * (teams + 1);
        let bands = if wanted.payouts { crate::metrics::AttainmentBand::COUNT } else { 0 };
        Self {
            years: 0,
            columns: room(model.layout.columns.len()),
            months: room(if wanted.months { monthly } else { 0 }),
            payouts: vec![vec![Vec::new(); bands]; teams],
        }
    }

    fn append(&mut self, batch: &Batch) {
        for (column, values) in self.columns.iter_mut().zip(batch.columns.chunks_exact(batch.years))
        {
            column.extend_from_slice(values);
        }
        append_rows(&mut self.months, &batch.months);
        for RepFigures { team, band, pay } in &batch.reps {
            self.payouts[*team as usize][usize::from(band.0)].push(pay.to_f64());
        }
        self.years += batch.years;
    }
}

/// Appends row-wise values to columns.
fn append_rows(columns: &mut [Vec<f64>], rows: &[f64]) {
    let width = columns.len();
    for (c, column) in columns.iter_mut().enumerate() {
        column.extend(rows.iter().skip(c).step_by(width));
    }
}
