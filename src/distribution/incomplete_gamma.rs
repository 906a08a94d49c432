//! The regularised incomplete gamma functions, both tails to full relative accuracy.
//!
//! `P(a, x) = ∫₀ˣ t^(a−1) e^(−t) dt ∕ Γ(a)` and `Q = 1 − P`. statrs has them by the same series and
//! continued fraction, but takes time in proportion to √a and loses digits in `ln Γ(a)` for a large
//! `a`, and gives the logarithm of `x` no way in where `x` itself underflows.

use super::quadrature::panel;
use statrs::function::gamma::ln_gamma;
use std::f64::consts::TAU;

/// Above this shape a quadrature of the peak is faster and more accurate than the series.
const LARGE: f64 = 100.0;

/// `ln Γ(a) − ((a − ½) ln a − a + ½ ln 2π)`, for `a` of 20 and more (Stirling's series).
pub(super) fn stirling_rest(a: f64) -> f64 {
    let r = 1.0 / (a * a);
    (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 - r * (1.0 / 1680.0 - r / 1188.0)))) / a
}

/// `m − ln(1 + m)` without the cancellation near 0.
pub(super) fn log_excess(m: f64) -> f64 {
    if !(m.abs() < 0.5) {
        return m - m.ln_1p();
    }
    // ln(1 + m) = 2 artanh(r) with r = m ∕ (2 + m), and m − 2r = m·r.
    let r = m / (2.0 + m);
    let square = r * r;
    let (mut power, mut sum, mut n) = (r * square, 0.0, 3.0);
    loop {
        let term = power / n;
        sum += term;
        if term.abs() <= 1e-17 * m.abs() * r.abs() {
            return m * r - 2.0 * sum;
        }
        power *= square;
        n += 2.0;
    }
}

/// How far from a point with log-density slope `−slope` (outwards) and curvature `−curvature` one
/// has to integrate outwards until nothing counts any more.
pub(super) fn reach(slope: f64, curvature: f64) -> f64 {
    const DECAY: f64 = 45.0;
    let slope = slope.max(0.0);
    2.0 * DECAY / (slope + (slope * slope + 2.0 * DECAY * curvature).sqrt())
}

/// The incomplete gamma functions of one shape `a`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct IncompleteGamma {
    shape: f64,
    /// ln Γ(a), or for a large shape the logarithm of `x^a e^(−x) ∕ Γ(a)` at `x = a`.
    norm: f64,
}

impl IncompleteGamma {
    pub fn new(shape: f64) -> Self {
        let norm = if shape < LARGE {
            ln_gamma(shape)
        } else {
            0.5 * (shape / TAU).ln() - stirling_rest(shape)
        };
        Self { shape, norm }
    }

    /// `x^a e^(−x) ∕ Γ(a)`: the density in ln x.
    pub fn weight(&self, x: f64, ln_x: f64) -> f64 {
        let a = self.shape;
        if a < LARGE {
            (a * ln_x - x - self.norm).exp()
        } else {
            (self.norm - a * log_excess((x - a) / a)).exp()
        }
    }

    /// P(a, x).
    pub fn lower(&self, x: f64) -> f64 {
        if x > 0.0 { self.tails(x, x.ln()).0 } else { 0.0 }
    }

    /// Q(a, x).
    pub fn upper(&self, x: f64) -> f64 {
        if x > 0.0 { self.tails(x, x.ln()).1 } else { 1.0 }
    }

    /// (P, Q) at `x = exp(ln_x)`.
    pub fn tails(&self, x: f64, ln_x: f64) -> (f64, f64) {
        let a = self.shape;
        if x == f64::INFINITY {
            (1.0, 0.0)
        } else if a >= LARGE {
            let tail = self.outer(x);
            if x < a { (tail, 1.0 - tail) } else { (1.0 - tail, tail) }
        } else if x < a + 1.0 {
            let lower = (self.weight(x, ln_x) * self.series(x)).min(1.0);
            (lower, 1.0 - lower)
        } else {
            let upper = (self.weight(x, ln_x) * self.fraction(x)).min(1.0);
            (1.0 - upper, upper)
        }
    }

    /// `Σ xⁿ ∕ (a (a+1) … (a+n))`.
    fn series(&self, x: f64) -> f64 {
        let mut a = self.shape;
        let mut term = 1.0 / a;
        let mut sum = term;
        // At most some 150 terms: x < a + 1 and a < LARGE.
        while term > 1e-17 * sum {
            a += 1.0;
            term *= x / a;
            sum += term;
        }
        sum
    }

    /// Legendre's continued fraction of Q over the weight, by Lentz's method.
    fn fraction(&self, x: f64) -> f64 {
        const TINY: f64 = 1e-300;
        let mut b = x + 1.0 - self.shape;
        let mut c = 1.0 / TINY;
        let mut d = 1.0 / b;
        let mut value = d;
        for n in 1..1000 {
            let n = f64::from(n);
            let an = -n * (n - self.shape);
            b += 2.0;
            let denominator = an * d + b;
            d = 1.0 / if denominator.abs() < TINY { TINY } else { denominator };
            c = b + an / c;
            if c.abs() < TINY {
                c = TINY;
            }
            let factor = d * c;
            value *= factor;
            if (factor - 1.0).abs() < 1e-16 {
                break;
            }
        }
        value
    }

    /// The tail on `x`'s side of the peak.
    fn outer(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        let a1 = self.shape - 1.0;
        let slope = if x < self.shape { a1 / x - 1.0 } else { 1.0 - a1 / x };
        let far = reach(slope, a1 / (x * x));
        let density = |t: f64| self.weight(t, 0.0) / t;
        if x < self.shape {
            let low = (x - far).max(0.0);
            let middle = 0.5 * (x + low);
            panel(low, middle, density) + panel(middle, x, density)
        } else {
            // This tail falls off more slowly than its curvature at x promises.
            let far = far * 1.6;
            panel(x, x + 0.4 * far, density) + panel(x + 0.4 * far, x + far, density)
        }
    }
}
