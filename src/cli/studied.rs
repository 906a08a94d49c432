//! What the commands take that study changed companies.

use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use super::failure::Failure;
use super::inputs::{load_company, seed, team_and_file, threads, years};
use super::{example, results, simulate};
use crate::company::{Files, Loaded, Overrides, Source};
use crate::tables::{OutputFolder, RunRecord};

#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Company file; the embedded example where left out
    company: Option<String>,
    /// Another plan for a team; may be given several times
    #[arg(long = "plan", value_name = "TEAM=FILE", value_parser = team_and_file)]
    plans: Vec<(String, String)>,
    /// Synthetic years of each run
    #[arg(long, value_name = "N", value_parser = years, allow_negative_numbers = true)]
    years: Option<usize>,
    /// Seed of all draws, in place of the company file's
    #[arg(long, value_name = "S", value_parser = seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    /// Threads; the results are the same at any number [default: all cores]
    #[arg(long, value_name = "T", value_parser = threads, allow_negative_numbers = true)]
    threads: Option<u16>,
    /// Folder for the results [default: the next number in paycurve-out]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the results of an earlier run in that folder
    #[arg(long)]
    force: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// A company to be studied, and how.
pub(super) struct Studied {
    pub loaded: Loaded,
    /// Where it was loaded from, and with what in place of what its file says.
    pub files: Files,
    pub overrides: Overrides,
    pub years: usize,
    pub threads: usize,
    pub folder: OutputFolder,
    started: SystemTime,
    clock: Instant,
}

impl Options {
    /// Loads the company and finds a place for the results; `years` where neither it nor the command line is to say how
    /// many.
    pub fn open(&self, years: Option<usize>) -> Result<Studied, Failure> {
        let (started, clock) = (SystemTime::now(), Instant::now());
        let overrides = Overrides {
            plans: self.plans.clone(),
            years: self.years.or(years),
            seed: self.seed,
            candidate: None,
        };
        let loaded = self.load(&overrides)?;
        Ok(Studied {
            files: if self.company.is_some() { Files::Disk } else { example::FILES },
            years: loaded.company.simulation.years,
            loaded,
            overrides,
            threads: self.threads.map_or_else(simulate::all_cores, usize::from),
            folder: OutputFolder::create(self.out.as_deref(), self.force, super::OUTPUT_STEM)?,
            started,
            clock,
        })
    }

    /// The company with these in place of what its file says.
    pub fn load(&self, overrides: &Overrides) -> Result<Loaded, Failure> {
        load_company(self.company.as_deref(), overrides, Source::Simulated, self.quiet)
    }
}

impl Studied {
    /// Puts the results in their place, and how long it took.
    pub fn finish(self) -> anyhow::Result<(PathBuf, Duration)> {
        let elapsed = self.clock.elapsed();
        let mut record =
            RunRecord::new(std::env::args().collect(), self.threads, self.started, elapsed);
        record.seed = Some(self.loaded.company.simulation.seed);
        record.company = Some(results::company_of_files(&self.loaded.company));
        record.years = Some(self.years as u64);
        record.inputs = results::inputs(&self.loaded.inputs);
        Ok((self.folder.finish(record)?, elapsed))
    }
}
