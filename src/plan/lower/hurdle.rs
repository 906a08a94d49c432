//! Hurdles and caps on the rate.

use super::limits::one_of;
use super::made_of::{MadeOf, is_count};
use super::notes::{Notes, percent_hint};
use crate::diagnostic::{Finding, join};
use crate::money::Decimal6;
use crate::plan::{CreditCap, Hurdle, Measure, PaysFrom};
use crate::spec::component as spec;
use crate::spec::hurdle::PaysFrom as Reading;

const PAYS_FROM: &str = "what is paid once the hurdle is met: \"first\", all from the first unit; \"above\", only what is \
    above the hurdle";

/// The hurdle of the component at a path.
pub(super) fn lower(
    component: &spec::Component,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<Hurdle>> {
    let Some(spec) = &component.hurdle else {
        return Some(None);
    };
    let path = join(path, "hurdle");
    let at = match (spec.at_least, spec.amount) {
        (Some(share), None) => {
            let at = join(&path, "at_least");
            if component.quota.is_none() {
                notes.push(
                    Finding::error(&at, "a hurdle by share of quota needs a quota, and the component has none")
                        .help("add `quota = \"team\"` or a number a year; or state the hurdle as an `amount`"),
                );
            }
            notes.decimal_above_0(&at, share).map(CreditCap::ShareOfQuota)
        }
        (None, Some(amount)) => {
            notes.amount_above_0(&join(&path, "amount"), amount).map(CreditCap::Amount)
        }
        (given, _) => {
            let meaning = "a share of the window's quota";
            one_of("a hurdle", "at_least", given.is_some(), meaning, &path, notes);
            None
        }
    };
    let pays_from = notes.required(&path, "pays_from", spec.pays_from, PAYS_FROM);
    Some(Some(Hurdle {
        at: at?,
        pays_from: match pays_from? {
            Reading::First => PaysFrom::First,
            Reading::Above => PaysFrom::Above,
        },
    }))
}

/// The cap on the rate of the component at a path.
pub(super) fn rate_cap(
    component: &spec::Component,
    measure: Option<&Measure>,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<Decimal6>> {
    let Some(cap) = component.rate_cap else {
        return Some(None);
    };
    let at = join(path, "rate_cap");
    let read = notes.decimal_above_0(&at, cap)?;
    if read > Decimal6::ONE && !measure.is_some_and(|measure| measure.all(is_count)) {
        return notes.refuse(&at, cap, "above 1: more than the whole sale", &percent_hint(cap));
    }
    if component.floor.is_some() {
        notes.push(
            Finding::error_at_key(
                &at,
                "a window without results pays the floor, and by `rate_cap` nothing",
            )
            .related(join(path, "floor"), "paid whatever the result")
            .help("leave one of the two out"),
        );
    }
    Some(Some(read))
}

/// Tells clauses that a hurdle leaves no room for.
pub(super) fn contradictions(component: &spec::Component, path: &str, notes: &mut Notes) {
    let Some(hurdle) = &component.hurdle else {
        return;
    };
    let at = join(path, "hurdle");
    let first = component.tiers.as_ref().and_then(|tiers| tiers.first());
    if let Some(first) = first {
        let starts = first.from.or(first.from_amount).is_some_and(|from| !from.0.is_zero());
        let nothing = first.rate.or(first.multiple).is_some_and(|rate| rate.0.is_zero());
        if starts || nothing {
            notes.push(
                Finding::error_at_key(&at, "the hurdle and the first tier both say where pay begins")
                    .related(format!("{path}.tiers[0]"), "nothing is paid below or in it")
                    .help("start the tiers at 0 with the rate that is paid once the hurdle is met; or leave the hurdle out"),
            );
        }
    }
    let above = hurdle.pays_from == Some(Reading::Above);
    if above && component.above.is_some_and(|units| !units.0.is_zero()) {
        notes.push(
            Finding::error_at_key(&at, "`hurdle` and `above` both say which units pay nothing")
                .related(join(path, "above"), "units that pay nothing")
                .help("leave one of the two out"),
        );
    }
    if above && component.per == Some(spec::Per::Deal) {
        notes.push(
            Finding::error(
                join(&at, "pays_from"),
                "the hurdle is one for the window's sum, and with `per = \"deal\"` no part of a deal is above it",
            )
            .related(join(path, "per"), "each deal is looked at alone")
            .help("with `pays_from = \"first\"` all deals are paid once their sum meets the hurdle"),
        );
    }
}

/// Tells a hurdle that what counts never reaches.
pub(super) fn never_met(
    hurdle: Option<Hurdle>,
    credit_cap: Option<CreditCap>,
    path: &str,
    notes: &mut Notes,
) {
    let beyond = match (hurdle.map(|hurdle| hurdle.at), credit_cap) {
        (Some(CreditCap::Amount(hurdle)), Some(CreditCap::Amount(cap))) => cap < hurdle,
        (Some(CreditCap::ShareOfQuota(hurdle)), Some(CreditCap::ShareOfQuota(cap))) => cap < hurdle,
        _ => false,
    };
    if beyond {
        notes.push(
            Finding::error_at_key(join(path, "hurdle"), "the hurdle is above what counts at most")
                .related(join(path, "credit_cap"), "results count up to here")
                .help("lower the hurdle, or raise the cap on credit"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    #[test]
    fn hurdles_that_are_refused() {
        let rate =
            |keys: &str| with_component(&format!("pays = \"rate\"\nmeasure = \"new_acv\"\n{keys}"));
        let flat = "tiers = [ { from = 0, rate = 0.1 } ]\n";
        check(
            rate,
            &[
                (
                    &format!(
                        "{flat}hurdle = {{ amount = 500, pays_from = \"above\" }}\nrate_cap = 0.2"
                    ),
                    &[],
                ),
                (
                    &format!("{flat}hurdle = {{ at_least = 0.5 }}"),
                    &[
                        "component[0].hurdle.at_least: a hurdle by share of quota needs a quota, and the component has none",
                        "component[0].hurdle.pays_from: `pays_from` is missing",
                    ],
                ),
                (
                    &format!(
                        "{flat}quota = 5\nhurdle = {{ at_least = 1, amount = 1, pays_from = \"first\" }}"
                    ),
                    &["component[0].hurdle: a hurdle by both `at_least` and `amount`"],
                ),
                (
                    "quota = 5\ntier_method = \"marginal\"\ntiers = [ { from = 0, rate = 0 }, { from = 0.5, rate = 0.1 } ]\nhurdle = { at_least = 0.5, pays_from = \"above\" }",
                    &[
                        "key component[0].hurdle: the hurdle and the first tier both say where pay begins",
                    ],
                ),
                (
                    &format!(
                        "{flat}per = \"deal\"\nhurdle = {{ amount = 0, pays_from = \"above\" }}"
                    ),
                    &[
                        "component[0].hurdle.amount: `amount` is 0, not above 0",
                        "component[0].hurdle.pays_from: the hurdle is one for the window's sum, and with `per = \"deal\"` no part of a deal is above it",
                    ],
                ),
                (
                    &format!(
                        "{flat}hurdle = {{ amount = 500, pays_from = \"first\" }}\ncredit_cap = 400"
                    ),
                    &["key component[0].hurdle: the hurdle is above what counts at most"],
                ),
                (
                    &format!("{flat}rate_cap = 20\nfloor = 5"),
                    &["component[0].rate_cap: `rate_cap` is 20, above 1: more than the whole sale"],
                ),
                (
                    &format!("{flat}rate_cap = 0.2\nfloor = 5"),
                    &[
                        "key component[0].rate_cap: a window without results pays the floor, and by `rate_cap` nothing",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn units_in_steps() {
        let units = |keys: &str| with_component(&format!("pays = \"per_unit\"\n{keys}"));
        check(
            units,
            &[
                ("measure = \"deals\"\namount = 500\nstep = 10\nabove = 5", &[]),
                ("measure = \"new_acv\"\namount = 500\nstep = 10_000", &[]),
                (
                    "measure = \"new_acv\"\namount = 500\nstep = 499",
                    &[
                        "component[0].amount: `amount` is 500, more than the step of sales that pays it",
                    ],
                ),
                (
                    "measure = \"deals\"\namount = 1\nstep = 0\nabove = 2\nhurdle = { amount = 3, pays_from = \"above\" }",
                    &[
                        "component[0].step: `step` is 0, not above 0",
                        "key component[0].hurdle: `hurdle` and `above` both say which units pay nothing",
                    ],
                ),
            ],
        );
    }
}
