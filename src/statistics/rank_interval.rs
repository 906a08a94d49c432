//! Confidence intervals of quantiles: which order statistics to take.
//!
//! The number `B` of values below the quantile at `p` is binomial with `n` and `p`. The order
//! statistics of ranks `low` and `high` (from 1) therefore hold the quantile between them with
//! chance `P(low <= B <= high - 1)`, whatever the distribution; with ties or atoms the chance only
//! grows. Ranks are chosen so that neither side misses with more than 2.5 %.
//!
//! H. A. David and H. N. Nagaraja, Order Statistics, 3rd ed., Wiley 2003, section 7.1.

/// What either side may miss.
const MISS: f64 = 0.025;

/// Binomial weights below this share of the largest are left out: what lies beyond adds less than a
/// rounding.
const NEGLIGIBLE: f64 = 1e-20;

/// The ranks `(low, high)`, from 1, of the 95 % interval of the quantile at `p` in `(0, 1)` of `n`
/// values; none if the smallest or the largest value is not far enough out.
///
/// Exact at every `n`: the binomial weights follow from their ratios, outward from the largest, in
/// about `20 sqrt(n p (1 - p))` steps, and neither factorials nor a normal approximation enter.
pub(super) fn ranks(n: usize, p: f64) -> Option<(usize, usize)> {
    let q = 1.0 - p;
    let count = n as f64;
    let mode = (((count + 1.0) * p).floor() as usize).min(n);

    // Weights relative to that of the mode: `below` for mode - 1, mode - 2, …; `above` for mode +
    // 1, mode + 2, …
    let mut below = Vec::new();
    let (mut k, mut weight) = (mode, 1.0);
    while k > 0 && weight > NEGLIGIBLE {
        weight *= k as f64 * q / ((n - k + 1) as f64 * p);
        k -= 1;
        below.push(weight);
    }
    let mut above = Vec::new();
    (k, weight) = (mode, 1.0);
    while k < n && weight > NEGLIGIBLE {
        weight *= (n - k) as f64 * p / ((k + 1) as f64 * q);
        k += 1;
        above.push(weight);
    }

    // Smallest weights first.
    let total = below.iter().rev().sum::<f64>() + above.iter().rev().sum::<f64>() + 1.0;
    let miss = MISS * total;

    // `low` is the smallest k with P(B <= k) above the miss; `high` one more than the largest k
    // with P(B >= k) above it.
    let low = mode - (below.len() - crossing(below.iter().rev(), miss));
    let high = mode + (above.len() - crossing(above.iter().rev(), miss)) + 1;
    (low >= 1 && high <= n).then_some((low, high))
}

/// How many of the weights, added up from the outside, stay within `miss`; all of them if the mode
/// is what exceeds it.
fn crossing<'a>(weights: impl Iterator<Item = &'a f64>, miss: f64) -> usize {
    let mut sum = 0.0;
    weights
        .take_while(|&&weight| {
            sum += weight;
            sum <= miss
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Binomial, DiscreteCDF};

    #[test]
    fn medians_by_the_printed_tables() {
        // Sign-test limits of the median at 95 %, exact binomial: n = 10 gives ranks 2 and 9
        // (cover 97.85 %), n = 20 gives 6 and 15 (95.86 %), n = 6 the extremes (96.88 %), n = 5
        // nothing (93.75 %).
        assert_eq!(ranks(10, 0.5), Some((2, 9)));
        assert_eq!(ranks(20, 0.5), Some((6, 15)));
        assert_eq!(ranks(6, 0.5), Some((1, 6)));
        assert_eq!(ranks(5, 0.5), None);
        assert_eq!(ranks(1, 0.5), None);
    }

    #[test]
    fn too_few_values_for_a_far_quantile() {
        // The smallest value lies above the 1 % quantile with chance 0.99^n, which is 2.5 % at n =
        // 367.04.
        assert_eq!(ranks(367, 0.01), None);
        assert!(ranks(368, 0.01).is_some_and(|(low, _)| low == 1));
        assert_eq!(ranks(100, 0.99), None);
        assert_eq!(ranks(367, 0.99), None);
        assert!(ranks(368, 0.99).is_some_and(|(_, high)| high == 368));
    }

    #[test]
    fn ranks_are_the_tightest_that_the_exact_binomial_allows() {
        for n in [20, 57, 100, 368, 500, 1_000, 5_000] {
            for p in [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] {
                let exact = Binomial::new(p, n as u64).expect("a valid binomial");
                // P(B <= k)
                let at_most = |k: usize| exact.cdf(k as u64);
                let Some((low, high)) = ranks(n, p) else {
                    assert!(
                        at_most(0) > MISS || at_most(n - 1) < 1.0 - MISS,
                        "{n} {p} has an interval"
                    );
                    continue;
                };
                assert!(at_most(low - 1) <= MISS && at_most(low) > MISS, "{n} {p}: low {low}");
                assert!(
                    1.0 - at_most(high - 1) <= MISS && 1.0 - at_most(high - 2) > MISS,
                    "{n} {p}: high {high}"
                );
            }
        }
    }

    #[test]
    fn large_counts_agree_with_the_normal_approximation() {
        for n in [200_000_usize, 10_000_000] {
            for p in [0.01, 0.05, 0.5, 0.95] {
                let (low, high) = ranks(n, p).expect("an interval");
                let sd = (n as f64 * p * (1.0 - p)).sqrt();
                let z = super::super::critical::NORMAL;
                // Cornish–Fisher: the quantile is n p ± z sd + (1 - 2 p)(z² - 1) / 6, rounded up or
                // down, and terms in 1 / sd.
                let skew = (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0;
                assert!(
                    (low as f64 - (n as f64 * p - z * sd + skew)).abs() < 1.1,
                    "{n} {p}: low {low}"
                );
                assert!(
                    (high as f64 - 1.0 - (n as f64 * p + z * sd + skew)).abs() < 1.1,
                    "{n} {p}: high {high}"
                );
            }
        }
    }
}
