//! Mean and standard deviation, with the central moments that their intervals need.

use super::compensated::sums;
use super::critical;
use super::estimate::{Estimate, Interval};

/// Fewest values for which the interval of the standard deviation is given: below, the fourth
/// moment says nothing.
const FEWEST_FOR_SD: usize = 10;

/// Extremes, mean and central moments of a column.
///
/// Two passes: the mean of the distances from the smallest value, then the central moments about
/// that mean, corrected by what the rounded mean misses. Distances are divided by a power of two
/// near the range, which rounds nothing, so that neither a huge offset nor huge or tiny values cost
/// digits or overflow.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    n: usize,
    min: f64,
    max: f64,
    mean: f64,
    /// The power of two by which distances are divided.
    unit: f64,
    /// Σ zᵏ for k = 2, 3, 4, with z = (x - mean) / unit.
    powers: [f64; 3],
}

impl Moments {
    /// The moments of a column; none if it is empty, holds a NaN, or has a range that is not
    /// finite.
    pub fn of(values: &[f64]) -> Option<Self> {
        let (min, max) = extremes(values)?;
        let range = max - min;
        if !range.is_finite() {
            return None;
        }
        let n = values.len();
        if range == 0.0 {
            // A NaN neither enters the extremes nor, here, any sum.
            return (!values.iter().any(|x| x.is_nan())).then_some(Self {
                n,
                min,
                max,
                mean: min,
                unit: 1.0,
                powers: [0.0; 3],
            });
        }
        let count = n as f64;
        let unit = power_of_two_below(range);
        let per_unit = 1.0 / unit;

        let [distance] = sums(values, |x| [(x - min) * per_unit]);
        let first = min + distance / count * unit;
        let [s1, s2, s3, s4] = sums(values, |x| {
            let z = (x - first) * per_unit;
            let z2 = z * z;
            [z, z2, z2 * z, z2 * z2]
        });
        if !s2.is_finite() {
            return None;
        }
        // `first` is a rounded mean: shift the sums to the mean that the second pass found.
        let r = s1 / count;
        let r2 = r * r;
        let powers = [
            (s2 - count * r2).max(0.0),
            s3 - 3.0 * r * s2 + 2.0 * count * r2 * r,
            (s4 - 4.0 * r * s3 + 6.0 * r2 * s2 - 3.0 * count * r2 * r2).max(0.0),
        ];
        let mean = (first + r * unit).clamp(min, max);
        Some(Self { n, min, max, mean, unit, powers })
    }

    /// The number of values, at least 1.
    pub fn n(&self) -> usize {
        self.n
    }

    /// The smallest value.
    pub fn smallest(&self) -> f64 {
        self.min
    }

    /// The largest value.
    pub fn largest(&self) -> f64 {
        self.max
    }

    /// Whether all values are alike: nothing then has a sampling spread.
    pub fn is_constant(&self) -> bool {
        self.min == self.max
    }

    /// The mean, `Σ x / n`, with Student's interval `mean ± t(n - 1) · sd / √n`.
    ///
    /// The interval is exact for normal values. Skewness `g` and excess kurtosis `k` take from the
    /// cover `z φ(z) (g² · 1.08 - k · 0.07) · 2 / n`: 0.35 points at n = 100 for lognormal values
    /// with a coefficient of variation of 0.4. P. Hall, The Bootstrap and Edgeworth Expansion,
    /// Springer 1992, chapter 2.
    pub fn mean(&self) -> Option<Estimate> {
        let interval = self.standard_deviation().and_then(|sd| {
            let error = sd / (self.n as f64).sqrt();
            Interval::around(self.mean, critical::student_t((self.n - 1) as f64) * error)
        });
        Estimate::with_interval(self.mean, interval.filter(|_| !self.is_constant()), self.n)
    }

    /// The standard deviation `sqrt(Σ (x - mean)² / (n - 1))`; none for a single value. A
    /// [`Summary`](super::Summary) gives it with an interval, which needs the values in order.
    pub fn standard_deviation(&self) -> Option<f64> {
        (self.n > 1).then(|| self.unit * (self.powers[0] / (self.n - 1) as f64).sqrt())
    }

