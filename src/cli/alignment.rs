//! `--alignment`: whether the plans pay for what the company wants.

use super::digits::{Shown, decimal, grouped, shown};
use super::failure::Failure;
use super::incentives;
use super::progress::Progress;
use super::screen::strong;
use crate::metrics::TeamLine;
use crate::plan::Plan;
use crate::simulate::Model;
use crate::statistics::{Estimate, GROUPS};
use crate::study::alignment::{Alignment, ScoreLine, Unit, alignment, scorecard};

/// Years where no number is asked for: intervals of a few points, in a few seconds.
const YEARS: usize = 1_000;

/// How alignment is looked at.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Whether the plans pay for what the company wants")]
pub(super) struct Options {
    /// Say what each plan rewards, whom it rewards, and where it tempts
    ///
    /// Strength, fairness and luck, faults of shape, timing, retention, balance: worked out on the simulated reps of
    /// years of their own pass, each figure with its error. Writes the tables `scorecard`, `alignment`,
    /// `incentive_profile` and `timing`.
    #[arg(long)]
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

/// A page for each team, in the order of teams.
pub(super) fn pages(found: &Alignment, teams: usize) -> Vec<ScoreLine> {
    (0..teams).flat_map(|team| scorecard(found, team, &written)).collect()
}

/// What was found, for the screen: each team's page, then what a little more pays and what moving a deal pays.
pub(super) fn section(
    found: &Alignment,
    lines: &[ScoreLine],
    teams: &[TeamLine],
    plans: &[Plan],
) -> String {
    let title = strong("Does the plan pay for what the company wants?");
    let page = |(number, (team, plan)): (usize, (&TeamLine, &Plan))| {
        let heading = strong(&format!("{}, paid by \"{}\"", team.name, plan.name));
        let of_team = lines.iter().filter(|line| line.team == number);
        let told: String = of_team.map(|line| folded(line.about, &line.sentence)).collect();
        format!("{heading}\n{told}\n")
    };
    let pages: String = teams.iter().zip(plans).enumerate().map(page).collect();
    let incentives = incentives::lines(found, teams);
    let years = grouped(found.years as f64);
    format!(
        "{title}\n\n{pages}{incentives}From the reps of {years} years who held their seat all year. The table `alignment` \
         has every figure with its error,\nthe data dictionary what each of them means."
    )
}

/// A word and its sentence, in lines of at most 118 letters; a number stays with its sign and its error's.
fn folded(about: &str, sentence: &str) -> String {
    const INDENT: usize = 15;
    const WIDTH: usize = 118;
    let mut text = format!("  {about:<width$}", width = INDENT - 2);
    let mut column = INDENT;
    let bound = sentence.replace(" %", "\u{a0}%").replace("± ", "±\u{a0}");
    for word in bound.split(' ') {
        let length = word.chars().count();
        if column + length > WIDTH {
            text.truncate(text.trim_end().len());
            text += &format!("\n{:INDENT$}", "");
            column = INDENT;
        }
        text += word;
        text.push(' ');
        column += length + 1;
    }
    text.truncate(text.trim_end().len());
    text.replace('\u{a0}', " ") + "\n"
}

/// An estimate with half its interval in brackets, none where it is exact.
pub(super) fn written(estimate: &Estimate, unit: Unit) -> String {
    let (factor, decimals, sign) = match unit {
        Unit::Share => (100.0, 1, " %"),
        Unit::Ratio => (1.0, 2, ""),
        Unit::PerValue => (1.0, 4, ""),
        Unit::Currency | Unit::Count => (1.0, 0, ""),
    };
    match estimate.interval {
        None => decimal(factor * estimate.value, decimals) + sign,
        Some(_) => {
            let Shown { value, error } = shown(estimate, factor, decimals);
            format!("{value}{sign} ({error})")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_folded_under_their_beginning() {
        let sentence = "word ".repeat(30);
        let text = folded("reach", sentence.trim_end());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(
            lines[0].starts_with("  reach        word word") && lines[0].len() <= 118,
            "{text}"
        );
        assert!(lines[1].starts_with("               word"), "{text}");
        assert_eq!(text.matches("word").count(), 30);
    }
}
