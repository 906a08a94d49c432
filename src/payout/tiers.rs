//! Rates by tier on a result.

use super::rungs::{Rungs, ShortLadder};
use crate::money::{Cents, Fraction, Rounding};
use crate::plan::{BoundsIn, Tier, TierMethod, TierRate, Tiers};

/// What the rates of a rep in a window rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RateBasis {
    /// Quota of the window, in hundredths of the measure's unit; none where there is none.
    pub quota: Option<Fraction>,
    /// Target pay a year, in cents.
    pub target: Fraction,
    /// Unramped quota a year, in hundredths; 0 where there is none.
    pub yearly_quota: Cents,
}

/// The rate of a tier, by its place, on one hundredth of the measure's unit, in cents.
pub(super) fn rate(tiers: &Tiers, place: usize, basis: &RateBasis) -> Fraction {
    let Some(tier) = tiers.tiers.get(place) else {
        return Fraction::ZERO;
    };
    match tier.rate {
        TierRate::Rate(rate) => Fraction::from(rate),
        TierRate::Multiple(multiple) => basis
            .target
            .over(Fraction::from(basis.yearly_quota))
            .map_or(Fraction::ZERO, |base| base * Fraction::from(multiple)),
        TierRate::Amount(amount) => {
            let end = tiers.tiers.get(place + 1).map(|next| next.from).or(tiers.end);
            let length = end.map(|end| Fraction::from(end) - Fraction::from(tier.from));
            let hundredths = length.map(|length| length * Fraction::whole(100));
            hundredths.and_then(|all| Fraction::from(amount).over(all)).unwrap_or(Fraction::ZERO)
        }
    }
}

/// Where a tier starts, in hundredths of the measure's unit; none without the quota it is a share of.
fn start(tiers: &Tiers, tier: &Tier, basis: &RateBasis) -> Option<Fraction> {
    match tiers.bounds {
        BoundsIn::Quota => basis.quota.map(|quota| quota * Fraction::from(tier.from)),
        BoundsIn::Amount => Some(Fraction::from(tier.from) * Fraction::whole(100)),
    }
}

/// The tiers of one basis as breakpoints with the pay reached at each, so that a result costs one look-up
/// and one product. Its memory is used again; reps with the same basis share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Ladder {
    steps: Vec<Step>,
    rungs: Rungs,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub start: Fraction,
    pub rate: Fraction,
    /// Marginal pay on all that lies below.
    pub paid_below: Fraction,
}

impl Ladder {
    /// Sets the ladder up for a basis.
    pub fn raise(&mut self, tiers: &Tiers, basis: RateBasis) {
        self.steps.clear();
        for (place, tier) in tiers.tiers.iter().enumerate() {
            let Some(start) = start(tiers, tier, &basis).map(Fraction::reduced) else {
                break;
            };
            let step = self.step(start, rate(tiers, place, &basis).reduced());
            self.steps.push(step);
        }
        if let Some(end) = tiers.end {
            let start = (Fraction::from(end) * Fraction::whole(100)).reduced();
            let step = self.step(start, Fraction::ZERO);
            self.steps.push(step);
        }
        self.rungs.set_up(&self.steps);
    }

    /// The step that follows those below it.
    fn step(&self, start: Fraction, rate: Fraction) -> Step {
        let paid_below = self.steps.last().map_or(Fraction::ZERO, |below: &Step| {
            (below.paid_below + below.rate * (start - below.start)).reduced()
        });
        Step { start, rate, paid_below }
    }

