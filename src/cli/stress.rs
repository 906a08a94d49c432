//! `paycurve stress`.

use anyhow::Context;

use super::digits::{Shown, grouped, shown};
use super::failure::Failure;
use super::screen::{aligned, money, strong};
use super::stress_library;
use super::studied::{Options, Studied};
use crate::company::Company;
use crate::company::altered::Stress;
use crate::export;
use crate::metrics::Metric;
use crate::statistics::{Estimate, Statistic};
use crate::study::{FigureChange, StressResult, Stresses};

/// Ask what happens to the cost in a bad, or a very good, year
///
/// Changes numbers of the company's files (a recession, churn, late hires, quotas that are too low, …), runs the changed
/// company on the same synthetic years as the base, and says what each does to cost, overrun and CCOS. The library runs
/// where no stress is named; own stresses are files like those in configs/stress. Writes the table `stress`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve stress                                         the example company, the whole library
  paycurve stress company.toml --years 2000 --out results
  paycurve stress company.toml --stress recession --stress mine.toml
  paycurve stress company.toml --stress recession+late-hires        both at once")]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// A stress by its name in the library, or by its file; `a+b` is both at once. May be given several times
    #[arg(long = "stress", value_name = "NAME|FILE.toml")]
    stresses: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let options = &arguments.options;
    let is_library = arguments.stresses.is_empty();
    let stresses: Vec<Stress> = if is_library {
        stress_library::library()?
    } else {
        arguments
            .stresses
            .iter()
            .map(|word| stress_library::asked(word))
            .collect::<Result<_, _>>()?
    };
    let studied = options.open(None)?;
    let mut stressed = Vec::new();
    let mut left_out = Vec::new();
    for stress in stresses {
        let changed = studied.loaded.altered(
            studied.files,
            &studied.overrides,
            &stress.name,
            &stress.changes,
        );
        match changed {
            Ok(Some(loaded)) => stressed.push((stress.name, stress.meaning, loaded)),
            Ok(None) => {
                left_out.push(format!("{}: the company has nothing that it changes", stress.name))
            }
            // Who asks for the library asks for what of it suits the company.
            Err(refused) if is_library => {
                let why = refused.0.iter().flat_map(|it| &it.findings).next();
                let why = why.map_or_else(String::new, |finding| finding.message.clone());
                left_out.push(format!("{}: the company would be invalid ({why})", stress.name));
            }
            Err(refused) => return Err(refused.into()),
        }
    }
    let progress = studied.progress(1 + stressed.len());
    let found =
        Stresses::run(&studied.loaded, &stressed, (studied.years, studied.threads), &|done| {
            progress.proceed(done)
        });
    progress.finish();
    let found = found?;
    let table = export::stress(&found).context("the results do not fit their table")?;
    let page = page(&studied, &found, &left_out);
    studied.finish(&table, &page)
}

/// What was found, the answer first.
fn page(studied: &Studied, found: &Stresses, left_out: &[String]) -> String {
    let company = &studied.loaded.company;
    let title = strong(&format!(
        "{}: {} against the base, {} synthetic years each, seed {}",
        company.name,
        if found.results.len() == 1 {
            "1 stress".to_owned()
        } else {
            format!("{} stresses", found.results.len())
        },
        grouped(found.years as f64),
        company.simulation.seed
    ));
    let mut results: Vec<&StressResult> = found.results.iter().collect();
    let rise = |it: &StressResult| pay(it).map_or(0.0, |change| change.difference.value);
    results.sort_by(|a, b| rise(b).total_cmp(&rise(a)));
    let answer = answer(company, &results).join("\n");
    let heading = [
        "stress",
        "variable pay",
        "",
        "change",
        "",
        "p95",
        "",
        "overrun %",
        "",
        "change",
        "",
        "CCOS %",
        "",
        "change",
        "",
    ];
    let rows = results.iter().map(|it| row(it)).collect();
    let table = aligned(heading.map(str::to_owned).to_vec(), rows);
    let meanings = results.iter().filter(|it| !it.meaning.is_empty());
    let meanings: Vec<String> =
        meanings.map(|it| format!("  {}: {}", it.name, it.meaning)).collect();
    let mut page = format!(
        "{title}\n\n{answer}\n\n{table}\n\nVariable pay, overrun and CCOS are means over years. A change is against the \
         base on the same years; p95 is the change of\nthe 95 % quantile of variable pay; changes of overrun and CCOS are \
         in points. ± is half the 95 % interval.\n\n{}\n",
        meanings.join("\n")
    );
    if !left_out.is_empty() {
        page += &format!("\nLeft out:\n  {}\n", left_out.join("\n  "));
    }
    page
}

