//! Rates by tier on a result.

use crate::money::{Cents, Divisor, Fraction, Rounding};
use crate::plan::{BoundsIn, Tier, TierMethod, TierRate, Tiers};
use crate::wide::wide;

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

/// A marginal ladder in whole numbers over common denominators, where they are small enough that no
/// product can overflow: the form in which almost every payment is computed.
#[derive(Clone, Debug, Default)]
struct Rungs {
    /// Empty where the whole numbers would be too long.
    rungs: Vec<Rung>,
    /// Results are multiplied by this to be compared with starts.
    unit: i128,
    /// Pay is a whole number of cents over this.
    denominator: i128,
    /// The same in 64 bits, where they suffice for results up to [`ShortLadder::LONGEST`]; else empty.
    short: Vec<ShortRung>,
    /// The denominator, ready for many divisions, where pay never falls as results rise.
    divisor: Option<Divisor>,
}

/// A rung in 64 bits: pay is `offset + rate × result`. The first one holds for all results below the
/// first tier's start.
#[derive(Clone, Copy, Debug)]
struct ShortRung {
    start: i64,
    rate: i64,
    offset: i64,
}

#[derive(Clone, Copy, Debug)]
struct Rung {
    start: i128,
    rate: i128,
    paid_below: i128,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    start: Fraction,
    rate: Fraction,
    /// Marginal pay on all that lies below.
    paid_below: Fraction,
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
        let Rungs { short, unit, denominator, .. } = &self.rungs;
        (!short.is_empty()).then_some(ShortLadder {
            rungs: short,
            unit: *unit as i64,
            denominator: *denominator as i64,
            divisor: self.rungs.divisor,
        })
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

/// Numbers below this can be multiplied by a result below [`LONGEST_RESULT`] and added up in 127 bits.
const LONGEST: i128 = 1 << 60;
/// The largest result, in hundredths, that the whole-number form takes.
const LONGEST_RESULT: i128 = 1 << 50;

/// A marginal ladder in 64-bit numbers, for results up to [`ShortLadder::LONGEST`].
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortLadder<'a> {
    rungs: &'a [ShortRung],
    unit: i64,
    denominator: i64,
    divisor: Option<Divisor>,
}

impl ShortLadder<'_> {
    /// The largest result, either way, in hundredths of the measure's unit.
    pub const LONGEST: i64 = (1 << 40) - 1;

    /// Pay, rounded, on a result that is a whole number of hundredths of the measure's unit.
    #[inline(always)]
    pub fn pay(&self, result: i64, rounding: Rounding) -> Cents {
        Cents(rounding.divide(self.over_denominator(result), self.denominator))
    }

    /// Pay on each of some results from 0 up to `largest`, in place of them: the same as [`Self::pay`] gives, many at
    /// a time. False where they are too large for that; nothing is done then.
    #[inline]
    pub fn pay_all(&self, results: &mut [i64], largest: i64, rounding: Rounding) -> bool {
        if largest > Self::LONGEST {
            return false;
        }
        let highest = self.over_denominator(largest);
        match self.divisor.filter(|_| highest <= Divisor::LARGEST) {
            Some(divisor) => climb(*self, divisor, rounding, results),
            None => return false,
        }
        true
    }

    /// Pay on a result, times the denominator.
    #[inline(always)]
    fn over_denominator(&self, result: i64) -> i64 {
        let scaled = result * self.unit;
        // Gone through to the end rather than searched: which tier a result reaches cannot be foreseen.
        let (mut rate, mut offset) = (0, 0);
        for rung in self.rungs {
            let reached = scaled >= rung.start;
            rate = if reached { rung.rate } else { rate };
            offset = if reached { rung.offset } else { offset };
        }
        offset + rate * scaled
    }
}

/// Results that are paid together.
const LANES: usize = 8;

