//! The beta distribution: shares, from 0 to 1; and PERT, the beta between three named values.

use super::error::{ParameterError, between, positive, spread};
use super::incomplete_beta::{Fraction, IncompleteBeta};
use super::inverse::{Curve, Inverse};
use super::law::Law;
use super::level::Level;
use super::triangular::in_order;

/// The parameters accepted.
const RANGE: (f64, f64) = (1e-3, 1e12);

/// Density `x^(alpha−1) (1−x)^(beta−1) ∕ B(alpha, beta)` on 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Beta {
    alpha: f64,
    beta: f64,
    curve: Logit,
    inverse: Inverse,
}

/// The law as a curve in the logit of x, in which both ends have room.
#[derive(Clone, Debug, PartialEq)]
struct Logit {
    function: IncompleteBeta,
}

impl Curve for Logit {
    fn tail(&self, y: f64, lower: bool) -> (f64, f64) {
        let at = Fraction::of_logit(y);
        let (below, above) = self.function.tails(at);
        (if lower { below } else { above }, self.function.weight(at))
    }
}

impl Beta {
    pub fn new(alpha: f64, beta: f64) -> Result<Self, ParameterError> {
        positive("alpha", alpha)?;
        positive("beta", beta)?;
        between("alpha", alpha, RANGE.0, RANGE.1)?;
        between("beta", beta, RANGE.0, RANGE.1)?;
        let curve = Logit { function: IncompleteBeta::new(alpha, beta) };
        let least = alpha.min(beta);
        let inverse = Inverse::of(&curve, (alpha / beta).ln(), 1.0 / least.min(least.sqrt()));
        Ok(Self { alpha, beta, curve, inverse })
    }

    /// By the mean and standard deviation: `alpha + beta = mean (1 − mean) ∕ sd² − 1`.
    pub fn by_mean(mean: f64, sd: f64) -> Result<Self, ParameterError> {
        if !(mean > 0.0 && mean < 1.0) {
            return Err(ParameterError::new("mean", "above 0 and below 1", mean));
        }
        spread("sd", sd)?;
        let largest = (mean * (1.0 - mean)).sqrt();
        if !(sd < largest) {
            let required = format!(
                "below {largest:.6}, which is √(mean·(1 − mean)): no share of mean {mean} spreads wider"
            );
            return Err(ParameterError::new("sd", required, sd));
        }
        let total = mean * (1.0 - mean) / (sd * sd) - 1.0;
        let (alpha, beta) = (total * mean, total * (1.0 - mean));
        if !(alpha.min(beta) >= RANGE.0 && alpha.max(beta) <= RANGE.1) {
            let required =
                format!("neither so near to {largest:.6} nor so near to 0 for a mean of {mean}");
            return Err(ParameterError::new("sd", required, sd));
        }
        Self::new(alpha, beta)
    }

    fn tails(&self, x: f64) -> (f64, f64) {
        if x.is_nan() {
            return (f64::NAN, f64::NAN);
        }
        let x = x.clamp(0.0, 1.0);
        self.curve.function.tails(Fraction::new(x, 1.0 - x))
    }
}

impl Law for Beta {
    fn below(&self, x: f64) -> f64 {
        self.tails(x).0
    }

    fn above(&self, x: f64) -> f64 {
        self.tails(x).1
    }

    fn density(&self, x: f64) -> f64 {
        if x > 0.0 && x < 1.0 {
            self.curve.function.weight(Fraction::new(x, 1.0 - x)) / (x * (1.0 - x))
        } else {
            0.0
        }
    }

    fn kinks(&self) -> Vec<f64> {
        vec![0.0, 1.0]
    }

    fn at_level(&self, level: Level) -> f64 {
        Fraction::of_logit(self.inverse.at(&self.curve, level.to_normal(), level)).value()
    }

    fn at_normal(&self, z: f64) -> f64 {
        Fraction::of_logit(self.inverse.at(&self.curve, z, Level::of_normal(z))).value()
    }

    fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    fn variance(&self) -> f64 {
        let total = self.alpha + self.beta;
        self.alpha / total * (self.beta / total) / (total + 1.0)
    }

    /// `mean·I(alpha + 1, beta) + limit·(1 − I(alpha, beta))`, both at the limit.
    fn limited_mean(&self, limit: f64) -> f64 {
        let partial = IncompleteBeta::new(self.alpha + 1.0, self.beta)
            .tails(Fraction::new(limit, 1.0 - limit))
            .0;
        self.mean() * partial + limit * self.above(limit)
    }

    fn support(&self) -> (f64, f64) {
        (0.0, 1.0)
    }
}

/// PERT: `low + (high − low)·B` with B beta of `1 + 4 (mode − low) ∕ (high − low)` and
/// `1 + 4 (high − mode) ∕ (high − low)`; its mean is `(low + 4 mode + high) ∕ 6`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pert {
    low: f64,
    high: f64,
    share: Beta,
}

impl Pert {
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, ParameterError> {
        in_order(low, mode, high)?;
        let width = high - low;
        let share =
            Beta::new(1.0 + 4.0 * ((mode - low) / width), 1.0 + 4.0 * ((high - mode) / width))?;
        Ok(Self { low, high, share })
    }

    fn width(&self) -> f64 {
        self.high - self.low
    }

    fn value(&self, share: f64) -> f64 {
        (self.low + self.width() * share).min(self.high)
    }

    fn tails(&self, x: f64) -> (f64, f64) {
        if x.is_nan() {
            return (f64::NAN, f64::NAN);
        }
        let from_low = ((x - self.low) / self.width()).clamp(0.0, 1.0);
        let from_high = ((self.high - x) / self.width()).clamp(0.0, 1.0);
        self.share.curve.function.tails(Fraction::new(from_low, from_high))
    }
}

impl Law for Pert {
    fn below(&self, x: f64) -> f64 {
        self.tails(x).0
    }

    fn above(&self, x: f64) -> f64 {
        self.tails(x).1
    }

    fn density(&self, x: f64) -> f64 {
        self.share.density((x - self.low) / self.width()) / self.width()
    }

    fn kinks(&self) -> Vec<f64> {
        vec![self.low, self.high]
    }

    fn at_level(&self, level: Level) -> f64 {
        self.value(self.share.at_level(level))
    }

    fn at_normal(&self, z: f64) -> f64 {
        self.value(self.share.at_normal(z))
    }

    fn mean(&self) -> f64 {
        self.value(self.share.mean())
    }

    fn variance(&self) -> f64 {
        self.width() * self.width() * self.share.variance()
    }

    fn limited_mean(&self, limit: f64) -> f64 {
        self.value(self.share.limited_mean((limit - self.low) / self.width()))
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}
