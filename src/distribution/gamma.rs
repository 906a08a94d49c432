//! The gamma distribution: positive and skewed, with a tail lighter than the lognormal's.

use super::error::{ParameterError, between, positive, spread};
use super::incomplete_gamma::IncompleteGamma;
use super::inverse::{Curve, Inverse, enclose};
use super::law::Law;
use super::level::Level;

/// The shapes accepted: beyond them the spread is over 30 times or under a millionth of the mean.
const SHAPES: (f64, f64) = (1e-3, 1e12);

/// Density `x^(shape−1) e^(−x∕scale) ∕ (Γ(shape)·scale^shape)`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gamma {
    shape: f64,
    scale: f64,
    standard: Standard,
    inverse: Inverse,
}

/// The gamma law of scale 1, as a curve in ln x: for a low shape x spans more than `f64` does.
#[derive(Clone, Debug, PartialEq)]
struct Standard {
    function: IncompleteGamma,
}

impl Curve for Standard {
    fn tail(&self, y: f64, lower: bool) -> (f64, f64) {
        let x = y.exp();
        let (below, above) = self.function.tails(x, y);
        (if lower { below } else { above }, self.function.weight(x, y))
    }
}

impl Gamma {
    pub fn new(shape: f64, scale: f64) -> Result<Self, ParameterError> {
        positive("shape", shape)?;
        between("shape", shape, SHAPES.0, SHAPES.1)?;
        positive("scale", scale)?;
        let standard = Standard { function: IncompleteGamma::new(shape) };
        let (centre, spread) = Self::log_scale(shape);
        let inverse = Inverse::of(&standard, centre, spread);
        Ok(Self { shape, scale, standard, inverse })
    }

    /// By the mean and standard deviation: `shape = (mean∕sd)²`, `scale = sd²∕mean`.
    pub fn by_mean(mean: f64, sd: f64) -> Result<Self, ParameterError> {
        let (mean, sd) = (positive("mean", mean)?, spread("sd", sd)?);
        let ratio = mean / sd;
        let shape = ratio * ratio;
        if !(shape >= SHAPES.0 && shape <= SHAPES.1) {
            let required = format!("between a millionth and 30 times the mean of {mean}");
            return Err(ParameterError::new("sd", required, sd));
        }
        Self::new(shape, sd / ratio)
    }

    /// The logarithm of a quantile at scale 1, without the table that makes many of them fast.
    pub fn standard_log_quantile(shape: f64, level: Level) -> f64 {
        let standard = Standard { function: IncompleteGamma::new(shape) };
        let (centre, spread) = Self::log_scale(shape);
        enclose(&standard, level, centre - spread, centre + spread)
    }

    /// Where ln x lies at scale 1: for a low shape it is spread out like an exponential number
    /// over the shape.
    fn log_scale(shape: f64) -> (f64, f64) {
        (shape.ln() - 0.5 / shape, 1.0 / shape.min(shape.sqrt()))
    }
}

impl Law for Gamma {
    fn below(&self, x: f64) -> f64 {
        self.standard.function.lower(x / self.scale)
    }

    fn above(&self, x: f64) -> f64 {
        self.standard.function.upper(x / self.scale)
    }

    fn density(&self, x: f64) -> f64 {
        let t = x / self.scale;
        if t > 0.0 { self.standard.function.weight(t, t.ln()) / x } else { 0.0 }
    }

    fn kinks(&self) -> Vec<f64> {
        vec![0.0]
    }

    fn at_level(&self, level: Level) -> f64 {
        self.scale * self.inverse.at(&self.standard, level.to_normal(), level).exp()
    }

    fn at_normal(&self, z: f64) -> f64 {
        self.scale * self.inverse.at(&self.standard, z, Level::of_normal(z)).exp()
    }

    fn mean(&self) -> f64 {
        self.shape * self.scale
    }

    fn variance(&self) -> f64 {
        self.shape * self.scale * self.scale
    }

    /// `mean·P(shape + 1, limit∕scale) + limit·Q(shape, limit∕scale)`.
    fn limited_mean(&self, limit: f64) -> f64 {
        let t = limit / self.scale;
        self.mean() * IncompleteGamma::new(self.shape + 1.0).lower(t) + limit * self.above(limit)
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}
