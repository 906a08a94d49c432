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

/// Half of a year at 500,000 and half at a million is a year at 750,000; by a season that brings 48 of 100 before July,
/// 760,000. A rep without a change has the team's.
#[test]
fn a_mean_quota_is_that_of_the_year() {
    use crate::company::{Files, Overrides, load};
    let mean = |season: &str, reps: &str| {
        let company = format!(
            "name = \"C\"\ncurrency = \"USD\"\n[[team]]\nname = \"AE\"\nplan = \"plan.toml\"\nroster = \"reps.csv\"\nquota = 500_000\n\
             attainment = 1.0\nattainment_correlation = 0.0\n{season}"
        );
        let plan = "name = \"P\"\ncurrency = \"USD\"\npay = { base = 1, target_incentive = 1 }\n";
        let reps = format!("rep,quota_from,new_quota\n{reps}");
        let files: &'static [(&str, &str)] = Box::leak(Box::new([
            ("company.toml", &*company.leak()),
            ("plan.toml", plan),
            ("reps.csv", &*reps.leak()),
        ]));
        let loaded = load(Files::Embedded(files), "company.toml", &Overrides::default());
        let loaded = loaded.unwrap_or_else(|refused| panic!("{refused}"));
        quota_of_a_rep(&loaded.company.teams[0]).unwrap().0 / 100
    };
    assert_eq!(mean("", "A,7,1000000\n"), 750_000);
    let season = format!("seasonality = {SEASON:?}\n");
    assert_eq!(mean(&season, "A,7,1000000\n"), 760_000);
    assert_eq!(mean(&season, "A,7,1000000\nB,,\n"), 630_000);
    assert_eq!(mean("", "A,,\n"), 500_000);
}

/// A target of 40,000: 50 and 70 % of it at 80 % of quota, all and 140 % at quota; at most 120 %.
#[test]
fn a_matrix_is_drawn_at_its_cells() {
    for timing in [
        "paid = \"year\"\nmeasured = \"year\"",
        "paid = \"month\"\nmeasured = \"quarter\"\nagainst = \"full\"\ntrue_up = \"forward\"",
        "paid = \"quarter\"\nmeasured = \"trailing_year\"",
    ] {
        let matrix = format!(
            "pays = \"matrix\"\n{timing}\nrows = {{ measure = \"new_acv\", quota = \"team\", at = [0.8, 1.0] }}\n\
             columns = {{ measure = \"nps\", goal = 50, at = [0.8, 1.2] }}\ngrid = [ [0.5, 0.7], [1.0, 1.4] ]\n\
             cap = {{ share_of_target = 1.2 }}"
        );
        let line = line_of(&plan(&component(&matrix)), 500_000, None);
        let drawn = line.by_two.first().unwrap_or_else(|| panic!("{line:#?}"));
        let dollars = |cents: &Cents| (cents.0 + 50) / 100;
        let pay: Vec<Vec<i64>> =
            drawn.pay.iter().map(|row| row.iter().map(dollars).collect()).collect();
        assert_eq!(pay, [[20_000, 28_000], [40_000, 48_000]], "{timing}");
        assert_eq!((drawn.rows.of_full, drawn.columns.of_full), (true, true));
        assert_eq!(drawn.columns.measure, Measure::Score("nps".to_owned()));
    }
    let no_quota = "pays = \"matrix\"\npaid = \"year\"\nmeasured = \"year\"\n\
        rows = { measure = \"new_acv\", quota = \"team\", at = [1.0] }\ncolumns = { measure = \"nps\", at = [50] }\ngrid = [ [1.0] ]\n";
    let line = line_of(&plan(&component(no_quota)), 0, None);
    assert_eq!(line.left_out, [("C".to_owned(), LeftOut::QuotaIsZero)]);
}

