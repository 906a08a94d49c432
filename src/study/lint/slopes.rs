//! Stretches of results on which more results pay nothing more, or pay less.
//!
//! Source: guides on plan design warn that past a point that pays nothing more people coast and push deals into
//! the next period; that a plan whose pay falls as results get better works against itself. A threshold below
//! which nothing is paid at all is no such stretch. A top is doubted where it is reached early: below twice the
//! quota; without a quota below twice the target; of a ratio (NRR) wherever it lies below the most it can be.
//! Of a score it is not doubted, since scores have an end.

use std::fmt;

use super::at::whole;
use super::sight::Sight;
use super::windows::named;
use super::{At, Lint, What};
use crate::money::{Cents, Decimal6};
use crate::plan::figures::amount;
use crate::plan::{Component, Measure, Pays, Period};

/// A stretch between paying ones on which more results pay nothing more.
#[derive(Clone, Debug, PartialEq)]
pub struct Flat {
    /// The component.
    pub component: String,
    /// The measure, as people call it.
    pub measure: String,
    /// From and to where; each stretch.
    pub stretches: Vec<(At, At)>,
    /// It has a curve, which could be drawn straight.
    pub has_curve: bool,
}

/// More results pay nothing more from a point on.
#[derive(Clone, Debug, PartialEq)]
pub struct FlatTop {
    /// The component.
    pub component: String,
    /// The measure, as people call it.
    pub measure: String,
    /// From where.
    pub from: At,
    /// What is paid there, a window.
    pub pay: Cents,
    /// The window.
    pub window: Period,
    /// A cap makes it so.
    pub by_cap: bool,
}

/// Pay falls as results get better.
#[derive(Clone, Debug, PartialEq)]
pub struct Falls {
    /// The component.
    pub component: String,
    /// The measure, as people call it.
    pub measure: String,
    /// From and to where.
    pub between: (At, At),
    /// Pay at both, a window.
    pub pay: (Cents, Cents),
    /// The window.
    pub window: Period,
    /// More of the measure is worse, and pays more.
    pub less_is_better: bool,
}

impl Lint<'_> {
    /// Looks along each component's pay for jumps, flat stretches and falls.
    pub(super) fn pay_by_result(&mut self) {
        for (number, component) in self.plan.components.iter().enumerate() {
            if let Some(sight) = self.sight(component) {
                self.jumps(number, component, &sight);
                if !self.falls(number, component, &sight) && !sight.less_is_better {
                    self.flat(number, component, &sight);
                    self.flat_top(number, component, &sight);
                }
            }
            if let Some(sight) = self.sight_of_multiplier(component) {
                self.jumps_of_multiplier(number, component, &sight);
            }
            self.gate(number, component);
        }
    }

    /// Doubts pay that falls; answers whether it does.
    fn falls(&mut self, number: usize, component: &Component, sight: &Sight<'_>) -> bool {
        let worse =
            |from: Cents, to: Cents| if sight.less_is_better { to > from } else { to < from };
        let windows = sight.shape.windows();
        let step = sight.shape.step();
        let falls = legs(sight).find(|leg| worse(leg.pay.0, leg.pay.1)).or_else(|| {
            let drop = sight.points.iter().find(|point| worse(point.below, point.here))?;
            let below = Decimal6(drop.result.0 - step);
            Some(Leg {
                entry: drop.entry,
                between: (below, drop.result),
                pay: (drop.below, drop.here),
            })
        });
        let Some(leg) = falls else {
            return false;
        };
        let what = Falls {
            component: component.name.clone(),
            measure: sight.shape.measure().noun(),
            between: (sight.at(leg.between.0), sight.at(leg.between.1)),
            pay: (Cents(leg.pay.0.0 / windows), Cents(leg.pay.1.0 / windows)),
            window: sight.shape.window(),
            less_is_better: sight.less_is_better,
        };
        self.of_component(number, &entry_key(component, leg.entry), What::Falls(what));
        true
    }

    fn flat(&mut self, number: usize, component: &Component, sight: &Sight<'_>) {
        let flat = |leg: &Leg| {
            leg.pay.0 > Cents::ZERO && leg.pay.0 == leg.pay.1 && leg.between.0 < sight.top
        };
        let stretches: Vec<Leg> = legs(sight).filter(flat).collect();
        let Some(first) = stretches.first() else {
            return;
        };
        let key = entry_key(component, first.entry);
        let what = Flat {
            component: component.name.clone(),
            measure: sight.shape.measure().noun(),
            stretches: stretches
                .iter()
                .map(|leg| (sight.at(leg.between.0), sight.at(leg.end(sight))))
                .collect(),
            has_curve: matches!(component.pays, Pays::Target(_)),
        };
        self.of_component(number, &key, What::Flat(what));
    }

    fn flat_top(&mut self, number: usize, component: &Component, sight: &Sight<'_>) {
        let (far, pay) = sight.far;
        // A twentieth of the way: a step that rounding to the cent makes is no stretch.
        let reached = far.0 - sight.top.0 > far.0 / 20;
        let early = match (sight.shape.measure(), sight.at(sight.top), sight.target) {
            (Measure::Ratio(_), ..) => true,
            (Measure::Sum { .. }, At::OfQuota(share), _) => share < Decimal6(2 * Decimal6::ONE.0),
            (Measure::Sum { .. }, _, Some(target)) => pay.0 < 2 * target.0,
            _ => false,
        };
        if pay == Cents::ZERO || !reached || !early {
            return;
        }
        let by_cap = if component.cap.is_some() { Some("cap") } else { None };
        let by_cap = by_cap.or(component.credit_cap.is_some().then_some("credit_cap"));
        let last = sight.points.last().map_or(0, |point| point.entry);
        let key = by_cap.map_or_else(|| entry_key(component, last), str::to_owned);
        let what = FlatTop {
            component: component.name.clone(),
            measure: sight.shape.measure().noun(),
            from: sight.at(sight.top),
            pay: Cents(pay.0 / sight.shape.windows()),
            window: sight.shape.window(),
            by_cap: by_cap.is_some(),
        };
        self.of_component(number, &key, What::FlatTop(what));
    }
}

