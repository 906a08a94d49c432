//! Values of which those of one repetition depend on each other, such as the pay of a year's reps, who share its market.

use super::critical;
use super::estimate::{Estimate, Interval};
use super::ratio::Ratio;
use super::{order, proportion, rank_interval};

/// The values of many repetitions, one after the other, and how many each has.
///
/// Repetitions are independent of one another; within one, values may depend on each other and on how many there are.
/// So a mean is the ratio of two sums over repetitions, and its interval is [`super::ratio_of_sums`]' over those that
/// have any values: the others say nothing of it. A quantile's interval is that of independent values, by ranks, for
/// fewer of them. How many values are worth as many independent ones tells the variance of the share at or below it,
/// as repetitions vary, over the binomial one (the design effect):
///
/// ```text
/// effect = t(k − 1)² ⁄ z² · max(1, k ⁄ (k − 1) · Σ (below − F · size)² ⁄ (n F (1 − F)))
///          of k repetitions with values, F = Σ below ⁄ n
/// ranks of n ⁄ effect values, each times the effect
/// ```
///
/// It is 1 where no repetition has two values. R. S. Woodruff, "Confidence intervals
/// for medians and other position measures", Journal of the American Statistical Association 47 (1952), 635–646; E. L.
/// Korn and B. I. Graubard, "Confidence intervals for proportions with small expected number of positive counts estimated
/// from survey data", Survey Methodology 24 (1998), 193–201.
#[derive(Clone, Copy, Debug)]
pub struct Clusters<'a> {
    values: &'a [f64],
    sizes: &'a [f64],
}

/// Memory for clusters, one after the other.
#[derive(Clone, Debug, Default)]
pub struct ClusterScratch {
    sorted: Vec<f64>,
    parts: Vec<f64>,
    wholes: Vec<f64>,
}

impl<'a> Clusters<'a> {
    /// None where a value is not finite.
    ///
    /// # Panics
    ///
    /// If the sizes do not add up to the number of values: they then do not belong together.
    pub fn new(values: &'a [f64], sizes: &'a [f64]) -> Option<Self> {
        let all: f64 = sizes.iter().sum();
        assert_eq!(all, values.len() as f64, "as many values as the repetitions have");
        values.iter().all(|value| value.is_finite()).then_some(Self { values, sizes })
    }

    /// The mean of all values; none without any.
    pub fn mean(&self, scratch: &mut ClusterScratch) -> Option<Estimate> {
        let of_value = self.ratio(scratch, |value| value)?;
        // Of the values, not of the repetitions.
        Some(Estimate { n: self.values.len(), ..of_value.estimate()? })
    }

    /// Quantiles at these per cent, of type 7; none without values.
    pub fn quantiles<const K: usize>(
        &self,
        percents: [usize; K],
        scratch: &mut ClusterScratch,
    ) -> [Option<Estimate>; K] {
        let n = self.values.len();
        let Some(last) = n.checked_sub(1) else {
            return [None; K];
        };
        let mut sorted = std::mem::take(&mut scratch.sorted);
        let ends = order::put_down(self.values, &mut sorted);
        let settle = |sorted: &mut [f64], mut ranks: Vec<usize>| {
            ranks.sort_unstable();
            ranks.dedup();
            order::settle_parts(sorted, &ends, &ranks, 0);
        };
        let around = percents.map(|percent| order::place(n, percent).0);
        settle(&mut sorted, around.into_iter().flat_map(|r| [r, (r + 1).min(last)]).collect());
        let values = percents.map(|percent| order::at_percent(&sorted, percent));
        let mut intervals = [None; K];
        for (interval, (percent, value)) in
            intervals.iter_mut().zip(percents.into_iter().zip(values))
        {
            *interval = self.ranks(percent, value, scratch);
        }
        settle(&mut sorted, intervals.into_iter().flatten().flatten().chain([0, last]).collect());
        let is_constant = sorted[0] == sorted[last];
        let estimates = std::array::from_fn(|k| {
            let interval = intervals[k].filter(|_| !is_constant);
            let interval = interval.and_then(|ranks| {
                let [low, high] = ranks.map(|rank| sorted[rank]);
                Interval::new(low, high)
            });
            Estimate::with_interval(values[k], interval, n)
        });
        scratch.sorted = sorted;
        estimates
    }

    /// The ranks, from 0, between which a quantile lies that was found to be `value`.
    fn ranks(
        &self,
        percent: usize,
        value: f64,
        scratch: &mut ClusterScratch,
    ) -> Option<[usize; 2]> {
        let n = self.values.len();
        let below = self.ratio(scratch, |other| f64::from(u8::from(other <= value)))?;
        let effect = if self.are_single() { 1.0 } else { below.design_effect(n as f64)? };
        let independent = n as f64 / effect;
        let (low, high) = rank_interval::ranks(independent as usize, percent as f64 / 100.0)?;
        // Of independent values the very ranks; of others the outermost that may stand for them.
        let low = ((low - 1) as f64 * effect).floor() as usize;
        Some([low, ((high as f64 * effect).ceil() as usize).min(n) - 1])
    }

    fn are_single(&self) -> bool {
        self.sizes.iter().all(|size| *size <= 1.0)
    }

    /// The mean of what is made of each value, as a ratio over the repetitions that have any.
    fn ratio(&self, scratch: &mut ClusterScratch, of: impl Fn(f64) -> f64) -> Option<Ratio> {
        let ClusterScratch { parts, wholes, .. } = scratch;
        parts.clear();
        wholes.clear();
        let mut first = 0;
        for size in self.sizes.iter().filter(|size| **size > 0.0) {
            let values = &self.values[first..first + *size as usize];
            first += values.len();
            parts.push(values.iter().map(|value| of(*value)).sum());
            wholes.push(*size);
        }
        Ratio::of(parts, wholes)
    }
}

