//! `paycurve simulate`.

use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use anyhow::Context;
use clap::ValueEnum;

use super::failure::Failure;
use super::inputs::{load_company, seed, team_and_file, threads, years};
use super::precision;
use super::progress::Progress;
use super::{screen, terminal};
use crate::company::{Loaded, Overrides, Source};
use crate::export;
use crate::simulate::{Model, Outcome, Precise, Run, Wanted, run_to_precision};
use crate::study::{Caution, Overview, convergence};
use crate::tables::{InputRecord, OutputFolder, RunRecord};

/// Simulate a company's plans over thousands of years
///
/// Draws synthetic years of the company, pays every rep by the plans, and says what variable pay costs,
/// how widely that varies and how likely the budget is overrun. Result tables go to a folder, as CSV and
/// Parquet.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve simulate                                       the example company
  paycurve simulate company.toml --out results
  paycurve simulate company.toml --plan AE=plans/ae-capped.toml --years 50000 --seed 2
  paycurve simulate company.toml --precision 0.5%
  paycurve simulate company.toml --precision 1% --precision-of company:variable_pay:p95,AE:ccos:mean")]
pub(super) struct Arguments {
    /// Company file; the embedded example where left out
    company: Option<String>,
    /// Another plan for a team; may be given several times
    #[arg(long = "plan", value_name = "TEAM=FILE", value_parser = team_and_file)]
    plans: Vec<(String, String)>,
    /// Synthetic years, in place of the company file's
    #[arg(long, value_name = "N", value_parser = years, allow_negative_numbers = true)]
    years: Option<usize>,
    #[command(flatten)]
    precision: precision::Options,
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
    /// Tables to write
    #[arg(
        long,
        value_name = "NAMES",
        value_enum,
        value_delimiter = ',',
        default_value = "summary,years,months,payouts"
    )]
    tables: Vec<TableName>,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// A table that a simulation can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TableName {
    /// Every figure's statistics with their intervals
    Summary,
    /// Every figure of every year
    Years,
    /// How the year's figures build up by month
    Months,
    /// Pay by attainment, rep by rep
    Payouts,
    /// What fewer years would have said, with their intervals; written only where it is named
    Convergence,
}

pub(super) fn run(arguments: Arguments) -> Result<(), Failure> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let overrides =
        Overrides { plans: arguments.plans.clone(), years: arguments.years, seed: arguments.seed };
    let loaded =
        load_company(arguments.company.as_deref(), &overrides, Source::Simulated, arguments.quiet)?;
    let model = Model::new(&loaded.company, &loaded.plans);
    let asked = arguments.precision.asked(&model.layout)?;
    let mut folder =
        OutputFolder::create(arguments.out.as_deref(), arguments.force, super::OUTPUT_STEM)?;

    let threads = arguments.threads.map_or_else(all_cores, usize::from);
    let wants = |table| arguments.tables.contains(&table);
    let wanted = Wanted { months: wants(TableName::Months), payouts: wants(TableName::Payouts) };
    let mut run = Run::new(&model, wanted, threads)?;
    let precise = run_years(&mut run, &loaded, asked.as_ref(), arguments.quiet)?;
    let outcome = run.into_outcome();
    let overview = Overview::new(&model.layout, &outcome).context("the years cannot be read")?;

    write_tables(&mut folder, &model, &outcome, &overview, &wants)
        .context("the tables could not be written")?;
    let mut record = RunRecord::new(std::env::args().collect(), threads, started, clock.elapsed());
    record.seed = Some(loaded.company.simulation.seed);
    record.years = Some(outcome.years() as u64);
    record.warnings = Caution::of(&overview).iter().map(Caution::to_string).collect();
    let mut reached = None;
    if let Some((asked, precise)) = asked.zip(precise) {
        record.precision = Some(asked.record(&precise));
        let told = asked.told(&precise, outcome.years());
        if precise.reached {
            reached = Some(told);
        } else {
            record.warnings.insert(0, told);
        }
    }
    record.inputs = inputs(&loaded);
    let warnings = record.warnings.clone();
    let place = folder.finish(record).context("the results could not be put in place")?;
    if !arguments.quiet {
        let told = screen::Told { reached, warnings, place, elapsed: clock.elapsed() };
        terminal::say(&screen::simulated(&loaded.company, &overview, &told));
    }
    Ok(())
}

/// Runs the years that the company or the command line asks for, or as many as the precision takes.
fn run_years(
    run: &mut Run<'_>,
    loaded: &Loaded,
    asked: Option<&precision::Asked>,
    quiet: bool,
) -> Result<Option<Precise>, Failure> {
    let years = loaded.company.simulation.years;
    let progress = Progress::new(years, quiet);
    let proceed = |done| progress.proceed(done);
    let done = match asked {
        None => run.extend_to(years, &proceed).map(|()| None).map_err(Failure::from),
        Some(asked) => {
            let aim = |years| progress.aim(years);
            run_to_precision(run, &asked.precision, &asked.targets(), &aim, &proceed)
                .map(Some)
                .map_err(Failure::from)
        }
    };
    progress.finish();
    done
}

fn write_tables(
    folder: &mut OutputFolder,
    model: &Model<'_>,
    outcome: &Outcome,
    overview: &Overview,
    wants: &dyn Fn(TableName) -> bool,
) -> anyhow::Result<()> {
    if wants(TableName::Summary) {
        folder.write(&export::summary(overview, PLANS)?)?;
    }
    if wants(TableName::Years) {
        export::years(folder, &model.layout, outcome)?;
    }
    if wants(TableName::Months) {
        folder.write(&export::months(model.company, outcome)?)?;
    }
    if wants(TableName::Payouts) {
        folder.write(&export::payouts(model.company, outcome)?)?;
    }
    if wants(TableName::Convergence) {
        let rows = convergence(&model.layout, outcome)?;
        folder.write(&export::convergence(&rows, PLANS)?)?;
    }
    Ok(())
}

/// Name of the plan set in the summary: the plans of the company file, as overridden.
const PLANS: &str = "current";

pub(super) fn inputs(loaded: &Loaded) -> Vec<InputRecord> {
    let record = |input: &crate::company::Input| InputRecord {
        path: input.path.clone(),
        sha256: input.sha256.clone(),
        bytes: input.bytes,
    };
    loaded.inputs.iter().map(record).collect()
}

pub(super) fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
