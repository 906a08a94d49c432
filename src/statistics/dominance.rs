//! Whether one column is stochastically smaller than another that it is paired with.

use statrs::distribution::{ContinuousCDF, Normal};

/// Which order of stochastic dominance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// P(a > x) ≤ P(b > x) for every x: whoever prefers less prefers `a`.
    First,
    /// E max(a − x, 0) ≤ E max(b − x, 0) for every x (the increasing convex, or stop-loss, order): whoever prefers less,
    /// and shuns what is much all the more, prefers `a`. The first order implies it.
    Second,
}

impl Order {
    /// Both.
    pub const ALL: [Self; 2] = [Self::First, Self::Second];
}

/// What a test of dominance says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every pair is the same: the question does not arise.
    Alike,
    /// It dominates: that it does not is rejected at the 5 % level.
    Dominates,
    /// It does not: that it does is rejected at the 5 % level.
    DoesNot,
    /// Neither can be rejected with so many pairs.
    Undecided,
}

/// A test of whether a column dominates another by being smaller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dominance {
    /// What it says.
    pub verdict: Verdict,
    /// The least of the t statistics over the grid; none where it is infinite, because all pairs differ alike.
    pub least: Option<f64>,
    /// The point of the grid where it is least, in the unit of the values.
    pub at: f64,
    /// The chance of as large a least statistic, or a larger one, if it did not dominate.
    pub p: f64,
    /// Pairs.
    pub n: usize,
}

/// Points of the grid: the percentiles of both columns together.
const POINTS: usize = 99;

/// The normal quantile of 95 %: a one-sided test at the 5 % level.
const ONE_SIDED: f64 = 1.644_853_626_951_472_7;

/// Whether `a` dominates `b`, pair by pair from the same repetition, by being smaller.
///
/// At each of the 99 percentiles of all values together, `x`, the pairs say by how much `b` exceeds `x` more often
/// (first order), or by more (second order), than `a`; `t` is the mean of these differences over its standard error,
/// so what the columns share cancels.
///
/// - *Dominates*: the least `t` is above 1.645. The null hypothesis is that `a` does **not** dominate, somewhere on the
///   grid. It is rejected only where it is rejected at every point, so the level of 5 % holds without a correction
///   for the number of points (an intersection–union test).
/// - *Does not*: the least `t` is below the normal quantile of 5 % ÷ the number of points (Bonferroni).
///
/// A. Kaur, B. L. S. Prakasa Rao and H. Singh, "Testing for second-order stochastic dominance of two distributions",
/// Econometric Theory 10 (1994), 849–866; R. Davidson and J.-Y. Duclos, "Testing for restricted stochastic
/// dominance", Econometric Reviews 32 (2013), 84–125, who show that dominance can be inferred only over a range inside
/// that of the values: here from the first to the last percentile of both. Beyond it nothing is said.
///
/// None for columns of no or one pair, or with values that are not finite.
///
/// # Panics
///
/// If the columns differ in length: their values then do not belong together.
pub fn dominance(a: &[f64], b: &[f64], order: Order) -> Option<Dominance> {
    assert_eq!(a.len(), b.len(), "paired columns have one length");
    let n = a.len();
    if n < 2 || a.iter().chain(b).any(|value| !value.is_finite()) {
        return None;
    }
    let grid = grid(a, b);
    let statistic = |x: f64| {
        let exceeds = |value: f64| match order {
            Order::First => f64::from(u8::from(value > x)),
            Order::Second => (value - x).max(0.0),
        };
        t(n, a.iter().zip(b).map(|(a, b)| exceeds(*b) - exceeds(*a)))
    };
    let (mut at, mut least) = (grid[0], f64::INFINITY);
    for x in &grid {
        let t = statistic(*x);
        if t < least {
            (at, least) = (*x, t);
        }
    }
    let normal = Normal::standard();
    let against = normal.inverse_cdf(0.05 / grid.len() as f64);
    let verdict = if a == b {
        Verdict::Alike
    } else if least > ONE_SIDED {
        Verdict::Dominates
    } else if least < against {
        Verdict::DoesNot
    } else {
        Verdict::Undecided
    };
    let p = normal.sf(least);
    Some(Dominance { verdict, least: Some(least).filter(|t| t.is_finite()), at, p, n })
}

/// The percentiles of both columns together, each once.
fn grid(a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut all: Vec<f64> = a.iter().chain(b).copied().collect();
    all.sort_unstable_by(f64::total_cmp);
    let mut grid: Vec<f64> =
        (1..=POINTS).map(|percent| all[(all.len() - 1) * percent / (POINTS + 1)]).collect();
    grid.dedup();
    grid
}

