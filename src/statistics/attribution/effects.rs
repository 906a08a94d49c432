//! The estimates.

use super::super::critical::student_t;
use super::super::estimate::{Estimate, Interval};
use super::tally::{Tally, TermSums};

/// What one input does to the variance, each as a share of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// First-order index.
    pub first: Estimate,
    /// Total index.
    pub total: Estimate,
    /// Shapley effect.
    pub shapley: Estimate,
}

/// What all inputs do.
#[derive(Clone, Debug, PartialEq)]
pub struct Effects {
    /// By input.
    pub inputs: Vec<Effect>,
    tally: Tally,
}

/// The function with k times as many like parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaled {
    /// Standard deviation as a share of the mean; none where the mean is not above 0, or where the variance is
    /// estimated below 0.
    pub relative_sd: Option<Estimate>,
    /// The share of the variance that the set explains.
    pub systematic: Estimate,
}

impl Effects {
    /// The estimates of a tally; none of fewer than two samples, or where the function does not vary in them.
    pub fn of(tally: Tally) -> Option<Self> {
        if tally.samples < 2 || !(tally.whole.v > 0.0) || !tally.whole.vv.is_finite() {
            return None;
        }
        let share = |term: &TermSums| share(&tally, term);
        let effect = |sums: &super::tally::InputSums| {
            Some(Effect {
                first: share(&sums.first)?,
                total: share(&sums.total)?,
                shapley: share(&sums.shapley)?,
            })
        };
        let inputs = tally.inputs.iter().map(effect).collect::<Option<_>>()?;
        Some(Self { inputs, tally })
    }

    /// Samples.
    pub fn n(&self) -> usize {
        self.tally.samples
    }

    /// With `1 / parts` times as many like parts that share the set and nothing else: 0.5 is twice as many, 0
    /// the limit of ever more. The variance is then k² times what the set explains and k times the rest.
    pub fn scaled(&self, parts: f64) -> Option<Scaled> {
        let n = self.tally.samples as f64;
        let [s, r, m] = self.tally.whole.terms.map(|sum| sum / n);
        let means = [s, r, m];
        // Half the interval of a linear combination of the terms' means.
        let half_width = |weights: [f64; 3]| {
            let pairs = (0..3).flat_map(|i| (0..3).map(move |j| (i, j)));
            let about =
                |i: usize, j: usize| self.tally.whole.products[i][j] - n * means[i] * means[j];
            let sum: f64 = pairs.map(|(i, j)| weights[i] * weights[j] * about(i, j)).sum();
            student_t(n - 1.0) * (sum.max(0.0) / (n * (n - 1.0))).sqrt()
        };
        // The variance over k².
        let variance = s + parts * r;
        let exact = |value| Estimate::exact(value, self.n());
        let [shares_nothing, shares_all] =
            [0, 1].map(|term| self.tally.whole.products[term][term] == 0.0);
        let relative_sd = if variance > 0.0 && m > 0.0 {
            // The logarithm is nearer to normal, and the ends stay above 0.
            let half_width = half_width([0.5 / variance, 0.5 * parts / variance, -1.0 / m]);
            let value = variance.sqrt() / m;
            let ends = Interval::new(value * (-half_width).exp(), value * half_width.exp());
            Estimate::with_interval(value, ends, self.n())
        } else {
            exact(0.0).filter(|_| shares_nothing && parts == 0.0 && m > 0.0)
        };
        let systematic = if shares_nothing {
            exact(0.0)
        } else if shares_all || parts == 0.0 {
            exact(1.0)
        } else {
            let share = s / variance;
            let weights = [(1.0 - share) / variance, -share * parts / variance, 0.0];
            Estimate::with_interval(share, Interval::around(share, half_width(weights)), self.n())
        };
        Some(Scaled { relative_sd, systematic: systematic? })
    }
}

/// The mean of a term as a share of the variance. The error is that of the ratio of two means: of the terms less
/// the share times the variance's terms.
fn share(tally: &Tally, term: &TermSums) -> Option<Estimate> {
    let (n, whole) = (tally.samples as f64, &tally.whole);
    if term.tt == 0.0 {
        return Estimate::exact(0.0, tally.samples);
    }
    let share = term.t / whole.v;
    let squares = term.tt - 2.0 * share * term.tv + share * share * whole.vv;
    // What rounding leaves of squares that cancel is no error.
    let squares = if squares > 1e-12 * term.tt { squares } else { 0.0 };
    let error = (squares * n / (n - 1.0)).sqrt() / whole.v;
    let interval = Interval::around(share, student_t(n - 1.0) * error).filter(|_| error > 0.0);
    Estimate::with_interval(share, interval, tally.samples)
}
