//! The measures of all clauses.

use super::components::conditions;
use crate::money::Decimal6;
use crate::plan::{Additive, Measure, Pays, Plan, RatioMeasure, Term};

pub(super) fn measures(plan: &mut Plan, mut change: impl FnMut(&mut Measure)) {
    for component in &mut plan.components {
        conditions(component).for_each(|when| change(&mut when.measure));
        component.measure.iter_mut().for_each(&mut change);
        component.multiplier.iter_mut().for_each(|multiplier| change(&mut multiplier.measure));
        if let Pays::Matrix(matrix) = &mut component.pays {
            change(&mut matrix.columns.measure);
        }
    }
}

pub(super) fn attainment_cap(measure: &mut Measure) {
    if let Measure::Attainments { parts, .. } = measure {
        parts.iter_mut().for_each(|part| part.cap = None);
    }
}

pub(super) fn terms(plan: &mut Plan, change: fn(&mut Term)) {
    each_term(plan, change);
}

fn each_term(plan: &mut Plan, mut change: impl FnMut(&mut Term)) {
    each_part(plan, |measure| {
        if let Measure::Sum { terms, .. } = measure {
            terms.iter_mut().for_each(&mut change);
        }
    });
}

/// Changes each measure, of a weighted mean what it is made of.
fn each_part(plan: &mut Plan, mut change: impl FnMut(&mut Measure)) {
    measures(plan, |measure| match measure {
        Measure::Attainments { parts, .. } => {
            parts.iter_mut().for_each(|part| change(&mut part.of));
        }
        measure => change(measure),
    });
}

/// Has a built-in sum count for nothing.
pub(in super::super) fn without_sum(plan: &mut Plan, of: Additive) {
    each_term(plan, |term| {
        if term.of == of {
            term.factor = Decimal6::ZERO;
        }
    });
}

/// Has a ratio never have a value.
pub(in super::super) fn without_ratio(plan: &mut Plan, ratio: RatioMeasure) {
    without(plan, &Measure::Ratio(ratio));
}

/// Has a score never have a value.
pub(in super::super) fn without_score(plan: &mut Plan, score: &str) {
    without(plan, &Measure::Score(score.to_owned()));
}

fn without(plan: &mut Plan, which: &Measure) {
    each_part(plan, |measure| {
        if measure == which {
            *measure = Measure::Score("unknown".to_owned());
        }
    });
}
