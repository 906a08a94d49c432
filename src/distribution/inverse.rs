//! Quantiles of laws whose cumulative probability has no closed inverse.
//!
//! A table over the standard normal number z brackets the answer and starts a safeguarded Newton
//! iteration: one or two evaluations of the law a call, whatever the law.

use super::level::Level;
use super::normal::standard_normal_density;
use std::fmt;

/// The table holds z from −`REACH` to `REACH`; beyond lies less than 1 in 10¹⁶ of the probability.
const REACH: f64 = 8.5;
/// Table cells to one unit of z.
const CELLS: f64 = 8.0;
const NODES: usize = 2 * (REACH * CELLS) as usize + 1;

/// A continuous law in a coordinate y, any increasing function of x in which it is not too crooked.
pub(super) trait Curve {
    /// P(Y ≤ y) if `lower`, P(Y > y) otherwise, and the density in y.
    fn tail(&self, y: f64, lower: bool) -> (f64, f64);

    /// Where the density jumps or bends.
    fn kinks(&self) -> Vec<f64> {
        Vec::new()
    }

    /// The smallest and largest possible y.
    fn range(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }
}

/// The table of one law.
#[derive(Clone, PartialEq)]
pub(super) struct Inverse {
    nodes: Box<[Node]>,
}

impl fmt::Debug for Inverse {
    /// Without the table: it follows from the law, and would bury everything else.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inverse").finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    y: f64,
    /// dy ∕ dz; NaN where the density vanishes.
    slope: f64,
    /// Whether the density is smooth up to the next node, so that a small step is a good one.
    smooth: bool,
}

impl Inverse {
    /// Tabulates a law that has its bulk around `centre`, give or take `spread`.
    pub fn of(curve: &impl Curve, centre: f64, spread: f64) -> Self {
        let (first, last) = curve.range();
        let within = |y: f64| y.max(first).min(last);
        let mut y = [0.0; NODES];
        let middle = NODES / 2;
        y[middle] =
            enclose(curve, Level::of_normal(0.0), within(centre - spread), within(centre + spread));
        let mut step = spread;
        for i in middle + 1..NODES {
            y[i] = enclose(curve, Level::of_normal(height(i)), y[i - 1], within(y[i - 1] + step));
            step = 1.5 * (y[i] - y[i - 1]) + 1e-12 * spread;
        }
        step = spread;
        for i in (0..middle).rev() {
            y[i] = enclose(curve, Level::of_normal(height(i)), within(y[i + 1] - step), y[i + 1]);
            step = 1.5 * (y[i + 1] - y[i]) + 1e-12 * spread;
        }
        let kinks = curve.kinks();
        let slopes: Vec<f64> = (0..NODES)
            .map(|i| standard_normal_density(height(i)) / curve.tail(y[i], true).1)
            .map(|slope| if slope.is_finite() && slope > 0.0 { slope } else { f64::NAN })
            .collect();
        let nodes = (0..NODES).map(|i| {
            let next = (i + 1).min(NODES - 1);
            let straight = (y[next] - y[i]) * CELLS;
            let alike = |slope: f64| slope > 0.5 * straight && slope < 2.0 * straight;
            let kinked = kinks.iter().any(|&kink| kink >= y[i] && kink <= y[next]);
            let smooth = alike(slopes[i]) && alike(slopes[next]) && !kinked;
            Node { y: y[i], slope: slopes[i], smooth }
        });
        Self { nodes: nodes.collect() }
    }

    /// The y at a level, which is `Φ(z)`.
    pub fn at(&self, curve: &impl Curve, z: f64, level: Level) -> f64 {
        let place = (z + REACH) * CELLS;
        if !(place >= 0.0 && place < (NODES - 1) as f64) {
            return self.beyond(curve, z, level);
        }
        let cell = place as usize;
        let (low, high) = (self.nodes[cell], self.nodes[cell + 1]);
        let (t, width) = (place - cell as f64, high.y - low.y);
        if !(width > 0.0) {
            return low.y;
        }
        // Cubic through both nodes with their slopes, or a straight line if a slope is missing.
        let (ml, mh) = (low.slope / CELLS, high.slope / CELLS);
        let cubic =
            low.y + t * (ml + t * (3.0 * width - 2.0 * ml - mh + t * (ml + mh - 2.0 * width)));
        let start = if cubic > low.y && cubic < high.y { cubic } else { low.y + t * width };
        let tolerance = if low.smooth { 1e-6 * width } else { 0.0 };
        newton(curve, level, (low.y, high.y), start, tolerance)
    }

