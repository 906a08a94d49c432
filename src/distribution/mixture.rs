//! A population of parts: each draw comes from one of several distributions, chosen by its share.

use super::error::{ParameterError, shares};
use super::inverse::{Curve, Inverse, newton};
use super::law::Law;
use super::level::Level;
use super::{Distribution, Shape};

/// The law of a draw from part i with probability share i.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mixture {
    blend: Blend,
    inverse: Inverse,
}

#[derive(Clone, Debug, PartialEq)]
struct Blend {
    parts: Box<[(f64, Distribution)]>,
    /// Whether y is ln x (everything is positive) rather than x.
    logarithmic: bool,
    /// Whether some values have a probability of their own.
    atoms: bool,
}

impl Mixture {
    pub fn new(parts: Vec<(f64, Distribution)>) -> Result<Self, ParameterError> {
        if parts.is_empty() {
            return Err(ParameterError::new("of", "a list of at least one part", "none"));
        }
        shares("of", "share", parts.iter().map(|&(share, _)| share))?;
        Ok(Self::with_weights(parts))
    }

    /// The mixture of positive weights, at least one, that need not sum to 1.
    fn with_weights(parts: Vec<(f64, Distribution)>) -> Self {
        // A mixture in a mixture is one mixture of more parts: one choice a draw, one sum a quantile.
        let total: f64 = parts.iter().map(|&(share, _)| share).sum();
        let mut flat = Vec::new();
        for (share, part) in parts {
            let share = share / total;
            match part.shape {
                Shape::Mixture(inner) => {
                    flat.extend(
                        inner
                            .into_parts()
                            .into_iter()
                            .map(|(of_inner, part)| (share * of_inner, part)),
                    );
                }
                shape => flat.push((share, Distribution::of(shape))),
            }
        }
        let atoms = flat.iter().any(|(_, part)| part.next_atom(f64::NEG_INFINITY).is_some());
        let logarithmic = !atoms && flat.iter().all(|(_, part)| part.support().0 >= 0.0);
        let blend = Blend { parts: flat.into(), logarithmic, atoms };
        let (centre, spread) = blend.scale();
        let inverse = Inverse::of(&blend, centre, spread);
        Self { blend, inverse }
    }

    pub fn into_parts(self) -> Vec<(f64, Distribution)> {
        self.blend.parts.into_vec()
    }

    fn solve(&self, z: f64, level: Level) -> f64 {
        if level.below <= 0.0 {
            return self.support().0;
        }
        if level.above <= 0.0 {
            return self.support().1;
        }
        if self.blend.atoms {
            return self.blend.stepwise(level, self.inverse.bracket(&self.blend, z, level));
        }
        let y = self.inverse.at(&self.blend, z, level);
        let (low, high) = self.support();
        (if self.blend.logarithmic { y.exp() } else { y }).clamp(low, high)
    }
}

impl Shape {
    /// The mixture of positive weights; `None` of none, the part itself of one.
    pub(super) fn mixture_of(mut parts: Vec<(f64, Distribution)>) -> Option<Self> {
        match parts.len() {
            0 => None,
            1 => parts.pop().map(|(_, part)| part.shape),
            _ => Some(Self::Mixture(Box::new(Mixture::with_weights(parts)))),
        }
    }
}

impl Blend {
    fn sum(&self, of: impl Fn(&Distribution) -> f64) -> f64 {
        self.parts.iter().map(|(share, part)| share * of(part)).sum()
    }

    /// Where the bulk lies in y, from the quartiles of the parts.
    fn scale(&self) -> (f64, f64) {
        let y = |x: f64| {
            if self.logarithmic { x.ln().max(-700.0) } else { x }
        };
        let quartiles = |z: f64| self.parts.iter().map(move |(_, part)| y(part.at_normal(z)));
        let low = quartiles(-0.7).fold(f64::INFINITY, f64::min);
        let high = quartiles(0.7).fold(f64::NEG_INFINITY, f64::max);
        let centre = 0.5 * low + 0.5 * high;
        (centre, (0.5 * high - 0.5 * low).max(1e-9 * centre.abs()).max(1e-12))
    }

