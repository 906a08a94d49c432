//! How a component turns results into pay: what each kind needs.

use super::component::{Clause, all_or_none, sort};
use super::made_of::{MadeOf, is_count};
use super::notes::Notes;
use super::{conditions, contest, curve, matrix, percent, tiers};
use crate::diagnostic::Finding;
use crate::money::{Cents, Decimal6};
use crate::plan::{Measure, Pays, Split, When};
use crate::spec::component as spec;
use crate::spec::team_or::Scope;

/// One unit of currency.
const WHOLE: Cents = Cents(100);

const WHEN: &str = "the condition: when = { measure = \"nps\", at_least = 70 }";
const SPLIT: &str = "\"equal\" shares the pool alike, \"pro_rata\" by each rep's own measure";

/// The pay of a clause on a measure.
pub(super) fn lower(
    clause: &Clause<'_>,
    measure: Option<&Measure>,
    notes: &mut Notes,
) -> Option<Pays> {
    let Clause { spec, path, .. } = *clause;
    match clause.kind {
        spec::Pays::Rate => tiers::lower(spec, measure, path, notes).map(Pays::Rate),
        spec::Pays::Target => target(clause, measure, notes),
        spec::Pays::Amount => on_condition(clause, notes),
        spec::Pays::PerUnit => per_unit(clause, measure, notes),
        spec::Pays::Pool => pool(clause, measure, notes),
        spec::Pays::Contest => contest::lower(clause, notes).map(Pays::Contest),
        spec::Pays::Matrix => matrix::lower(clause, measure, notes).map(Pays::Matrix),
    }
}

fn target(clause: &Clause<'_>, measure: Option<&Measure>, notes: &mut Notes) -> Option<Pays> {
    let curve =
        curve::lower(clause.spec.curve.as_deref(), clause.spec.interpolate, clause.path, notes)?;
    let is_share =
        measure.is_some_and(|measure| percent::is_share(measure, clause.spec.goal.is_some()));
    percent::doubt_curve(&curve, is_share, clause.path, notes);
    Some(Pays::Target(curve))
}

fn on_condition(clause: &Clause<'_>, notes: &mut Notes) -> Option<Pays> {
    let amount = amount(clause, "what is paid when the condition holds", notes);
    let when = notes.required(clause.path, "when", clause.spec.when.as_ref(), WHEN);
    let when =
        when.and_then(|when| conditions::when(when, &clause.at("when"), clause.measures, notes));
    Some(Pays::Amount { amount: amount?, when: when?, once: clause.spec.once.unwrap_or(false) })
}

fn per_unit(clause: &Clause<'_>, measure: Option<&Measure>, notes: &mut Notes) -> Option<Pays> {
    let amount = amount(clause, "what a unit of the measure pays", notes);
    let money = measure.is_some_and(|measure| measure.is_additive() && !measure.all(is_count));
    // Of a whole step, in cents.
    let whole = clause.spec.step.map_or(WHOLE.to_decimal(), |step| step.0);
    let more = amount.is_some_and(|amount| amount.to_decimal() > whole);
    if let (true, Some(written)) = (money, clause.spec.amount.filter(|_| more)) {
        notes.refuse::<()>(
            &clause.at("amount"),
            written,
            if clause.spec.step.is_some() {
                "more than the step of sales that pays it"
            } else {
                "above 1: more than the whole sale, of which each unit of currency pays it"
            },
            "count something, such as `deals`; or pays = \"rate\" on the amount",
        );
    }
    let above = match clause.spec.above {
        None => Some(Decimal6::ZERO),
        Some(above) => notes.decimal_from_0(&clause.at("above"), above),
    };
    let step = match clause.spec.step {
        None => Some(None),
        Some(step) => notes.decimal_above_0(&clause.at("step"), step).map(Some),
    };
    Some(Pays::PerUnit { amount: amount?, above: above?, step: step? })
}

