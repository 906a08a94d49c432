//! Pay lines against numbers worked by hand.

use super::*;
use crate::diagnostic::Document;
use crate::plan::lower;
use crate::spec::plan::PlanFile;

fn plan(clauses: &str) -> Plan {
    let text = format!(
        "name = \"P\"\ncurrency = \"USD\"\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n{clauses}"
    );
    let file: PlanFile = Document::new("plan.toml", text).parse().unwrap();
    let (plan, findings) = lower(&file);
    plan.unwrap_or_else(|| panic!("{findings:#?}"))
}

fn component(keys: &str) -> String {
    format!("[[component]]\nname = \"C\"\n{keys}\n")
}

const SEASON: [i64; 12] = [6, 7, 10, 6, 8, 11, 6, 7, 11, 7, 8, 13];

fn line_of(plan: &Plan, quota: i64, deal_size: Option<i64>) -> PayLine {
    let seasonality = SEASON.map(|weight| Decimal6(weight * 1_000_000));
    let terms = RepTerms {
        quota: Some(Cents(100 * quota)),
        seasonality: &seasonality,
        deal_size: deal_size.map(|size| Cents(100 * size)),
        reps: Some(4),
    };
    pay_line(plan, &terms)
}

/// Pay in whole dollars by attainment; the result that is 100 %.
fn by_attainment(keys: &str, quota: i64) -> ([i64; 5], i64) {
    let line = line_of(&plan(&component(keys)), quota, Some(30_000));
    assert_eq!((line.by_attainment.len(), line.left_out.len()), (1, 0), "{line:#?}");
    let first = &line.by_attainment[0];
    (first.pay.map(|pay| (pay.0 + 50) / 100), first.full.0 / 100)
}

fn by_result(keys: &str) -> Vec<(String, i64)> {
    let line = line_of(&plan(&component(keys)), 0, None);
    assert_eq!((line.by_result.len(), line.left_out.len()), (1, 0), "{line:#?}");
    line.by_result[0]
        .pay
        .iter()
        .map(|(result, pay)| (result.to_string(), (pay.0 + 50) / 100))
        .collect()
}

const MONTHLY: &str =
    "paid = \"month\"\nmeasured = \"year\"\nagainst = \"full\"\ntrue_up = \"forward\"";

/// P1 of the seeds: 8 % to quota, 12 % above. 40,000 at 500,000; 52,000 at 600,000.
#[test]
fn accelerated_commission() {
    let rate = format!(
        "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\n{MONTHLY}\n\
        tiers = [ {{ from = 0, rate = 0.08 }}, {{ from = 1, rate = 0.12 }} ]"
    );
    let marginal = format!("{rate}\ntier_method = \"marginal\"");
    assert_eq!(
        by_attainment(&marginal, 500_000),
        ([20_000, 32_000, 40_000, 52_000, 70_000], 500_000)
    );
    // 12 % of 600,000 and of 750,000; at exactly 100 % the higher rate holds.
    let retroactive = format!("{rate}\ntier_method = \"retroactive\"");
    assert_eq!(by_attainment(&retroactive, 500_000).0, [20_000, 32_000, 60_000, 72_000, 90_000]);
    let quarterly = marginal.replace(MONTHLY, "paid = \"quarter\"\nmeasured = \"quarter\"");
    assert_eq!(by_attainment(&quarterly, 500_000).0, [20_000, 32_000, 40_000, 52_000, 70_000]);
    let trailing = marginal.replace(MONTHLY, "paid = \"month\"\nmeasured = \"trailing_year\"");
    assert_eq!(by_attainment(&trailing, 500_000).0, [20_000, 32_000, 40_000, 52_000, 70_000]);
}

#[test]
fn a_step_at_quota_is_met_in_every_month() {
    // No month's quota is a whole number of cents, and still 100 % is met in each.
    let step = "pays = \"target\"\nmeasure = \"new_acv\"\nquota = 100_001\npaid = \"month\"\nmeasured = \"month\"\n\
        curve = [ { at = 1, pays = 1 } ]";
    assert_eq!(by_attainment(step, 0).0, [0, 0, 40_000, 40_000, 40_000]);
}

/// The seed's six-deals table as one table of rates: 10 + 40 + 150, then 5 %: 200 at 8,000, so 40,000 at 804,000.
#[test]
fn without_a_quota_100_percent_is_what_earns_the_target() {
    let keys = format!(
        "pays = \"rate\"\nmeasure = \"new_acv\"\n{MONTHLY}\ntier_method = \"marginal\"\n\
        tiers = [ {{ from_amount = 0, rate = 0.01 }}, {{ from_amount = 1000, rate = 0.02 }}, {{ from_amount = 3000, rate = 0.03 }}, {{ from_amount = 8000, rate = 0.05 }} ]"
    );
    assert_eq!(by_attainment(&keys, 0), ([19_900, 31_960, 40_000, 48_040, 60_100], 804_000));
}

