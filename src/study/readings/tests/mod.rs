//! Costs of readings against figures worked by hand, and against runs of the changed plan by itself.

mod changes;
mod components;
mod keys;
mod plan_level;

use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::plan::{Pays, Plan, TierMethod};
use crate::simulate::{Model, Wanted, simulate};

/// Three reps who sell exactly 1.2 times a quota of 500,000, the same amount every month, every year.
fn steady(clauses: &str) -> Loaded {
    three_with("quota = 500_000\nattainment = 1.2\nattainment_correlation = 0.0\n", clauses)
}

/// Three reps of a team on a plan with these clauses.
fn three_with(team: &str, clauses: &str) -> Loaded {
    let company = company_of(&format!("headcount = 3\n{team}"));
    let plan = plan_of(clauses);
    embedded(vec![("company.toml", company), ("plan.toml", plan)])
}

/// A company file of one team with these keys.
fn company_of(team: &str) -> String {
    format!(
        "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nyears = 5\nseed = 1\n[[team]]\nname = \"AE\"\nplan = \"plan.toml\"\n{team}"
    )
}

/// A plan file with these clauses.
fn plan_of(clauses: &str) -> String {
    format!(
        "name = \"P\"\ncurrency = \"USD\"\npay = {{ base = 60_000, target_incentive = 40_000 }}\n{clauses}"
    )
}

/// A company of these files.
fn embedded(files: Vec<(&'static str, String)>) -> Loaded {
    let files: Vec<(&str, &str)> =
        files.into_iter().map(|(name, text)| (name, &*text.leak())).collect();
    load(Files::Embedded(files.leak()), "company.toml", &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

/// A team of one, of whom a roster says this under `rep`, on a plan with these clauses. Quotas are 500,000 and reached
/// to so many times.
fn alone_with(roster: &str, attainment: &str, clauses: &str) -> Loaded {
    let company = company_of(&format!(
        "roster = \"reps.csv\"\nquota = 500_000\nattainment = {attainment}\nattainment_correlation = 0.0\n"
    ));
    embedded(vec![
        ("company.toml", company),
        ("plan.toml", plan_of(clauses)),
        ("reps.csv", roster.to_owned()),
    ])
}

/// A line a reading: words, dollars a year; of years that are all alike.
fn costs(loaded: &Loaded) -> Vec<(String, f64)> {
    let costs = costs_of_readings(loaded, 5, 2, &|_| true).unwrap();
    assert!(costs.iter().all(|cost| cost.difference.interval.is_none()), "all years are alike");
    costs.into_iter().map(|cost| (cost.reading.to_string(), cost.difference.value)).collect()
}

fn of<'a>(costs: &'a [(String, f64)], words: &str) -> &'a f64 {
    let found = costs.iter().find(|(reading, _)| reading == words);
    &found.unwrap_or_else(|| panic!("no {words} in {costs:?}")).1
}

fn cents(dollars: f64) -> i64 {
    (100.0 * dollars).round() as i64
}

const RATES: &str = "[[component]]\nname = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"month\"\n\
    measured = \"year\"\nagainst = \"full\"\ntrue_up = \"forward\"\ntier_method = \"marginal\"\n\
    tiers = [ { from = 0, rate = 0.08 }, { from = 1, rate = 0.12 } ]\n";

fn mid_market() -> Loaded {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
    load(Files::Disk, path, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn a_reading_costs_what_a_run_of_the_changed_plan_costs() {
    let loaded = mid_market();
    let years = 150;
    let costs = costs_of_readings(&loaded, years, 2, &|_| true).unwrap();
    let tiers = costs.iter().find(|cost| cost.reading.key == "tier_method").unwrap();
    assert_eq!((tiers.team, tiers.path.as_str()), (0, "component[0].tier_method"));

    let mut plans = loaded.plans.clone();
    let Pays::Rate(rates) = &mut plans[0].components[0].pays else { panic!("rates") };
    rates.method = TierMethod::Retroactive;
    let pay = |plans: &[Plan]| {
        let model = Model::new(&loaded.company, plans);
        let outcome = simulate(&model, years, 1, Wanted::default(), &|_| true).unwrap();
        let column = model.layout.find("AE", &crate::metrics::Metric::VariablePay).unwrap();
        let mut pay = Vec::new();
        outcome.figure(column, &mut pay).unwrap();
        pay
    };
    let (own, other) = (pay(&loaded.plans), pay(&plans));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / years as f64;
    assert!((tiers.difference.value - (mean(&other) - mean(&own))).abs() < 1e-6 * mean(&own));
    assert_eq!(Some(tiers.difference), paired_difference(&other, &own));
    assert!(tiers.difference.value > 0.0 && tiers.share.is_some_and(|share| share > 0.0));
}

#[test]
fn threads_change_nothing_and_a_run_can_be_stopped() {
    let loaded = mid_market();
    let costs = |threads| costs_of_readings(&loaded, 130, threads, &|_| true);
    assert_eq!(costs(1).unwrap(), costs(3).unwrap());
    let stopped = costs_of_readings(&loaded, 130, 1, &|_| false);
    assert!(matches!(stopped, Err(RunError::Stopped { years: 130, .. })));
}
