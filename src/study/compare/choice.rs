//! The best candidate, with a guarantee.
//!
//! Years are put together in batches, and a candidate's value in a batch is one round of a
//! [`Selection`]: the mean of 50 years' scores, or the 95th percentile of the cost of 200 years, of which both
//! are nearly normal, as the guarantee wants it. All candidates that are left have the same years, so what these share
//! cancels. Years that were compared already come first; more are run only for candidates still in doubt.

use super::asked::{AskedChoice, Criterion, Indifference};
use super::pass::{Paid, Pass};
use crate::metrics::COMPANY;
use crate::simulate::RunError;
use crate::statistics::{Guarantee, Selection, quantile};

/// Batches before the first look.
const FIRST: usize = 20;

/// Years of a batch whose mean is looked at.
const OF_MEAN: usize = 50;

/// Years of a batch whose 95th percentile is looked at.
const OF_P95: usize = 200;

/// What came of the choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What was asked.
    pub asked: AskedChoice,
    /// The indifference zone, in the criterion's unit.
    pub indifference: f64,
    /// The best candidate; none where the years allowed did not decide.
    pub chosen: Option<usize>,
    /// Years that were looked at, by the candidates that had most.
    pub years: usize,
    /// Every candidate.
    pub contenders: Vec<Contender>,
}

/// A candidate in the choice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contender {
    /// The criterion's value over its years.
    pub value: f64,
    /// Years after which it was out of the question, or the choice was made or given up.
    pub years: usize,
    /// Whether it was still in it at the end.
    pub is_left: bool,
}

/// Chooses among all candidates.
pub(super) fn choose(
    pass: &Pass<'_>,
    paid: &Paid,
    asked: &AskedChoice,
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Choice, RunError> {
    let years = Years { pass, asked };
    let size = years.batch_size();
    let mut scores: Vec<Vec<f64>> = paid.figures.iter().map(|of| years.scores(of)).collect();
    let mut run = scores.first().map_or(0, Vec::len);
    let all: Vec<usize> = (0..pass.candidates()).collect();
    let opening = FIRST * size;
    if run < opening && opening <= asked.max_years {
        years.extend(&mut scores, run..opening, &all, proceed)?;
        run = opening;
    }
    let first: Vec<f64> =
        scores[0].chunks_exact(size).take(FIRST).map(|batch| years.value(batch)).collect();
    let today = first.iter().sum::<f64>() / first.len().max(1) as f64;
    let indifference = match asked.indifference {
        Indifference::Amount(amount) => amount,
        Indifference::Share(share) => share * today.abs(),
    };
    // Of a criterion that is 0 today no share is anything.
    let indifference = indifference.max(f64::EPSILON);
    let guarantee = Guarantee { confidence: AskedChoice::CONFIDENCE, indifference, first: FIRST };
    let mut selection = Selection::among(pass.candidates(), guarantee);
    while selection.chosen().is_none() && (selection.rounds() + 1) * size <= asked.max_years {
        let from = selection.rounds() * size;
        if from + size > run {
            // Half as many again, so that the threads have something to do.
            let to = (run + (run / 2).max(FIRST * size)).min(asked.max_years);
            let left = selection.left().to_vec();
            years.extend(&mut scores, run..to, &left, proceed)?;
            run = to;
        }
        let batch = |candidate: &usize| years.value(&scores[*candidate][from..from + size]);
        let values: Vec<f64> = selection.left().iter().map(batch).collect();
        selection.round(&values);
    }
    let contender = |candidate: usize| {
        let rounds = selection.dropped(candidate).unwrap_or(selection.rounds());
        Contender {
            value: selection.mean(candidate),
            years: rounds * size,
            is_left: selection.dropped(candidate).is_none(),
        }
    };
    Ok(Choice {
        asked: asked.clone(),
        indifference,
        chosen: selection.chosen(),
        years: selection.rounds() * size,
        contenders: all.into_iter().map(contender).collect(),
    })
}

/// What years say of the criterion.
struct Years<'a> {
    pass: &'a Pass<'a>,
    asked: &'a AskedChoice,
}

impl Years<'_> {
    fn batch_size(&self) -> usize {
        if self.asked.criterion == Criterion::P95 { OF_P95 } else { OF_MEAN }
    }

    /// A candidate's score in every year, from its figures. A year without a value of a figure counts none of it.
    fn scores(&self, figures: &[Vec<f64>]) -> Vec<f64> {
        let mut scores = vec![0.0; figures.first().map_or(0, Vec::len)];
        for (metric, weight) in self.asked.criterion.metrics() {
            let Some(place) = self.pass.layout.find(COMPANY, &metric) else { continue };
            for (score, value) in scores.iter_mut().zip(&figures[place]) {
                *score += if value.is_nan() { 0.0 } else { weight * value };
            }
        }
        scores
    }

    /// The criterion's value in a batch of scores.
    fn value(&self, scores: &[f64]) -> f64 {
        if self.asked.criterion == Criterion::P95 {
            let mut sorted = scores.to_vec();
            sorted.sort_unstable_by(f64::total_cmp);
            return quantile(&sorted, 0.95).unwrap_or(f64::NAN);
        }
        scores.iter().sum::<f64>() / scores.len() as f64
    }

    fn extend(
        &self,
        scores: &mut [Vec<f64>],
        numbers: std::ops::Range<usize>,
        of: &[usize],
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<(), RunError> {
        let figures = self.pass.more(numbers, of, proceed)?;
        for candidate in of {
            scores[*candidate].extend(self.scores(&figures[*candidate]));
        }
        Ok(())
    }
}
