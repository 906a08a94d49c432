//! All statistics of a column at once.

use super::estimate::{Estimate, Interval};
use super::moments::Moments;
use super::standard_deviation::trimmed_count;
use super::{order, rank_interval, statistic::Statistic, tail};

/// The quantiles of a summary, in per cent.
const QUANTILES: [(Statistic, usize); 9] = [
    (Statistic::P01, 1),
    (Statistic::P05, 5),
    (Statistic::P10, 10),
    (Statistic::P25, 25),
    (Statistic::P50, 50),
    (Statistic::P75, 75),
    (Statistic::P90, 90),
    (Statistic::P95, 95),
    (Statistic::P99, 99),
];

/// Up to this many values the scratch is sorted whole; beyond, only as far as the statistics need.
const SORT_UP_TO: usize = 2_048;

/// Memory for summaries, one after the other. No estimate depends on what it was used for before.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    values: Vec<f64>,
    /// Ranks of intervals, for the number of values that stands before them: columns of a run have as many.
    ranks: (usize, RankIntervals),
}

/// By quantile, the ranks of its interval, from 1; none where there are too few values.
type RankIntervals = [Option<(usize, usize)>; QUANTILES.len()];

/// The statistics of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    n: usize,
    sd_falls_short: bool,
    estimates: [Option<Estimate>; Statistic::ALL.len()],
}

impl Summary {
    /// The number of values behind the summary: those of the column that are not NaN.
    pub fn n(&self) -> usize {
        self.n
    }

    /// The estimate of a statistic; none if the column does not allow one, and for
    /// [`Statistic::Probability`], which needs a limit.
    pub fn get(&self, statistic: Statistic) -> Option<Estimate> {
        self.estimates.get(statistic as usize).copied().flatten()
    }

    /// The estimates that exist, in the order of [`Statistic::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Statistic, Estimate)> + '_ {
        Statistic::ALL.into_iter().filter_map(|statistic| Some((statistic, self.get(statistic)?)))
    }

    /// Whether the values are few for tails so heavy that the interval of the standard deviation holds the
    /// truth in some 91 to 94 % of columns instead of 95; the [module](super) has the measurements.
    pub fn sd_falls_short(&self) -> bool {
        self.sd_falls_short
    }

    fn set(&mut self, statistic: Statistic, estimate: Option<Estimate>) {
        self.estimates[statistic as usize] = estimate;
    }
}

/// Summarises a column. Handing in the same `scratch` again saves its allocation, and the ranks of
/// intervals where the number of values stays the same.
///
/// NaN marks a missing value and is left out. A column without values, or with an infinite one, has
/// no estimates. Where the range of the values exceeds the largest `f64`, quantiles, minimum and
/// maximum remain.
///
/// Time grows about as `n`: order statistics are selected, and only the tails are sorted. Memory is
/// `scratch`.
pub fn summarise(values: &[f64], scratch: &mut Scratch) -> Summary {
    let Scratch { values: sorted, ranks } = scratch;
    // Without `&&`, so that the usual column is checked several values at a time.
    let finite = values.iter().fold(true, |finite, x| finite & x.is_finite());
    let (moments, ends) = if finite {
        (Moments::of(values), order::put_down(values, sorted))
    } else {
        sorted.clear();
        sorted.extend(values.iter().filter(|x| !x.is_nan()).map(|x| x + 0.0));
        (Moments::of(sorted), vec![sorted.len()])
    };
    let n = sorted.len();
    let mut summary = Summary { n, sd_falls_short: false, estimates: [None; Statistic::ALL.len()] };
    if n == 0 || (!finite && sorted.iter().any(|x| x.is_infinite())) {
        return summary;
    }

    if ranks.0 != n {
        *ranks = (n, rank_intervals(n));
    }
    let intervals = ranks.1;
    let outer = tail::whole(n);
    settle(sorted, &ends, &intervals, outer);
    let constant = sorted[0] == sorted[n - 1];

    for ((statistic, percent), ranks) in QUANTILES.into_iter().zip(intervals) {
        let interval = ranks
            .filter(|_| !constant)
            .and_then(|(low, high)| Interval::new(sorted[low - 1], sorted[high - 1]));
        summary.set(
            statistic,
            Estimate::with_interval(order::at_percent(sorted, percent), interval, n),
        );
    }
    summary.set(Statistic::Min, Estimate::exact(sorted[0], n));
    summary.set(Statistic::Max, Estimate::exact(sorted[n - 1], n));

    if let Some(moments) = moments {
        summary.set(Statistic::Mean, moments.mean());
        // Both ends are sorted that far: whole up to `SORT_UP_TO` values, and beyond less than a
        // tail is trimmed.
        let trimmed = trimmed_count(n);
        let sd = moments.sd(&sorted[..trimmed], &sorted[n - trimmed..]);
        summary.set(Statistic::Sd, sd.map(|sd| sd.estimate));
        summary.sd_falls_short = sd.is_some_and(|sd| sd.falls_short);
        let (lower, upper) = (&sorted[..=outer], &sorted[n - 1 - outer..]);
        let exact = |estimate: Estimate| Estimate {
            interval: estimate.interval.filter(|_| !constant),
            ..estimate
        };
        let low = tail::mean(lower[outer], &lower[..outer], order::at_percent(sorted, 5), n);
        let high = tail::mean(upper[0], &upper[1..], order::at_percent(sorted, 95), n);
        summary.set(Statistic::Cvar05, low.map(exact));
        summary.set(Statistic::Cvar95, high.map(exact));
    }
    summary
}