    /// The quantile where values may have probabilities of their own: close in on it over those
    /// values first, then between two neighbours of them by Newton's iteration.
    fn stepwise(&self, level: Level, (mut low, mut high): (f64, f64)) -> f64 {
        let reached = |x: f64| {
            level.is_reached(self.sum(|part| part.below(x)), self.sum(|part| part.above(x)))
        };
        if !(low < high) {
            return high;
        }
        if reached(low) {
            return low;
        }
        let next = |x: f64| {
            let atoms = self.parts.iter().filter_map(|(_, part)| part.next_atom(x));
            atoms.fold(f64::INFINITY, f64::min)
        };
        // While such a value lies strictly inside, halve: at one of them, or where there are none.
        while next(low.next_up()) < high {
            let middle = (0.5 * low + 0.5 * high).max(low.next_up());
            let atom = next(middle);
            let point = if atom < high { atom } else { middle };
            if !reached(point) {
                low = point;
            } else if reached(point.next_down()) {
                high = point.next_down();
            } else {
                return point;
            }
        }
        // The upper end may still be such a value.
        if !(low < high) || !reached(high.next_down()) {
            return high;
        }
        newton(self, level, (low, high), 0.5 * low + 0.5 * high, 0.0)
    }
}

impl Curve for Blend {
    fn tail(&self, y: f64, lower: bool) -> (f64, f64) {
        let x = if self.logarithmic { y.exp() } else { y };
        let (mut probability, mut density) = (0.0, 0.0);
        for (share, part) in &self.parts {
            probability += share * if lower { part.below(x) } else { part.above(x) };
            density += share * part.density(x);
        }
        (probability, if self.logarithmic { density * x } else { density })
    }

    fn kinks(&self) -> Vec<f64> {
        let kinks = self.parts.iter().flat_map(|(_, part)| part.kinks());
        if self.logarithmic { kinks.map(f64::ln).collect() } else { kinks.collect() }
    }

    fn range(&self) -> (f64, f64) {
        let low = self.parts.iter().map(|(_, part)| part.support().0).fold(f64::INFINITY, f64::min);
        let high =
            self.parts.iter().map(|(_, part)| part.support().1).fold(f64::NEG_INFINITY, f64::max);
        if self.logarithmic { (low.ln(), high.ln()) } else { (low, high) }
    }
}

impl Law for Mixture {
    fn below(&self, x: f64) -> f64 {
        self.blend.sum(|part| part.below(x)).min(1.0)
    }

    fn above(&self, x: f64) -> f64 {
        self.blend.sum(|part| part.above(x)).min(1.0)
    }

    fn density(&self, x: f64) -> f64 {
        self.blend.sum(|part| part.density(x))
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        self.blend.parts.iter().filter_map(|(_, part)| part.next_atom(x)).min_by(f64::total_cmp)
    }

    fn kinks(&self) -> Vec<f64> {
        self.blend.parts.iter().flat_map(|(_, part)| part.kinks()).collect()
    }

    fn at_level(&self, level: Level) -> f64 {
        self.solve(level.to_normal(), level)
    }

    fn at_normal(&self, z: f64) -> f64 {
        self.solve(z, Level::of_normal(z))
    }

    fn mean(&self) -> f64 {
        self.blend.sum(|part| part.mean())
    }

    /// The mean variance of the parts and the variance of their means.
    fn variance(&self) -> f64 {
        let mean = self.mean();
        if mean.is_infinite() {
            return f64::INFINITY;
        }
        self.blend.sum(|part| part.variance() + (part.mean() - mean).powi(2))
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        self.blend.sum(|part| part.limited_mean(limit))
    }

    fn support(&self) -> (f64, f64) {
        let low =
            self.blend.parts.iter().map(|(_, part)| part.support().0).fold(f64::INFINITY, f64::min);
        let high = self
            .blend
            .parts
            .iter()
            .map(|(_, part)| part.support().1)
            .fold(f64::NEG_INFINITY, f64::max);
        (low, high)
    }
}
