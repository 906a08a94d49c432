//! Differences of two columns whose values belong together, such as two measurements of the same
//! repetition.

use super::estimate::Estimate;
use super::moments::Moments;

/// The mean of `a - b`, pair by pair, with the interval of [`Moments::mean`] for the mean
/// difference.
///
/// What both columns share cancels before anything is estimated, so the interval is narrow where
/// they move together; a column against itself gives exactly 0 without an interval. A pair with a
/// NaN is left out. None if no pair remains or a difference is not finite.
///
/// # Panics
///
/// If the columns differ in length: their values then do not belong together.
pub fn paired_difference(a: &[f64], b: &[f64]) -> Option<Estimate> {
    assert_eq!(a.len(), b.len(), "paired columns have one length");
    let differences: Vec<f64> =
        a.iter().zip(b).filter(|(x, y)| !x.is_nan() && !y.is_nan()).map(|(x, y)| x - y).collect();
    // Infinite less infinite is NaN, which the moments must not see.
    if differences.iter().any(|d| !d.is_finite()) {
        return None;
    }
    Moments::of(&differences)?.mean()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn against_itself_exactly_zero() {
        let a = [1.0, 0.1 + 0.2, 1e17, -3.5];
        assert_eq!(paired_difference(&a, &a), Some(Estimate { value: 0.0, interval: None, n: 4 }));
    }

    #[test]
    fn sleep_data() {
        // Student, "The probable error of a mean", Biometrika 6 (1908), 1–25: extra hours of sleep
        // under two drugs, ten patients. Mean difference 1.58; t(9) = 2.262157. Differences from the mean: -0.38, 0.82, -0.28,
        // -0.28, -1.58, -0.58, 0.22, -0.78, 3.02, -0.18. Their squares sum to 13.616, their cubes to -0.054872
        // + 0.551368 - 2 · 0.021952 - 3.944312 - 0.195112 + 0.010648 - 0.474552 + 27.543608 - 0.005832 =
        // 23.38704, so they lean by 23.38704 / 13.616^1.5.
        let a = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let b = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let difference = paired_difference(&a, &b).expect("an estimate");
        let interval = difference.interval.expect("an interval");
        assert!((difference.value - 1.58).abs() < 1e-14);
        let (error, lean) = ((13.616_f64 / 90.0).sqrt(), 23.387_04 / 13.616_f64.powf(1.5));
        for (end, t) in [(interval.low, 2.262_157), (interval.high, -2.262_157)] {
            let s = (1.58 - end) / error;
            let g = s + lean * s * s / 3.0 + lean * lean * s.powi(3) / 27.0 + lean / 6.0;
            assert!((g - t).abs() < 1e-5, "{end}: {g} instead of {t}");
        }
    }

    #[test]
    fn pairs_with_a_missing_value_are_left_out() {
        let difference = paired_difference(&[1.0, f64::NAN, 5.0, 2.0], &[0.0, 1.0, f64::NAN, 0.0]);
        assert_eq!(difference.map(|d| (d.value, d.n)), Some((1.5, 2)));
        assert_eq!(paired_difference(&[f64::NAN], &[1.0]), None);
        assert_eq!(paired_difference(&[], &[]), None);
    }

    #[test]
    fn differences_that_are_not_finite() {
        assert_eq!(paired_difference(&[f64::INFINITY], &[f64::INFINITY]), None);
        assert_eq!(paired_difference(&[f64::MAX], &[-f64::MAX]), None);
    }

    #[test]
    #[should_panic(expected = "paired columns have one length")]
    fn columns_of_two_lengths() {
        paired_difference(&[1.0], &[]);
    }
}
