//! The distribution of observed values: each is as likely as any other.

use super::error::{ParameterError, finite};
use super::law::Law;
use super::level::Level;
use std::sync::Arc;

/// Observed values, each as likely as the other: resampling.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Empirical {
    values: Arc<[f64]>,
}

impl Empirical {
    pub fn new(mut values: Vec<f64>) -> Result<Self, ParameterError> {
        if values.is_empty() {
            return Err(ParameterError::new("values", "a list of at least one number", "none"));
        }
        for &value in &values {
            finite("values", value)?;
        }
        values.sort_by(f64::total_cmp);
        Ok(Self { values: values.into() })
    }

    /// The law given that X lies in [min, max]; `None` where no value does.
    pub fn kept(&self, min: f64, max: f64) -> Option<Self> {
        let first = self.values.partition_point(|&value| value < min);
        let end = self.values.partition_point(|&value| value <= max);
        (first < end).then(|| Self { values: self.values[first..end].into() })
    }

    fn count(&self) -> f64 {
        self.values.len() as f64
    }

    /// How many values are at most `x`.
    fn rank(&self, x: f64) -> usize {
        self.values.partition_point(|&value| value <= x)
    }
}

impl Law for Empirical {
    fn below(&self, x: f64) -> f64 {
        self.rank(x) as f64 / self.count()
    }

    fn above(&self, x: f64) -> f64 {
        (self.values.len() - self.rank(x)) as f64 / self.count()
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        self.values.get(self.values.partition_point(|&value| value < x)).copied()
    }

    fn at_level(&self, level: Level) -> f64 {
        let n = self.count();
        // The value of rank ⌈n·u⌉, or counted from above the one before rank ⌊n·(1 − u)⌋.
        let rank = if level.is_lower() {
            (n * (level.below * (1.0 - 1e-14) - level.slack)).ceil()
        } else {
            n - (n * (level.above * (1.0 + 1e-14) + level.slack)).floor()
        };
        self.values[(rank as usize).clamp(1, self.values.len()) - 1]
    }

    fn mean(&self) -> f64 {
        self.values.iter().sum::<f64>() / self.count()
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        self.values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / self.count()
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        self.values.iter().map(|value| value.min(limit)).sum::<f64>() / self.count()
    }

    fn support(&self) -> (f64, f64) {
        (self.values[0], self.values[self.values.len() - 1])
    }
}
