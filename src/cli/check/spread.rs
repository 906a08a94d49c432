//! Measured numbers in words: a distribution by its mean and how widely it spreads, a number of things.

use crate::diagnostic::thousands;
use crate::distribution::Distribution;

/// How values are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// As they are.
    Number,
    /// In percent.
    Share,
}

/// `95 % on average, sd 36 points, 9 in 10 from 41 % to 155 %`; of a constant the value.
pub(super) fn about(distribution: &Distribution, show: Show) -> String {
    let value = |x: f64| match show {
        Show::Number => rounded(x),
        Show::Share => format!("{} %", decimal(100.0 * x, 1)),
    };
    if let Some(constant) = distribution.is_constant() {
        return value(constant);
    }
    let (mean, sd) = (distribution.mean(), distribution.variance().sqrt());
    let (low, high) = (distribution.quantile(0.05), distribution.quantile(0.95));
    let mean = if mean.is_finite() {
        format!("{} on average", value(mean))
    } else {
        "without a finite mean".to_owned()
    };
    let sd = match show {
        _ if !sd.is_finite() => "without a finite sd".to_owned(),
        Show::Number => format!("sd {}", rounded(sd)),
        Show::Share => format!("sd {} points", decimal(100.0 * sd, 1)),
    };
    format!("{mean}, {sd}, 9 in 10 from {} to {}", value(low), value(high))
}

/// Large numbers whole, others with up to two decimals.
fn rounded(x: f64) -> String {
    let places = match x.abs() {
        a if a >= 1000.0 => 0,
        a if a >= 10.0 => 1,
        _ => 2,
    };
    decimal(x, places)
}

/// With at most so many decimals, thousands apart.
pub(super) fn decimal(x: f64, places: usize) -> String {
    let text = format!("{x:.places$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let text = if text.chars().all(|c| matches!(c, '-' | '0')) { "0" } else { text };
    thousands(text)
}

/// A number of things: `1 rep`, `24 reps`.
pub(super) fn many(count: usize, one: &str) -> String {
    format!("{} {one}{}", thousands(count), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_spread() {
        let normal = Distribution::normal(0.95, 0.20).unwrap();
        assert_eq!(
            about(&normal, Show::Share),
            "95 % on average, sd 20 points, 9 in 10 from 62.1 % to 127.9 %"
        );
        assert_eq!(about(&Distribution::constant(40.0).unwrap(), Show::Number), "40");
        let size = Distribution::exponential(30_000.0).unwrap();
        assert_eq!(
            about(&size, Show::Number),
            "30,000 on average, sd 30,000, 9 in 10 from 1,539 to 89,872"
        );
        let pareto = Distribution::pareto(1.0, 1.5).unwrap();
        assert_eq!(
            about(&pareto, Show::Number),
            "3 on average, without a finite sd, 9 in 10 from 1.03 to 7.37"
        );
        assert_eq!(
            (decimal(-0.001, 2), decimal(1234.50, 2)),
            ("0".to_owned(), "1,234.5".to_owned())
        );
    }
}
