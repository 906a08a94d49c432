//! Windows that do not fit: a short window held against what looks like a year's number, and a clawback that
//! reaches back beyond the simulated history.
//!
//! Source: a quarterly measure against a yearly threshold is a usual slip of plan documents. An amount looks like a
//! year's where it is, as a factor, nearer to the year's quota than to the window's: of a quarter above half of
//! the year's quota, of a month above 29 %. Looked at are the conditions of `when` and `gate` and the lowest tier
//! that starts at an amount, where the same measure has a quota in the plan.

use std::fmt;

use super::{At, Lint, What};
use crate::money::{Cents, Decimal6};
use crate::plan::{BoundsIn, Component, Measure, Pays, Period, Quota, When, Window};

/// A short window held against what looks like a year's number.
#[derive(Clone, Debug, PartialEq)]
pub struct YearlyThreshold {
    /// The component.
    pub component: String,
    /// The measure, as people call it.
    pub measure: String,
    /// The window that it is measured over.
    pub window: Period,
    /// What a window has to reach.
    pub threshold: At,
    /// Quota a year.
    pub quota: At,
}

/// A clawback reaches back beyond the simulated history.
#[derive(Clone, Debug, PartialEq)]
pub struct ClawbackBeyondHistory {
    /// The component.
    pub component: String,
    /// How many months it reaches back.
    pub within_months: u32,
    /// How many months are simulated before the plan year.
    pub history_months: usize,
}

/// The most months of history that a company file may ask for.
const MOST_HISTORY: u32 = 36;

impl Lint<'_> {
    pub(super) fn windows(&mut self) {
        for (number, component) in self.plan.components.iter().enumerate() {
            if let Window::Calendar(window) = component.measured
                && window != Period::Year
            {
                self.yearly_threshold(number, component, window);
            }
            self.clawback(number, component);
        }
    }

    fn yearly_threshold(&mut self, number: usize, component: &Component, window: Period) {
        let of = |when: &When, key: &str| {
            Some((when.measure.clone(), when.at_least?, format!("{key}.at_least")))
        };
        let when = match &component.pays {
            Pays::Amount { when, .. } => of(when, "when"),
            _ => None,
        };
        let gate = component.gate.as_ref().and_then(|gate| of(&gate.when, "gate"));
        let tier = match (&component.pays, &component.measure) {
            (Pays::Rate(tiers), Some(measure))
                if tiers.bounds == BoundsIn::Amount && !tiers.per_deal =>
            {
                let lowest = tiers.tiers.iter().position(|tier| tier.from > Decimal6::ZERO);
                lowest.map(|i| (measure.clone(), tiers.tiers[i].from, format!("tiers[{i}]")))
            }
            _ => None,
        };
        for (measure, threshold, key) in [when, gate, tier].into_iter().flatten() {
            let Some(quota) = self.quota_of(&measure) else {
                continue;
            };
            // threshold² > quota² × months ÷ 12, in hundredths.
            let threshold_in_hundredths = i128::from(threshold.0 / 10_000);
            let months = i128::try_from(window.months()).unwrap_or(12);
            let squares =
                (threshold_in_hundredths.pow(2) * 12, i128::from(quota.0).pow(2) * months);
            if squares.0 > squares.1 {
                let unit = measure.unit();
                let what = YearlyThreshold {
                    component: component.name.clone(),
                    measure: measure.noun(),
                    window,
                    threshold: At::Result(threshold, unit),
                    quota: At::Result(Decimal6(quota.0.saturating_mul(10_000)), unit),
                };
                self.of_component(number, &key, What::YearlyThreshold(what));
            }
        }
    }

    /// The quota a year that any component holds a measure against; a team's only where the team is known.
    fn quota_of(&self, measure: &Measure) -> Option<Cents> {
        let held = |component: &&Component| component.measure.as_ref() == Some(measure);
        self.plan.components.iter().filter(held).find_map(|component| match component.quota? {
            Quota::Team => self.of_team.as_ref()?.rep.quota,
            Quota::Yearly(quota) => Some(quota),
        })
    }

    fn clawback(&mut self, number: usize, component: &Component) {
        let Some((clawback, team)) = component.clawback.as_ref().zip(self.of_team.as_ref()) else {
            return;
        };
        let history_months = team.company.simulation.history_months;
        let within_months = clawback.within_months;
        if usize::try_from(within_months.min(MOST_HISTORY)).is_ok_and(|most| most > history_months)
        {
            let what = ClawbackBeyondHistory {
                component: component.name.clone(),
                within_months,
                history_months,
            };
            let what = What::ClawbackBeyondHistory(what);
            self.of_component(number, "clawback.within_months", what);
        }
    }
}

/// What people call a window.
pub(super) const fn named(window: Period) -> &'static str {
    match window {
        Period::Half => "half year",
        window => window.name(),
    }
}

impl YearlyThreshold {
    pub(super) fn advice(&self) -> String {
        format!(
            "the quota is {} a year: state what a {} is to reach, or write `measured = \"year\"`",
            self.quota,
            named(self.window)
        )
    }
}

impl fmt::Display for YearlyThreshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let window = named(self.window);
        write!(
            f,
            "\"{}\" adds up {} over a {window}, and {} looks like what a year is to reach",
            self.component, self.measure, self.threshold
        )
    }
}

impl ClawbackBeyondHistory {
    pub(super) fn advice(&self) -> String {
        format!(
            "recoveries on earlier sales are missing from the first months of the year: write `history_months = {}` in \
             `[simulation]` of the company file",
            self.within_months.min(MOST_HISTORY)
        )
    }
}

impl fmt::Display for ClawbackBeyondHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let history = match self.history_months {
            0 => "no history is simulated".to_owned(),
            1 => "1 month of history is simulated".to_owned(),
            months => format!("{months} months of history are simulated"),
        };
        write!(
            f,
            "the clawback of \"{}\" reaches back {} months, and {history}",
            self.component, self.within_months
        )
    }
}
