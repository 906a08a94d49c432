//! Distributions that are lists: of values with probabilities, of parts with shares, of observations.

use crate::diagnostic::{Diagnosis, Finding, element, join, suggestion};
use crate::distribution::Distribution;
use crate::spec::distribution as file;
use crate::spec::sheet::Sheet;

use super::Lowering;
use super::distribution::parameter_keys;

impl Lowering<'_> {
    /// Listed values with their probabilities.
    pub(super) fn discrete(
        &mut self,
        path: &str,
        table: &file::Distribution,
    ) -> Option<Distribution> {
        let list = join(path, "of");
        let mut entries = Vec::new();
        for (i, entry) in table.of.iter().flatten().enumerate() {
            let path = element(&list, i);
            let extra = given_keys(entry).find(|key| !["value", "p"].contains(key));
            if let Some(key) = extra {
                let message = format!(
                    "an entry of a `discrete` takes `value` and `p`; `{key}` is none of its keys"
                );
                self.report(Finding::error_at_key(join(&path, key), message));
            }
            let value = self.required(&path, "value", entry.value.as_ref(), "what is drawn");
            let p = self.required(&path, "p", entry.p.as_ref(), "the probability of this value");
            entries.push(value.zip(p).filter(|_| extra.is_none()).map(|(value, p)| (*value, *p)));
        }
        let entries = entries.into_iter().collect::<Option<Vec<_>>>()?;
        let chances: Vec<f64> = entries.iter().map(|(_, p)| *p).collect();
        self.make_up_a_whole(&list, "p", "the probabilities `p`", &chances)?;
        self.sound(path, Distribution::discrete(entries))
    }

    /// Parts with their shares, each a distribution of its own.
    pub(super) fn mixture(
        &mut self,
        path: &str,
        table: &file::Distribution,
    ) -> Option<Distribution> {
        let list = join(path, "of");
        let mut parts = Vec::new();
        for (i, part) in table.of.iter().flatten().enumerate() {
            let path = element(&list, i);
            let share = self.required(
                &path,
                "share",
                part.share.as_ref(),
                "how much of the whole this part is, 0–1",
            );
            let distribution = self.table(&path, part);
            parts.push(share.copied().zip(distribution));
        }
        let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
        let shares: Vec<f64> = parts.iter().map(|(share, _)| *share).collect();
        self.make_up_a_whole(&list, "share", "the shares of the mixture", &shares)?;
        self.sound(path, Distribution::mixture(parts))
    }

    /// Whether shares lie within 0–1 and sum to 1; of an empty list the constructor tells.
    fn make_up_a_whole(&mut self, list: &str, key: &str, what: &str, shares: &[f64]) -> Option<()> {
        let within: Vec<_> = shares
            .iter()
            .enumerate()
            .map(|(i, share)| self.chance(&join(&element(list, i), key), *share))
            .collect();
        let shares: Vec<f64> = within.into_iter().collect::<Option<_>>()?;
        let sum: f64 = shares.iter().sum();
        let whole = shares.is_empty() || (sum - 1.0).abs() <= 1e-9;
        if !whole {
            self.report(sum_of_shares(list, what, sum));
        }
        whole.then_some(())
    }

    /// Observed values, in the company file or in a column of a CSV file.
    pub(super) fn empirical(
        &mut self,
        path: &str,
        table: &file::Distribution,
    ) -> Option<Distribution> {
        let values = match (&table.values, &table.file, &table.column) {
            (None, Some(file), Some(column)) => self.column(path, file, column)?,
            (values, ..) => values.clone().unwrap_or_default(),
        };
        self.sound(path, Distribution::empirical(values))
    }

    /// A column of numbers of a CSV file.
    fn column(&mut self, path: &str, file: &str, column: &str) -> Option<Vec<f64>> {
        let document = self.read(&join(path, "file"), file)?;
        let sheet = match Sheet::read(&document) {
            Ok(sheet) => sheet,
            Err(findings) => {
                self.others.push(Diagnosis::new(document, findings));
                return None;
            }
        };
        let Some(index) = sheet.column(column) else {
            let finding = Finding::error(
                join(path, "column"),
                format!("`{file}` has no column \"{column}\""),
            );
            self.report(finding.help(suggestion(column, &sheet.columns())));
            return None;
        };
        match sheet.numbers(index) {
            Ok(values) => Some(values),
            Err(findings) => {
                self.others.push(Diagnosis::new(document, findings));
                None
            }
        }
    }
}

/// Shares of a whole that do not make it up.
pub(super) fn sum_of_shares(path: &str, what: &str, sum: f64) -> Finding {
    // Without the noise of binary fractions.
    let sum = (sum * 1e9).round() / 1e9 + 0.0;
    let finding = Finding::error(path, format!("{what} must sum to 1, they sum to {sum}"));
    finding.help(if sum < 1.0 {
        format!("{} is missing", ((1.0 - sum) * 1e9).round() / 1e9)
    } else {
        format!("{} is too much", ((sum - 1.0) * 1e9).round() / 1e9)
    })
}

/// All keys that were given.
fn given_keys(table: &file::Distribution) -> impl Iterator<Item = &'static str> {
    let common = [
        ("distribution", table.distribution.is_some()),
        ("name", table.name.is_some()),
        ("share", table.share.is_some()),
        ("min", table.min.is_some()),
        ("max", table.max.is_some()),
    ];
    let common = common.into_iter().filter_map(|(key, given)| given.then_some(key));
    parameter_keys(table).into_iter().chain(table.quantiles().map(|(key, ..)| key)).chain(common)
}
