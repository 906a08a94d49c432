//! What becomes of results beside their tables: the screen, a document for programs, a workbook, a report.

use std::path::Path;

use super::answer::Answer;
use super::failure::Failure;
use super::screen::{self, Told};
use super::{report, terminal, workbook};
use crate::metrics::Masthead;
use crate::study::Overview;
use crate::tables::RunRecord;

/// Which of them are asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Forms {
    /// Make an Excel workbook of the results, too: workbook.xlsx beside the tables
    #[arg(long)]
    xlsx: bool,
    /// Print the answer as one JSON document (`paycurve schema answer` describes it)
    #[arg(long)]
    json: bool,
    /// Write a report of the results beside them, as one HTML file
    #[arg(long)]
    report: bool,
    /// Print nothing but errors, and what --json asks for
    #[arg(short, long)]
    pub quiet: bool,
}

impl Forms {
    /// What is printed of a run whose tables are in their place.
    pub fn said(
        &self,
        company: &Masthead,
        overview: &Overview,
        record: &RunRecord,
        told: &Told,
    ) -> Result<String, Failure> {
        if self.json {
            return Answer::of(company, overview, record, &told.place).text();
        }
        Ok(screen::simulated(company, overview, told))
    }

    /// Prints it, and makes the files that are asked for beside the tables.
    pub fn give(&self, said: &str, place: &Path) -> Result<(), Failure> {
        if !self.quiet || self.json {
            terminal::say(said);
        }
        if self.xlsx {
            workbook::beside(place, self.quiet, self.json)?;
        }
        if self.report {
            report::beside(place, !self.quiet && !self.json)?;
        }
        Ok(())
    }
}