    /// An interval that holds the y at a level with room to spare, for laws with steps.
    pub fn bracket(&self, curve: &impl Curve, z: f64, level: Level) -> (f64, f64) {
        let (first, last) = curve.range();
        let place = ((z + REACH) * CELLS).clamp(0.0, (NODES - 2) as f64);
        let (low, high) = (self.nodes[place as usize].y, self.nodes[place as usize + 1].y);
        // A node at a step may lie a hair to either side of it, and 0 is only neared from one side.
        let bulk = self.nodes[NODES / 2 + 8].y - self.nodes[NODES / 2 - 8].y;
        let room =
            1e-9 * ((high - low) + low.abs().max(high.abs())) + 1e-12 * bulk + f64::MIN_POSITIVE;
        let wide = ((low - room).max(first), (high + room).min(last));
        if z.abs() < REACH { wide } else { widen(curve, level, wide.0, wide.1) }
    }

    /// The extreme ends, a bracket found by going out in growing steps.
    #[cold]
    fn beyond(&self, curve: &impl Curve, z: f64, level: Level) -> f64 {
        if z.is_nan() {
            return f64::NAN;
        }
        let (first, last) = curve.range();
        let (y0, y1) = if z < 0.0 {
            (self.nodes[0].y, self.nodes[1].y)
        } else {
            (self.nodes[NODES - 2].y, self.nodes[NODES - 1].y)
        };
        let step = (y1 - y0).max(1e-12 * y1.abs());
        if z < 0.0 {
            if level.below <= 0.0 {
                first
            } else {
                enclose(curve, level, (y0 - step).max(first), y0)
            }
        } else if level.above <= 0.0 {
            last
        } else {
            enclose(curve, level, y1, (y1 + step).min(last))
        }
    }
}

/// The z of a node.
fn height(node: usize) -> f64 {
    node as f64 / CELLS - REACH
}

/// The y at a level from any first guess of a bracket, widened until it holds the answer.
pub(super) fn enclose(curve: &impl Curve, level: Level, low: f64, high: f64) -> f64 {
    let (low, high) = widen(curve, level, low, high);
    newton(curve, level, (low, high), 0.5 * low + 0.5 * high, 0.0)
}

/// The bracket moved outwards until it holds the y at a level.
fn widen(curve: &impl Curve, level: Level, mut low: f64, mut high: f64) -> (f64, f64) {
    let (first, last) = curve.range();
    let lower = level.is_lower();
    let reaches = |y: f64| {
        let probability = curve.tail(y, lower).0;
        if lower { probability >= level.below } else { probability <= level.above }
    };
    let mut step = (high - low).max(f64::MIN_POSITIVE);
    while high < last && high < f64::MAX && !reaches(high) {
        low = high;
        high = (high + step).min(last).min(f64::MAX);
        step *= 2.0;
    }
    step = (high - low).max(f64::MIN_POSITIVE);
    while low > first && low > -f64::MAX && reaches(low) {
        high = low;
        low = (low - step).max(first).max(-f64::MAX);
        step *= 2.0;
    }
    (low, high)
}

/// Newton's iteration inside a bracket that never widens; a step that leaves it, or does not shrink
/// fast enough, is replaced by halving. A step below `tolerance` is the last one.
pub(super) fn newton(
    curve: &impl Curve,
    level: Level,
    (mut low, mut high): (f64, f64),
    mut y: f64,
    tolerance: f64,
) -> f64 {
    let lower = level.is_lower();
    let target = if lower { level.below } else { level.above };
    let enough = tolerance.max(1e-13 * (high - low));
    let mut last_step = high - low;
    for _ in 0..400 {
        let (probability, density) = curve.tail(y, lower);
        let excess = if lower { probability - target } else { target - probability };
        if excess == 0.0 {
            return y;
        }
        if excess > 0.0 {
            high = y
        } else {
            low = y
        }
        let ratio = probability / target;
        let step = if (ratio - 1.0).abs() < 0.1 {
            excess / density
        } else {
            // Far off, a tail is straighter in its logarithm.
            let step = ratio.ln() * probability / density;
            if lower { step } else { -step }
        };
        if step.abs() <= enough.max(1e-13 * y.abs()) {
            return (y - step).clamp(low, high);
        }
        let next = y - step;
        if next > low && next < high && step.abs() < 0.9 * last_step {
            last_step = step.abs();
            y = next;
        } else {
            let middle = 0.5 * low + 0.5 * high;
            if middle <= low || middle >= high {
                return high;
            }
            last_step = high - low;
            y = middle;
        }
    }
    y
}