#[test]
fn deals_are_counted_whole_and_capped_one_by_one() {
    // 8,000 a deal above 5 quota 10: at 50, 80, 100, 120, 150 % 5, 8, 10, 12, 15 deals.
    let count = format!(
        "pays = \"rate\"\nmeasure = \"deals\"\nquota = 10\n{MONTHLY}\ntiers = [ {{ from = 0.5, rate = 8000 }} ]"
    );
    assert_eq!(by_attainment(&count, 0).0, [0, 24_000, 40_000, 56_000, 80_000]);
    // 20 deals of 30,000 make 600,000; each counts for 20,000: 8 % of 400,000.
    let capped = format!(
        "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = 600_000\ndeal_cap = 20_000\n{MONTHLY}\ntiers = [ {{ from = 0, rate = 0.08 }} ]"
    );
    assert_eq!(by_attainment(&capped, 0).0, [16_000, 25_600, 32_000, 38_400, 48_000]);
    let unknown = line_of(&plan(&component(&capped)), 0, None);
    assert_eq!(unknown.left_out, [("C".to_owned(), LeftOut::NeedsDeals)]);
}

/// Seed 001: 90–99 % pays half, 100–110 % all, each further point 1.5 points; of 24,000 a year.
#[test]
fn nrr_bands() {
    let keys = |timing: &str| {
        format!(
            "pays = \"target\"\nweight = 0.6\nmeasure = \"nrr\"\n{timing}\n\
            curve = [ {{ at = 0.90, pays = 0.50 }}, {{ at = 1.00, pays = 1.00 }}, {{ at = 1.10, pays = 1.00, slope = 1.5 }} ]"
        )
    };
    let expected: Vec<(String, i64)> = [
        ("0.85", 0),
        ("0.9", 12_000),
        ("0.99", 12_000),
        ("1", 24_000),
        ("1.09", 24_000),
        ("1.1", 24_000),
        ("1.2", 27_600),
    ]
    .map(|(result, pay)| (result.to_owned(), pay))
    .into();
    for timing in [
        "paid = \"year\"\nmeasured = \"year\"",
        "paid = \"quarter\"\nmeasured = \"quarter\"",
        "paid = \"quarter\"\nmeasured = \"year\"\nagainst = \"to_date\"\ntrue_up = \"forward\"",
        "paid = \"month\"\nmeasured = \"trailing_year\"",
    ] {
        assert_eq!(by_result(&keys(timing)), expected, "{timing}");
    }
}

#[test]
fn sliding_retention_of_every_kind() {
    let keys = |measure: &str| {
        format!(
            "pays = \"target\"\nweight = 0.75\nmeasure = \"{measure}\"\npaid = \"year\"\nmeasured = \"year\"\ninterpolate = true\n\
            curve = [ {{ at = 0.80, pays = 0.0 }}, {{ at = 0.90, pays = 1.0 }}, {{ at = 1.00, pays = 1.5 }} ]"
        )
    };
    for measure in ["grr", "logo_retention", "renewal_rate", "expansion_rate", "conversion_rate"] {
        let expected = [
            ("0.75", 0),
            ("0.8", 0),
            ("0.85", 15_000),
            ("0.9", 30_000),
            ("0.95", 37_500),
            ("1", 45_000),
        ];
        assert_eq!(
            by_result(&keys(measure)),
            expected.map(|(r, p)| (r.to_owned(), p)),
            "{measure}"
        );
    }
}

#[test]
fn units_scores_and_conditions() {
    let per_unit = "pays = \"per_unit\"\namount = 250\nmeasure = \"won\"\nabove = 4\npaid = \"month\"\nmeasured = \"month\"";
    let expected =
        [("4", 0), ("5", 3_000), ("6", 6_000), ("9", 15_000), ("14", 30_000), ("24", 60_000)];
    assert_eq!(by_result(per_unit), expected.map(|(r, p)| (r.to_owned(), p)));
    let score = "pays = \"target\"\nmeasure = \"nps\"\ngoal = 60\npaid = \"quarter\"\nmeasured = \"quarter\"\ncurve = [ { at = 1, pays = 1, slope = 1 } ]";
    assert_eq!(
        by_result(score),
        [("57", 0), ("60", 40_000), ("66", 44_000)].map(|(r, p)| (r.to_owned(), p))
    );

    let bonus = component(
        "pays = \"amount\"\namount = 1_000\nwhen = { measure = \"nps\", at_least = 70 }\npaid = \"quarter\"\nmeasured = \"quarter\"",
    );
    let pool = "[[component]]\nname = \"Pool\"\npays = \"pool\"\namount = 20_000\nwhen = { measure = \"renewal_acv\", at_least = 1_100_000 }\nsplit = \"equal\"\npaid = \"year\"\nmeasured = \"year\"\n";
    let line = line_of(&plan(&(bonus + pool)), 0, None);
    let paid: Vec<_> =
        line.on_condition.iter().map(|c| (c.pay.0 / 100, c.a_rep.map(|c| c.0 / 100))).collect();
    assert_eq!(paid, [(4_000, None), (20_000, Some(5_000))]);
}

