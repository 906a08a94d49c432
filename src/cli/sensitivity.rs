//! `paycurve sensitivity`.

use anyhow::Context;

use super::digits::{Shown, grouped, shown};
use super::failure::Failure;
use super::inputs::share;
use super::screen::{aligned, money, strong};
use super::stress::cells;
use super::studied::{Options, Studied};
use crate::export;
use crate::metrics::Metric;
use crate::money::Decimal6;
use crate::statistics::Statistic;
use crate::study::{
    Effect, Lever, LeverResult, NoLever, Sensitivity, lever_named, levers, sensitivity,
};

/// Years where no number is asked for: paired runs need few, and there are two for every number.
const YEARS: usize = 1_000;

/// So many levers are shown; the table has all.
const SHOWN: usize = 20;

/// Find which number of the files moves the cost most
///
/// Moves every number of the company file, its plans and rosters a little down and up, one at a time, runs each changed
/// company on the same synthetic years as the base, and sorts them by what they do to the cost: a tornado. Counts move by
/// whole steps; a share of a whole takes from the others. Writes the table `sensitivity`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve sensitivity                                             every number of the example company
  paycurve sensitivity company.toml --by 5% --years 5000
  paycurve sensitivity company.toml --on market.demand.mean=0.8..1.2 --on 'team.*.quota'
  paycurve sensitivity company.toml --on plan.AE.component[0].tiers[1].rate=0.10..0.15")]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Only this number, by its dotted path, and the range that it is moved in; may be given several times. A path with
    /// `*`, or of a whole distribution, moves all that it means together
    #[arg(long, value_name = "PATH[=LOW..HIGH]", value_parser = path_and_range)]
    on: Vec<(String, Option<(f64, f64)>)>,
    /// How far numbers are moved where no range is given
    #[arg(long, value_name = "SHARE", default_value = "10%", value_parser = share)]
    by: Decimal6,
}

