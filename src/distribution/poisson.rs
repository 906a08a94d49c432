//! The Poisson distribution: how many independent things happen, and its quantile for coupled draws.

use super::count::{self, Count, MOST};
use super::error::{ParameterError, between, positive};
use super::exp::exp;
use super::incomplete_gamma::{IncompleteGamma, log_excess, stirling_rest};
use super::law::Law;
use super::level::Level;
use crate::wide::wide;
use statrs::function::gamma::ln_gamma;
use std::f64::consts::TAU;

/// P(X = k) = `e^(−mean) mean^k ∕ k!`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Poisson {
    mean: f64,
}

/// P(X = k) of a Poisson law, without cancellation for large k.
pub(super) fn poisson_p(k: f64, mean: f64) -> f64 {
    if k < 20.0 {
        (k * mean.ln() - mean - ln_gamma(k + 1.0)).exp()
    } else {
        // Stirling: the weight at its peak times the fall to either side.
        (-k * log_excess((mean - k) / k) - stirling_rest(k)).exp() / (TAU * k).sqrt()
    }
}

impl Poisson {
    pub fn new(mean: f64) -> Result<Self, ParameterError> {
        positive("mean", mean)
            .map_err(|error| error.advise("for none at all use distribution = \"constant\""))?;
        between("mean", mean, 1e-12, MOST)?;
        Ok(Self { mean })
    }
}

impl Count for Poisson {
    fn tails(&self, k: f64) -> (f64, f64) {
        let (above, below) = IncompleteGamma::new(k + 1.0).tails(self.mean, self.mean.ln());
        (below, above)
    }

    fn p(&self, k: f64) -> f64 {
        poisson_p(k, self.mean)
    }

    fn ends(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}

impl Law for Poisson {
    fn below(&self, x: f64) -> f64 {
        count::tails(self, x).0
    }

    fn above(&self, x: f64) -> f64 {
        count::tails(self, x).1
    }

    fn next_atom(&self, x: f64) -> Option<f64> {
        count::next(self, x)
    }

    fn at_level(&self, level: Level) -> f64 {
        count::at(self, level.to_normal(), level)
    }

    fn at_normal(&self, z: f64) -> f64 {
        count::at(self, z, Level::of_normal(z))
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean
    }

    /// `mean·P(X ≤ k − 1) + limit·P(X > k)`, k the limit rounded down.
    fn limited_mean(&self, limit: f64) -> f64 {
        let k = limit.floor();
        self.mean * self.below(k - 1.0) + limit * self.above(k)
    }

