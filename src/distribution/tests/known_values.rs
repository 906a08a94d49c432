//! Values known from outside: closed forms, tables, and 40-digit arithmetic (mpmath 1.3).

use crate::distribution::{Distribution, Family, standard_normal_cdf, standard_normal_quantile};

type D = Distribution;

fn near(found: f64, expected: f64, digits: f64) {
    assert!((found - expected).abs() <= digits * expected.abs(), "{found} for {expected}");
}

/// 40-digit arithmetic; 1.96 is in every table.
#[test]
fn standard_normal() {
    assert_eq!(standard_normal_cdf(0.0), 0.5);
    near(standard_normal_cdf(-0.7), 0.241_963_652_223_073_03, 1e-15);
    near(standard_normal_cdf(-10.0), 7.619_853_024_160_526e-24, 1e-15);
    near(standard_normal_quantile(0.975), 1.959_963_984_540_054_2, 1e-15);
    near(standard_normal_quantile(1e-20), -9.262_340_089_798_408, 1e-15);
    assert_eq!(standard_normal_quantile(0.5), 0.0);
    assert_eq!(standard_normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(standard_normal_quantile(1.0), f64::INFINITY);
    assert!(standard_normal_quantile(f64::NAN).is_nan() && standard_normal_cdf(f64::NAN).is_nan());
    assert_eq!((standard_normal_cdf(-40.0), standard_normal_cdf(40.0)), (0.0, 1.0));
}

/// The median of a lognormal is `mean ∕ √(1 + cv²)`; its mode, mean and variance follow.
#[test]
fn lognormal_by_its_own_mean() {
    let size = D::lognormal(30_000.0, 27_000.0).unwrap();
    near(size.quantile(0.5), 30_000.0 / 1.81f64.sqrt(), 1e-14);
    near(size.mean(), 30_000.0, 1e-14);
    near(size.variance().sqrt(), 27_000.0, 1e-13);
    near(D::lognormal_log(1.0, 0.5).unwrap().mean(), 1.125f64.exp(), 1e-15);
}

/// P(2, x) = 1 − (1 + x) e^(−x); quantiles and large shapes in 40-digit arithmetic.
#[test]
fn gamma() {
    let law = |shape| D::gamma(shape, 1.0).unwrap();
    for x in [0.001, 0.3, 1.0, 2.9, 3.1, 20.0f64] {
        near(law(2.0).cdf(x), -(-x).exp_m1() - x * (-x).exp(), 1e-10);
    }
    near(law(2.5).quantile(0.9), 4.618_178_449_890_559, 1e-13);
    near(law(0.1).quantile(0.01), 6.073_048_362_407_883e-21, 1e-12);
    near(law(250.0).cdf(200.0), 3.620_704_582_896_932e-4, 1e-12);
    near(law(10_000.0).cdf(10_100.0), 0.841_348_750_447_179_6, 1e-13);
    let by_mean = D::gamma_mean(6.0, 2.0).unwrap();
    near(by_mean.mean(), 6.0, 1e-15);
    near(by_mean.variance(), 4.0, 1e-15);
}

/// I(1, 3) = 1 − (1 − x)³, I(2, 2) = 3x² − 2x³; the rest in 40-digit arithmetic.
#[test]
fn beta() {
    let law = |a, b| D::beta(a, b).unwrap();
    for x in [0.01, 0.2, 0.5, 0.83, 0.999f64] {
        near(law(1.0, 3.0).cdf(x), 1.0 - (1.0 - x).powi(3), 1e-13);
        near(law(2.0, 2.0).cdf(x), x * x * (3.0 - 2.0 * x), 1e-13);
    }
    near(law(0.4, 0.7).quantile(0.3), 0.078_135_006_748_557_23, 1e-13);
    near(law(2.5, 22.5).quantile(0.95), 0.212_052_822_839_360_48, 1e-13);
    near(law(40_000.0, 9_000.0).cdf(0.815), 0.223_812_454_500_057_36, 1e-11);
    let churn = D::beta_mean(0.10, 0.06).unwrap();
    near(churn.quantile(0.95), law(2.4, 21.6).quantile(0.95), 1e-13);
    near(churn.mean(), 0.1, 1e-15);
    near(churn.variance(), 0.0036, 1e-14);
}

/// The t law of 2 degrees of freedom has the cdf ½ + t ∕ (2 √(2 + t²)); 2.228 is in every table.
#[test]
fn student_t() {
    let law = |df| D::student_t(0.0, 1.0, df).unwrap();
    for t in [-30.0, -1.0, 0.0, 0.4, 3.0f64] {
        near(law(2.0).cdf(t), 0.5 + t / (2.0 * (2.0 + t * t).sqrt()), 1e-12);
    }
    near(law(10.0).quantile(0.975), 2.228_138_851_986_275, 1e-13);
    near(law(1.5).quantile(0.999), 52.184_430_008_992_65, 1e-12);
    // Cornish and Fisher: z + (z³ + z) ∕ (4 df), the next term below 1e-14.
    let z = -1.75f64;
    near(law(7e7).at_normal(z), z + (z * z * z + z) / 2.8e8, 1e-13);
    near(D::student_t(3.0, 2.0, 6.0).unwrap().variance(), 6.0, 1e-15);
}

#[test]
fn counts() {
    // e^(−3) (1 + 3 + 4.5).
    near(D::poisson(3.0).unwrap().cdf(2.7), 8.5 * (-3f64).exp(), 1e-13);
    // Σ C(10, k) ∕ 1024 to k = 3.
    near(D::binomial(10, 0.5).unwrap().cdf(3.0), 176.0 / 1024.0, 1e-13);
    // Size 2, success ½: 1∕4 + 1∕4.
    let law = D::negative_binomial(2.0, 1.0).unwrap();
    near(law.cdf(0.0), 0.25, 1e-14);
    near(law.cdf(1.0), 0.5, 1e-14);
    near(law.variance(), 4.0, 1e-15);
    let tries = D::geometric(0.25).unwrap();
    near(tries.cdf(2.0), 1.0 - 0.75 * 0.75, 1e-15);
    assert_eq!((tries.mean(), tries.variance(), tries.support().0), (4.0, 12.0, 1.0));
    assert_eq!(tries.quantile(0.25), 1.0);
}

#[test]
fn shapes_with_straight_edges() {
    let law = D::triangular(1.0, 2.0, 6.0).unwrap();
    near(law.cdf(2.0), 0.2, 1e-15);
    near(law.cdf(4.0), 0.8, 1e-15);
    near(law.mean(), 3.0, 1e-15);
    near(law.variance(), 21.0 / 18.0, 1e-15);
    let law = D::pert(1.0, 2.0, 6.0).unwrap();
    near(law.mean(), 2.5, 1e-15);
    // (mean − low)(high − mean) ∕ 7.
    near(law.variance(), 1.5 * 3.5 / 7.0, 1e-14);
    near(D::uniform(-2.0, 4.0).unwrap().limited_mean(1.0), 0.25, 1e-15);
}

/// Γ(1.5) = √π ∕ 2, and a shape at which the plain formula has no digits left: the logarithm of an
/// exponential number has the variance π²∕6.
#[test]
fn weibull_and_pareto() {
    let law = D::weibull(2.0, 3.0).unwrap();
    near(law.mean(), 1.5 * std::f64::consts::PI.sqrt(), 1e-14);
    near(law.variance(), 9.0 * (1.0 - std::f64::consts::FRAC_PI_4), 1e-13);
    let steep = D::weibull(1e5, 1.0).unwrap().variance() * 1e10;
    near(steep, std::f64::consts::PI.powi(2) / 6.0, 3e-5);
    let (below, above) = (D::weibull(999.9, 1.0).unwrap(), D::weibull(1000.1, 1.0).unwrap());
    near(below.variance() / above.variance(), 1.0 + 0.0004, 1e-6);
    let law = D::pareto(2.0, 3.0).unwrap();
    near(law.mean(), 3.0, 1e-15);
    near(law.variance(), 3.0, 1e-15);
    // Lee's formula for shape 1: scale·(1 + ln(limit ∕ scale)).
    near(D::pareto(2.0, 1.0).unwrap().limited_mean(20.0), 2.0 * (1.0 + 10f64.ln()), 1e-15);
}

#[test]
fn listed_values() {
    let law = D::discrete(vec![(3.0, 0.25), (1.0, 0.5), (2.0, 0.25)]).unwrap();
    assert_eq!((law.cdf(0.9), law.cdf(1.0), law.cdf(2.5), law.cdf(3.0)), (0.0, 0.5, 0.75, 1.0));
    assert_eq!((law.quantile(0.5), law.quantile(0.500_001), law.quantile(0.76)), (1.0, 2.0, 3.0));
    assert_eq!((law.mean(), law.variance(), law.limited_mean(1.5)), (1.75, 0.6875, 1.25));
    let law = D::empirical(vec![5.0, 1.0, 1.0, 3.0]).unwrap();
    assert_eq!(
        (law.cdf(1.0), law.quantile(0.5), law.quantile(0.51), law.mean()),
        (0.5, 1.0, 3.0, 2.5)
    );
    assert_eq!(D::empirical(vec![4.0, 4.0]).unwrap().is_constant(), Some(4.0));
    assert_eq!(D::normal(0.0, 1.0).unwrap().is_constant(), None);
}

#[test]
fn two_quantiles_make_a_distribution() {
    let cases = [
        (Family::Uniform, (0.1, 2.0), (0.9, 10.0)),
        (Family::Normal, (0.1, -2.0), (0.9, 10.0)),
        (Family::Lognormal, (0.1, 12_000.0), (0.9, 60_000.0)),
        (Family::Gamma, (0.1, 12_000.0), (0.9, 60_000.0)),
        (Family::Gamma, (0.05, 1e-9), (0.5, 2.0)),
        (Family::Gamma, (0.25, 0.999), (0.75, 1.001)),
        (Family::Beta, (0.1, 0.02), (0.9, 0.2)),
        (Family::Beta, (0.25, 0.001), (0.75, 0.999)),
        (Family::Beta, (0.025, 0.79), (0.975, 0.81)),
        (Family::Weibull, (0.1, 1.0), (0.9, 7.0)),
        (Family::Pareto, (0.5, 2.0), (0.9, 5.0)),
    ];
    for (family, low, high) in cases {
        for (first, second) in [(low, high), (high, low)] {
            let law = D::by_quantiles(family, first, second)
                .unwrap_or_else(|error| panic!("{family}: {error}"));
            assert_eq!(law.family(), family);
            for (u, x) in [low, high] {
                assert!(
                    (law.quantile(u) - x).abs() <= 1e-9 * x.abs(),
                    "{family}: {} for {x}",
                    law.quantile(u)
                );
            }
        }
    }
    // Symmetric quantiles of a normal are 1.2816 standard deviations from the mean.
    let law = D::by_quantiles(Family::Normal, (0.1, -1.0), (0.9, 1.0)).unwrap();
    assert!(law.mean().abs() < 1e-15);
    near(law.variance().sqrt(), 1.0 / 1.281_551_565_544_600_4, 1e-14);
}
