//! How strongly pay follows results.

use super::figure::{Aspect, Definition, Figure, Unit};
use super::subject::{Seen, Subject, Tally};
use crate::statistics::jackknife_of_sums;

static UPSIDE_SHARE: Definition = Definition {
    name: "upside_share",
    aspect: Aspect::Strength,
    unit: Unit::Share,
    label: "pay above target",
    meaning: "Share of variable pay that is above the reps' target incentive",
    formula: "Σ max(0, pay − target) ÷ Σ pay, over rep-years",
    source: "",
};

/// All of them.
pub(super) const DEFINITIONS: &[&Definition] = &[&UPSIDE_SHARE];

/// What is counted.
pub(super) struct Strength {
    /// Rep-years with a target; their pay; their pay above target.
    upside: [f64; 3],
}

impl Tally for Strength {
    fn new(_: &Subject<'_>) -> Self {
        Self { upside: [0.0; 3] }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        for rep in seen.reps {
            if let Some(target) = rep.target {
                self.upside[0] += 1.0;
                self.upside[1] += rep.pay;
                self.upside[2] += (rep.pay - target).max(0.0);
            }
        }
    }

    fn merge(&mut self, later: Self) {
        for (sum, more) in self.upside.iter_mut().zip(later.upside) {
            *sum += more;
        }
    }
}

impl Strength {
    pub(super) fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let sums: Vec<[f64; 3]> = groups.iter().map(|group| group.upside).collect();
        let n = sums.iter().map(|sums| sums[0]).sum::<f64>() as usize;
        let upside = jackknife_of_sums(&sums, n, |sums| (sums[1] > 0.0).then(|| sums[2] / sums[1]));
        vec![Figure::new(subject.number, &UPSIDE_SHARE, upside)]
    }
}