/// 60 % of an attainment that counts up to 150 %, and 40 % of one up to 100 %: at most 130 %.
#[test]
fn a_scorecard_is_drawn_by_its_weighted_attainment() {
    let card = "[[measure]]\nname = \"card\"\nattainments = [ { of = \"new_acv\", quota = \"team\", weight = 0.6, cap = 1.5 }, \
        { of = \"nrr\", goal = 1.1, weight = 0.4, cap = 1.0 } ]\n";
    let target = component(
        "pays = \"target\"\nmeasure = \"card\"\npaid = \"quarter\"\nmeasured = \"quarter\"\n\
         curve = [ { at = 0.9, pays = 0.5 }, { at = 1.0, pays = 1.0 }, { at = 1.25, pays = 2.0 } ]",
    );
    let line = line_of(&plan(&(card.to_owned() + &target)), 500_000, None);
    let drawn: Vec<(String, i64)> =
        line.by_result[0].pay.iter().map(|(at, pay)| (at.to_string(), pay.0 / 100)).collect();
    let expected = [
        ("0.85", 0),
        ("0.9", 20_000),
        ("0.99", 20_000),
        ("1", 40_000),
        ("1.24", 40_000),
        ("1.25", 80_000),
    ];
    assert_eq!(drawn, expected.map(|(at, pay)| (at.to_owned(), pay)), "1.35 is out of reach");

    let bonus = component(
        "pays = \"amount\"\namount = 1_000\nwhen = { measure = \"card\", at_least = 1.1 }\npaid = \"quarter\"\nmeasured = \"quarter\"",
    );
    let line = line_of(&plan(&(card.to_owned() + &bonus)), 500_000, None);
    assert_eq!(line.on_condition[0].pay, Cents(400_000));
}

/// What becomes of the accounts sold pays by the ratio alone, as retention of a book does.
#[test]
fn retention_of_the_accounts_sold() {
    for measure in ["sold_grr", "sold_logo_retention"] {
        let keys = format!(
            "pays = \"target\"\nmeasure = \"{measure}\"\npaid = \"quarter\"\nmeasured = \"quarter\"\n\
             curve = [ {{ at = 0.8, pays = 0.5, slope = 5.0 }}, {{ at = 0.9, pays = 1.0 }} ]"
        );
        let expected =
            [("0.75", 0), ("0.8", 20_000), ("0.89", 38_000), ("0.9", 40_000), ("1", 40_000)];
        assert_eq!(by_result(&keys), expected.map(|(r, p)| (r.to_owned(), p)), "{measure}");
    }
}

/// Of the quarters of a year two have an active month. The best of one rep is the rep: the engine pays the first prize.
#[test]
fn a_contest_is_drawn_by_rank() {
    let contest = component(
        "pays = \"contest\"\nmeasure = \"new_acv\"\nprizes = [3_000, 1_000]\nties = \"share\"\nmonths = [3, 4, 5]\n\
         paid = \"quarter\"\nmeasured = \"quarter\"",
    );
    let plan = plan(&contest);
    let line = line_of(&plan, 500_000, None);
    let drawn = &line.by_rank[0];
    assert_eq!((drawn.windows, drawn.window), (2, crate::plan::Period::Quarter));
    assert_eq!(drawn.prizes, [Cents(300_000), Cents(100_000)]);
    let seasonality = SEASON.map(|weight| Decimal6(weight * 1_000_000));
    let terms = RepTerms { quota: None, seasonality: &seasonality, deal_size: None, reps: None };
    let trial = Trial::new(&plan, &plan.components[0], &terms);
    let measure = plan.components[0].measure.as_ref().unwrap();
    let year = trial.season_of(measure, Cents(100), Lumps::None).unwrap();
    assert_eq!(trial.pay(&year), Some(Cents(600_000)));
}

/// A payment a month is rounded twelve times: what is shown is not.
#[test]
fn no_cents_are_lost_by_the_month() {
    let monthly = "paid = \"month\"\nmeasured = \"month\"\n";
    let flat = |target: i64| {
        format!(
            "pays = \"rate\"\nmeasure = \"renewal_acv\"\ntarget = {target}\n{monthly}tiers = [ {{ from_amount = 0, rate = 0.01 }} ]"
        )
    };
    assert_eq!(
        by_attainment(&flat(10_800), 0),
        ([5_400, 8_640, 10_800, 12_960, 16_200], 1_080_000)
    );
    assert_eq!(by_attainment(&flat(37_123), 0).1, 3_712_300);
    // 100,000 by a season is no whole number of cents in any month; a cent more is 11 cents of pay.
    let steep = format!(
        "pays = \"target\"\nmeasure = \"upsell_acv\"\nquota = 100_000\ntarget = 1_080_000\n{monthly}curve = [ {{ at = 0, pays = 0, slope = 1 }} ]"
    );
    assert_eq!(by_attainment(&steep, 0).0, [540_000, 864_000, 1_080_000, 1_296_000, 1_620_000]);
}
