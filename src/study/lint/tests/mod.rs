//! Plans with one doubt each, against figures worked by hand.

mod by_result;
mod figures;

use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::diagnostic::Document;
use crate::plan::lower;
use crate::spec::plan::PlanFile;

fn plan(role: &str, clauses: &str) -> Plan {
    let text = format!(
        "name = \"P\"\nrole = \"{role}\"\ncurrency = \"USD\"\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n{clauses}"
    );
    let file: PlanFile = Document::new("plan.toml", text).parse().unwrap();
    let (plan, findings) = lower(&file);
    plan.unwrap_or_else(|| panic!("{findings:#?}"))
}

fn component(keys: &str) -> String {
    format!("[[component]]\nname = \"C\"\npaid = \"year\"\nmeasured = \"year\"\n{keys}\n")
}

/// Path and words of each doubt.
fn said(doubts: &[Doubt]) -> Vec<String> {
    doubts.iter().map(|doubt| format!("{}: {}", doubt.path, doubt.what)).collect()
}

fn alone(role: &str, clauses: &str) -> Vec<String> {
    said(&doubts_of_plan(&plan(role, clauses), Limits::default()))
}

/// A component on new ACV against the team's quota, in a plan by itself.
fn rates(keys: &str) -> Vec<String> {
    let new_acv = "pays = \"rate\"\nmeasure = \"new_acv\"\n";
    alone("", &component(&format!("{new_acv}{keys}")))
}

fn curve(measure: &str, keys: &str) -> Vec<String> {
    alone("", &component(&format!("pays = \"target\"\nmeasure = \"{measure}\"\n{keys}")))
}

/// A company with one team and no more history than said, and its plan.
fn company(keys: &str, plan: &str) -> Loaded {
    let company = format!(
        "name = \"C\"\ncurrency = \"USD\"\n{keys}\nattainment = 1.0\nattainment_correlation = 0.0\n"
    );
    let files: &'static [(&str, &str)] = Box::leak(Box::new([
        ("company.toml", &*company.leak()),
        ("plan.toml", &*plan.to_owned().leak()),
        ("reps.csv", "rep,quota\nAnn,200000\nBo,200000\n"),
    ]));
    load(Files::Embedded(files), "company.toml", &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

/// Doubts about a plan for a team with a quota of its own.
fn with_quota(quota: &str, clauses: &str) -> Vec<String> {
    let text = format!(
        "name = \"P\"\ncurrency = \"USD\"\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n{clauses}"
    );
    let team = format!("[[team]]\nname = \"AE\"\nplan = \"plan.toml\"\n{quota}");
    let loaded = company(&team, &text);
    said(&doubts_of_team(&loaded.company, 0, &loaded.plans[0], Limits::default()))
}

const ACCELERATED: &str = "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\n\
    tiers = [ { from = 0, rate = 0.08 }, { from = 1, rate = 0.12 } ]\ntier_method = \"marginal\"";
