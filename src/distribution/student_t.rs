//! Student's t distribution, shifted and scaled: like the normal, with heavier tails.

use super::error::{ParameterError, between, finite, positive};
use super::incomplete_beta::{Fraction, IncompleteBeta};
use super::inverse::{Curve, Inverse};
use super::law::Law;
use super::level::Level;

/// `mean + scale·T`, T Student's t with `df` degrees of freedom.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StudentT {
    mean: f64,
    scale: f64,
    df: f64,
    standard: Standard,
    inverse: Inverse,
}

/// The t law as a curve in artanh(t ∕ √(df + t²)), linear in the middle, logarithmic in the tails.
#[derive(Clone, Debug, PartialEq)]
struct Standard {
    df: f64,
    function: IncompleteBeta,
}

impl Standard {
    /// P(|T| > |t|) ∕ 2 and the density at t.
    fn outer(&self, t: f64) -> (f64, f64) {
        // The beta variable df ∕ (df + t²), whose lower tail is P(|T| > |t|).
        let square = t * t;
        let total = self.df + square;
        let at = if total.is_finite() {
            Fraction::new(self.df / total, square / total)
        } else {
            Fraction::new(0.0, 1.0)
        };
        let weight = self.function.weight(at);
        let density = if square > 0.0 { weight / t.abs() } else { 0.0 };
        (0.5 * self.function.tails(at).0, density)
    }

    fn stretched(&self, y: f64) -> f64 {
        self.df.sqrt() * y.sinh()
    }
}

impl Curve for Standard {
    fn tail(&self, y: f64, lower: bool) -> (f64, f64) {
        let t = self.stretched(y);
        let (outer, density) = self.outer(t);
        let probability = if (y < 0.0) == lower { outer } else { 1.0 - outer };
        let density = if y == 0.0 { self.peak() } else { density };
        (probability, density * self.df.sqrt() * y.cosh())
    }
}

impl Standard {
    /// The density at 0, `1 ∕ (√df · B(½, df∕2))`.
    fn peak(&self) -> f64 {
        let t = 1e-5;
        self.outer(t).1
    }
}

impl StudentT {
    /// Requires df > 1: at 1 and below the law has no mean at all.
    pub fn new(mean: f64, scale: f64, df: f64) -> Result<Self, ParameterError> {
        finite("mean", mean)?;
        positive("scale", scale)?;
        if !(df > 1.0) {
            return Err(ParameterError::new("df", "above 1", df)
                .advise("with fewer degrees of freedom there is no mean"));
        }
        between("df", df, 1.0, 1e9).map_err(|error| {
            error.advise("with so many degrees of freedom use distribution = \"normal\"")
        })?;
        let standard = Standard { df, function: IncompleteBeta::new(0.5 * df, 0.5) };
        let inverse = Inverse::of(&standard, 0.0, 1.0 / df.sqrt());
        Ok(Self { mean, scale, df, standard, inverse })
    }

    fn value(&self, y: f64) -> f64 {
        self.mean + self.scale * self.standard.stretched(y)
    }

    fn tail(&self, t: f64, lower: bool) -> f64 {
        let outer = self.standard.outer(t).0;
        if (t < 0.0) == lower { outer } else { 1.0 - outer }
    }

    fn standardised(&self, x: f64) -> f64 {
        (x - self.mean) / self.scale
    }
}

impl Law for StudentT {
    fn below(&self, x: f64) -> f64 {
        self.tail(self.standardised(x), true)
    }

    fn above(&self, x: f64) -> f64 {
        self.tail(self.standardised(x), false)
    }

    fn density(&self, x: f64) -> f64 {
        let t = self.standardised(x);
        (if t == 0.0 { self.standard.peak() } else { self.standard.outer(t).1 }) / self.scale
    }

    fn at_level(&self, level: Level) -> f64 {
        self.value(self.inverse.at(&self.standard, level.to_normal(), level))
    }

    fn at_normal(&self, z: f64) -> f64 {
        self.value(self.inverse.at(&self.standard, z, Level::of_normal(z)))
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    /// `scale²·df ∕ (df − 2)`, infinite for 2 degrees of freedom or fewer.
    fn variance(&self) -> f64 {
        if self.df > 2.0 {
            self.scale * self.scale * self.df / (self.df - 2.0)
        } else {
            f64::INFINITY
        }
    }

    /// `E[T; T ≤ t] = −f(t)·(df + t²) ∕ (df − 1)`, f the density of T.
    fn limited_mean(&self, limit: f64) -> f64 {
        let t = self.standardised(limit);
        let density = self.density(limit) * self.scale;
        let partial = -density * (self.df + t * t) / (self.df - 1.0);
        // mean·P(T ≤ t) + limit·P(T > t) with the limit written as mean + scale·t.
        self.mean + self.scale * (partial + t * self.tail(t, false))
    }

    fn support(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }
}
