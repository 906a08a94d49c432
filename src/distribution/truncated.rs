//! A distribution given that its value lies between two bounds: true truncation, not clipping.

use super::error::ParameterError;
use super::law::Law;
use super::level::Level;
use super::quadrature::expectation;
use super::{Distribution, Shape};

/// Less than this left between the bounds is refused: surely not what was meant.
const LEAST_KEPT: f64 = 1e-12;
/// Below this share the moments by differences of limited means lose too many digits.
const DIFFERENCES_FROM: f64 = 0.01;

/// The law of X given `low ≤ X ≤ high`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Truncated {
    base: Box<Distribution>,
    low: f64,
    high: f64,
    /// P(X < low) and P(X > high) of the base.
    lost: (f64, f64),
    kept: f64,
    mean: f64,
    variance: f64,
}

/// `distribution` given `min ≤ X ≤ max`.
pub(super) fn truncate(
    distribution: Distribution,
    min: Option<f64>,
    max: Option<f64>,
) -> Result<Distribution, ParameterError> {
    for (key, bound) in [("min", min), ("max", max)] {
        if let Some(bound) = bound.filter(|bound| !bound.is_finite()) {
            return Err(ParameterError::new(key, "a finite number", bound));
        }
    }
    if let (Some(min), Some(max)) = (min, max)
        && !(min <= max)
    {
        return Err(ParameterError::new("max", format!("at least `min`, which is {min}"), max));
    }
    let low = min.unwrap_or(f64::NEG_INFINITY);
    let high = max.unwrap_or(f64::INFINITY);
    let (first, last) = distribution.support();
    if low <= first && high >= last {
        return Ok(distribution);
    }
    between(distribution, low, high)
        .map(|(distribution, _)| distribution)
        .ok_or_else(|| nothing_left(min, max))
}

fn nothing_left(min: Option<f64>, max: Option<f64>) -> ParameterError {
    let (key, bound) = match (min, max) {
        (Some(min), None) => ("min", min),
        (_, max) => ("max", max.unwrap_or(f64::INFINITY)),
    };
    let between = match (min, max) {
        (Some(min), Some(max)) => format!("between `min` {min} and `max` {max}"),
        (Some(min), None) => format!("above `min` {min}"),
        (_, max) => format!("below `max` {}", max.unwrap_or(f64::INFINITY)),
    };
    ParameterError::new(key, "a bound that leaves the distribution some probability", bound)
        .advise(format!("the chance of a value {between} is 0 or as good as 0"))
}

/// The truncated law and the probability it kept, or `None` where next to nothing is left.
fn between(distribution: Distribution, low: f64, high: f64) -> Option<(Distribution, f64)> {
    let (first, last) = distribution.support();
    if low <= first && high >= last {
        return Some((distribution, 1.0));
    }
    let (lost, kept) = probabilities(&distribution, low, high);
    if !(kept >= LEAST_KEPT) {
        return None;
    }
    let shape = match distribution.shape {
        Shape::Truncated(inner) => {
            // The bounds of both; the inner law's own share is already taken into account.
            let (low, high) = (low.max(inner.low), high.min(inner.high));
            return between(*inner.base, low, high).map(|(distribution, _)| (distribution, kept));
        }
        Shape::Mixture(mixture) => {
            let parts = mixture.into_parts().into_iter().filter_map(|(share, part)| {
                between(part, low, high).map(|(part, kept)| (share * kept, part))
            });
            Shape::mixture_of(parts.collect())?
        }
        Shape::Uniform(_) => Distribution::uniform(low.max(first), high.min(last)).ok()?.shape,
        Shape::Pareto(ref pareto) if high == f64::INFINITY => Shape::Pareto(pareto.from(low)),
        Shape::Discrete(ref discrete) => Shape::Discrete(discrete.kept(low, high)?),
        Shape::Bernoulli(ref bernoulli) => Shape::Discrete(bernoulli.listed().kept(low, high)?),
        Shape::Empirical(ref empirical) => Shape::Empirical(empirical.kept(low, high)?),
        base => Shape::Truncated(Box::new(Truncated::new(
            Distribution::of(base),
            low,
            high,
            lost,
            kept,
        ))),
    };
    Some((Distribution::of(shape), kept))
}

/// P(X < low), P(X > high), and what lies between, without cancellation in the tails.
fn probabilities(base: &Distribution, low: f64, high: f64) -> ((f64, f64), f64) {
    // P(X < low): the largest float below the bound leaves a value on the bound inside.
    let before = low.next_down();
    let lost = (base.below(before), base.above(high));
    let kept = if lost.0 > 0.5 { base.above(before) - lost.1 } else { base.below(high) - lost.0 };
    (lost, kept)
}