    /// The ladder in 64-bit numbers, where they are known to suffice.
    #[inline]
    pub fn short(&self) -> Option<ShortLadder<'_>> {
        self.rungs.short()
    }

    /// Marginal pay, rounded, on a result that is a whole number of hundredths of the measure's unit.
    #[inline]
    pub fn marginal_cents(&self, result: i128, rounding: Rounding) -> Cents {
        let exact = self.rungs.pay(result);
        let exact = exact.unwrap_or_else(|| {
            let result = Fraction::whole(result);
            self.pay(TierMethod::Marginal, result, result)
        });
        exact.to_cents(rounding)
    }

    /// The same of each of some results, in place of them.
    pub fn pay_all(&self, results: &mut [i64], rounding: Rounding) {
        // All bits together are at least the largest, and below 0 where one of them is; both are told in vectors.
        let bits = results.iter().fold(0, |bits, result| bits | result);
        let ladder = self.short();
        if ladder.is_some_and(|ladder| bits >= 0 && ladder.pay_all(results, bits, rounding)) {
            return;
        }
        for result in results {
            let is_short = (0..=ShortLadder::LONGEST).contains(result);
            let pay = match ladder.filter(|_| is_short) {
                Some(ladder) => ladder.pay(*result, rounding),
                None => self.marginal_cents((*result).into(), rounding),
            };
            *result = pay.0;
        }
    }

    /// Pay in cents on a result in hundredths of the measure's unit; `looked_up` is the result by which
    /// the tier is found (it differs where attainment is rounded before the look-up).
    ///
    /// A result below 0 (refunds beyond sales) is rated by the first tier where that starts at 0.
    pub fn pay(&self, method: TierMethod, result: Fraction, looked_up: Fraction) -> Fraction {
        let reached = self.steps.iter().rev().find(|step| looked_up >= step.start);
        let first = self.steps.first().filter(|step| step.start.numerator() == 0);
        let Some(step) = reached.or(first) else {
            return Fraction::ZERO;
        };
        match method {
            TierMethod::Retroactive => step.rate * result,
            TierMethod::Marginal if step.start.numerator() == 0 => step.rate * result,
            TierMethod::Marginal => step.paid_below + step.rate * (result - step.start),
        }
    }

    /// What each tier has of the pay on a result: the tier's number, the part of the result that its rate
    /// applies to, the rate. See [`Self::pay`].
    pub fn parts(
        &self,
        method: TierMethod,
        result: Fraction,
        looked_up: Fraction,
    ) -> Vec<(usize, Fraction, Fraction)> {
        let reached = self.steps.iter().rposition(|step| looked_up >= step.start);
        let first = self.steps.first().filter(|step| step.start.numerator() == 0).map(|_| 0);
        let Some(reached) = reached.or(first) else {
            return Vec::new();
        };
        if method == TierMethod::Retroactive {
            return vec![(reached, result, self.steps[reached].rate)];
        }
        let end = |tier: usize| if tier == reached { result } else { self.steps[tier + 1].start };
        let part = |tier: usize| (tier, end(tier) - self.steps[tier].start, self.steps[tier].rate);
        (0..=reached).map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Decimal6;
    use crate::wide::tests::in_each_width;

    fn six_deals() -> Tiers {
        let tier = |from: i64, rate: i64| Tier {
            from: Decimal6(from * 1_000_000),
            rate: TierRate::Rate(Decimal6(rate * 10_000)),
        };
        Tiers {
            bounds: BoundsIn::Amount,
            tiers: vec![tier(0, 1), tier(1000, 2), tier(3000, 3), tier(8000, 5)],
            method: TierMethod::Marginal,
            per_deal: false,
            end: None,
        }
    }

    fn dollars(amount: i128) -> Fraction {
        Fraction::whole(100 * amount)
    }

    /// Rates 0–1,000: 1 %, –3,000: 2 %, –8,000: 3 %, –20,000: 5 %; six deals 200, 300, 1500, 1200, 2000,
    /// 4500: each deal alone 164; cumulative marginal 285; cumulative retroactive 485.
    #[test]
    fn worked_lines_of_the_plan_language() {
        let basis = RateBasis { quota: None, target: Fraction::ZERO, yearly_quota: Cents::ZERO };
        let mut ladder = Ladder::default();
        ladder.raise(&six_deals(), basis);
        let marginal = |amount| ladder.pay(TierMethod::Marginal, dollars(amount), dollars(amount));
        let alone = [200, 300, 1500, 1200, 2000, 4500].map(marginal);
        assert_eq!(alone.into_iter().fold(Fraction::ZERO, |a, b| a + b), dollars(164));
        assert_eq!(marginal(9700), dollars(285));
        assert_eq!(ladder.pay(TierMethod::Retroactive, dollars(9700), dollars(9700)), dollars(485));
        assert_eq!(marginal(-200), dollars(-2), "a refund is rated by the first tier");
    }

    /// Results at once are paid as one by one: such as all fit vectors, and with one below 0 or too long for 64 bits.
    #[test]
    fn results_at_once_are_paid_as_one_by_one() {
        let basis = RateBasis { quota: None, target: Fraction::ZERO, yearly_quota: Cents::ZERO };
        let mut ladder = Ladder::default();
        ladder.raise(&six_deals(), basis);
        let plain = [0, 1, 99_950, 100_000, 100_050, 299_999, 300_000, 812_345, 970_000, 1 << 39];
        for other in [None, Some(-20_050), Some(1 << 45), Some(1 << 60)] {
            for rounding in [Rounding::HalfEven, Rounding::HalfUp] {
                let results: Vec<i64> = plain.into_iter().chain(other).collect();
                let one_by_one = results.iter().map(|result| {
                    let result = Fraction::whole((*result).into());
                    ladder.pay(TierMethod::Marginal, result, result).to_cents(rounding).0
                });
                let one_by_one: Vec<i64> = one_by_one.collect();
                for at_once in in_each_width(|| {
                    let mut results = results.clone();
                    ladder.pay_all(&mut results, rounding);
                    results
                }) {
                    assert_eq!(at_once, one_by_one, "{other:?}");
                }
            }
        }
    }

    /// A ladder whose numbers are too long for the short form is not paid by that of the one before it.
    #[test]
    fn a_quota_in_thirds_after_a_round_one() {
        let mut tiers = six_deals();
        tiers.bounds = BoundsIn::Quota;
        tiers.tiers[0].rate = TierRate::Rate(Decimal6(36_390_000));
        tiers.tiers[2].rate = TierRate::Multiple(Decimal6(1_500_000));
        let mut ladder = Ladder::default();
        for (target, quota) in [(2_500_000, 12_000_000), (2_964_900, 33_333_333)] {
            let yearly_quota = Cents(quota);
            let quota = Fraction::new(11 * i128::from(quota), 98);
            ladder
                .raise(&tiers, RateBasis { quota, target: Fraction::whole(target), yearly_quota });
            let short = ladder.short().map(|short| short.pay(100, Rounding::HalfEven));
            let paid = short.unwrap_or_else(|| ladder.marginal_cents(100, Rounding::HalfEven));
            assert_eq!(paid, Cents(3639), "{yearly_quota}");
        }
    }

    /// Amounts 10/40/100/2000 on the same tiers, each in proportion to how far a deal fills it, each deal
    /// alone: 149.
    #[test]
    fn amounts_by_tier() {
        let mut tiers = six_deals();
        tiers.end = Some(Decimal6(20_000 * 1_000_000));
        for (tier, amount) in tiers.tiers.iter_mut().zip([10, 40, 100, 2000]) {
            tier.rate = TierRate::Amount(Cents(100 * amount));
        }
        let basis = RateBasis { quota: None, target: Fraction::ZERO, yearly_quota: Cents::ZERO };
        let mut ladder = Ladder::default();
        ladder.raise(&tiers, basis);
        for (deal, pay) in [
            (200, 2),
            (300, 3),
            (1500, 20),
            (1200, 14),
            (2000, 30),
            (4500, 80),
            (20_000, 2150),
            (50_000, 2150),
        ] {
            let found = ladder.pay(TierMethod::Marginal, dollars(deal), dollars(deal));
            assert_eq!(found, dollars(pay), "{deal}");
            let cents = Cents((100 * pay) as i64);
            assert_eq!(ladder.marginal_cents(100 * deal, Rounding::HalfEven), cents, "{deal}");
            let short = ladder.short().map(|l| l.pay((100 * deal) as i64, Rounding::HalfEven));
            assert_eq!(short, Some(cents), "{deal}");
        }
    }

    #[test]
    fn multiples_of_the_base_rate() {
        let tier = |from: i64, multiple: i64| Tier {
            from: Decimal6(from * 1_000_000),
            rate: TierRate::Multiple(Decimal6(multiple * 500_000)),
        };
        let tiers = Tiers {
            bounds: BoundsIn::Quota,
            tiers: vec![tier(0, 2), tier(1, 3)],
            method: TierMethod::Marginal,
            per_deal: false,
            end: None,
        };
        let basis = RateBasis {
            quota: Some(dollars(900_000)),
            target: dollars(75_000),
            yearly_quota: Cents(90_000_000),
        };
        let mut ladder = Ladder::default();
        ladder.raise(&tiers, basis);
        let at = |amount| ladder.pay(TierMethod::Marginal, dollars(amount), dollars(amount));
        assert_eq!(at(900_000), dollars(75_000));
        assert_eq!(at(1_800_000), dollars(75_000 + 112_500));
    }
}
