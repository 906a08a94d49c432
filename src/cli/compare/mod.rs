//! `paycurve compare`.

mod alignment;
mod page;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::alignment::Options;
use super::begun::Begun;
use super::example;
use super::failure::Failure;
use super::inputs::{team_and_file, years};
use super::options::{Destination, Draws};
use super::progress::Progress;
use super::results::{self, inputs};
use super::terminal;
use crate::company::{
    Candidates, Files, MOST_YEARS, Named, Overrides, candidates, missing_argument,
};
use crate::diagnostic::{Diagnosis, Document, Refused};
use crate::export;
use crate::study::compare::{AskedChoice, Criterion, Indifference, Study, compare, study};
use crate::tables::InputRecord;

/// Compare sets of plans on the same years
///
/// Every synthetic year is drawn once and paid under each candidate's plans: what each costs beside today's plans, who
/// is paid more and who less at the same results, and which candidate is the best, how surely. Tables go to a folder,
/// as CSV and Parquet.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve compare company.toml --candidate flat:AE=plans/ae-flat.toml
  paycurve compare company.toml --candidate flat:AE=plans/ae-flat.toml --candidate both:AE=plans/ae-flat.toml,AM=plans/am-nrr.toml
  paycurve compare company.toml --candidate flat:AE=plans/ae-flat.toml --by p95 --indifference 20000
  paycurve compare --study studies/ae-next-year.toml --out results
  paycurve compare --study studies/ae-next-year.toml --alignment       what the candidates reward, side by side

The first candidate is called `today`: the plans that the company file names. A study file says the same as the
options, with paths relative to itself; `paycurve schema study` describes it.")]
pub(super) struct Arguments {
    /// Company file; the embedded example where left out
    #[arg(conflicts_with = "study")]
    company: Option<String>,
    /// Plans to compare with today's: a name, and plan files of teams; may be given several times
    #[arg(long = "candidate", value_name = "NAME:TEAM=FILE[,TEAM=FILE]", value_parser = candidate,
        required_unless_present = "study", conflicts_with = "study")]
    candidates: Vec<Named>,
    /// Study file, in place of the company file and candidates
    #[arg(long, value_name = "FILE")]
    study: Option<PathBuf>,
    /// What the best candidate has least of: cost (mean total cost), p95 (its 95th percentile), or a weighted score of
    /// metrics such as total_cost=1,budget_overrun=2 [default: cost]
    #[arg(long, value_name = "CRITERION", value_parser = Criterion::from_text)]
    by: Option<Criterion>,
    /// Differences below this do not matter for the choice: an amount, or a share of today's value [default: 0.5%]
    #[arg(long, value_name = "AMOUNT|SHARE%", value_parser = indifference, allow_negative_numbers = true)]
    indifference: Option<Indifference>,
    /// Years that may be spent on candidates still in doubt [default: 200000]
    #[arg(long, value_name = "N", value_parser = most_years, allow_negative_numbers = true)]
    max_years: Option<usize>,
    /// Synthetic years, in place of the company file's
    #[arg(long, value_name = "N", value_parser = years, allow_negative_numbers = true)]
    years: Option<usize>,
    #[command(flatten)]
    draws: Draws,
    #[command(flatten)]
    destination: Destination,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    alignment: Options,
}

/// Name of the first candidate, where the options give the others.
const TODAY: &str = "today";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let begun = Begun::now();
    let (Study { name, candidates, choice }, input) = asked(arguments)?;
    terminal::warn(&candidates.warnings, arguments.quiet);
    let choice = AskedChoice {
        criterion: arguments.by.clone().unwrap_or(choice.criterion),
        indifference: arguments.indifference.unwrap_or(choice.indifference),
        max_years: arguments.max_years.unwrap_or(choice.max_years),
    };
    let mut folder = arguments.destination.open()?;
    let company = &candidates.today.company;
    let years = company.simulation.years;
    let threads = arguments.draws.threads();
    let progress = Progress::new(years, 0, arguments.quiet);
    let proceed = |done| {
        progress.aim(years.max(done));
        progress.proceed(done)
    };
    let found = compare(&candidates, &choice, (years, threads), &proceed);
    progress.finish();
    let found = found?;
    let run_with = (threads, arguments.quiet);
    let rewarded = alignment::of_candidates(&arguments.alignment, &candidates, run_with)?;

    let tables = export::comparison(&found, company).context("a table cannot be put together")?;
    for table in &tables {
        folder.write(table).context("the tables could not be written")?;
    }
    alignment::write(&mut folder, &candidates, &rewarded)?;
    let mut record = begun.record(threads);
    record.seed = Some(company.simulation.seed);
    record.company = Some(results::company_of_files(company));
    record.years = Some(years as u64);
    record.inputs = inputs(&candidates.inputs);
    record.inputs.extend(input);
    let place = folder.finish(record).context("the results could not be put in place")?;
    if !arguments.quiet {
        let rewarded = alignment::section(&candidates, &rewarded);
        let told = (&*rewarded, &*place, begun.elapsed());
        terminal::say(&page::compared(&name, company, &found, told));
    }
    Ok(())
}