/// A mean over its standard error; without spread it is surely what it is.
fn t(n: usize, values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut squares) = (0.0, 0.0);
    for value in values {
        sum += value;
        squares += value * value;
    }
    let count = n as f64;
    let mean = sum / count;
    let variance = (squares - sum * mean).max(0.0) / (count - 1.0);
    if mean == 0.0 {
        0.0
    } else if variance <= f64::EPSILON * mean * mean {
        f64::INFINITY.copysign(mean)
    } else {
        mean / (variance / count).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::Xoshiro256PlusPlus as Generator;
    use rand::{RngExt as _, SeedableRng};

    fn verdict(a: &[f64], b: &[f64], order: Order) -> Verdict {
        dominance(a, b, order).unwrap().verdict
    }

    /// Pairs of normals with correlation 0.9: `(z, mean + sd · z')`.
    fn pairs(n: usize, mean: f64, sd: f64, generator: &mut Generator) -> (Vec<f64>, Vec<f64>) {
        let mut draw = || Normal::standard().inverse_cdf(generator.random_range(1e-12..1.0));
        (0..n)
            .map(|_| {
                let (z, other) = (draw(), draw());
                (z, mean + sd * (0.9 * z + 0.19_f64.sqrt() * other))
            })
            .unzip()
    }

    #[test]
    fn by_hand() {
        // Four pairs; at x = 2.5 the b exceed it in 3 cases, the a in 1, and in no pair a alone: differences 0, 1, 1, 0.
        // Mean 1/2, variance 1/3, so t = 0.5 ⁄ √(1 ⁄ 12) = √3.
        let exceeds = [0.0, 1.0, 1.0, 0.0];
        assert!((t(4, exceeds.into_iter()) - 3.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(t(3, [0.0, 0.0, 0.0].into_iter()), 0.0);
        assert_eq!(t(3, [2.0, 2.0, 2.0].into_iter()), f64::INFINITY);
        assert_eq!(t(3, [-2.0, -2.0, -2.0].into_iter()), f64::NEG_INFINITY);
    }

    #[test]
    fn what_is_always_smaller_dominates_and_itself_is_alike() {
        let a: Vec<f64> = (0..5_000_u32).map(|i| f64::from(i * 7_919 % 5_000)).collect();
        let b: Vec<f64> = a.iter().map(|value| 1.02 * value + 50.0).collect();
        for order in Order::ALL {
            assert_eq!(verdict(&a, &b, order), Verdict::Dominates);
            assert_eq!(verdict(&b, &a, order), Verdict::DoesNot);
            assert_eq!(verdict(&a, &a, order), Verdict::Alike);
        }
        assert_eq!(dominance(&[1.0], &[2.0], Order::First), None);
        assert_eq!(dominance(&[1.0, f64::NAN], &[2.0, 3.0], Order::First), None);
    }

    /// b is a little larger on average and twice as wide: often it is smaller than a, so neither dominates by the
    /// first order; but its excesses are larger everywhere, so a dominates by the second.
    #[test]
    fn what_varies_less_dominates_by_the_second_order_alone() {
        let (a, b) = pairs(10_000, 0.3, 2.0, &mut Generator::seed_from_u64(1));
        assert_eq!(verdict(&a, &b, Order::First), Verdict::DoesNot);
        assert_eq!(verdict(&b, &a, Order::First), Verdict::DoesNot);
        assert_eq!(verdict(&a, &b, Order::Second), Verdict::Dominates);
        assert_eq!(verdict(&b, &a, Order::Second), Verdict::DoesNot);
    }

    /// Columns of one distribution do not dominate strictly: by the level of the test at most 5 % seem to, and at most 5 %
    /// seem not to, to four standard errors.
    #[test]
    fn columns_of_one_law_are_hardly_ever_told_apart() {
        const RUNS: usize = 1_000;
        let mut generator = Generator::seed_from_u64(2);
        for order in Order::ALL {
            let (mut dominate, mut refuted) = (0, 0);
            for _ in 0..RUNS {
                let (a, b) = pairs(500, 0.0, 1.0, &mut generator);
                match verdict(&a, &b, order) {
                    Verdict::Dominates => dominate += 1,
                    Verdict::DoesNot => refuted += 1,
                    _ => {}
                }
            }
            println!("{order:?}: of {RUNS} pairs of one law {dominate} dominate, {refuted} do not");
            let most = 0.05 + 4.0 * (0.05_f64 * 0.95 / RUNS as f64).sqrt();
            assert!(dominate as f64 <= most * RUNS as f64, "{order:?}: {dominate}");
            assert!(refuted as f64 <= most * RUNS as f64, "{order:?}: {refuted}");
        }
    }
}
