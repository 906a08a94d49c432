//! `paycurve report`.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::failure::Failure;
use super::terminal;
use crate::report::{FILE, ReportError, is_report, report};
use crate::tables::{FinishedRun, OutputError, OutputFile};

/// Write a report of a run's results, as one HTML file
///
/// Takes the folder that a run wrote (of simulate, merge, compare, stress, sensitivity or brief), and writes a page for
/// readers without a terminal: the answer first, then pictures with their tables, curves to point at, what was assumed,
/// how the numbers come about and what the columns mean. The file needs nothing else, reads on a phone and prints.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve report results                              results/report.html
  paycurve report results --out plans-2027.html
  paycurve simulate company.toml --out results --report    the same right after a run")]
pub(super) struct Arguments {
    /// Folder of the results
    #[arg(value_name = "DIR")]
    results: PathBuf,
    /// File to write [default: report.html in the folder of the results]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace an earlier report
    #[arg(long)]
    force: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let run = FinishedRun::open(&arguments.results)?;
    let path = arguments.out.clone().unwrap_or_else(|| arguments.results.join(FILE));
    let place = OutputFile::at(&path, arguments.force, is_report)?;
    write(&run, &place, !arguments.quiet)
}

/// Puts the report of results that were just written beside them, and says where, unless nothing is to be said.
pub(super) fn beside(results: &Path, says: bool) -> Result<(), Failure> {
    let run = FinishedRun::open(results)?;
    // The folder is this run's own: nobody else's file is in the way.
    let place = OutputFile::at(&results.join(FILE), true, |_| true)?;
    write(&run, &place, says)
}

fn write(run: &FinishedRun, place: &OutputFile, says: bool) -> Result<(), Failure> {
    match place.write_bytes(report(run)?.as_bytes()) {
        Err(OutputError::Target(error)) => return Err(error.into()),
        written => written.context("the report could not be written")?,
    }
    if says {
        terminal::say(&format!("Report: {}\n", place.path().display()));
    }
    Ok(())
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Read(error) => error.into(),
            ReportError::Template(_) => Self::Failed(error.into()),
        }
    }
}
