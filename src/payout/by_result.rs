//! What a result pays by rates or by units, once its hurdle is met.

use super::clause::{Clause, Frame};
use super::notes::Notes;
use super::step::{Working, clause};
use crate::money::{Cents, Decimal6, Fraction};
use crate::plan::{BoundsIn, CreditCap, PaysFrom, TierMethod, Tiers};

/// What of a result is paid.
enum Paid {
    Nothing,
    /// From the first unit.
    All,
    /// What is above so many hundredths of the measure's unit.
    Above(Fraction),
}

impl Clause {
    /// What of a window's result is paid; in hundredths of the measure's unit, as the quota.
    fn past_hurdle(&self, result: Fraction, quota: Option<Fraction>) -> Paid {
        let Some(hurdle) = &self.component.hurdle else {
            return Paid::All;
        };
        let at = match (hurdle.at, quota) {
            (CreditCap::Amount(amount), _) => Fraction::from(amount),
            (CreditCap::ShareOfQuota(share), Some(quota)) => quota * Fraction::from(share),
            (CreditCap::ShareOfQuota(_), None) => return Paid::Nothing,
        };
        match hurdle.pays_from {
            _ if result < at => Paid::Nothing,
            PaysFrom::First => Paid::All,
            PaysFrom::Above => Paid::Above(at),
        }
    }

    /// Pay by tiers on a window's credit, or on those of its single deals.
    pub(super) fn rated(
        &self,
        tiers: &Tiers,
        notes: Notes<'_>,
        frame: &Frame,
        credit: Option<Fraction>,
        deals: impl Iterator<Item = Fraction>,
    ) -> Fraction {
        let Some(credit) = credit else {
            return Fraction::ZERO;
        };
        let above = match self.past_hurdle(credit, frame.quota) {
            Paid::Nothing => return Fraction::ZERO,
            Paid::All => None,
            Paid::Above(hurdle) => Some(hurdle),
        };
        // Under marginal tiers nothing is looked up: pay is continuous in the result.
        let looks_up_attainment = self.component.round_attainment.is_some()
            && tiers.method == TierMethod::Retroactive
            && tiers.bounds == BoundsIn::Quota;
        let looked_up = |result: Fraction| match frame.quota.filter(|_| looks_up_attainment) {
            Some(quota) => self
                .attainment(Some(result * Fraction::HUNDREDTH), Some(quota))
                .map_or(result, |attainment| attainment * quota),
            None => result,
        };
        let pay = |result, looked_up| {
            notes.tiers(|| frame.ladder.parts(tiers.method, result, looked_up));
            frame.ladder.pay(tiers.method, result, looked_up)
        };
        if tiers.per_deal {
            return deals.map(|deal| pay(deal, looked_up(deal))).fold(Fraction::ZERO, |a, b| a + b);
        }
        match (above, tiers.method) {
            (None, _) => pay(credit, looked_up(credit)),
            (Some(hurdle), TierMethod::Marginal) => {
                let (all, below) =
                    (pay(credit, credit), frame.ladder.pay(tiers.method, hurdle, hurdle));
                notes.change(clause::HURDLE, all, all - below)
            }
            (Some(hurdle), TierMethod::Retroactive) => pay(credit - hurdle, looked_up(credit)),
        }
    }

    /// Pay by units of the measure: for each above a number of them, or for every full step.
    pub(super) fn by_units(
        &self,
        (amount, above, step): (Cents, Decimal6, Option<Decimal6>),
        notes: Notes<'_>,
        units: Fraction,
        quota: Option<Fraction>,
    ) -> Fraction {
        let free = Fraction::from(above);
        let from = match self.past_hurdle(units * Fraction::whole(100), quota) {
            Paid::Nothing => return Fraction::ZERO,
            Paid::All => free,
            Paid::Above(hurdle) => free.max(hurdle * Fraction::HUNDREDTH),
        };
        let paid = (units - from).max(Fraction::ZERO);
        let paid = match step {
            None => paid,
            Some(step) => paid.over(Fraction::from(step)).map_or(Fraction::ZERO, Fraction::floor),
        };
        let pay = paid * Fraction::from(amount);
        notes.pays(pay, || Working::Units { units: paid, each: amount });
        pay
    }
}
