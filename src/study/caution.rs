//! What a run's errors do not say: told to whoever reads its results.

use std::fmt;

use super::overview::{Line, Overview};
use crate::metrics::{COMPANY, Metric};
use crate::statistics::Statistic;

/// Where the statistics of a run promise less than their intervals seem to.
#[derive(Clone, Debug, PartialEq)]
pub enum Caution {
    /// Too few years for the error of some statistics, which have no interval.
    NoError {
        /// Years that were run.
        years: usize,
        /// The statistics.
        statistics: Vec<Statistic>,
    },
    /// Too few years for the heavy tails of some figures: the error of their standard deviation is too small.
    SpreadFallsShort {
        /// Years that were run.
        years: usize,
        /// The figures, such as `AE clawback`.
        figures: Vec<String>,
    },
    /// No year overran the budget, so neither how often nor by how much is seen.
    NeverOverrun {
        /// Years that were run.
        years: usize,
        /// The upper end of the chance's interval.
        at_most: f64,
    },
}

impl Caution {
    /// What has to be said of a run's statistics.
    pub fn of(overview: &Overview) -> Vec<Self> {
        let years = overview.years;
        let mut cautions = Vec::new();
        let statistics: Vec<Statistic> = Statistic::ALL
            .into_iter()
            .filter(|statistic| overview.lines.iter().any(|line| lacks_error(line, *statistic)))
            .collect();
        if !statistics.is_empty() {
            cautions.push(Self::NoError { years, statistics });
        }
        let short = overview.lines.iter().filter(|line| line.summary.sd_falls_short());
        let figures: Vec<String> = short
            .map(|line| format!("{} {}", line.column.team_name, line.column.metric.name()))
            .collect();
        if !figures.is_empty() {
            cautions.push(Self::SpreadFallsShort { years, figures });
        }
        let overrun = overview.line(COMPANY, &Metric::BudgetOverrun);
        let chance = overrun.and_then(|line| line.probability);
        if let Some(chance) = chance.filter(|chance| chance.value == 0.0) {
            let at_most = chance.interval.map_or(1.0, |interval| interval.high);
            cautions.push(Self::NeverOverrun { years, at_most });
        }
        cautions
    }
}

/// Whether the figure varies, and the statistic has a value whose error is not known.
fn lacks_error(line: &Line, statistic: Statistic) -> bool {
    let varies = line.summary.get(Statistic::Sd).is_none_or(|sd| sd.value > 0.0);
    let unknown = line.summary.get(statistic).is_some_and(|e| e.interval.is_none());
    varies && unknown && statistic.fewest_for_error().is_some()
}

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoError { years, statistics } => {
                // Statistics that take as many years stand together, those that take most first.
                let mut takes: Vec<(usize, Vec<&str>)> = Vec::new();
                for statistic in statistics {
                    let fewest = statistic.fewest_for_error().unwrap_or_default();
                    match takes.iter_mut().find(|(number, _)| *number == fewest) {
                        Some((_, names)) => names.push(statistic.name()),
                        None => takes.push((fewest, vec![statistic.name()])),
                    }
                }
                takes.sort_unstable_by_key(|(fewest, _)| std::cmp::Reverse(*fewest));
                let takes: Vec<String> = takes
                    .iter()
                    .map(|(fewest, names)| format!("{} ({fewest} years)", names.join(", ")))
                    .collect();
                write!(f, "{} too few to know the error of {}", counted(*years), takes.join("; "))
            }
            Self::SpreadFallsShort { years, figures } => {
                write!(
                    f,
                    "{} few for tails as heavy as those of {}: the 95 % interval of sd holds the truth in some 91 \
                     to 94 % of runs there",
                    counted(*years),
                    some_of(figures)
                )
            }
            Self::NeverOverrun { years, at_most } => write!(
                f,
                "none of {years} years overran the budget, which leaves a chance of up to {:.2} % open; the mean \
                 overrun of 0 has no error that could be known",
                100.0 * at_most
            ),
        }
    }
}

fn counted(years: usize) -> String {
    if years == 1 { "1 year is".to_owned() } else { format!("{years} years are") }
}

/// All names up to three, or two and how many more.
fn some_of(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, more @ ..] => format!("{one}, {two} and {} more figures", more.len()),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Column;
    use crate::statistics::{Scratch, probability_above, summarise};

    fn overview(years: usize, metric: Metric, values: &[f64]) -> Overview {
        let column = Column { team: None, team_name: COMPANY.to_owned(), metric };
        let probability = probability_above(values, 0.0);
        let line =
            Line { column, summary: summarise(values, &mut Scratch::default()), probability };
        Overview { years, lines: vec![line], overrun: None, spread: Vec::new(), distribution: None }
    }

    fn told(overview: &Overview) -> Vec<String> {
        Caution::of(overview).iter().map(Caution::to_string).collect()
    }

    /// Evenly spread values: no tail at all.
    fn even(n: u32) -> Vec<f64> {
        (0..n).map(f64::from).collect()
    }

    #[test]
    fn few_years_leave_errors_unknown() {
        assert_eq!(
            told(&overview(80, Metric::Bookings, &even(80))),
            [
                "80 years are too few to know the error of p01, p99 (368 years); cvar95, cvar05 (100 years)"
            ]
        );
        assert!(told(&overview(1, Metric::Bookings, &[7.0]))[0].starts_with("1 year is too few"));
        assert_eq!(told(&overview(368, Metric::Bookings, &even(368))), [""; 0]);
        // What never varies has no error to know.
        assert_eq!(told(&overview(80, Metric::Bookings, &[7.0; 80])), [""; 0]);
    }

    #[test]
    fn heavy_tails_are_named() {
        // Half a per cent of the years bring nearly all the spread.
        let mut values = even(1_000);
        values[..5].fill(1e6);
        assert_eq!(
            told(&overview(1_000, Metric::Clawback, &values)),
            [
                "1000 years are few for tails as heavy as those of company clawback: the 95 % interval of sd holds \
              the truth in some 91 to 94 % of runs there"
            ]
        );
        let names = ["a", "b", "c", "d"].map(str::to_owned);
        assert_eq!(some_of(&names), "a, b and 2 more figures");
        assert_eq!(some_of(&names[..3]), "a, b and c");
    }

    #[test]
    fn a_budget_that_was_never_overrun_may_still_be() {
        // No success in 1,000: up to z² / (1000 + z²) = 0.383 %.
        assert_eq!(
            told(&overview(1_000, Metric::BudgetOverrun, &[0.0; 1_000])),
            [
                "none of 1000 years overran the budget, which leaves a chance of up to 0.38 % open; the mean \
              overrun of 0 has no error that could be known"
            ]
        );
    }
}
