//! A fixed number, wherever a distribution may stand.

use super::error::{ParameterError, finite};
use super::law::Law;
use super::level::Level;

/// Always the same value. Draws nothing from the generator.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Constant {
    value: f64,
}

impl Constant {
    pub fn new(value: f64) -> Result<Self, ParameterError> {
        Ok(Self { value: finite("value", value)? })
    }
}

impl Law for Constant {
    fn below(&self, x: f64) -> f64 {
        f64::from(x >= self.value)
    }

    fn above(&self, x: f64) -> f64 {
        f64::from(x < self.value)
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        (x <= self.value).then_some(self.value)
    }

    fn at_level(&self, _level: Level) -> f64 {
        self.value
    }

    #[inline]
    fn at_normal(&self, _z: f64) -> f64 {
        self.value
    }

    fn mean(&self) -> f64 {
        self.value
    }

    fn variance(&self) -> f64 {
        0.0
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        self.value.min(limit)
    }

    fn support(&self) -> (f64, f64) {
        (self.value, self.value)
    }
}
