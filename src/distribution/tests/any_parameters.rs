//! No parameters that are accepted give nonsense, and none at all give a panic.

use crate::distribution::{Distribution, Family, ParameterError};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

/// A distribution of any simple family from three numbers.
fn build(family: Family, a: f64, b: f64, c: f64) -> Result<Distribution, ParameterError> {
    type D = Distribution;
    match family {
        Family::Constant => D::constant(a),
        Family::Uniform => D::uniform(a, b),
        Family::Triangular => D::triangular(a, b, c),
        Family::Pert => D::pert(a, b, c),
        Family::Normal => D::normal(a, b),
        Family::Lognormal => D::lognormal(a, b).or_else(|_| D::lognormal_log(a, b)),
        Family::Gamma => D::gamma(a, b).or_else(|_| D::gamma_mean(a, b)),
        Family::Beta => D::beta_mean(a, b).or_else(|_| D::beta(a, b)),
        Family::Weibull => D::weibull(a, b),
        Family::Exponential => D::exponential(a),
        Family::Pareto => D::pareto(a, b),
        Family::StudentT => D::student_t(a, b, c),
        Family::Poisson => D::poisson(a),
        Family::NegativeBinomial => D::negative_binomial(a, b),
        Family::Binomial => D::binomial(a as u64, b),
        Family::Bernoulli => D::bernoulli(a),
        Family::Geometric => D::geometric(a),
        Family::Discrete => D::discrete(vec![(a, 0.5), (b, 0.5)]),
        Family::Empirical => D::empirical(vec![a, b, c]),
        Family::Mixture => D::mixture(vec![(0.3, D::normal(a, b)?), (0.7, D::uniform(b, c)?)]),
    }
}

/// Numbers of the size that people write, some round, some not.
fn usual() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(1.0),
        (-4.0..6.0).prop_map(|exponent| 10f64.powf(exponent)),
        (-4.0..6.0).prop_map(|exponent| -10f64.powf(exponent)),
        0.0..1.0,
    ]
}

fn family() -> impl Strategy<Value = Family> {
    proptest::sample::select(Family::ALL.to_vec())
}

fn makes_sense(law: &Distribution) -> Result<(), TestCaseError> {
    let (low, high) = law.support();
    let inside = |x: f64| x >= low && x <= high && !x.is_nan();
    prop_assert!(low <= high);
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(1);
    for _ in 0..20 {
        let x = law.sample(&mut generator);
        prop_assert!(inside(x) && x.is_finite(), "draw {} outside {}..{}", x, low, high);
    }
    // A value that is a difference of larger ones is as exact as these are.
    let rounding = 1e-10 * law.at_normal(1.0).abs().max(law.at_normal(-1.0).abs());
    let (mut last_x, mut last_u) = (f64::NEG_INFINITY, 0.0);
    for i in -36..=36 {
        let x = law.at_normal(f64::from(i) * 0.25);
        prop_assert!(inside(x), "quantile {} outside {}..{}", x, low, high);
        prop_assert!(
            x >= last_x - rounding - 1e-11 * last_x.abs(),
            "quantile falls from {} to {}",
            last_x,
            x
        );
        let u = law.cdf(x);
        prop_assert!(
            (0.0..=1.0).contains(&u) && u >= last_u - 1e-9,
            "cdf falls from {} to {}",
            last_u,
            u
        );
        (last_x, last_u) = (x, u);
    }
    for u in [1e-12, 0.003, 0.2, 0.5, 0.77, 0.9999] {
        let x = law.quantile(u);
        prop_assert!(inside(x));
        // Far below 1e-200 a quantile may be no float any more.
        prop_assert!(
            law.cdf(x.next_up()) >= u - 1e-6 || (x == 0.0 && law.cdf(1e-200) >= u - 1e-6),
            "cdf {} at the quantile {} of {}",
            law.cdf(x),
            x,
            u
        );
    }
    let (mean, variance) = (law.mean(), law.variance());
    prop_assert!(mean >= low && mean <= high, "mean {} outside {}..{}", mean, low, high);
    prop_assert!(variance >= 0.0, "variance {}", variance);
    for z in [-2.0, 0.0, 1.0] {
        let limit = law.at_normal(z);
        let capped = law.limited_mean(limit);
        prop_assert!(capped <= limit + 1e-9 * limit.abs(), "mean {} capped at {}", capped, limit);
        prop_assert!(capped <= mean + 1e-9 * (mean.abs() + limit.abs()), "{} of {}", capped, mean);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn usual_numbers(family in family(), a in usual(), b in usual(), c in usual()) {
        if let Ok(law) = build(family, a, b, c) {
            makes_sense(&law)?;
        }
    }

    #[test]
    fn usual_numbers_truncated(family in family(), a in usual(), b in usual(), c in usual(), min in usual(), max in usual()) {
        if let Ok(law) = build(family, a, b, c).and_then(|law| law.truncated(Some(min), Some(max))) {
            makes_sense(&law)?;
        }
        if let Ok(law) = build(family, a, b, c).and_then(|law| law.truncated(Some(min), None)) {
            makes_sense(&law)?;
        }
    }

    #[test]
    fn any_numbers(family in family(), a in any::<f64>(), b in any::<f64>(), c in any::<f64>()) {
        if let Ok(law) = build(family, a, b, c) {
            makes_sense(&law)?;
        }
        let _ = build(family, b, a, c).and_then(|law| law.truncated(Some(a), Some(c)));
        let _ = Distribution::by_quantiles(family, (a, b), (b, c));
    }

    #[test]
    fn any_quantiles(family in family(), u in 0.001..0.999, v in 0.001..0.999, x in usual(), y in usual()) {
        if let Ok(law) = Distribution::by_quantiles(family, (u, x), (v, y)) {
            makes_sense(&law)?;
            prop_assert!((law.cdf(x) - u).abs() < 1e-6 && (law.cdf(y) - v).abs() < 1e-6);
        }
    }
}
