//! The Poisson distribution: how many independent things happen, and its quantile for coupled draws.

use super::count::{self, Count, MOST};
use super::error::{ParameterError, between, positive};
use super::exp::exp;
use super::incomplete_gamma::{IncompleteGamma, log_excess, stirling_rest};
use super::law::Law;
use super::level::Level;
use statrs::function::gamma::ln_gamma;
use std::f64::consts::TAU;

/// P(X = k) = `e^(−mean) mean^k ∕ k!`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Poisson {
    mean: f64,
}

/// P(X = k) of a Poisson law, without cancellation for large k.
pub(super) fn poisson_p(k: f64, mean: f64) -> f64 {
    if k < 20.0 {
        (k * mean.ln() - mean - ln_gamma(k + 1.0)).exp()
    } else {
        // Stirling: the weight at its peak times the fall to either side.
        (-k * log_excess((mean - k) / k) - stirling_rest(k)).exp() / (TAU * k).sqrt()
    }
}

impl Poisson {
    pub fn new(mean: f64) -> Result<Self, ParameterError> {
        positive("mean", mean)
            .map_err(|error| error.advise("for none at all use distribution = \"constant\""))?;
        between("mean", mean, 1e-12, MOST)?;
        Ok(Self { mean })
    }
}

impl Count for Poisson {
    fn tails(&self, k: f64) -> (f64, f64) {
        let (above, below) = IncompleteGamma::new(k + 1.0).tails(self.mean, self.mean.ln());
        (below, above)
    }

    fn p(&self, k: f64) -> f64 {
        poisson_p(k, self.mean)
    }

    fn ends(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}

impl Law for Poisson {
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
        self.mean
    }

    /// `mean·P(X ≤ k − 1) + limit·P(X > k)`, k the limit rounded down.
    fn limited_mean(&self, limit: f64) -> f64 {
        let k = limit.floor();
        self.mean * self.below(k - 1.0) + limit * self.above(k)
    }

    fn support(&self) -> (f64, f64) {
        self.ends()
    }
}

/// 1∕k: a division in every step of a count would be most of its time.
#[inline]
fn reciprocal(k: u64) -> f64 {
    RECIPROCALS.get(k as usize).copied().unwrap_or_else(|| 1.0 / k as f64)
}

static RECIPROCALS: [f64; 512] = {
    let mut table = [0.0; 512];
    let mut k = 1;
    while k < table.len() {
        table[k] = 1.0 / k as f64;
        k += 1;
    }
    table
};

/// The smallest count k with P(X ≤ k) ≥ `u` for a Poisson law of this mean: the draw that the uniform
/// number `u` stands for.
///
/// For a fixed `u` it never falls as the mean rises, so the same `u` under two means gives coupled
/// counts. By summing up from 0 to a mean of 700, beyond which `e^(−mean)` has no digits; by search
/// above. A mean of 0 or less (or NaN) gives 0, and means beyond 10¹² are taken as that.
pub fn poisson_count(u: f64, mean: f64) -> u64 {
    const SUMMED: f64 = 700.0;
    if !(mean > 0.0 && u > 0.0) {
        return 0;
    }
    if mean > SUMMED {
        let mean = mean.min(1e12);
        let u = u.min(1.0 - f64::EPSILON / 2.0);
        return Poisson { mean }.at_level(Level::of_uniform(u)) as u64;
    }
    let mut k = 0_u64;
    let mut p = exp(-mean);
    let mut sum = p;
    while sum < u {
        // Eight terms at once, so that products and sums do not wait for one another.
        let f: [f64; 8] = std::array::from_fn(|i| mean * reciprocal(k + 1 + i as u64));
        let (two, six) = (f[0] * f[1], f[4] * f[5]);
        let four = two * (f[2] * f[3]);
        let (three, seven) = (two * f[2], four * (six * f[6]));
        let eight = (four * six) * (f[6] * f[7]);
        let low = [f[0], f[0] + two, (f[0] + two) + three, (f[0] + two) + (three + four)];
        let (five, upper) = (four * f[4], four * six);
        let high = [five, five + upper, (five + upper) + seven, (five + upper) + (seven + eight)];
        let last = p * (low[3] + high[3]);
        let next = sum + last;
        if next >= u {
            let reached = |part: f64| u64::from(sum + p * part < u);
            let below: u64 = low.iter().map(|part| reached(*part)).sum();
            return k
                + 1
                + below
                + high[..3].iter().map(|part| reached(low[3] + part)).sum::<u64>();
        }
        // Rounding may keep the sum below a `u` next to 1; the count is then the last that adds.
        if next == sum && k as f64 > mean {
            break;
        }
        (k, p, sum) = (k + 8, p * eight, next);
    }
    k
}
