//! The Pareto distribution: a power-law tail from a smallest value up. A few whales, many minnows.

use super::error::{ParameterError, between, positive};
use super::law::Law;
use super::level::Level;

/// P(X > x) = `(scale ∕ x)^shape` for x ≥ `scale`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pareto {
    scale: f64,
    shape: f64,
}

impl Pareto {
    pub fn new(scale: f64, shape: f64) -> Result<Self, ParameterError> {
        positive("shape", shape)?;
        Ok(Self { scale: positive("scale", scale)?, shape: between("shape", shape, 0.1, 1e6)? })
    }

    /// The law given that X is at least `low`, which is a Pareto law again.
    pub fn from(&self, low: f64) -> Self {
        Self { scale: self.scale.max(low), shape: self.shape }
    }
}

impl Law for Pareto {
    fn below(&self, x: f64) -> f64 {
        if x > self.scale { -(-self.shape * (x / self.scale).ln()).exp_m1() } else { 0.0 }
    }

    fn above(&self, x: f64) -> f64 {
        if x > self.scale { (self.scale / x).powf(self.shape) } else { 1.0 }
    }

    fn density(&self, x: f64) -> f64 {
        if x >= self.scale { self.shape / x * self.above(x) } else { 0.0 }
    }

    fn kinks(&self) -> Vec<f64> {
        vec![self.scale]
    }

    fn at_level(&self, level: Level) -> f64 {
        self.scale * (-level.ln_above() / self.shape).exp()
    }

    /// `scale·shape ∕ (shape − 1)`, infinite for a shape of 1 or less.
    fn mean(&self) -> f64 {
        if self.shape > 1.0 { self.scale * self.shape / (self.shape - 1.0) } else { f64::INFINITY }
    }

    /// `scale²·shape ∕ ((shape − 1)²·(shape − 2))`, infinite for a shape of 2 or less.
    fn variance(&self) -> f64 {
        let excess = self.shape - 1.0;
        if self.shape > 2.0 {
            self.scale * self.scale * self.shape / (excess * excess * (self.shape - 2.0))
        } else {
            f64::INFINITY
        }
    }

    /// `scale·(1 + ((limit∕scale)^(1−shape) − 1) ∕ (1 − shape))`, a logarithm at shape 1.
    fn limited_mean(&self, limit: f64) -> f64 {
        let (log, power) = ((limit / self.scale).ln(), 1.0 - self.shape);
        let grown = if power == 0.0 { log } else { (power * log).exp_m1() / power };
        self.scale * (1.0 + grown)
    }

    fn support(&self) -> (f64, f64) {
        (self.scale, f64::INFINITY)
    }
}