/// The share of all members, over many repetitions, to whom something happened, of so many members each. Within a
/// repetition they may depend on each other. The interval is [`proportion`]'s of as many independent members as they are
/// worth, see [`Clusters`]. None without members.
///
/// # Panics
///
/// If the columns differ in length: their values then do not belong together.
pub fn share_of_members(happened: &[f64], members: &[f64]) -> Option<Estimate> {
    let ratio = Ratio::of(happened, members)?;
    let all: f64 = members.iter().sum();
    let are_single = members.iter().all(|members| *members <= 1.0);
    let effect = if are_single { Some(1.0) } else { ratio.design_effect(all) };
    let of_independent =
        |effect: f64| proportion::of_independent(ratio.value * all / effect, all / effect);
    let interval = effect.and_then(of_independent).and_then(|share| share.interval);
    Estimate::with_interval(ratio.value, interval, all as usize)
}

impl Ratio {
    /// The variance of a share of so many members over that of independent ones, at least 1, and more where it is known
    /// from few repetitions; none of one, which does not say how repetitions vary.
    fn design_effect(&self, members: f64) -> Option<f64> {
        let few = critical::student_t(self.n.checked_sub(1).filter(|df| *df > 0)? as f64);
        let binomial = self.value * (1.0 - self.value) / members;
        let effect = self.error.map_or(0.0, |error| error * error / binomial);
        Some(effect.max(1.0) * (few / critical::NORMAL).powi(2))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Scratch, Statistic, ratio_of_sums, summarise};
    use super::*;

    fn quantiles(values: &[f64], sizes: &[f64]) -> [Option<Estimate>; 3] {
        let clusters = Clusters::new(values, sizes).expect("as many as are counted");
        clusters.quantiles([10, 50, 90], &mut ClusterScratch::default())
    }

    /// A walk through 0, 1, …, n − 1.
    fn walk(n: usize) -> impl Iterator<Item = f64> {
        (0..n).map(move |i| (i * 7_919 % n) as f64)
    }

    #[test]
    fn a_value_a_repetition_is_independent_of_the_others() {
        let values: Vec<f64> = walk(500).collect();
        // Repetitions without any value say nothing.
        let sizes = [1.0, 0.0, 0.0].repeat(500);
        let summary = summarise(&values, &mut Scratch::default());
        let of = [Statistic::P10, Statistic::P50, Statistic::P90].map(|it| summary.get(it));
        assert_eq!(quantiles(&values, &sizes), of);
        let mean = Clusters::new(&values, &sizes).unwrap().mean(&mut ClusterScratch::default());
        assert_eq!(mean, ratio_of_sums(&values, &[1.0; 500]));
    }

    #[test]
    fn values_that_are_all_alike_in_a_repetition_count_once() {
        let single: Vec<f64> = walk(500).collect();
        let values: Vec<f64> = single.iter().flat_map(|value| [*value; 4]).collect();
        let (once, fourfold) = (quantiles(&single, &[1.0; 500]), quantiles(&values, &[4.0; 500]));
        for (once, fourfold) in once.into_iter().zip(fourfold) {
            let [once, fourfold] = [once, fourfold].map(|it| it.unwrap().interval.unwrap());
            // Student's t and k − 1 for k make it the wider one, by a rank or two.
            assert!(fourfold.low <= once.low && once.high <= fourfold.high);
            assert!(fourfold.half_width() <= once.half_width() + 2.0, "{once:?} {fourfold:?}");
        }
        let all = share_of_members(&[4.0, 0.0].repeat(50), &[4.0; 100]).unwrap();
        let half = proportion::proportion(50, 100).unwrap();
        let ratio = all.interval.unwrap().half_width() / half.interval.unwrap().half_width();
        assert!(all.value == 0.5 && all.n == 400 && (1.0..1.03).contains(&ratio), "{ratio}");
    }

    #[test]
    fn shares_of_members_that_vary_no_more_than_independent_ones() {
        let single = share_of_members(&[1.0, 0.0, 0.0].repeat(9), &[1.0; 27]);
        assert_eq!(single, proportion::proportion(9, 27));
        // Two of four in every repetition vary less than independent members would, and none of four not at all: both
        // count for independent, but for Student's t of 49 degrees of freedom, 2.009575.
        let effect = (2.009_575_f64 / 1.959_964).powi(2);
        for happened in [2.0, 0.0] {
            let share = share_of_members(&[happened; 50], &[4.0; 50]).unwrap();
            let expected = proportion::of_independent(50.0 * happened / effect, 200.0 / effect);
            let [share, expected] = [share, expected.unwrap()].map(|it| it.interval.unwrap());
            assert!((share.low - expected.low).abs() < 1e-6, "{share:?} {expected:?}");
            assert!((share.high - expected.high).abs() < 1e-6, "{share:?} {expected:?}");
        }
    }

    #[test]
    fn what_cannot_be_said() {
        assert!(Clusters::new(&[f64::NAN], &[1.0]).is_none());
        assert_eq!(quantiles(&[], &[0.0]), [None; 3]);
        let alike = quantiles(&[3.0; 90], &[9.0; 10]);
        assert!(alike.iter().all(|it| it.unwrap().value == 3.0 && it.unwrap().interval.is_none()));
        // One repetition says nothing of how repetitions vary.
        let one: Vec<f64> = walk(90).collect();
        assert!(quantiles(&one, &[90.0]).iter().all(|it| it.unwrap().interval.is_none()));
        assert_eq!(share_of_members(&[3.0], &[9.0]), Estimate::exact(1.0 / 3.0, 9));
        assert_eq!(share_of_members(&[0.0], &[0.0]), None);
    }
}
