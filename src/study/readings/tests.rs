//! Costs of readings against figures worked by hand, and against runs of the changed plan by itself.

use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::plan::{Pays, TierMethod};
use crate::simulate::{Wanted, simulate};

/// Three reps who sell exactly 1.2 times a quota of 500,000, the same amount every month, every year.
fn steady(clauses: &str) -> Loaded {
    three_with("quota = 500_000\nattainment = 1.2\nattainment_correlation = 0.0\n", clauses)
}

/// Three reps of a team on a plan with these clauses.
fn three_with(team: &str, clauses: &str) -> Loaded {
    let company = format!(
        "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nyears = 5\nseed = 1\n[[team]]\nname = \"AE\"\nplan = \"plan.toml\"\n\
         headcount = 3\n{team}"
    );
    let plan = format!(
        "name = \"P\"\ncurrency = \"USD\"\npay = {{ base = 60_000, target_incentive = 40_000 }}\n{clauses}"
    );
    let files: &'static [(&str, &str)] =
        Box::leak(Box::new([("company.toml", &*company.leak()), ("plan.toml", &*plan.leak())]));
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

/// Twelve deals of 50,000 in the year, the quarter's 150,000 past a hurdle of 100,000. From the first unit 8 % of it,
/// 12,000; of what is above, 4,000: three reps get 32,000 a quarter less, or more.
#[test]
fn a_hurdle_that_pays_from_the_first_unit_or_above() {
    let hurdle = |pays_from: &str| {
        format!(
            "[[component]]\nname = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\npaid = \"quarter\"\nmeasured = \"quarter\"\n\
             tiers = [ {{ from_amount = 0, rate = 0.08 }} ]\nhurdle = {{ amount = 100_000, pays_from = \"{pays_from}\" }}\n"
        )
    };
    let first = costs(&steady(&hurdle("first")));
    assert_eq!(*of(&first, "pays_from above instead of first"), -96_000.0);
    let above = costs(&steady(&hurdle("above")));
    assert_eq!(*of(&above, "pays_from first instead of above"), 96_000.0);
}

/// Three reps tie every quarter. Sharing, they get 3,000 + 2,000 between them; each the best, 3,000 apiece.
#[test]
fn prizes_for_equal_results() {
    let contest = |ties: &str| {
        format!(
            "[[component]]\nname = \"C\"\npays = \"contest\"\nmeasure = \"new_acv\"\nprizes = [3_000, 2_000]\nties = \"{ties}\"\n\
             paid = \"quarter\"\nmeasured = \"quarter\"\n"
        )
    };
    let share = costs(&steady(&contest("share")));
    assert_eq!(*of(&share, "ties all instead of share"), 4.0 * (9_000.0 - 5_000.0));
    let all = costs(&steady(&contest("all")));
    assert_eq!(*of(&all, "ties share instead of all"), 4.0 * (5_000.0 - 9_000.0));
}

/// Active in January and the second quarter: 50,000 and 150,000 sold, at 10 % 5,000 and 15,000, at most 8,000 a quarter.
/// With the quarters the other way round, in the first one and in April: of 7,000 cut in the first, April's room of
/// 3,000 pays so much, for three reps; without `carry` nothing.
#[test]
fn a_cap_that_carries_or_cuts() {
    let capped = |months: &str, cap: &str, paid: &str| {
        format!(
            "[[component]]\nname = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\n{paid}\nmonths = {months}\n\
             tiers = [ {{ from_amount = 0, rate = 0.10 }} ]\ncap = {{ amount = 8_000{cap} }}\n"
        )
    };
    let quarter = "paid = \"quarter\"\nmeasured = \"quarter\"";
    let cut = costs(&steady(&capped("[1, 2, 3, 4]", "", quarter)));
    assert_eq!(*of(&cut, "carry true instead of false"), 9_000.0);
    let carried = costs(&steady(&capped("[1, 2, 3, 4]", ", carry = true", quarter)));
    assert_eq!(*of(&carried, "carry false instead of true"), -9_000.0);
    let late = costs(&steady(&capped("[1, 4, 5, 6]", "", quarter)));
    assert_eq!(*of(&late, "carry true instead of false"), 0.0);
    let year = costs(&steady(&capped("[1, 2]", "", "paid = \"year\"\nmeasured = \"year\"")));
    assert!(
        year.iter().all(|(words, _)| !words.starts_with("carry")),
        "no window comes after the year: {year:?}"
    );
}

/// All accounts leave at their renewal, and each sale within the twelve months before is taken back in some part. A
/// schedule of all is full recovery; one of a half takes back half of that, one of a quarter a quarter: the rest is
/// what full recovery takes more.
#[test]
fn a_schedule_of_recovery_instead_of_all() {
    let sold = |share: &str| {
        three_with(
            "attainment = 1.0\nattainment_correlation = 0.0\n[team.book]\naccounts = 24\narr = 100_000\nchurn = 1.0\n\
             expansion = { per_year = 2.0, share = 0.2 }\n",
            &format!(
                "[[component]]\nname = \"Upsell\"\npays = \"rate\"\nmeasure = \"upsell_acv\"\npaid = \"month\"\nmeasured = \"month\"\n\
                 tiers = [ {{ from_amount = 0, rate = 0.10 }} ]\nclawback = {{ on = [\"churn\"], within_months = 12, \
                 recovers = [ {{ within = 12, share = {share} }} ], at = \"paid\" }}\n"
            ),
        )
    };
    let more = |share: &str| {
        let loaded = sold(share);
        let costs = costs_of_readings(&loaded.company, &loaded.plans, 5, 2, &|_| true).unwrap();
        let full =
            costs.iter().find(|cost| cost.reading.to_string() == "recovers full instead of bands");
        full.unwrap().difference.value
    };
    let (half, quarter) = (more("0.5"), more("0.25"));
    assert_eq!(more("1.0"), 0.0);
    assert!(half < 0.0 && (quarter - 1.5 * half).abs() < 1e-6 * half.abs(), "{half}, {quarter}");
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
    let costs =
        |threads| costs_of_readings(&loaded.company, &loaded.plans, 130, threads, &|_| true);
    assert_eq!(costs(1).unwrap(), costs(3).unwrap());
    let stopped = costs_of_readings(&loaded.company, &loaded.plans, 130, 1, &|_| false);
    assert!(matches!(stopped, Err(RunError::Stopped { years: 130, .. })));
}
