//! Sums over samples, from which every estimate follows.

use super::walk::{Experiment, Walk};

/// Sums over samples. Tallies of parts, added up in a fixed order, are that of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    pub(super) samples: usize,
    pub(super) inputs: Vec<InputSums>,
    pub(super) whole: WholeSums,
}

/// Sums of one input's terms, in the unit of the variance.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct InputSums {
    pub first: TermSums,
    pub total: TermSums,
    pub shapley: TermSums,
}

/// Sums of a term t beside the variance's term v.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct TermSums {
    pub t: f64,
    pub tt: f64,
    pub tv: f64,
}

/// Sums of the variance's term v; of the terms s of what the set explains, r of what it leaves, m of the mean, and
/// of their products.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct WholeSums {
    pub v: f64,
    pub vv: f64,
    /// Of s, r, m.
    pub terms: [f64; 3],
    /// Of s, r, m times s, r, m.
    pub products: [[f64; 3]; 3],
}

impl Tally {
    /// Of no sample.
    pub fn new(experiment: Experiment) -> Self {
        Self {
            samples: 0,
            inputs: vec![InputSums::default(); experiment.inputs],
            whole: WholeSums::default(),
        }
    }

    /// Adds a sample: the function's value at each hybrid of the walk, in their order.
    pub fn add(&mut self, walk: &Walk, value: impl Fn(usize) -> f64) {
        let (start, end) = walk.ends();
        let (first, second) = (value(start), value(end));
        // What a set of inputs does to either draw, changing over first and last.
        let changes =
            |(alone, others): (usize, usize)| (first - value(alone), value(others) - second);
        let steps = || {
            walk.steps().map(|(input, before, after)| {
                let (a, b) = changes(walk.alone(input));
                (input, a, b, 0.25 * (a + b) * (value(before) - value(after)))
            })
        };
        let v: f64 = steps().map(|(.., shapley)| shapley).sum();
        for (input, a, b, shapley) in steps() {
            let sums = &mut self.inputs[input];
            sums.first.add(0.5 * a * b, v);
            sums.total.add(0.25 * (a * a + b * b), v);
            sums.shapley.add(shapley, v);
        }
        let (set, all_but_set) = walk.set();
        let (of_set, last_of_set) = changes((set, all_but_set));
        let (of_rest, last_of_rest) = changes((all_but_set, set));
        let r = 0.25 * (of_rest * of_rest + last_of_rest * last_of_rest);
        let m = 0.25 * (first + second + value(set) + value(all_but_set));
        self.whole.add(v, [0.5 * of_set * last_of_set, r, m]);
        self.samples += 1;
    }

    /// Adds the samples of another tally.
    ///
    /// # Panics
    /// If it is of another number of inputs.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!(self.inputs.len(), other.inputs.len(), "tallies of one experiment");
        self.samples += other.samples;
        for (sums, more) in self.inputs.iter_mut().zip(&other.inputs) {
            sums.first.merge(&more.first);
            sums.total.merge(&more.total);
            sums.shapley.merge(&more.shapley);
        }
        self.whole.merge(&other.whole);
    }
}

impl TermSums {
    fn add(&mut self, t: f64, v: f64) {
        self.merge(&Self { t, tt: t * t, tv: t * v });
    }

    fn merge(&mut self, more: &Self) {
        self.t += more.t;
        self.tt += more.tt;
        self.tv += more.tv;
    }
}

impl WholeSums {
    fn add(&mut self, v: f64, terms: [f64; 3]) {
        let products = terms.map(|a| terms.map(|b| a * b));
        self.merge(&Self { v, vv: v * v, terms, products });
    }

    fn merge(&mut self, more: &Self) {
        self.v += more.v;
        self.vv += more.vv;
        for i in 0..3 {
            self.terms[i] += more.terms[i];
            for j in 0..3 {
                self.products[i][j] += more.products[i][j];
            }
        }
    }
}
