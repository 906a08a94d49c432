//! What measures are called, and in which unit their results are.

use super::figures::{amount, number, percent};
use super::pays::held_against;
use crate::diagnostic::list;
use crate::money::{Cents, Decimal6};
use crate::plan::{Additive, Measure, RatioMeasure, WeightedAttainment, When};

/// In what the results of a measure are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money in the plan's currency.
    Money,
    /// Things, such as deals: the words for one and for many.
    Count(&'static str, &'static str),
    /// A share of something, read in percent.
    Share,
    /// A plain number: a score, days.
    Plain,
}

impl Measure {
    /// In what its results are counted.
    pub fn unit(&self) -> Unit {
        match self {
            Self::Sum { terms, .. } => {
                let mut units = terms.iter().map(|term| unit(term.of));
                let first = units.next().unwrap_or(Unit::Money);
                let mut others = units.filter(|unit| *unit != first);
                match others.next() {
                    None => first,
                    Some(Unit::Money) => Unit::Money,
                    Some(_) if first == Unit::Money => Unit::Money,
                    Some(_) => Unit::Count("unit", "units"),
                }
            }
            Self::Ratio(RatioMeasure::AverageDealSize) => Unit::Money,
            Self::Ratio(RatioMeasure::DaysToClose) | Self::Score(_) => Unit::Plain,
            Self::Ratio(_) | Self::Attainments { .. } => Unit::Share,
        }
    }

    /// What people call it, such as `new ACV` or `NRR`.
    pub fn noun(&self) -> String {
        match self {
            Self::Sum { name, .. } => Additive::from_name(name)
                .map_or_else(|| format!("\"{name}\""), |of| noun(of).to_owned()),
            Self::Ratio(ratio) => match ratio {
                RatioMeasure::Nrr => "NRR",
                RatioMeasure::Grr => "GRR",
                RatioMeasure::LogoRetention => "logo retention",
                RatioMeasure::SoldGrr => "GRR of the accounts sold",
                RatioMeasure::SoldLogoRetention => "logo retention of the accounts sold",
                RatioMeasure::RenewalRate => "the renewal rate",
                RatioMeasure::ExpansionRate => "the expansion rate",
                RatioMeasure::AverageDealSize => "the average deal size",
                RatioMeasure::DaysToClose => "the average time to close (days)",
                RatioMeasure::ConversionRate => "the conversion rate",
            }
            .to_owned(),
            Self::Attainments { name, .. } => format!("\"{name}\""),
            Self::Score(name) if name.len() <= 4 => name.to_uppercase(),
            Self::Score(name) => format!("the score \"{name}\""),
        }
    }

    /// The same spelled out where an abbreviation is not for everyone.
    pub(super) fn long_noun(&self) -> String {
        match self {
            Self::Ratio(RatioMeasure::Nrr) => "net revenue retention (NRR)".to_owned(),
            Self::Ratio(RatioMeasure::Grr) => "gross revenue retention (GRR)".to_owned(),
            Self::Ratio(RatioMeasure::LogoRetention) => "logo retention (accounts kept)".to_owned(),
            _ => self.noun(),
        }
    }

    /// A result of it: `500,000 USD`, `12 deals`, `90 %`, `70`.
    pub fn result(&self, result: Decimal6, currency: &str) -> String {
        match self.unit() {
            Unit::Money => format!("{} {currency}", number(result)),
            Unit::Count(one, _) if result == Decimal6::ONE => format!("1 {one}"),
            Unit::Count(_, many) => format!("{} {many}", number(result)),
            Unit::Share => percent(result),
            Unit::Plain => number(result),
        }
    }

    /// A result in hundredths of its unit.
    pub fn result_of_hundredths(&self, result: Cents, currency: &str) -> String {
        match self.unit() {
            Unit::Count(one, _) if result == Cents(100) => format!("1 {one}"),
            Unit::Count(_, many) => format!("{} {many}", amount(result)),
            _ => format!("{} {currency}", amount(result)),
        }
    }
}

