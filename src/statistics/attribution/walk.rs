//! Which hybrids a sample asks for.

use rand::Rng;

/// A set of inputs, by their numbers from 0 to 63.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subset(u64);

impl Subset {
    /// No input.
    pub const NONE: Self = Self(0);

    /// The set of these inputs.
    pub fn of(inputs: impl IntoIterator<Item = usize>) -> Self {
        inputs.into_iter().fold(Self::NONE, Self::and)
    }

    /// Whether an input is in the set.
    pub const fn contains(self, input: usize) -> bool {
        self.0 >> input & 1 == 1
    }

    fn and(self, input: usize) -> Self {
        Self(self.0 | 1 << input)
    }

    /// Of all inputs, those that are not in the set.
    fn others(self, inputs: usize) -> Self {
        Self(Self::of(0..inputs).0 & !self.0)
    }
}

/// How many inputs there are, and the set of them whose share as a whole is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Experiment {
    /// Number of inputs, at most 64.
    pub inputs: usize,
    /// The set.
    pub shared: Subset,
}

/// The hybrids of one sample, and what each is for.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The inputs in the order in which they change over.
    order: Vec<usize>,
    /// Which inputs come from the second draw, a hybrid; each once.
    hybrids: Vec<Subset>,
    /// The hybrids by number: after 0, 1, … inputs of the order have changed over.
    path: Vec<usize>,
    /// By input: where it alone has changed over, and where all others have.
    alone: Vec<(usize, usize)>,
    /// Where the set has changed over, and where all but the set have.
    set: (usize, usize),
}

impl Walk {
    /// Draws the order of a sample and lists its hybrids.
    pub fn draw(&mut self, experiment: Experiment, random: &mut impl Rng) {
        let Experiment { inputs, shared } = experiment;
        self.order.clear();
        self.order.extend(0..inputs);
        for last in (1..inputs).rev() {
            // The upper half of a word times the range: off by less than one in 2³².
            let other = ((random.next_u64() >> 32) * (last as u64 + 1)) >> 32;
            self.order.swap(last, other as usize);
        }
        self.hybrids.clear();
        self.path.clear();
        self.alone.clear();
        let mut changed = Subset::NONE;
        let start = self.place(changed);
        self.path.push(start);
        for step in 0..inputs {
            changed = changed.and(self.order[step]);
            let place = self.place(changed);
            self.path.push(place);
        }
        for input in 0..inputs {
            let around = self.around(Subset::of([input]), inputs);
            self.alone.push(around);
        }
        self.set = self.around(shared, inputs);
    }

    /// The hybrids: for each, the inputs that come from the second draw.
    pub fn hybrids(&self) -> &[Subset] {
        &self.hybrids
    }

    fn around(&mut self, set: Subset, inputs: usize) -> (usize, usize) {
        (self.place(set), self.place(set.others(inputs)))
    }

    fn place(&mut self, hybrid: Subset) -> usize {
        self.hybrids.iter().position(|known| *known == hybrid).unwrap_or_else(|| {
            self.hybrids.push(hybrid);
            self.hybrids.len() - 1
        })
    }

    /// Each input with the hybrids before and after its change.
    pub(super) fn steps(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let around = self.path.windows(2).map(|pair| (pair[0], pair[1]));
        self.order.iter().zip(around).map(|(input, (before, after))| (*input, before, after))
    }

    /// The hybrids in which one input alone, and in which all others, have changed over.
    pub(super) fn alone(&self, input: usize) -> (usize, usize) {
        self.alone[input]
    }

    /// The two pure draws.
    pub(super) fn ends(&self) -> (usize, usize) {
        (self.path[0], self.path[self.path.len() - 1])
    }

    /// The hybrids in which the set, and in which all but the set, have changed over.
    pub(super) const fn set(&self) -> (usize, usize) {
        self.set
    }
}
