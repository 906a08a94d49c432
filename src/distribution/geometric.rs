//! The geometric distribution: how many tries until the first success.

use super::count::{self, Count, MOST};
use super::error::{ParameterError, between, positive};
use super::law::Law;
use super::level::Level;

/// P(X = k) = `p (1 − p)^(k − 1)` for k = 1, 2, …: the try that succeeds is counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Geometric {
    p: f64,
    /// −ln(1 − p), infinite for p = 1.
    rate: f64,
}

impl Geometric {
    pub fn new(p: f64) -> Result<Self, ParameterError> {
        positive("p", p)?;
        between("p", p, 1.0 / MOST, 1.0)?;
        Ok(Self { p, rate: -(-p).ln_1p() })
    }
}

impl Count for Geometric {
    fn tails(&self, k: f64) -> (f64, f64) {
        (-(-self.rate * k).exp_m1(), (-self.rate * k).exp())
    }

    fn p(&self, k: f64) -> f64 {
        if k == 1.0 { self.p } else { self.p * (-self.rate * (k - 1.0)).exp() }
    }

    fn ends(&self) -> (f64, f64) {
        (1.0, if self.p < 1.0 { f64::INFINITY } else { 1.0 })
    }
}

impl Law for Geometric {
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
        1.0 / self.p
    }

    fn variance(&self) -> f64 {
        (1.0 - self.p) / (self.p * self.p)
    }

    /// `∫ P(X > x) dx` up to the limit: `(1 − (1 − p)^k) ∕ p` to its whole part k, and the rest.
    fn limited_mean(&self, limit: f64) -> f64 {
        let k = limit.floor();
        let (below, above) = Count::tails(self, k);
        below / self.p + (limit - k) * above
    }

    fn support(&self) -> (f64, f64) {
        self.ends()
    }
}
