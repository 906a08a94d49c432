//! Contests in words.

use super::figures::amount;
use super::timing::a_window;
use crate::diagnostic::list;
use crate::plan::{Component, Contest, Measure, Plan, Ties};

/// Who wins what.
pub(super) fn contest(
    contest: &Contest,
    component: &Component,
    measure: &Measure,
    plan: &Plan,
) -> Vec<String> {
    let currency = plan.pay_currency();
    let prizes = list(contest.prizes.iter().map(|prize| amount(*prize)), "and");
    let best = match contest.prizes.len() {
        1 => "rep".to_owned(),
        n => format!("{n} reps"),
    };
    let ranked = match contest.at_least {
        Some(least) => format!(
            "Ranked are those in seat at its end with at least {}.",
            measure.result(least, &plan.currency)
        ),
        None if measure.is_additive() => {
            "Ranked are those in seat at its end whose result is above 0.".to_owned()
        }
        None => "Ranked are those in seat at its end.".to_owned(),
    };
    let ties = match contest.ties {
        Ties::Share => "Reps with equal results share the prizes of the ranks that they take.",
        Ties::All => "Reps with equal results each get the prize of the best rank that they take.",
    };
    vec![
        format!(
            "Prizes of {prizes} {currency} {} for the {best} of the team with the best {}.",
            a_window(component.measured),
            measure.noun()
        ),
        ranked,
        ties.to_owned(),
    ]
}
