//! In which month of a year an event falls, by the months' weights.

use crate::wide::wide;

/// Months of a year by weight, ready for many choices. A choice takes a word of 64 random bits as a number
/// from 0 up to 2⁶⁴.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthChoice {
    /// Where each month ends; the twelfth, and what only rounds the table off, is never reached.
    ends: [u64; 16],
    /// The month in which each 256th begins: a choice starts there and rarely goes on.
    guide: [u8; 256],
    /// No 256th holds more than one month's end, so that a choice goes on by one month at most.
    one_step: bool,
}

impl MonthChoice {
    /// From weights with a sum above 0.
    pub fn new(weights: &[f64; 12]) -> Self {
        let total: f64 = weights.iter().sum();
        // The last month with weight has all that is left, whatever rounding did to the sum.
        let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(11);
        let mut ends = [u64::MAX; 16];
        let mut to_date = 0.0;
        for (end, weight) in ends.iter_mut().zip(weights).take(last) {
            to_date += weight;
            *end = crate::random::threshold(to_date / total);
        }
        let mut month = 0;
        let guide: [u8; 256] = std::array::from_fn(|cell| {
            while month < last && ends[month] <= (cell as u64) << 56 {
                month += 1;
            }
            month as u8
        });
        let following = guide.iter().skip(1).copied().chain([last as u8]);
        let one_step = guide.iter().zip(following).all(|(begins, next)| next <= begins + 1);
        Self { ends, guide, one_step }
    }

    /// The month, from 0, that a word of random bits stands for.
    #[inline]
    pub fn month(&self, word: u64) -> u16 {
        // The largest word of all is an end that is never reached.
        let word = word.min(u64::MAX - 1);
        let mut month = usize::from(self.guide[(word >> 56) as usize]);
        if self.one_step {
            // Whether it goes on cannot be foreseen, so there is no branch.
            return month as u16 + u16::from(word >= self.ends[month % 16]);
        }
        while word >= self.ends[month % 16] {
            month += 1;
        }
        month as u16
    }

    /// The months, from 0, that as many words stand for.
    pub fn months(&self, words: &[u64], months: &mut [u8]) {
        count_ends(&self.ends, words, months);
    }
}

wide! {
    /// A word lies in the month before whose end it is, and so behind as many ends.
    fn[512] count_ends(ends: &[u64; 16], words: &[u64], months: &mut [u8]) {
        for (word, month) in words.iter().zip(months) {
            let word = (*word).min(u64::MAX - 1);
            *month = ends[..11].iter().map(|end| u8::from(word >= *end)).sum();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wide::tests::in_each_width;

    /// What a whole team's expansions rest on.
    #[test]
    fn of_half_a_word_even_months_are_twelfths() {
        let choice = MonthChoice::new(&[1.0; 12]);
        let near = |end: u64| (end.saturating_sub(3)..=end + 3).filter(|half| *half < 1 << 32);
        for half in (0..=12).flat_map(|month| near((month << 32) / 12)) {
            assert_eq!(u64::from(choice.month(half << 32)), (half * 12) >> 32, "{half}");
        }
    }

    #[test]
    fn a_number_stands_for_the_month_in_whose_share_it_lies() {
        let season = [6.0, 7.0, 10.0, 6.0, 8.0, 11.0, 6.0, 7.0, 11.0, 7.0, 8.0, 13.0];
        let mut partial = [0.0; 12];
        partial[4..7].copy_from_slice(&[1.0, 0.0, 3.0]);
        for weights in [season, [1.0; 12], partial] {
            let choice = MonthChoice::new(&weights);
            let total: f64 = weights.iter().sum();
            for i in 0..10_000 {
                let u = (f64::from(i) + 0.5) / 10_000.0;
                let mut left = u * total;
                let month = weights.iter().position(|weight| {
                    left -= weight;
                    left < 0.0
                });
                let word = (u * 2.0_f64.powi(64)) as u64;
                assert_eq!(Some(usize::from(choice.month(word))), month, "{u} of {weights:?}");
            }
            let words: Vec<u64> = (0..5_000).map(|i| i << 50 | i << 3).chain([u64::MAX]).collect();
            let one_by_one: Vec<u8> = words.iter().map(|word| choice.month(*word) as u8).collect();
            for at_once in in_each_width(|| {
                let mut months = vec![0; words.len()];
                choice.months(&words, &mut months);
                months
            }) {
                assert_eq!(at_once, one_by_one);
            }
            let last = weights.iter().rposition(|weight| *weight > 0.0);
            assert_eq!(Some(usize::from(choice.month(u64::MAX))), last);
            let first = weights.iter().position(|weight| *weight > 0.0);
            assert_eq!(Some(usize::from(choice.month(0))), first);
        }
    }
}
