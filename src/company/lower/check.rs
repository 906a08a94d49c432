//! Checks of single values, each answered with what was found and what would be right.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::diagnostic::{Finding, join, named, thousands};
use crate::money::{Cents, Decimal6};
use crate::spec::Number;

use super::Lowering;

impl Lowering<'_> {
    /// Notes a finding in the company file.
    pub(in super::super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Notes an error at the value of a path.
    pub(super) fn error(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.report(Finding::error(path, message));
    }

    /// A value that may be absent: absent is no error.
    pub(super) fn optional<S: ?Sized, T>(
        &mut self,
        written: Option<&S>,
        lower: impl FnOnce(&mut Self, &S) -> Option<T>,
    ) -> Option<Option<T>> {
        match written {
            Some(written) => lower(self, written).map(Some),
            None => Some(None),
        }
    }

    /// A value that has to be there; `meaning` says what it is.
    pub(super) fn required<'s, S: ?Sized>(
        &mut self,
        table: &str,
        key: &str,
        written: Option<&'s S>,
        meaning: &str,
    ) -> Option<&'s S> {
        if written.is_none() {
            let message = format!("`{key}` is missing: {meaning}");
            // A key of the file itself has no table to point at: the file's start stands for it.
            self.report(match table {
                "" => Finding::error_at(1, 1, message),
                table => Finding::error(join(table, key), message),
            });
        }
        written
    }

    /// A text that has to be there and not be blank.
    pub(super) fn text(
        &mut self,
        table: &str,
        key: &str,
        written: Option<&str>,
        meaning: &str,
    ) -> Option<String> {
        let text = self.required(table, key, written, meaning)?;
        if text.trim().is_empty() {
            self.error(join(table, key), format!("`{key}` is empty: {meaning}"));
            return None;
        }
        if text.trim() != text || text.chars().any(char::is_control) {
            let message =
                format!("`{key}` holds blanks at an end, or characters that do not print");
            self.report(
                Finding::error(join(table, key), message)
                    .help(format!("write \"{}\"", printable(text))),
            );
            return None;
        }
        Some(text.to_owned())
    }

    /// A whole number within bounds, both included.
    pub(in super::super) fn whole(
        &mut self,
        path: &str,
        written: &Number,
        least: i64,
        most: i64,
    ) -> Option<i64> {
        let number = written.0;
        let whole = number.is_integer().then(|| number.to_i64()).flatten();
        let within = whole.filter(|n| (least..=most).contains(n));
        if within.is_none() {
            let bounds = match most {
                i64::MAX => format!("not below {}", thousands(least)),
                _ => format!("from {} to {}", thousands(least), thousands(most)),
            };
            let message = format!(
                "{} must be a whole number {bounds}, found {}",
                named(path),
                number.normalize()
            );
            self.error(path, message);
        }
        within
    }

    /// The same where the number may be absent.
    pub(super) fn whole_or(
        &mut self,
        path: &str,
        written: Option<&Number>,
        least: i64,
        most: i64,
        absent: i64,
    ) -> Option<i64> {
        match written {
            Some(written) => self.whole(path, written, least, most),
            None => Some(absent),
        }
    }

    /// A chance or a share: from 0 to 1, both included.
    pub(super) fn chance(&mut self, path: &str, written: f64) -> Option<f64> {
        let within = (0.0..=1.0).contains(&written);
        if !within {
            let message = format!("{} must be from 0 to 1, found {written}", named(path));
            self.report(in_percent(Finding::error(path, message), written));
        }
        within.then_some(written)
    }

    /// A number from 0 to the most that is computed, both included.
    pub(super) fn up_to(&mut self, most: f64, path: &str, written: f64) -> Option<f64> {
        let within = (0.0..=most).contains(&written);
        if !within {
            let message = format!(
                "{} must be from 0 to {}, found {written}",
                named(path),
                thousands(most as i64)
            );
            let finding = Finding::error(path, message);
            self.report(if most <= 10.0 { in_percent(finding, written) } else { finding });
        }
        within.then_some(written)
    }

    /// An amount of money that is not negative.
    pub(super) fn money(&mut self, path: &str, written: &Number) -> Option<Cents> {
        self.amount(path, written.0)
    }

    /// An amount of money, already as a decimal, that is not negative.
    pub(super) fn amount(&mut self, path: &str, amount: Decimal) -> Option<Cents> {
        let key = named(path);
        let outcome = match Cents::from_decimal(amount) {
            Ok(cents) if cents < Cents::ZERO => {
                Err(format!("{key} must not be negative, found {amount}"))
            }
            Ok(cents) => Ok(cents),
            Err(error) => Err(format!("{key} is no amount of money: {error}")),
        };
        outcome.map_err(|message| self.error(path, message)).ok()
    }

    /// A decimal number that is not negative, kept exactly.
    pub(super) fn decimal_not_negative(
        &mut self,
        path: &str,
        written: &Number,
    ) -> Option<Decimal6> {
        let key = named(path);
        let outcome = match Decimal6::from_decimal(written.0) {
            Ok(number) if number < Decimal6::ZERO => {
                Err(format!("{key} must not be negative, found {number}"))
            }
            Ok(number) => Ok(number),
            Err(error) => Err(format!("{key} is not kept exactly: {error}")),
        };
        outcome.map_err(|message| self.error(path, message)).ok()
    }

    /// A share that is not negative and is not a percentage by mistake.
    pub(super) fn share_up_to(
        &mut self,
        most: Decimal6,
        path: &str,
        written: &Number,
    ) -> Option<Decimal6> {
        let share = self.decimal_not_negative(path, written)?;
        let within = share <= most;
        if !within {
            let message = format!("{} must be from 0 to {most}, found {share}", named(path));
            self.report(in_percent(Finding::error(path, message), as_float(written.0)));
        }
        within.then_some(share)
    }
}

/// The float nearest to a decimal: what the same digits mean in a file of floats.
pub(super) fn as_float(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or(f64::NAN)
}

/// With the share that was probably meant, where a number looks like a percentage.
pub(super) fn in_percent(finding: Finding, written: f64) -> Finding {
    match written {
        2.0..=100.0 => finding.help(format!("for {written} % write {}", written / 100.0)),
        _ => finding,
    }
}

fn printable(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).collect()
}
