//! Ratios of two sums over independent repetitions.

use super::critical;
use super::estimate::{Estimate, Interval};

/// `Σ parts ÷ Σ wholes` over repetitions that are independent of one another, such as the share of a year's people to
/// whom something happened, over many years. Within a repetition the people may depend on each other.
///
/// The interval is Student's, of what each repetition's part is above the ratio of its whole:
///
/// ```text
/// R ± t(n − 1) · √( Σ (a − R b)² ⁄ (n (n − 1)) ) ⁄ mean b
/// ```
///
/// W. G. Cochran, "Sampling Techniques" (3rd ed. 1977), section 2.11. None where every repetition has the same ratio. A
/// ratio of whole to nothing has no value.
///
/// # Panics
///
/// If the columns differ in length: their values then do not belong together.
pub fn ratio_of_sums(parts: &[f64], wholes: &[f64]) -> Option<Estimate> {
    Ratio::of(parts, wholes)?.estimate()
}

/// A ratio of two sums over repetitions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ratio {
    pub value: f64,
    /// Its standard error; none of one repetition, and where every repetition has the same ratio.
    pub error: Option<f64>,
    /// Repetitions.
    pub n: usize,
}

impl Ratio {
    /// None of nothing; see [`ratio_of_sums`].
    pub fn of(parts: &[f64], wholes: &[f64]) -> Option<Self> {
        assert_eq!(parts.len(), wholes.len(), "paired columns have one length");
        let n = parts.len();
        let (part, whole) = (parts.iter().sum::<f64>(), wholes.iter().sum::<f64>());
        if whole == 0.0 {
            return None;
        }
        let value = part / whole;
        let squares: f64 = parts.iter().zip(wholes).map(|(a, b)| (a - value * b).powi(2)).sum();
        let error = (n > 1).then(|| {
            let count = n as f64;
            (squares / (count * (count - 1.0))).sqrt() / (whole / count).abs()
        });
        // What rounding leaves of a fixed ratio is no error.
        let error = error.filter(|error| *error > 1e-12 * value.abs());
        Some(Self { value, error, n })
    }

    pub fn estimate(&self) -> Option<Estimate> {
        let interval = self.error.and_then(|error| {
            Interval::around(self.value, critical::student_t((self.n - 1) as f64) * error)
        });
        Estimate::with_interval(self.value, interval, self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // 1 of 2, 1 of 4, 4 of 6: 6 of 12 is a half. Residuals 0, −1, 1: squares 2, error √(2 ⁄ 6) ⁄ 4 = 0.1443376;
        // t(2) = 4.302653.
        let ratio = ratio_of_sums(&[1.0, 1.0, 4.0], &[2.0, 4.0, 6.0]).unwrap();
        assert_eq!((ratio.value, ratio.n), (0.5, 3));
        let half = ratio.interval.unwrap().half_width();
        assert!((half - 4.302_653 * 0.144_337_6).abs() < 1e-6, "{half}");
    }

    #[test]
    fn where_nothing_varies_or_nothing_is() {
        let exact = |value, n| Some(Estimate { value, interval: None, n });
        assert_eq!(ratio_of_sums(&[0.0, 0.0], &[3.0, 5.0]), exact(0.0, 2));
        assert_eq!(ratio_of_sums(&[1.0, 2.0], &[2.0, 4.0]), exact(0.5, 2));
        assert_eq!(ratio_of_sums(&[1.0], &[2.0]), exact(0.5, 1));
        assert_eq!(ratio_of_sums(&[0.0], &[0.0]), None);
        assert_eq!(ratio_of_sums(&[], &[]), None);
    }
}
