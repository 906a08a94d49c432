//! The lognormal distribution: the exponential of a normal number. Deal sizes and market factors.

use super::error::{ParameterError, between, finite, positive, spread};
use super::exp::exp;
use super::law::Law;
use super::level::Level;
use super::normal::{standard_normal_cdf, standard_normal_density};

/// `exp(mu + sigma·Z)`, Z standard normal.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lognormal {
    mu: f64,
    sigma: f64,
    mean: f64,
}

impl Lognormal {
    /// By the mean and standard deviation of the values themselves:
    /// `sigma² = ln(1 + (sd∕mean)²)`, `mu = ln mean − sigma²∕2`.
    pub fn by_mean(mean: f64, sd: f64) -> Result<Self, ParameterError> {
        let (mean, sd) = (positive("mean", mean)?, spread("sd", sd)?);
        let ratio = sd / mean;
        if !(1e-8..=1e8).contains(&ratio) {
            let required = format!("between 1e-8 and 1e8 times the mean of {mean}");
            return Err(ParameterError::new("sd", required, sd));
        }
        let variance = (ratio * ratio).ln_1p();
        Ok(Self::new(mean.ln() - 0.5 * variance, variance.sqrt()))
    }

    /// By the mean and standard deviation of the natural logarithm of the values.
    pub fn by_log(mu: f64, sigma: f64) -> Result<Self, ParameterError> {
        spread("sigma", sigma)?;
        // Everything out to 40 standard deviations then stays a finite number.
        let mu = between("mu", finite("mu", mu)?, -100.0, 100.0)?;
        Ok(Self::new(mu, between("sigma", sigma, 1e-8, 10.0)?))
    }

    fn new(mu: f64, sigma: f64) -> Self {
        Self { mu, sigma, mean: (mu + 0.5 * sigma * sigma).exp() }
    }

    fn standard(&self, x: f64) -> f64 {
        (x.ln() - self.mu) / self.sigma
    }
}

impl Law for Lognormal {
    fn below(&self, x: f64) -> f64 {
        if x > 0.0 { standard_normal_cdf(self.standard(x)) } else { 0.0 }
    }

    fn above(&self, x: f64) -> f64 {
        if x > 0.0 { standard_normal_cdf(-self.standard(x)) } else { 1.0 }
    }

    fn density(&self, x: f64) -> f64 {
        if x > 0.0 { standard_normal_density(self.standard(x)) / (self.sigma * x) } else { 0.0 }
    }

    fn at_level(&self, level: Level) -> f64 {
        self.at_normal(level.to_normal())
    }

    #[inline]
    fn at_normal(&self, z: f64) -> f64 {
        if z.is_infinite() {
            return if z > 0.0 { f64::INFINITY } else { 0.0 };
        }
        exp(self.mu + self.sigma * z)
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean * self.mean * (self.sigma * self.sigma).exp_m1()
    }

    /// `mean·Φ(d − sigma) + limit·Φ(−d)` with `d = (ln limit − mu) ∕ sigma`.
    fn limited_mean(&self, limit: f64) -> f64 {
        let d = self.standard(limit);
        self.mean * standard_normal_cdf(d - self.sigma) + limit * standard_normal_cdf(-d)
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}
