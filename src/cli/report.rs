//! `paycurve report`.

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::terminal;
use crate::report::{ReportError, ReportFile, report};
use crate::tables::FinishedRun;

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
    let default = || arguments.results.join(ReportFile::NAME);
    let path = arguments.out.clone().unwrap_or_else(default);
    let file = ReportFile::at(&path, arguments.force)?;
    file.write(&report(&run)?)?;
    if !arguments.quiet {
        terminal::say(&format!("Report: {}\n", file.path().display()));
    }
    Ok(())
}

/// Writes the report of a run that is just done, into its folder.
pub(super) fn beside(results: &Path) -> Result<(), Failure> {
    let run = FinishedRun::open(results)?;
    let file = ReportFile::at(&results.join(ReportFile::NAME), true)?;
    Ok(file.write(&report(&run)?)?)
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Read(error) => error.into(),
            ReportError::Template(_) => Self::Failed(error.into()),
        }
    }
}
