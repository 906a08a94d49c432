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
            let p = self.required(
                &path,
                "p",
                entry.p.as_ref(),
                "the probability of this value",
            );
            entries.push(
                value
                    .zip(p)
                    .filter(|_| extra.is_none())
                    .map(|(value, p)| (*value, *p)),
            );
        }
        let entries = entries.into_iter().collect::<Option<Vec<_>>>()?;
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
        self.sound(path, Distribution::mixture(parts))
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

/// All keys that were given.
fn given_keys(table: &file::Distribution) -> impl Iterator<Item = &'static str> {
    let common = [
        ("distribution", table.distribution.is_some()),
        ("name", table.name.is_some()),
        ("share", table.share.is_some()),
        ("min", table.min.is_some()),
        ("max", table.max.is_some()),
    ];
    let common = common
        .into_iter()
        .filter_map(|(key, given)| given.then_some(key));
    parameter_keys(table)
        .into_iter()
        .chain(table.quantiles().map(|(key, ..)| key))
        .chain(common)
}
