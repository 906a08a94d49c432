//! Cliffs: points at which one more dollar, deal or point of a result changes pay by more than a stated share of the
//! target incentive (2 % where nothing else is asked for).
//!
//! Source: guides on plan design warn that people move deals and results across such points. Read off the pay
//! itself: of tiers and curves at each of their starts, of multipliers as factors on the component's target, of
//! gates by what they take away. A fixed `amount` or a `pool` is a step by its own words and is not doubted.

use std::fmt;

use super::at::whole;
use super::sight::{Point, Sight};
use super::windows::named;
use super::{At, Lint, What};
use crate::diagnostic::list;
use crate::money::{Cents, Decimal6, Fraction, Rounding};
use crate::plan::figures::{amount, percent};
use crate::plan::{Component, Pays, Period};
use crate::study::pay_line::target_of;

/// Points at which the pay of a component jumps.
#[derive(Clone, Debug, PartialEq)]
pub struct Jumps {
    /// The component.
    pub component: String,
    /// What decides the jumps.
    pub by: By,
    /// The measure, as people call it.
    pub measure: String,
    /// The points, by rising result.
    pub jumps: Vec<Jump>,
    /// The window that results add up in.
    pub window: Period,
    /// What a jump is measured by: this share of the target incentive …
    pub limit: Decimal6,
    /// … which is this much a year.
    pub limit_in_pay: Cents,
}

/// What decides a jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The component's rates; of single deals, if so.
    Tiers {
        /// Each deal is looked at alone.
        per_deal: bool,
    },
    /// Its curve.
    Curve,
    /// Its multiplier.
    Multiplier,
    /// Its gate.
    Gate,
}

/// A point at which pay jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// Where.
    pub at: At,
    /// Pay of a window just below.
    pub from: Cents,
    /// Pay of a window at the point.
    pub to: Cents,
}

impl Lint<'_> {
    /// Doubts the jumps of a component's pay by its own result.
    pub(super) fn jumps(&mut self, number: usize, component: &Component, sight: &Sight<'_>) {
        let (by, list) = match &component.pays {
            Pays::Rate(tiers) => (By::Tiers { per_deal: tiers.per_deal }, "tiers"),
            Pays::Target(_) => (By::Curve, "curve"),
            _ => return,
        };
        self.jumps_in(number, component, sight, by, list);
    }

    /// Doubts the jumps of a component's multiplier.
    pub(super) fn jumps_of_multiplier(
        &mut self,
        number: usize,
        component: &Component,
        sight: &Sight<'_>,
    ) {
        self.jumps_in(number, component, sight, By::Multiplier, "multiplier.curve");
    }

    fn jumps_in(
        &mut self,
        number: usize,
        component: &Component,
        sight: &Sight<'_>,
        by: By,
        list: &str,
    ) {
        let Some(limit_in_pay) = self.cliff(sight.target) else {
            return;
        };
        let is_cliff = |point: &&Point| {
            let jump = (point.here - point.below).0.abs();
            jump - point.usual.0 > limit_in_pay.0
        };
        let cliffs: Vec<&Point> = sight.points.iter().filter(is_cliff).collect();
        let largest = cliffs.iter().max_by_key(|point| (point.here - point.below).0.abs());
        let Some(largest) = largest else {
            return;
        };
        let key = format!("{list}[{}]", largest.entry);
        let windows = sight.shape.windows();
        let jump = |point: &&Point| Jump {
            at: sight.at(point.result),
            from: Cents(point.below.0 / windows),
            to: Cents(point.here.0 / windows),
        };
        let what = Jumps {
            component: component.name.clone(),
            by,
            measure: sight.shape.measure().noun(),
            jumps: cliffs.iter().map(jump).collect(),
            window: sight.shape.window(),
            limit: self.limits.cliff,
            limit_in_pay,
        };
        self.of_component(number, &key, What::Jumps(what));
    }

    /// Doubts a gate that takes away more than a jump may.
    pub(super) fn gate(&mut self, number: usize, component: &Component) {
        let Some(gate) = &component.gate else {
            return;
        };
        let target = target_of(self.plan, component).filter(|target| *target > Cents::ZERO);
        let Some((target, limit_in_pay)) = target.zip(self.cliff(target)) else {
            return;
        };
        let shut =
            (Fraction::from(target) * Fraction::from(gate.otherwise)).to_cents(Rounding::HalfEven);
        let bound = gate.when.at_least.or(gate.when.at_most);
        let Some(bound) = bound.filter(|_| (target - shut) > limit_in_pay) else {
            return;
        };
        let at = At::Result(bound, gate.when.measure.unit());
        let (from, to) = if gate.when.at_least.is_some() { (shut, target) } else { (target, shut) };
        let what = Jumps {
            component: component.name.clone(),
            by: By::Gate,
            measure: gate.when.measure.noun(),
            jumps: vec![Jump { at, from, to }],
            window: Period::Year,
            limit: self.limits.cliff,
            limit_in_pay,
        };
        self.of_component(number, "gate", What::Jumps(what));
    }

    /// The jump of a year's pay that is a cliff: a share of the target incentive, or of the component's target
    /// in a plan without one.
    fn cliff(&self, target: Option<Cents>) -> Option<Cents> {
        let of =
            Some(self.plan.target_incentive).filter(|target| *target > Cents::ZERO).or(target)?;
        let limit = Fraction::from(of) * Fraction::from(self.limits.cliff);
        Some(limit.to_cents(Rounding::HalfEven))
    }
}

impl Jumps {
    pub(super) fn advice(&self) -> String {
        let why = format!(
            "jumps above {} of the target incentive ({} a year) tempt people to move results across them",
            percent(self.limit),
            amount(whole(self.limit_in_pay))
        );
        let mend = match self.by {
            By::Tiers { .. } => {
                "`tier_method = \"marginal\"` pays the higher rate on what is above the point only"
            }
            By::Curve | By::Multiplier => {
                "`interpolate = true` draws straight lines between the bands"
            }
            By::Gate => {
                "pay a share where it fails (`otherwise`), or a multiplier in place of the gate"
            }
        };
        format!("{why}; {mend}")
    }
}

impl fmt::Display for Jumps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let points = self.jumps.iter().map(|jump| {
            let pay = |pay: Cents| amount(whole(pay));
            let window = match self.by {
                By::Tiers { per_deal: true } => String::new(),
                _ => format!(" a {}", named(self.window)),
            };
            format!("at {} from {} to {}{window}", jump.at, pay(jump.from), pay(jump.to))
        });
        let points = list(points, "and");
        let (name, measure) = (&self.component, &self.measure);
        match self.by {
            By::Tiers { per_deal: true } => {
                write!(f, "the pay of \"{name}\" on a single deal jumps {points}")
            }
            By::Tiers { per_deal: false } | By::Curve => {
                write!(f, "the pay of \"{name}\" jumps by {measure}: {points}")
            }
            By::Multiplier => {
                write!(
                    f,
                    "at target, the pay of \"{name}\" jumps by {measure}, its multiplier: {points}"
                )
            }
            By::Gate => {
                write!(f, "at target, the pay of \"{name}\" jumps by {measure}, its gate: {points}")
            }
        }
    }
}
