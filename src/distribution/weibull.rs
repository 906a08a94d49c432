//! The Weibull distribution: waiting times whose hazard rises (shape > 1) or falls (shape < 1).

use super::error::{ParameterError, between, positive};
use super::incomplete_gamma::IncompleteGamma;
use super::law::Law;
use super::level::Level;
use statrs::function::gamma::gamma;

/// P(X > x) = `exp(−(x ∕ scale)^shape)`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weibull {
    shape: f64,
    scale: f64,
}

impl Weibull {
    pub fn new(shape: f64, scale: f64) -> Result<Self, ParameterError> {
        positive("shape", shape)?;
        Ok(Self { shape: between("shape", shape, 0.05, 1e6)?, scale: positive("scale", scale)? })
    }

    /// `(x ∕ scale)^shape`, exponential with mean 1.
    fn hazard(&self, x: f64) -> f64 {
        (x / self.scale).powf(self.shape)
    }
}

impl Law for Weibull {
    fn below(&self, x: f64) -> f64 {
        if x > 0.0 { -(-self.hazard(x)).exp_m1() } else { 0.0 }
    }

    fn above(&self, x: f64) -> f64 {
        if x > 0.0 { (-self.hazard(x)).exp() } else { 1.0 }
    }

    fn density(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        let hazard = self.hazard(x);
        self.shape / x * hazard * (-hazard).exp()
    }

    fn kinks(&self) -> Vec<f64> {
        vec![0.0]
    }

    fn at_level(&self, level: Level) -> f64 {
        self.scale * (-level.ln_above()).powf(1.0 / self.shape)
    }

    fn mean(&self) -> f64 {
        self.scale * gamma(1.0 + 1.0 / self.shape)
    }

    /// `scale²·(Γ(1 + 2∕shape) − Γ(1 + 1∕shape)²)`; for a high shape by the series of the logarithm
    /// of an exponential number, where that difference has no digits left.
    fn variance(&self) -> f64 {
        let t = 1.0 / self.shape;
        if t < 1e-3 {
            // X ∕ scale = exp(t·ln E), E exponential. With K the cumulant function of ln E (cumulants
            // π²∕6, −2ζ(3), π⁴∕15, −24ζ(5) from the second on), the variance over the squared mean
            // is exp(K(2t) − 2K(t)) − 1.
            let (k2, k3, k4, k5) = (
                1.644_934_066_848_226_4,
                -2.404_113_806_319_188_6,
                6.493_939_402_266_829,
                -24.886_266_123_440_88,
            );
            let log_ratio = t * t * (k2 + t * (k3 + t * (k4 * 7.0 / 12.0 + t * k5 / 4.0)));
            return self.mean() * self.mean() * log_ratio.exp_m1();
        }
        let mean = gamma(1.0 + t);
        self.scale * self.scale * (gamma(1.0 + 2.0 * t) - mean * mean)
    }

    /// `mean · P(1 + 1∕shape, (limit∕scale)^shape) + limit · P(X > limit)`, P the regularised lower
    /// incomplete gamma function.
    fn limited_mean(&self, limit: f64) -> f64 {
        let partial = IncompleteGamma::new(1.0 + 1.0 / self.shape).lower(self.hazard(limit));
        self.mean() * partial + limit * self.above(limit)
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}
