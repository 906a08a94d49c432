//! `paycurve explain`.

mod case;
mod events;
mod page;
mod sheet;
mod who;

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ArgGroup;

use super::begun::Begun;
use super::failure::Failure;
use super::inputs::{load_company, seed, team_and_file, year};
use super::options::output_folder;
use super::results::inputs;
use super::{screen, terminal};
use crate::company::{Overrides, Source};
use crate::export::{self, Statements};
use crate::tables::{CsvFile, InputRecord, OutputFolder, RunRecord, Table, TableSpec, schema};
use case::Case;

/// Show how a rep's pay of a year came about
///
/// The account of one rep's year, simulated or replayed, to the cent: who it is and on which terms, what
/// happened and what it counted for, the attainment at each payment, which tier or band paid what, gates,
/// caps, rounding, recoveries, draws. It adds up to what the simulation counted.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("which year").args(["year", "events"]).required(true))]
#[command(group = ArgGroup::new("who").args(["rep", "all"]).required(true))]
#[command(after_help = "\
Examples:
  paycurve explain company.toml --year 4711 --rep AE-07
  paycurve explain company.toml --year 4711 --rep AE-07 --plan AE=plans/ae-capped.toml
  paycurve explain company.toml --year 4711 --rep AE-07/2       the second holder of that seat
  paycurve explain company.toml --events events.csv --rep Ann --out ann.csv
  paycurve explain company.toml --year 4711 --all --out year-4711

Years are numbered as in the table `years`, from 1; each depends on the seed alone, so any can be shown \
without a simulation.")]
pub(super) struct Arguments {
    /// Company file; the embedded example where left out
    company: Option<String>,
    /// The synthetic year, by its number in the table `years`
    #[arg(
        long,
        value_name = "N",
        value_parser = year,
        allow_negative_numbers = true
    )]
    year: Option<usize>,
    /// Real results of a year instead, CSV as for `replay`
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// The rep, by name: AE-07, or as the roster or the events file has it
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// The rep's team, where two teams have reps of that name
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// All reps at once: write the table `statements` of the year
    #[arg(long, conflicts_with_all = ["team", "all_events"])]
    all: bool,
    /// Another plan for a team; may be given several times
    #[arg(long = "plan", value_name = "TEAM=FILE", value_parser = team_and_file)]
    plans: Vec<(String, String)>,
    /// Seed of all draws, in place of the company file's
    #[arg(
        long,
        value_name = "S",
        value_parser = seed,
        allow_negative_numbers = true,
        conflicts_with = "events"
    )]
    seed: Option<u64>,
    /// Show every event; else a long list is summed up by month. Tables always have every event
    #[arg(long)]
    all_events: bool,
    /// Write the account as a table, too: FILE.csv, or a folder [default with --all: the next number in
    /// paycurve-out]
    #[arg(long, value_name = "FILE.csv|DIR")]
    out: Option<PathBuf>,
    /// Replace the results of an earlier run there
    #[arg(long)]
    force: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let begun = Begun::now();
    let overrides =
        Overrides { plans: arguments.plans.clone(), seed: arguments.seed, ..Overrides::default() };
    let source = if arguments.events.is_some() { Source::Replayed } else { Source::Simulated };
    let loaded = load_company(arguments.company.as_deref(), &overrides, source, arguments.quiet)?;
    let output = Output::of(arguments)?;
    let mut read = inputs(&loaded.inputs);
    let case = match (&arguments.events, arguments.year) {
        (Some(events), _) => {
            let (case, input) = Case::recorded(&loaded, events, arguments.quiet)?;
            read.push(input);
            case
        }
        (None, year) => Case::simulated(&loaded, year.unwrap_or(1)),
    };
    let record = |read: Vec<InputRecord>| {
        let mut record = begun.record(1);
        record.seed = case.number.map(|_| loaded.company.simulation.seed);
        record.inputs = read;
        record
    };
    let said = match &arguments.rep {
        Some(name) => {
            let rep = who::find(&case, name, arguments.team.as_deref())?;
            let account = case.account(rep)?;
            let table = export::explain(&case.teams()[rep.team].name, name, &account);
            let table = table.context("the account does not fit its table")?;
            let place = output.map(|output| output.write(&table, record(read))).transpose()?;
            page::text(&case, rep, name, &account, arguments.all_events, place.as_deref())
        }
        None => {
            let payments = case.payments();
            let teams: Vec<Statements<'_>> = statements(&case, &payments).collect();
            let table = export::statements(&teams, case.timeline)
                .context("the statements do not fit their table")?;
            let place = output.map(|output| output.write(&table, record(read))).transpose()?;
            let place = place.unwrap_or_default();
            screen::paid(&loaded.company, &teams, case.timeline, &place)
        }
    };
    if !arguments.quiet {
        terminal::say(&said);
    }
    Ok(())
}

fn statements<'a>(
    case: &'a Case<'_>,
    payments: &'a [Vec<crate::payout::Payment>],
) -> impl Iterator<Item = Statements<'a>> {
    let teams = case.teams().iter().zip(case.plans()).zip(&case.seats).zip(payments);
    teams.map(|(((team, plan), rep), payments)| Statements {
        team: &team.name,
        plan,
        rep,
        payments,
    })
}

/// Where the table goes.
enum Output {
    File(CsvFile),
    Folder(Box<OutputFolder>),
}

impl Output {
    /// Looks at the place before anything is computed; none where nothing is to be written.
    fn of(arguments: &Arguments) -> Result<Option<Self>, Failure> {
        let spec: TableSpec = if arguments.all { schema::statements() } else { schema::explain() };
        let is_file = |path: &Path| {
            path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")) && !path.is_dir()
        };
        Ok(match arguments.out.as_deref() {
            Some(path) if is_file(path) => {
                Some(Self::File(CsvFile::at(path, arguments.force, &spec)?))
            }
            None if !arguments.all => None,
            folder => Some(Self::Folder(Box::new(output_folder(folder, arguments.force)?))),
        })
    }

    /// Writes the table, and gives its place.
    fn write(self, table: &Table, record: RunRecord) -> Result<PathBuf, Failure> {
        let what = "the table could not be written";
        Ok(match self {
            Self::File(file) => {
                file.write(table).context(what)?;
                file.path().to_owned()
            }
            Self::Folder(mut folder) => {
                folder.write(table).context(what)?;
                folder.finish(record).context("the results could not be put in place")?
            }
        })
    }
}
