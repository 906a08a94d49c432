//! Do the intervals hold the truth as often as they say? Fixed seeds, many columns, closed forms
//! for the truth.

use super::{Estimate, Moments, Statistic, Summary, rank_interval, summarise};
use statrs::distribution::{Binomial, ContinuousCDF, DiscreteCDF, Normal};

/// Columns per case; fewer where an unoptimised build makes them slow.
const COLUMNS: usize = if cfg!(debug_assertions) { 1_000 } else { 4_000 };

/// Statistics whose cover is measured.
const MEASURED: [Statistic; 7] = [
    Statistic::Mean,
    Statistic::Sd,
    Statistic::P05,
    Statistic::P50,
    Statistic::P95,
    Statistic::Cvar95,
    Statistic::Cvar05,
];

/// `σ` of the logarithm of values with this coefficient of variation: `sqrt(ln(1 + cv²))`.
fn log_sd(cv: f64) -> f64 {
    (1.0 + cv * cv).ln().sqrt()
}

fn standard_normal() -> Normal {
    Normal::standard()
}

/// A stream of uniform values in (0, 1): G. L. Steele, D. Lea and C. H. Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014.
struct Uniforms(u64);

impl Iterator for Uniforms {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        Some(((z >> 11) as f64 + 0.5) / (1_u64 << 53) as f64)
    }
}

/// The shares of columns, per measured statistic, whose interval holds the truth.
fn cover(
    n: usize,
    seed: u64,
    draw: impl Fn(f64) -> f64,
    truth: impl Fn(Statistic) -> f64,
) -> Vec<f64> {
    let mut uniforms = Uniforms(seed);
    let (mut column, mut scratch) = (Vec::new(), Vec::new());
    let mut hits = [0_u32; MEASURED.len()];
    for _ in 0..COLUMNS {
        column.clear();
        column.extend(uniforms.by_ref().take(n).map(&draw));
        let summary = summarise(&column, &mut scratch);
        for (hits, statistic) in hits.iter_mut().zip(MEASURED) {
            *hits += u32::from(holds(&summary, statistic, truth(statistic)));
        }
    }
    hits.iter().map(|&hits| f64::from(hits) / COLUMNS as f64).collect()
}

fn holds(summary: &Summary, statistic: Statistic, truth: f64) -> bool {
    let interval = summary.get(statistic).and_then(|e| e.interval).expect("an interval");
    interval.contains(truth)
}

/// Cover of a quantile's interval in theory: the binomial chance between its ranks.
fn binomial_cover(n: usize, p: f64) -> f64 {
    let (low, high) = rank_interval::ranks(n, p).expect("ranks");
    let below = Binomial::new(p, n as u64).expect("a valid binomial");
    below.cdf(high as u64 - 1) - below.cdf(low as u64 - 1)
}

/// Measures and checks one case. `expected` is the cover of mean, sd, cvar95 and cvar05; that of
/// quantiles is known exactly.
///
/// Where `expected` is not 95 %, the method is known to miss it there, and the figure is that of a
/// run of this very test with 100,000 columns under other seeds (standard error 0.07 points). The
/// bound is four standard errors of the measured share, `4 sqrt(c (1 - c) / COLUMNS)`: some 1.4
/// points for 4,000 columns, two-sided 6e-5 per figure if the seeds were free.
fn check(
    name: &str,
    n: usize,
    seed: u64,
    draw: impl Fn(f64) -> f64,
    truth: impl Fn(Statistic) -> f64,
    expected: [f64; 4],
) {
    let measured = cover(n, seed, draw, truth);
    let [mean, sd, cvar95, cvar05] = expected;
    for (statistic, share) in MEASURED.into_iter().zip(measured) {
        let expected = match statistic {
            Statistic::Mean => mean,
            Statistic::Sd => sd,
            Statistic::P05 => binomial_cover(n, 0.05),
            Statistic::P50 => binomial_cover(n, 0.5),
            Statistic::P95 => binomial_cover(n, 0.95),
            Statistic::Cvar05 => cvar05,
            _ => cvar95,
        };
        let bound = 4.0 * (expected * (1.0 - expected) / COLUMNS as f64).sqrt();
        println!(
            "{name:9} n = {n:5}  {statistic:7} {:5.2} %  (expected {:5.2})",
            100.0 * share,
            100.0 * expected
        );
        assert!(
            (share - expected).abs() <= bound,
            "{name} {n} {statistic}: {share} instead of {expected} ± {bound}"
        );
    }
}

/// Standard normal: upper tail mean `φ(z) / 0.05` at the 95 % quantile `z`.
fn normal_truth(statistic: Statistic) -> f64 {
    let z = standard_normal().inverse_cdf(0.95);
    let tail = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt() / 0.05;
    match statistic {
        Statistic::Sd => 1.0,
        Statistic::P05 => -z,
        Statistic::P95 => z,
        Statistic::Cvar95 => tail,
        Statistic::Cvar05 => -tail,
        _ => 0.0,
    }
}

/// `exp(σ Z)`: mean `m = exp(σ² / 2)`, sd `cv m`, tail means `m Φ(σ - z) / 0.05` above and
/// `m Φ(-z - σ) / 0.05` below.
fn lognormal_truth(cv: f64, statistic: Statistic) -> f64 {
    let (normal, sigma) = (standard_normal(), log_sd(cv));
    let z = normal.inverse_cdf(0.95);
    let mean = (sigma * sigma / 2.0).exp();
    match statistic {
        Statistic::Mean => mean,
        Statistic::Sd => cv * mean,
        Statistic::P05 => (-sigma * z).exp(),
        Statistic::P95 => (sigma * z).exp(),
        Statistic::Cvar95 => mean * normal.cdf(sigma - z) / 0.05,
        Statistic::Cvar05 => mean * normal.cdf(-z - sigma) / 0.05,
        _ => 1.0,
    }
}

