//! Gauss–Legendre integration, and expectations of a distribution by it.
//!
//! An expectation `E[g(X)] = ∫ g(x(z)) φ(z) dz` is taken over the standard normal number `z` that
//! [`Law::at_normal`] maps to `x`: the map is smooth, exact in both tails, and the weight dies off
//! whatever the tail of X.

use super::law::Law;
use std::f64::consts::{PI, TAU};
use std::sync::OnceLock;

const POINTS: usize = 16;

/// Nodes and weights of the 16-point rule on [−1, 1]: exact for polynomials of degree 31.
fn rule() -> &'static [(f64, f64); POINTS] {
    static RULE: OnceLock<[(f64, f64); POINTS]> = OnceLock::new();
    RULE.get_or_init(|| {
        std::array::from_fn(|i| {
            // The classical first guess of the i-th zero of the Legendre polynomial, then Newton.
            let mut x = (PI * (i as f64 + 0.75) / (POINTS as f64 + 0.5)).cos();
            let mut slope = 1.0;
            for _ in 0..8 {
                let (mut previous, mut value) = (1.0, x);
                for n in 2..=POINTS {
                    let n = n as f64;
                    (previous, value) =
                        (value, ((2.0 * n - 1.0) * x * value - (n - 1.0) * previous) / n);
                }
                slope = POINTS as f64 * (x * value - previous) / (x * x - 1.0);
                x -= value / slope;
            }
            (x, 2.0 / ((1.0 - x * x) * slope * slope))
        })
    })
}

/// `∫ f` from `low` to `high` by one panel of the 16-point rule.
pub(super) fn panel(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
    half * rule().iter().map(|&(node, weight)| weight * f(middle + half * node)).sum::<f64>()
}

/// `E[g(X)]`. `breaks` are values of X at which `g` or the density of X is not smooth.
pub(super) fn expectation(law: &impl Law, breaks: &[f64], g: impl Fn(f64) -> f64) -> f64 {
    const REACH: f64 = 37.0;
    let mut cuts: Vec<f64> = (-37..=37).map(f64::from).collect();
    cuts.extend(breaks.iter().map(|&x| law.level(x).to_normal()).filter(|z| z.abs() < REACH));
    cuts.sort_by(f64::total_cmp);
    cuts.windows(2)
        .map(|cut| {
            panel(cut[0], cut[1], |z| {
                let weight = (-0.5 * z * z).exp();
                if weight == 0.0 { 0.0 } else { weight * g(law.at_normal(z)) }
            })
        })
        .sum::<f64>()
        / TAU.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrates_polynomials_exactly() {
        let degree_31 = panel(0.0, 1.0, |x| x.powi(31));
        assert!((degree_31 - 1.0 / 32.0).abs() < 1e-16, "{degree_31}");
        assert!((panel(-1.0, 3.0, |x| x.exp()) - (3f64.exp() - (-1f64).exp())).abs() < 1e-13);
    }
}
