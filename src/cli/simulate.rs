//! `paycurve simulate`.

use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context;

use super::checkpoint::{Checkpoint, left_behind};
use super::failure::Failure;
use super::inputs::{load_company, seed, team_and_file, threads, years};
use super::progress::Progress;
use super::results::{self, TableName};
use super::{memory, precision, screen, shard, terminal};
use crate::company::{Overrides, Source};
use crate::metrics::Masthead;
use crate::simulate::{
    Head, Journal, Keeper, Model, Precise, Room, Run, Shard, TooLittle, run_to_precision,
};
use crate::tables::{OutputFolder, RunRecord, ShardRecord};

/// Simulate a company's plans over thousands of years
///
/// Draws synthetic years of the company, pays every rep by the plans, and says what variable pay costs,
/// how widely that varies and how likely the budget is overrun. Result tables go to a folder, as CSV and
/// Parquet.
///
/// A run that takes longer than some seconds keeps its years in a checkpoint beside the results until these are
/// whole. Interrupted or killed, it goes on from there: the same command with --resume.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve simulate                                       the example company
  paycurve simulate company.toml --out results
  paycurve simulate company.toml --plan AE=plans/ae-capped.toml --years 50000 --seed 2
  paycurve simulate company.toml --precision 0.5%                            as many years as that takes
  paycurve simulate company.toml --precision 1% --precision-of company:variable_pay:p95,AE:ccos:mean
  paycurve simulate company.toml --years 5000000 --out results --resume      on from where it was stopped
  paycurve simulate company.toml --shard 2/7 --out parts/2                   on one machine of seven
  paycurve merge parts/* --out results                                       what all seven found")]
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
    /// Go on from the checkpoint of this run, if there is one
    #[arg(long)]
    resume: bool,
    /// Keep a checkpoint once the run has taken so long
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds, allow_negative_numbers = true)]
    checkpoint_after: Duration,
    /// Memory to stay within; years that it has no room for are put on disk meanwhile
    #[arg(long, value_name = "SIZE", default_value = memory::DEFAULT, value_parser = memory::bytes)]
    memory: u64,
    /// Run only this part of the years, for `paycurve merge` to join; auto reads it from an array job of Slurm,
    /// Kubernetes or AWS Batch (auto/N where that does not say how many jobs there are)
    #[arg(long, value_name = "I/N", value_parser = shard::asked)]
    shard: Option<shard::Asked>,
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

/// Name of the file in a part's folder that holds its years.
pub(super) const PART_FILE: &str = "years.part";

pub(super) fn run(arguments: Arguments) -> Result<(), Failure> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let environment = |name: &str| std::env::var(name).ok();
    let shard = arguments.shard.map(|asked| asked.shard(&environment)).transpose();
    let shard = shard.map_err(Failure::Unusable)?;
    arguments.precision.agree(arguments.years, shard)?;
    let overrides =
        Overrides { plans: arguments.plans.clone(), years: arguments.years, seed: arguments.seed };
    let loaded =
        load_company(arguments.company.as_deref(), &overrides, Source::Simulated, arguments.quiet)?;
    let model = Model::new(&loaded.company, &loaded.plans);
    let precise = arguments.precision.asked(&model.layout)?;
    let mut folder =
        OutputFolder::create(arguments.out.as_deref(), arguments.force, super::OUTPUT_STEM)?;

    let company = Masthead::new(&loaded.company, &model.layout);
    let years = match &precise {
        Some(asked) => asked.precision.most(),
        None => loaded.company.simulation.years,
    };
    let threads = arguments.threads.map_or_else(all_cores, usize::from);
    let wanted = TableName::want(&arguments.tables);
    let head = Head {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        inputs: loaded.inputs.clone(),
        years,
        shard,
        tables: TableName::names(&arguments.tables),
        wanted,
        company: company.clone(),
    };
    let room = Room::within(arguments.memory, &head, threads)
        .map_err(|error| Failure::Unusable(too_little(arguments.memory, error)))?;
    let asked =
        Checkpoint { resume: arguments.resume, force: arguments.force, quiet: arguments.quiet };
    let checkpoint = asked.find(&folder, &head)?;

    let place = || folder.checkpoint_place();
    let keeper = Keeper { head: head.clone(), place: &place, after: arguments.checkpoint_after };
    let mut run = Run::new(&model, wanted, threads)?.kept_by(keeper, room);
    if let Some(path) = checkpoint {
        run.resume(path)?;
    }
    let own = shard.map_or(0..years, |shard| shard.years(years));
    let progress = Progress::new(own.len(), run.outcome().years(), arguments.quiet);
    let found = run_years(&mut run, own.len(), precise.as_ref(), &progress);
    progress.finish();
    let found = precise.zip(found?);
    let short_of_memory = match shard {
        None => TooLittle::for_reps_of(run.outcome(), arguments.memory).err(),
        Some(_) => None,
    };
    if shard.is_some() || short_of_memory.is_some() {
        run.write_down()?;
    }
    let (outcome, journal) = run.finish();
    if let Some(journal) = &journal {
        folder.take_number_of(journal.path());
    }

    let mut record = RunRecord::new(std::env::args().collect(), threads, started, clock.elapsed());
    record.seed = Some(company.seed);
    record.years = Some(if found.is_some() { outcome.years() } else { years } as u64);
    record.inputs = results::inputs(&loaded.inputs);
    let kept = journal.as_ref().map(|journal| journal.path().to_owned());
    if let Some(error) = short_of_memory {
        return Err(left_behind(
            Failure::Unusable(too_little(arguments.memory, error)),
            kept.as_deref(),
        ));
    }
    if let Some(shard) = shard {
        let path = journal.map(Journal::settle).transpose()?.unwrap_or_default();
        record.shard = Some(part(shard, &own));
        folder.adopt(path, PART_FILE);
        let place = folder.finish(record).context("the part could not be put in place");
        let place = place.map_err(|error| left_behind(error.into(), kept.as_deref()))?;
        if !arguments.quiet {
            let found = screen::part(&company, shard, &own, years, &place, clock.elapsed());
            terminal::say(&found);
        }
        return Ok(());
    }

    let written = results::write(&mut folder, &company, &outcome, &arguments.tables);
    let overview = written.map_err(|failure| left_behind(failure, kept.as_deref()))?;
    record.warnings = results::warnings(&overview);
    let mut reached = None;
    if let Some((asked, found)) = &found {
        record.precision = Some(asked.record(found));
        let told = asked.told(found, outcome.years());
        if found.reached {
            reached = Some(told);
        } else {
            record.warnings.insert(0, told);
        }
    }
    let warnings = record.warnings.clone();
    record.wall_seconds = clock.elapsed().as_secs_f64();
    let place = folder.finish(record).context("the results could not be put in place");
    let place = place.map_err(|error| left_behind(error.into(), kept.as_deref()))?;
    if let Some(journal) = journal {
        journal.remove();
    }
    if !arguments.quiet {
        let told = screen::Told { reached, warnings, place, elapsed: clock.elapsed() };
        terminal::say(&screen::simulated(&company, &overview, &told));
    }
    Ok(())
}

fn too_little(memory: u64, error: TooLittle) -> String {
    format!("--memory {}MB is too little: {error}", memory / 1_000_000)
}

/// Runs so many years, or as many as the precision takes.
fn run_years(
    run: &mut Run<'_>,
    years: usize,
    precise: Option<&precision::Asked>,
    progress: &Progress,
) -> Result<Option<Precise>, Failure> {
    let proceed = |done| progress.proceed(done);
    let Some(asked) = precise else {
        run.extend_to(years, &proceed)?;
        return Ok(None);
    };
    let aim = |years| progress.aim(years);
    let targets = asked.targets();
    Ok(Some(run_to_precision(run, &asked.precision, &targets, &aim, &proceed)?))
}

/// A part of the years, for `run.json`.
fn part(shard: Shard, years: &std::ops::Range<usize>) -> ShardRecord {
    ShardRecord {
        number: shard.number(),
        of: shard.of(),
        first_year: years.start as u64 + 1,
        years: years.len() as u64,
    }
}

/// Seconds of the command line.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.0..=1e9).contains(seconds));
    let expected = || "expected seconds, such as 10 (0: from the start)".to_owned();
    seconds.map(Duration::from_secs_f64).ok_or_else(expected)
}

pub(super) fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
