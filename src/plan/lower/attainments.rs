//! Measures that are weighted means of attainments.

use super::measures::Measures;
use super::notes::Notes;
use super::quota;
use crate::diagnostic::{Finding, element, join};
use crate::money::Decimal6;
use crate::plan::WeightedAttainment;
use crate::spec::plan as spec;

const ATTAINMENTS: &str = "attainments = [ { of = \"new_acv\", quota = \"team\", weight = 0.6 }, { of = \"nrr\", goal = 1.0, weight = 0.4 } ]";

/// The attainments at a path; at least one.
pub(super) fn lower(
    specs: &[spec::Attainment],
    path: &str,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<Vec<WeightedAttainment>> {
    if specs.is_empty() {
        notes.push(Finding::error(path, "a mean of no attainments").help(ATTAINMENTS));
        return None;
    }
    let parts: Vec<_> = specs
        .iter()
        .enumerate()
        .map(|(i, spec)| attainment(spec, &element(path, i), measures, notes))
        .collect();
    let parts: Vec<WeightedAttainment> = parts.into_iter().collect::<Option<_>>()?;
    let sum = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(part.weight.0));
    if sum != Decimal6::ONE.0 {
        notes.push(
            Finding::error(path, format!("the weights sum to {}, not 1", Decimal6(sum)))
                .help("weights are shares of the whole: 60 % is 0.6"),
        );
        return None;
    }
    Some(parts)
}

fn attainment(
    spec: &spec::Attainment,
    path: &str,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<WeightedAttainment> {
    let name = notes.required(
        path,
        "of",
        spec.of.as_deref(),
        "the measure whose attainment counts, such as \"new_acv\" or \"nrr\"",
    );
    let of = name.and_then(|name| measures.single(name, &join(path, "of"), notes));
    let quota = quota::lower(spec.quota, of.as_ref(), true, path, notes);
    let goal = quota::goal(spec.goal, of.as_ref(), path, notes);
    let weight = notes.required(path, "weight", spec.weight, "its share of the whole: 60 % is 0.6");
    let weight = weight.and_then(|weight| {
        let at = join(path, "weight");
        notes.decimal_above_0(&at, weight).and_then(|_| notes.share(&at, weight))
    });
    let cap = match spec.cap {
        None => Some(None),
        Some(cap) => notes.decimal_above_0(&join(path, "cap"), cap).map(Some),
    };
    Some(WeightedAttainment { of: of?, quota: quota?, goal: goal?, weight: weight?, cap: cap? })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    fn scorecard(attainments: &str) -> String {
        let component = with_component(
            "pays = \"target\"\nmeasure = \"scorecard\"\ncurve = [ { at = 0.8, pays = 1 } ]",
        );
        format!(
            "{component}\n[[measure]]\nname = \"other\"\nattainments = [ {{ of = \"nps\", weight = 1 }} ]\n\
             [[measure]]\nname = \"credited\"\nterms = [ {{ of = \"new_acv\" }} ]\n\
             [[measure]]\nname = \"scorecard\"\n{attainments}\n\
             [[component]]\nname = \"D\"\npays = \"amount\"\namount = 1\npaid = \"year\"\nmeasured = \"year\"\n\
             when = {{ measure = \"other\", at_least = 1 }}\ngate = {{ measure = \"credited\", at_least = 1 }}"
        )
    }

    #[test]
    fn weighted_means_that_are_refused() {
        check(
            scorecard,
            &[
                (
                    "attainments = [ { of = \"credited\", quota = \"team\", weight = 0.6, cap = 1.5 }, { of = \"nrr\", goal = 1.05, weight = 0.4 } ]",
                    &[],
                ),
                ("", &["measure[2]: a measure without `terms` or `attainments`"]),
                (
                    "terms = []\nattainments = []",
                    &["key measure[2].attainments: a measure of both `terms` and `attainments`"],
                ),
                ("attainments = []", &["measure[2].attainments: a mean of no attainments"]),
                (
                    "attainments = [ { of = \"nrr\", weight = 0.6 }, { of = \"nps\", goal = 50, weight = 0.3 } ]",
                    &["measure[2].attainments: the weights sum to 0.9, not 1"],
                ),
                (
                    "attainments = [ { of = \"new_acv\", weight = 60 }, { of = \"nrr\", quota = 5, weight = 0, cap = 0 }, {} ]",
                    &[
                        "measure[2].attainments[0]: `quota` is missing",
                        "measure[2].attainments[0].weight: `weight` is 60, above 1",
                        "key measure[2].attainments[1].quota: a ratio such as `nrr` has no quota",
                        "measure[2].attainments[1].weight: `weight` is 0, not above 0",
                        "measure[2].attainments[1].cap: `cap` is 0, not above 0",
                        "measure[2].attainments[2].of: `of` is missing",
                        "measure[2].attainments[2].weight: `weight` is missing",
                    ],
                ),
                (
                    "attainments = [ { of = \"other\", weight = 1 } ]",
                    &[
                        "measure[2].attainments[0].of: `other` is a weighted mean itself, and there are no means of means",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn a_rate_and_a_pool_want_something_that_adds_up() {
        let card = "attainments = [ { of = \"nrr\", weight = 1 } ]";
        let pool = scorecard(card).replace(
            "pays = \"target\"\nmeasure = \"scorecard\"\ncurve = [ { at = 0.8, pays = 1 } ]",
            "pays = \"pool\"\nsplit = \"equal\"\namount = 1\nwhen = { measure = \"scorecard\", at_least = 1 }",
        );
        assert_eq!(
            super::super::tests::findings(&pool),
            [
                "component[0].when.measure: a pool looks at the team's result, and `scorecard` is made of each rep's attainments"
            ]
        );
    }
}