    /// The standard deviation with Bonett's interval, for values that need not be normal; given
    /// from 10 values on.
    ///
    /// ```text
    /// ln σ² in ln(c s²) ± z se,   se = c sqrt((γ - (n - 3) / n) / (n - 1)),   c = n / (n - z),
    /// γ = n Σ (x - m)⁴ / (Σ (x - mean)²)²
    /// m = mean without the outer 1 / (2 sqrt(n - 4)) of the values at either end
    /// ```
    ///
    /// D. G. Bonett, "Approximate confidence interval for standard deviation of nonnormal
    /// distributions", Computational Statistics & Data Analysis 50 (2006), 775–782. `lower` and
    /// `upper` are the values that `m` leaves out, [`trimmed_count`] at either end.
    pub(super) fn sd(&self, lower: &[f64], upper: &[f64]) -> Option<Estimate> {
        let sd = self.standard_deviation()?;
        if self.is_constant() || self.n < FEWEST_FOR_SD {
            return Estimate::exact(sd, self.n);
        }
        let n = self.n as f64;
        let per_unit = 1.0 / self.unit;
        // Distances from the mean sum to 0, so those of the middle sum to those of the ends with
        // the sign turned.
        let [low] = sums(lower, |x| [(x - self.mean) * per_unit]);
        let [high] = sums(upper, |x| [(x - self.mean) * per_unit]);
        let d = (low + high) / (self.n - lower.len() - upper.len()) as f64;

        // Fourth powers about m = mean - d instead of the mean, by the binomial theorem.
        let [s2, s3, s4] = self.powers;
        let fourth = s4 + d * (4.0 * s3 + d * (6.0 * s2 + d * d * n));
        let kurtosis = n * fourth / (s2 * s2);
        let c = n / (n - critical::NORMAL);
        // The kurtosis is at least 1 but for rounding.
        let error = c * ((kurtosis.max(1.0) - (n - 3.0) / n) / (n - 1.0)).sqrt();
        let at = |z: f64| sd * (0.5 * (c.ln() + z * error)).exp();
        Estimate::with_interval(
            sd,
            Interval::new(at(-critical::NORMAL), at(critical::NORMAL)),
            self.n,
        )
    }
}

/// How many of `n` values Bonett's trimmed mean leaves out at either end.
pub(super) fn trimmed_count(n: usize) -> usize {
    if n < FEWEST_FOR_SD {
        return 0;
    }
    (n as f64 / (2.0 * (n as f64 - 4.0).sqrt())) as usize
}

/// Smallest and largest value.
fn extremes(values: &[f64]) -> Option<(f64, f64)> {
    let &first = values.first()?;
    Some(values.iter().fold((first, first), |(min, max), &x| {
        // Written so that each side becomes one instruction; `f64::min` also minds NaN, of which
        // there is none.
        (if x < min { x } else { min }, if x > max { x } else { max })
    }))
}

