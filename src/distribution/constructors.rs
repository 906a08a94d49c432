//! The ways to make a [`Distribution`]: by its usual parameters, by mean and standard deviation, by
//! two quantiles, and from others by mixing and truncating.

use super::beta::{Beta, Pert};
use super::binomial::Binomial;
use super::by_quantiles;
use super::constant::Constant;
use super::discrete::{Bernoulli, Discrete};
use super::empirical::Empirical;
use super::error::ParameterError;
use super::exponential::Exponential;
use super::family::Family;
use super::gamma::Gamma;
use super::geometric::Geometric;
use super::lognormal::Lognormal;
use super::mixture::Mixture;
use super::negative_binomial::NegativeBinomial;
use super::normal::Normal;
use super::pareto::Pareto;
use super::poisson::Poisson;
use super::student_t::StudentT;
use super::triangular::Triangular;
use super::truncated;
use super::uniform::Uniform;
use super::weibull::Weibull;
use super::{Distribution, Shape};

/// Constructors. Each names the parameters by their keys in files; `# Errors` of all of them: a
/// [`ParameterError`] for a parameter out of its range, NaN or infinite.
impl Distribution {
    /// Always `value`.
    pub fn constant(value: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Constant(Constant::new(value)?)))
    }

    /// Equally likely from `low` to `high`; `low < high`.
    pub fn uniform(low: f64, high: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Uniform(Uniform::new(low, high)?)))
    }

    /// Most likely at `mode`, falling in straight lines to `low` and `high`; `low ≤ mode ≤ high`,
    /// `low < high`.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Triangular(Triangular::new(low, mode, high)?)))
    }

    /// PERT: a smooth hump from `low` over `mode` to `high` with mean `(low + 4 mode + high) ∕ 6`.
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Pert(Box::new(Pert::new(low, mode, high)?))))
    }

    /// Normal, by mean and standard deviation; `sd > 0`.
    pub fn normal(mean: f64, sd: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Normal(Normal::new(mean, sd)?)))
    }

    /// Lognormal, by the mean and standard deviation of the values themselves; both above 0.
    pub fn lognormal(mean: f64, sd: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Lognormal(Lognormal::by_mean(mean, sd)?)))
    }

    /// Lognormal, by the mean `mu` and standard deviation `sigma` of the natural logarithm.
    pub fn lognormal_log(mu: f64, sigma: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Lognormal(Lognormal::by_log(mu, sigma)?)))
    }

    /// Gamma with mean `shape·scale` and variance `shape·scale²`.
    pub fn gamma(shape: f64, scale: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Gamma(Box::new(Gamma::new(shape, scale)?))))
    }

    /// Gamma, by mean and standard deviation; both above 0.
    pub fn gamma_mean(mean: f64, sd: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Gamma(Box::new(Gamma::by_mean(mean, sd)?))))
    }

    /// Beta on 0 to 1 with mean `alpha ∕ (alpha + beta)`.
    pub fn beta(alpha: f64, beta: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Beta(Box::new(Beta::new(alpha, beta)?))))
    }

    /// Beta on 0 to 1, by mean and standard deviation; `sd² < mean·(1 − mean)`.
    pub fn beta_mean(mean: f64, sd: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Beta(Box::new(Beta::by_mean(mean, sd)?))))
    }

    /// Weibull: P(X > x) = `exp(−(x ∕ scale)^shape)`.
    pub fn weibull(shape: f64, scale: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Weibull(Weibull::new(shape, scale)?)))
    }

    /// Exponential: P(X > x) = `exp(−x ∕ mean)`.
    pub fn exponential(mean: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Exponential(Exponential::new(mean)?)))
    }

    /// Pareto from `scale` up: P(X > x) = `(scale ∕ x)^shape`.
    pub fn pareto(scale: f64, shape: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Pareto(Pareto::new(scale, shape)?)))
    }

    /// `mean + scale·T` with T Student's t of `df` degrees of freedom; `df > 1`, so that there is a
    /// mean. The standard deviation is `scale·√(df ∕ (df − 2))`.
    pub fn student_t(mean: f64, scale: f64, df: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::StudentT(Box::new(StudentT::new(mean, scale, df)?))))
    }

    /// Poisson: how many of many independent things happen, `mean` of them on average.
    pub fn poisson(mean: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Poisson(Box::new(Poisson::new(mean)?))))
    }

    /// Negative binomial: a count with variance `mean·(1 + dispersion)`.
    pub fn negative_binomial(mean: f64, dispersion: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::NegativeBinomial(Box::new(NegativeBinomial::new(mean, dispersion)?))))
    }

    /// Binomial: successes in `n` independent tries that each succeed with probability `p`.
    pub fn binomial(n: u64, p: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Binomial(Box::new(Binomial::new(n, p)?))))
    }

    /// 1 with probability `p`, otherwise 0.
    pub fn bernoulli(p: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Bernoulli(Bernoulli::new(p)?)))
    }

    /// Geometric: the number of the first try that succeeds, from 1 up, when each succeeds with
    /// probability `p`; the mean is `1 ∕ p`.
    pub fn geometric(p: f64) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Geometric(Geometric::new(p)?)))
    }

    /// Each listed `(value, p)` with its probability; these are above 0 and sum to 1 within 1e-9.
    pub fn discrete(of: Vec<(f64, f64)>) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Discrete(Discrete::new(of)?)))
    }

    /// One of the `values`, each as likely as any other.
    pub fn empirical(values: Vec<f64>) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Empirical(Empirical::new(values)?)))
    }

    /// A draw from one of the listed `(share, part)`, chosen by its share; shares are above 0 and
    /// sum to 1 within 1e-9.
    pub fn mixture(of: Vec<(f64, Distribution)>) -> Result<Self, ParameterError> {
        Ok(Self::of(Shape::Mixture(Box::new(Mixture::new(of)?))))
    }

    /// The distribution of a two-parameter family (uniform, normal, lognormal, gamma, beta, weibull,
    /// pareto) that has the value `x1` at level `u1` and `x2` at `u2`, in either order: P(X ≤ x1) =
    /// u1. Errors name a quantile as files do, `p10` for 0.1.
    pub fn by_quantiles(
        family: Family,
        first: (f64, f64),
        second: (f64, f64),
    ) -> Result<Self, ParameterError> {
        by_quantiles::by_quantiles(family, first, second)
    }

    /// The distribution given that the value lies from `min` to `max`, both included: what lies
    /// outside is not moved to the bounds but taken out. Refused when less than 1e-12 of the
    /// probability would be left.
    ///
    /// Truncating a mixture changes the shares of its parts; to truncate each part by itself, do so
    /// before mixing.
    pub fn truncated(self, min: Option<f64>, max: Option<f64>) -> Result<Self, ParameterError> {
        truncated::truncate(self, min, max)
    }
}
