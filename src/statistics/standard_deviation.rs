//! The interval of the standard deviation.

use super::compensated::sums;
use super::critical;
use super::estimate::{Estimate, Interval};
use super::moments::Moments;
use super::skewness;

/// Fewest values for which the interval is given: below, the fourth moment says nothing.
const FEWEST: usize = 10;

/// From this kurtosis on, with squares that lean as far as [`LEANS`], the sample sees too little of its own
/// tail: see [`SdEstimate::falls_short`].
const HEAVY: f64 = 10.0;

/// The skewness of the squares over the root of their number from which an interval is doubted.
const LEANS: f64 = 0.25;

/// Squares whose variance is a smaller share of their mean square than this are all but alike: their
/// skewness would be one of rounding errors.
const ALIKE: f64 = 1e-5;

/// A standard deviation with its interval, and whether that is to be believed.
#[derive(Clone, Copy, Debug)]
pub(super) struct SdEstimate {
    pub estimate: Estimate,
    /// The values are few for tails so heavy: the interval covers some 91 to 94 % instead of 95, because what
    /// makes the standard deviation large is rare and was probably not seen often enough.
    pub falls_short: bool,
}

impl Moments {
    /// The standard deviation with an interval for values that need not be normal; given from 10 values on.
    ///
    /// ```text
    /// σ² in c s² (1 - r t(z)) … c s² (1 - r t(-z)),   c = n / (n - z)
    /// r = c sqrt((γ - (n - 3) / n) / (n - 1)),         γ = n Σ (x - m)⁴ / (Σ (x - mean)²)²
    /// m = mean without the outer 1 / (2 sqrt(n - 4)) of the values at either end
    /// ```
    ///
    /// `c`, `r` and `m` are those of D. G. Bonett, "Approximate confidence interval for standard deviation of
    /// nonnormal distributions", Computational Statistics & Data Analysis 50 (2006), 775–782. He takes
    /// `ln σ²` for normal, which is too narrow above where values are skewed. The squares are skewed
    /// themselves, more than the values are: `t` removes that, see [`skewness::unskewed`]. Measured, that
    /// covers better than his at every number of values and every law tried, and no worse than a
    /// studentised bootstrap of 400 resamples, which costs a thousand times as much.
    ///
    /// `lower` and `upper` are the values that `m` leaves out, [`trimmed_count`] at either end.
    pub(super) fn sd(&self, lower: &[f64], upper: &[f64]) -> Option<SdEstimate> {
        let sd = self.standard_deviation()?;
        if self.is_constant() || self.n() < FEWEST {
            let estimate = Estimate::exact(sd, self.n())?;
            return Some(SdEstimate { estimate, falls_short: false });
        }
        let n = self.n() as f64;
        let kurtosis = self.kurtosis_about_middle(lower, upper);
        let c = n / (n - critical::NORMAL);
        // The kurtosis is at least 1 but for rounding.
        let error = c * ((kurtosis.max(1.0) - (n - 3.0) / n) / (n - 1.0)).sqrt();
        let lean = self.lean_of_squares();
        let end = |z: f64| sd * (c * (1.0 - error * skewness::unskewed(z, lean))).max(0.0).sqrt();
        let interval = Interval::new(end(critical::NORMAL), end(-critical::NORMAL));
        let estimate = Estimate::with_interval(sd, interval, self.n())?;
        Some(SdEstimate { estimate, falls_short: kurtosis >= HEAVY && lean >= LEANS })
    }

    /// `γ`: the fourth powers about the mean of the middle, which outliers do not move.
    fn kurtosis_about_middle(&self, lower: &[f64], upper: &[f64]) -> f64 {
        let n = self.n() as f64;
        // Distances from the mean sum to 0, so those of the middle sum to those of the ends with
        // the sign turned.
        let [low] = sums(lower, |x| [self.distance(x)]);
        let [high] = sums(upper, |x| [self.distance(x)]);
        let d = (low + high) / (self.n() - lower.len() - upper.len()) as f64;
        // Fourth powers about m = mean - d instead of the mean, by the binomial theorem.
        let [s2, s3, s4, _] = self.powers();
        let fourth = s4 + d * (4.0 * s3 + d * (6.0 * s2 + d * d * n));
        n * fourth / (s2 * s2)
    }

    /// The skewness of `(x - mean)²` over `sqrt(n)`.
    fn lean_of_squares(&self) -> f64 {
        let n = self.n() as f64;
        let [s2, _, s4, s6] = self.powers();
        let second = s4 - s2 * s2 / n;
        if !(second > ALIKE * s4) {
            return 0.0;
        }
        let third = s6 - 3.0 * s2 * s4 / n + 2.0 * s2 * s2 * s2 / (n * n);
        (third / second.powf(1.5)).clamp(-1.0, 1.0)
    }
}

