//! A whole run, which may be extended.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::batch::{BATCH, Batch, Desk};
use super::block::{Block, Shape};
use super::journal::{Head, Journal, JournalError};
use super::memory::Room;
use super::{Model, Outcome, RestOfYear};

/// The most batches of a wave: what is in memory before it is put together. No result depends on it.
pub(super) const MOST_BATCHES: usize = 256;

/// What is kept of the years beside their figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The figures of every month.
    pub months: bool,
    /// Every rep's attainment and pay.
    pub payouts: bool,
    /// Of a year of which some months are over, each rep's pay in those that are left, and attainment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<RestOfYear>,
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
    #[error("stopped after {done} of {years} years; {}", what_stays(kept.as_deref()))]
    Stopped {
        /// Years that were done.
        done: usize,
        /// Years that were asked for.
        years: usize,
        /// The checkpoint that holds those that were done; none where nothing was written.
        kept: Option<PathBuf>,
    },
    /// Years could not be put on disk. Those that were put there before are as they were.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

fn what_stays(kept: Option<&Path>) -> String {
    match kept {
        None => "nothing was written".to_owned(),
        Some(path) => format!(
            "they are kept in {}: the same command with --resume goes on from there",
            path.display()
        ),
    }
}

/// When and where a run puts its years on disk.
pub struct Keeper<'a> {
    /// What the journal is of.
    pub head: Head,
    /// Names its place. Asked once, when the first years are put there.
    pub place: &'a (dyn Fn() -> std::io::Result<PathBuf> + Sync),
    /// After how long of running it is begun at the latest; before, nothing of a run that is stopped stays.
    pub after: Duration,
}

/// A run of a company's years. It is extended as far as is wanted, and what it came to is read at any time in
/// between: the years so far are those of a run that was to end there.
pub struct Run<'a> {
    model: &'a Model<'a>,
    wanted: Wanted,
    shape: Shape,
    /// Threads of its own; none where it takes as many as the process has for everything else. Of two pools, those who
    /// look for work in one keep a core from those who have some in the other: measured 28 instead of 20 ms for 4,096
    /// years and their statistics on two cores.
    pool: Option<rayon::ThreadPool>,
    /// A desk a thread, whose memory serves the whole run.
    desks: Mutex<Vec<Desk>>,
    /// Batches that were put together; their memory is used again.
    spare: Mutex<Vec<Batch>>,
    begun: Instant,
    pace: Pace,
    room: Room,
    outcome: Outcome,
    keeper: Option<Keeper<'a>>,
    journal: Option<Journal>,
}

impl<'a> Run<'a> {
    /// A run without any year yet, on so many threads; all of it in memory.
    ///
    /// # Errors
    /// When threads cannot be started.
    pub fn new(model: &'a Model<'a>, wanted: Wanted, threads: usize) -> Result<Self, RunError> {
        let own = || rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = (threads != rayon::current_num_threads()).then(own).transpose();
        let pool = pool.map_err(|source| RunError::Threads { threads, source })?;
        let shape = Shape::new(&model.layout, model.company.teams.len(), wanted);
        let room = Room::unbounded();
        Ok(Self {
            model,
            wanted,
            shape,
            pool,
            desks: Mutex::default(),
            spare: Mutex::default(),
            begun: Instant::now(),
            pace: Pace::new(threads),
            outcome: Outcome::new(shape, 0, room.columns),
            room,
            keeper: None,
            journal: None,
        })
    }

    /// The same, where years that there is no room for, or that took long, go into a journal.
    #[must_use]
    pub fn kept_by(mut self, keeper: Keeper<'a>, room: Room) -> Self {
        let first = keeper.head.shard.map_or(0, |shard| shard.years(keeper.head.years).start);
        self.outcome = Outcome::new(self.shape, first, room.columns);
        (self.keeper, self.room) = (Some(keeper), room);
        self
    }

    /// Takes up the years of a journal, whose head must be one that the run may go on from
    /// ([`Head::refuses_to_resume`]), in place of its own years so far.
    ///
    /// # Errors
    /// The journal cannot be read, or is in use.
    pub fn resume(&mut self, path: PathBuf) -> Result<(), RunError> {
        let (journal, found) = Journal::resume(path)?;
        let mut outcome = Outcome::new(self.shape, self.outcome.first(), self.room.columns);
        let starts = found.first().is_none_or(|(block, _)| block.first == outcome.first());
        if !starts {
            return Err(JournalError::Damaged { path: journal.path().to_owned() }.into());
        }
        found.into_iter().for_each(|found| outcome.push_placed(found));
        (self.outcome, self.journal) = (outcome, Some(journal));
        Ok(())
    }

