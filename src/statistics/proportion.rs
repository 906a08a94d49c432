//! Shares of the values that meet a condition.

use super::critical;
use super::estimate::{Estimate, Interval};

/// The share `successes / n` with Wilson's score interval; none for `n = 0` or more successes than
/// `n`.
///
/// ```text
/// (p + z² / 2n ± z sqrt(p (1 - p) / n + z² / 4n²)) / (1 + z² / n)
/// ```
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
/// the American Statistical Association 22 (1927), 209–212. Recommended by L. D. Brown, T. T. Cai
/// and A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001),
/// 101–133. Unlike `p ± z se` it has a width at 0 and at 1: no success in `n` leaves chances up to
/// about `3.84 / n` open.
///
/// Wilson's lower end is too high where only one to three values succeed: at a chance of `0.18 / n` it covers
/// 84 %. From 50 values on the lower end is then Poisson's, one-sided (`RARE`), as Brown, Cai and
/// DasGupta propose, and likewise the upper end where only one to three fail. The interval so covers 92.7 %
/// or more of all columns at whatever chance, and 96.6 % on average.
pub fn proportion(successes: usize, n: usize) -> Option<Estimate> {
    let share = of_independent(successes as f64, n as f64)?;
    Some(Estimate { n, ..share })
}

/// The same of numbers that need not be whole: members that depend on each other are worth fewer independent ones.
pub(super) fn of_independent(successes: f64, n: f64) -> Option<Estimate> {
    if !(n > 0.0 && (0.0..=n).contains(&successes)) {
        return None;
    }
    let p = successes / n;
    let z2 = critical::NORMAL * critical::NORMAL;
    let centre = p + z2 / (2.0 * n);
    let spread = critical::NORMAL * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // At 0 and 1 the formula meets the end exactly, but not in floating point.
    let low = match rare(successes, n) {
        _ if successes == 0.0 => 0.0,
        Some(expected) => expected / n,
        None => ((centre - spread) / scale).clamp(0.0, p),
    };
    let high = match rare(n - successes, n) {
        _ if successes == n => 1.0,
        Some(expected) => 1.0 - expected / n,
        None => ((centre + spread) / scale).clamp(p, 1.0),
    };
    Estimate::with_interval(p, Interval::new(low, high), n as usize)
}

/// The expected counts of a Poisson law that reaches 1, 2 or 3 with a chance of 5 %: `1 - exp(-λ)`,
/// `1 - exp(-λ) (1 + λ)` and `1 - exp(-λ) (1 + λ + λ² / 2)` are 0.05.
const RARE: [f64; 3] = [0.051_293_294_387_550_58, 0.355_361_510_698_661_84, 0.817_691_447_163_953];

/// Fewest values from which few successes are rare rather than those of a small sample.
const RARE_FROM: f64 = 50.0;

/// Of counts that are not whole, the part of the next whole one's that they are of it.
fn rare(count: f64, n: f64) -> Option<f64> {
    let whole = count.ceil();
    let of_whole = RARE.get((whole as usize).wrapping_sub(1));
    of_whole.filter(|_| n >= RARE_FROM).map(|expected| expected * (count / whole))
}

