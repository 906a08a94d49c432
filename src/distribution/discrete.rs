//! Distributions over listed values with given probabilities, and over yes and no.

use super::error::{ParameterError, finite, probability, shares};
use super::law::Law;
use super::level::Level;
use std::sync::Arc;

/// Listed values, each with its probability.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Discrete {
    steps: Arc<[Step]>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    value: f64,
    p: f64,
    /// P(X ≤ value).
    below: f64,
    /// P(X > value).
    above: f64,
}

impl Discrete {
    /// Equal values are taken together.
    pub fn new(of: Vec<(f64, f64)>) -> Result<Self, ParameterError> {
        if of.is_empty() {
            return Err(ParameterError::new("of", "a list of at least one value", "none"));
        }
        for (index, &(value, _)) in of.iter().enumerate() {
            finite("value", value).map_err(|error| error.inside("of", index))?;
        }
        shares("of", "p", of.iter().map(|&(_, p)| p))?;
        Ok(Self::with_weights(of))
    }

    /// The law of positive weights that need not sum to 1.
    fn with_weights(mut of: Vec<(f64, f64)>) -> Self {
        of.sort_by(|a, b| a.0.total_cmp(&b.0));
        of.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        let total: f64 = of.iter().map(|&(_, p)| p).sum();
        let mut steps: Vec<Step> = of
            .iter()
            .map(|&(value, p)| Step { value, p: p / total, below: 0.0, above: 0.0 })
            .collect();
        let mut sum = 0.0;
        for step in &mut steps {
            sum += step.p;
            step.below = sum;
        }
        sum = 0.0;
        for step in steps.iter_mut().rev() {
            step.above = sum;
            sum += step.p;
        }
        if let Some(last) = steps.last_mut() {
            last.below = 1.0;
        }
        Self { steps: steps.into() }
    }

    /// The law given that X lies in [min, max]; `None` where no value does.
    pub fn kept(&self, min: f64, max: f64) -> Option<Self> {
        let of: Vec<_> = self
            .steps
            .iter()
            .filter(|step| step.value >= min && step.value <= max)
            .map(|step| (step.value, step.p))
            .collect();
        (!of.is_empty()).then(|| Self::with_weights(of))
    }

    /// The step at or below `x`.
    fn step(&self, x: f64) -> Option<&Step> {
        self.steps[..self.steps.partition_point(|step| step.value <= x)].last()
    }

    fn last(&self) -> f64 {
        self.steps[self.steps.len() - 1].value
    }
}

impl Law for Discrete {
    fn below(&self, x: f64) -> f64 {
        self.step(x).map_or(0.0, |step| step.below)
    }

    fn above(&self, x: f64) -> f64 {
        self.step(x).map_or(1.0, |step| step.above)
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        self.steps.get(self.steps.partition_point(|step| step.value < x)).map(|step| step.value)
    }

    fn at_level(&self, level: Level) -> f64 {
        let at = self.steps.partition_point(|step| !level.is_reached(step.below, step.above));
        self.steps[at.min(self.steps.len() - 1)].value
    }

    fn mean(&self) -> f64 {
        self.steps.iter().map(|step| step.p * step.value).sum()
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        self.steps.iter().map(|step| step.p * (step.value - mean).powi(2)).sum()
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        self.steps.iter().map(|step| step.p * step.value.min(limit)).sum()
    }

    fn support(&self) -> (f64, f64) {
        (self.steps[0].value, self.last())
    }
}

/// 1 with probability `p`, otherwise 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bernoulli {
    p: f64,
}

impl Bernoulli {
    pub fn new(p: f64) -> Result<Self, ParameterError> {
        Ok(Self { p: probability("p", p)? })
    }

    /// The same law as a list of its values.
    pub fn listed(&self) -> Discrete {
        let both = [(0.0, 1.0 - self.p), (1.0, self.p)];
        Discrete::with_weights(both.into_iter().filter(|&(_, p)| p > 0.0).collect())
    }
}

impl Law for Bernoulli {
    fn below(&self, x: f64) -> f64 {
        1.0 - self.above(x)
    }

    fn above(&self, x: f64) -> f64 {
        if x < 0.0 {
            1.0
        } else if x < 1.0 {
            self.p
        } else {
            0.0
        }
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        let (first, last) = self.support();
        if x <= first { Some(first) } else { (x <= last).then_some(last) }
    }

    fn at_level(&self, level: Level) -> f64 {
        let (first, last) = self.support();
        if level.is_reached(self.below(first), self.above(first)) { first } else { last }
    }

    fn mean(&self) -> f64 {
        self.p
    }

    fn variance(&self) -> f64 {
        self.p * (1.0 - self.p)
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        self.p * limit
    }

    fn support(&self) -> (f64, f64) {
        (f64::from(self.p == 1.0), f64::from(self.p > 0.0))
    }
}
