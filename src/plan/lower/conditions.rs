//! Conditions, gates and multipliers: pay that depends on another result.

use super::measures::Measures;
use super::notes::Notes;
use super::{curve, percent};
use crate::diagnostic::Finding;
use crate::money::Decimal6;
use crate::plan::{Gate, Measure, Multiplier, When};
use crate::spec::Number;
use crate::spec::component as spec;

const MEASURE: &str = "the measure or score that decides, such as \"grr\" or \"nps\"";

/// The condition at a path.
pub(super) fn when(
    spec: &spec::When,
    path: &str,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<When> {
    condition(spec.measure.as_deref(), spec.at_least, spec.at_most, path, measures, notes)
}

/// The gate at a path.
pub(super) fn gate(
    spec: &spec::Gate,
    path: &str,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<Gate> {
    let when =
        condition(spec.measure.as_deref(), spec.at_least, spec.at_most, path, measures, notes);
    let otherwise = match spec.otherwise {
        None => Some(Decimal6::ZERO),
        Some(otherwise) => notes.share(&format!("{path}.otherwise"), otherwise),
    };
    Some(Gate { when: when?, otherwise: otherwise? })
}

/// The multiplier at a path.
pub(super) fn multiplier(
    spec: &spec::Multiplier,
    path: &str,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<Multiplier> {
    let measure = measure(spec.measure.as_deref(), path, measures, notes);
    let goal = match spec.goal {
        None => Some(None),
        Some(goal) => notes.decimal_above_0(&format!("{path}.goal"), goal).map(Some),
    };
    let curve = curve::lower(spec.curve.as_deref(), spec.interpolate, path, notes);
    Some(Multiplier { measure: measure?, curve: curve?, goal: goal? })
}

fn condition(
    name: Option<&str>,
    at_least: Option<Number>,
    at_most: Option<Number>,
    path: &str,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<When> {
    let measure = measure(name, path, measures, notes);
    if at_least.is_none() && at_most.is_none() {
        notes.push(
            Finding::error(path, "a condition without a bound").help(
                "state `at_least`, `at_most` or both, each included, in units of the measure",
            ),
        );
        return None;
    }
    let mut bound = |key: &str, bound: Option<Number>| match bound {
        None => Some(None),
        Some(bound) => notes.decimal(&format!("{path}.{key}"), bound).map(Some),
    };
    let (low, high) = (bound("at_least", at_least), bound("at_most", at_most));
    if let (Some(Some(low)), Some(Some(high))) = (low, high)
        && low > high
    {
        notes.push(
            Finding::error(
                format!("{path}.at_least"),
                format!("no result is at least {low} and at most {high}"),
            )
            .related(format!("{path}.at_most"), "the upper bound")
            .help("`at_least` is the lower bound and `at_most` the upper"),
        );
        return None;
    }
    let when = When { measure: measure?, at_least: low?, at_most: high? };
    percent::doubt_condition(&when, path, notes);
    Some(when)
}

fn measure(
    name: Option<&str>,
    path: &str,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<Measure> {
    let name = notes.required(path, "measure", name, MEASURE)?;
    measures.named(name, &format!("{path}.measure"), notes)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    fn gated(keys: &str) -> String {
        with_component(&format!("pays = \"per_unit\"\namount = 1\nmeasure = \"deals\"\n{keys}"))
    }

    #[test]
    fn gates_and_multipliers_that_are_refused() {
        check(
            gated,
            &[
                (
                    "gate = { otherwise = 1.5 }",
                    &[
                        "component[0].gate.measure: `measure` is missing",
                        "component[0].gate: a condition without a bound",
                        "component[0].gate.otherwise: `otherwise` is 1.5, above 1",
                    ],
                ),
                (
                    "gate = { measure = \"grr\", at_least = 0.9, at_most = 0.8 }",
                    &["component[0].gate.at_least: no result is at least 0.9 and at most 0.8"],
                ),
                (
                    "gate = { measure = \"grr\", at_least = 85 }",
                    &["component[0].gate.at_least: a `grr` of 85 is 8500 %"],
                ),
                ("gate = { measure = \"nps\", at_least = 50, at_most = 50 }", &[]),
                (
                    "multiplier = { goal = -1 }",
                    &[
                        "component[0].multiplier.measure: `measure` is missing",
                        "component[0].multiplier.goal: `goal` is -1, not above 0",
                        "component[0].multiplier.curve: `curve` is missing",
                    ],
                ),
            ],
        );
    }
}
