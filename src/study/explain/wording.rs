//! The steps of the payout engine in words.

use super::Figure;
use super::looked::result_of;
use crate::money::Fraction;
use crate::payout::step::clause;
use crate::payout::{Source, Step, Working};
use crate::plan::{BoundsIn, Component, DrawKind, Measure, Pays, Plan, Tier, Tiers, Unit, figures};

/// A step in words.
pub(super) struct Said {
    /// What kind of step it is.
    pub step: &'static str,
    pub what: String,
    pub quantity: Option<Figure>,
    pub rate: Option<Figure>,
    /// It only says what is looked at.
    pub is_fact: bool,
}

impl Said {
    fn pays(step: &'static str, what: impl Into<String>) -> Self {
        Self { step, what: what.into(), quantity: None, rate: None, is_fact: false }
    }

    fn fact(step: &'static str, what: impl Into<String>) -> Self {
        Self { is_fact: true, ..Self::pays(step, what) }
    }

    fn times(self, quantity: Figure, rate: Figure) -> Self {
        Self { quantity: Some(quantity), rate: Some(rate), ..self }
    }
}

/// What a step does to the pay; none for those that only say what the payment looks at, and for recoveries.
///
/// `draw` is the kind of that in force in the step's month.
pub(super) fn step(
    step: &Step,
    component: Option<&Component>,
    plan: &Plan,
    draw: Option<DrawKind>,
) -> Option<Said> {
    let amount = step.amount;
    Some(match step.what {
        Working::Tier { number, credit, rate } => {
            tier(component?, number, credit, rate, &plan.currency)
        }
        Working::Band { number, payout, target } => {
            let what = band(component?, number);
            let target = Figure::money(target * Fraction::HUNDREDTH);
            Said::pays("band", what).times(target, Figure::share(payout))
        }
        Working::Units { units, each } => {
            let measure = component?.measure.as_ref()?;
            let above = match component?.pays {
                Pays::PerUnit { above, .. } if above.0 != 0 => {
                    format!(" above {}", figures::number(above))
                }
                _ => String::new(),
            };
            Said::pays("units", format!("{}{above}", measure.noun()))
                .times(Figure { value: units, unit: measure.unit() }, Figure::cents(each))
        }
        Working::Amount { held, share } => {
            let what = if held { "the condition holds" } else { "the condition does not hold" };
            let said = Said::pays("amount", what);
            match component?.pays {
                Pays::Amount { amount, .. } if held && share != Fraction::ONE => Said {
                    what: format!("{what}; the share of the window in seat"),
                    ..said.times(Figure::cents(amount), Figure::share(share))
                },
                _ => said,
            }
        }
        Working::Pool { held: true } => {
            Said::pays("pool", "the team's whole pool: the condition holds")
        }
        Working::Pool { held: false } => {
            Said::pays("pool", "the team's pool: the condition does not hold")
        }
        Working::Share { weight, of, reps } => {
            let what = format!("shared among {reps} in seat, this rep's part");
            let share = Fraction::new(weight, of).unwrap_or(Fraction::ZERO);
            Said { rate: Some(Figure::share(share)), ..Said::fact("share", what) }
        }
        Working::Condition { clause, value, held } => {
            let measure = component?.gate.as_ref().map(|gate| &gate.when.measure);
            let holds = if held { "holds" } else { "does not hold" };
            Said::fact(clause, format!("{clause} {holds}: {}", result_of(measure, value)))
        }
        Working::Factor { value, factor } => {
            let multiplier = component?.multiplier.as_ref()?;
            let value = match (multiplier.goal, value) {
                (Some(_), Some(value)) => {
                    let share = Figure::share(value).text();
                    format!("{} at {share} of its goal", multiplier.measure.noun())
                }
                _ => result_of(Some(&multiplier.measure), value),
            };
            Said {
                rate: Some(Figure::plain(factor)),
                ..Said::fact(clause::MULTIPLIER, format!("multiplier: {value}"))
            }
        }
        Working::Clause(name) => Said::pays(name, clause_in_words(name, amount)),
        Working::Line { back: false, .. } if amount == Fraction::ZERO => return None,
        Working::Line { pay, back: false } => {
            let (name, what) = match (step.source, draw) {
                (Source::Cap, _) => ("cap", "given back of what was cut, with the month's pay of"),
                (Source::Guarantee, _) => {
                    ("guarantee", "topped up to what is guaranteed, from the month's pay of")
                }
                (Source::Hold, _) => {
                    ("hold", "released of what was held back, beside the month's pay of")
                }
                (_, Some(DrawKind::Minimum)) => ("advance", "topped up, from the month's pay of"),
                _ => ("advance", "paid in advance, beside the month's pay of"),
            };
            Said { quantity: Some(Figure::cents(pay)), ..Said::pays(name, what) }
        }
        _ => return None,
    })
}

