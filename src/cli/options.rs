//! Options that several commands take, said once: they mean the same everywhere.

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::inputs::{load_company, seed, team_and_file, threads};
use crate::company::{Files, Loaded, Overrides, Source};
use crate::tables::{OutputFolder, TargetError};

/// The company that is simulated.
#[derive(Debug, clap::Args)]
pub(super) struct Subject {
    /// Company file; the embedded example where left out
    company: Option<String>,
    /// Another plan for a team; may be given several times
    #[arg(long = "plan", value_name = "TEAM=FILE", value_parser = team_and_file)]
    pub plans: Vec<(String, String)>,
}

impl Subject {
    /// The company with these in place of what its file says; its plans must suit its teams. Warnings are told.
    pub fn load(&self, overrides: &Overrides, quiet: bool) -> Result<Loaded, Failure> {
        load_company(self.company.as_deref(), overrides, Source::Simulated, quiet)
    }

    /// Where its files are read from.
    pub fn files(&self) -> Files {
        if self.company.is_some() { Files::Disk } else { super::example::FILES }
    }
}

/// How years are drawn.
#[derive(Debug, clap::Args)]
pub(super) struct Draws {
    /// Seed of all draws, in place of the company file's
    #[arg(long, value_name = "S", value_parser = seed, allow_negative_numbers = true)]
    pub seed: Option<u64>,
    /// Threads; the results are the same at any number [default: all cores]
    #[arg(long, value_name = "T", value_parser = threads, allow_negative_numbers = true)]
    threads: Option<u16>,
}

impl Draws {
    /// Threads that compute.
    pub fn threads(&self) -> usize {
        threads_of(self.threads)
    }
}

/// As many threads as are asked for, or one a core.
pub(super) fn threads_of(asked: Option<u16>) -> usize {
    let all_cores = || std::thread::available_parallelism().map_or(1, usize::from);
    asked.map_or_else(all_cores, usize::from)
}

/// Where results go.
#[derive(Debug, clap::Args)]
pub(super) struct Destination {
    /// Folder for the results [default: the next number in paycurve-out]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the results of an earlier run in that folder
    #[arg(long)]
    pub force: bool,
}

impl Destination {
    /// Looks at the place, and keeps it for the results.
    ///
    /// # Errors
    /// A place where results cannot go, or that is taken.
    pub fn open(&self) -> Result<OutputFolder, TargetError> {
        output_folder(self.out.as_deref(), self.force)
    }
}

/// Where results go when no folder is named: numbered folders in here.
const STEM: &str = "paycurve-out";

/// The folder for results, as [`Destination::open`] finds it.
pub(super) fn output_folder(
    named: Option<&Path>,
    force: bool,
) -> Result<OutputFolder, TargetError> {
    OutputFolder::create(named, force, STEM)
}
