//! A bar on runs that a person waits for, and a way to stop them.

use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Progress of a run: shown on a terminal only.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// For so many years, some of which are done already. From here on an interrupt is noted rather than ending
    /// the process at once, so that nothing half-written stays behind.
    pub fn new(years: usize, done: usize, quiet: bool) -> Self {
        // A second handler in one process is no reason not to run.
        let _ = ctrlc::set_handler(|| {
            if STOPPED.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(years as u64) };
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} years, {eta} left")
        {
            bar.set_style(style);
        }
        if done > 0 {
            bar.set_position(done as u64);
            bar.reset_eta();
        }
        Self { bar }
    }

    /// Notes that the run goes on to so many years.
    pub fn aim(&self, years: usize) {
        self.bar.set_length(years as u64);
    }

    /// Notes that so many years are done; answers whether to go on.
    pub fn proceed(&self, done: usize) -> bool {
        self.bar.set_position(done as u64);
        !STOPPED.load(Ordering::Relaxed)
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
