//! A place in a distribution, as the probability below it and the probability above it.

use super::normal::{standard_normal_cdf, standard_normal_quantile};

/// A cumulative probability held from both sides, so that neither tail loses digits: above the
/// median `1 − u` cannot be recovered from `u`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Level {
    /// P(X ≤ x).
    pub below: f64,
    /// P(X > x).
    pub above: f64,
    /// How far either may be off, absolutely: one number cannot hold both sides of a step exactly.
    pub slack: f64,
}

impl Level {
    /// The level of a uniform number.
    #[inline]
    pub fn of_uniform(u: f64) -> Self {
        Self { below: u, above: 1.0 - u, slack: f64::EPSILON }
    }

    /// The level of a standard normal number.
    #[inline]
    pub fn of_normal(z: f64) -> Self {
        // One side determines the other to full precision unless it is the larger one.
        if z <= 0.0 {
            let below = standard_normal_cdf(z);
            Self { below, above: 1.0 - below, slack: 0.0 }
        } else {
            let above = standard_normal_cdf(-z);
            Self { below: 1.0 - above, above, slack: 0.0 }
        }
    }

    /// The standard normal number at this level.
    pub fn to_normal(self) -> f64 {
        if self.is_lower() {
            standard_normal_quantile(self.below)
        } else {
            -standard_normal_quantile(self.above)
        }
    }

    /// Whether the lower tail is the smaller one, hence the one to work with.
    #[inline]
    pub fn is_lower(self) -> bool {
        self.below <= 0.5
    }

    /// Whether a value with these probabilities of at most and above it reaches this level, rounding
    /// of the probabilities forgiven.
    #[inline]
    pub fn is_reached(self, below: f64, above: f64) -> bool {
        const ROUNDING: f64 = 1e-14;
        if self.is_lower() {
            below >= self.below * (1.0 - ROUNDING) - self.slack
        } else {
            above <= self.above * (1.0 + ROUNDING) + self.slack
        }
    }

    /// ln P(X > x), exact in both tails.
    #[inline]
    pub fn ln_above(self) -> f64 {
        if self.is_lower() { (-self.below).ln_1p() } else { self.above.ln() }
    }
}
