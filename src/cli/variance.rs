//! `simulate --variance`: where the spread of the cost comes from, and what more heads do to it.

use super::digits::{Shown, decimal, grouped, shown};
use super::failure::Failure;
use super::progress::Progress;
use super::screen::{aligned, strong};
use crate::metrics::{COMPANY, Metric};
use crate::simulate::Model;
use crate::statistics::Estimate;
use crate::statistics::attribution::Effect;
use crate::study::{FigureSplit, VarianceSplit, variance_split};

/// Years where no number is asked for: intervals of two or three points, in a few seconds.
const YEARS: usize = 1_000;

/// How the variance is split.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Where the spread comes from")]
pub(super) struct Options {
    /// Split the variance of the cost into its sources, and say what more heads would do to it
    ///
    /// Market, team factor, rep attainment, deals, churn, …: each source's draws are exchanged, alone and one after
    /// the other in random order, for those of an independent year, and the plans are run on these hybrid years.
    /// Writes the tables `variance_sources` and `variance_scaling`.
    #[arg(long, conflicts_with = "shard")]
    variance: bool,
    /// Years to split, each with an independent twin and three hybrids of the two for every source [default: 1000]
    #[arg(long, value_name = "N", requires = "variance", value_parser = years, allow_negative_numbers = true)]
    variance_years: Option<usize>,
}

fn years(text: &str) -> Result<usize, String> {
    super::inputs::whole(text, 2, 10_000_000, "from 2 to 10,000,000")
}

/// Splits the variance, if that is asked for.
pub(super) fn split(
    options: &Options,
    model: &Model<'_>,
    threads: usize,
    quiet: bool,
) -> Result<Option<VarianceSplit>, Failure> {
    if !options.variance {
        return Ok(None);
    }
    let years = options.variance_years.unwrap_or(YEARS);
    let progress = Progress::new(years, 0, quiet);
    let split = variance_split(model, years, threads, &|done| progress.proceed(done));
    progress.finish();
    Ok(Some(split?))
}

/// What was found, for the screen.
pub(super) fn section(split: &VarianceSplit) -> String {
    let years = grouped(split.years as f64);
    let title = strong("Where the spread comes from");
    let Some(pay) = split.figure(COMPANY, &Metric::VariablePay) else {
        return format!("{title}\n\nVariable pay was the same in all of {years} years.");
    };
    let sentences = [shared(split, pay), heads(pay)].into_iter().flatten().collect::<Vec<_>>();
    let effects = split.sources.iter().map(|source| source.in_words()).zip(&pay.effects.inputs);
    let (silent, mut speaking): (Vec<_>, Vec<_>) =
        effects.partition(|(_, effect)| is_nothing(effect));
    speaking.sort_by(|a, b| b.1.shapley.value.total_cmp(&a.1.shapley.value));
    let heading =
        ["source", "of variance", "", "alone", "", "with others", ""].map(str::to_owned).to_vec();
    let row = |(source, effect): (&str, &Effect)| {
        let cells = [effect.shapley, effect.first, effect.total].map(|estimate| percent(&estimate));
        [vec![source.to_owned()], cells.concat()].concat()
    };
    let table = aligned(heading, speaking.into_iter().map(row).collect());
    let mut legend = format!(
        "Shares of the variance of the company's variable pay, from {years} years and their independent twins. The first\n\
         column sums to 100 %. Alone: what would go if the source were known. With others: what would stay if all\n\
         others were known; the difference is what it does together with others."
    );
    if !silent.is_empty() {
        let names: Vec<&str> = silent.into_iter().map(|(source, _)| source).collect();
        legend += &format!("\nDrawn, but of no effect on variable pay: {}.", names.join(", "));
    }
    format!("{title}\n\n{}\n\n{table}\n\n{legend}", sentences.join("\n"))
}

/// Whether a source changed no year's pay.
fn is_nothing(effect: &Effect) -> bool {
    effect.total.value == 0.0 && effect.total.interval.is_none()
}

/// How much of the variance all reps share.
fn shared(split: &VarianceSplit, pay: &FigureSplit) -> Option<String> {
    let share = pay.with_heads(1.0)?.systematic;
    let sources: Vec<&str> = split
        .sources
        .iter()
        .filter(|source| source.is_shared())
        .map(|source| source.in_words())
        .collect();
    if sources.is_empty() {
        return Some(
            "Nothing that all reps share is drawn: a larger team diversifies all of the spread."
                .to_owned(),
        );
    }
    let [value, error] = percent(&share);
    let error = if error.is_empty() { String::new() } else { format!(" ({error})") };
    let (all_but_last, last) = sources.split_at(sources.len() - 1);
    let and = if all_but_last.is_empty() { "" } else { " and " };
    Some(strong(&format!(
        "{} of the variance, {value}{error}, is {}{and}{}: a larger team does not diversify it.",
        fraction(share.value),
        all_but_last.join(", "),
        last.concat()
    )))
}

/// The spread at other head counts.
fn heads(pay: &FigureSplit) -> Option<String> {
    let at = |heads| pay.with_heads(heads)?.relative_sd;
    let of = |heads| Some(decimal(100.0 * at(heads)?.value, 1));
    let Shown { value, error } = shown(&at(1.0)?, 100.0, 1);
    let mut sentence = format!(
        "The standard deviation is {value} % ({error}) of the mean. With half the heads it would be {} %,\n\
         with twice as many {} %, with ten times {} %",
        of(0.5)?,
        of(2.0)?,
        of(10.0)?
    );
    if let Some(limit) = at(f64::INFINITY).filter(|limit| limit.value > 0.0) {
        sentence += &format!(", and never less than {} %", decimal(100.0 * limit.value, 1));
    }
    Some(sentence + ".")
}

/// A value in per cent and half its interval; nothing beside a value that is exact.
fn percent(estimate: &Estimate) -> [String; 2] {
    match estimate.interval {
        Some(_) => {
            let Shown { value, error } = shown(estimate, 100.0, 3);
            [format!("{value} %"), error]
        }
        None => [format!("{} %", decimal(100.0 * estimate.value, 1)), String::new()],
    }
}

/// A share as people say it.
fn fraction(share: f64) -> &'static str {
    const WORDS: [(f64, &str); 13] = [
        (0.0, "Next to nothing"),
        (0.1, "About a tenth"),
        (0.2, "About a fifth"),
        (0.25, "About a quarter"),
        (1.0 / 3.0, "About a third"),
        (0.4, "About two fifths"),
        (0.5, "About half"),
        (0.6, "About three fifths"),
        (2.0 / 3.0, "About two thirds"),
        (0.75, "About three quarters"),
        (0.8, "About four fifths"),
        (0.9, "About nine tenths"),
        (1.0, "Nearly all"),
    ];
    let nearest = WORDS.iter().min_by(|a, b| (a.0 - share).abs().total_cmp(&(b.0 - share).abs()));
    nearest.map_or("", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_words() {
        for (share, words) in [
            (-0.01, "Next to nothing"),
            (0.04, "Next to nothing"),
            (0.34, "About a third"),
            (0.53, "About half"),
            (0.99, "Nearly all"),
        ] {
            assert_eq!(fraction(share), words, "{share}");
        }
    }
}
