//! `simulate --alignment`: whether the plans pay for what the company wants.

use super::digits::{Shown, decimal, grouped, shown};
use super::failure::Failure;
use super::incentives;
use super::progress::Progress;
use super::screen::{aligned, strong};
use crate::metrics::TeamLine;
use crate::plan::Plan;
use crate::simulate::Model;
use crate::statistics::GROUPS;
use crate::study::alignment::{Alignment, Figure, Unit, alignment};

/// Years where no number is asked for: intervals of a few points, in a few seconds.
const YEARS: usize = 1_000;

/// How alignment is looked at.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Whether the plans pay for what the company wants")]
pub(super) struct Options {
    /// Say what each plan rewards, whom it rewards, and where it tempts
    ///
    /// Strength, fairness and luck, faults of shape, timing, retention, balance: worked out on the simulated reps of
    /// years of their own pass, each figure with its error. Writes the table `alignment`.
    #[arg(long, conflicts_with = "shard")]
    alignment: bool,
    /// Years to look at [default: 1000]
    #[arg(long, value_name = "N", requires = "alignment", value_parser = years, allow_negative_numbers = true)]
    alignment_years: Option<usize>,
}

fn years(text: &str) -> Result<usize, String> {
    super::inputs::whole(text, GROUPS as u64, 10_000_000, "from 20 to 10,000,000")
}

/// Looks at alignment, if that is asked for.
pub(super) fn look(
    options: &Options,
    model: &Model<'_>,
    plans: &[Plan],
    threads: usize,
    quiet: bool,
) -> Result<Option<Alignment>, Failure> {
    if !options.alignment {
        return Ok(None);
    }
    let years = options.alignment_years.unwrap_or(YEARS);
    let progress = Progress::new(years, 0, quiet);
    let found = alignment(model, plans, years, threads, &|done| progress.proceed(done));
    progress.finish();
    Ok(Some(found?))
}

/// What was found, for the screen.
pub(super) fn section(found: &Alignment, teams: &[TeamLine]) -> String {
    let title = strong("Does the plan pay for what the company wants?");
    let heading = ["team", "figure", "value", ""].map(str::to_owned).to_vec();
    let row = |figure: &Figure| {
        let [value, error] = cells(figure);
        let label = match &figure.of {
            None => figure.definition.label.to_owned(),
            Some(of) => format!("{}: {of}", figure.definition.label),
        };
        vec![teams[figure.team].name.clone(), label, value, error]
    };
    let table = aligned(heading, found.figures.iter().map(row).collect());
    let years = grouped(found.years as f64);
    let incentives = incentives::lines(found, teams);
    format!(
        "{title}\n\n{table}\n\n{incentives}From the reps of {years} years who held their seat all year."
    )
}

/// A figure's value and half its interval; nothing beside a value that is exact.
fn cells(figure: &Figure) -> [String; 2] {
    let Some(estimate) = &figure.estimate else {
        return ["–".to_owned(), String::new()];
    };
    let (factor, decimals, unit) = match figure.definition.unit {
        Unit::Share => (100.0, 1, " %"),
        Unit::Ratio => (1.0, 2, ""),
        Unit::PerValue => (1.0, 4, ""),
        Unit::Currency | Unit::Count => (1.0, 0, ""),
    };
    match estimate.interval {
        None => [decimal(factor * estimate.value, decimals) + unit, String::new()],
        Some(_) => {
            let Shown { value, error } = shown(estimate, factor, decimals);
            [value + unit, error]
        }
    }
}