impl Truncated {
    fn new(base: Distribution, low: f64, high: f64, lost: (f64, f64), kept: f64) -> Self {
        let mut law =
            Self { base: Box::new(base), low, high, lost, kept, mean: 0.0, variance: 0.0 };
        let (first, last) = law.support();
        (law.low, law.high) = (first, last);
        let bounded = first.is_finite() && last.is_finite();
        law.mean = if law.base.mean().is_infinite() && !bounded {
            f64::INFINITY
        } else {
            law.mean_between()
        };
        law.variance = if law.base.variance().is_infinite() && !bounded {
            f64::INFINITY
        } else {
            let mean = law.mean;
            law.expectation(|x| (x - mean) * (x - mean))
        };
        law
    }

    fn mean_between(&self) -> f64 {
        let mean = if self.kept >= DIFFERENCES_FROM && self.base.mean().is_finite() {
            self.partial_mean(self.high) / self.kept
        } else {
            self.expectation(|x| x)
        };
        mean.clamp(self.low, self.high)
    }

    /// `E[X; low ≤ X ≤ high]` of the base, with `min(X, limit)` in the place of X.
    fn partial_mean(&self, limit: f64) -> f64 {
        let tail = |bound: f64, lost: f64| if lost > 0.0 { bound * lost } else { 0.0 };
        let up_to = self.base.limited_mean(limit) - tail(limit, self.lost.1);
        let before = self.low.next_down();
        let cut = if self.lost.0 > 0.0 {
            self.base.limited_mean(self.low) - self.low * self.base.above(before)
        } else {
            0.0
        };
        up_to - cut
    }

    fn expectation(&self, g: impl Fn(f64) -> f64) -> f64 {
        match self.base.counts(self.low, self.high, &g) {
            Some(sum) => sum / self.kept,
            None => expectation(self, &self.kinks(), g),
        }
    }

    fn inside(&self, x: f64) -> bool {
        x >= self.low && x <= self.high
    }
}

impl Law for Truncated {
    fn below(&self, x: f64) -> f64 {
        if x < self.low {
            0.0
        } else if x >= self.high {
            1.0
        } else if self.lost.0 > 0.5 {
            1.0 - self.above(x)
        } else {
            ((self.base.below(x) - self.lost.0) / self.kept).clamp(0.0, 1.0)
        }
    }

    fn above(&self, x: f64) -> f64 {
        if x < self.low {
            1.0
        } else if x >= self.high {
            0.0
        } else if self.lost.1 > 0.5 {
            1.0 - self.below(x)
        } else {
            ((self.base.above(x) - self.lost.1) / self.kept).clamp(0.0, 1.0)
        }
    }

    fn density(&self, x: f64) -> f64 {
        if self.inside(x) { self.base.density(x) / self.kept } else { 0.0 }
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        self.base.next_atom(x.max(self.low)).filter(|&atom| atom <= self.high)
    }

    fn kinks(&self) -> Vec<f64> {
        let mut kinks = self.base.kinks();
        kinks.retain(|&kink| self.inside(kink));
        kinks.extend([self.low, self.high].into_iter().filter(|bound| bound.is_finite()));
        kinks
    }

    fn at_level(&self, level: Level) -> f64 {
        if level.below <= 0.0 {
            return self.low;
        }
        if level.above <= 0.0 {
            return self.high;
        }
        let inner = Level {
            below: self.lost.0 + level.below * self.kept,
            above: self.lost.1 + level.above * self.kept,
            slack: level.slack,
        };
        self.base.at_level(inner).clamp(self.low, self.high)
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.variance
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        if self.kept >= DIFFERENCES_FROM {
            self.partial_mean(limit) / self.kept
        } else if let Some(sum) = self.base.counts(self.low, self.high, &|x: f64| x.min(limit)) {
            sum / self.kept
        } else {
            expectation(self, &[self.kinks(), vec![limit]].concat(), |x| x.min(limit))
        }
    }

    fn support(&self) -> (f64, f64) {
        let (first, last) = self.base.support();
        let low = if self.low > first {
            self.base.next_atom(self.low).unwrap_or(self.low)
        } else {
            first
        };
        // The last value of a count below the bound; others may come as near to it as they like.
        let high = if self.high < last {
            if self.base.is_count() { self.high.floor() } else { self.high }
        } else {
            last
        };
        (low, high)
    }
}

impl Truncated {
    /// The law before truncation.
    pub fn base(&self) -> &Distribution {
        &self.base
    }
}
