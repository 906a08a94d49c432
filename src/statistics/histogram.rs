//! Values counted in bins of one round width.

use super::order::settle;

/// Of so many values at either end one is beside the bins at most: a single value far off must not squeeze all others
/// into one bin.
const ONE_BESIDE: usize = 1000;

/// Counts of values in bins whose edges are multiples of a width, which is 1, 2, 2.5 or 5 times a power of ten.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// The width of every bin.
    pub width: f64,
    /// The lower edge of the first bin, in widths.
    pub first: i64,
    /// How many values fall in each bin, its lower edge included and its upper edge not.
    pub counts: Vec<u64>,
    /// Values below the first bin: at most one in a thousand of all.
    pub below: u64,
    /// Values above the last bin: at most one in a thousand of all.
    pub above: u64,
}

impl Histogram {
    /// Counts values in at most so many bins, two or more. What is not finite is left out. None where the values are all alike, or
    /// differ by less than can be told from their size.
    pub fn of(values: &[f64], most: usize) -> Option<Self> {
        let mut finite: Vec<f64> =
            values.iter().copied().filter(|value| value.is_finite()).collect();
        let beside = finite.len() / ONE_BESIDE;
        let last = finite.len().checked_sub(1 + beside)?;
        settle(&mut finite, &[beside, last]);
        let (low, high) = (finite[beside], finite[last]);
        let width = round_width(low, high, most)?;
        let place = |value: f64| (value / width).floor();
        let (first, bins) = (place(low), (place(high) - place(low)) as usize + 1);
        let mut histogram =
            Self { width, first: first as i64, counts: vec![0; bins], below: 0, above: 0 };
        for value in finite {
            let bin = place(value) - first;
            if bin < 0.0 {
                histogram.below += 1;
            } else {
                match histogram.counts.get_mut(bin as usize) {
                    Some(count) => *count += 1,
                    None => histogram.above += 1,
                }
            }
        }
        Some(histogram)
    }

    /// The lower edge of a bin from 0; that of the bin after the last is the upper edge of the last.
    pub fn edge(&self, bin: usize) -> f64 {
        (self.first + bin as i64) as f64 * self.width
    }

    /// The bin in which a value falls, from 0.
    pub fn bin_of(&self, value: f64) -> Option<usize> {
        let bin = (value / self.width).floor() - self.first as f64;
        (bin >= 0.0 && bin < self.counts.len() as f64).then_some(bin as usize)
    }
}

/// The smallest round width with which no more than so many bins hold everything from `low` to `high`.
fn round_width(low: f64, high: f64, most: usize) -> Option<f64> {
    const ROUND: [f64; 4] = [1.0, 2.0, 2.5, 5.0];
    /// Edges must be told apart: no further from 0 than so many widths.
    const FURTHEST: f64 = 1e12;
    let exact = (high - low) / most.max(1) as f64;
    if !(exact > 0.0 && exact.is_finite() && low.abs().max(high.abs()) / exact < FURTHEST) {
        return None;
    }
    let power = exact.log10().floor() as i32;
    let widths = (power..power + 3).flat_map(|power| ROUND.map(|round| round * 10_f64.powi(power)));
    widths
        .filter(|width| *width > 0.0)
        .find(|width| ((high / width).floor() - (low / width).floor()) < most.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_round_and_every_value_is_in_its_bin() {
        // From 3 to 47 in at most 10 bins: 44 ÷ 10 = 4.4, so a width of 5, from 0 to 50.
        let values = [3.0, 4.9, 5.0, 12.0, 13.0, 47.0, f64::NAN];
        let found = Histogram::of(&values, 10).unwrap();
        assert_eq!((found.width, found.first), (5.0, 0));
        assert_eq!(found.counts, [2, 1, 2, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!((found.below, found.above), (0, 0));
        assert_eq!((found.edge(0), found.edge(10)), (0.0, 50.0));
        assert_eq!(
            (found.bin_of(47.0), found.bin_of(50.0), found.bin_of(-1.0)),
            (Some(9), None, None)
        );
    }

    #[test]
    fn bins_below_nought() {
        // From −1 to 1 in at most 4 bins: with a width of 0.5 the 1 would begin a fifth bin.
        let found = Histogram::of(&[-1.0, -0.1, 0.0, 1.0], 4).unwrap();
        assert_eq!((found.width, found.first), (1.0, -1));
        assert_eq!(found.counts, [2, 1, 1]);
    }

    #[test]
    fn one_value_far_off_squeezes_nothing() {
        let mut values: Vec<f64> = (0..999).map(f64::from).collect();
        values.push(1e15);
        let found = Histogram::of(&values, 20).unwrap();
        assert_eq!((found.width, found.above), (50.0, 1));
        // The lowest value may stand aside, and is in its bin all the same where that is wide enough.
        assert_eq!((found.below, found.counts.iter().sum::<u64>()), (0, 999));
        assert_eq!(found.counts.len(), 20);
    }

    #[test]
    fn values_that_show_no_spread() {
        for values in
            [&[][..], &[7.0], &[7.0; 500], &[1e300, 1e300], &[1e15, 1e15 + 0.5], &[f64::NAN]]
        {
            assert_eq!(Histogram::of(values, 10), None, "{values:?}");
        }
        assert_eq!(
            Histogram::of(&[f64::MIN, f64::MAX], 10),
            None,
            "their difference is not finite"
        );
    }

    #[test]
    fn no_more_bins_than_asked_for_and_no_value_lost() {
        for most in 2..60 {
            let values: Vec<f64> =
                (0..500).map(|i| f64::from(i * i % 997) * 1.37 - 300.0).collect();
            let found = Histogram::of(&values, most).unwrap();
            assert!(found.counts.len() <= most, "{most}");
            assert_eq!(found.counts.iter().sum::<u64>() + found.below + found.above, 500);
        }
    }
}
