//! `paycurve simulate`.

use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use anyhow::Context;
use clap::ValueEnum;

use super::failure::Failure;
use super::inputs::{load_company, seed, team_and_file, threads, years};
use super::progress::Progress;
use super::{screen, terminal, variance};
use crate::company::{Loaded, Overrides, Source};
use crate::export;
use crate::simulate::{Model, Outcome, Wanted, simulate};
use crate::study::{Overview, VarianceSplit};
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
  paycurve simulate company.toml --variance               where the spread comes from")]
pub(super) struct Arguments {
    /// Company file; the embedded example where left out
    company: Option<String>,
    /// Another plan for a team; may be given several times
    #[arg(long = "plan", value_name = "TEAM=FILE", value_parser = team_and_file)]
    plans: Vec<(String, String)>,
    /// Synthetic years, in place of the company file's
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
    #[command(flatten)]
    variance: variance::Options,
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
}

pub(super) fn run(arguments: Arguments) -> Result<(), Failure> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let overrides =
        Overrides { plans: arguments.plans.clone(), years: arguments.years, seed: arguments.seed };
    let loaded =
        load_company(arguments.company.as_deref(), &overrides, Source::Simulated, arguments.quiet)?;
    let mut folder =
        OutputFolder::create(arguments.out.as_deref(), arguments.force, super::OUTPUT_STEM)?;

    let model = Model::new(&loaded.company, &loaded.plans);
    let years = loaded.company.simulation.years;
    let threads = arguments.threads.map_or_else(all_cores, usize::from);
    let wants = |table| arguments.tables.contains(&table);
    let wanted = Wanted { months: wants(TableName::Months), payouts: wants(TableName::Payouts) };
    let progress = Progress::new(years, arguments.quiet);
    let outcome = simulate(&model, years, threads, wanted, &|done| progress.proceed(done));
    progress.finish();
    let outcome = outcome?;
    let overview = Overview::new(&model.layout, &outcome);
    let split = variance::split(&arguments.variance, &model, threads, arguments.quiet)?;

    write_tables(&mut folder, &model, &outcome, &overview, &wants)
        .context("the tables could not be written")?;
    if let Some(split) = &split {
        write_split(&mut folder, split).context("the tables could not be written")?;
    }
    let mut record = RunRecord::new(std::env::args().collect(), threads, started, clock.elapsed());
    record.seed = Some(loaded.company.simulation.seed);
    record.years = Some(years as u64);
    record.inputs = inputs(&loaded);
    let place = folder.finish(record).context("the results could not be put in place")?;
    if !arguments.quiet {
        let found = screen::simulated(&loaded.company, &overview, &place, clock.elapsed());
        terminal::say(&found);
        if let Some(split) = &split {
            terminal::say(&format!("\n{}", variance::section(split)));
        }
    }
    Ok(())
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
    Ok(())
}

fn write_split(folder: &mut OutputFolder, split: &VarianceSplit) -> anyhow::Result<()> {
    folder.write(&export::variance_sources(split, PLANS)?)?;
    Ok(folder.write(&export::variance_scaling(split, PLANS)?)?)
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
