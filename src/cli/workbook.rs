//! `paycurve workbook`, and `simulate --xlsx`.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::failure::Failure;
use super::{inputs, terminal};
use crate::tables::{FinishedRun, OutputError, OutputFile};
use crate::workbook::{MOST_ROWS, Made, WorkbookError, workbook};

/// Make an Excel workbook of the results of a run
///
/// A read-me sheet that says what the run was and how to read it; charts of the cost, the accrual by month and the pay
/// by attainment, beside their figures; and one sheet for every table, with typed cells and a filter. It needs the
/// folder of a run only, whichever command wrote it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve workbook results                        results/workbook.xlsx
  paycurve workbook results --out for-finance.xlsx --rows 1000")]
pub(super) struct Arguments {
    /// Folder of the results
    #[arg(value_name = "DIR")]
    results: PathBuf,
    /// The workbook [default: workbook.xlsx in the folder of the results]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace a workbook that is there
    #[arg(long)]
    force: bool,
    /// Rows of a table that a sheet holds at most; Excel has room for 1,048,574
    #[arg(long, value_name = "N", default_value = DEFAULT_ROWS, value_parser = rows, allow_negative_numbers = true)]
    rows: usize,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// Rows of a sheet where no number is asked for: enough to look at, and opened at once.
const DEFAULT_ROWS: &str = "100000";
/// Name of the workbook in the folder of its results.
const FILE: &str = "workbook.xlsx";

fn rows(text: &str) -> Result<usize, String> {
    inputs::whole(text, 1, MOST_ROWS as u64, "from 1 to 1,048,574")
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let run = FinishedRun::open(&arguments.results)?;
    let path = arguments.out.clone().unwrap_or_else(|| arguments.results.join(FILE));
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
        return Err(Failure::Unusable(format!(
            "the workbook {} has no name that Excel opens; expected one that ends in .xlsx",
            path.display()
        )));
    }
    let place = OutputFile::at(&path, arguments.force, is_workbook)?;
    write(&run, arguments.rows, &place, arguments.quiet)?;
    if !arguments.quiet {
        terminal::say(&format!("Workbook: {}\n", path.display()));
    }
    Ok(())
}

/// Puts the workbook of results that were just written beside them. Where standard output is a document for programs,
/// nothing is said there.
pub(super) fn beside(results: &Path, quiet: bool, document: bool) -> Result<(), Failure> {
    let run = FinishedRun::open(results)?;
    // The folder is this run's own: nobody else's file is in the way.
    let place = OutputFile::at(&results.join(FILE), true, |_| true)?;
    let rows = rows(DEFAULT_ROWS).map_err(Failure::Unusable)?;
    write(&run, rows, &place, quiet)?;
    if !quiet && !document {
        terminal::say(&format!("Workbook: {}\n", place.path().display()));
    }
    Ok(())
}

fn write(run: &FinishedRun, rows: usize, place: &OutputFile, quiet: bool) -> Result<(), Failure> {
    let Made { bytes, lacks } = workbook(run, rows)?;
    match place.write_bytes(&bytes) {
        Err(OutputError::Target(error)) => return Err(error.into()),
        written => written.context("the workbook could not be written")?,
    }
    if !quiet {
        lacks.iter().for_each(|lack| eprintln!("note: {lack}"));
    }
    Ok(())
}

/// Whether a file begins as workbooks do: a zip archive, its table of contents first.
fn is_workbook(first: &[u8]) -> bool {
    const CONTENTS: &[u8] = b"[Content_Types].xml";
    first.starts_with(b"PK\x03\x04") && first.windows(CONTENTS.len()).any(|it| it == CONTENTS)
}

impl From<WorkbookError> for Failure {
    fn from(error: WorkbookError) -> Self {
        match error {
            WorkbookError::Read(error) => error.into(),
            WorkbookError::Library(_) => Self::Failed(error.into()),
        }
    }
}