/// How many of `n` values Bonett's trimmed mean leaves out at either end.
pub(super) fn trimmed_count(n: usize) -> usize {
    if n < FEWEST {
        return 0;
    }
    (n as f64 / (2.0 * (n as f64 - 4.0).sqrt())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Moments {
        Moments::of(values).expect("moments")
    }

    /// The sd of values in ascending order.
    fn sd(values: &[f64]) -> SdEstimate {
        let (n, trimmed) = (values.len(), trimmed_count(values.len()));
        of(values).sd(&values[..trimmed], &values[n - trimmed..]).expect("an sd")
    }

    /// `g(t)` at an end of the interval, where `σ² = c s² (1 - r t)`: the definition, not its inverse.
    fn g(end: f64, of: SdEstimate, kurtosis: f64, lean: f64) -> f64 {
        let n = of.estimate.n as f64;
        let c = n / (n - critical::NORMAL);
        let r = c * ((kurtosis - (n - 3.0) / n) / (n - 1.0)).sqrt();
        let t = (1.0 - (end / of.estimate.value).powi(2) / c) / r;
        t + lean * t * t / 3.0 + lean * lean * t.powi(3) / 27.0 + lean / 6.0
    }

    fn ends(of: SdEstimate) -> (f64, f64) {
        of.estimate.interval.map(|i| (i.low, i.high)).expect("an interval")
    }

    #[test]
    fn the_interval_by_its_formula() {
        // 1, …, 20: two values are left out at either end, symmetrically, so the trimmed mean is the mean, 10.5.
        // Σ d² = n (n² - 1) / 12 = 665 and Σ d⁴ = n (n² - 1)(3 n² - 7) / 240 = 39667.25. The squares are 0.25,
        // 2.25, 6.25, …, 90.25, each twice: their central moments from the list itself.
        assert_eq!(trimmed_count(20), 2);
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        let central = |power: i32| -> f64 {
            let squares = (0..10).map(|i| (f64::from(i) + 0.5).powi(2));
            squares.map(|y| 2.0 * (y - 33.25).powi(power)).sum()
        };
        assert_eq!(central(2), 39_667.25 - 665.0 * 665.0 / 20.0);
        let lean = central(3) / central(2).powf(1.5);
        let kurtosis = 20.0 * 39_667.25 / (665.0 * 665.0);
        let (low, high) = ends(sd(&values));
        assert!((g(low, sd(&values), kurtosis, lean) - critical::NORMAL).abs() < 1e-12);
        assert!((g(high, sd(&values), kurtosis, lean) + critical::NORMAL).abs() < 1e-12);
    }

    #[test]
    fn the_kurtosis_is_about_the_trimmed_mean() {
        // 19 zeros and a 20: mean 1; without two at either end 0, so γ = 20 · 20⁴ / (19 + 19²)². Squares about
        // the mean: 19 ones and a 361, so with mean 19 their deviations are 19 times -18 and 342.
        let mut values = vec![0.0; 20];
        values[19] = 20.0;
        let (second, third) = (19.0 * 324.0 + 342_f64.powi(2), -19.0 * 5_832.0 + 342_f64.powi(3));
        let kurtosis = 20.0 * 160_000.0 / (380.0 * 380.0);
        let (low, high) = ends(sd(&values));
        let at_high = g(high, sd(&values), kurtosis, third / second.powf(1.5));
        assert!((at_high + critical::NORMAL).abs() < 1e-12, "{at_high}");
        // One value makes the whole spread: it may be none, and nobody can say how large.
        assert!(low == 0.0 && sd(&values).falls_short);
    }

    #[test]
    fn values_on_two_points_have_squares_that_are_alike() {
        let values: Vec<f64> = (0..100).map(|i| if i < 50 { -0.1 } else { 0.1 }).collect();
        let (low, high) = ends(sd(&values));
        assert!((g(low, sd(&values), 1.0, 0.0) - critical::NORMAL).abs() < 1e-9);
        assert!((g(high, sd(&values), 1.0, 0.0) + critical::NORMAL).abs() < 1e-9);
        assert!(!sd(&values).falls_short);
    }

    #[test]
    fn few_or_equal_values_have_no_interval() {
        assert!(of(&[1.0]).sd(&[], &[]).is_none());
        let equal = sd(&[1.0; 50]).estimate;
        assert_eq!((equal.value, equal.interval), (0.0, None));
        let nine: Vec<f64> = (0..9).map(f64::from).collect();
        assert_eq!(sd(&nine).estimate.interval, None);
    }

    #[test]
    fn the_trimmed_share_shrinks() {
        // n / (2 sqrt(n - 4)): 10 / 4.899, 104 / 20, 40,000 / 399.98.
        assert_eq!([2, 10, 104, 40_000].map(trimmed_count), [0, 2, 5, 100]);
    }
}