    /// Runs on until so many years are done; fewer than are done change nothing. `proceed` is told now and then
    /// how many are done, and stops the run by answering `false`; what is done by then stays.
    ///
    /// # Errors
    /// When `proceed` stopped the run, or years cannot be put on disk.
    pub fn extend_to(
        &mut self,
        years: usize,
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<(), RunError> {
        while self.outcome.years() < years {
            let first = self.outcome.end();
            let end = self.outcome.first() + years;
            let clock = Instant::now();
            let block = self.wave(first, end.min(first + self.pace.years(self.room.wave)));
            self.pace.learn(clock.elapsed());
            self.outcome.push(block);
            self.keep()?;
            let done = self.outcome.years();
            if !proceed(done) {
                let kept = self.journal.as_ref().map(|journal| journal.path().to_owned());
                return Err(RunError::Stopped { done, years, kept });
            }
        }
        Ok(())
    }

    /// What the years so far came to.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// What the years came to, and the journal that holds some of them, where there is one.
    pub fn finish(self) -> (Outcome, Option<Journal>) {
        (self.outcome, self.journal)
    }

    /// Puts all years into the journal. Without a keeper nothing happens.
    ///
    /// # Errors
    /// They cannot be put there.
    pub fn write_down(&mut self) -> Result<(), RunError> {
        let Some(keeper) = &self.keeper else {
            return Ok(());
        };
        let journal = match &mut self.journal {
            Some(journal) => journal,
            none => {
                let path = (keeper.place)().map_err(|source| {
                    let path = PathBuf::from("a file for the years of the run");
                    JournalError::Write { path, source }
                })?;
                none.insert(Journal::create(path, &keeper.head)?)
            }
        };
        Ok(self.outcome.write_down(journal)?)
    }

    /// Puts years into the journal where it is time, or memory is short.
    fn keep(&mut self) -> Result<(), RunError> {
        let is_late =
            self.keeper.as_ref().is_some_and(|keeper| self.begun.elapsed() >= keeper.after);
        let is_full = self.outcome.bytes() > self.room.kept;
        if is_late || is_full || self.journal.is_some() {
            self.write_down()?;
        }
        if is_full {
            self.outcome.let_go();
        }
        Ok(())
    }

    /// Runs the years `first..end`.
    fn wave(&self, first: usize, end: usize) -> Block {
        let run = || {
            let batches: Vec<Batch> = (first / BATCH..end.div_ceil(BATCH))
                .into_par_iter()
                .map(|b| {
                    let (mut desk, mut batch) = (take(&self.desks), take(&self.spare));
                    let years = (b * BATCH).max(first)..((b + 1) * BATCH).min(end);
                    self.model.run_batch(years, self.wanted, &mut desk, &mut batch);
                    give_back(&self.desks, desk);
                    batch
                })
                .collect();
            let block = Block::of(self.shape, first, &batches);
            batches.into_iter().for_each(|batch| give_back(&self.spare, batch));
            block
        };
        match &self.pool {
            Some(pool) => pool.install(run),
            None => run(),
        }
    }
}

/// How many batches go into a wave: so many that it takes about a second, between which the run can be stopped and
/// its years kept. No result depends on it.
#[derive(Debug)]
struct Pace {
    batches: usize,
    least: usize,
}

impl Pace {
    const SHORT: Duration = Duration::from_millis(300);
    const LONG: Duration = Duration::from_millis(1_200);

    fn new(threads: usize) -> Self {
        Self { batches: 4 * threads, least: threads }
    }

    /// Years of the next wave, of at most so many batches.
    fn years(&self, most: usize) -> usize {
        self.batches.min(most) * BATCH
    }

    fn learn(&mut self, took: Duration) {
        if took < Self::SHORT {
            self.batches = (2 * self.batches).min(MOST_BATCHES);
        } else if took > Self::LONG {
            self.batches = (self.batches / 2).max(self.least);
        }
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
    Ok(run.finish().0)
}

fn take<T: Default>(used: &Mutex<Vec<T>>) -> T {
    used.lock().ok().and_then(|mut used| used.pop()).unwrap_or_default()
}

fn give_back<T>(used: &Mutex<Vec<T>>, it: T) {
    if let Ok(mut used) = used.lock() {
        used.push(it);
    }
}