fn pool(clause: &Clause<'_>, measure: Option<&Measure>, notes: &mut Notes) -> Option<Pays> {
    let amount = amount(clause, "the whole pool", notes);
    let when = clause.spec.when.as_ref();
    let when = all_or_none(
        when.map(|when| conditions::when(when, &clause.at("when"), clause.measures, notes)),
    );
    let split = notes.required(clause.path, "split", clause.spec.split, SPLIT);
    if split == Some(spec::Split::ProRata) {
        shares_add_up(clause, measure, when.as_ref().and_then(Option::as_ref), notes);
    }
    let split = match split? {
        spec::Split::Equal => Split::Equal,
        spec::Split::ProRata => Split::ProRata,
    };
    Some(Pays::Pool { amount: amount?, when: when?, split, scope: scope(clause, notes)? })
}

/// A pro rata pool is shared by something that adds up: the component's measure, or else its condition's.
fn shares_add_up(
    clause: &Clause<'_>,
    measure: Option<&Measure>,
    when: Option<&When>,
    notes: &mut Notes,
) {
    let by = measure.or(when.map(|when| &when.measure));
    if let Some(by) = by.filter(|by| !by.is_additive()) {
        let message =
            format!("a pool cannot be shared pro rata to `{}`, a {}", by.name(), sort(by));
        notes.push(Finding::error(clause.at("split"), message).help(
            "add a `measure` that adds up, such as \"expansion_acv\", or share the pool \"equal\"",
        ));
    }
}

/// The teams whose results count; none means the rep's own.
fn scope(clause: &Clause<'_>, notes: &mut Notes) -> Option<Vec<String>> {
    match &clause.spec.scope {
        None | Some(Scope::Team) => Some(Vec::new()),
        Some(Scope::Teams(teams)) if teams.is_empty() => {
            notes.push(
                Finding::error(clause.at("scope"), "a pool of no team")
                    .help("list the teams, or write \"team\" for the rep's own"),
            );
            None
        }
        Some(Scope::Teams(teams)) => Some(teams.clone()),
    }
}

fn amount(clause: &Clause<'_>, what: &str, notes: &mut Notes) -> Option<Cents> {
    let amount = notes.required(clause.path, "amount", clause.spec.amount, what)?;
    notes.amount_above_0(&clause.at("amount"), amount)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    #[test]
    fn what_each_kind_needs() {
        check(
            with_component,
            &[
                (
                    "pays = \"amount\"",
                    &[
                        "component[0].amount: `amount` is missing in the component \"C\"",
                        "component[0].when: `when` is missing in the component \"C\"",
                    ],
                ),
                (
                    "pays = \"per_unit\"\namount = -1\nabove = -1\nmeasure = \"deals\"",
                    &[
                        "component[0].amount: `amount` is -1, not above 0",
                        "component[0].above: `above` is -1, below 0",
                    ],
                ),
                (
                    "pays = \"target\"\nmeasure = \"new_acv\"\nweight = 0.5\ntarget = 5\ngoal = 2",
                    &[
                        "component[0]: `quota` is missing in the component \"C\"",
                        "key component[0].goal: `goal` is for ratios and scores; a sum is held against a quota",
                        "component[0].weight: both `target` and `weight`",
                        "component[0].curve: `curve` is missing in the component \"C\"",
                    ],
                ),
                (
                    "pays = \"pool\"\nscope = []",
                    &[
                        "component[0].amount: `amount` is missing in the component \"C\"",
                        "component[0].split: `split` is missing in the component \"C\"",
                    ],
                ),
                (
                    "pays = \"pool\"\namount = 1\nsplit = \"pro_rata\"\nwhen = { measure = \"nrr\", at_least = 1 }",
                    &["component[0].split: a pool cannot be shared pro rata to `nrr`, a ratio"],
                ),
                (
                    "pays = \"pool\"\namount = 1\nsplit = \"pro_rata\"",
                    &["component[0].measure: `measure` is missing in the component \"C\""],
                ),
                (
                    "pays = \"pool\"\namount = 1\nsplit = \"pro_rata\"\nmeasure = \"deals\"\nwhen = { measure = \"nrr\", at_least = 1 }\nscope = [\"A\", \"B\"]",
                    &[],
                ),
                (
                    "pays = \"pool\"\namount = 1\nsplit = \"equal\"\nscope = []",
                    &["component[0].scope: a pool of no team"],
                ),
            ],
        );
    }
}
