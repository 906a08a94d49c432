//! What differs for those who start within the year.

use super::notes::Notes;
use crate::diagnostic::{Finding, element, suggestion};
use crate::money::Decimal6;
use crate::plan::{Component, Pays, Ramp, Target};
use crate::spec::plan::PlanFile;
use crate::spec::plan_level as spec;

/// The most months of tenure that a ramp may describe.
const LONGEST: usize = 60;

/// The most that a rep in ramp may be asked for, as a share of the full quota.
const MOST: Decimal6 = Decimal6(10 * Decimal6::ONE.0);

const MONTHS: &str = "for how many months of tenure the weights hold: 1 to 60";
const COMPONENT: &str = "the name of the component whose weight it is";
const WEIGHT: &str = "the share of the target incentive that it pays at 100 % to a new hire";

/// The ramp of the plan. `components` are those of the file, where none is refused.
pub(super) fn lower(
    ramp: &spec::Ramp,
    file: &PlanFile,
    components: Option<&[Component]>,
    notes: &mut Notes,
) -> Option<Ramp> {
    if ramp.quota.is_none() && ramp.weights.is_none() {
        let finding = Finding::error("ramp", "a ramp without `quota` or `weights`");
        notes.push(finding.help(
            "`quota = [0, 0.5]` is the quota share by month of tenure; `weights`, with `months`, are weights of components",
        ));
    }
    let quota = quota(ramp.quota.as_deref().unwrap_or_default(), notes);
    let weights = ramp.weights.as_deref().unwrap_or_default();
    let lowered: Vec<_> =
        weights.iter().enumerate().map(|(i, it)| weight(i, it, file, components, notes)).collect();
    let lowered: Option<Vec<_>> = lowered.into_iter().collect();
    let months = match (ramp.months, weights) {
        (None, []) => Some(0),
        (Some(_), []) => {
            let finding = Finding::error_at_key("ramp.months", "`months` without `weights`");
            notes.push(finding.help("`quota` holds for as many months as it lists"));
            None
        }
        (months, _) => notes.required("ramp", "months", months, MONTHS).and_then(|months| {
            let read = u32::try_from(months).ok().filter(|m| (1..=LONGEST as u32).contains(m));
            if read.is_none() {
                let message = format!("`months` is {months}, not from 1 to {LONGEST}");
                notes.push(Finding::error("ramp.months", message).help(MONTHS));
            }
            read
        }),
    };
    let ramp = Ramp { quota: quota?, weights: lowered?, months: months? };
    if let Some(components) = components {
        warn_of_weights(&ramp, components, notes);
    }
    Some(ramp)
}

fn quota(shares: &[crate::spec::Number], notes: &mut Notes) -> Option<Vec<Decimal6>> {
    if shares.len() > LONGEST {
        let message = format!("a ramp of {} months; at most {LONGEST} are read", shares.len());
        notes.push(Finding::error("ramp.quota", message));
        return None;
    }
    let read = |(i, share): (usize, &crate::spec::Number)| {
        let path = element("ramp.quota", i);
        let read = notes.decimal_from_0(&path, *share)?;
        if read > MOST {
            let message = format!("the share of month {} of tenure is {share}, above 10", i + 1);
            notes.push(Finding::error(path, message).help(super::notes::percent_hint(*share)));
            return None;
        }
        Some(read)
    };
    let read: Vec<_> = shares.iter().enumerate().map(read).collect();
    read.into_iter().collect()
}

/// The component that a weight is for, and the weight.
fn weight(
    index: usize,
    spec: &spec::RampWeight,
    file: &PlanFile,
    components: Option<&[Component]>,
    notes: &mut Notes,
) -> Option<(usize, Decimal6)> {
    let path = element("ramp.weights", index);
    let at = format!("{path}.component");
    let name = notes.required(&path, "component", spec.component.as_deref(), COMPONENT);
    let weight = notes.required(&path, "weight", spec.weight, WEIGHT).and_then(|weight| {
        let at = format!("{path}.weight");
        notes.decimal_from_0(&at, weight).and_then(|_| notes.times(&at, weight))
    });
    let name = name?;
    let names: Vec<&str> = file.component.iter().filter_map(|c| c.name.as_deref()).collect();
    let Some(number) = file.component.iter().position(|c| c.name.as_deref() == Some(name)) else {
        let finding = Finding::error(at, format!("the plan has no component {name:?}"));
        notes.push(finding.help(suggestion(name, &names)));
        return None;
    };
    let earlier = file.ramp.iter().flat_map(|ramp| ramp.weights.iter().flatten()).take(index);
    if let Some(first) = earlier.clone().position(|other| other.component.as_deref() == Some(name))
    {
        let finding = Finding::error(at, format!("the component {name:?} is named twice"));
        let first = format!("{}.component", element("ramp.weights", first));
        notes.push(finding.related(first, "the first").help("give each component one weight"));
        return None;
    }
    if let Some(component) = components.and_then(|components| components.get(number))
        && !pays_by_weight(component)
    {
        let finding = Finding::error(
            at,
            format!("the component {name:?} does not pay a share of the target incentive"),
        );
        notes.push(finding.related(element("component", number), "pays otherwise").help(
            "own weights are for components with `pays = \"target\"` and no `target` of their own",
        ));
        return None;
    }
    Some((number, weight?))
}

