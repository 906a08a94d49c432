//! How a component turns a result into pay, in words.

use super::figures::{amount, number, percent, points};
use super::noun::{Unit, condition};
use super::timing::a_window;
use super::{amounts, limits, matrix, ranked};
use crate::diagnostic::list;
use crate::money::{Cents, Decimal6};
use crate::plan::{
    Band, BoundsIn, Component, Curve, Measure, Pays, Plan, Quota, Split, Target, Tier, TierMethod,
    TierRate, Tiers,
};

/// The first sentences of a component: what it earns.
pub(super) fn earns(plan: &Plan, component: &Component) -> Vec<String> {
    let currency = plan.currency.as_str();
    let mut sentences = match (&component.pays, &component.measure) {
        (Pays::Rate(tiers), Some(measure)) => rates(plan, tiers, measure),
        (Pays::Target(curve), Some(measure)) => vec![target(plan, component, measure, curve)],
        (Pays::Amount { amount, when, once }, _) => {
            let each = a_window(component.measured);
            let once = if *once { ", at most once a year" } else { "" };
            vec![format!(
                "{} {} {each} when {}{once}.",
                self::amount(*amount),
                plan.pay_currency(),
                condition(when, currency)
            )]
        }
        (Pays::PerUnit { amount, above, step }, Some(measure)) => {
            let terms = (*amount, *above, *step);
            vec![per_unit(terms, component, measure, plan.pay_currency())]
        }
        (Pays::Matrix(matrix), _) => matrix::sentences(plan, component, matrix),
        (Pays::Contest(contest), Some(measure)) => {
            ranked::contest(contest, component, measure, plan)
        }
        (Pays::Pool { .. }, _) => pool(plan, component),
        // The other kinds always have a measure.
        (Pays::Rate(_) | Pays::Target(_) | Pays::PerUnit { .. } | Pays::Contest(_), None) => {
            Vec::new()
        }
    };
    if let (Some(Quota::Yearly(quota)), Some(measure)) = (component.quota, &component.measure) {
        sentences.push(format!(
            "The quota is {} a year.",
            measure.result_of_hundredths(quota, currency)
        ));
    }
    if let (Some(hurdle), Some(measure)) = (&component.hurdle, &component.measure) {
        sentences.push(limits::hurdle(hurdle, measure, component.measured, currency));
    }
    if let Some(step) = component.round_attainment {
        sentences.push(format!(
            "The attainment is rounded to the nearest {} before it is looked up.",
            percent(step)
        ));
    }
    sentences
}

fn rates(plan: &Plan, tiers: &Tiers, measure: &Measure) -> Vec<String> {
    let currency = plan.currency.as_str();
    if tiers.tiers.iter().any(|tier| matches!(tier.rate, TierRate::Amount(_))) {
        return vec![amounts::sentence(plan, tiers, measure)];
    }
    let noun = measure.noun();
    let link = match measure.unit() {
        Unit::Count(one, _) => format!("for each {one}"),
        _ => format!("of {noun}"),
    };
    let start = |tier: &Tier| match tiers.bounds {
        BoundsIn::Quota => format!("{} of quota", percent(tier.from)),
        BoundsIn::Amount => measure.result(tier.from, currency),
    };
    let rate = |tier: &Tier| rate(tier.rate, measure, plan.pay_currency());
    let mut sentence =
        if tiers.per_deal { "Each deal by itself: ".to_owned() } else { String::new() };
    let marginal = tiers.method == TierMethod::Marginal;
    for (i, tier) in tiers.tiers.iter().enumerate() {
        let next = tiers.tiers.get(i + 1);
        let from_0 = i == 0 && tier.from == Decimal6::ZERO;
        if i == 0 {
            if !from_0 {
                sentence += &format!("nothing below {}, ", start(tier));
            }
            sentence += &format!("{} {link}", rate(tier));
        } else {
            sentence += &format!(", {}", rate(tier));
        }
        sentence += &match (marginal, next) {
            (_, None) if from_0 => String::new(),
            (true, Some(next)) if from_0 => format!(" up to {}", start(next)),
            (true, Some(next)) => format!(" from there to {}", start(next)),
            (true, None) => " above".to_owned(),
            (false, Some(next)) if from_0 => format!(" below {}", start(next)),
            (false, _) => format!(" from {} on", start(tier)),
        };
    }
    let several = tiers.tiers.len() > 1;
    sentence += match (several, marginal) {
        (false, _) => "",
        (true, true) => " (each rate on what falls into its tier)",
        (true, false) => " (the rate reached holds for everything, back to the first unit)",
    };
    let mut sentences = vec![sentence + "."];
    if tiers.tiers.iter().any(|tier| matches!(tier.rate, TierRate::Multiple(_))) {
        sentences.push("The base rate is the component's target ÷ the yearly quota.".to_owned());
    }
    sentences
}

pub(super) fn rate(rate: TierRate, measure: &Measure, currency: &str) -> String {
    match (rate, measure.unit()) {
        (TierRate::Rate(Decimal6::ZERO), _) => "nothing".to_owned(),
        (TierRate::Rate(rate), Unit::Count(..)) => format!("{} {currency}", number(rate)),
        (TierRate::Rate(rate), _) => percent(rate),
        (TierRate::Amount(amount), _) => format!("{} {currency}", self::amount(amount)),
        (TierRate::Multiple(multiple), _) => format!("{} × the base rate", number(multiple)),
    }
}

fn target(plan: &Plan, component: &Component, measure: &Measure, curve: &Curve) -> String {
    let by = held_against(measure, component.quota, component.goal, &plan.currency);
    let of_quota = component.quota.is_some() || component.goal.is_some();
    let scale =
        Scale { measure: (!of_quota).then_some(measure), currency: &plan.currency, pays: percent };
    format!(
        "Its target of {} is paid by {by}: {}.",
        target_words(plan, component),
        scale.curve(curve)
    )
}

