//! Means, variances and limited means against integrals of the quantile function.

use super::zoo::{Specimen, zoo};
use crate::distribution::Distribution;
use crate::distribution::law::Law;
use crate::distribution::quadrature::expectation;

/// E\[g(X)\] by quadrature, or for laws with steps by summing over them (all counts up to a bound
/// beyond which nothing is left).
fn expected(specimen: &Specimen, breaks: &[f64], g: impl Fn(f64) -> f64) -> Option<f64> {
    // Mixtures are sums over their parts, which are here by themselves; their own quantile functions
    // are too steep between the parts for the quadrature.
    if specimen.name.contains("mixture") {
        return None;
    }
    if specimen.is_continuous() {
        let breaks = [&specimen.law.kinks()[..], breaks].concat();
        return Some(expectation(&specimen.law, &breaks, g));
    }
    let (mut total, mut below) = (0.0, 0.0);
    let mut atom = specimen.law.next_atom(f64::NEG_INFINITY);
    while let Some(value) = atom {
        let now = specimen.law.below(value);
        total += (now - below) * g(value);
        below = now;
        if specimen.law.above(value) < 1e-30 {
            break;
        }
        atom = specimen.law.next_atom(value.next_up());
    }
    Some(total)
}

fn scale(law: &Distribution) -> f64 {
    law.mean().abs() + law.variance().sqrt()
}

#[test]
fn mean_and_variance_are_the_integrals() {
    for specimen in zoo().iter().filter(|specimen| specimen.light_tailed) {
        let law = &specimen.law;
        let mean = law.mean();
        let Some(integral) = expected(specimen, &[], |x| x) else {
            continue;
        };
        assert!(
            (integral - mean).abs() <= 1e-10 * scale(law),
            "{}: mean {mean}, {integral}",
            specimen.name
        );
        let Some(integral) = expected(specimen, &[], |x| (x - mean) * (x - mean)) else {
            continue;
        };
        let variance = law.variance();
        assert!(
            (integral - variance).abs() <= 1e-9 * variance,
            "{}: variance {variance}, {integral}",
            specimen.name
        );
    }
}

#[test]
fn limited_means_are_the_integrals() {
    for specimen in zoo() {
        let law = &specimen.law;
        for z in [-6.0, -2.0, -1.0, -0.1, 0.4, 1.3, 2.5, 5.0] {
            let limit = law.at_normal(z) * 1.0001;
            let Some(integral) = expected(&specimen, &[limit], |x| x.min(limit)) else {
                continue;
            };
            let found = law.limited_mean(limit);
            // A mean that is not finite leaves the limit as the only scale.
            let scale = if specimen.light_tailed { scale(law) } else { 0.0 } + limit.abs();
            assert!(
                (found - integral).abs() <= 1e-10 * scale,
                "{} at {limit}: {found}, {integral}",
                specimen.name
            );
        }
    }
}

/// Half of 1 to 3 and half of 2 to 6.
#[test]
fn mixtures_add_up() {
    let mixed = Distribution::mixture(vec![
        (0.5, Distribution::uniform(1.0, 3.0).unwrap()),
        (0.5, Distribution::uniform(2.0, 6.0).unwrap()),
    ])
    .unwrap();
    assert_eq!(mixed.mean(), 3.0);
    // (4∕12 + 16∕12) ∕ 2 within, 1 between.
    assert!((mixed.variance() - (10.0 / 12.0 + 1.0)).abs() < 1e-15);
    // Capped at 3: 2 on one side, ¾·3 + ¼·2.5 on the other.
    assert!((mixed.limited_mean(3.0) - 0.5 * (2.0 + 2.875)).abs() < 1e-15);
}

#[test]
fn limited_means_have_their_limits() {
    for specimen in zoo() {
        let law = &specimen.law;
        let (low, high) = law.support();
        if low.is_finite() {
            assert_eq!(law.limited_mean(low - 1.0), low - 1.0, "{}", specimen.name);
        }
        assert_eq!(law.limited_mean(f64::INFINITY), law.mean(), "{}", specimen.name);
        if high.is_finite() {
            assert_eq!(law.limited_mean(high), law.mean(), "{}", specimen.name);
            let nearly = law.limited_mean(high - 1e-12 * high.abs());
            assert!(
                (nearly - law.mean()).abs() <= 1e-10 * scale(law),
                "{}: {nearly}",
                specimen.name
            );
        }
        assert!(law.limited_mean(f64::NAN).is_nan());
        let mut last = f64::NEG_INFINITY;
        for i in -50..=50 {
            let limit = law.at_normal(f64::from(i) / 10.0);
            let found = law.limited_mean(limit);
            let slack = 1e-12 * (found.abs() + limit.abs());
            assert!(found <= limit + slack && found <= law.mean() + slack, "{}", specimen.name);
            assert!(found >= last - slack, "{}: {last} then {found}", specimen.name);
            last = found;
        }
    }
}

#[test]
fn too_heavy_tails_have_no_mean() {
    assert_eq!(Distribution::pareto(1.0, 1.0).unwrap().mean(), f64::INFINITY);
    assert_eq!(Distribution::pareto(1.0, 2.0).unwrap().variance(), f64::INFINITY);
    assert_eq!(Distribution::student_t(0.0, 1.0, 2.0).unwrap().variance(), f64::INFINITY);
    let cut = Distribution::pareto(1.0, 0.9).unwrap().truncated(Some(5.0), None).unwrap();
    assert_eq!((cut.mean(), cut.variance()), (f64::INFINITY, f64::INFINITY));
    let mixed =
        Distribution::mixture(vec![(0.9, Distribution::constant(1.0).unwrap()), (0.1, cut)])
            .unwrap();
    assert_eq!((mixed.mean(), mixed.variance()), (f64::INFINITY, f64::INFINITY));
}
