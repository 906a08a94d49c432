//! Probability distributions with what a simulation asks of them: draws, cumulative probabilities,
//! quantiles, moments and limited means.
//!
//! A [`Distribution`] is valid by construction: every constructor checks its parameters and says in
//! plain words which is wrong. Draws come fast by [`Distribution::sample`] and [`Distribution::fill`],
//! one word of random bits each, or from standard normal numbers by [`Distribution::at_normal`] and
//! [`Distribution::sample_at_normal`], which is how correlated draws ([`copula`]) are made.
//!
//! Units are those of the parameters: a size in dollars gives draws in dollars.
//!
//! One family lies in each file; `law.rs` says what a family has to offer. Families whose quantile
//! has no closed form share `inverse.rs`; truncated laws and mixtures are built of others.

#![allow(
    clippy::neg_cmp_op_on_partial_ord,
    reason = "a comparison is negated so that NaN is refused"
)]

mod beta;
mod binomial;
mod by_quantiles;
mod column;
mod constant;
mod constructors;
pub mod copula;
mod count;
mod discrete;
mod empirical;
mod error;
mod exp;
mod exponential;
mod family;
mod gamma;
mod geometric;
mod incomplete_beta;
mod incomplete_gamma;
mod inverse;
mod law;
mod level;
mod lognormal;
mod mixture;
mod negative_binomial;
pub mod normal;
mod pareto;
mod pieces;
mod poisson;
mod quadrature;
mod student_t;
mod triangular;
mod truncated;
mod uniform;
mod weibull;

#[cfg(test)]
mod tests;

pub use copula::{Correlation, CorrelationError};
pub use error::ParameterError;
pub use family::{Family, UnknownFamily};
pub use normal::{standard_normal_cdf, standard_normal_quantile};
pub use poisson::{poisson_count, poisson_counts};

use beta::{Beta, Pert};
use binomial::Binomial;
use constant::Constant;
use discrete::{Bernoulli, Discrete};
use empirical::Empirical;
use exponential::Exponential;
use gamma::Gamma;
use geometric::Geometric;
use law::Law;
use level::Level;
use lognormal::Lognormal;
use mixture::Mixture;
use negative_binomial::NegativeBinomial;
use normal::Normal;
use pareto::Pareto;
use pieces::{Drawn, Tail};
use poisson::Poisson;
use rand::Rng;
use std::sync::{Arc, OnceLock};
use student_t::StudentT;
use triangular::Triangular;
use truncated::Truncated;
use uniform::Uniform;
use weibull::Weibull;

/// A probability distribution with valid parameters.
#[derive(Clone, Debug)]
pub struct Distribution {
    shape: Shape,
    /// Made ready for draws by the first of them.
    drawn: OnceLock<Arc<Drawn>>,
}

impl PartialEq for Distribution {
    fn eq(&self, other: &Self) -> bool {
        self.shape == other.shape
    }
}

/// The families. Those with a table or many parts are boxed: the others are hot and small.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Constant(Constant),
    Uniform(Uniform),
    Triangular(Triangular),
    Pert(Box<Pert>),
    Normal(Normal),
    Lognormal(Lognormal),
    Gamma(Box<Gamma>),
    Beta(Box<Beta>),
    Weibull(Weibull),
    Exponential(Exponential),
    Pareto(Pareto),
    StudentT(Box<StudentT>),
    Poisson(Box<Poisson>),
    NegativeBinomial(Box<NegativeBinomial>),
    Binomial(Box<Binomial>),
    Bernoulli(Bernoulli),
    Geometric(Geometric),
    Discrete(Discrete),
    Empirical(Empirical),
    Mixture(Box<Mixture>),
    Truncated(Box<Truncated>),
}

/// The expression for whichever family it is.
macro_rules! each {
    ($shape:expr, $law:ident => $do:expr) => {
        match $shape {
            Shape::Constant($law) => $do,
            Shape::Uniform($law) => $do,
            Shape::Triangular($law) => $do,
            Shape::Pert($law) => $do,
            Shape::Normal($law) => $do,
            Shape::Lognormal($law) => $do,
            Shape::Gamma($law) => $do,
            Shape::Beta($law) => $do,
            Shape::Weibull($law) => $do,
            Shape::Exponential($law) => $do,
            Shape::Pareto($law) => $do,
            Shape::StudentT($law) => $do,
            Shape::Poisson($law) => $do,
            Shape::NegativeBinomial($law) => $do,
            Shape::Binomial($law) => $do,
            Shape::Bernoulli($law) => $do,
            Shape::Geometric($law) => $do,
            Shape::Discrete($law) => $do,
            Shape::Empirical($law) => $do,
            Shape::Mixture($law) => $do,
            Shape::Truncated($law) => $do,
        }
    };
}

/// What a distribution can tell.
impl Distribution {
    const fn of(shape: Shape) -> Self {
        Self { shape, drawn: OnceLock::new() }
    }

    /// One draw, by inversion: the quantile at the uniform number that one word of random bits stands for,
    /// to 1e-9 of the value or of the distance between the quartiles, whichever is more.
    #[inline]
    pub fn sample<R: Rng + ?Sized>(&self, words: &mut R) -> f64 {
        self.drawn().at(Tail::of_word(words.next_u64()), self)
    }

    /// As many draws as `out` has room for: the same as [`Self::sample`] one after the other.
    #[inline]
    pub fn fill<R: Rng + ?Sized>(&self, words: &mut R, out: &mut [f64]) {
        self.drawn().fill(words, self, out);
    }