fn pay(result: &StressResult) -> Option<&FigureChange> {
    result.of_company(&Metric::VariablePay, Statistic::Mean)
}

fn answer(company: &Company, results: &[&StressResult]) -> Vec<String> {
    let currency = &company.currency;
    let mut sentences = Vec::new();
    let amount = |estimate: &Estimate| {
        let Shown { value, error } = shown(estimate, 1.0, 0);
        format!("{} ({error})", money(value.trim_start_matches('-'), currency))
    };
    let base = results.first().and_then(|it| pay(it));
    if let Some(base) = base {
        sentences.push(strong(&format!(
            "Variable pay costs {} a year in the base.",
            amount(&base.base)
        )));
    }
    let most = results.first().and_then(|it| Some((it, pay(it)?)));
    if let Some((result, change)) = most.filter(|(_, change)| change.difference.value > 0.0) {
        let (by, to) = (amount(&change.difference), amount(&change.value));
        sentences.push(format!("It rises most under {}: by {by} to {to}.", result.name));
    }
    let least = results.last().and_then(|it| Some((it, pay(it)?)));
    if let Some((result, change)) = least.filter(|(_, change)| change.difference.value < 0.0) {
        let (by, to) = (amount(&change.difference), amount(&change.value));
        sentences.push(format!("It falls most under {}: by {by} to {to}.", result.name));
    }
    let ccos = |it: &&&StressResult| {
        it.of_company(&Metric::Ccos, Statistic::Mean).map_or(0.0, |change| change.difference.value)
    };
    let dearest = results.iter().max_by(|a, b| ccos(a).total_cmp(&ccos(b)));
    let change = dearest.and_then(|it| Some((it, it.of_company(&Metric::Ccos, Statistic::Mean)?)));
    if let Some((result, change)) = change.filter(|(_, change)| change.difference.value > 0.0) {
        let [before, after] = [&change.base, &change.value].map(|it| shown(it, 100.0, 1).value);
        sentences.push(format!(
            "Sales cost most of what they bring under {}: {after} % of bookings, in place of {before} %.",
            result.name
        ));
    }
    sentences
}

fn row(result: &StressResult) -> Vec<String> {
    let mut row = vec![result.name.clone()];
    let mut add =
        |metric, statistic, factor, decimals, parts: &[fn(&FigureChange) -> &Estimate]| {
            let change = result.of_company(metric, statistic);
            for part in parts {
                row.extend(
                    change.map_or_else(Default::default, |it| cells(part(it), factor, decimals)),
                );
            }
        };
    let both: [fn(&FigureChange) -> &Estimate; 2] = [|it| &it.value, |it| &it.difference];
    add(&Metric::VariablePay, Statistic::Mean, 1.0, 0, &both);
    add(&Metric::VariablePay, Statistic::P95, 1.0, 0, &both[1..]);
    add(&Metric::BudgetOverrun, Statistic::Probability, 100.0, 1, &both);
    add(&Metric::Ccos, Statistic::Mean, 100.0, 2, &both);
    row
}

/// A value and half its interval; nothing beside a difference that is exactly none.
pub(super) fn cells(estimate: &Estimate, factor: f64, decimals: usize) -> [String; 2] {
    let Shown { value, error } = shown(estimate, factor, decimals);
    let is_none = estimate.value == 0.0 && estimate.interval.is_none();
    [value, if is_none { String::new() } else { error }]
}