/// A condition after "when": `NPS is at least 70`.
pub(super) fn condition(when: &When, currency: &str) -> String {
    let bound = |bound| when.measure.result(bound, currency);
    let bounds = match (when.at_least, when.at_most) {
        (Some(low), Some(high)) if low == high => format!("exactly {}", bound(low)),
        (Some(low), Some(high)) => {
            format!("from {} to {}, both included", bound(low), bound(high))
        }
        (Some(low), None) => format!("at least {}", bound(low)),
        (None, Some(high)) => format!("at most {}", bound(high)),
        (None, None) => "anything".to_owned(),
    };
    match when.measure.unit() {
        Unit::Count(..) if !is_own(&when.measure) => format!("there are {bounds}"),
        _ => format!("{} is {bounds}", when.measure.noun()),
    }
}

/// Whether the plan defines the measure.
pub(super) fn is_own(measure: &Measure) -> bool {
    match measure {
        Measure::Sum { name, .. } => Additive::from_name(name).is_none(),
        Measure::Attainments { .. } => true,
        Measure::Ratio(_) | Measure::Score(_) => false,
    }
}

/// How the plan defines a measure of its own: `new ACV + 0.25 × upsell ACV in April, May and June`.
/// `first` is the calendar month in which the plan year starts.
pub(super) fn definition(measure: &Measure, first: usize, currency: &str) -> Option<String> {
    let (name, terms) = match measure {
        Measure::Sum { name, terms } => (name, terms),
        Measure::Attainments { name, parts } => {
            let parts = parts.iter().map(|part| weighted(part, currency));
            return Some(format!("\"{name}\" is {}", list(parts, "plus")));
        }
        Measure::Ratio(_) | Measure::Score(_) => return None,
    };
    let mut words = format!("\"{name}\" is ");
    for (i, term) in terms.iter().enumerate() {
        let negative = term.factor.0 < 0;
        words += match (i, negative) {
            (0, false) => "",
            (0, true) => "minus ",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        let factor = Decimal6(term.factor.0.saturating_abs());
        if factor != Decimal6::ONE {
            words += &format!("{} × ", number(factor));
        }
        words += noun(term.of);
        words += &super::events_counted::words(&term.condition);
        if term.months != crate::plan::MonthSet::ALL {
            let months = super::figures::months(term.months, first);
            words += &format!(" in {}", list(months, "and"));
        }
    }
    Some(words)
}

/// A part of a weighted mean: `60 % of new ACV as a share of the team's quota (up to 150 %)`.
fn weighted(part: &WeightedAttainment, currency: &str) -> String {
    let by = held_against(&part.of, part.quota, part.goal, currency);
    let mut words = format!("{} of {by}", percent(part.weight));
    if let Some(cap) = part.cap {
        let is_share = part.quota.is_some() || part.goal.is_some();
        let cap = if is_share { percent(cap) } else { part.of.result(cap, currency) };
        words += &format!(" (up to {cap})");
    }
    words
}

const fn unit(of: Additive) -> Unit {
    match of {
        Additive::Deals => Unit::Count("deal", "deals"),
        Additive::Meetings => Unit::Count("meeting held", "meetings held"),
        Additive::Qualified => Unit::Count("qualified meeting", "qualified meetings"),
        Additive::Won => Unit::Count("opportunity won", "opportunities won"),
        Additive::Activities => Unit::Count("activity", "activities"),
        _ => Unit::Money,
    }
}

const fn noun(of: Additive) -> &'static str {
    match of {
        Additive::NewAcv => "new ACV",
        Additive::UpgradeAcv => "upgrade ACV",
        Additive::UpsellAcv => "upsell ACV",
        Additive::CrossSellAcv => "cross-sell ACV",
        Additive::ExpansionAcv => "expansion ACV",
        Additive::RenewalAcv => "renewed ARR",
        Additive::ContractionArr => "ARR lost by contraction",
        Additive::ChurnedArr => "ARR lost by churn",
        Additive::NetNewArr => "net new ARR",
        Additive::ImplementationRevenue => "implementation revenue",
        Additive::GrossMargin => "gross margin",
        Additive::Deals => "deals",
        Additive::Meetings => "meetings held",
        Additive::Qualified => "qualified meetings",
        Additive::Won => "opportunities won",
        Additive::WonAcv => "ACV of opportunities won",
        Additive::Activities => "activities",
    }
}
