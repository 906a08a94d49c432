//! What a quantity may be: the distribution of an amount, a share or a factor lies where its meaning does.

use crate::diagnostic::{Finding, join, thousands};
use crate::distribution::Distribution;
use crate::money::Cents;
use crate::spec::NumberOr;
use crate::spec::distribution as file;

use super::Lowering;
use super::check::in_percent;

/// The largest factor on results that is computed.
const MOST_FACTOR: f64 = 1e6;

impl Lowering<'_> {
    /// A distribution whose draws are never negative, hardly ever above a limit, and have a mean.
    pub(super) fn not_negative(
        &mut self,
        most: f64,
        path: &str,
        written: &NumberOr<file::Distribution>,
    ) -> Option<Distribution> {
        let distribution = self.distribution(path, written)?;
        let sound = self.within(path, &distribution, 0.0, f64::INFINITY)
            && self.has_mean(path, &distribution)
            && self.rarely_beyond(most, path, &distribution);
        sound.then_some(distribution)
    }

    /// A factor on results, or a share that may be above 1.
    pub(super) fn factor(
        &mut self,
        path: &str,
        written: &NumberOr<file::Distribution>,
    ) -> Option<Distribution> {
        self.not_negative(MOST_FACTOR, path, written)
    }

    /// Whether every draw lies within bounds; what to write is said where not.
    pub(super) fn within(
        &mut self,
        path: &str,
        distribution: &Distribution,
        least: f64,
        most: f64,
    ) -> bool {
        let key = path.rsplit('.').next().unwrap_or(path);
        let (low, high) = distribution.support();
        let mut bounds = Vec::new();
        if low < least {
            bounds.push(format!("`min = {least}`"));
        }
        if high > most {
            bounds.push(format!("`max = {most}`"));
        }
        if bounds.is_empty() {
            return true;
        }
        let rule = if most.is_finite() {
            format!("from {least} to {most}")
        } else {
            format!("{least} or more")
        };
        let finding = if distribution.is_constant().is_some() {
            let finding = Finding::error(path, format!("`{key}` must be {rule}, found {low}"));
            if most == 1.0 { in_percent(finding, low) } else { finding }
        } else {
            Finding::error(
                path,
                format!(
                    "every draw of `{key}` must be {rule}; this distribution also draws values outside"
                ),
            )
            .help(format!("give {}", bounds.join(" and ")))
        };
        self.report(finding);
        false
    }

    /// Whether the mean is finite.
    pub(super) fn has_mean(&mut self, path: &str, distribution: &Distribution) -> bool {
        let finite = distribution.mean().is_finite();
        if !finite {
            let key = path.rsplit('.').next().unwrap_or(path);
            let finding = Finding::error(
                path,
                format!("`{key}` has no finite mean: an average year would not exist"),
            );
            self.report(finding.help("give `max`, or a distribution with fewer extreme values"));
        }
        finite
    }

    /// Whether draws beyond a limit, on either side of 0, are as good as impossible: one in a thousand million
    /// is further out. A heavier tail would take all the time and memory of a run, or leave the range in which
    /// amounts are exact.
    pub(super) fn rarely_beyond(
        &mut self,
        most: f64,
        path: &str,
        distribution: &Distribution,
    ) -> bool {
        let (low, high) = (distribution.quantile(1e-9), distribution.quantile(1.0 - 1e-9));
        if low >= -most && high <= most {
            return true;
        }
        let key = path.rsplit('.').next().unwrap_or(path);
        let (side, bound, limit) =
            if high > most { ("above", "max", most) } else { ("below", "min", -most) };
        let limit = thousands(limit as i64);
        let finding = match distribution.is_constant() {
            Some(value) => {
                Finding::error(path, format!("`{key}` must not be {side} {limit}, found {value}"))
            }
            None => Finding::error(path, format!("`{key}` would now and then be {side} {limit}"))
                .help(format!("give `{bound}`, or a distribution that spreads less")),
        };
        self.report(finding);
        false
    }

    /// An amount of money that is drawn: never negative, with a mean above 0 and within what is computed.
    pub(super) fn amount_drawn(
        &mut self,
        path: &str,
        written: &NumberOr<file::Distribution>,
    ) -> Option<Distribution> {
        let distribution = self.not_negative(Cents::LIMIT as f64, path, written)?;
        let positive = distribution.mean() > 0.0;
        if !positive {
            let key = path.rsplit('.').next().unwrap_or(path);
            self.error(path, format!("`{key}` is 0 on average; it must be above 0"));
        }
        positive.then_some(distribution)
    }

    /// A share that is drawn: never outside 0–1.
    pub(super) fn share_drawn(
        &mut self,
        path: &str,
        written: &NumberOr<file::Distribution>,
    ) -> Option<Distribution> {
        let distribution = self.distribution(path, written)?;
        self.within(path, &distribution, 0.0, 1.0).then_some(distribution)
    }

    /// An amount a deal: never negative, with a finite mean above 0.
    pub(super) fn size(
        &mut self,
        table: &str,
        written: Option<&NumberOr<file::Distribution>>,
        meaning: &str,
    ) -> Option<Distribution> {
        let written = self.required(table, "size", written, meaning)?;
        self.amount_drawn(&join(table, "size"), written)
    }
}
