//! A whole run, which may be extended.

use std::sync::Mutex;

use rayon::prelude::*;

use super::batch::{BATCH, Batch, Desk};
use super::block::{Block, Shape};
use super::{Model, Outcome};

/// Batches that are in memory before they are put together. No result depends on it.
const WAVE: usize = 256;

/// What is kept of the years beside their figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The figures of every month.
    pub months: bool,
    /// Every rep's attainment and pay.
    pub payouts: bool,
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

/// A run of a company's years. It is extended as far as is wanted, and what it came to is read at any time in
/// between: the years so far are those of a run that was to end there.
#[derive(Debug)]
pub struct Run<'a> {
    model: &'a Model<'a>,
    wanted: Wanted,
    shape: Shape,
    pool: rayon::ThreadPool,
    /// A desk a thread, whose memory serves the whole run.
    desks: Mutex<Vec<Desk>>,
    outcome: Outcome,
}

impl<'a> Run<'a> {
    /// A run without any year yet, on so many threads.
    ///
    /// # Errors
    /// When threads cannot be started.
    pub fn new(model: &'a Model<'a>, wanted: Wanted, threads: usize) -> Result<Self, RunError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|source| RunError::Threads { threads, source })?;
        let shape = Shape::new(model, wanted);
        let (desks, outcome) = (Mutex::default(), Outcome::new(shape));
        Ok(Self { model, wanted, shape, pool, desks, outcome })
    }

    /// Runs on until so many years are done; fewer than are done change nothing. `proceed` is told now and then
    /// how many are done, and stops the run by answering `false`; what is done by then stays.
    ///
    /// # Errors
    /// When `proceed` stopped the run.
    pub fn extend_to(
        &mut self,
        years: usize,
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<(), RunError> {
        while self.outcome.years() < years {
            let first = self.outcome.years();
            let block = self.wave(first, years.min(self.end_of_wave(first)));
            self.outcome.push(block);
            let done = self.outcome.years();
            if !proceed(done) {
                return Err(RunError::Stopped { done, years });
            }
        }
        Ok(())
    }

    /// What the years so far came to.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// What the years came to.
    pub fn into_outcome(self) -> Outcome {
        self.outcome
    }

    fn end_of_wave(&self, first: usize) -> usize {
        (first / BATCH + WAVE) * BATCH
    }

    /// Runs the years `first..end`.
    fn wave(&self, first: usize, end: usize) -> Block {
        self.pool.install(|| {
            let batches: Vec<Batch> = (first / BATCH..end.div_ceil(BATCH))
                .into_par_iter()
                .map(|b| {
                    let mut desk = take(&self.desks);
                    let years = (b * BATCH).max(first)..((b + 1) * BATCH).min(end);
                    let batch = self.model.run_batch(years, self.wanted, &mut desk);
                    give_back(&self.desks, desk);
                    batch
                })
                .collect();
            Block::of(self.shape, first, &batches)
        })
    }
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
    let mut run = Run::new(model, wanted, threads)?;
    run.extend_to(years, proceed)?;
    Ok(run.into_outcome())
}

fn take(desks: &Mutex<Vec<Desk>>) -> Desk {
    desks.lock().ok().and_then(|mut desks| desks.pop()).unwrap_or_default()
}

fn give_back(desks: &Mutex<Vec<Desk>>, desk: Desk) {
    if let Ok(mut desks) = desks.lock() {
        desks.push(desk);
    }
}
