//! What limits a component's credit and pay: caps on credit; then, in this order, gate, multiplier, floor, cap on
//! the rate, what the window before carried, cap.

use super::clause::Clause;
use super::notes::Notes;
use super::rep::{Rep, holds, presence_share, trailing_share};
use super::step::{Working, clause};
use super::window::Span;
use crate::credit::Gauge;
use crate::money::{Decimal6, Fraction};
use crate::plan::{Cap, CreditCap, Gate};

impl Clause {
    /// What of a window's credit counts: all, or up to the cap on credit. In hundredths, as the quota. A cap
    /// by amount is in proportion to the months in seat, one by share of quota as the quota is: without
    /// quota it is 0.
    pub(super) fn capped_credit(
        &self,
        rep: &Rep<'_>,
        span: &Span,
        credit: Fraction,
        quota: Option<Fraction>,
    ) -> Fraction {
        match self.component.credit_cap {
            None => credit,
            Some(CreditCap::Amount(cap)) => {
                let months = rep.presence.months(span.from, span.full_to);
                let share = Fraction::new(months.into(), span.length.into());
                credit.min(Fraction::from(cap) * share.unwrap_or(Fraction::ONE))
            }
            Some(CreditCap::ShareOfQuota(share)) => {
                credit.min(quota.unwrap_or(Fraction::ZERO) * Fraction::from(share))
            }
        }
    }

    /// A rep's pay between its limits, and what its cap cut, where the next window gets that. `credit` is
    /// what counts of the window's, in hundredths; `carried` what the window before left.
    #[inline]
    pub(super) fn limited(
        &self,
        rep: &Rep<'_>,
        span: &Span,
        pay: Fraction,
        credit: Option<Fraction>,
        carried: Option<Fraction>,
    ) -> (Fraction, Fraction) {
        let result = |gauge: &Gauge| self.value(gauge, rep, span);
        let share = || presence_share(rep, span);
        let mut pay = self.conditioned(rep.notes, pay, result, share);
        if let Some(most) = self.component.rate_cap {
            let credit = credit.unwrap_or(Fraction::ZERO).max(Fraction::ZERO);
            let most = credit * Fraction::from(most) * trailing_share(rep, span);
            pay = rep.notes.change(clause::RATE_CAP, pay, pay.min(most));
        }
        if let Some(carried) = carried {
            pay = rep.notes.change(clause::CARRIED, pay, pay + carried);
        }
        let capped = self.capped(rep.notes, pay, share, || self.target(rep, span));
        let excess = if self.component.carry { pay - capped } else { Fraction::ZERO };
        let Some(phase) = &self.phase else {
            return (capped, excess);
        };
        let part = capped * phase.part(rep.presence, span);
        (rep.notes.change(clause::PART, capped, part), excess)
    }

    /// Gate, multiplier and floor, in this order, given the results that they look at and the share of the
    /// window that floors are for.
    #[inline]
    pub(super) fn conditioned(
        &self,
        notes: Notes<'_>,
        mut pay: Fraction,
        result: impl Fn(&Gauge) -> Option<Fraction>,
        share: impl Fn() -> Fraction,
    ) -> Fraction {
        if let (Some(Gate { when, otherwise }), Some(gauge)) = (&self.component.gate, &self.gate) {
            let value = result(gauge);
            let held = holds(when, value);
            notes.fact(|| Working::Condition { clause: clause::GATE, value, held });
            if !held {
                pay = notes.change(clause::GATE, pay, pay * Fraction::from(*otherwise));
            }
        }
        if let (Some(multiplier), Some(gauge), Some(curve)) =
            (&self.component.multiplier, &self.multiplier, &self.factor)
        {
            let goal = Fraction::from(multiplier.goal.unwrap_or(Decimal6::ONE));
            let value = result(gauge).and_then(|value| value.over(goal));
            let factor = value.map_or(Fraction::ZERO, |value| curve.payout(value));
            notes.fact(|| Working::Factor { value, factor });
            pay = notes.change(clause::MULTIPLIER, pay, pay * factor);
        }
        match self.component.floor {
            Some(floor) => {
                notes.change(clause::FLOOR, pay, pay.max(Fraction::from(floor) * share()))
            }
            None => pay,
        }
    }

    /// Pay up to the cap, given the share of the window that it is for and the window's target.
    #[inline]
    pub(super) fn capped(
        &self,
        notes: Notes<'_>,
        pay: Fraction,
        share: impl Fn() -> Fraction,
        target: impl Fn() -> Fraction,
    ) -> Fraction {
        let capped = match self.component.cap {
            Some(Cap::Amount(cap)) => pay.min(Fraction::from(cap) * share()),
            Some(Cap::ShareOfTarget(share)) => pay.min(target() * Fraction::from(share)),
            None => pay,
        };
        notes.change(clause::CAP, pay, capped)
    }
}