fn pays_by_weight(component: &Component) -> bool {
    matches!(
        (&component.pays, component.target),
        (Pays::Target(_) | Pays::Matrix(_), Target::Weight(_))
    )
}

/// Warns where the targets of new hires do not make up what those of the others do.
fn warn_of_weights(ramp: &Ramp, components: &[Component], notes: &mut Notes) {
    if ramp.weights.is_empty() {
        return;
    }
    let sum = |of: &dyn Fn(usize, Decimal6) -> Decimal6| {
        components
            .iter()
            .enumerate()
            .filter_map(|(i, c)| match (&c.pays, c.target) {
                (Pays::Target(_) | Pays::Matrix(_), Target::Weight(weight)) => Some(of(i, weight)),
                _ => None,
            })
            .fold(0_i64, |sum, weight| sum.saturating_add(weight.0))
    };
    let usual = sum(&|_, weight| weight);
    let own = |i: usize| ramp.weights.iter().find(|(number, _)| *number == i).map(|(_, own)| *own);
    let of_new_hires = sum(&|i, weight| own(i).unwrap_or(weight));
    if usual != of_new_hires {
        let message = format!(
            "the weights of new hires sum to {}, those of the others to {}",
            Decimal6(of_new_hires),
            Decimal6(usual)
        );
        let finding = Finding::warning("ramp.weights", message);
        notes.push(finding.help("at 100 % of everything a new hire is paid another sum"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, check, plan};
    use super::*;

    fn with_two(ramp: &str) -> String {
        let component = |name: &str, weight: &str| {
            format!(
                "[[component]]\nname = {name:?}\npays = \"target\"\nmeasure = \"nrr\"\npaid = \"year\"\nmeasured = \"year\"\n\
                 curve = [ {{ at = 1, pays = 1 }} ]\n{weight}\n"
            )
        };
        around(&format!(
            "{}{}[ramp]\n{ramp}",
            component("A", "weight = 1.0"),
            component("B", "target = 5_000")
        ))
    }

    #[test]
    fn ramps_that_are_refused() {
        check(
            with_two,
            &[
                ("", &["ramp: a ramp without `quota` or `weights`"]),
                (
                    "quota = [ 0, -0.5, 50 ]\nmonths = 3",
                    &[
                        "ramp.quota[1]: `quota[1]` is -0.5, below 0",
                        "ramp.quota[2]: the share of month 3 of tenure is 50, above 10",
                        "key ramp.months: `months` without `weights`",
                    ],
                ),
                (
                    "weights = [ { component = \"C\", weight = 0.5 }, { component = \"B\", weight = 0.5 }, {} ]",
                    &[
                        "ramp.weights[0].component: the plan has no component \"C\"",
                        "ramp.weights[1].component: the component \"B\" does not pay a share of the target incentive",
                        "ramp.weights[2].component: `component` is missing",
                        "ramp.weights[2].weight: `weight` is missing",
                        "ramp.months: `months` is missing",
                    ],
                ),
                (
                    "weights = [ { component = \"A\", weight = 1 }, { component = \"A\", weight = 1 } ]\nmonths = 61",
                    &[
                        "ramp.weights[1].component: the component \"A\" is named twice",
                        "ramp.months: `months` is 61, not from 1 to 60",
                    ],
                ),
                (
                    "weights = [ { component = \"A\", weight = 0.8 } ]\nmonths = 6",
                    &[
                        "ramp.weights: the weights of new hires sum to 0.8, those of the others to 1",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn a_ramp_is_taken_as_written() {
        let plan = plan(&with_two(
            "quota = [ 0, 0.25 ]\nweights = [ { component = \"A\", weight = 1.0 } ]\nmonths = 6",
        ));
        let quota = vec![Decimal6::ZERO, Decimal6(250_000)];
        assert_eq!(plan.ramp, Some(Ramp { quota, weights: vec![(0, Decimal6::ONE)], months: 6 }));
    }
}
