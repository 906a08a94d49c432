//! The exponential distribution: waiting times without memory.

use super::error::{ParameterError, positive};
use super::law::Law;
use super::level::Level;

/// P(X > x) = `exp(−x ∕ mean)`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Exponential {
    mean: f64,
}

impl Exponential {
    pub fn new(mean: f64) -> Result<Self, ParameterError> {
        Ok(Self { mean: positive("mean", mean)? })
    }
}

impl Law for Exponential {
    fn below(&self, x: f64) -> f64 {
        if x > 0.0 { -(-x / self.mean).exp_m1() } else { 0.0 }
    }

    fn above(&self, x: f64) -> f64 {
        if x > 0.0 { (-x / self.mean).exp() } else { 1.0 }
    }

    fn density(&self, x: f64) -> f64 {
        if x >= 0.0 { (-x / self.mean).exp() / self.mean } else { 0.0 }
    }

    fn kinks(&self) -> Vec<f64> {
        vec![0.0]
    }

    fn at_level(&self, level: Level) -> f64 {
        -self.mean * level.ln_above()
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean * self.mean
    }

    /// `mean · P(X ≤ limit)`.
    fn limited_mean(&self, limit: f64) -> f64 {
        self.mean * self.below(limit)
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}
