//! Caps on pay and on credit, and floors.

use super::made_of::{MadeOf, is_made_of_deals};
use super::notes::Notes;
use crate::diagnostic::{Finding, join};
use crate::money::Cents;
use crate::plan::{Cap, CreditCap, Measure};
use crate::spec::NumberOr;
use crate::spec::component as spec;

/// The cap on pay of the component at a path.
pub(super) fn cap(spec: &spec::Cap, path: &str, notes: &mut Notes) -> Option<Cap> {
    let path = format!("{path}.cap");
    match (spec.share_of_target, spec.amount) {
        (Some(share), None) => {
            notes.decimal_above_0(&format!("{path}.share_of_target"), share).map(Cap::ShareOfTarget)
        }
        (None, Some(amount)) => {
            notes.amount_from_0(&format!("{path}.amount"), amount).map(Cap::Amount)
        }
        (given, _) => {
            one_of(
                "a cap",
                "share_of_target",
                given.is_some(),
                "a multiple of the window's target",
                &path,
                notes,
            );
            None
        }
    }
}

/// The cap on the credit of a window.
pub(super) fn credit_cap(
    spec: &spec::Component,
    measure: Option<&Measure>,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<CreditCap>> {
    let Some(cap) = spec.credit_cap else {
        return Some(None);
    };
    if let Some(measure) = measure.filter(|measure| !measure.is_additive()) {
        let message = format!("`credit_cap` limits a sum, and `{}` is none", measure.name());
        notes.push(
            Finding::error_at_key(join(path, "credit_cap"), message)
                .help("leave it out; `cap` limits pay, the curve's last band attainment"),
        );
        return None;
    }
    cap_on_credit(cap, "credit_cap", spec, path, notes).map(Some)
}

/// The cap on the credit of one deal.
pub(super) fn deal_cap(
    spec: &spec::Component,
    measure: Option<&Measure>,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<CreditCap>> {
    let Some(cap) = spec.deal_cap else {
        return Some(None);
    };
    if let Some(measure) = measure.filter(|measure| !measure.all(is_made_of_deals)) {
        let message = format!(
            "`deal_cap` limits single deals, and {} is not made of deals",
            measure.others(is_made_of_deals)
        );
        notes.push(
            Finding::error_at_key(join(path, "deal_cap"), message)
                .help("leave it out; `credit_cap` limits the window's sum"),
        );
        return None;
    }
    cap_on_credit(cap, "deal_cap", spec, path, notes).map(Some)
}

/// What the component pays a team in a plan year at most.
pub(super) fn budget(
    spec: &spec::Component,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<Cents>> {
    let Some(budget) = spec.budget else {
        return Some(None);
    };
    let at = join(path, "budget");
    if spec.true_up == Some(spec::TrueUp::Both) {
        notes.push(
            Finding::error_at_key(
                &at,
                "money that goes to the first who come is not taken back later",
            )
            .related(join(path, "true_up"), "payments may be negative")
            .help("write `true_up = \"forward\"`, or leave the budget out"),
        );
    }
    notes.amount_above_0(&at, budget).map(Some)
}

fn cap_on_credit(
    cap: NumberOr<spec::CreditCap>,
    key: &str,
    component: &spec::Component,
    path: &str,
    notes: &mut Notes,
) -> Option<CreditCap> {
    let path = join(path, key);
    let table = match cap {
        NumberOr::Number(amount) => {
            return notes.amount_above_0(&path, amount).map(CreditCap::Amount);
        }
        NumberOr::Table(table) => table,
    };
    match (table.share_of_quota, table.amount) {
        (Some(share), None) => {
            let at = format!("{path}.share_of_quota");
            if component.quota.is_none() {
                notes.push(
                    Finding::error(&at, format!("a `{key}` by share of quota needs a quota, and the component has none"))
                        .help("add `quota = \"team\"` or a number a year; or state the cap as an `amount`"),
                );
            }
            notes.decimal_above_0(&at, share).map(CreditCap::ShareOfQuota)
        }
        (None, Some(amount)) => {
            notes.amount_above_0(&format!("{path}.amount"), amount).map(CreditCap::Amount)
        }
        (given, _) => {
            one_of(
                &format!("a `{key}`"),
                "share_of_quota",
                given.is_some(),
                "a multiple of the window's quota",
                &path,
                notes,
            );
            None
        }
    }
}

pub(super) fn one_of(
    what: &str,
    share: &str,
    both: bool,
    meaning: &str,
    path: &str,
    notes: &mut Notes,
) {
    let message = if both {
        format!("{what} by both `{share}` and `amount`")
    } else {
        format!("{what} without `{share}` or `amount`")
    };
    notes.push(
        Finding::error(path, message).help(format!("state one: `{share}`, {meaning}, or `amount`")),
    );
}

/// The least that a window of the component pays.
pub(super) fn floor(
    spec: &spec::Component,
    cap: Option<Cap>,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<Cents>> {
    let Some(floor) = spec.floor else {
        return Some(None);
    };
    let at = join(path, "floor");
    let floor = notes.amount_from_0(&at, floor)?;
    if let Some(Cap::Amount(cap)) = cap
        && cap < floor
    {
        notes.push(
            Finding::error(at, format!("the floor of {floor} is above the cap of {cap}"))
                .related(format!("{path}.cap.amount"), "the cap")
                .help("a window pays at least the floor and at most the cap"),
        );
    }
    Some(Some(floor))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, plan, with_component};
    use super::*;

    fn rate(keys: &str) -> String {
        with_component(&format!(
            "pays = \"rate\"\nmeasure = \"new_acv\"\ntiers = [ {{ from = 0, rate = 0.1 }} ]\n{keys}"
        ))
    }

    #[test]
    fn limits_that_are_refused() {
        check(
            rate,
            &[
                ("cap = {}", &["component[0].cap: a cap without `share_of_target` or `amount`"]),
                (
                    "cap = { share_of_target = 2, amount = 1, carry = false }",
                    &["component[0].cap: a cap by both `share_of_target` and `amount`"],
                ),
                (
                    "cap = { share_of_target = 0 }",
                    &["component[0].cap.share_of_target: `share_of_target` is 0, not above 0"],
                ),
                (
                    "cap = { amount = 100 }\nfloor = 200.50",
                    &["component[0].floor: the floor of 200.50 is above the cap of 100.00"],
                ),
                (
                    "budget = 0\ntrue_up = \"both\"",
                    &[
                        "key component[0].budget: money that goes to the first who come is not taken back later",
                        "component[0].budget: `budget` is 0, not above 0",
                    ],
                ),
                ("floor = -1", &["component[0].floor: `floor` is -1, below 0"]),
                (
                    "credit_cap = { share_of_quota = 1.5 }\ndeal_cap = 0",
                    &[
                        "component[0].credit_cap.share_of_quota: a `credit_cap` by share of quota needs a quota, and the component has none",
                        "component[0].deal_cap: `deal_cap` is 0, not above 0",
                    ],
                ),
                (
                    "deal_cap = {}",
                    &["component[0].deal_cap: a `deal_cap` without `share_of_quota` or `amount`"],
                ),
            ],
        );
    }

    #[test]
    fn credit_is_capped_where_something_adds_up() {
        let nrr = |keys: &str| {
            with_component(&format!(
                "pays = \"target\"\nmeasure = \"nrr\"\ncurve = [ {{ at = 1, pays = 1 }} ]\n{keys}"
            ))
        };
        check(
            nrr,
            &[
                (
                    "credit_cap = 5",
                    &["key component[0].credit_cap: `credit_cap` limits a sum, and `nrr` is none"],
                ),
                (
                    "deal_cap = 5\nrefunds = \"ignore\"",
                    &[
                        "key component[0].deal_cap: `deal_cap` limits single deals, and `nrr` is not made of deals",
                        "key component[0].refunds: `refunds` says how negative sales count, and `nrr`, a ratio, has none",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn a_bare_number_caps_credit_by_amount() {
        let component = &plan(&rate(
            "quota = \"team\"\ncredit_cap = 1_000.5\ndeal_cap = { share_of_quota = 0.5 }",
        ))
        .components[0];
        assert_eq!(component.credit_cap, Some(CreditCap::Amount(Cents(100_050))));
        assert_eq!(
            component.deal_cap,
            Some(CreditCap::ShareOfQuota(crate::money::Decimal6(500_000)))
        );
    }
}
