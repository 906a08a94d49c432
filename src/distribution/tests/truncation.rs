//! Truncation is conditioning.

use crate::distribution::{Distribution, Family, standard_normal_cdf};

type D = Distribution;

fn near(found: f64, expected: f64, digits: f64) {
    assert!((found - expected).abs() <= digits * expected.abs(), "{found} for {expected}");
}

/// Half-normal: mean √(2∕π), variance 1 − 2∕π (Johnson, Kotz, Balakrishnan, vol. 1, 13.10).
#[test]
fn half_normal() {
    let half = D::normal(0.0, 1.0).unwrap().truncated(Some(0.0), None).unwrap();
    near(half.mean(), std::f64::consts::FRAC_2_PI.sqrt(), 1e-14);
    near(half.variance(), 1.0 - std::f64::consts::FRAC_2_PI, 1e-12);
    near(half.cdf(1.0), 2.0 * standard_normal_cdf(1.0) - 1.0, 1e-15);
}

/// The mean of a normal number beyond 6 standard deviations: φ(6) ∕ Φ(−6), in 40-digit arithmetic.
#[test]
fn deep_in_the_tail() {
    let deep = D::normal(0.0, 1.0).unwrap().truncated(Some(6.0), None).unwrap();
    near(deep.mean(), 6.158_482_604_544_598, 1e-12);
}

#[test]
fn exponential_forgets() {
    let late = D::exponential(3.0).unwrap().truncated(Some(10.0), None).unwrap();
    near(late.mean(), 13.0, 1e-13);
    near(late.variance(), 9.0, 1e-12);
    near(late.at_normal(0.4) - 10.0, D::exponential(3.0).unwrap().at_normal(0.4), 1e-12);
}

#[test]
fn families_closed_under_truncation_stay_themselves() {
    let uniform = D::uniform(0.0, 10.0).unwrap().truncated(Some(2.0), Some(20.0)).unwrap();
    assert_eq!(uniform, D::uniform(2.0, 10.0).unwrap());
    let pareto = D::pareto(1.0, 2.5).unwrap().truncated(Some(4.0), None).unwrap();
    assert_eq!(pareto, D::pareto(4.0, 2.5).unwrap());
    let terms = D::discrete(vec![(12.0, 0.5), (24.0, 0.3), (36.0, 0.2)]).unwrap();
    let kept = terms.truncated(Some(24.0), None).unwrap();
    assert_eq!(kept, D::discrete(vec![(24.0, 0.6), (36.0, 0.4)]).unwrap());
    let values =
        D::empirical(vec![1.0, 2.0, 3.0, 4.0]).unwrap().truncated(Some(2.0), Some(3.5)).unwrap();
    assert_eq!(values, D::empirical(vec![2.0, 3.0]).unwrap());
}

#[test]
fn bounds_that_cut_nothing_change_nothing() {
    let size = D::lognormal(1.0, 0.5).unwrap();
    assert_eq!(size.clone().truncated(Some(0.0), None).unwrap(), size);
    assert_eq!(size.clone().truncated(None, None).unwrap(), size);
}

#[test]
fn twice_is_both_at_once() {
    let law = D::normal(0.0, 1.0).unwrap();
    let twice =
        law.clone().truncated(Some(-1.0), None).unwrap().truncated(None, Some(2.0)).unwrap();
    let once = law.truncated(Some(-1.0), Some(2.0)).unwrap();
    assert_eq!(twice, once);
    assert_eq!(once.family(), Family::Normal);
    assert_eq!(once.support(), (-1.0, 2.0));
}

#[test]
fn counts_keep_their_bounds() {
    let some = D::poisson(2.0).unwrap().truncated(Some(1.0), None).unwrap();
    // Zero-truncated Poisson: mean λ ∕ (1 − e^(−λ)).
    near(some.mean(), 2.0 / (1.0 - (-2f64).exp()), 1e-13);
    assert_eq!(some.support().0, 1.0);
    assert_eq!(some.quantile(1e-9), 1.0);
    let few = D::binomial(10, 0.5).unwrap().truncated(Some(2.5), Some(4.5)).unwrap();
    assert_eq!(few.support(), (3.0, 4.0));
    near(few.mean(), (3.0 * 120.0 + 4.0 * 210.0) / 330.0, 1e-13);
    assert_eq!(
        D::bernoulli(0.3).unwrap().truncated(Some(0.5), None).unwrap().is_constant(),
        Some(1.0)
    );
}

/// The conditional law of a mixture has the conditional laws of its parts, with new shares.
#[test]
fn mixtures_are_conditioned_as_a_whole() {
    let whole = D::mixture(vec![
        (0.7, D::normal(0.0, 1.0).unwrap()),
        (0.2, D::exponential(2.0).unwrap()),
        (0.1, D::constant(-5.0).unwrap()),
    ])
    .unwrap();
    let kept = whole.clone().truncated(Some(-1.0), Some(3.0)).unwrap();
    let p = |x: f64| whole.cdf(x) - whole.cdf(-1.0);
    for x in [-0.9, -0.2, 0.0, 0.4, 1.7, 2.9] {
        near(kept.cdf(x), p(x) / p(3.0), 1e-13);
    }
    assert_eq!(kept.support(), (-1.0, 3.0));
}

#[test]
fn refuses_to_leave_nothing() {
    let refused = |law: D, min, max| law.truncated(min, max).unwrap_err().to_string();
    assert_eq!(
        refused(D::normal(0.0, 1.0).unwrap(), Some(10.0), None),
        "`min` must be a bound that leaves the distribution some probability (10 given); \
         the chance of a value above `min` 10 is 0 or as good as 0"
    );
    assert_eq!(
        refused(D::normal(0.0, 1.0).unwrap(), Some(2.0), Some(1.0)),
        "`max` must be at least `min`, which is 2 (1 given)"
    );
    refused(D::uniform(0.0, 1.0).unwrap(), Some(1.0), Some(2.0));
    refused(D::constant(3.0).unwrap(), Some(4.0), None);
    refused(D::poisson(2.0).unwrap(), Some(2.2), Some(2.8));
    refused(D::normal(0.0, 1.0).unwrap(), Some(f64::NAN), None);
    refused(D::normal(0.0, 1.0).unwrap(), None, Some(f64::INFINITY));
    refused(D::empirical(vec![1.0]).unwrap(), Some(1.5), None);
}
