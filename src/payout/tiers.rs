//! Rates by tier on a result.

use crate::money::{Cents, Fraction};
use crate::plan::{BoundsIn, Tier, TierMethod, TierRate, Tiers};

/// What the rates of a rep rest on.
#[derive(Clone, Copy, Debug)]
pub(super) struct RateBasis {
    /// Quota of the window, in hundredths of the measure's unit; none where there is none.
    pub quota: Option<Fraction>,
    /// Target pay a year, in cents.
    pub target: Fraction,
    /// Unramped quota a year, in hundredths; 0 where there is none.
    pub yearly_quota: Cents,
}

/// Where a tier starts, in hundredths of the measure's unit; none without the quota it is a share of.
fn start(tiers: &Tiers, tier: &Tier, basis: &RateBasis) -> Option<Fraction> {
    match tiers.bounds {
        BoundsIn::Quota => basis.quota.map(|quota| quota * Fraction::from(tier.from)),
        BoundsIn::Amount => Some(Fraction::from(tier.from) * Fraction::whole(100)),
    }
}

/// A tier's rate on one hundredth of the measure's unit, in cents.
pub(super) fn rate(tier: &Tier, basis: &RateBasis) -> Fraction {
    match tier.rate {
        TierRate::Rate(rate) => Fraction::from(rate),
        TierRate::Multiple(multiple) => basis
            .target
            .over(Fraction::from(basis.yearly_quota))
            .map_or(Fraction::ZERO, |base| base * Fraction::from(multiple)),
    }
}

/// Pay in cents on a result in hundredths of the measure's unit; `looked_up` is the result by which the
/// tier is found (it differs where attainment is rounded before the look-up).
///
/// A result below 0 (refunds beyond sales) is rated by the first tier where that starts at 0.
pub(super) fn pay(tiers: &Tiers, basis: &RateBasis, result: Fraction, looked_up: Fraction) -> Fraction {
    let reached = |tier: &Tier| {
        start(tiers, tier, basis).is_some_and(|from| looked_up >= from || (tier.from.0 == 0 && from.numerator() == 0))
    };
    match tiers.method {
        TierMethod::Retroactive => tiers
            .tiers
            .iter()
            .take_while(|tier| reached(tier))
            .last()
            .map_or(Fraction::ZERO, |tier| rate(tier, basis) * result),
        TierMethod::Marginal => {
            let mut sum = Fraction::ZERO;
            for (i, tier) in tiers.tiers.iter().enumerate() {
                let Some(from) = start(tiers, tier, basis).filter(|_| reached(tier)) else { break };
                let next = tiers.tiers.get(i + 1).and_then(|next| start(tiers, next, basis));
                let to = next.map_or(result, |next| next.min(result));
                sum = sum + rate(tier, basis) * (to - from);
            }
            sum
        }
    }
}
