//! Tiers: rates on a result.

use super::claim::Claim;
use super::number::{Number, TooLong};
use super::window::Window;
use crate::plan::{BoundsIn, Tier, TierMethod, TierRate, Tiers};

impl Claim<'_> {
    /// What the tiers pay on a result: of the window, or of a single deal.
    pub fn by_tiers(
        &self,
        tiers: &Tiers,
        window: &Window,
        result: Number,
    ) -> Result<Number, TooLong> {
        let quota = self.quota(window);
        if tiers.bounds == BoundsIn::Quota && quota.is_zero() {
            return Ok(Number::ZERO);
        }
        match tiers.method {
            TierMethod::Marginal => self.marginal(tiers, quota, result),
            TierMethod::Retroactive => self.retroactive(tiers, quota, result),
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
            if let Some(next) = tiers.tiers.get(number + 1) {
                reached = reached.at_most(start(next));
            }
            let below_0 = number == 0 && from.is_zero();
            if below_0 || reached.reaches(from)? {
                pay = pay + (reached - from) * self.rate(tier);
            }
        }
        Ok(pay)
    }

    /// The reached tier's rate on all. What is looked up is the attainment, rounded where the plan says so,
    /// or the result itself where tiers start at amounts.
    fn retroactive(&self, tiers: &Tiers, quota: Number, result: Number) -> Result<Number, TooLong> {
        let looked_up = match tiers.bounds {
            BoundsIn::Quota => self.rounded(result / quota),
            BoundsIn::Amount => result,
        };
        let mut reached = tiers.tiers.first().filter(|first| first.from.0 == 0);
        for tier in &tiers.tiers {
            if looked_up.reaches(tier.from.into())? {
                reached = Some(tier);
            }
        }
        Ok(reached.map_or(Number::ZERO, |tier| self.rate(tier) * result))
    }

    /// A tier's rate; a multiple is times the base rate target ÷ unramped quota, both of the year.
    pub fn rate(&self, tier: &Tier) -> Number {
        match tier.rate {
            TierRate::Rate(rate) => rate.into(),
            // Not evaluated here yet.
            TierRate::Amount(_) => Number::ZERO,
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