#[test]
fn what_depends_on_other_results_is_taken_as_met_and_said() {
    let keys = "pays = \"rate\"\nmeasure = \"expansion_acv\"\npaid = \"year\"\nmeasured = \"year\"\ntiers = [ { from_amount = 0, rate = 0.05 } ]\n\
        gate = { measure = \"grr\", at_least = 0.85, otherwise = 0.5 }";
    let line = line_of(&plan(&component(keys)), 0, None);
    assert_eq!(line.by_attainment[0].taken, [Taken::GateMet("GRR".to_owned())]);
    assert_eq!(line.by_attainment[0].full, Cents(80_000_000));
}

#[test]
fn rates_share_what_the_targets_leave() {
    let target = "[[component]]\nname = \"T\"\npays = \"target\"\nweight = 0.6\nmeasure = \"nrr\"\npaid = \"year\"\nmeasured = \"year\"\ncurve = [ { at = 1, pays = 1 } ]\n";
    let rate = |name: &str| {
        format!(
            "[[component]]\nname = \"{name}\"\npays = \"rate\"\nmeasure = \"upsell_acv\"\npaid = \"year\"\nmeasured = \"year\"\ntiers = [ {{ from_amount = 0, rate = 0.10 }} ]\n"
        )
    };
    let one = line_of(&plan(&(target.to_owned() + &rate("A"))), 0, None);
    assert_eq!(
        (one.by_attainment[0].full, one.by_attainment[0].target),
        (Cents(16_000_000), Some(Cents(1_600_000)))
    );
    let two = line_of(&plan(&(target.to_owned() + &rate("A") + &rate("B"))), 0, None);
    assert_eq!(two.left_out, ["A", "B"].map(|name| (name.to_owned(), LeftOut::NoFullResult)));
}

#[test]
fn an_assumed_quota_is_what_the_base_rate_earns_the_target_on() {
    let rate = "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"year\"\nmeasured = \"year\"\ntier_method = \"marginal\"\n";
    let of = |keys: &str| assumed_quota(&plan(&component(keys)));
    assert_eq!(
        of(&format!("{rate}tiers = [ {{ from = 0, rate = 0 }}, {{ from = 0.5, rate = 0.08 }} ]")),
        Some(AssumedQuota::EarnsTarget(Cents(50_000_000), "C".to_owned()))
    );
    assert_eq!(
        of(&format!("{rate}tiers = [ {{ from = 0, multiple = 1 }} ]")),
        Some(AssumedQuota::FiveTimesOte(Cents(50_000_000)))
    );
    assert_eq!(
        of(
            "pays = \"target\"\nmeasure = \"deals\"\nquota = \"team\"\npaid = \"year\"\nmeasured = \"year\"\ncurve = [ { at = 1, pays = 1 } ]"
        ),
        Some(AssumedQuota::Hundred(Cents(10_000)))
    );
    assert_eq!(
        of(
            "pays = \"target\"\nmeasure = \"nrr\"\npaid = \"year\"\nmeasured = \"year\"\ncurve = [ { at = 1, pays = 1 } ]"
        ),
        None
    );
}

/// New hires have other weights: the lines are those of the reps who have long been there, a quarter and three quarters.
#[test]
fn weights_of_new_hires_change_no_line() {
    let of = |name: &str, weight: &str| {
        format!(
            "[[component]]\nname = \"{name}\"\npays = \"target\"\nweight = {weight}\nmeasure = \"new_acv\"\nquota = 100_000\n\
             paid = \"year\"\nmeasured = \"year\"\ncurve = [ {{ at = 0, pays = 0, slope = 1 }} ]\n"
        )
    };
    let ramp = "[ramp]\nquota = [ 0.0 ]\nmonths = 3\nweights = [ { component = \"A\", weight = 0.9 }, { component = \"B\", weight = 0.1 } ]\n";
    let plan = plan(&format!("{}{}{ramp}", of("A", "0.25"), of("B", "0.75")));
    let line = line_of(&plan, 0, None);
    let full: Vec<i64> = line.by_attainment.iter().map(|line| line.pay[2].0 / 100).collect();
    assert_eq!(full, [10_000, 30_000], "{line:#?}");
}
