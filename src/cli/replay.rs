//! `paycurve replay`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::begun::Begun;
use super::failure::Failure;
use super::inputs::{load_company, team_and_file};
use super::options::output_folder;
use super::results::{self, inputs};
use super::{screen, terminal};
use crate::company::{Files, Loaded, Overrides, Source, missing_argument};
use crate::diagnostic::{Diagnosis, Document, Refused};
use crate::export::{self, Statements};
use crate::payout::{Payment, TeamPay};
use crate::replay::{Recorded, record};
use crate::simulate::programs;
use crate::tables::InputRecord;

/// Pay real results from a data file
///
/// Reads the events of a year (sales, renewals, churns, scores, …) and pays every rep by the plans of
/// the company file, to the cent. The statements go to a folder, as CSV and Parquet.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve replay company.toml --events events.csv --out statements
  
The events file has the columns team, rep, month (1-12) or date, event and amount, and where known
account, term_months, product, margin, days_to_close, outbound, prepaid and name.

Several reps are credited with one deal by one row each, with the same event, month and amount: deal
names it, share is the rep's share (0-1), credit is empty for its owner, or co_seller, overlay or
manager. The shares of the owner and the co-sellers sum to 1; those of the others are extra.")]
pub(super) struct Arguments {
    /// Company file: teams, plans, quotas
    company: String,
    /// The events of the year, CSV
    #[arg(long, value_name = "FILE")]
    events: PathBuf,
    /// Another plan for a team; may be given several times
    #[arg(long = "plan", value_name = "TEAM=FILE", value_parser = team_and_file)]
    plans: Vec<(String, String)>,
    /// Folder for the statements [default: the next number in paycurve-out]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the results of an earlier run in that folder
    #[arg(long)]
    force: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(arguments: Arguments) -> Result<(), Failure> {
    let begun = Begun::now();
    let overrides = Overrides { plans: arguments.plans.clone(), ..Overrides::default() };
    let loaded =
        load_company(Some(&arguments.company), &overrides, Source::Replayed, arguments.quiet)?;
    let (recorded, input) = read_events(&arguments.events, &loaded, arguments.quiet)?;
    let mut folder = output_folder(arguments.out.as_deref(), arguments.force)?;

    let programs = programs(&loaded.company, &loaded.plans, &recorded.names, recorded.timeline);
    let mut pay = TeamPay::default();
    let payments: Vec<Vec<Payment>> = programs
        .iter()
        .zip(&recorded.reps)
        .map(|(program, seats)| {
            let mut rows = Vec::new();
            program.pay(seats, &recorded.year, &mut pay, Some(&mut rows));
            rows
        })
        .collect();
    let teams: Vec<Statements<'_>> = loaded
        .company
        .teams
        .iter()
        .zip(&loaded.plans)
        .zip(&recorded.reps)
        .zip(&payments)
        .map(|(((team, plan), rep), payments)| Statements { team: &team.name, plan, rep, payments })
        .collect();

    let table = export::statements(&teams, recorded.timeline)
        .context("the statements do not fit their table")?;
    folder.write(&table).context("the statements could not be written")?;
    let mut run_record = begun.record(1);
    run_record.company = Some(results::company_of_files(&loaded.company));
    run_record.inputs = inputs(&loaded.inputs);
    run_record.inputs.push(input);
    let place = folder.finish(run_record).context("the results could not be put in place")?;
    if !arguments.quiet {
        terminal::say(&screen::paid(&loaded.company, &teams, recorded.timeline, &place));
    }
    Ok(())
}

/// The results of an events file, for the company's plans. Warnings are told.
pub(super) fn read_events(
    path: &Path,
    loaded: &Loaded,
    quiet: bool,
) -> Result<(Recorded, InputRecord), Failure> {
    let (document, input) = open_events(path)?;
    let refuse = |findings| Refused(vec![Diagnosis::new(document.clone(), findings)]);
    let recorded = record(&document, &loaded.company, &loaded.plans).map_err(refuse)?;
    if !recorded.warnings.is_empty() {
        terminal::warn(&[Diagnosis::new(document.clone(), recorded.warnings.clone())], quiet);
    }
    Ok((recorded, input))
}

/// An events file, and what is put down of it.
pub(super) fn open_events(path: &Path) -> Result<(Arc<Document>, InputRecord), Failure> {
    let bytes = read(path)?;
    let name = path.display().to_string();
    let input = InputRecord::of(name.clone(), &bytes);
    let document = Document::from_bytes(name, bytes).map_err(|d| Refused(vec![d]))?;
    Ok((Arc::new(document), input))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.to_string_lossy();
    Files::Disk.read(&name).map_err(|why| {
        let finding = missing_argument("events", &why);
        Refused(vec![Diagnosis::of_file(path.display().to_string(), finding)]).into()
    })
}