/// `PATH` or `PATH=LOW..HIGH` of the command line.
fn path_and_range(text: &str) -> Result<(String, Option<(f64, f64)>), String> {
    let Some((path, range)) = text.split_once('=') else {
        return Ok((text.to_owned(), None));
    };
    let number = |text: &str| {
        let number: Option<f64> = text.trim().replace('_', "").parse().ok();
        number.filter(|number| number.is_finite())
    };
    let ends = range.split_once("..").and_then(|(low, high)| number(low).zip(number(high)));
    match ends {
        Some((low, high)) if low < high => Ok((path.to_owned(), Some((low, high)))),
        _ => Err(format!(
            "expected PATH=LOW..HIGH with LOW below HIGH, such as market.demand.mean=0.8..1.2; found `{text}`"
        )),
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let options = &arguments.options;
    let by = arguments.by.to_f64();
    if !(by > 0.0 && by < 1.0) {
        return Err(Failure::Unusable("--by must be above 0 % and below 100 %".to_owned()));
    }
    let studied = options.open(Some(YEARS))?;
    let (levers, none) = match &arguments.on[..] {
        [] => levers(&studied.loaded, studied.files, by),
        named => (named_levers(&studied, named, by)?, Vec::new()),
    };
    let progress = studied.progress(1 + 2 * levers.len());
    let found = sensitivity(
        &studied.loaded,
        (studied.files, &studied.overrides),
        levers,
        (studied.years, studied.threads),
        &|done| progress.proceed(done),
    );
    progress.finish();
    let found = found?;
    let table = export::sensitivity(&found).context("the results do not fit their table")?;
    let page = page(&studied, &found, &none, by);
    studied.finish(&table, &page)
}

/// The levers of the command line. A path that leads nowhere is refused before anything runs; a setting that leaves the
/// model invalid is refused as well where it was asked for by a range.
fn named_levers(
    studied: &Studied,
    named: &[(String, Option<(f64, f64)>)],
    by: f64,
) -> Result<Vec<Lever>, Failure> {
    let mut levers = Vec::new();
    for (path, range) in named {
        let lever = lever_named(&studied.loaded, path, *range, by).map_err(Failure::Unusable);
        // Whether the path leads to something that can be moved at all is asked of the files first.
        let (files, overrides) = (studied.files, &studied.overrides);
        let as_it_is = crate::company::altered::Act::Multiply(1.0);
        let probe = [crate::company::altered::Change::new(path.clone(), as_it_is)];
        studied.loaded.altered(files, overrides, path, &probe)?;
        let lever = lever?;
        if range.is_some() {
            for setting in [&lever.low, &lever.high] {
                let name = format!("{path} = {}", setting.value);
                studied.loaded.altered(files, overrides, &name, &setting.changes)?;
            }
        }
        levers.push(lever);
    }
    Ok(levers)
}

/// What was found, the answer first.
fn page(studied: &Studied, found: &Sensitivity, none: &[(String, NoLever)], by: f64) -> String {
    let company = &studied.loaded.company;
    let of_pay = |it: &LeverResult| it.effect(&Metric::VariablePay, Statistic::Mean).cloned();
    let mut ranked: Vec<(&LeverResult, Effect)> =
        found.results.iter().filter_map(|it| Some((it, of_pay(it)?))).collect();
    ranked.sort_by(|a, b| b.1.swing.value.abs().total_cmp(&a.1.swing.value.abs()));
    let title = strong(&format!(
        "{}: {} numbers moved, {} synthetic years each time, seed {}",
        company.name,
        ranked.len(),
        grouped(found.years as f64),
        company.simulation.seed
    ));
    let mut answer = String::new();
    if let Some((first, effect)) = ranked.first() {
        let Shown { value, error } = shown(&effect.swing, 1.0, 0);
        let (low, high) = (setting(first, 0), setting(first, 1));
        answer = strong(&format!(
            "{} moves variable pay most: {} ({error}) a year between {low} and {high}.",
            first.lever.name,
            money(&value, &company.currency)
        ));
    }
    let (moving, idle): (Vec<_>, Vec<_>) = ranked
        .iter()
        .partition(|(_, effect)| effect.swing.value != 0.0 || effect.swing.interval.is_some());
    let heading =
        ["number", "low", "high", "at low", "", "at high", "", "swing", "", "elasticity", ""];
    let row = |(result, effect): &&(&LeverResult, Effect)| {
        let mut row = vec![result.lever.name.clone(), setting(result, 0), setting(result, 1)];
        let sides = [effect.low, effect.high, Some(effect.swing)];
        for side in sides {
            row.extend(side.map_or_else(Default::default, |it| cells(&it, 1.0, 0)));
        }
        row.extend(effect.elasticity.map_or_else(Default::default, |it| cells(&it, 1.0, 3)));
        row
    };
    let rows = moving.iter().take(SHOWN).map(row).collect();
    let table = aligned(heading.map(str::to_owned).to_vec(), rows);
    let mut notes = vec![format!(
        "Changes of mean variable pay against the base on the same years, each number moved alone, by {} % where no range is\n\
         given. Elasticity: per cent of cost for one per cent of the number. ± is half the 95 % interval. Results are\n\
         attainment × quota, so a quota moves them with it.",
        super::digits::decimal(100.0 * by, 1)
    )];
    if moving.len() > SHOWN {
        notes.push(format!(
            "{} more numbers move it less; the table has all.",
            moving.len() - SHOWN
        ));
    }
    if !idle.is_empty() {
        notes.push(format!("{} of the numbers do not move variable pay in any year.", idle.len()));
    }
    let refused = found.results.iter().flat_map(|it| &it.refused).flatten().count();
    if refused > 0 {
        notes.push(format!(
            "{refused} settings would leave the model invalid and are left out; the table says why."
        ));
    }
    let count = |which| none.iter().filter(|(_, why)| *why == which).count();
    for (which, words) in [
        (NoLever::Zero, "are 0, of which no share can be moved: give a range with --on"),
        (NoLever::Month, "say which month, and are not moved"),
        (NoLever::Whole, "are the whole of their shares, and are not moved"),
    ] {
        if count(which) > 0 {
            notes.push(format!("{} numbers {words}.", count(which)));
        }
    }
    format!("{title}\n\n{answer}\n\n{table}\n\n{}\n", notes.join("\n"))
}

/// A setting as text; empty where it was refused.
fn setting(result: &LeverResult, side: usize) -> String {
    let setting = if side == 0 { &result.lever.low } else { &result.lever.high };
    match (&result.refused[side], result.lever.is_factor) {
        (Some(_), _) => "refused".to_owned(),
        (None, true) => format!("× {}", setting.value),
        (None, false) if setting.value.abs() >= 1_000.0 => grouped(setting.value),
        (None, false) => setting.value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_the_command_line() {
        assert_eq!(path_and_range("a.b=0.8..1.2"), Ok(("a.b".to_owned(), Some((0.8, 1.2)))));
        assert_eq!(path_and_range("a=1_000..2_000"), Ok(("a".to_owned(), Some((1e3, 2e3)))));
        assert_eq!(path_and_range("a[0].b"), Ok(("a[0].b".to_owned(), None)));
        for wrong in ["a=2..1", "a=x..1", "a=1", "a=1..nan"] {
            assert!(path_and_range(wrong).is_err(), "{wrong}");
        }
    }
}
