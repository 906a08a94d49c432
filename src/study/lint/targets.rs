//! What the plan says it pays at 100 % against what it would pay: rates × quota against their target, and the
//! components' targets against the target incentive.
//!
//! Source: "rate × quota = target incentive" and "weights sum to 100 %" are the first checks of every guide on plan
//! design. Rates are usually rounded (8.3 % for 8⅓ %), so up to 1 % off is let pass.

use std::fmt;

use super::at::whole;
use super::{Lint, What};
use crate::money::{Cents, Decimal6, Fraction, Rounding};
use crate::plan::figures::{amount, percent};
use crate::plan::{Component, Pays, Quota, Target};
use crate::study::pay_line::{ATTAINMENTS, Full, pay_line, stated_target};

/// The share of a target by which pay at 100 % may be off.
const LET_PASS: i64 = 10_000;

/// Pay at 100 % is not the target.
#[derive(Clone, Debug, PartialEq)]
pub struct OffTarget {
    /// The components that pay by rates on a quota and share the target.
    pub components: Vec<String>,
    /// What they pay a year at 100 %.
    pub pay: Cents,
    /// What they are to pay.
    pub target: Cents,
    /// The quota a year, where it is one of money.
    pub quota: Option<Cents>,
    /// Others without a quota earn part of the target, too.
    pub others: bool,
}

/// The components' targets are not the target incentive.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetsDoNotAddUp {
    /// What the components' targets add up to.
    pub sum: Cents,
    /// The plan's target incentive.
    pub target_incentive: Cents,
}

impl Lint<'_> {
    pub(super) fn targets(&mut self) {
        self.rates_against_targets();
        self.targets_against_the_incentive();
    }

    /// Rates on a quota earn the target at 100 %: each its own, those without one together what is left.
    fn rates_against_targets(&mut self) {
        let Some(rep) = self.of_team.as_ref().map(|team| team.rep) else {
            return;
        };
        let line = pay_line(self.plan, &rep);
        let full = ATTAINMENTS.iter().position(|attainment| *attainment == Decimal6::ONE);
        let pay_of = |component: &Component| {
            let line = line.by_attainment.iter().find(|line| line.component == component.name)?;
            (line.full_from != Full::EarnsTarget).then(|| line.pay[full.unwrap_or(2)])
        };
        let components = &self.plan.components;
        let by_rate = |component: &&Component| {
            matches!(component.pays, Pays::Rate(_)) && component.quota.is_some()
        };
        let mut off = Vec::new();
        let mut together: Vec<(usize, &Component, Cents)> = Vec::new();
        for (number, component) in components.iter().enumerate().filter(|(_, c)| by_rate(c)) {
            let Some(pay) = pay_of(component) else {
                continue;
            };
            match stated_target(self.plan, component) {
                Some(target) => off.push((number, vec![component], pay, target, false)),
                None => together.push((number, component, pay)),
            }
        }
        let stated: Cents = components.iter().filter_map(|c| stated_target(self.plan, c)).sum();
        let left = self.plan.target_incentive - stated;
        if let Some((first, ..)) = together.first() {
            let others = components.iter().any(|component| {
                let earns = matches!(component.pays, Pays::Rate(_) | Pays::PerUnit { .. });
                earns && component.quota.is_none() && stated_target(self.plan, component).is_none()
            });
            let pay = together.iter().map(|(.., pay)| *pay).sum();
            let who = together.iter().map(|(_, component, _)| *component).collect();
            off.push((*first, who, pay, left, others));
        }
        for (number, who, pay, target, others) in off {
            let too_little = target.0 - pay.0 > permitted(target) && !others;
            let too_much = pay.0 - target.0 > permitted(target);
            if target > Cents::ZERO && (too_little || too_much) {
                let quota = who.first().and_then(|component| match component.quota? {
                    Quota::Team => rep.quota,
                    Quota::Yearly(quota) => Some(quota),
                });
                let components = who.iter().map(|component| component.name.clone()).collect();
                let what = OffTarget { components, pay, target, quota, others };
                self.of_component(number, "tiers", What::OffTarget(what));
            }
        }
    }

    /// Stated targets make up the target incentive, where no component without one could earn the rest. Several
    /// weights are looked at when the file is read.
    fn targets_against_the_incentive(&mut self) {
        let components = &self.plan.components;
        let stated: Vec<(usize, Cents)> = components
            .iter()
            .enumerate()
            .filter_map(|(number, c)| Some((number, stated_target(self.plan, c)?)))
            .collect();
        let earns = |c: &Component| matches!(c.pays, Pays::Rate(_) | Pays::PerUnit { .. });
        let open = components.iter().any(|c| earns(c) && stated_target(self.plan, c).is_none());
        let weights = components
            .iter()
            .filter(|c| matches!((&c.pays, c.target), (Pays::Target(_), Target::Weight(_))));
        let sum: Cents = stated.iter().map(|(_, target)| *target).sum();
        let target_incentive = self.plan.target_incentive;
        let off = (sum.0 - target_incentive.0).abs() > permitted(target_incentive);
        let fills_up = open && sum < target_incentive;
        if let Some((last, _)) = stated.last()
            && target_incentive > Cents::ZERO
            && weights.count() < 2
            && off
            && !fills_up
        {
            let key = match components[*last].target {
                Target::Yearly(_) => "target",
                Target::Weight(_) => "weight",
            };
            let what = What::TargetsDoNotAddUp(TargetsDoNotAddUp { sum, target_incentive });
            self.of_component(*last, key, what);
        }
    }
}

/// By how much pay may be off a target.
fn permitted(target: Cents) -> i64 {
    (Fraction::from(target) * Fraction::from(Decimal6(LET_PASS))).to_cents(Rounding::HalfEven).0
}

impl OffTarget {
    pub(super) fn advice(&self) -> String {
        let rate = self.quota.filter(|quota| *quota > Cents::ZERO && self.components.len() == 1);
        let rate = rate.and_then(|quota| Fraction::from(self.target).over(Fraction::from(quota)));
        // Percent to the hundredth.
        let rate = rate.map(|rate| (rate * Fraction::whole(10_000)).round(Rounding::HalfUp));
        match rate.and_then(|rate| i64::try_from(rate).ok()).filter(|rate| *rate < 10_000) {
            Some(rate) => format!(
                "rate × quota is to be the target: on average {} up to quota, or another quota or target",
                percent(Decimal6(100 * rate))
            ),
            None => "rate × quota is to be the target: change the rates, the quota or the target"
                .to_owned(),
        }
    }
}

impl fmt::Display for OffTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.components.iter().map(|name| format!("\"{name}\""));
        let names = crate::diagnostic::list(names, "and");
        let (verb, whose) =
            if self.components.len() == 1 { ("pays", "its") } else { ("pay", "their") };
        let (pay, target) = (amount(whole(self.pay)), amount(self.target));
        let than = if self.pay < self.target { "less" } else { "more" };
        write!(
            f,
            "{names} {verb} {pay} a year at 100 % of quota, {than} than {whose} target of {target}"
        )
    }
}

impl TargetsDoNotAddUp {
    pub(super) fn advice(&self) -> String {
        "let `weight`s sum to 1, or `target`s to the target incentive: else who reaches 100 % of everything earns \
         another sum than was promised"
            .to_owned()
    }
}

impl fmt::Display for TargetsDoNotAddUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sum, target) = (amount(self.sum), amount(self.target_incentive));
        write!(
            f,
            "the components' targets add up to {sum} a year, and the target incentive is {target}"
        )
    }
}
