//! What limits a component's credit and pay: caps on credit; then gate, multiplier, floor and cap, in this
//! order.

use super::clause::Clause;
use super::rep::{Rep, holds, presence_share};
use super::window::Span;
use crate::credit::Gauge;
use crate::money::{Decimal6, Fraction};
use crate::plan::{Cap, CreditCap, Gate};

impl Clause {
    /// What of a window's credit counts: all, or up to the cap on credit. In hundredths, as the quota.
    pub(super) fn capped_credit(&self, credit: Fraction, quota: Option<Fraction>) -> Fraction {
        match (self.component.credit_cap, quota) {
            (Some(CreditCap::Amount(cap)), _) => credit.min(Fraction::from(cap)),
            (Some(CreditCap::ShareOfQuota(share)), Some(quota)) => {
                credit.min(quota * Fraction::from(share))
            }
            _ => credit,
        }
    }

    /// Gate, multiplier, floor and cap on a rep's pay.
    #[inline]
    pub(super) fn limited(&self, rep: &Rep<'_>, span: &Span, pay: Fraction) -> Fraction {
        self.within_limits(
            pay,
            |gauge| self.value(gauge, rep, span),
            || presence_share(rep, span),
            || self.target(rep, span),
        )
    }

    /// Gate, multiplier, floor and cap, in this order: on pay, given the results that they look at, the
    /// share of the window that floors and caps are for, and the window's target.
    #[inline]
    pub(super) fn within_limits(
        &self,
        mut pay: Fraction,
        result: impl Fn(&Gauge) -> Option<Fraction>,
        share: impl Fn() -> Fraction,
        target: impl Fn() -> Fraction,
    ) -> Fraction {
        if let (Some(Gate { when, otherwise }), Some(gauge)) = (&self.component.gate, &self.gate)
            && !holds(when, result(gauge))
        {
            pay = pay * Fraction::from(*otherwise);
        }
        if let (Some(multiplier), Some(gauge), Some(curve)) =
            (&self.component.multiplier, &self.multiplier, &self.factor)
        {
            let goal = Fraction::from(multiplier.goal.unwrap_or(Decimal6::ONE));
            let value = result(gauge).and_then(|value| value.over(goal));
            pay = pay * value.map_or(Fraction::ZERO, |value| curve.payout(value));
        }
        if let Some(floor) = self.component.floor {
            pay = pay.max(Fraction::from(floor) * share());
        }
        match self.component.cap {
            Some(Cap::Amount(cap)) => pay.min(Fraction::from(cap) * share()),
            Some(Cap::ShareOfTarget(share)) => pay.min(target() * Fraction::from(share)),
            None => pay,
        }
    }
}