/// The largest power of two that is at most `value >= 0`; 2⁻¹⁰²² for values below that.
pub(super) fn power_of_two_below(value: f64) -> f64 {
    const EXPONENT: u64 = 0x7FF0_0000_0000_0000;
    f64::from_bits(value.to_bits() & EXPONENT).max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Moments {
        Moments::of(values).expect("moments")
    }

    #[test]
    fn by_hand() {
        // Mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, so the variance with n - 1 is 32 /
        // 7.
        let moments = of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert_eq!(moments.mean().map(|e| e.value), Some(5.0));
        assert_eq!(moments.standard_deviation(), Some((32.0_f64 / 7.0).sqrt()));
        // Cubes -27 - 3 + 8 + 64 = 42, fourth powers 81 + 3 + 16 + 256 = 356; range 7, so the unit
        // is 4.
        assert_eq!(moments.unit, 4.0);
        assert_eq!(moments.powers, [32.0 / 16.0, 42.0 / 64.0, 356.0 / 256.0]);
        // t(7) = 2.364624, sd / √8 = 0.755929: 5 ± 1.787488.
        let interval = moments.mean().and_then(|e| e.interval).expect("an interval");
        assert!((interval.high - 6.787_488).abs() < 1e-6, "{}", interval.high);
        assert!((interval.low - 3.212_512).abs() < 1e-6, "{}", interval.low);
    }

    #[test]
    fn the_interval_of_the_standard_deviation_by_its_formula() {
        // 1, …, 20: two values are left out at either end, symmetrically, so the trimmed mean is
        // the mean, 10.5. Σ d² = n (n² - 1) / 12 = 665 and Σ d⁴ = n (n² - 1)(3 n² - 7) / 240 =
        // 39667.25.
        assert_eq!(trimmed_count(20), 2);
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        let interval = of(&values)
            .sd(&values[..2], &values[18..])
            .and_then(|e| e.interval)
            .expect("an interval");
        let z = critical::NORMAL;
        let c = 20.0 / (20.0 - z);
        let error = c * ((20.0 * 39_667.25 / (665.0_f64 * 665.0) - 0.85) / 19.0).sqrt();
        let (low, high) = (c * 35.0 * (-z * error).exp(), c * 35.0 * (z * error).exp());
        assert!((interval.low - low.sqrt()).abs() < 1e-13, "{interval:?}");
        assert!((interval.high - high.sqrt()).abs() < 1e-13, "{interval:?}");
    }

    #[test]
    fn the_kurtosis_is_about_the_trimmed_mean() {
        // 19 zeros and a 20: mean 1; without two at either end 0, so γ = 20 · 20⁴ / (19 + 19²)².
        let mut values = vec![0.0; 20];
        values[19] = 20.0;
        let interval = of(&values)
            .sd(&values[..2], &values[18..])
            .and_then(|e| e.interval)
            .expect("an interval");
        let kurtosis = 20.0 * 160_000.0 / (380.0_f64 * 380.0);
        let c = 20.0 / (20.0 - critical::NORMAL);
        let log_width = 2.0 * critical::NORMAL * c * ((kurtosis - 0.85) / 19.0).sqrt();
        assert!((2.0 * (interval.high / interval.low).ln() - log_width).abs() < 1e-12);
    }

    #[test]
    fn nist_reference_columns() {
        // NIST Statistical Reference Datasets, univariate summary statistics, certified values.
        // NumAcc3: 1000000.2, then 500 pairs 1000000.1 and 1000000.3; NumAcc4 the same on 10000000.
        // Standard deviation 0.1 both.
        for offset in [1e6, 1e7] {
            let mut values = vec![offset + 0.2];
            (0..500).for_each(|_| values.extend([offset + 0.1, offset + 0.3]));
            let moments = of(&values);
            // The inputs themselves are rounded to half a unit in the last place.
            let rounding = offset * f64::EPSILON;
            assert!((moments.mean - (offset + 0.2)).abs() <= rounding);
            assert!((moments.standard_deviation().expect("an sd") - 0.1).abs() <= 2.0 * rounding);
        }
    }

    #[test]
    fn extremes_of_size() {
        // Squares of these leave the range of a double in either direction.
        for scale in [1e-300, 1e300] {
            let moments = of(&[-scale, scale, -scale, scale]);
            let sd = moments.standard_deviation().expect("an sd");
            assert!((sd / scale - (4.0_f64 / 3.0).sqrt()).abs() < 1e-15, "{sd}");
        }
        let smallest = f64::from_bits(1);
        assert_eq!(of(&[0.0, smallest]).mean().map(|e| e.value.is_finite()), Some(true));
        assert!(Moments::of(&[-f64::MAX, f64::MAX]).is_none());
        assert!(Moments::of(&[]).is_none());
    }

    #[test]
    fn a_nan_anywhere_leaves_no_moments() {
        for column in [[f64::NAN, 1.0, 2.0], [1.0, f64::NAN, 2.0], [1.0, f64::NAN, 1.0]] {
            assert!(Moments::of(&column).is_none());
        }
        assert!(Moments::of(&[1.0, f64::NEG_INFINITY]).is_none());
    }

    #[test]
    fn few_or_equal_values_have_no_interval() {
        assert!(of(&[1.0]).sd(&[], &[]).is_none());
        assert_eq!(of(&[1.0]).mean().and_then(|e| e.interval), None);
        assert!(
            of(&[1.0; 50]).sd(&[], &[]).is_some_and(|e| e.value == 0.0 && e.interval.is_none())
        );
        let nine: Vec<f64> = (0..9).map(f64::from).collect();
        assert!(of(&nine).sd(&[], &[]).is_some_and(|e| e.interval.is_none()));
    }

    #[test]
    fn powers_of_two() {
        assert_eq!(power_of_two_below(1.0), 1.0);
        assert_eq!(power_of_two_below(1.99), 1.0);
        assert_eq!(power_of_two_below(0.3), 0.25);
        assert_eq!(power_of_two_below(f64::from_bits(5)), f64::MIN_POSITIVE);
        assert_eq!(power_of_two_below(f64::MAX), 2_f64.powi(1_023));
    }

    #[test]
    fn the_trimmed_share_shrinks() {
        // n / (2 sqrt(n - 4)): 10 / 4.899, 104 / 20, 40,000 / 399.98.
        assert_eq!([2, 10, 104, 40_000].map(trimmed_count), [0, 2, 5, 100]);
    }
}
