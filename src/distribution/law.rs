//! What every family has to offer to the rest of the module.

use super::level::Level;

/// A probability law with valid parameters.
pub(super) trait Law {
    /// P(X ≤ x), accurate where it is small.
    fn below(&self, x: f64) -> f64;

    /// P(X > x), accurate where it is small.
    fn above(&self, x: f64) -> f64;

    /// The density of the part of X that has one; 0 where there is none.
    fn density(&self, _x: f64) -> f64 {
        0.0
    }

    /// The smallest value ≥ `x` that X takes with positive probability.
    fn next_atom(&self, _x: f64) -> Option<f64> {
        None
    }

    /// Values at which the density jumps or bends.
    fn kinks(&self) -> Vec<f64> {
        Vec::new()
    }

    /// The smallest x with P(X ≤ x) ≥ the level.
    fn at_level(&self, level: Level) -> f64;

    /// The value as far out in this law as `z` is in the standard normal.
    fn at_normal(&self, z: f64) -> f64 {
        self.at_level(Level::of_normal(z))
    }

    /// E[X].
    fn mean(&self) -> f64;

    /// Var[X].
    fn variance(&self) -> f64;

    /// E[min(X, limit)], for a limit inside the support.
    fn limited_mean(&self, limit: f64) -> f64;

    /// The smallest and the largest value X can take.
    fn support(&self) -> (f64, f64);

    /// The level of `x`.
    fn level(&self, x: f64) -> Level {
        Level { below: self.below(x), above: self.above(x), slack: 0.0 }
    }
}
