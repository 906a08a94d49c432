//! Do the intervals hold the truth as often as they say? Many columns of a law whose truth is known, and the
//! share of them whose interval holds it.
//!
//! ```console
//! $ cargo test --release statistics::coverage -- --nocapture            # 4,000 columns a case
//! $ PAYCURVE_COLUMNS=100000 cargo test --release statistics::coverage -- --nocapture
//! ```
//!
//! prints the shares. With more columns than 4,000 the seeds are others, too: so were the figures measured that
//! the tests expect, and that stand in the documentation of [`super`].

mod dependent;
mod laws;
mod stopped;

use super::{Scratch, Statistic, Summary, proportion, rank_interval, share_of_variance, summarise};
use laws::Law;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus as Generator;
use statrs::distribution::{Binomial, DiscreteCDF};

/// Columns a case; fewer where an unoptimised build makes them slow.
const COLUMNS: usize = if cfg!(debug_assertions) { 1_000 } else { 4_000 };

/// With so many columns were the expected shares measured.
const EXPECTED_FROM: f64 = 100_000.0;

/// Statistics whose cover is measured, in the order of the expected shares.
const MEASURED: [Statistic; 9] = [
    Statistic::Mean,
    Statistic::Sd,
    Statistic::Cvar95,
    Statistic::Cvar05,
    Statistic::P01,
    Statistic::P05,
    Statistic::P50,
    Statistic::P95,
    Statistic::P99,
];

fn columns() -> usize {
    let wanted = std::env::var("PAYCURVE_COLUMNS").ok().and_then(|number| number.parse().ok());
    wanted.unwrap_or(COLUMNS)
}

/// The generator of a case: other seeds where more columns are asked for.
fn generator(seed: u64) -> Generator {
    Generator::seed_from_u64(if columns() == COLUMNS { seed } else { seed + 1_000 })
}

/// Four standard errors of the difference between a share of this many columns and an expected one, which was
/// measured itself and rounded to a tenth of a per cent.
fn bound(expected: f64) -> f64 {
    let variance = expected * (1.0 - expected);
    4.0 * (variance / columns() as f64 + variance / EXPECTED_FROM).sqrt() + 0.0005
}

/// Whether a statistic's interval holds the truth; one without an interval does not.
fn holds(summary: &Summary, statistic: Statistic, truth: f64) -> bool {
    summary.get(statistic).and_then(|e| e.interval).is_some_and(|i| i.contains(truth))
}

/// The shares of columns whose interval holds the truth, and the share in which the sd's is doubted.
fn cover<const K: usize>(law: Law, n: usize, seed: u64, of: [Statistic; K]) -> ([f64; K], f64) {
    let mut generator = generator(seed);
    let (mut column, mut scratch) = (Vec::new(), Scratch::default());
    let truths = of.map(|statistic| law.truth(statistic));
    let (mut hits, mut doubted) = ([0_u32; K], 0_u32);
    for _ in 0..columns() {
        law.fill(&mut column, n, &mut generator);
        let summary = summarise(&column, &mut scratch);
        for k in 0..K {
            hits[k] += u32::from(holds(&summary, of[k], truths[k]));
        }
        doubted += u32::from(summary.sd_falls_short());
    }
    let share = |count: u32| f64::from(count) / columns() as f64;
    (hits.map(share), share(doubted))
}

/// Cover of a quantile's interval in theory: the binomial chance between its ranks.
fn binomial_cover(n: usize, p: f64) -> f64 {
    let Some((low, high)) = rank_interval::ranks(n, p) else {
        return 0.0;
    };
    let below = Binomial::new(p, n as u64).expect("a valid binomial");
    below.cdf(high as u64 - 1) - below.cdf(low as u64 - 1)
}

/// What is expected of a law at a number of values, in per cent.
struct Expected {
    n: usize,
    /// Cover of mean, sd, cvar95, cvar05. That of quantiles is known exactly.
    cover: [f64; 4],
    /// Share of columns in which the interval of the sd is doubted.
    doubted: f64,
}

const fn expect(n: usize, cover: [f64; 4], doubted: f64) -> Expected {
    Expected { n, cover, doubted }
}

