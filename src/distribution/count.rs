//! What the distributions over whole numbers have in common, and their quantiles.

use super::law::Law;
use super::level::Level;

/// Counts are refused above this: one more would no longer be told apart reliably.
pub(super) const MOST: f64 = 1e9;

/// A law over the whole numbers from `first` to `last`.
pub(super) trait Count {
    /// P(X ≤ k) and P(X > k), each accurate where it is small, for k within the support.
    fn tails(&self, k: f64) -> (f64, f64);

    /// P(X = k).
    fn p(&self, k: f64) -> f64;

    /// The support; `last` may be infinite.
    fn ends(&self) -> (f64, f64);
}

/// P(X ≤ x) and P(X > x) for any x.
pub(super) fn tails(count: &impl Count, x: f64) -> (f64, f64) {
    let (first, last) = count.ends();
    if x.is_nan() {
        (f64::NAN, f64::NAN)
    } else if x < first {
        (0.0, 1.0)
    } else if x >= last {
        (1.0, 0.0)
    } else {
        count.tails(x.floor())
    }
}

/// The smallest possible count ≥ x.
pub(super) fn next(count: &impl Count, x: f64) -> Option<f64> {
    let (first, last) = count.ends();
    let next = x.max(first).ceil();
    (next.is_finite() && next <= last).then_some(next)
}

/// The quantile: gallop from the count a normal law would give, corrected for skewness, then halve.
pub(super) fn at(count: &(impl Count + Law), z: f64, level: Level) -> f64 {
    let (first, last) = count.ends();
    if z.is_nan() {
        return f64::NAN;
    }
    if level.below <= 0.0 {
        return first;
    }
    if level.above <= 0.0 {
        return last;
    }
    let reached = |k: f64| {
        let (below, above) = tails(count, k);
        level.is_reached(below, above)
    };
    let (mean, sd) = (count.mean(), count.variance().sqrt());
    // Cornish and Fisher's second term with the skewness of a Poisson law of this variance.
    let guess = (mean + sd * z + (z * z - 1.0) / 6.0 * (sd * sd / mean).max(1.0)).floor();
    let (mut low, mut high) = (first - 1.0, last);
    let mut k = guess.max(first).min(last).min(2f64.powi(60));
    let mut step = 1.0;
    while high - low > 1.0 {
        if reached(k) {
            high = k;
            k -= step;
        } else {
            low = k;
            k += step;
        }
        // Once both sides are known, or a step would leave them, halve instead.
        if !(k > low && k < high) {
            if high == f64::INFINITY {
                return high;
            }
            k = ((low + high) * 0.5).floor();
            if !(k > low) {
                break;
            }
        }
        step *= 2.0;
    }
    high
}

/// `E[g(X)]` over the counts from `from` to `to`, or `None` if they are too many to sum.
pub(super) fn sum(
    count: &(impl Count + Law),
    from: f64,
    to: f64,
    g: impl Fn(f64) -> f64,
) -> Option<f64> {
    let outermost = |z: f64| at(count, z, Level::of_normal(z));
    let (first, last) = (from.max(outermost(-37.0)), to.min(outermost(37.0)));
    if last - first > 1e6 {
        return None;
    }
    let mut total = 0.0;
    let mut k = first;
    while k <= last {
        total += count.p(k) * g(k);
        k += 1.0;
    }
    Some(total)
}
