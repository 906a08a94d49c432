//! Tiers: rates on a result.

use super::claim::Claim;
use super::number::{Number, TooLong};
use super::window::Window;
use crate::plan::{BoundsIn, Tier, TierMethod, TierRate, Tiers};

impl Claim<'_> {
    /// What the tiers pay on a result: of the window, or of a single deal. Of it only what is above a hurdle
    /// counts, which is 0 without one.
    pub fn by_tiers(
        &self,
        tiers: &Tiers,
        window: &Window,
        result: Number,
        above: Number,
    ) -> Result<Number, TooLong> {
        let quota = self.quota(window);
        if tiers.bounds == BoundsIn::Quota && quota.is_zero() {
            return Ok(Number::ZERO);
        }
        match tiers.method {
            TierMethod::Marginal if above.is_zero() => self.marginal(tiers, quota, result),
            TierMethod::Marginal => {
                Ok(self.marginal(tiers, quota, result)? - self.marginal(tiers, quota, above)?)
            }
            TierMethod::Retroactive => self.retroactive(tiers, quota, result, result - above),
        }
    }

    /// Each tier's rate on what falls into it, from its start to the next one's. Below 0, where refunds go
    /// beyond sales, the first tier goes on if it starts at 0.
    fn marginal(&self, tiers: &Tiers, quota: Number, result: Number) -> Result<Number, TooLong> {
        let start = |tier: &Tier| match tiers.bounds {
            BoundsIn::Quota => Number::from(tier.from) * quota,
            BoundsIn::Amount => tier.from.into(),
        };
        let mut pay = Number::ZERO;
        for (number, tier) in tiers.tiers.iter().enumerate() {
            let from = start(tier);
            let mut reached = result;
            match (tiers.tiers.get(number + 1), tiers.end) {
                (Some(next), _) => reached = reached.at_most(start(next)),
                // Of tiers that pay amounts the last one ends, and nothing is paid beyond.
                (None, Some(end)) => reached = reached.at_most(end.into()),
                (None, None) => {}
            }
            let below_0 = number == 0 && from.is_zero();
            if below_0 || reached.reaches(from)? {
                pay = pay + (reached - from) * self.rate(tiers, number);
            }
        }
        Ok(pay)
    }

    /// The reached tier's rate on all. What is looked up is the attainment, rounded where the plan says so,
    /// or the result itself where tiers start at amounts.
    fn retroactive(
        &self,
        tiers: &Tiers,
        quota: Number,
        result: Number,
        paid: Number,
    ) -> Result<Number, TooLong> {
        let looked_up = match tiers.bounds {
            BoundsIn::Quota => self.rounded(result / quota),
            BoundsIn::Amount => result,
        };
        let mut reached = tiers.tiers.first().filter(|first| first.from.0 == 0).map(|_| 0);
        for (number, tier) in tiers.tiers.iter().enumerate() {
            if looked_up.reaches(tier.from.into())? {
                reached = Some(number);
            }
        }
        Ok(reached.map_or(Number::ZERO, |number| self.rate(tiers, number) * paid))
    }

    /// A tier's rate. A multiple is times the base rate target ÷ unramped quota, both of the year; an amount is
    /// for the whole tier, in proportion to how far it is filled.
    pub fn rate(&self, tiers: &Tiers, number: usize) -> Number {
        let tier = &tiers.tiers[number];
        match tier.rate {
            TierRate::Amount(amount) => {
                let next = tiers.tiers.get(number + 1).map(|next| next.from).or(tiers.end);
                let end = next.map_or(Number::ZERO, Number::from);
                Number::from(amount) / (end - tier.from.into())
            }
            TierRate::Rate(rate) => rate.into(),
            TierRate::Multiple(_) if self.yearly_quota().is_zero() => Number::ZERO,
            TierRate::Multiple(multiple) => {
                Number::from(multiple) * self.yearly_target() / self.yearly_quota()
            }
        }
    }

    /// An attainment as it is looked up.
    pub fn rounded(&self, attainment: Number) -> Number {
        match self.component.round_attainment {
            Some(step) => attainment.to_multiple_of(step.into()),
            None => attainment,
        }
    }
}
