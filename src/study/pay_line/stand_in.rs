//! Scores in place of results that no simple year has: what pays by a result alone pays the same, whatever made it.

use crate::events::Names;
use crate::money::Decimal6;
use crate::plan::{Component, Measure, Pays, RatioMeasure};

/// What the scores are called; a plan can name no score like this.
const NAMES: [&str; 2] = ["(first result)", "(second result)"];

/// Whether years cannot be made for a measure: it weighs several results, or looks at what other windows sold.
pub(super) const fn is_needed(measure: &Measure) -> bool {
    matches!(
        measure,
        Measure::Attainments { .. }
            | Measure::Ratio(RatioMeasure::SoldGrr | RatioMeasure::SoldLogoRetention)
    )
}

/// Lets a component look at scores where it looks at such results; of a matrix at two attainments.
pub(super) fn put_in(component: &mut Component) {
    if let Pays::Matrix(matrix) = &mut component.pays {
        component.measure = Some(score(0));
        (component.quota, component.goal) = (None, None);
        matrix.columns.measure = score(1);
        (matrix.columns.quota, matrix.columns.goal) = (None, None);
        return;
    }
    let condition = match &mut component.pays {
        Pays::Amount { when, .. } => Some(&mut when.measure),
        Pays::Pool { when, .. } => when.as_mut().map(|when| &mut when.measure),
        _ => None,
    };
    for measure in condition.into_iter().chain(&mut component.measure) {
        if is_needed(measure) {
            *measure = score(0);
        }
    }
}

/// The names of the scores, beside those of a measure.
pub(super) fn names(measure: Option<&Measure>) -> Names {
    let mut names = measure.map(Names::in_measure).unwrap_or_default();
    if measure.is_none_or(is_needed) {
        names.scores = NAMES.map(str::to_owned).to_vec();
    }
    names
}

fn score(number: usize) -> Measure {
    Measure::Score(NAMES[number].to_owned())
}

/// The most that a measure can be, where all that it weighs is capped.
pub(super) fn most(measure: &Measure) -> Option<Decimal6> {
    let Measure::Attainments { parts, .. } = measure else {
        return None;
    };
    let whole = i128::from(Decimal6::ONE.0);
    let counted = |weight: Decimal6, cap: Decimal6| i128::from(weight.0) * i128::from(cap.0);
    let most = parts.iter().map(|part| part.cap.map(|cap| counted(part.weight, cap))).sum();
    let most: Option<i128> = most;
    most.and_then(|most| i64::try_from(most / whole).ok()).map(Decimal6)
}
