//! Marginal ladders in whole numbers: the form in which almost every payment is computed.

use super::tiers::Step;
use crate::money::{Cents, Divisor, Fraction, Rounding};
use crate::wide::wide;

/// A marginal ladder in whole numbers over common denominators, where they are small enough that no
/// product can overflow: the form in which almost every payment is computed.
#[derive(Clone, Debug, Default)]
pub(super) struct Rungs {
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

    /// Pay on each of some results, from 0 up to a bound, in place of them: the same as [`Self::pay`] gives, many at
    /// a time. False where they are too large for that; nothing is done then.
    #[inline]
    pub fn pay_all(&self, results: &mut [i64], bound: i64, rounding: Rounding) -> bool {
        if bound > Self::LONGEST {
            return false;
        }
        let highest = self.over_denominator(bound);
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
    /// The ladder in 64-bit numbers, where they are known to suffice.
    #[inline]
    pub fn short(&self) -> Option<ShortLadder<'_>> {
        (!self.short.is_empty()).then_some(ShortLadder {
            rungs: &self.short,
            unit: self.unit as i64,
            denominator: self.denominator as i64,
            divisor: self.divisor,
        })
    }

    /// Sets the ladder up from its steps.
    pub fn set_up(&mut self, steps: &[Step]) {
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

    /// Pay in cents, exact, on a result in hundredths; none where the whole numbers would be too long.
    pub fn pay(&self, result: i128) -> Option<Fraction> {
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