    fn support(&self) -> (f64, f64) {
        self.ends()
    }
}

/// 1∕k: a division in every step of a count would be most of its time.
#[inline(always)]
fn reciprocal(k: u64) -> f64 {
    RECIPROCALS.get(k as usize).copied().unwrap_or_else(|| 1.0 / k as f64)
}

static RECIPROCALS: [f64; 512] = {
    let mut table = [0.0; 512];
    let mut k = 1;
    while k < table.len() {
        table[k] = 1.0 / k as f64;
        k += 1;
    }
    table
};

/// The smallest count k with P(X ≤ k) ≥ `u` for a Poisson law of this mean: the draw that the uniform
/// number `u` stands for.
///
/// For a fixed `u` it never falls as the mean rises, so the same `u` under two means gives coupled
/// counts. By summing up from 0 to a mean of 700, beyond which `e^(−mean)` has no digits; by search
/// above. A mean of 0 or less (or NaN) gives 0, and means beyond 10¹² are taken as that.
pub fn poisson_count(u: f64, mean: f64) -> u64 {
    if !(mean > 0.0 && u > 0.0) {
        return 0;
    }
    if mean > SUMMED {
        let mean = mean.min(1e12);
        let u = u.min(1.0 - f64::EPSILON / 2.0);
        return Poisson { mean }.at_level(Level::of_uniform(u)) as u64;
    }
    let mut k = 0_u64;
    let mut p = exp(-mean);
    let mut sum = p;
    while sum < u {
        k += 1;
        p *= mean * reciprocal(k);
        let next = sum + p;
        // Rounding may keep the sum below a `u` next to 1; the count is then the last that adds.
        if next == sum && k as f64 > mean {
            break;
        }
        sum = next;
    }
    k
}

/// The largest mean whose probabilities are summed up.
const SUMMED: f64 = 700.0;

/// Below this a uniform number is reached by the sum before that stops growing: rounding keeps the sum of all
/// probabilities within 10⁻¹² of 1.
const SURELY_REACHED: f64 = 1.0 - 1e-9;

/// Counts that are worked out together.
const LANES: usize = 16;

/// The counts that uniform numbers stand for, each under its own mean: those of [`poisson_count`]. All three are
/// of one length.
pub fn poisson_counts(uniforms: &[f64], means: &[f64], counts: &mut [u32]) {
    let is_summed = |(u, mean): (&f64, &f64)| {
        (*mean > 0.0) & (*mean <= SUMMED) & (*u > 0.0) & (*u < SURELY_REACHED)
    };
    if uniforms.iter().zip(means).all(is_summed) {
        sum_up(uniforms, means, counts);
    } else {
        for ((u, mean), count) in uniforms.iter().zip(means).zip(counts) {
            *count = poisson_count(*u, *mean).min(u64::from(u32::MAX)) as u32;
        }
    }
}

wide! {
    fn[512] sum_up(uniforms: &[f64], means: &[f64], counts: &mut [u32]) {
        let (whole, rest) = counts.as_chunks_mut::<LANES>();
        let (uniforms, last_uniforms) = uniforms.as_chunks::<LANES>();
        let (means, last_means) = means.as_chunks::<LANES>();
        for ((uniforms, means), counts) in uniforms.iter().zip(means).zip(whole) {
            *counts = sum_up_lanes(uniforms, means);
        }
        if rest.len() > LANES / 2 {
            sum_up_rest::<LANES>(last_uniforms, last_means, rest);
        } else if !rest.is_empty() {
            sum_up_rest::<{ LANES / 2 }>(last_uniforms, last_means, rest);
        }
    }
}

/// The counts of at most so many lanes; those without a number are done at once.
#[inline(always)]
fn sum_up_rest<const LANES: usize>(uniforms: &[f64], means: &[f64], counts: &mut [u32]) {
    let (mut all_uniforms, mut all_means) = ([0.0; LANES], [1.0; LANES]);
    for (lane, (uniform, mean)) in uniforms.iter().zip(means).enumerate() {
        (all_uniforms[lane], all_means[lane]) = (*uniform, *mean);
    }
    let of_lanes = sum_up_lanes(&all_uniforms, &all_means);
    counts.iter_mut().zip(of_lanes).for_each(|(slot, count)| *slot = count);
}

#[inline(always)]
fn sum_up_lanes<const LANES: usize>(uniforms: &[f64; LANES], means: &[f64; LANES]) -> [u32; LANES] {
    // A loop rather than a `map`, which would not be compiled for wide vectors.
    let mut p = [0.0; LANES];
    for (p, mean) in p.iter_mut().zip(means) {
        *p = exp(-mean);
    }
    let (mut sum, mut count) = (p, [0_i64; LANES]);
    let mut k = 0;
    let mut goes_on = true;
    while goes_on {
        for _ in 0..4 {
            k += 1;
            let part = reciprocal(k);
            for lane in 0..LANES {
                count[lane] += i64::from(sum[lane] < uniforms[lane]);
                p[lane] *= means[lane] * part;
                sum[lane] += p[lane];
            }
        }
        goes_on = false;
        for lane in 0..LANES {
            goes_on |= sum[lane] < uniforms[lane];
        }
    }
    let mut counts = [0; LANES];
    for (slot, count) in counts.iter_mut().zip(count) {
        *slot = count as u32;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wide::tests::in_each_width;

    #[test]
    fn counts_at_once_are_the_counts_one_by_one() {
        // Next to both ends, also where the sum may stop growing; and what is summed up in lanes, of all lengths.
        let ends = vec![f64::EPSILON, 1.0 - f64::EPSILON / 2.0, 1.0 - 1e-12, 1e-300, 0.5];
        let sure = [1e-300, f64::EPSILON, SURELY_REACHED - f64::EPSILON];
        let inner =
            |n: i32| sure.into_iter().chain((1..n).map(move |i| f64::from(i) / f64::from(n)));
        for uniforms in [ends].into_iter().chain((1..40).map(|n| inner(n).collect::<Vec<f64>>())) {
            for mean in [1e-9, 0.3, 2.0, 15.8, 97.5, 699.9] {
                let means: Vec<f64> =
                    (0..uniforms.len()).map(|i| mean * (1.0 - i as f64 / 500.0)).collect();
                let one_by_one: Vec<u32> = uniforms
                    .iter()
                    .zip(&means)
                    .map(|(u, mean)| poisson_count(*u, *mean) as u32)
                    .collect();
                for counts in in_each_width(|| {
                    let mut counts = vec![0; means.len()];
                    poisson_counts(&uniforms, &means, &mut counts);
                    counts
                }) {
                    assert_eq!(counts, one_by_one, "{mean}");
                }
            }
        }
    }
}
