//! What the commands take that study changed companies.

use anyhow::Context;

use super::begun::Begun;
use super::failure::Failure;
use super::inputs::years;
use super::options::{Destination, Draws, Subject};
use super::progress::Progress;
use super::{results, terminal};
use crate::company::{Files, Loaded, Overrides};
use crate::tables::{OutputFolder, Table};

#[derive(Debug, clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    subject: Subject,
    /// Synthetic years of each run
    #[arg(long, value_name = "N", value_parser = years, allow_negative_numbers = true)]
    years: Option<usize>,
    #[command(flatten)]
    draws: Draws,
    #[command(flatten)]
    destination: Destination,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// A company to be studied, and how.
pub(super) struct Studied {
    pub loaded: Loaded,
    /// Where it was loaded from, and with what in place of what its file says.
    pub files: Files,
    pub overrides: Overrides,
    pub years: usize,
    pub threads: usize,
    folder: OutputFolder,
    begun: Begun,
    quiet: bool,
}

impl Options {
    /// Loads the company and finds a place for the results; `years` where neither it nor the command line is to say how
    /// many.
    pub fn open(&self, years: Option<usize>) -> Result<Studied, Failure> {
        let begun = Begun::now();
        let overrides = Overrides {
            plans: self.subject.plans.clone(),
            years: self.years.or(years),
            seed: self.draws.seed,
            candidate: None,
        };
        let loaded = self.load(&overrides)?;
        Ok(Studied {
            files: self.subject.files(),
            years: loaded.company.simulation.years,
            loaded,
            overrides,
            threads: self.draws.threads(),
            folder: self.destination.open()?,
            begun,
            quiet: self.quiet,
        })
    }

    /// The company with these in place of what its file says.
    pub fn load(&self, overrides: &Overrides) -> Result<Loaded, Failure> {
        self.subject.load(overrides, self.quiet)
    }
}

impl Studied {
    /// The progress of so many runs of its years.
    pub fn progress(&self, runs: usize) -> Progress {
        Progress::new(self.years * runs, 0, self.quiet)
    }

    /// Puts the table of what was found in its place, and says it.
    pub fn finish(mut self, table: &Table, page: &str) -> Result<(), Failure> {
        self.folder.write(table).context("the table could not be written")?;
        let mut record = self.begun.record(self.threads);
        record.seed = Some(self.loaded.company.simulation.seed);
        record.company = Some(results::company_of_files(&self.loaded.company));
        record.years = Some(self.years as u64);
        record.inputs = results::inputs(&self.loaded.inputs);
        let seconds = record.wall_seconds;
        let place = self.folder.finish(record).context("the results could not be put in place")?;
        if !self.quiet {
            let place = place.display();
            terminal::say(&format!("{page}\nResults: {place}   ({seconds:.1} s)\n"));
        }
        Ok(())
    }
}