fn tier(
    component: &Component,
    number: usize,
    credit: Fraction,
    rate: Fraction,
    currency: &str,
) -> Said {
    let unit = component.measure.as_ref().map_or(Unit::Money, Measure::unit);
    let rate = match unit {
        Unit::Money => Figure::share(rate),
        _ => Figure::money(rate),
    };
    let what = match (&component.pays, &component.measure) {
        (Pays::Rate(tiers), Some(measure)) if tiers.tiers.len() > 1 => {
            let each = if tiers.per_deal { ", deal by deal" } else { "" };
            format!("tier {}, {}{each}", number + 1, reach(tiers, number, measure, currency))
        }
        (_, Some(measure)) => measure.noun(),
        _ => String::new(),
    };
    Said::pays("tier", what).times(Figure { value: credit, unit }, rate)
}

/// From where to where a tier reaches.
fn reach(tiers: &Tiers, number: usize, measure: &Measure, currency: &str) -> String {
    let start = |tier: &Tier| match tiers.bounds {
        BoundsIn::Quota => format!("{} of quota", figures::percent(tier.from)),
        BoundsIn::Amount => measure.result(tier.from, currency),
    };
    let (this, next) = (tiers.tiers.get(number), tiers.tiers.get(number + 1));
    match (this, next) {
        (Some(this), Some(next)) if this.from.0 == 0 => format!("up to {}", start(next)),
        (Some(this), Some(next)) => {
            let from = match tiers.bounds {
                BoundsIn::Quota => figures::percent(this.from),
                BoundsIn::Amount => figures::number(this.from),
            };
            format!("{from} to {}", start(next))
        }
        (Some(this), None) => format!("from {}", start(this)),
        (None, _) => String::new(),
    }
}

/// A band of the component's curve.
fn band(component: &Component, number: Option<usize>) -> String {
    let Pays::Target(curve) = &component.pays else {
        return String::new();
    };
    let Some(band) = number.and_then(|number| curve.bands.get(number)) else {
        return "target; below the first band".to_owned();
    };
    let percent = figures::percent;
    let next = number.and_then(|number| curve.bands.get(number + 1));
    let slope = match band.slope.0 {
        0 => String::new(),
        _ => format!(", slope {}", figures::number(band.slope)),
    };
    match next {
        Some(next) if curve.interpolate => format!(
            "target; line from {} at {} to {} at {}",
            percent(band.pays),
            percent(band.at),
            percent(next.pays),
            percent(next.at)
        ),
        Some(next) => {
            format!("target; band from {} to below {}{slope}", percent(band.at), percent(next.at))
        }
        None => format!("target; band from {}{slope}", percent(band.at)),
    }
}

/// What a clause does that changes the pay.
fn clause_in_words(name: &'static str, amount: Fraction) -> String {
    match name {
        clause::GATE => "the part that is not paid, since the gate does not hold",
        clause::MULTIPLIER if amount < Fraction::ZERO => "what the multiplier takes away",
        clause::MULTIPLIER => "what the multiplier adds",
        clause::FLOOR => "raised to the floor",
        clause::CELL => "the cell that the two attainments reach, times the target",
        clause::HURDLE => "what lies below the hurdle, which is not paid",
        clause::RATE_CAP => "cut to the cap on the rate",
        clause::CARRIED => "what the cap cut of the windows before",
        clause::PRIZE => "the prize of the rank among the team",
        clause::BUDGET => "cut: the team's budget has run out",
        clause::CAP => "cut to the cap",
        clause::PERIOD => "the payment period's share of the year",
        clause::EXCHANGE => {
            "converted to the currency of pay, at the rates of the payments' months"
        }
        clause::PART => "for the plan's share of the months",
        clause::ONCE => "paid once a year, and was paid already",
        clause::ROUNDING => "rounded to the cent",
        clause::BEFORE if amount < Fraction::ZERO => "paid before in this window",
        clause::BEFORE => "taken back before in this window",
        clause::FORWARD => "a shortfall, set against later payments of the window",
        clause::OTHERS => "the others' parts, and what was paid before",
        name => name,
    }
    .to_owned()
}
