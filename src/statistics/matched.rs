//! Differences of shares whose repetitions belong together.

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
}
