//! Which candidate is looked for.

use std::fmt;

use crate::diagnostic::{list, nearest};
use crate::metrics::Metric;

/// What makes a candidate the best: the smallest value wins.
#[derive(Clone, Debug, PartialEq)]
pub enum Criterion {
    /// The mean of the company's total cost.
    Cost,
    /// The 95th percentile of the company's total cost, of samples of 200 years: the mean of what such samples say.
    P95,
    /// The mean of a sum of weighted figures of the company.
    Score(Vec<(Metric, f64)>),
}

/// Differences that do not matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Indifference {
    /// Below this, in the criterion's unit.
    Amount(f64),
    /// Below this share of today's value of the criterion, as the first look estimates it.
    Share(f64),
}

/// What is asked of the choice.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedChoice {
    /// What is to be small.
    pub criterion: Criterion,
    /// Which differences do not matter.
    pub indifference: Indifference,
    /// Years that may be spent.
    pub max_years: usize,
}

impl AskedChoice {
    /// The least chance of a right choice.
    pub const CONFIDENCE: f64 = 0.95;

    /// Years that may be spent where no number is given.
    pub const MAX_YEARS: usize = 200_000;
}

impl Default for AskedChoice {
    /// The cheapest, to 0.5 %.
    fn default() -> Self {
        Self {
            criterion: Criterion::Cost,
            indifference: Indifference::Share(0.005),
            max_years: Self::MAX_YEARS,
        }
    }
}

impl Criterion {
    /// The criterion that a text says: `cost`, `p95`, or weights such as `total_cost=1,budget_overrun=2`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn from_text(text: &str) -> Result<Self, String> {
        match text {
            "cost" => return Ok(Self::Cost),
            "p95" => return Ok(Self::P95),
            _ => {}
        }
        if !text.contains('=') {
            let meant = nearest(text, ["cost", "p95"]);
            let meant = meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
            return Err(format!(
                "expected cost, p95, or weights such as total_cost=1,budget_overrun=2; found `{text}`{meant}"
            ));
        }
        let weights = text.split(',').map(|part| {
            let (name, weight) = part.split_once('=').unwrap_or((part, ""));
            let weight = weight.trim().parse::<f64>().map_err(|_| {
                format!("expected METRIC=WEIGHT, such as total_cost=1; found `{part}`")
            })?;
            Ok((name.trim().to_owned(), weight))
        });
        Self::score(weights.collect::<Result<Vec<_>, String>>()?)
    }

    /// A weighted score.
    ///
    /// # Errors
    /// A metric that no plan changes or that is named twice, a weight that is not finite, or no weight but 0.
    pub fn score(weights: impl IntoIterator<Item = (String, f64)>) -> Result<Self, String> {
        let mut score: Vec<(Metric, f64)> = Vec::new();
        for (name, weight) in weights {
            let names = || Metric::MOVED_BY_PLANS.iter().map(Metric::name);
            let known = Metric::MOVED_BY_PLANS.iter().find(|metric| metric.name() == name);
            let Some(metric) = known else {
                let all: Vec<String> = names().collect();
                return Err(match nearest(&name, all.iter().map(String::as_str)) {
                    Some(meant) => format!("no metric `{name}`; did you mean `{meant}`?"),
                    None => format!(
                        "no metric `{name}`; those that plans change are {}",
                        list(names().map(|name| format!("`{name}`")), "and")
                    ),
                });
            };
            if score.iter().any(|(other, _)| other == metric) {
                return Err(format!("`{name}` is given two weights"));
            }
            if !weight.is_finite() {
                return Err(format!("the weight of `{name}` must be a finite number"));
            }
            score.push((metric.clone(), weight));
        }
        if score.iter().all(|(_, weight)| *weight == 0.0) {
            return Err("no metric has a weight other than 0".to_owned());
        }
        Ok(Self::Score(score))
    }

    /// The company's figures that it looks at.
    pub(super) fn metrics(&self) -> Vec<(Metric, f64)> {
        match self {
            Self::Cost | Self::P95 => vec![(Metric::TotalCost, 1.0)],
            Self::Score(score) => score.clone(),
        }
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cost => f.write_str("cost"),
            Self::P95 => f.write_str("p95"),
            Self::Score(score) => {
                let parts =
                    score.iter().map(|(metric, weight)| format!("{}={weight}", metric.name()));
                f.write_str(&parts.collect::<Vec<_>>().join(","))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_in_words_and_back() {
        for text in ["cost", "p95", "total_cost=1,budget_overrun=2.5"] {
            assert_eq!(Criterion::from_text(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_criterion() {
        for (text, words) in [
            ("costs", "did you mean `cost`?"),
            ("bookings=1", "those that plans change are `variable_pay`"),
            ("totl_cost=1", "did you mean `total_cost`?"),
            ("total_cost=1,total_cost=2", "given two weights"),
            ("total_cost=much", "expected METRIC=WEIGHT"),
            ("total_cost=inf", "must be a finite number"),
            ("total_cost=0", "no metric has a weight"),
        ] {
            let error = Criterion::from_text(text).unwrap_err();
            assert!(error.contains(words), "{text}: {error}");
        }
    }
}
