//! Costs of readings against figures worked by hand, and against runs of the changed plan by itself.

use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::plan::{Pays, TierMethod};
use crate::simulate::{Wanted, simulate};

/// Three reps who sell exactly 1.2 times a quota of 500,000, the same amount every month, every year.
fn steady(clauses: &str) -> Loaded {
    let company = "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nyears = 5\nseed = 1\n[[team]]\nname = \"AE\"\nplan = \"plan.toml\"\n\
        headcount = 3\nquota = 500_000\nattainment = 1.2\nattainment_correlation = 0.0\n";
    let plan = format!(
        "name = \"P\"\ncurrency = \"USD\"\npay = {{ base = 60_000, target_incentive = 40_000 }}\n{clauses}"
    );
    let files: &'static [(&str, &str)] =
        Box::leak(Box::new([("company.toml", company), ("plan.toml", &*plan.leak())]));
    load(Files::Embedded(files), "company.toml", &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

/// A line a reading: words, dollars a year.
fn costs(loaded: &Loaded) -> Vec<(String, f64)> {
    let costs = costs_of_readings(&loaded.company, &loaded.plans, 5, 2, &|_| true).unwrap();
    assert!(costs.iter().all(|cost| cost.difference.interval.is_none()), "all years are alike");
    costs.into_iter().map(|cost| (cost.reading.to_string(), cost.difference.value)).collect()
}

fn of<'a>(costs: &'a [(String, f64)], words: &str) -> &'a f64 {
    let found = costs.iter().find(|(reading, _)| reading == words);
    &found.unwrap_or_else(|| panic!("no {words} in {costs:?}")).1
}

const RATES: &str = "[[component]]\nname = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"month\"\n\
    measured = \"year\"\nagainst = \"full\"\ntrue_up = \"forward\"\ntier_method = \"marginal\"\n\
    tiers = [ { from = 0, rate = 0.08 }, { from = 1, rate = 0.12 } ]\n";

/// A rep sells 600,000. Marginal: 40,000 + 12,000. Retroactive: 12 % of all, 72,000. Three reps: 60,000 more.
#[test]
fn retroactive_instead_of_marginal() {
    let costs = costs(&steady(RATES));
    assert_eq!(costs[0], ("tier_method retroactive instead of marginal".to_owned(), 60_000.0));
    for same in [
        // Month by month the same share of quota is sold, and nothing is ever lost.
        "against to_date instead of full",
        "true_up both instead of forward",
        "refunds ignore instead of count",
        "rounding half_up instead of half_even",
    ] {
        assert_eq!(*of(&costs, same), 0.0, "{same}");
    }
    assert_eq!(costs.len(), 5, "{costs:?}");
    let back = self::costs(&steady(&RATES.replace("marginal", "retroactive")));
    assert_eq!(*of(&back, "tier_method marginal instead of retroactive"), -60_000.0);
}

/// 4,000 a month is earned: a minimum of 1,000 tops up nothing, an advance pays 1,000 more in three months. Lent
/// and given back from what is above 1,000 a month, it costs nothing in the end.
#[test]
fn a_draw_in_advance_instead_of_a_minimum() {
    let draw = |kind: &str, recoverable: &str| {
        format!("{RATES}[draw]\namount = 1_000\nmonths = 3\nkind = \"{kind}\"\n{recoverable}\n")
    };
    let minimum = costs(&steady(&draw("minimum", "recoverable = false")));
    assert_eq!(*of(&minimum, "kind advance instead of minimum"), 9_000.0);
    assert_eq!(*of(&minimum, "recoverable true instead of false"), 0.0);
    let advance = costs(&steady(&draw("advance", "recoverable = true\nrecovery_share = 1.0")));
    assert_eq!(*of(&advance, "recoverable false instead of true"), 9_000.0);
}

/// A bonus of 100 in each quarter of 150,000: at once a year three quarters less, for three reps.
#[test]
fn a_bonus_once_instead_of_each_time() {
    let bonus = "[[component]]\nname = \"B\"\npays = \"amount\"\namount = 100\nwhen = { measure = \"new_acv\", at_least = 150_000 }\n\
        paid = \"quarter\"\nmeasured = \"quarter\"\n";
    let costs = costs(&steady(bonus));
    assert_eq!(costs[0], ("once true instead of false".to_owned(), -900.0));
}

fn mid_market() -> Loaded {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
    load(Files::Disk, path, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn a_reading_costs_what_a_run_of_the_changed_plan_costs() {
    let loaded = mid_market();
    let years = 150;
    let costs = costs_of_readings(&loaded.company, &loaded.plans, years, 2, &|_| true).unwrap();
    let tiers = costs.iter().find(|cost| cost.reading.key == "tier_method").unwrap();
    assert_eq!((tiers.team, tiers.path.as_str()), (0, "component[0].tier_method"));

    let mut plans = loaded.plans.clone();
    let Pays::Rate(rates) = &mut plans[0].components[0].pays else { panic!("rates") };
    rates.method = TierMethod::Retroactive;
    let pay = |plans: &[Plan]| {
        let model = Model::new(&loaded.company, plans);
        let outcome = simulate(&model, years, 1, Wanted::default(), &|_| true).unwrap();
        let column = model.layout.find("AE", &crate::metrics::Metric::VariablePay).unwrap();
        outcome.columns[column].clone()
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
    let costs =
        |threads| costs_of_readings(&loaded.company, &loaded.plans, 130, threads, &|_| true);
    assert_eq!(costs(1).unwrap(), costs(3).unwrap());
    let stopped = costs_of_readings(&loaded.company, &loaded.plans, 130, 1, &|_| false);
    assert!(matches!(stopped, Err(RunError::Stopped { years: 130, .. })));
}