/// From one start to just below the next, and from the last to far above it.
struct Leg {
    entry: usize,
    between: (Decimal6, Decimal6),
    pay: (Cents, Cents),
}

impl Leg {
    /// The start of the next tier or band, where one follows.
    fn end(&self, sight: &Sight<'_>) -> Decimal6 {
        let step = sight.shape.step();
        let next = sight.points.iter().find(|point| point.result.0 == self.between.1.0 + step);
        next.map_or(self.between.1, |point| point.result)
    }
}

fn legs<'s>(sight: &'s Sight<'_>) -> impl Iterator<Item = Leg> + 's {
    let step = sight.shape.step();
    sight.points.iter().enumerate().filter_map(move |(i, point)| {
        let (to, pay) = match sight.points.get(i + 1) {
            Some(next) => (Decimal6(next.result.0 - step), next.below),
            None => sight.far,
        };
        (to > point.result).then_some(Leg {
            entry: point.entry,
            between: (point.result, to),
            pay: (point.here, pay),
        })
    })
}

/// The key of a tier or band.
fn entry_key(component: &Component, entry: usize) -> String {
    match component.pays {
        Pays::Rate(_) => format!("tiers[{entry}]"),
        Pays::Target(_) => format!("curve[{entry}]"),
        _ => "amount".to_owned(),
    }
}

impl Flat {
    pub(super) fn advice(&self) -> String {
        if self.has_curve {
            "on such a stretch nobody gains by doing more: `interpolate = true` draws straight lines between the bands, \
             or give the band a `slope`"
                .to_owned()
        } else {
            "on such a stretch nobody gains by selling more: give the tier a rate, or leave it out"
                .to_owned()
        }
    }
}

impl fmt::Display for Flat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stretches = self.stretches.iter().map(|(from, to)| format!("from {from} to {to}"));
        let stretches = crate::diagnostic::list(stretches, "and");
        write!(f, "\"{}\" pays nothing more for {} {stretches}", self.component, self.measure)
    }
}

impl FlatTop {
    pub(super) fn advice(&self) -> String {
        let mend = if self.by_cap {
            "raise the cap, or limit single deals by `deal_cap`"
        } else {
            "give the last tier or band a rate or a `slope`"
        };
        format!(
            "who is there early has no reason to go on and pushes results into the next period: {mend}"
        )
    }
}

impl fmt::Display for FlatTop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cap = if self.by_cap { ", by its cap" } else { "" };
        let (measure, name) = (&self.measure, &self.component);
        write!(
            f,
            "\"{name}\" pays nothing more for {measure} from {} on{cap}: {} a {}",
            self.from,
            amount(whole(self.pay)),
            named(self.window)
        )
    }
}

impl Falls {
    pub(super) fn advice(&self) -> String {
        if self.less_is_better {
            "more of it is worse, so let the pay fall as it rises; or pay on what was kept, such as `grr`".to_owned()
        } else {
            "let no tier or band pay less than the one before it: people would hold results back"
                .to_owned()
        }
    }
}

impl fmt::Display for Falls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = self.between;
        let (low, high) = (amount(whole(self.pay.0)), amount(whole(self.pay.1)));
        let (measure, name) = (&self.measure, &self.component);
        let moves = if self.less_is_better { "rises" } else { "falls" };
        write!(
            f,
            "the pay of \"{name}\" {moves} as {measure} rises: from {low} at {from} to {high} at {to}, a {}",
            named(self.window)
        )
    }
}
