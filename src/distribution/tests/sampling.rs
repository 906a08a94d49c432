//! Draws against the cumulative probabilities, and against mean and variance.

use super::zoo::zoo;
use crate::distribution::Distribution;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

const DRAWS: usize = 200_000;

fn draws(law: &Distribution, seed: usize) -> Vec<f64> {
    let mut out = vec![0.0; DRAWS];
    law.fill(&mut Xoshiro256PlusPlus::seed_from_u64(seed as u64), &mut out);
    out
}

/// Kolmogorov and Smirnov at a level of 0.001 (conservative where values have probabilities of
/// their own). The seed is the row; with free seeds one row in a thousand would fail.
#[test]
fn draws_follow_the_cdf() {
    let critical = 1.95 / (DRAWS as f64).sqrt();
    for (row, specimen) in zoo().iter().enumerate() {
        let mut sorted = draws(&specimen.law, row);
        sorted.sort_by(f64::total_cmp);
        let mut worst: f64 = 0.0;
        let mut first = 0;
        while first < DRAWS {
            let x = sorted[first];
            let end = first + sorted[first..].partition_point(|&other| other == x);
            let before = first as f64 / DRAWS as f64;
            let after = end as f64 / DRAWS as f64;
            worst = worst.max((specimen.law.cdf(x.next_down()) - before).abs());
            worst = worst.max((specimen.law.cdf(x) - after).abs());
            // Every 20th value will do: the statistic moves by 20 ∕ DRAWS at most.
            first = end + if specimen.is_continuous() { 20 } else { 0 };
        }
        assert!(worst < critical, "{}: distance {worst}, critical {critical}", specimen.name);
    }
}

/// Within 4 standard errors: with free seeds one row in 16,000 would fail, more where the normal
/// approximation is rough.
#[test]
fn draws_have_the_mean_and_variance() {
    for (row, specimen) in zoo().iter().enumerate().filter(|(_, specimen)| specimen.light_tailed) {
        let n = DRAWS as f64;
        let sample = draws(&specimen.law, 1000 + row);
        let mean = sample.iter().sum::<f64>() / n;
        let moment = |k: i32| sample.iter().map(|x| (x - mean).powi(k)).sum::<f64>() / n;
        let (second, fourth) = (moment(2), moment(4));
        let name = specimen.name;
        let error = (mean - specimen.law.mean()).abs();
        let allowed = 4.0 * (second / n).sqrt() + 1e-12 * mean.abs();
        assert!(error <= allowed, "{name}: mean {mean} for {}", specimen.law.mean());
        let error = (second - specimen.law.variance()).abs();
        let allowed = 4.0 * ((fourth - second * second).max(0.0) / n).sqrt() + 1e-12 * second;
        assert!(error <= allowed, "{name}: variance {second} for {}", specimen.law.variance());
    }
}

#[test]
fn filling_is_sampling_one_by_one() {
    for (row, specimen) in zoo().iter().enumerate() {
        let mut filled = [0.0; 50];
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(row as u64);
        specimen.law.fill(&mut generator, &mut filled);
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(row as u64);
        for value in filled {
            assert_eq!(
                value.to_bits(),
                specimen.law.sample(&mut generator).to_bits(),
                "{}",
                specimen.name
            );
        }
    }
}

#[test]
fn draws_stay_in_the_support() {
    for (row, specimen) in zoo().iter().enumerate() {
        let (low, high) = specimen.law.support();
        let sample = draws(&specimen.law, row);
        assert!(sample.iter().all(|&x| x >= low && x <= high), "{}", specimen.name);
    }
}
