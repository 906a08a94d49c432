//! The regularised incomplete beta function, both tails to full relative accuracy.
//!
//! `I_x(a, b) = ∫₀ˣ t^(a−1) (1−t)^(b−1) dt ∕ B(a, b)`. statrs stops its continued fraction after 140
//! terms, too few for large parameters, loses digits in `ln B` there, and takes 1 − x from x.

use super::incomplete_gamma::{log_excess, reach, stirling_rest};
use super::quadrature::panel;
use statrs::function::gamma::ln_gamma;
use std::f64::consts::TAU;

/// With both parameters above this, a quadrature of the peak beats the continued fraction.
const LARGE: f64 = 3000.0;
/// With both above this, the weight is taken relative to its peak, where nothing cancels.
const PEAKED: f64 = 20.0;

/// A number of [0, 1] held so that both ends keep their digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    x: f64,
    /// 1 − x.
    rest: f64,
    ln_x: f64,
    ln_rest: f64,
}

impl Fraction {
    /// `x` and what is missing to 1.
    pub fn new(x: f64, rest: f64) -> Self {
        let ln = |value: f64, other: f64| {
            if value > 0.5 { (-other).ln_1p() } else { value.ln() }
        };
        Self { x, rest, ln_x: ln(x, rest), ln_rest: ln(rest, x) }
    }

    /// `x = 1 ∕ (1 + e^(−y))`.
    pub fn of_logit(y: f64) -> Self {
        if y > 0.0 {
            return Self::of_logit(-y).swapped();
        }
        let odds = y.exp();
        let ln_rest = -odds.ln_1p();
        Self { x: odds / (1.0 + odds), rest: 1.0 / (1.0 + odds), ln_x: y + ln_rest, ln_rest }
    }

    /// The value itself.
    pub fn value(self) -> f64 {
        self.x
    }

    fn swapped(self) -> Self {
        Self { x: self.rest, rest: self.x, ln_x: self.ln_rest, ln_rest: self.ln_x }
    }
}

/// The incomplete beta function of one pair of parameters.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct IncompleteBeta {
    a: f64,
    b: f64,
    /// −ln B(a, b), or with both large the logarithm of the weight at its peak.
    norm: f64,
}

/// `ln Γ(b) − ln Γ(a + b)`, `b` not the smaller one.
fn ln_gamma_drop(a: f64, b: f64) -> f64 {
    if b < PEAKED {
        ln_gamma(b) - ln_gamma(a + b)
    } else {
        a - (b - 0.5) * (a / b).ln_1p() - a * (a + b).ln() + stirling_rest(b) - stirling_rest(a + b)
    }
}

impl IncompleteBeta {
    pub fn new(a: f64, b: f64) -> Self {
        let norm = if a.min(b) > PEAKED {
            0.5 * (a / (a + b) * b / TAU).ln() + stirling_rest(a + b)
                - stirling_rest(a)
                - stirling_rest(b)
        } else {
            -(ln_gamma(a.min(b)) + ln_gamma_drop(a.min(b), a.max(b)))
        };
        Self { a, b, norm }
    }

    /// `x^a (1−x)^b ∕ B(a, b)`: the density in the logit of x.
    pub fn weight(&self, at: Fraction) -> f64 {
        let (a, b) = (self.a, self.b);
        if a.min(b) > PEAKED {
            let peak = a / (a + b);
            // Which of the two holds its distance from the peak exactly.
            let off = if peak < 0.5 { at.x - peak } else { b / (a + b) - at.rest };
            let excess = a * log_excess(off / peak) + b * log_excess(-off / (b / (a + b)));
            (self.norm - excess).exp()
        } else {
            (self.norm + a * at.ln_x + b * at.ln_rest).exp()
        }
    }

    /// (I, 1 − I).
    pub fn tails(&self, at: Fraction) -> (f64, f64) {
        let (a, b) = (self.a, self.b);
        if at.ln_x == f64::NEG_INFINITY {
            return (0.0, 1.0);
        }
        if at.ln_rest == f64::NEG_INFINITY {
            return (1.0, 0.0);
        }
        if a > LARGE && b > LARGE {
            let tail = self.outer(at).min(1.0);
            return if at.x * (a + b) < a { (tail, 1.0 - tail) } else { (1.0 - tail, tail) };
        }
        // a − (a + b)·x, from whichever of x and 1 − x is the smaller.
        let from_peak = if at.x <= 0.5 { a - (a + b) * at.x } else { (a + b) * at.rest - b };
        // That is x < (a + 1) ∕ (a + b + 2), where the fraction converges fast.
        if from_peak > at.x - at.rest {
            let lower = (self.weight(at) * fraction(a, b, at, from_peak)).min(1.0);
            (lower, 1.0 - lower)
        } else {
            let upper = (self.weight(at) * fraction(b, a, at.swapped(), -from_peak)).min(1.0);
            (1.0 - upper, upper)
        }
    }

    /// The tail on `x`'s side of the peak.
    fn outer(&self, at: Fraction) -> f64 {
        let (a, b) = (self.a, self.b);
        if at.x * (a + b) >= a {
            return Self { a: b, b: a, norm: self.norm }.outer_below(at.swapped());
        }
        self.outer_below(at)
    }

    fn outer_below(&self, at: Fraction) -> f64 {
        let (a1, b1) = (self.a - 1.0, self.b - 1.0);
        let slope = a1 / at.x - b1 / at.rest;
        let curvature = a1 / (at.x * at.x) + b1 / (at.rest * at.rest);
        let far = (1.3 * reach(slope, curvature)).min(at.x);
        let density = |step: f64| {
            let (x, rest) = (at.x - step, at.rest + step);
            if x > 0.0 {
                self.weight(Fraction { x, rest, ln_x: 0.0, ln_rest: 0.0 }) / (x * rest)
            } else {
                0.0
            }
        };
        panel(0.0, 0.4 * far, density) + panel(0.4 * far, far, density)
    }
}

/// `I_x(a, b)` over the weight: the even part of its continued fraction (DiDonato and Morris, ACM TOMS
/// 18, 1992, equation 9), whose terms are positive and take x only by its distance from the peak, so
/// that nothing cancels. Evaluated by Lentz's method.
fn fraction(a: f64, b: f64, at: Fraction, from_peak: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut value = guard(a / (a + 1.0) * (from_peak + 1.0));
    let (mut c, mut d) = (value, 0.0);
    for n in 1..20_000 {
        let n = f64::from(n);
        let odd = a + 2.0 * n - 1.0;
        let w = n * (b - n) * at.x;
        let numerator = (a + n - 1.0) / odd * ((a + b + n - 1.0) / odd) * (w * at.x);
        let denominator =
            n + w / odd + (a + n) / (a + 2.0 * n + 1.0) * (from_peak + 1.0 + n * (1.0 + at.rest));
        d = 1.0 / guard(denominator + numerator * d);
        c = guard(denominator + numerator / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() < 2e-16 {
            break;
        }
    }
    1.0 / value
}
