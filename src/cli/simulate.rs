//! `paycurve simulate`.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;

use super::begun::Begun;
use super::checkpoint::{Checkpoint, left_behind};
use super::failure::Failure;
use super::forms::Forms;
use super::inputs::years;
use super::options::{Destination, Draws, Subject};
use super::progress::Progress;
use super::results::{self, TableName};
use super::screen::Told;
use super::{alignment, memory, precision, reforecast, screen, shard, variance};
use crate::company::Overrides;
use crate::metrics::Masthead;
use crate::plan::Plan;
use crate::simulate::{
    Head, Journal, Keeper, Model, Outcome, Precise, Room, Run, Shard, TooLittle, Wanted,
    run_to_precision,
};
use crate::study::VarianceSplit;
use crate::study::alignment::Alignment;
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
  paycurve simulate company.toml --json --quiet | jq .cost.mean.value        for programs
  paycurve simulate company.toml --out results --xlsx                        and results/workbook.xlsx
  paycurve simulate company.toml --precision 0.5%                            as many years as that takes
  paycurve simulate company.toml --precision 1% --precision-of company:variable_pay:p95,AE:ccos:mean
  paycurve simulate company.toml --actuals events.csv --through 6            the rest of a year that has begun
  paycurve simulate company.toml --variance                                  where the spread comes from
  paycurve simulate company.toml --alignment                                 what the plans reward, and where they tempt
  paycurve simulate company.toml --out results --report                      and results/report.html for everybody
  paycurve simulate company.toml --years 5000000 --out results --resume      on from where it was stopped
  paycurve simulate company.toml --shard 2/7 --out parts/2                   on one machine of seven
  paycurve merge parts/* --out results                                       what all seven found")]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: Subject,
    /// Synthetic years, in place of the company file's
    #[arg(long, value_name = "N", value_parser = years, allow_negative_numbers = true)]
    years: Option<usize>,
    #[command(flatten)]
    precision: precision::Options,
    #[command(flatten)]
    draws: Draws,
    #[command(flatten)]
    destination: Destination,
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
    #[arg(long, value_name = "I/N", value_parser = shard::asked,
        conflicts_with_all = ["alignment", "xlsx", "json", "report"])]
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
    #[command(flatten)]
    forms: Forms,
    #[command(flatten)]
    reforecast: reforecast::Options,
    #[command(flatten)]
    variance: variance::Options,
    #[command(flatten)]
    alignment: alignment::Options,
}

/// Name of the file in a part's folder that holds its years.
pub(super) const PART_FILE: &str = "years.part";

pub(super) fn run(arguments: Arguments) -> Result<(), Failure> {
    let begun = Begun::now();
    let environment = |name: &str| std::env::var(name).ok();
    let shard = arguments.shard.map(|asked| asked.shard(&environment)).transpose();
    let shard = shard.map_err(Failure::Unusable)?;
    arguments.precision.agree(arguments.years, shard)?;
    let overrides = Overrides {
        plans: arguments.subject.plans.clone(),
        years: arguments.years,
        seed: arguments.draws.seed,
        ..Overrides::default()
    };
    let quiet = arguments.forms.quiet;
    let mut loaded = arguments.subject.load(&overrides, quiet)?;
    let actuals = reforecast::read(&arguments.reforecast, &loaded, quiet)?;
    let so_far = actuals.map(|(so_far, file)| {
        loaded.inputs.push(file);
        so_far
    });
    let model = match &so_far {
        Some(so_far) => Model::going_on(&loaded.company, &loaded.plans, so_far),
        None => Model::new(&loaded.company, &loaded.plans),
    };
    let precise = arguments.precision.asked(&model.layout)?;
    let mut folder = arguments.destination.open()?;

    let years = match &precise {
        Some(asked) => asked.precision.most(),
        None => loaded.company.simulation.years,
    };
    let mut masthead = Masthead::new(&loaded.company, &model.layout);
    masthead.so_far = so_far.as_ref().map(|so_far| model.paid_so_far(so_far));
    let head = Head {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        inputs: loaded.inputs.clone(),
        years,
        shard,
        tables: TableName::names(&arguments.tables),
        wanted: Wanted {
            rest: so_far.as_ref().map(|so_far| model.rest_after(so_far)),
            ..TableName::want(&arguments.tables)
        },
        company: masthead,
    };
    let threads = arguments.draws.threads();
    let (outcome, journal, found) =
        simulated(&arguments, &model, &head, &folder, (threads, precise.as_ref()))?;
    let kept = journal.as_ref().map(|journal| journal.path().to_owned());
    if let Some(kept) = &kept {
        folder.take_number_of(kept);
    }
    let split = variance::split(&arguments.variance, &model, threads, quiet)
        .map_err(|failure| left_behind(failure, kept.as_deref()))?;
    let rewarded = alignment::look(&arguments.alignment, &model, &loaded.plans, threads, quiet)
        .map_err(|failure| left_behind(failure, kept.as_deref()))?;

    let mut record = begun.record(threads);
    record.seed = Some(head.company.seed);
    record.company = Some(results::company(&head.company));
    record.years = Some(if found.is_some() { outcome.years() } else { head.years } as u64);
    record.inputs = results::inputs(&head.inputs);
    record.through = head.company.so_far.as_ref().map(|so_far| so_far.months);
    record.shard = shard.map(|shard| part(shard, head.years));
    let told = match journal {
        Some(journal) if shard.is_some() => put_part(folder, journal, record, &head, &begun),
        journal => {
            let precision = precise.zip(found);
            let run = (&head, &outcome, precision, &begun);
            let beside = Beside { split, rewarded, plans: &loaded.plans };
            put_tables(folder, &arguments, &beside, (journal, record), run)
        }
    };
    let (told, place) = told.map_err(|failure| left_behind(failure, kept.as_deref()))?;
    arguments.forms.give(&told, &place)
}

/// Runs the years of a head, from a checkpoint on where that is asked for. All are in the journal if they are a
/// part, or cannot be read in the memory that there is.
fn simulated(
    arguments: &Arguments,
    model: &Model<'_>,
    head: &Head,
    folder: &OutputFolder,
    (threads, precise): (usize, Option<&precision::Asked>),
) -> Result<(Outcome, Option<Journal>, Option<Precise>), Failure> {
    let too_little = |error: TooLittle| {
        let megabytes = arguments.memory / 1_000_000;
        Failure::Unusable(format!("--memory {megabytes}MB is too little: {error}"))
    };
    let room = Room::within(arguments.memory, head, threads).map_err(too_little)?;
    let asked = Checkpoint {
        resume: arguments.resume,
        force: arguments.destination.force,
        quiet: arguments.forms.quiet,
    };
    let checkpoint = asked.find(folder, head)?;

    let place = || folder.checkpoint_place();
    let keeper = Keeper { head: head.clone(), place: &place, after: arguments.checkpoint_after };
    let mut run = Run::new(model, head.wanted, threads)?.kept_by(keeper, room);
    let years = head.shard.map_or(head.years, |shard| shard.years(head.years).len());
    if let Some(path) = checkpoint {
        run.resume(path.clone())?;
        let done = run.outcome().years();
        if done > years {
            return Err(Failure::Unusable(format!(
                "the checkpoint {} holds {done} years, more than the {years} that are asked for; ask for {done} or \
                 more, or leave --resume out",
                path.display()
            )));
        }
    }
    let progress = Progress::new(years, run.outcome().years(), arguments.forms.quiet);
    let found = run_years(&mut run, years, precise, &progress);
    progress.finish();
    let found = found?;
    if head.shard.is_some() {
        run.write_down()?;
    } else if let Err(error) = TooLittle::for_reps_of(run.outcome(), arguments.memory) {
        run.write_down()?;
        let kept = run.finish().1.map(|journal| journal.path().to_owned());
        return Err(left_behind(too_little(error), kept.as_deref()));
    }
    let (outcome, journal) = run.finish();
    Ok((outcome, journal, found))
}

/// What was asked for beside the cost.
struct Beside<'a> {
    split: Option<VarianceSplit>,
    rewarded: Option<Alignment>,
    plans: &'a [Plan],
}

/// Puts the tables of a run in their place; what is said of it, and that place.
fn put_tables(
    mut folder: OutputFolder,
    arguments: &Arguments,
    beside: &Beside<'_>,
    (journal, mut record): (Option<Journal>, RunRecord),
    (head, outcome, precision, begun): (
        &Head,
        &Outcome,
        Option<(precision::Asked, Precise)>,
        &Begun,
    ),
) -> Result<(String, PathBuf), Failure> {
    let overview = results::write(&mut folder, &head.company, outcome, &arguments.tables)?;
    let reforecast = results::write_reforecast(&mut folder, &head.company, outcome, &overview)?;
    let mut sections = Vec::new();
    if let Some(split) = &beside.split {
        results::write_split(&mut folder, split).context("the tables could not be written")?;
        sections.push(variance::section(split));
    }
    if let Some(rewarded) = &beside.rewarded {
        let teams = &head.company.teams;
        let pages = alignment::pages(rewarded, teams.len());
        results::write_alignment(&mut folder, (rewarded, &pages), &head.company, beside.plans)
            .context("the tables could not be written")?;
        sections.push(alignment::section(rewarded, &pages, teams, beside.plans));
    }
    record.warnings = results::warnings(&overview);
    let mut reached = None;
    if let Some((asked, found)) = &precision {
        record.precision = Some(asked.record(found));
        let told = asked.told(found, outcome.years());
        if found.reached {
            reached = Some(told);
        } else {
            record.warnings.insert(0, told);
        }
    }
    record.wall_seconds = begun.elapsed().as_secs_f64();
    let place = folder.finish(record.clone()).context("the results could not be put in place")?;
    journal.into_iter().for_each(Journal::remove);
    let (warnings, elapsed) = (record.warnings.clone(), begun.elapsed());
    let told = Told { reached, reforecast, sections, warnings, place, elapsed };
    Ok((arguments.forms.said(&head.company, &overview, &record, &told)?, told.place))
}

/// Puts a part's journal in its place; what the screen says of it, and that place.
fn put_part(
    mut folder: OutputFolder,
    journal: Journal,
    record: RunRecord,
    head: &Head,
    begun: &Begun,
) -> Result<(String, PathBuf), Failure> {
    folder.adopt(journal.settle()?, PART_FILE);
    let shard = record.shard;
    let place = folder.finish(record).context("the part could not be put in place")?;
    Ok((screen::part(&head.company, shard, head.years, &place, begun.elapsed()), place))
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
fn part(shard: Shard, all: usize) -> ShardRecord {
    let years = shard.years(all);
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
