//! The negative binomial distribution: counts that scatter more than a Poisson law's.

use super::count::{self, Count, MOST};
use super::error::{ParameterError, between, positive};
use super::incomplete_beta::{Fraction, IncompleteBeta};
use super::law::Law;
use super::level::Level;
use super::poisson::poisson_p;

/// A Poisson count whose mean is itself drawn from a gamma law of this mean and of variance
/// `mean·dispersion`; so its own variance is `mean·(1 + dispersion)`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NegativeBinomial {
    mean: f64,
    dispersion: f64,
    /// `mean ∕ dispersion`, the shape of the gamma law.
    size: f64,
}

impl NegativeBinomial {
    pub fn new(mean: f64, dispersion: f64) -> Result<Self, ParameterError> {
        positive("mean", mean)?;
        between("mean", mean, 1e-9, MOST)?;
        let poisson = "for a variance equal to the mean use distribution = \"poisson\"";
        positive("dispersion", dispersion).map_err(|error| error.advise(poisson))?;
        between("dispersion", dispersion, 1e-6, 1e6)
            .map_err(|error| if dispersion < 1.0 { error.advise(poisson) } else { error })?;
        let size = mean / dispersion;
        Ok(Self { mean, dispersion, size })
    }

    fn at(&self) -> Fraction {
        Fraction::new(1.0 / (1.0 + self.dispersion), self.dispersion / (1.0 + self.dispersion))
    }

    /// P(Y ≤ k) and P(Y > k) for this law with another size and the same dispersion.
    fn tails_of(&self, size: f64, k: f64) -> (f64, f64) {
        IncompleteBeta::new(size, k + 1.0).tails(self.at())
    }
}

impl Count for NegativeBinomial {
    fn tails(&self, k: f64) -> (f64, f64) {
        self.tails_of(self.size, k)
    }

    fn p(&self, k: f64) -> f64 {
        if k == 0.0 {
            return (-self.size * self.dispersion.ln_1p()).exp();
        }
        if self.size > 1e15 {
            return poisson_p(k, self.mean);
        }
        // The weight of I(size, k) at 1 ∕ (1 + dispersion) is p·k.
        IncompleteBeta::new(self.size, k).weight(self.at()) / k
    }

    fn ends(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}

impl Law for NegativeBinomial {
    fn below(&self, x: f64) -> f64 {
        count::tails(self, x).0
    }

    fn above(&self, x: f64) -> f64 {
        count::tails(self, x).1
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        count::next(self, x)
    }

    fn at_level(&self, level: Level) -> f64 {
        count::at(self, level.to_normal(), level)
    }

    fn at_normal(&self, z: f64) -> f64 {
        count::at(self, z, Level::of_normal(z))
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean * (1.0 + self.dispersion)
    }

    /// `mean·P(Y ≤ k − 1) + limit·P(X > k)`, k the limit rounded down and Y of a size one larger.
    fn limited_mean(&self, limit: f64) -> f64 {
        let k = limit.floor();
        let partial = if k >= 1.0 { self.tails_of(self.size + 1.0, k - 1.0).0 } else { 0.0 };
        self.mean * partial + limit * self.above(k)
    }

    fn support(&self) -> (f64, f64) {
        self.ends()
    }
}