fn normal_draw() -> impl Fn(f64) -> f64 {
    let normal = standard_normal();
    move |u| normal.inverse_cdf(u)
}

fn lognormal_draw(cv: f64) -> impl Fn(f64) -> f64 {
    let (normal, sigma) = (standard_normal(), log_sd(cv));
    move |u| (sigma * normal.inverse_cdf(u)).exp()
}

#[test]
fn normal_values() {
    check("normal", 100, 1, normal_draw(), normal_truth, [0.95, 0.947, 0.959, 0.959]);
    check("normal", 500, 2, normal_draw(), normal_truth, [0.95, 0.95, 0.95, 0.95]);
    check("normal", 2_000, 3, normal_draw(), normal_truth, [0.95, 0.95, 0.95, 0.95]);
}

#[test]
fn lognormal_values() {
    let truth = |s| lognormal_truth(0.4, s);
    check("cv 0.4", 100, 4, lognormal_draw(0.4), truth, [0.947, 0.922, 0.963, 0.955]);
    check("cv 0.4", 500, 5, lognormal_draw(0.4), truth, [0.949, 0.941, 0.951, 0.951]);
    check("cv 0.4", 2_000, 6, lognormal_draw(0.4), truth, [0.95, 0.946, 0.95, 0.95]);
}

#[test]
fn very_skewed_values() {
    let truth = |s| lognormal_truth(1.0, s);
    check("cv 1", 500, 10, lognormal_draw(1.0), truth, [0.946, 0.881, 0.948, 0.95]);
    check("cv 1", 2_000, 11, lognormal_draw(1.0), truth, [0.948, 0.910, 0.946, 0.95]);
}

/// A column with an atom: 80 % zeros, else exponential. The median is inside the atom, the 95 %
/// quantile outside.
#[test]
fn atoms_do_not_hurt_quantiles() {
    let n = 1_000;
    let mut uniforms = Uniforms(7);
    let mut scratch = Vec::new();
    let (mut median, mut p95) = (0, 0);
    // P(X > x) = 0.2 exp(-x) is 5 % at ln 4.
    let truth = 4_f64.ln();
    for _ in 0..COLUMNS {
        let column: Vec<f64> = uniforms
            .by_ref()
            .take(n)
            .map(|u| if u < 0.8 { 0.0 } else { -((1.0 - u) / 0.2).ln() })
            .collect();
        let summary = summarise(&column, &mut scratch);
        median += u32::from(holds(&summary, Statistic::P50, 0.0));
        p95 += u32::from(holds(&summary, Statistic::P95, truth));
    }
    let share = f64::from(p95) / COLUMNS as f64;
    let expected = binomial_cover(n, 0.95);
    assert_eq!(median as usize, COLUMNS);
    assert!(
        (share - expected).abs() <= 4.0 * (expected * (1.0 - expected) / COLUMNS as f64).sqrt(),
        "{share}"
    );
}

/// Theory's half-widths at 40,000 values: the plug-in errors estimate the right quantity, not only
/// one that covers.
#[test]
fn half_widths_at_forty_thousand() {
    let n = 40_000;
    let column: Vec<f64> = Uniforms(8).take(n).map(normal_draw()).collect();
    let summary = summarise(&column, &mut Vec::new());
    let (z, tail) = (normal_truth(Statistic::P95), normal_truth(Statistic::Cvar95));
    let density = |x: f64| (-x * x / 2.0).exp() / std::f64::consts::TAU.sqrt();
    // Asymptotic standard deviations times sqrt(n): 1; 1/√2; sqrt(p (1 - p)) / φ(q); and Manistre
    // and Hancock's, the variance of the tail of a standard normal being 1 + z c - c².
    let spread = [
        (Statistic::Mean, 1.0),
        (Statistic::Sd, 0.5_f64.sqrt()),
        (Statistic::P50, 0.5 / density(0.0)),
        (Statistic::P95, (0.05_f64 * 0.95).sqrt() / density(z)),
        (Statistic::P05, (0.05_f64 * 0.95).sqrt() / density(z)),
        (
            Statistic::Cvar95,
            ((1.0 + z * tail - tail * tail + 0.95 * (tail - z).powi(2)) / 0.05).sqrt(),
        ),
    ];
    for (statistic, spread) in spread {
        let interval = summary.get(statistic).and_then(|e| e.interval).expect("an interval");
        let ratio = interval.half_width() / (1.959_964 * spread / (n as f64).sqrt());
        // The gap between two order statistics 87 ranks apart varies by 1/√87 = 11 % of itself,
        // four of which are 0.43.
        assert!((ratio - 1.0).abs() < 0.43, "{statistic}: {ratio}");
    }
}

#[test]
fn the_sample_mean_is_the_same_by_either_way() {
    let column: Vec<f64> = Uniforms(9).take(3_000).collect();
    let direct: Option<Estimate> = Moments::of(&column).and_then(|m| m.mean());
    assert_eq!(summarise(&column, &mut Vec::new()).get(Statistic::Mean), direct);
}
