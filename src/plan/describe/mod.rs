//! A plan in plain words, so that a leader can say "yes, that is our plan". No pay is computed here.

mod amounts;
mod changed;
mod events_counted;
pub mod figures;
mod limits;
mod matrix;
mod noun;
mod pays;
mod plan_level;
mod ranked;
#[cfg(test)]
mod tests;
mod timing;

pub use noun::Unit;

use figures::amount;
use limits::share_of;

use super::{Measure, Plan};
use crate::money::{Cents, Decimal6, Rounding};

/// A plan in words: sentences that end with a stop, to be wrapped as it pleases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// Base, target incentive and pay mix.
    pub pay: String,
    /// How each measure of the plan's own is made up.
    pub measures: Vec<String>,
    /// The components.
    pub components: Vec<Clause>,
    /// The clauses on the plan's pay as a whole: cap, guarantee, draw, hold, exit, payment lag.
    pub plan_level: Vec<Clause>,
    /// How cents are rounded.
    pub rounding: String,
}

/// A component in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its name.
    pub name: String,
    /// What it pays, when, and within which limits.
    pub words: String,
}

impl Description {
    /// The plan-level clause of that name, such as `draw`, in words; where the plan changes within the year, of
    /// both plans.
    pub fn plan_level(&self, name: &str) -> Option<String> {
        let of_name = self.plan_level.iter().filter(|clause| clause.name == name);
        of_name.map(|clause| clause.words.clone()).reduce(|old, new| format!("{old} {new}"))
    }
}

impl Plan {
    /// The plan in words. `year_starts` is the calendar month, from 0, with which the plan year starts, where
    /// it is known.
    pub fn describe(&self, year_starts: Option<usize>) -> Description {
        Description {
            pay: self.pay_in_words(),
            measures: self.measures_in_words(year_starts),
            components: self
                .components
                .iter()
                .map(|component| self.clause(component, year_starts))
                .collect(),
            plan_level: plan_level::clauses(self),
            rounding: rounding_in_words(self.rounding),
        }
    }

    fn clause(&self, component: &super::Component, year_starts: Option<usize>) -> Clause {
        let mut sentences: Vec<String> = component.phase.map(changed::phase).into_iter().collect();
        sentences.extend(pays::earns(self, component));
        sentences.push(timing::sentence(component));
        sentences.extend(timing::active(component, year_starts));
        sentences.extend(limits::sentences(self, component));
        if let Some(clawback) = &component.clawback {
            sentences.extend(limits::clawback(clawback, component.measure.as_ref()));
        }
        Clause { name: component.name.clone(), words: sentences.join(" ") }
    }

    fn pay_in_words(&self) -> String {
        let currency = self.pay_currency();
        let Cents(ote) = self.base + self.target_incentive;
        if self.target_incentive == Cents::ZERO {
            return format!(
                "Base {} {currency} a year; no target incentive is stated.",
                amount(self.base)
            );
        }
        let mix = match share_in_points(self.base, Cents(ote)) {
            Some(base) => format!(
                " ({}/{})",
                figures::points(base),
                figures::points(Decimal6(Decimal6::ONE.0 - base.0))
            ),
            None => String::new(),
        };
        format!(
            "OTE {} {currency} = base {} + target incentive {}{mix}.",
            amount(Cents(ote)),
            amount(self.base),
            amount(self.target_incentive)
        )
    }

    fn measures_in_words(&self, year_starts: Option<usize>) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let looked_at = self.measures();
        // What a mean is made of is told after it.
        let made_of = looked_at.iter().flat_map(|m| std::iter::once(*m).chain(m.parts()));
        for measure in made_of.filter(|measure| noun::is_own(measure)) {
            let Some(mut definition) =
                noun::definition(measure, year_starts.unwrap_or(0), &self.currency)
            else {
                continue;
            };
            let by_month = matches!(measure, Measure::Sum { terms, .. }
                if terms.iter().any(|term| term.months != super::MonthSet::ALL));
            if by_month && year_starts.is_none() {
                definition += timing::YEAR_TAKEN;
            }
            definition.push('.');
            if !words.contains(&definition) {
                words.push(definition);
            }
        }
        words
    }

    /// Every measure that the plan looks at, in the order of the file; some more than once.
    fn measures(&self) -> Vec<&Measure> {
        self.components
            .iter()
            .flat_map(super::Component::measures)
            .map(|(_, measure)| measure)
            .collect()
    }
}

/// A share of a sum, to the nearest point.
fn share_in_points(part: Cents, sum: Cents) -> Option<Decimal6> {
    let points =
        (200 * i128::from(part.0) + i128::from(sum.0)).checked_div_euclid(2 * i128::from(sum.0))?;
    i64::try_from(points).ok().map(|points| Decimal6(points * 10_000))
}

fn rounding_in_words(rounding: Rounding) -> String {
    let half = match rounding {
        Rounding::HalfEven => "half cents to the even cent",
        Rounding::HalfUp => "half cents away from zero",
    };
    format!("Each component's payment is rounded once to the cent, {half}.")
}
