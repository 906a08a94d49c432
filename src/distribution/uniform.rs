//! The uniform distribution: every value between two bounds is equally likely.

use super::error::{ParameterError, finite};
use super::law::Law;
use super::level::Level;

/// Density `1 ∕ (high − low)` from `low` to `high`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Uniform {
    low: f64,
    high: f64,
}

impl Uniform {
    pub fn new(low: f64, high: f64) -> Result<Self, ParameterError> {
        finite("low", low)?;
        finite("high", high)?;
        if !(low < high) {
            let error = ParameterError::new("high", format!("above `low`, which is {low}"), high);
            return Err(if low == high {
                error.advise("for a fixed value use distribution = \"constant\"")
            } else {
                error
            });
        }
        Ok(Self { low, high })
    }

    fn width(&self) -> f64 {
        self.high - self.low
    }
}

impl Law for Uniform {
    fn below(&self, x: f64) -> f64 {
        ((x - self.low) / self.width()).clamp(0.0, 1.0)
    }

    fn above(&self, x: f64) -> f64 {
        ((self.high - x) / self.width()).clamp(0.0, 1.0)
    }

    fn density(&self, x: f64) -> f64 {
        if x >= self.low && x <= self.high { 1.0 / self.width() } else { 0.0 }
    }

    fn kinks(&self) -> Vec<f64> {
        vec![self.low, self.high]
    }

    #[inline]
    fn at_level(&self, level: Level) -> f64 {
        if level.is_lower() {
            (self.low + self.width() * level.below).min(self.high)
        } else {
            (self.high - self.width() * level.above).max(self.low)
        }
    }

    fn mean(&self) -> f64 {
        self.low + 0.5 * self.width()
    }

    fn variance(&self) -> f64 {
        self.width() * self.width() / 12.0
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        limit - 0.5 * (limit - self.low) * self.below(limit)
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}
