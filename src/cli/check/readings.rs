//! `check --readings`: what each clause would cost, read the other way.

use std::path::PathBuf;

use anyhow::Context;

use super::page::Page;
use super::show;
use super::spread::many;
use crate::cli::begun::Begun;
use crate::cli::failure::Failure;
use crate::cli::inputs::{load_company, seed, threads, years};
use crate::cli::options::{output_folder, threads_of};
use crate::cli::progress::Progress;
use crate::cli::results::inputs;
use crate::company::{Loaded, Overrides, Source};
use crate::diagnostic::thousands;
use crate::export;
use crate::statistics::Estimate;
use crate::study::{CostOfReading, StandsIn, costs_of_readings};

/// Years where no number is asked for: readings are compared on the same years, so few are enough.
const YEARS: usize = 2_000;

/// How readings are tried.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of --readings")]
pub(super) struct Options {
    /// Synthetic years [default: 2000]
    #[arg(long, value_name = "N", requires = "readings", value_parser = years, allow_negative_numbers = true)]
    years: Option<usize>,
    /// Seed of all draws, in place of the company file's
    #[arg(long, value_name = "S", requires = "readings", value_parser = seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    /// Threads; the results are the same at any number [default: all cores]
    #[arg(long, value_name = "T", requires = "readings", value_parser = threads, allow_negative_numbers = true)]
    threads: Option<u16>,
    /// Folder for the table `readings`; nothing is written where left out
    #[arg(long, value_name = "DIR", requires = "readings")]
    out: Option<PathBuf>,
    /// Replace the results of an earlier run in that folder
    #[arg(long, requires = "out")]
    force: bool,
}

pub(super) fn run(company: &str, options: &Options) -> Result<(), Failure> {
    let begun = Begun::now();
    let years = options.years.unwrap_or(YEARS);
    let overrides = Overrides { years: Some(years), seed: options.seed, ..Overrides::default() };
    let loaded = load_company(Some(company), &overrides, Source::Simulated, false)?;
    let folder = options.out.as_deref().map(|out| output_folder(Some(out), options.force));
    let folder = folder.transpose()?;
    let threads = threads_of(options.threads);
    let progress = Progress::new(years, 0, false);
    let proceed = |done| progress.proceed(done);
    let costs = costs_of_readings(&loaded, years, threads, &proceed);
    progress.finish();
    let costs = costs?;
    let mut place = None;
    if let Some(mut folder) = folder {
        let table =
            export::readings(&loaded, &costs).context("the readings do not fit their table")?;
        folder.write(&table).context("the table could not be written")?;
        let mut record = begun.record(threads);
        record.seed = Some(loaded.company.simulation.seed);
        record.years = Some(years as u64);
        record.inputs = inputs(&loaded.inputs);
        place = Some(folder.finish(record).context("the results could not be put in place")?);
    }
    let mut page = page(&loaded, &costs, years);
    if let Some(place) = place {
        page.space();
        page.line(2, &format!("The table is in {}.", place.join("tables").display()));
    }
    show(false, &page)
}

/// The readings: a table of those that cost something, then those that hardly or never do.
fn page(loaded: &Loaded, costs: &[CostOfReading], years: usize) -> Page {
    let mut page = Page::default();
    let company = &loaded.company;
    page.heading(
        0,
        &format!("Readings of company \"{}\" ({})", company.name, loaded.document.name()),
    );
    page.line(
        2,
        &format!(
            "What each clause would cost a year, read the other way, in {}; the mean of {} with seed {}, the same \
             for both readings, with the 95 % interval of the difference.",
            company.currency,
            many(years, "year"),
            company.simulation.seed
        ),
    );
    let (alike, apart): (Vec<_>, Vec<_>) = costs.iter().partition(|cost| is_nothing(cost));
    let (little, much): (Vec<_>, Vec<_>) = apart.into_iter().partition(|cost| is_little(cost));
    if costs.is_empty() {
        page.line(2, "No clause of these plans is read in two ways.");
    }
    if !much.is_empty() {
        page.space();
        let mut rows = vec![
            ["team", "clause", "costs more", "±", "of its pay", "where"]
                .map(str::to_owned)
                .to_vec(),
        ];
        rows.extend(much.iter().map(|cost| row(loaded, cost)));
        page.columns(2, &rows, 2..5);
    }
    let less = format!("Less than 1 {} a year on average:", company.currency);
    by_team(loaded, &little, &less, &mut page);
    by_team(loaded, &alike, "To the cent the same in all of these years:", &mut page);
    notes(loaded, &alike, &mut page);
    page
}