/// A measure with what it is held against: `new ACV as a share of the team's quota`.
pub(super) fn held_against(
    measure: &Measure,
    quota: Option<Quota>,
    goal: Option<Decimal6>,
    currency: &str,
) -> String {
    match (quota, goal) {
        (Some(Quota::Team), _) => format!("{} as a share of the team's quota", measure.noun()),
        (Some(Quota::Yearly(_)), _) => format!("{} as a share of its quota", measure.noun()),
        (None, Some(goal)) => {
            let goal = measure.result(goal, currency);
            format!("{} as a share of the goal of {goal}", measure.long_noun())
        }
        (None, None) => measure.long_noun(),
    }
}

/// The target of a component: `25,000 USD a year (75 % of the target incentive)`.
pub(super) fn target_words(plan: &Plan, component: &Component) -> String {
    let currency = plan.pay_currency();
    match component.target {
        Target::Yearly(target) => format!("{} {currency} a year", amount(target)),
        Target::Weight(weight) => {
            let target = super::share_of(plan.target_incentive_of(component), weight);
            let share = match weight {
                Decimal6::ONE => "the target incentive".to_owned(),
                weight => format!("{} of the target incentive", percent(weight)),
            };
            format!("{} {currency} a year ({share})", amount(target))
        }
    }
}

/// How the points of a curve are read.
pub(super) struct Scale<'a> {
    /// Whose results the bands start at; none where these are shares of a quota or goal.
    pub measure: Option<&'a Measure>,
    /// The plan's currency.
    pub currency: &'a str,
    /// Words for what a band pays.
    pub pays: fn(Decimal6) -> String,
}

impl Scale<'_> {
    /// A curve in words.
    pub fn curve(&self, curve: &Curve) -> String {
        let (Some(first), Some(last)) = (curve.bands.first(), curve.bands.last()) else {
            return "nothing".to_owned();
        };
        let mut parts = Vec::new();
        if first.at > Decimal6::ZERO || self.measure.is_some_and(|m| m.unit() == Unit::Plain) {
            parts.push(format!("nothing below {}", self.at(first.at)));
        }
        if curve.interpolate && curve.bands.len() > 1 {
            let points = curve
                .bands
                .iter()
                .map(|band| format!("{} at {}", (self.pays)(band.pays), self.at(band.at)));
            parts.push(format!("on straight lines through {}", list(points, "and")));
            parts.push(if last.slope == Decimal6::ZERO {
                "no more above".to_owned()
            } else {
                format!("above that {}", self.slope(last))
            });
        } else {
            parts.extend(curve.bands.iter().map(|band| {
                let mut words = format!("{} from {}", (self.pays)(band.pays), self.at(band.at));
                if band.slope != Decimal6::ZERO {
                    words += &format!(" plus {}", self.slope(band));
                }
                words
            }));
        }
        parts.join(", ")
    }

    fn at(&self, at: Decimal6) -> String {
        self.measure.map_or_else(|| percent(at), |measure| measure.result(at, self.currency))
    }

    /// What each further point pays.
    fn slope(&self, band: &Band) -> String {
        match self.measure.map_or(Unit::Share, Measure::unit) {
            Unit::Share => {
                let unit = if band.slope == Decimal6::ONE { "point" } else { "points" };
                format!("{} {unit} for each further point", number(band.slope))
            }
            _ => format!("{} points for each further 1", points(band.slope)),
        }
    }
}

fn per_unit(
    (each, above, step): (Cents, Decimal6, Option<Decimal6>),
    component: &Component,
    measure: &Measure,
    currency: &str,
) -> String {
    let each = format!("{} {currency}", amount(each));
    let each = match (measure.unit(), step.map(|step| measure.result(step, currency))) {
        (Unit::Count(..), Some(step)) => format!("{each} for every full {step}"),
        (_, Some(step)) => format!("{each} for every full {step} of {}", measure.noun()),
        (Unit::Count(one, _), None) => format!("{each} for each {one}"),
        (Unit::Money, None) => format!("{each} for each 1 {currency} of {}", measure.noun()),
        (Unit::Share, None) => format!("{each} for each 100 points of {}", measure.noun()),
        (Unit::Plain, None) => format!("{each} for each point of {}", measure.noun()),
    };
    if above == Decimal6::ZERO {
        return each + ".";
    }
    match measure.unit() {
        Unit::Count(..) => {
            format!("{each} above {} {}.", number(above), a_window(component.measured))
        }
        _ => format!("{each} above {}.", measure.result(above, currency)),
    }
}

fn pool(plan: &Plan, component: &Component) -> Vec<String> {
    let Pays::Pool { amount, when, split, scope } = &component.pays else {
        return Vec::new();
    };
    let (currency, pay_currency) = (plan.currency.as_str(), plan.pay_currency());
    let of_teams = match scope.len() {
        0 => "the team's result".to_owned(),
        _ => format!("the results of {} together", list(scope, "and")),
    };
    let pool = format!(
        "A pool of {} {pay_currency} {}",
        self::amount(*amount),
        a_window(component.measured)
    );
    let first = match when {
        None => format!("{pool}, without a condition."),
        Some(when) => format!("{pool} when {}, by {of_teams}.", condition(when, currency)),
    };
    let measure = component.measure.as_ref().or(when.as_ref().map(|when| &when.measure));
    let shared = match (split, measure) {
        (Split::ProRata, Some(measure)) => {
            format!("in proportion to each one's {}", measure.noun())
        }
        _ => "alike".to_owned(),
    };
    vec![
        first,
        format!("It is shared {shared} among the reps in seat in the month of the payment."),
    ]
}
