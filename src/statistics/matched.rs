//! Differences of shares whose repetitions belong together, and ratios of means.

use super::compensated::sums;
use super::critical;
use super::estimate::{Estimate, Interval};

/// The share of `a` above a limit less that of `b`, pair by pair, with the interval of D. G. Bonett and R. M. Price,
/// "Adjusted Wald confidence interval for a difference of binomial proportions based on paired data", Journal of
/// Educational and Behavioral Statistics 37 (2012), 479–488: with `f` and `g` pairs that are above in one column alone,
///
/// ```text
/// p = (f + 1) / (n + 2),  q = (g + 1) / (n + 2):   p - q ± z sqrt((p + q - (p - q)²) / (n + 2))
/// ```
///
/// It has a width where no pair differs: a chance of 1 in n may not have been seen. Only columns that are alike value by
/// value are exactly 0 apart. A pair with a NaN is left out; none if no pair remains.
///
/// # Panics
///
/// If the columns differ in length: their values then do not belong together.
pub fn paired_probability_difference(a: &[f64], b: &[f64], limit: f64) -> Option<Estimate> {
    assert_eq!(a.len(), b.len(), "paired columns have one length");
    let (mut n, mut first, mut second, mut alike) = (0_usize, 0_usize, 0_usize, true);
    for (x, y) in a.iter().zip(b).filter(|(x, y)| !x.is_nan() && !y.is_nan()) {
        n += 1;
        first += usize::from(*x > limit && *y <= limit);
        second += usize::from(*y > limit && *x <= limit);
        alike &= x == y;
    }
    if n == 0 {
        return None;
    }
    let value = (first as f64 - second as f64) / n as f64;
    let count = n as f64 + 2.0;
    let (p, q) = ((first as f64 + 1.0) / count, (second as f64 + 1.0) / count);
    let half = critical::NORMAL * ((p + q - (p - q).powi(2)) / count).sqrt();
    let interval = Interval::around(p - q, half).filter(|_| !alike);
    // The centre is drawn towards 0; the share that was seen stays within.
    let interval = interval
        .and_then(|it| Interval::new(it.low.min(value).max(-1.0), it.high.max(value).min(1.0)));
    Estimate::with_interval(value, interval, n)
}

/// The mean of `a` ÷ the mean of `b`, pairs that belong together, with the interval of the linearised ratio,
/// `r ± t(n - 1) · sd(a - r b) / (√n · mean of b)` (W. G. Cochran, "Sampling Techniques", 3rd edition, 1977, 6.4). None if
/// a value is not finite or the mean of `b` is 0; no interval where `a` is a fixed share of `b`.
///
/// # Panics
///
/// If the columns differ in length: their values then do not belong together.
pub fn ratio_of_means(a: &[f64], b: &[f64]) -> Option<Estimate> {
    assert_eq!(a.len(), b.len(), "paired columns have one length");
    let n = a.len() as f64;
    let mean = |values: &[f64]| sums(values, |x| [x])[0] / n;
    let (of_a, of_b) = (mean(a), mean(b));
    let ratio = of_a / of_b;
    if a.is_empty() || !ratio.is_finite() {
        return None;
    }
    let squares: f64 = a.iter().zip(b).map(|(x, y)| (x - ratio * y).powi(2)).sum();
    let error = (squares / (n - 1.0) / n).sqrt() / of_b.abs();
    // Rounding alone leaves some millionths of a millionth.
    let is_fixed = error <= 1e-12 * ratio.abs();
    let interval = (a.len() > 1 && !is_fixed)
        .then(|| Interval::around(ratio, critical::student_t(n - 1.0) * error))
        .flatten();
    Estimate::with_interval(ratio, interval, a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_by_hand() {
        // 10 pairs, 4 above in the first alone and 1 in the second alone: 0.3 apart. p = 5/12, q = 2/12, so 1/4 ±
        // 1.959964 · sqrt((7/12 - 1/16) / 12).
        let a = [1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        let b = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        let difference = paired_probability_difference(&a, &b, 0.5).expect("an estimate");
        let interval = difference.interval.expect("an interval");
        let half = critical::NORMAL * ((7.0_f64 / 12.0 - 1.0 / 16.0) / 12.0).sqrt();
        assert_eq!((difference.value, difference.n), (0.3, 10));
        assert!((interval.low - (0.25 - half)).abs() < 1e-15);
        assert!((interval.high - (0.25 + half)).abs() < 1e-15);
    }

    #[test]
    fn no_pair_that_differs_leaves_small_chances_open_and_the_same_column_none() {
        let none = paired_probability_difference(&[0.1; 98], &[0.2; 98], 0.5).expect("an estimate");
        let half = critical::NORMAL * (0.02_f64 / 100.0).sqrt();
        assert_eq!(none.value, 0.0);
        assert!((none.interval.expect("an interval").high - half).abs() < 1e-15);
        let same = paired_probability_difference(&[0.0, 1.0], &[0.0, 1.0], 0.5);
        assert_eq!(same, Some(Estimate { value: 0.0, interval: None, n: 2 }));
        assert_eq!(paired_probability_difference(&[f64::NAN], &[1.0], 0.5), None);
    }

    #[test]
    fn ratios_by_hand() {
        // Means 2 and 4: a half. What is left: 1 - 1 = 0, 2 - 2.5 = -0.5, 3 - 2.5 = 0.5; its sd is 0.5, t(2) = 4.302653.
        let ratio = ratio_of_means(&[1.0, 2.0, 3.0], &[2.0, 5.0, 5.0]).expect("an estimate");
        let half = ratio.interval.expect("an interval").half_width();
        assert_eq!((ratio.value, ratio.n), (0.5, 3));
        assert!((half - 4.302_652_73 * 0.5 / 3.0_f64.sqrt() / 4.0).abs() < 1e-7, "{half}");
        let fixed = ratio_of_means(&[0.1, 0.2, 0.3], &[1.0, 2.0, 3.0]).expect("an estimate");
        assert!((fixed.value - 0.1).abs() < 1e-15 && fixed.interval.is_none());
        assert_eq!(ratio_of_means(&[1.0], &[0.0]), None);
        assert_eq!(ratio_of_means(&[], &[]), None);
    }
}
