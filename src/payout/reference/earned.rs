//! What a window has earned up to a payment.

use std::collections::BTreeMap;

use super::claim::Claim;
use super::credit::{Crediting, tally, within};
use super::limits::{Bearings, capped, conditioned, holds};
use super::number::{Number, TooLong};
use super::window::{Months, Window};
use super::{curve, ratio};
use crate::money::Decimal6;
use crate::plan::{CreditCap, Measure, Pays, Quota, Tiers, WeightedAttainment};

/// Sales that were lost again, by their place in the ledger, with the share of each that is gone.
pub(super) type Lost = BTreeMap<usize, Number>;

/// What a window has earned.
#[derive(Clone, Copy)]
pub(super) struct Earned {
    pub pay: Number,
    /// What the cap cut, where the next window gets it.
    pub carried: Number,
}

impl Claim<'_> {
    /// What a window has earned up to the payment, without the sales that were lost, with what the window
    /// before carried into it.
    pub fn earned(&self, window: &Window, lost: &Lost, carried: Number) -> Result<Earned, TooLong> {
        let months = self.months(window);
        if months.from >= months.to {
            // It ended before the rep came, or has no active month yet.
            return Ok(Earned { pay: Number::ZERO, carried });
        }
        let pay = match &self.component.pays {
            Pays::Rate(tiers) => {
                self.in_pay_currency(window, |window| self.rated(tiers, window, lost))?
            }
            Pays::Target(curve) => match self.attainment(window, lost) {
                Some(attainment) => self.target(window) * curve::payout(curve, attainment)?,
                None => Number::ZERO,
            },
            Pays::PerUnit { amount, above, step } => match self.counted(window, lost) {
                Some(units) => {
                    let steps = self.paid_units(window, units, *above, *step)?;
                    steps * Number::from(*amount) * self.payable(window)
                }
                None => Number::ZERO,
            },
            Pays::Matrix(matrix) => self.by_matrix(matrix, window, lost)?,
            Pays::Amount { amount, when, .. } => {
                if holds(when, self.result(&when.measure, window))? {
                    Number::from(*amount) * self.share(window)
                } else {
                    Number::ZERO
                }
            }
            Pays::Pool { .. } | Pays::Contest(_) => Number::ZERO,
        };
        let result = |measure: &Measure| self.result(measure, window);
        let bearings =
            Bearings { result: &result, share: self.share(window), target: self.target(window) };
        let mut pay = conditioned(self.component, pay, &bearings)?;
        if let Some(most) = self.component.rate_cap {
            let credit = self.counted(window, lost).unwrap_or(Number::ZERO);
            let credit = credit.at_least(Number::ZERO);
            pay = pay.at_most(credit * most.into() * self.payable(window));
        }
        let pay = pay + carried;
        let kept = capped(self.component, pay, &bearings);
        let carried = if self.component.carry { pay - kept } else { Number::ZERO };
        Ok(Earned { pay: kept * self.part(window), carried })
    }

    /// What the tiers pay on a window's result, in the currency of sales.
    fn rated(&self, tiers: &Tiers, window: &Window, lost: &Lost) -> Result<Number, TooLong> {
        if tiers.per_deal {
            return self.deal_by_deal(tiers, window, lost);
        }
        let credit = self.counted(window, lost).unwrap_or(Number::ZERO);
        match self.past_hurdle(window, credit)? {
            Some(above) => Ok(self.by_tiers(tiers, window, credit, above)? * self.payable(window)),
            None => Ok(Number::ZERO),
        }
    }

    /// Tiers that look at each deal alone.
    fn deal_by_deal(&self, tiers: &Tiers, window: &Window, lost: &Lost) -> Result<Number, TooLong> {
        let credit = self.counted(window, lost).unwrap_or(Number::ZERO);
        if self.past_hurdle(window, credit)?.is_none() {
            return Ok(Number::ZERO);
        }
        let mut pay = Number::ZERO;
        for (place, event) in self.rep.ledger.events.iter().enumerate() {
            if self.months(window).contains(event.month) {
                let credit = self.crediting().credit(event) * kept(lost, place);
                pay = pay + self.by_tiers(tiers, window, credit, Number::ZERO)?;
            }
        }
        Ok(pay * self.payable(window))
    }

    /// The months of a window, up to the payment, that are the rep's.
    fn months(&self, window: &Window) -> Months {
        self.rep.own(window.so_far)
    }

    /// The result of a measure in a window; none where it has no value.
    pub fn result(&self, measure: &Measure, window: &Window) -> Option<Number> {
        if let Measure::Attainments { parts, .. } = measure {
            return self.weighted(parts, window);
        }
        let mut months = self.months(window);
        if let (Measure::Ratio(ratio), true) = (measure, window.trailing) {
            months = ratio::with_the_book(*ratio, self.rep.ledger, months);
        }
        let measure = within(measure, self.rep.active);
        tally(&measure, self.rep.terms.names, self.rep.ledger, months).value()
    }

    /// A weighted mean of attainments, each up to its cap. One without value counts as 0; where none has a
    /// value, the mean has none.
    fn weighted(&self, parts: &[WeightedAttainment], window: &Window) -> Option<Number> {
        let counted = |part: &WeightedAttainment| {
            let attainment = self.share_of(&part.of, part.quota, part.goal, window)?;
            let up_to_cap = part.cap.map_or(attainment, |cap| attainment.at_most(cap.into()));
            Some(up_to_cap * part.weight.into())
        };
        let valued: Vec<Number> = parts.iter().filter_map(counted).collect();
        (!valued.is_empty()).then(|| valued.into_iter().sum())
    }

    /// A result as a share of a quota or a goal; none without quota or value.
    pub fn share_of(
        &self,
        measure: &Measure,
        quota: Option<Quota>,
        goal: Option<Decimal6>,
        window: &Window,
    ) -> Option<Number> {
        let result = self.result(measure, window)?;
        let against = match (quota, goal) {
            (Some(_), _) => self.quota_of(quota, window),
            (None, Some(goal)) => goal.into(),
            (None, None) => Number::ONE,
        };
        (!against.is_zero()).then(|| result / against)
    }

    /// How the component's own measure credits single events.
    pub fn crediting(&self) -> Crediting<'_> {
        let terms = match &self.component.measure {
            Some(Measure::Sum { terms, .. }) => terms.as_slice(),
            _ => &[],
        };
        let cap_in = |month| {
            self.component.deal_cap.map(|cap| match cap {
                CreditCap::Amount(cap) => cap.into(),
                CreditCap::ShareOfQuota(share) => self.yearly_quota(month) * share.into(),
            })
        };
        let changes = self.rep.stint.new_quota.map(|new| new.from);
        let later = |from: usize| Some((from, cap_in(from as i64)?));
        let (names, refunds) = (self.rep.terms.names, self.component.refunds);
        Crediting {
            terms,
            names,
            active: self.component.months,
            refunds,
            deal_cap: cap_in(i64::MIN),
            later_deal_cap: changes.and_then(later),
        }
    }

    /// The component's result in a window that counts: of a sum, without what was lost, and no more than the
    /// cap on credit.
    pub fn counted(&self, window: &Window, lost: &Lost) -> Option<Number> {
        let measure = self.component.measure.as_ref()?;
        if !measure.is_additive() {
            return self.result(measure, window);
        }
        let (months, ledger) = (self.months(window), self.rep.ledger);
        let gone = lost.iter().filter(|(place, _)| months.contains(ledger.events[**place].month));
        let gone: Number = gone
            .map(|(place, share)| self.crediting().credit(&ledger.events[*place]) * *share)
            .sum();
        let credit = self.crediting().over(ledger, months) - gone;
        Some(match self.component.credit_cap {
            Some(cap) => credit.at_most(self.most_credit(cap, window)),
            None => credit,
        })
    }

    /// The cap on the credit of a window, in proportion to the months in seat as the quota is.
    fn most_credit(&self, cap: CreditCap, window: &Window) -> Number {
        match cap {
            CreditCap::ShareOfQuota(share) => self.quota(window) * share.into(),
            CreditCap::Amount(cap) => {
                let months = self.rep.active_months(window.whole);
                Number::from(cap) * self.rep.months_in_seat(window.whole) / months
            }
        }
    }

    /// The attainment as it is looked up: of a sum its share of the quota, of a ratio or score itself or its
    /// share of the goal. None without quota or value.
    pub fn attainment(&self, window: &Window, lost: &Lost) -> Option<Number> {
        let result = self.counted(window, lost)?;
        let against = match (self.component.quota, self.component.goal) {
            (Some(_), _) => self.quota(window),
            (None, Some(goal)) => goal.into(),
            (None, None) => Number::ONE,
        };
        (!against.is_zero()).then(|| self.rounded(result / against))
    }
}

/// The share of a sale that is not lost.
pub(super) fn kept(lost: &Lost, place: usize) -> Number {
    Number::ONE - lost.get(&place).copied().unwrap_or(Number::ZERO)
}
