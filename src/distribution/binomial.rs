//! The binomial distribution: successes in a fixed number of independent tries.

use super::count::{self, Count, MOST};
use super::error::{ParameterError, probability};
use super::incomplete_beta::{Fraction, IncompleteBeta};
use super::law::Law;
use super::level::Level;

/// P(X = k) = `C(n, k) p^k (1 − p)^(n − k)`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Binomial {
    n: f64,
    p: f64,
}

impl Binomial {
    pub fn new(n: u64, p: f64) -> Result<Self, ParameterError> {
        if !(n >= 1 && n as f64 <= MOST) {
            return Err(ParameterError::new("n", format!("a whole number from 1 to {MOST:e}"), n));
        }
        probability("p", p)?;
        Ok(Self { n: n as f64, p })
    }

    /// P(Y > k) and P(Y ≤ k) of so many tries, for 0 ≤ k < n.
    fn tails_of(&self, n: f64, k: f64) -> (f64, f64) {
        IncompleteBeta::new(k + 1.0, n - k).tails(Fraction::new(self.p, 1.0 - self.p))
    }
}

impl Count for Binomial {
    fn tails(&self, k: f64) -> (f64, f64) {
        let (above, below) = self.tails_of(self.n, k);
        (below, above)
    }

    fn p(&self, k: f64) -> f64 {
        let (n, p) = (self.n, self.p);
        if p == 0.0 || p == 1.0 {
            f64::from(k == n * p)
        } else if k == 0.0 {
            (n * (-p).ln_1p()).exp()
        } else if k == n {
            p.powf(n)
        } else {
            // The weight of I(k, n − k) at p is P(X = k)·k·(n − k) ∕ n.
            IncompleteBeta::new(k, n - k).weight(Fraction::new(p, 1.0 - p)) * (n / k / (n - k))
        }
    }

    fn ends(&self) -> (f64, f64) {
        (if self.p == 1.0 { self.n } else { 0.0 }, if self.p > 0.0 { self.n } else { 0.0 })
    }
}

impl Law for Binomial {
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
        self.n * self.p
    }

    fn variance(&self) -> f64 {
        self.n * self.p * (1.0 - self.p)
    }

    /// `mean·P(Y ≤ k − 1) + limit·P(X > k)`, k the limit rounded down and Y of one try less.
    fn limited_mean(&self, limit: f64) -> f64 {
        let k = limit.floor();
        let partial = if k >= 1.0 { self.tails_of(self.n - 1.0, k - 1.0).1 } else { 0.0 };
        self.mean() * partial + limit * self.above(k)
    }

    fn support(&self) -> (f64, f64) {
        self.ends()
    }
}
