//! When a command began, for `run.json` and the screen.

use std::time::{Duration, Instant, SystemTime};

use crate::tables::RunRecord;

/// A moment, by the calendar and by a clock that never goes back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begun {
    at: SystemTime,
    clock: Instant,
}

impl Begun {
    /// This moment.
    pub fn now() -> Self {
        Self { at: SystemTime::now(), clock: Instant::now() }
    }

    /// How long ago that is.
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// The record of this process so far; `threads` compute.
    pub fn record(&self, threads: usize) -> RunRecord {
        RunRecord::new(std::env::args().collect(), threads, self.at, self.elapsed())
    }
}
