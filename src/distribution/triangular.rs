//! The triangular distribution: a lowest, a most likely and a highest value, straight lines between.

use super::error::{ParameterError, finite};
use super::law::Law;
use super::level::Level;

/// Density rising in a straight line from 0 at `low` to its peak at `mode`, falling to 0 at `high`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Triangular {
    low: f64,
    mode: f64,
    high: f64,
}

/// `low ≤ mode ≤ high`, `low < high`: what the triangular and the PERT distribution ask for.
pub(super) fn in_order(low: f64, mode: f64, high: f64) -> Result<(), ParameterError> {
    finite("low", low)?;
    finite("mode", mode)?;
    finite("high", high)?;
    if !(low < high) {
        return Err(ParameterError::new("high", format!("above `low`, which is {low}"), high));
    }
    if !(low <= mode && mode <= high) {
        return Err(ParameterError::new(
            "mode",
            format!("from `low` to `high`, {low} to {high}"),
            mode,
        ));
    }
    Ok(())
}

impl Triangular {
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, ParameterError> {
        in_order(low, mode, high)?;
        Ok(Self { low, mode, high })
    }

    fn width(&self) -> f64 {
        self.high - self.low
    }
}

impl Law for Triangular {
    fn below(&self, x: f64) -> f64 {
        if x <= self.low {
            0.0
        } else if x < self.mode {
            let d = x - self.low;
            d / self.width() * (d / (self.mode - self.low))
        } else {
            1.0 - self.above(x)
        }
    }

    fn above(&self, x: f64) -> f64 {
        if x >= self.high {
            0.0
        } else if x >= self.mode {
            let d = self.high - x;
            d / self.width() * (d / (self.high - self.mode))
        } else {
            1.0 - self.below(x)
        }
    }

    fn density(&self, x: f64) -> f64 {
        if x < self.low || x > self.high {
            0.0
        } else if x < self.mode {
            2.0 / self.width() * ((x - self.low) / (self.mode - self.low))
        } else if self.high > self.mode {
            2.0 / self.width() * ((self.high - x) / (self.high - self.mode))
        } else {
            2.0 / self.width()
        }
    }

    fn kinks(&self) -> Vec<f64> {
        vec![self.low, self.mode, self.high]
    }

    fn at_level(&self, level: Level) -> f64 {
        let rising = (self.mode - self.low) / self.width();
        let x = if level.below <= rising {
            self.low + (level.below * (self.mode - self.low)).sqrt() * self.width().sqrt()
        } else {
            self.high - (level.above * (self.high - self.mode)).sqrt() * self.width().sqrt()
        };
        x.clamp(self.low, self.high)
    }

    fn mean(&self) -> f64 {
        self.low + ((self.mode - self.low) + self.width()) / 3.0
    }

    fn variance(&self) -> f64 {
        let (width, peak) = (self.width(), self.mode - self.low);
        (width * width - width * peak + peak * peak) / 18.0
    }

    /// The limit less `∫ P(X ≤ x) dx` up to it, or the mean less `∫ P(X > x) dx` beyond it; both
    /// integrals are cubic.
    fn limited_mean(&self, limit: f64) -> f64 {
        if limit < self.mode {
            limit - (limit - self.low) * self.below(limit) / 3.0
        } else {
            self.mean() - (self.high - limit) * self.above(limit) / 3.0
        }
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}