/// The ranks of the quantiles' intervals. The upper quantiles' mirror those of the lower ones.
fn rank_intervals(n: usize) -> RankIntervals {
    let mut intervals = [None; QUANTILES.len()];
    for i in 0..=QUANTILES.len() / 2 {
        let ranks = rank_interval::ranks(n, QUANTILES[i].1 as f64 / 100.0);
        intervals[i] = ranks;
        intervals[QUANTILES.len() - 1 - i] = ranks.map(|(low, high)| (n + 1 - high, n + 1 - low));
    }
    intervals
}

/// Puts every order statistic that a summary reads at its place, and sorts both tails with the
/// value at their edge.
fn settle(values: &mut [f64], ends: &[usize], intervals: &RankIntervals, outer: usize) {
    let n = values.len();
    if n <= SORT_UP_TO {
        order::sort(values);
        return;
    }
    let mut ranks = vec![outer, n - 1 - outer];
    for ((_, percent), interval) in QUANTILES.into_iter().zip(intervals) {
        let (rank, _) = order::place(n, percent);
        ranks.extend([rank, rank + 1]);
        ranks.extend(interval.iter().flat_map(|&(low, high)| [low - 1, high - 1]));
    }
    // What lies in a tail gets its place when the tail is sorted.
    ranks.retain(|rank| (outer..n - outer).contains(rank));
    ranks.sort_unstable();
    ranks.dedup();
    order::settle_parts(values, ends, &ranks, outer);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Summary {
        summarise(values, &mut Scratch::default())
    }

    fn value(values: &[f64], statistic: Statistic) -> f64 {
        of(values).get(statistic).expect("an estimate").value
    }

    /// `n` values in a scrambled order, without ties: (i · 7919 mod n), for n prime to 7919.
    fn scrambled(n: usize) -> Vec<f64> {
        (0..n).map(|i| (i * 7_919 % n) as f64).collect()
    }

    #[test]
    fn one_to_a_hundred_and_one() {
        // 0, 1, …, 100: mean 50, variance n (n + 1) / 12 = 101 · 102 / 12; quantiles are their per
        // cents; the upper 5 % are 5.05 values: (100 + 99 + 98 + 97 + 96 + 0.05 · 95) / 5.05.
        let values = scrambled(101);
        assert_eq!(value(&values, Statistic::Mean), 50.0);
        assert!((value(&values, Statistic::Sd) - (101.0 * 102.0 / 12.0_f64).sqrt()).abs() < 1e-13);
        for (statistic, percent) in QUANTILES {
            assert_eq!(value(&values, statistic), percent as f64, "{statistic}");
        }
        let tail = (490.0 + 0.05 * 95.0) / 5.05;
        assert!((value(&values, Statistic::Cvar95) - tail).abs() < 1e-13);
        assert!((value(&values, Statistic::Cvar05) - (100.0 - tail)).abs() < 1e-13);
        assert_eq!((value(&values, Statistic::Min), value(&values, Statistic::Max)), (0.0, 100.0));
    }

    #[test]
    fn a_partial_sort_gives_what_a_full_one_gives() {
        // Values are their own ranks, so every order statistic is known, on both sides of
        // `SORT_UP_TO`.
        for n in [2_047, 2_048, 2_049, 10_000, 40_013] {
            let summary = of(&scrambled(n));
            for (i, (statistic, percent)) in QUANTILES.into_iter().enumerate() {
                let estimate = summary.get(statistic).expect("an estimate");
                let expected = (n - 1) as f64 * percent as f64 / 100.0;
                assert!((estimate.value - expected).abs() < 1e-11 * n as f64, "{statistic} of {n}");
                let ranks =
                    rank_intervals(n)[i].map(|(low, high)| ((low - 1) as f64, (high - 1) as f64));
                assert_eq!(estimate.interval.map(|i| (i.low, i.high)), ranks, "{statistic} of {n}");
            }
            let (k, whole) = (n as f64 / 20.0, n / 20);
            let outer: f64 = (0..whole).map(|r| r as f64).sum();
            let low = (outer + (k - whole as f64) * whole as f64) / k;
            let cvar05 = summary.get(Statistic::Cvar05).expect("an estimate").value;
            let cvar95 = summary.get(Statistic::Cvar95).expect("an estimate").value;
            assert!((cvar05 - low).abs() < 1e-11 * n as f64);
            assert!((cvar95 - ((n - 1) as f64 - low)).abs() < 1e-11 * n as f64);
        }
    }

    #[test]
    fn mirrored_ranks_are_those_of_the_mirrored_quantile() {
        for n in [30, 368, 1_000, 40_000] {
            for (i, (statistic, percent)) in QUANTILES.into_iter().enumerate() {
                let direct = rank_interval::ranks(n, percent as f64 / 100.0);
                assert_eq!(rank_intervals(n)[i], direct, "{statistic} of {n}");
            }
        }
    }

    #[test]
    fn few_values() {
        assert_eq!(of(&[]).iter().count(), 0);
        let one = of(&[3.5]);
        assert_eq!(one.get(Statistic::Sd), None);
        assert_eq!(one.iter().count(), 14);
        assert!(one.iter().all(|(_, e)| e == Estimate { value: 3.5, interval: None, n: 1 }));
        // Two: mean 2, sd √2, t(1) = 12.7062, so 2 ± 12.7062.
        let two = of(&[1.0, 3.0]);
        let mean = two.get(Statistic::Mean).and_then(|e| e.interval).expect("an interval");
        assert!((mean.high - 14.706_204_736).abs() < 1e-8, "{}", mean.high);
        assert_eq!(two.get(Statistic::Sd).map(|e| e.value), Some(2.0_f64.sqrt()));
        assert_eq!(two.iter().filter(|(_, e)| e.interval.is_some()).count(), 1);
    }

    #[test]
    fn what_is_missing_is_left_out_and_what_is_infinite_ends_it() {
        assert_eq!(of(&[1.0, f64::NAN, 2.0]), of(&[1.0, 2.0]));
        assert_eq!(of(&[f64::NAN, -f64::NAN]).n(), 0);
        assert_eq!(of(&[1.0, f64::INFINITY]).iter().count(), 0);
        assert!(of(&[-0.0, -0.0]).iter().all(|(_, e)| e.value.is_sign_positive()));
        assert_eq!(of(&[1.0]).get(Statistic::Probability), None);
    }

    #[test]
    fn the_widest_range() {
        let summary = of(&[-f64::MAX, f64::MAX, 0.0]);
        assert_eq!(summary.get(Statistic::Mean), None);
        assert_eq!(summary.get(Statistic::P50).map(|e| e.value), Some(0.0));
    }

    #[test]
    fn noise_on_a_huge_offset() {
        // 1e9 + i / 1024 is exact, so everything is that of the plain values, shifted: no digit is
        // lost to squares of 1e9.
        let plain: Vec<f64> = scrambled(5_000).iter().map(|x| x / 1_024.0).collect();
        let shifted: Vec<f64> = plain.iter().map(|x| x + 1e9).collect();
        let sd = value(&plain, Statistic::Sd);
        assert!((value(&shifted, Statistic::Sd) / sd - 1.0).abs() < 1e-12);
        // One unit in the last place of 1e9 is 1.2e-7.
        assert!(
            (value(&shifted, Statistic::Mean) - 1e9 - value(&plain, Statistic::Mean)).abs()
                <= 1.2e-7
        );
    }

    #[test]
    fn a_used_scratch_changes_nothing() {
        let values: Vec<f64> = scrambled(9_973).iter().map(|x| (x * 0.01).sin().exp()).collect();
        let mut scratch = Scratch::default();
        let first = summarise(&values, &mut scratch);
        assert_eq!(summarise(&values, &mut scratch), first);
        assert_eq!(summarise(&values[1..], &mut scratch), of(&values[1..]));
        assert_eq!(summarise(&values, &mut scratch), first);
    }
}