/// What the arguments or the study file ask for.
fn asked(arguments: &Arguments) -> Result<(Study, Option<InputRecord>), Failure> {
    let overrides =
        Overrides { years: arguments.years, seed: arguments.draws.seed, ..Overrides::default() };
    if let Some(path) = &arguments.study {
        let (document, input) = read(path)?;
        return Ok((study(&document, &overrides)?, Some(input)));
    }
    let mut named = vec![Named { name: TODAY.to_owned(), plans: Vec::new() }];
    for candidate in &arguments.candidates {
        if named.iter().any(|other| other.name == candidate.name) {
            return Err(Failure::Unusable(match candidate.name.as_str() {
                TODAY => format!(
                    "the plans of the company file are called `{TODAY}`; give the candidate another name"
                ),
                name => format!("two candidates are called `{name}`; give each a name of its own"),
            }));
        }
        named.push(candidate.clone());
    }
    let candidates: Candidates = match &arguments.company {
        Some(path) => candidates(Files::Disk, path, &overrides, &named)?,
        None => candidates(example::FILES, example::COMPANY, &overrides, &named)?,
    };
    let name = candidates.today.company.name.clone();
    Ok((Study { name, candidates, choice: AskedChoice::default() }, None))
}

fn read(path: &Path) -> Result<(Arc<Document>, InputRecord), Failure> {
    let name = path.to_string_lossy().into_owned();
    let bytes = Files::Disk.read(&name).map_err(|why| {
        let finding = missing_argument("study", &why);
        Refused(vec![Diagnosis::of_file(name.clone(), finding)])
    })?;
    let input = InputRecord::of(name.clone(), &bytes);
    let document = Document::from_bytes(name, bytes).map_err(|d| Refused(vec![d]))?;
    Ok((Arc::new(document), input))
}

/// `NAME:TEAM=FILE[,TEAM=FILE]` of the command line.
fn candidate(text: &str) -> Result<Named, String> {
    let expected = || {
        format!(
            "expected NAME:TEAM=FILE[,TEAM=FILE], such as flat:AE=plans/ae-flat.toml; found `{text}`"
        )
    };
    let (name, plans) = text.split_once(':').ok_or_else(expected)?;
    if name.trim().is_empty() {
        return Err(expected());
    }
    let plans = plans.split(',').map(|plan| team_and_file(plan).map_err(|_| expected()));
    Ok(Named { name: name.to_owned(), plans: plans.collect::<Result<_, _>>()? })
}

/// An amount, or a share with `%`.
fn indifference(text: &str) -> Result<Indifference, String> {
    let number = |digits: &str| digits.trim().replace('_', "").parse::<f64>().ok();
    let above_nothing = |number: &f64| *number > 0.0 && number.is_finite();
    let found = match text.strip_suffix('%') {
        Some(digits) => number(digits)
            .map(|percent| percent / 100.0)
            .filter(|share| above_nothing(share) && *share < 1.0)
            .map(Indifference::Share),
        None => number(text).filter(above_nothing).map(Indifference::Amount),
    };
    found.ok_or_else(|| {
        format!("expected an amount such as 20000, or a share above 0 % and below 100 %, such as 0.5%; found `{text}`")
    })
}

fn most_years(text: &str) -> Result<usize, String> {
    super::inputs::whole(text, 1, MOST_YEARS as u64, "from 1 to 10,000,000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_of_the_command_line() {
        let found = candidate("next year:AE=a.toml,AM=b=c.toml").unwrap();
        let plans = [("AE", "a.toml"), ("AM", "b=c.toml")];
        assert_eq!(found.name, "next year");
        assert_eq!(found.plans, plans.map(|(team, file)| (team.to_owned(), file.to_owned())));
        for wrong in ["AE=a.toml", ":AE=a.toml", "flat:", "flat:AE", "flat:AE=a.toml,", "flat:=a"] {
            assert!(
                candidate(wrong).is_err_and(|words| words.contains("NAME:TEAM=FILE")),
                "{wrong}"
            );
        }
    }

    #[test]
    fn zones_of_indifference() {
        assert_eq!(indifference("20_000"), Ok(Indifference::Amount(20_000.0)));
        assert_eq!(indifference("0.5%"), Ok(Indifference::Share(0.005)));
        for wrong in ["0", "-5", "0%", "100%", "much", "inf", "NaN", "%"] {
            assert!(indifference(wrong).is_err(), "{wrong}");
        }
    }
}
