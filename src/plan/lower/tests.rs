//! What the tables of tests beside each rule share: a plan around a clause, and its findings in short.

use std::sync::Arc;

use super::lower;
use crate::diagnostic::{Diagnosis, Document, Part, Place, render};
use crate::plan::Plan;
use crate::spec::plan::PlanFile;

/// A plan around clauses.
pub(super) fn around(clauses: &str) -> String {
    format!(
        "name = \"P\"\ncurrency = \"USD\"\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n{clauses}"
    )
}

/// A plan around one component that pays and is measured by the year.
pub(super) fn with_component(keys: &str) -> String {
    around(&format!("[[component]]\nname = \"C\"\npaid = \"year\"\nmeasured = \"year\"\n{keys}"))
}

/// The findings of a text, each as `place: message (help)`.
pub(super) fn findings(text: &str) -> Vec<String> {
    let document = Document::new("plan.toml", text);
    let file: PlanFile = document.parse().unwrap_or_else(|findings| panic!("{findings:#?}"));
    let (plan, findings) = lower(&file);
    let refused = findings.iter().any(|f| f.severity == crate::diagnostic::Severity::Error);
    assert_eq!(plan.is_none(), refused);
    let place = |place: &Place| match place {
        Place::Path(path, Part::Value) => path.clone(),
        Place::Path(path, Part::Key) => format!("key {path}"),
        other => format!("{other:?}"),
    };
    findings
        .iter()
        .map(|finding| format!("{}: {}", place(&finding.place), finding.message))
        .collect()
}

/// Holds each text's findings against those written beside it.
pub(super) fn check(plan: impl Fn(&str) -> String, table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(findings(&plan(text)), *expected, "\n{text}");
    }
}

/// The plan of a text without findings.
pub(super) fn plan(text: &str) -> Plan {
    let document = Arc::new(Document::new("plan.toml", text));
    let (plan, findings) =
        document.parse::<PlanFile>().map_or_else(|f| (None, f), |file| lower(&file));
    let shown = render(&[Diagnosis::new(document, findings)], false);
    plan.filter(|_| shown.is_empty()).unwrap_or_else(|| panic!("{shown}"))
}

#[test]
fn a_plan_may_pay_base_only() {
    let plan = plan("name = \"Base\"\ncurrency = \"EUR\"\npay = { base = 84_000.50 }");
    assert_eq!((plan.base.0, plan.target_incentive.0, plan.components.len()), (8_400_050, 0, 0));
}

#[test]
fn what_a_plan_needs_at_the_top() {
    let whole = |text: &str| text.to_owned();
    check(
        whole,
        &[
            (
                "",
                &[
                    "name: `name` is missing",
                    "currency: `currency` is missing",
                    "\"[pay]\": `[pay]` is missing",
                ],
            ),
            (
                "name = \" \"\ncurrency = \"usd\"\npay = { target_incentive = -1 }\nformat = 2",
                &[
                    "format: `format` 2 is not known",
                    "name: `name` \" \" is no name",
                    "currency: `currency` \"usd\" is no currency code",
                    "pay.base: `base` is missing",
                    "pay.target_incentive: `target_incentive` is -1, below 0",
                ],
            ),
            (
                "name = \"P\"\ncurrency = \"USD\"\npay = { base = 0.005, currency = \"euro\" }",
                &[
                    "pay.currency: `currency` \"euro\" is no currency code",
                    "pay.base: `base` is 0.005, which has more than 2 decimals",
                ],
            ),
        ],
    );
}

#[test]
fn components_are_told_apart_and_weights_make_up_the_target() {
    let component = |name: &str, weight: &str| {
        format!(
            "[[component]]\nname = {name:?}\npays = \"target\"\nmeasure = \"nrr\"\nweight = {weight}\npaid = \"year\"\n\
             measured = \"year\"\ncurve = [ {{ at = 1.0, pays = 1.0 }} ]\n"
        )
    };
    let two = |a: &str, b: &str| around(&(component(a, "0.6") + &component(b, "0.3")));
    assert_eq!(
        findings(&two("A", "B")),
        ["component[1].weight: the weights of the components sum to 0.9, not 1"]
    );
    let named = |text: &str| two("A", text);
    check(
        named,
        &[
            (
                "A",
                &[
                    "component[1].name: two components are called \"A\"",
                    "component[1].weight: the weights of the components sum to 0.9, not 1",
                ],
            ),
            ("hold", &["component[1].name: a component cannot be called \"hold\""]),
            (" B", &["component[1].name: `name` \" B\" is no name"]),
        ],
    );
    assert_eq!(findings(&around(&component("A", "0.6"))), [""; 0]);
}

#[test]
fn a_target_incentive_is_needed_where_something_pays_by_it() {
    let plan = |keys: &str| with_component(keys).replace("target_incentive = 40_000\n", "");
    let rate = "pays = \"rate\"\nmeasure = \"new_acv\"\ntiers = [ { from = 0, rate = 0.1 } ]\n";
    check(
        plan,
        &[
            (rate, &[]),
            (
                &format!("{rate}cap = {{ share_of_target = 2 }}"),
                &["pay: `target_incentive` is missing: the component \"C\" pays by it"],
            ),
            (&format!("{rate}cap = {{ share_of_target = 2 }}\ntarget = 5_000"), &[]),
        ],
    );
}
