//! What is found while a plan is lowered, and the reading of single values.

use crate::diagnostic::{Finding, Severity, join};
use crate::money::{Cents, Decimal6, NumberError};
use crate::spec::Number;

/// The most that a factor, a payout or a slope may be.
const MOST_TIMES: Decimal6 = Decimal6(1_000 * Decimal6::ONE.0);

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    findings: Vec<Finding>,
    /// Path and name of the component that is being lowered.
    component: Option<(String, String)>,
}

impl Notes {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// What was lowered, if nothing refuses it, and the findings.
    pub fn close<T>(self, lowered: Option<T>) -> (Option<T>, Vec<Finding>) {
        let refused = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        (lowered.filter(|_| !refused), self.findings)
    }

    /// Says which component is being lowered, for findings whose place does not show it.
    pub fn within(&mut self, component: Option<(String, String)>) {
        self.component = component;
    }

    /// A key that must be there, with a word on what it says or which readings there are.
    pub fn required<T>(
        &mut self,
        table: &str,
        key: &str,
        value: Option<T>,
        readings: &str,
    ) -> Option<T> {
        if value.is_none() {
            let within = self.component_of(table);
            self.push(
                Finding::error(join(table, key), format!("`{key}` is missing{within}"))
                    .help(readings),
            );
        }
        value
    }

    /// Words for the component whose header or clawback stands at a path: the header does not show its name.
    pub fn component_of(&self, path: &str) -> String {
        match &self.component {
            Some((at, name))
                if path
                    .strip_prefix(at.as_str())
                    .is_some_and(|rest| matches!(rest, "" | ".clawback")) =>
            {
                format!(" in the component {name:?}")
            }
            _ => String::new(),
        }
    }

    /// Refuses starts that do not rise; those that were refused before are passed over.
    pub fn rising(
        &mut self,
        what: &str,
        starts: &[Option<Decimal6>],
        path: impl Fn(usize) -> String,
    ) {
        for (i, pair) in starts.windows(2).enumerate() {
            if let [Some(before), Some(start)] = pair
                && start <= before
            {
                self.push(
                    Finding::error(
                        path(i + 1),
                        format!(
                            "a {what} starts at {start}, not above the one before it at {before}"
                        ),
                    )
                    .related(path(i), format!("the {what} before"))
                    .help(format!("put the {what}s in rising order, each start once")),
                );
            }
        }
    }

    /// A name: there, not blank, on one line.
    pub fn name(&mut self, path: &str, name: Option<&str>, what: &str) -> Option<String> {
        let (table, key) = path.rsplit_once('.').unwrap_or(("", path));
        let name = self.required(table, key, name, what)?;
        if name.trim().is_empty() || name.trim() != name || name.chars().any(char::is_control) {
            self.push(
                Finding::error(path, format!("`{key}` {name:?} is no name"))
                    .help("a name has letters, no blanks around it, and stands on one line"),
            );
            return None;
        }
        Some(name.to_owned())
    }

    /// An amount, or units of a measure: at most two decimals.
    pub fn amount(&mut self, path: &str, number: Number) -> Option<Cents> {
        Cents::from_decimal(number.0)
            .map_err(|error| {
                self.inexact(path, number, error, "amounts have at most two decimals: cents")
            })
            .ok()
    }

    /// An amount of 0 or more.
    pub fn amount_from_0(&mut self, path: &str, number: Number) -> Option<Cents> {
        let amount = self.amount(path, number)?;
        if amount < Cents::ZERO {
            self.refuse(path, number, "below 0", "an amount of 0 or more")
        } else {
            Some(amount)
        }
    }

    /// An amount above 0.
    pub fn amount_above_0(&mut self, path: &str, number: Number) -> Option<Cents> {
        let amount = self.amount(path, number)?;
        if amount > Cents::ZERO {
            Some(amount)
        } else {
            self.refuse(path, number, "not above 0", "an amount above 0")
        }
    }

    /// A number with at most six decimals.
    pub fn decimal(&mut self, path: &str, number: Number) -> Option<Decimal6> {
        Decimal6::from_decimal(number.0)
            .map_err(|error| self.inexact(path, number, error, "six decimals are computed exactly"))
            .ok()
    }

    fn inexact(&mut self, path: &str, number: Number, error: NumberError, places: &str) {
        match error {
            NumberError::TooFine(_, most) => self.refuse::<()>(
                path,
                number,
                &format!("which has more than {most} decimals"),
                places,
            ),
            NumberError::TooLarge(_, limit) => self.refuse(
                path,
                number,
                "too large to be computed exactly",
                &format!("numbers here go up to {limit}"),
            ),
        };
    }

    /// A number of 0 or more.
    pub fn decimal_from_0(&mut self, path: &str, number: Number) -> Option<Decimal6> {
        let decimal = self.decimal(path, number)?;
        if decimal < Decimal6::ZERO {
            self.refuse(path, number, "below 0", "a number of 0 or more")
        } else {
            Some(decimal)
        }
    }

    /// A number above 0.
    pub fn decimal_above_0(&mut self, path: &str, number: Number) -> Option<Decimal6> {
        let decimal = self.decimal(path, number)?;
        if decimal > Decimal6::ZERO {
            Some(decimal)
        } else {
            self.refuse(path, number, "not above 0", "a number above 0")
        }
    }

    /// A share from 0 to 1.
    pub fn share(&mut self, path: &str, number: Number) -> Option<Decimal6> {
        let share = self.decimal_from_0(path, number)?;
        if share > Decimal6::ONE {
            return self.refuse(path, number, "above 1", &percent_hint(number));
        }
        Some(share)
    }

    /// A whole number within bounds, both included, that may be left out; `what` says it in words.
    pub fn whole_number<T: TryFrom<i64>>(
        &mut self,
        path: &str,
        number: Option<i64>,
        (least, most): (i64, i64),
        what: &str,
    ) -> Option<Option<T>> {
        let Some(number) = number else {
            return Some(None);
        };
        let within = Some(number).filter(|number| (least..=most).contains(number));
        let within = within.and_then(|number| T::try_from(number).ok());
        if within.is_none() {
            let key = path.rsplit('.').next().unwrap_or(path);
            let message =
                format!("`{key}` is {number}, and must be from {least} to {most}: {what}");
            self.push(Finding::error(path, message));
        }
        within.map(Some)
    }

    /// What multiplies results or pay: within a thousand times, so that amounts stay exact.
    pub fn times(&mut self, path: &str, number: Number) -> Option<Decimal6> {
        let times = self.decimal(path, number)?;
        if times.0.abs() > MOST_TIMES.0 {
            let why = format!("beyond {MOST_TIMES} times");
            return self.refuse(path, number, &why, "1 is 100 %: write 1.25 for 125 %");
        }
        Some(times)
    }

    /// Refuses the number at a path: "`rate` is 8, above 1".
    pub fn refuse<T>(&mut self, path: &str, number: Number, why: &str, help: &str) -> Option<T> {
        let key = path.rsplit('.').next().unwrap_or(path);
        self.push(Finding::error(path, format!("`{key}` is {number}, {why}")).help(help));
        None
    }
}

/// How a share that was written in percent is written right.
pub(super) fn percent_hint(number: Number) -> String {
    format!("shares are written as decimals: {number} % is {}", number.percent())
}