/// Readings in words, one line a team: what has them, and the other readings.
fn by_team(loaded: &Loaded, costs: &[&CostOfReading], title: &str, page: &mut Page) {
    if costs.is_empty() {
        return;
    }
    page.space();
    page.line(2, title);
    for (number, team) in loaded.company.teams.iter().enumerate() {
        let mut by_subject: Vec<(String, Vec<String>)> = Vec::new();
        for cost in costs.iter().filter(|cost| cost.team == number) {
            let (subject, words) = (subject(cost), cost.reading.other_words());
            match by_subject.iter_mut().find(|(known, _)| *known == subject) {
                Some((_, readings)) => readings.push(words),
                None => by_subject.push((subject, vec![words])),
            }
        }
        let clauses: Vec<String> = by_subject
            .into_iter()
            .map(|(subject, readings)| format!("{subject}{}", readings.join(", ")))
            .collect();
        if !clauses.is_empty() {
            page.line(4, &format!("{} – {}.", team.name, clauses.join("; ")));
        }
    }
}

/// Why some readings cost nothing here.
fn notes(loaded: &Loaded, alike: &[&CostOfReading], page: &mut Page) {
    let has = |key: &str| alike.iter().any(|cost| cost.reading.key == key);
    let lags = loaded.plans.iter().any(|plan| plan.payment_lag > 0);
    let notes = [
        (
            has("refunds"),
            "No refund is drawn in these years: what `refunds` costs shows with real ones.",
        ),
        (has("split"), "`split` moves pay from rep to rep, and never the sum."),
        (lags, "`payment_lag` moves cash and not pay: it has no other reading."),
    ];
    if notes.iter().any(|(so, _)| *so) {
        page.space();
    }
    for (_, note) in notes.into_iter().filter(|(so, _)| *so) {
        page.line(2, note);
    }
}

fn is_nothing(cost: &CostOfReading) -> bool {
    cost.difference.value == 0.0 && cost.difference.interval.is_none()
}

/// Whether it is no sum to speak of: what rounding makes.
fn is_little(cost: &CostOfReading) -> bool {
    let Estimate { value, interval, .. } = cost.difference;
    value.abs() < 1.0 && interval.is_none_or(|interval| interval.half_width() < 1.0)
}

fn row(loaded: &Loaded, cost: &CostOfReading) -> Vec<String> {
    let Estimate { value, interval, .. } = cost.difference;
    let share = cost.share.map_or(String::new(), |share| match 100.0 * share {
        points if points.abs() < 0.05 => "0.0 %".to_owned(),
        points => format!("{points:+.1} %"),
    });
    let team = loaded.company.teams.get(cost.team).map_or("", |team| &team.name);
    vec![
        team.to_owned(),
        clause(cost),
        signed(value),
        interval.map_or("exactly".to_owned(), |interval| money(interval.half_width())),
        share,
        place(loaded, cost),
    ]
}

/// `New business: tier_method retroactive instead of marginal`.
fn clause(cost: &CostOfReading) -> String {
    format!("{}{}", subject(cost), cost.reading)
}

/// What has the clause: a component, a table of the plan or the company.
fn subject(cost: &CostOfReading) -> String {
    let keys: Vec<&str> = cost.path.split('.').collect();
    match (&cost.component, cost.stands_in, &keys[..]) {
        (Some(component), _, [_, table, _]) if *table != cost.reading.key => {
            format!("{component}: {table} ")
        }
        (Some(component), ..) => format!("{component}: "),
        (None, StandsIn::Company, [_, table, _]) => format!("{table} "),
        (None, StandsIn::Company, _) => "roster ".to_owned(),
        (None, of, keys) => {
            let whose = if of == StandsIn::NewPlan { "new plan: " } else { "" };
            match keys {
                [table, _, ..] => format!("{whose}{table} "),
                [table] if *table != cost.reading.key => format!("{whose}{table} "),
                _ => whose.to_owned(),
            }
        }
    }
}

/// The file and line of a clause; the file by its name alone where no other of the company's is called so.
fn place(loaded: &Loaded, cost: &CostOfReading) -> String {
    let Some(document) = cost.stands_in.document(loaded, cost.team) else {
        return String::new();
    };
    let path = document.name();
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let mut inputs = loaded.inputs.iter().map(|input| input.path.as_str());
    let is_shared = inputs.any(|other| other != path && name(other) == name(path));
    let file = if is_shared { path.to_owned() } else { name(path) };
    match document.line_of(&cost.path) {
        Some(line) => format!("{file}:{line}"),
        None => file,
    }
}

fn signed(value: f64) -> String {
    match money(value.abs()) {
        little if little.starts_with('<') => little,
        amount if value < 0.0 => format!("-{amount}"),
        amount => format!("+{amount}"),
    }
}

/// Whole units, or cents where it is little.
fn money(value: f64) -> String {
    if 0.0 < value && value < 0.005 {
        return "< 0.01".to_owned();
    }
    let decimals = if value < 100.0 { 2 } else { 0 };
    thousands(format_args!("{value:.decimals$}"))
}
