//! Quantiles against cumulative probabilities, tails included.

use super::zoo::zoo;
use crate::distribution::law::Law;
use crate::distribution::level::Level;
use crate::distribution::{poisson_count, standard_normal_cdf};
use statrs::distribution::DiscreteCDF;

fn heights() -> impl Iterator<Item = f64> {
    // Past the table's end, off its nodes, and both far tails.
    (-120..=120).map(|i| f64::from(i) * 0.0837)
}

/// The probability at the quantile is off by no more than 1e-10 of the value would make it.
#[test]
fn at_normal_meets_its_level() {
    for specimen in zoo().iter().filter(|specimen| specimen.is_continuous()) {
        for z in heights() {
            let law = &specimen.law;
            let x = law.at_normal(z);
            let level = Level::of_normal(z);
            let (found, wanted) = if level.is_lower() {
                (law.below(x), level.below)
            } else {
                (law.above(x), level.above)
            };
            let (low, high) = law.support();
            // At a finite end of the support no float comes nearer than the next one.
            if x <= low || x >= high || (high - x) < 1e-6 * high.abs() {
                continue;
            }
            // A value near 0 that is a sum of larger ones is as exact as these are.
            let exact = 1e-10 * x.abs() + 4e-15 * law.at_normal(3.0).abs();
            let allowed = exact * law.density(x) + 1e-11 * wanted;
            assert!(
                (found - wanted).abs() <= allowed,
                "{} at z {z}: {found} for {wanted}, x {x}",
                specimen.name
            );
        }
    }
}

#[test]
fn quantiles_are_generalised_inverses() {
    for specimen in zoo() {
        let law = &specimen.law;
        for i in 1..400 {
            let u = f64::from(i) / 400.0;
            let x = law.quantile(u);
            let slack = 1e-10 * x.abs() * law.density(x) + 1e-12;
            assert!(law.cdf(x) >= u - slack, "{}: cdf({x}) = {} < {u}", specimen.name, law.cdf(x));
            let before = x - 1e-9 * (x.abs() + 1e-3 * law.at_normal(0.0).abs());
            if before < x && before >= law.support().0 {
                assert!(law.cdf(before) <= u + slack, "{}: {x} at {u} is too high", specimen.name);
            }
        }
    }
}

/// A value with a probability of its own is hit exactly, from the cdf's own values.
#[test]
fn cdf_values_of_counts_lead_back() {
    for specimen in zoo().iter().filter(|specimen| !specimen.is_continuous()) {
        let law = &specimen.law;
        let mut atom = law.next_atom(f64::NEG_INFINITY);
        for _ in 0..40 {
            let Some(value) = atom else { break };
            let u = law.cdf(value);
            if u < 1.0 - 1e-9 && u > 1e-9 && law.cdf(value.next_down()) < u - 1e-9 {
                assert_eq!(law.quantile(u), value, "{} at {u}", specimen.name);
            }
            atom = law.next_atom(value.next_up());
        }
    }
}

#[test]
fn at_normal_never_falls() {
    for specimen in zoo() {
        let mut last = f64::NEG_INFINITY;
        for i in -4000..=4000 {
            let x = specimen.law.at_normal(f64::from(i) * 0.0023);
            assert!(x >= last - 1e-12 * last.abs(), "{}: {last} then {x}", specimen.name);
            last = x;
        }
    }
}

#[test]
fn both_ways_to_a_quantile_agree() {
    for specimen in zoo().iter().filter(|specimen| specimen.is_continuous()) {
        for z in [-4.2, -2.0, -0.77, 0.0, 0.3, 1.9, 3.3] {
            let (a, b) = (specimen.law.at_normal(z), specimen.law.quantile(standard_normal_cdf(z)));
            let scale = a.abs() + 1e-3 * specimen.law.at_normal(1.0).abs();
            assert!((a - b).abs() <= 1e-9 * scale, "{} at {z}: {a} and {b}", specimen.name);
        }
    }
}

#[test]
fn ends_and_nonsense() {
    for specimen in zoo() {
        let law = &specimen.law;
        assert_eq!((law.quantile(0.0), law.quantile(1.0)), law.support(), "{}", specimen.name);
        assert!(law.quantile(f64::NAN).is_nan() && law.at_normal(f64::NAN).is_nan());
        let ends = (law.at_normal(f64::NEG_INFINITY), law.at_normal(f64::INFINITY));
        assert_eq!(ends, law.support(), "{}", specimen.name);
        assert_eq!(law.cdf(f64::NEG_INFINITY), 0.0, "{}", specimen.name);
        assert_eq!(law.cdf(f64::INFINITY), 1.0, "{}", specimen.name);
    }
}

/// The counts by summing up against statrs' cumulative probabilities.
#[test]
fn poisson_count_inverts_the_cdf() {
    for mean in [0.001, 0.7, 3.0, 29.5, 300.0, 699.0, 701.0, 5_000.0] {
        let reference = statrs::distribution::Poisson::new(mean).unwrap();
        for i in 1..200 {
            let u = f64::from(i) / 200.0;
            let k = poisson_count(u, mean);
            assert!(reference.cdf(k) >= u - 1e-10, "mean {mean}, u {u}: {k}");
            assert!(k == 0 || reference.cdf(k - 1) < u + 1e-10, "mean {mean}, u {u}: {k}");
        }
    }
}

#[test]
fn poisson_count_rises_with_the_mean() {
    for i in 1..50 {
        let u = f64::from(i) / 50.0;
        let mut last = 0;
        for step in 0..3000 {
            let k = poisson_count(u, f64::from(step) * 0.3);
            assert!(k >= last, "u {u}, mean {}: {last} then {k}", f64::from(step) * 0.3);
            last = k;
        }
    }
    assert_eq!(poisson_count(0.5, 0.0), 0);
    assert_eq!(poisson_count(0.5, f64::NAN), 0);
    assert_eq!(poisson_count(f64::NAN, 3.0), 0);
    assert!(poisson_count(1.0, 3.0) < 60);
    assert!(poisson_count(1.0, 1000.0) < 2000);
}