wide! {
    fn[512] climb(
        ladder: ShortLadder<'_>,
        divisor: Divisor,
        rounding: Rounding,
        results: &mut [i64],
    ) {
        let (whole, rest) = results.as_chunks_mut::<LANES>();
        for results in whole {
            results.iter_mut().for_each(|result| *result *= ladder.unit);
            let (mut rates, mut offsets) = ([0; LANES], [0; LANES]);
            let (mut rate, mut offset) = (0, 0);
            // Rung by rung, so that all results take each step at once; by masks, since of a choice the compiler makes
            // a branch.
            for rung in ladder.rungs {
                let (more, further) = (rung.rate - rate, rung.offset - offset);
                (rate, offset) = (rung.rate, rung.offset);
                for lane in 0..LANES {
                    let reached = -i64::from(results[lane] >= rung.start);
                    rates[lane] += more & reached;
                    offsets[lane] += further & reached;
                }
            }
            for lane in 0..LANES {
                let pay = offsets[lane] + rates[lane] * results[lane];
                results[lane] = divisor.divide(pay, rounding);
            }
        }
        for result in rest {
            *result = divisor.divide(ladder.over_denominator(*result), rounding);
        }
    }
}

impl Rungs {
    fn set_up(&mut self, steps: &[Step]) {
        self.rungs.clear();
        self.short.clear();
        self.divisor = None;
        let Some(unit) = common(steps.iter().map(|step| step.start.denominator())) else {
            return;
        };
        let Some(rates) = common(steps.iter().map(|step| step.rate.denominator())) else {
            return;
        };
        let Some(denominator) = unit.checked_mul(rates).filter(|d| *d < LONGEST) else {
            return;
        };
        for step in steps {
            let over = |fraction: Fraction, denominator: i128| {
                let whole = fraction * Fraction::whole(denominator);
                let whole = whole.reduced();
                (whole.denominator() == 1 && whole.numerator().abs() < LONGEST)
                    .then_some(whole.numerator())
            };
            let rung = (
                over(step.start, unit),
                over(step.rate, rates),
                over(step.paid_below, denominator),
            );
            let (Some(start), Some(rate), Some(paid_below)) = rung else {
                self.rungs.clear();
                return;
            };
            self.rungs.push(Rung { start, rate, paid_below });
        }
        let longest =
            |of: fn(&Rung) -> i128| self.rungs.iter().map(of).map(i128::abs).max().unwrap_or(0);
        let factors = longest(|r| r.rate).max(1) * unit;
        let sums = longest(|r| r.paid_below) + longest(|r| r.rate * r.start);
        (self.unit, self.denominator) = (unit, denominator);
        if factors < 1 << 20 && sums < 1 << 60 {
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        // A result below 0 is rated by the first tier where that starts at 0.
        let first_rate = self.rungs.first().filter(|first| first.start == 0).map_or(0, |r| r.rate);
        let below = ShortRung { start: i64::MIN, rate: first_rate as i64, offset: 0 };
        self.short.push(below);
        self.short.extend(self.rungs.iter().map(|rung| ShortRung {
            start: rung.start as i64,
            rate: rung.rate as i64,
            offset: (rung.paid_below - rung.rate * rung.start) as i64,
        }));
        let rises = self.rungs.iter().all(|rung| rung.rate >= 0 && rung.paid_below >= 0);
        self.divisor = Divisor::new(self.denominator as i64).filter(|_| rises);
    }

    fn pay(&self, result: i128) -> Option<Fraction> {
        if self.rungs.is_empty() || result.abs() >= LONGEST_RESULT {
            return None;
        }
        let scaled = result * self.unit;
        let reached = self.rungs.iter().rev().find(|rung| scaled >= rung.start);
        let Some(rung) = reached.or(self.rungs.first().filter(|first| first.start == 0)) else {
            return Some(Fraction::ZERO);
        };
        Fraction::new(rung.paid_below + rung.rate * (scaled - rung.start), self.denominator)
    }
}

/// The least common multiple, where it is short enough.
fn common(mut denominators: impl Iterator<Item = i128>) -> Option<i128> {
    denominators.try_fold(1_i128, |a, b| {
        let ratio = Fraction::new(a, b)?.reduced();
        ratio.denominator().checked_mul(a).filter(|common| *common < LONGEST)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Decimal6;

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