/// Measures a law, prints the shares, and holds every one to what is expected of it.
fn check(law: Law, seed: u64, cases: &[Expected]) {
    let mut faults = Vec::new();
    for (number, Expected { n, cover: moments, doubted }) in cases.iter().enumerate() {
        let (shares, found) = cover(law, *n, seed + number as u64, MEASURED);
        let quantiles = [0.01, 0.05, 0.5, 0.95, 0.99].map(|p| 100.0 * binomial_cover(*n, p));
        let expected = moments.iter().copied().chain(quantiles).chain([*doubted]);
        let names = MEASURED.map(Statistic::name).into_iter().chain(["doubted"]);
        for ((name, share), expected) in names.zip(shares.into_iter().chain([found])).zip(expected)
        {
            let line = format!(
                "{n:5} of {}  {name:7} {:5.1} %  (expected {expected:.1})",
                law.name(),
                100.0 * share
            );
            println!("{line}");
            if !((share - expected / 100.0).abs() <= bound(expected / 100.0)) {
                faults.push(line);
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// From 2,000 values on, where values vary as yearly figures do (cv up to 0.4), every interval holds the truth
/// in 93 to 97 % of columns: so the expected shares say, to which the measured ones are held.
fn assert_wanted(cases: &[Expected]) {
    for case in cases.iter().filter(|case| case.n >= 2_000) {
        let quantiles = [0.01, 0.05, 0.5, 0.95, 0.99].map(|p| 100.0 * binomial_cover(case.n, p));
        for share in case.cover.into_iter().chain(quantiles) {
            assert!((93.0..=97.0).contains(&share), "{}: {share}", case.n);
        }
    }
}

#[test]
fn normal_values() {
    let cases = [
        expect(100, [95.0, 95.1, 95.9, 96.0], 0.0),
        expect(500, [94.9, 94.9, 95.2, 95.2], 0.0),
        expect(2_000, [95.0, 95.0, 94.9, 95.1], 0.0),
        expect(5_000, [94.9, 95.0, 95.1, 94.9], 0.0),
    ];
    assert_wanted(&cases);
    check(Law::Normal, 10, &cases);
}

#[test]
fn skewed_values() {
    let cases = [
        expect(100, [94.9, 93.9, 96.2, 95.5], 5.6),
        expect(500, [95.0, 94.5, 95.1, 95.1], 4.1),
        expect(2_000, [95.0, 94.9, 95.1, 95.0], 1.5),
        expect(5_000, [95.0, 94.9, 95.1, 95.1], 0.4),
    ];
    assert_wanted(&cases);
    check(Law::Lognormal(0.4), 20, &cases);
}

#[test]
fn very_skewed_values() {
    let cases = [
        expect(500, [94.4, 92.3, 94.8, 94.8], 92.7),
        expect(2_000, [94.8, 93.0, 94.7, 95.1], 82.8),
        expect(5_000, [94.9, 93.4, 94.8, 94.9], 61.0),
    ];
    check(Law::Lognormal(1.0), 30, &cases);
}

#[test]
fn deals_of_random_number_and_size() {
    let cases = [
        expect(500, [95.0, 94.9, 95.2, 95.0], 0.0),
        expect(2_000, [95.1, 95.1, 94.9, 95.1], 0.0),
        expect(5_000, [95.0, 95.1, 95.0, 95.0], 0.0),
    ];
    assert_wanted(&cases);
    check(Law::CompoundPoisson(20.0), 40, &cases);
}

#[test]
fn yearly_ratios() {
    let cases =
        [expect(500, [95.0, 94.6, 95.1, 95.2], 4.0), expect(2_000, [95.1, 94.9, 95.1, 95.1], 1.5)];
    assert_wanted(&cases);
    check(Law::CostOfSales(0.4), 50, &cases);
}

/// A budget that is overrun in few years: the mean overrun over all years, most of which have none.
#[test]
fn rare_overruns() {
    let mut faults = Vec::new();
    for (seed, chance, n, mean, sd) in [
        (60, 0.02, 500, 97.0, 92.4),
        (61, 0.05, 500, 95.9, 95.5),
        (62, 0.3, 500, 95.0, 95.1),
        (63, 0.01, 2_000, 96.2, 95.2),
        (64, 0.05, 2_000, 95.2, 94.4),
    ] {
        let law = Law::Overrun(chance);
        let (shares, _) = cover(law, n, seed, [Statistic::Mean, Statistic::Sd]);
        println!("{n} of {}: mean, sd {shares:.3?}", law.name());
        let expected = [mean / 100.0, sd / 100.0];
        if shares.into_iter().zip(expected).any(|(share, e)| (share - e).abs() > bound(e)) {
            faults.push(format!("{chance} {n}: {shares:?} instead of {expected:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The chance of an overrun, by simulation; [`proportion`] has its cover at every chance, by the binomial law.
#[test]
fn chances() {
    for (seed, chance, n) in [(70, 0.002, 500), (71, 0.01, 500), (72, 0.3, 500), (73, 0.001, 2_000)]
    {
        let mut generator = generator(seed);
        let law = Binomial::new(chance, n as u64).expect("a valid binomial");
        let interval = |count| proportion(count, n).and_then(|e| e.interval).expect("an interval");
        let holds = |count| interval(count).contains(chance);
        use statrs::distribution::Discrete;
        let expected: f64 = (0..=n).filter(|&k| holds(k)).map(|k| law.pmf(k as u64)).sum();
        let mut column = Vec::new();
        let held = (0..columns()).filter(|_| {
            Law::Overrun(chance).fill(&mut column, n, &mut generator);
            holds(column.iter().filter(|x| **x > 0.0).count())
        });
        let share = held.count() as f64 / columns() as f64;
        println!("chance {chance} of {n}: {:.1} % ({:.1})", 100.0 * share, 100.0 * expected);
        assert!((share - expected).abs() <= bound(expected), "{chance} {n}: {share}");
    }
}

/// The share of the spread of the cost that a team brings: one lognormal team of two, the other normal.
#[test]
fn shares_of_the_variance() {
    let mut faults = Vec::new();
    for (seed, n, cv, expected) in [
        (80, 500, 0.4, 93.8),
        (81, 2_000, 0.4, 94.5),
        (82, 5_000, 0.4, 94.7),
        (83, 2_000, 1.0, 93.3),
    ] {
        let mut generator = generator(seed);
        let law = Law::Lognormal(cv);
        let variance = law.truth(Statistic::Sd).powi(2);
        // The other team's sd is 0.4.
        let truth = variance / (variance + 0.16);
        let (mut part, mut other) = (Vec::new(), Vec::new());
        let held = (0..columns()).filter(|_| {
            law.fill(&mut part, n, &mut generator);
            Law::Normal.fill(&mut other, n, &mut generator);
            let whole: Vec<f64> = part.iter().zip(&other).map(|(x, y)| x + 0.4 * y).collect();
            let share = share_of_variance(&part, &whole).and_then(|e| e.interval);
            share.is_some_and(|i| i.contains(truth))
        });
        let share = held.count() as f64 / columns() as f64;
        println!("share of variance, cv {cv} of {n}: {:.1} %", 100.0 * share);
        let expected = expected / 100.0;
        if (share - expected).abs() > bound(expected) {
            faults.push(format!("{cv} {n}: {share} instead of {expected}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A column with an atom: 80 % zeros, else exponential. The median is inside the atom, the 95 %
/// quantile outside.
#[test]
fn atoms_do_not_hurt_quantiles() {
    let of = [Statistic::P50, Statistic::P95];
    let ([median, p95], _) = cover(Law::Overrun(0.2), 1_000, 90, of);
    let expected = binomial_cover(1_000, 0.95);
    assert_eq!(median, 1.0);
    assert!((p95 - expected).abs() <= bound(expected), "{p95}");
}

/// Theory's half-widths at 40,000 values: the plug-in errors estimate the right quantity, not only
/// one that covers.
#[test]
fn half_widths_at_forty_thousand() {
    let n = 40_000;
    let mut column = Vec::new();
    Law::Normal.fill(&mut column, n, &mut Generator::seed_from_u64(91));
    let summary = summarise(&column, &mut Scratch::default());
    let (z, tail) = (Law::Normal.truth(Statistic::P95), Law::Normal.truth(Statistic::Cvar95));
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