    /// The draw that is as far out as `z` is in the standard normal: [`Self::at_normal`] as exactly as
    /// [`Self::sample`] is, and as fast. NaN is taken as 0.
    pub fn sample_at_normal(&self, z: f64) -> f64 {
        self.drawn().at(Tail::of_normal(z), self)
    }

    #[inline]
    fn drawn(&self) -> &Drawn {
        self.drawn.get_or_init(|| Arc::new(Drawn::of(self)))
    }

    /// P(X ≤ x).
    pub fn cdf(&self, x: f64) -> f64 {
        self.below(x)
    }

    /// The smallest x with P(X ≤ x) ≥ u; the ends of the support at 0 and below and at 1 and above,
    /// NaN for NaN.
    pub fn quantile(&self, u: f64) -> f64 {
        if u.is_nan() {
            f64::NAN
        } else if u <= 0.0 {
            self.support().0
        } else if u >= 1.0 {
            self.support().1
        } else {
            self.at_level(Level::of_uniform(u))
        }
    }

    /// The value as far out in this distribution as `z` is in the standard normal:
    /// `quantile(Φ(z))`, exact in both tails. Never falls as `z` rises; NaN for NaN.
    pub fn at_normal(&self, z: f64) -> f64 {
        if z.is_nan() {
            return f64::NAN;
        }
        each!(&self.shape, law => law.at_normal(z))
    }

    /// E\[X\]; infinite where the tail is too heavy for a mean.
    pub fn mean(&self) -> f64 {
        each!(&self.shape, law => law.mean())
    }

    /// Var\[X\]; infinite where the tail is too heavy for one.
    pub fn variance(&self) -> f64 {
        each!(&self.shape, law => law.variance())
    }

    /// E\[min(X, limit)\], the mean of a value capped at `limit`.
    pub fn limited_mean(&self, limit: f64) -> f64 {
        let (low, high) = self.support();
        if limit.is_nan() {
            f64::NAN
        } else if limit <= low {
            limit
        } else if limit >= high {
            self.mean()
        } else {
            each!(&self.shape, law => law.limited_mean(limit))
        }
    }

    /// The smallest and the largest possible value; either may be infinite.
    pub fn support(&self) -> (f64, f64) {
        each!(&self.shape, law => law.support())
    }

    /// The value of a distribution that has only one.
    pub fn is_constant(&self) -> Option<f64> {
        let (low, high) = self.support();
        (low == high).then_some(low)
    }

    /// The family; of a truncated distribution the one that was truncated.
    pub fn family(&self) -> Family {
        match &self.shape {
            Shape::Constant(_) => Family::Constant,
            Shape::Uniform(_) => Family::Uniform,
            Shape::Triangular(_) => Family::Triangular,
            Shape::Pert(_) => Family::Pert,
            Shape::Normal(_) => Family::Normal,
            Shape::Lognormal(_) => Family::Lognormal,
            Shape::Gamma(_) => Family::Gamma,
            Shape::Beta(_) => Family::Beta,
            Shape::Weibull(_) => Family::Weibull,
            Shape::Exponential(_) => Family::Exponential,
            Shape::Pareto(_) => Family::Pareto,
            Shape::StudentT(_) => Family::StudentT,
            Shape::Poisson(_) => Family::Poisson,
            Shape::NegativeBinomial(_) => Family::NegativeBinomial,
            Shape::Binomial(_) => Family::Binomial,
            Shape::Bernoulli(_) => Family::Bernoulli,
            Shape::Geometric(_) => Family::Geometric,
            Shape::Discrete(_) => Family::Discrete,
            Shape::Empirical(_) => Family::Empirical,
            Shape::Mixture(_) => Family::Mixture,
            Shape::Truncated(truncated) => truncated.base().family(),
        }
    }

    /// `E[g(X); low ≤ X ≤ high]` by summing, for counts that are not too many.
    fn counts(&self, low: f64, high: f64, g: &dyn Fn(f64) -> f64) -> Option<f64> {
        match &self.shape {
            Shape::Poisson(law) => count::sum(&**law, low, high, g),
            Shape::NegativeBinomial(law) => count::sum(&**law, low, high, g),
            Shape::Binomial(law) => count::sum(&**law, low, high, g),
            Shape::Geometric(law) => count::sum(law, low, high, g),
            _ => None,
        }
    }

    /// Whether X is a whole number by its family.
    fn is_count(&self) -> bool {
        matches!(
            self.shape,
            Shape::Poisson(_)
                | Shape::NegativeBinomial(_)
                | Shape::Binomial(_)
                | Shape::Geometric(_)
                | Shape::Bernoulli(_)
        )
    }
}

impl Law for Distribution {
    fn below(&self, x: f64) -> f64 {
        each!(&self.shape, law => law.below(x))
    }

    fn above(&self, x: f64) -> f64 {
        each!(&self.shape, law => law.above(x))
    }

    fn density(&self, x: f64) -> f64 {
        each!(&self.shape, law => law.density(x))
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        each!(&self.shape, law => law.next_atom(x))
    }

    fn kinks(&self) -> Vec<f64> {
        each!(&self.shape, law => law.kinks())
    }

    fn at_level(&self, level: Level) -> f64 {
        each!(&self.shape, law => law.at_level(level))
    }

    fn at_normal(&self, z: f64) -> f64 {
        Distribution::at_normal(self, z)
    }

    fn mean(&self) -> f64 {
        Distribution::mean(self)
    }

    fn variance(&self) -> f64 {
        Distribution::variance(self)
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        Distribution::limited_mean(self, limit)
    }

    fn support(&self) -> (f64, f64) {
        Distribution::support(self)
    }
}
