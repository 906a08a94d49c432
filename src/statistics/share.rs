//! What a part brings of the variance of a whole.

use super::compensated::sums;
use super::estimate::Estimate;
use super::{critical, skewness};

/// The share of the variance of `whole` that `part` brings: `cov(part, whole) / var(whole)`. The shares of parts
/// that add up to the whole add up to 1.
///
/// A share is the least-squares slope of the part on the whole, so its error is the slope's, without assuming
/// that the part varies alike everywhere: `Σ (u / (1 - h))²` over `(Σ x²)²`, with `x` the whole from its mean,
/// `u` what the slope leaves over times `x`, and `h = 1 / n + x² / Σ x²`. J. G. MacKinnon and H. White, "Some
/// heteroskedasticity-consistent covariance matrix estimators with improved finite sample properties", Journal
/// of Econometrics 29 (1985), 305–325 (HC3). The ends are corrected for the skewness of `u`, see
/// `skewness.rs`. None if the whole does not vary, is not finite or has fewer than three values; no
/// interval if the part is a fixed share.
///
/// # Panics
///
/// If the columns differ in length: their values then do not belong together.
pub fn share_of_variance(part: &[f64], whole: &[f64]) -> Option<Estimate> {
    assert_eq!(part.len(), whole.len(), "part and whole have one length");
    let n = whole.len() as f64;
    let mean = |values: &[f64]| sums(values, |x| [x])[0] / n;
    let (part_mean, whole_mean) = (mean(part), mean(whole));
    let pairs = || part.iter().zip(whole).map(|(y, x)| (y - part_mean, x - whole_mean));
    let square: f64 = pairs().map(|(_, x)| x * x).sum();
    if whole.len() < 3 || !(square > 0.0 && square.is_finite()) {
        return None;
    }
    let slope = pairs().map(|(y, x)| y * x).sum::<f64>() / square;
    let (mut squares, mut cubes, mut inflated) = (0.0, 0.0, 0.0);
    for (y, x) in pairs() {
        let u = (y - slope * x) * x;
        let far = u / (1.0 - 1.0 / n - x * x / square);
        squares += u * u;
        cubes += u * u * u;
        inflated += far * far;
    }
    // Powers may leave the range of a double at either end: there is no interval then.
    let lean = (cubes / squares.powf(1.5)).clamp(-1.0, 1.0);
    let error = inflated.sqrt() / square;
    let interval = skewness::interval(slope, error, critical::NORMAL, lean).filter(|_| error > 0.0);
    Estimate::with_interval(slope, interval, whole.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // The whole from its mean: -2, 0, 2; the part: -1, -1, 2. The slope is (2 + 0 + 4) / 8. What is left, times
        // the whole: (-1 + 1.5) · -2 = -1, 0 and (2 - 1.5) · 2 = 1, without skewness; h = 1/3 + 4/8 at the ends, so
        // the error is sqrt(2 · 6²) / 8.
        let share = share_of_variance(&[1.0, 1.0, 4.0], &[0.0, 2.0, 4.0]).expect("an estimate");
        assert_eq!((share.value, share.n), (0.75, 3));
        let half = share.interval.expect("an interval").half_width();
        assert!((half - critical::NORMAL * 72_f64.sqrt() / 8.0).abs() < 1e-13, "{half}");
    }

    /// What one part brings more, the other brings less: so do their intervals.
    #[test]
    fn the_intervals_of_two_parts_mirror_each_other() {
        let parts = [[1.0, 5.0, 2.0, 9.0, 4.0], [4.0, 3.0, 8.0, 1.0, 2.0]];
        let whole: Vec<f64> = (0..5).map(|i| parts[0][i] + parts[1][i]).collect();
        let [a, b] = parts.map(|part| {
            share_of_variance(&part, &whole).and_then(|e| e.interval).expect("an interval")
        });
        assert!((a.low + b.high - 1.0).abs() < 1e-12 && (a.high + b.low - 1.0).abs() < 1e-12);
    }

    #[test]
    fn parts_add_up_and_a_fixed_share_is_exact() {
        let parts = [[1.0, 5.0, 2.0, 9.0], [4.0, 3.0, 8.0, 1.0]];
        let whole: Vec<f64> = (0..4).map(|i| parts[0][i] + parts[1][i]).collect();
        let shares = parts.map(|part| share_of_variance(&part, &whole).map_or(0.0, |e| e.value));
        assert!((shares[0] + shares[1] - 1.0).abs() < 1e-15);
        let half = share_of_variance(&[1.0, 2.0, 4.0], &[2.0, 4.0, 8.0]).expect("an estimate");
        assert_eq!((half.value, half.interval), (0.5, None));
    }

    #[test]
    fn what_does_not_vary_has_no_shares() {
        assert_eq!(share_of_variance(&[1.0, 2.0, 3.0], &[5.0; 3]), None);
        assert_eq!(share_of_variance(&[1.0, 2.0], &[1.0, 3.0]), None);
        assert_eq!(share_of_variance(&[], &[]), None);
        assert_eq!(share_of_variance(&[1.0; 3], &[-f64::MAX, 0.0, f64::MAX]), None);
    }
}
