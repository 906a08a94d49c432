//! The market: factors that move all teams of a year alike.

use crate::diagnostic::{Finding, element, join, suggestion};
use crate::distribution::{Correlation, CorrelationError, Distribution};
use crate::spec::NumberOr;
use crate::spec::company as file;
use crate::spec::distribution as drawn;

use super::super::Market;
use super::Lowering;

/// The factors, in the order of [`Market::correlation`].
const FACTORS: [&str; 3] = ["demand", "churn", "expansion"];

impl Lowering<'_> {
    /// The market; factors that are not stated are always 1.
    pub(super) fn market(&mut self, table: Option<&file::Market>) -> Option<Market> {
        let absent = file::Market::default();
        let table = table.unwrap_or(&absent);
        let demand = self.market_factor("demand", table.demand.as_ref());
        let churn = self.market_factor("churn", table.churn.as_ref());
        let expansion = self.market_factor("expansion", table.expansion.as_ref());
        let correlation = self.correlation(table);
        Some(Market {
            demand: demand?,
            churn: churn?,
            expansion: expansion?,
            correlation: correlation?,
        })
    }

    fn market_factor(
        &mut self,
        key: &str,
        written: Option<&NumberOr<drawn::Distribution>>,
    ) -> Option<Distribution> {
        match written {
            Some(written) => self.factor(&join("market", key), written),
            None => Distribution::constant(1.0).ok(),
        }
    }

    fn correlation(&mut self, table: &file::Market) -> Option<Correlation> {
        let written = table.correlation.as_deref().unwrap_or_default();
        let pairs: Vec<_> = written
            .iter()
            .enumerate()
            .map(|(i, entry)| self.pair(table, &written[..i], i, entry))
            .collect();
        let pairs: Vec<_> = pairs.into_iter().collect::<Option<_>>()?;
        match Correlation::new(FACTORS.len(), &pairs) {
            Ok(correlation) => Some(correlation),
            Err(CorrelationError::Contradiction { .. }) => {
                let finding = Finding::error(
                    "market.correlation",
                    "these correlations contradict each other: no three factors can have them all (the matrix is not \
                     positive semi-definite)",
                );
                self.report(match last_within(&pairs) {
                    Some((a, b, low, high)) => finding.help(format!(
                        "beside the others, that of `{}` and `{}` can be from {low} to {high}; what is not listed is 0",
                        FACTORS[a], FACTORS[b]
                    )),
                    None => finding.help("bring them nearer to 0"),
                });
                None
            }
            Err(error) => {
                self.error("market.correlation", error.to_string());
                None
            }
        }
    }

    /// One correlation, as the numbers of its two factors and their coefficient.
    fn pair(
        &mut self,
        table: &file::Market,
        before: &[(String, String, f64)],
        index: usize,
        (one, other, coefficient): &(String, String, f64),
    ) -> Option<(usize, usize, f64)> {
        let path = element("market.correlation", index);
        let a = self.factor_named(&element(&path, 0), one);
        let b = self.factor_named(&element(&path, 1), other);
        let (a, b) = (a?, b?);
        if a == b {
            let finding = Finding::error(path, format!("`{one}` is correlated with itself"));
            self.report(finding.help("name two different factors"));
            return None;
        }
        let same = |(x, y, _): &(String, String, f64)| {
            (x == one && y == other) || (x == other && y == one)
        };
        if let Some(first) = before.iter().position(same) {
            let finding = Finding::error(
                path,
                format!("the correlation of `{one}` and `{other}` is given twice"),
            );
            self.report(finding.related(element("market.correlation", first), "given here before"));
            return None;
        }
        for (name, given) in
            [("demand", &table.demand), ("churn", &table.churn), ("expansion", &table.expansion)]
        {
            if given.is_none() && (one == name || other == name) {
                let finding = Finding::warning(
                    &path,
                    format!("`{name}` is always 1 here: this correlation is without effect"),
                );
                self.report(finding.help(format!("give `{name}` a distribution in `[market]`")));
            }
        }
        if !(-1.0..=1.0).contains(coefficient) {
            self.error(
                element(&path, 2),
                format!("a correlation must be from -1 to 1, found {coefficient}"),
            );
            return None;
        }
        Some((a, b, *coefficient))
    }

    fn factor_named(&mut self, path: &str, name: &str) -> Option<usize> {
        let known = FACTORS.iter().position(|factor| *factor == name);
        if known.is_none() {
            let finding = Finding::error(path, format!("the market has no factor \"{name}\""));
            self.report(finding.help(suggestion(name, &FACTORS)));
        }
        known
    }
}

/// What the last correlation listed may be beside the others, in hundredths: its two factors, the least and the most.
fn last_within(pairs: &[(usize, usize, f64)]) -> Option<(usize, usize, f64, f64)> {
    let (&(a, b, _), others) = pairs.split_last()?;
    let third = FACTORS.len() - a - b;
    let with_third = |factor: usize| {
        let same = |&&(x, y, _): &&(usize, usize, f64)| {
            (x, y) == (factor, third) || (x, y) == (third, factor)
        };
        others.iter().find(same).map_or(0.0, |(_, _, rho)| *rho)
    };
    let (one, other) = (with_third(a), with_third(b));
    let spread = ((1.0 - one * one) * (1.0 - other * other)).sqrt();
    let low = ((one * other - spread) * 100.0).ceil() / 100.0;
    let high = ((one * other + spread) * 100.0).floor() / 100.0;
    (low <= high).then_some((a, b, low + 0.0, high + 0.0))
}