/// The share of the values that lie above `limit`, with Wilson's interval. NaN values are left out;
/// none if no value remains or the limit is NaN.
pub fn probability_above(values: &[f64], limit: f64) -> Option<Estimate> {
    if limit.is_nan() {
        return None;
    }
    let n = values.iter().filter(|x| !x.is_nan()).count();
    proportion(values.iter().filter(|&&x| x > limit).count(), n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Binomial, Discrete};

    fn ends(successes: usize, n: usize) -> (f64, f64) {
        let interval = proportion(successes, n).and_then(|p| p.interval).expect("an interval");
        (interval.low, interval.high)
    }

    fn near(got: f64, expected: f64, digits: i32) {
        assert!(
            (got - expected).abs() <= 0.5 * 10_f64.powi(-digits),
            "{got} instead of {expected}"
        );
    }

    #[test]
    fn published_intervals() {
        // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
        // Medicine 17 (1998), 857–872, table I, method 3 (score, no continuity correction).
        for (successes, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (l, h) = ends(successes, n);
            near(l, low, 4);
            near(h, high, 4);
        }
    }

    #[test]
    fn closed_forms() {
        // No success: z² / (n + z²). Half: 1/2 ± z / (2 sqrt(n + z²)).
        let z2 = 3.841_458_820_694_124;
        let (low, high) = ends(0, 10);
        assert_eq!(low, 0.0);
        near(high, z2 / (10.0 + z2), 14);
        near(high, 0.2775, 4);
        let (low, high) = ends(5, 10);
        near(low, 0.5 - (z2 / (10.0 + z2)).sqrt() / 2.0, 14);
        near(low, 0.2366, 4);
        near(high, 0.7634, 4);
        near(ends(10, 10).0, 10.0 / (10.0 + z2), 14);
        assert_eq!(ends(10, 10).1, 1.0);
    }

    #[test]
    fn rare_successes_have_poissons_lower_end() {
        for (count, expected) in RARE.into_iter().enumerate() {
            let terms = [1.0, expected, expected * expected / 2.0];
            let reaches = 1.0 - (-expected).exp() * terms[..=count].iter().sum::<f64>();
            assert!((reaches - 0.05).abs() < 1e-14, "{count}: {reaches}");
            assert!((ends(count + 1, 500).0 - expected / 500.0).abs() < 1e-17);
            let mirrored = 1.0 - ends(499 - count, 500).1;
            assert!((mirrored - expected / 500.0).abs() < 1e-15);
        }
        // The fourth is Wilson's: (4 + z²/2 - z sqrt(4 · 0.992 + z²/4)) / (500 + z²) = 0.003115.
        near(ends(4, 500).0, 0.003_115, 6);
        near(ends(1, 49).0, 0.003_612, 6);
    }

    /// How often the interval holds a chance, by the binomial law itself: nothing is drawn.
    fn cover(n: usize, chance: f64) -> f64 {
        let law = Binomial::new(chance, n as u64).expect("a valid binomial");
        let spread = 10.0 * (n as f64 * chance).sqrt() + 20.0;
        let first = (n as f64 * chance - spread).max(0.0) as usize;
        let last = ((n as f64 * chance + spread) as usize).min(n);
        let held = (first..=last).filter(|&count| {
            let (low, high) = ends(count, n);
            low <= chance && chance <= high
        });
        held.map(|count| law.pmf(count as u64)).sum()
    }

    /// The least and the mean cover over 2,000 chances, evenly spread on a logarithmic scale from 0.01 ÷ n to a half.
    #[test]
    fn cover_at_every_chance() {
        for (n, least, mean) in [(500, 0.927, 0.966), (2_000, 0.927, 0.965), (5_000, 0.927, 0.965)]
        {
            let from = (0.01 / n as f64).ln();
            let chances =
                (0..2_000).map(|i| (from + (0.5_f64.ln() - from) * f64::from(i) / 1999.0).exp());
            let covers: Vec<f64> = chances.map(|chance| cover(n, chance)).collect();
            let lowest = covers.iter().copied().fold(1.0, f64::min);
            let average = covers.iter().sum::<f64>() / covers.len() as f64;
            println!(
                "share of {n:5}: {:.2} % at least, {:.2} % on average",
                100.0 * lowest,
                100.0 * average
            );
            assert!(lowest >= least && (average - mean).abs() < 0.002, "{n}: {lowest} {average}");
        }
    }

    #[test]
    fn what_is_no_share() {
        assert_eq!(proportion(0, 0), None);
        assert_eq!(proportion(2, 1), None);
        assert_eq!(probability_above(&[], 0.0), None);
        assert_eq!(probability_above(&[f64::NAN], 0.0), None);
        assert_eq!(probability_above(&[1.0], f64::NAN), None);
    }

    #[test]
    fn above_is_strict_and_leaves_out_what_is_missing() {
        let share = probability_above(&[0.0, 0.0, 1.0, f64::NAN, 2.0], 0.0);
        assert_eq!(share, proportion(2, 4));
    }

    #[test]
    fn one_value() {
        let (low, high) = ends(1, 1);
        assert!(0.0 < low && low < 0.3 && high == 1.0);
    }
}
