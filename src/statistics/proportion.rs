//! Shares of the values that meet a condition.

use super::critical;
use super::estimate::{Estimate, Interval};

/// The share `successes / n` with Wilson's score interval; none for `n = 0` or more successes than
/// `n`.
///
/// ```text
/// (p + z² / 2n ± z sqrt(p (1 - p) / n + z² / 4n²)) / (1 + z² / n)
/// ```
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
/// the American Statistical Association 22 (1927), 209–212. Recommended by L. D. Brown, T. T. Cai
/// and A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001),
/// 101–133. Unlike `p ± z se` it has a width at 0 and at 1: no success in `n` leaves chances up to
/// about `3.84 / n` open.
pub fn proportion(successes: usize, n: usize) -> Option<Estimate> {
    if n == 0 || successes > n {
        return None;
    }
    let count = n as f64;
    let p = successes as f64 / count;
    let z2 = critical::NORMAL * critical::NORMAL;
    let centre = p + z2 / (2.0 * count);
    let spread = critical::NORMAL * (p * (1.0 - p) / count + z2 / (4.0 * count * count)).sqrt();
    let scale = 1.0 + z2 / count;
    // At 0 and 1 the formula meets the end exactly, but not in floating point.
    let low = if successes == 0 { 0.0 } else { ((centre - spread) / scale).clamp(0.0, p) };
    let high = if successes == n { 1.0 } else { ((centre + spread) / scale).clamp(p, 1.0) };
    Estimate::with_interval(p, Interval::new(low, high), n)
}

/// The share of the values that lie above `limit`, with Wilson's interval. NaN values are left out;
/// none if no value remains or the limit is NaN.
pub fn probability_above(values: &[f64], limit: f64) -> Option<Estimate> {
    if limit.is_nan() {
        return None;
    }
    let n = values.iter().filter(|x| !x.is_nan()).count();
    proportion(values.iter().filter(|&&x| x > limit).count(), n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(successes: usize, n: usize) -> (f64, f64) {
        let interval = proportion(successes, n).and_then(|p| p.interval).expect("an interval");
        (interval.low, interval.high)
    }

    fn near(got: f64, expected: f64, digits: i32) {
        assert!(
            (got - expected).abs() <= 0.5 * 10_f64.powi(-digits),
            "{got} instead of {expected}"
        );
    }

    #[test]
    fn published_intervals() {
        // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
        // Medicine 17 (1998), 857–872, table I, method 3 (score, no continuity correction).
        for (successes, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (l, h) = ends(successes, n);
            near(l, low, 4);
            near(h, high, 4);
        }
    }

    #[test]
    fn closed_forms() {
        // No success: z² / (n + z²). Half: 1/2 ± z / (2 sqrt(n + z²)).
        let z2 = 3.841_458_820_694_124;
        let (low, high) = ends(0, 10);
        assert_eq!(low, 0.0);
        near(high, z2 / (10.0 + z2), 14);
        near(high, 0.2775, 4);
        let (low, high) = ends(5, 10);
        near(low, 0.5 - (z2 / (10.0 + z2)).sqrt() / 2.0, 14);
        near(low, 0.2366, 4);
        near(high, 0.7634, 4);
        near(ends(10, 10).0, 10.0 / (10.0 + z2), 14);
        assert_eq!(ends(10, 10).1, 1.0);
    }

    #[test]
    fn what_is_no_share() {
        assert_eq!(proportion(0, 0), None);
        assert_eq!(proportion(2, 1), None);
        assert_eq!(probability_above(&[], 0.0), None);
        assert_eq!(probability_above(&[f64::NAN], 0.0), None);
        assert_eq!(probability_above(&[1.0], f64::NAN), None);
    }

    #[test]
    fn above_is_strict_and_leaves_out_what_is_missing() {
        let share = probability_above(&[0.0, 0.0, 1.0, f64::NAN, 2.0], 0.0);
        assert_eq!(share, proportion(2, 4));
    }

    #[test]
    fn one_value() {
        let (low, high) = ends(1, 1);
        assert!(0.0 < low && low < 0.3 && high == 1.0);
    }
}
