//! Plans with one doubt each, against figures worked by hand.

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

#[test]
fn a_sound_plan_raises_no_doubt() {
    assert_eq!(rates("quota = \"team\"\ntiers = [ { from = 0, rate = 0.08 } ]"), [""; 0]);
    assert_eq!(
        with_quota("headcount = 2\nquota = 500_000", &component(ACCELERATED)),
        [""; 0],
        "8 % of 500,000 is 40,000, and 5 times 100,000 is the quota"
    );
}

#[test]
fn rates_that_do_not_earn_the_target_at_quota() {
    // 8 % of 400,000 is 32,000; 4 times the OTE is still usual.
    assert_eq!(
        with_quota("headcount = 2\nquota = 400_000", &component(ACCELERATED)),
        [
            "component[0].tiers: \"C\" pays 32,000 a year at 100 % of quota, less than its target of 40,000"
        ]
    );
    // From 100 % on 12 % of all: 60,000. And the jump from 40,000 there.
    let retroactive = ACCELERATED.replace("marginal", "retroactive");
    let doubts = with_quota("headcount = 2\nquota = 500_000", &component(&retroactive));
    assert_eq!(
        doubts,
        [
            "component[0].tiers: \"C\" pays 60,000 a year at 100 % of quota, more than its target of 40,000",
            "component[0].tiers[1]: the pay of \"C\" jumps by new ACV: at 100 % of quota from 40,000 to 60,000 a year",
        ]
    );
    // Half of the target of its own: 20,000, of which 8 % of 250,000 is all.
    let half = format!("{}\nweight = 0.5", ACCELERATED.replace("\"team\"", "250_000"));
    let other = component(
        "pays = \"target\"\nweight = 0.5\nmeasure = \"mbo\"\ncurve = [ { at = 0, pays = 0 }, { at = 1, pays = 1 } ]\ninterpolate = true",
    );
    let both = format!("{}{}", component(&half), other.replace("\"C\"", "\"MBO\""));
    assert!(!with_quota("headcount = 2\nquota = 1", &both).iter().any(|d| d.contains("at 100 %")));
}

#[test]
fn what_rates_on_a_quota_leave_may_be_for_others() {
    // 6 % of 500,000 is 30,000; a bonus a meeting may earn the rest, a higher rate may not.
    let meetings = component("pays = \"per_unit\"\namount = 50\nmeasure = \"meetings\"")
        .replace("\"C\"", "\"Meetings\"");
    let at = |rate: &str| {
        let rates = ACCELERATED.replace("0.08", rate);
        let plan = format!("{}{meetings}", component(&rates));
        let funnel = "headcount = 2\nquota = 500_000\nfunnel = { meetings = 5, qualified = 0.5, won = 0.0, lag_months = 0 }";
        with_quota(funnel, &plan)
    };
    assert_eq!(at("0.06"), [""; 0]);
    assert_eq!(at("0.10").len(), 1);
}

#[test]
fn targets_that_do_not_add_up() {
    let mbo = "pays = \"target\"\nmeasure = \"mbo\"\ncurve = [ { at = 0, pays = 0 }, { at = 1, pays = 1 } ]\ninterpolate = true";
    let of = |target: &str| alone("", &component(&format!("{mbo}\n{target}")));
    assert_eq!(of(""), [""; 0]);
    assert_eq!(
        of("weight = 0.8"),
        [
            "component[0].weight: the components' targets add up to 32,000 a year, and the target incentive is 40,000"
        ]
    );
    assert_eq!(
        of("target = 50_000"),
        [
            "component[0].target: the components' targets add up to 50,000 a year, and the target incentive is 40,000"
        ]
    );
}

#[test]
fn cliffs_are_told_with_place_and_size() {
    // 5 % of 30,000 more from there on, on all: 1,500 instead of 3,000 a quarter.
    let doubts = rates(
        "tiers = [ { from_amount = 0, rate = 0.05 }, { from_amount = 30_000, rate = 0.10 } ]\ntier_method = \"retroactive\"",
    );
    assert_eq!(
        doubts,
        [
            "component[0].tiers[1]: the pay of \"C\" jumps by new ACV: at 30,000 from 1,500 to 3,000 a year"
        ]
    );
    // The limit is 800 a year: a jump of 790 (4 quarters of 197.50) is none.
    let small = "pays = \"rate\"\nmeasure = \"new_acv\"\ntiers = [ { from_amount = 0, rate = 0.05 }, { from_amount = 3_950, rate = 0.10 } ]\ntier_method = \"retroactive\"";
    let quarterly = component(small).replace("\"year\"", "\"quarter\"");
    assert_eq!(alone("", &quarterly), [""; 0]);
    let tight = Limits { cliff: Decimal6(19_000) };
    assert_eq!(
        said(&doubts_of_plan(&plan("", &quarterly), tight)),
        [
            "component[0].tiers[1]: the pay of \"C\" jumps by new ACV: at 3,950 from 198 to 395 a quarter"
        ]
    );
    // A single deal: 1 % of 100,000 more on all of it.
    let per_deal = rates(
        "per = \"deal\"\ntiers = [ { from_amount = 0, rate = 0.05 }, { from_amount = 100_000, rate = 0.06 } ]\ntier_method = \"retroactive\"",
    );
    assert_eq!(
        per_deal,
        [
            "component[0].tiers[1]: the pay of \"C\" on a single deal jumps at 100,000 from 5,000 to 6,000"
        ]
    );
}

#[test]
fn a_deal_that_pays_as_every_other_is_no_cliff() {
    let deals = "pays = \"rate\"\nmeasure = \"deals\"\ntier_method = \"marginal\"\n\
        tiers = [ { from_amount = 0, rate = 4_000 }, { from_amount = 10, rate = 5_000 } ]";
    assert_eq!(alone("", &component(deals)), [""; 0]);
    // 4,000 a deal; the tenth raises all to 5,000 and so pays 14,000.
    let retroactive = deals.replace("marginal", "retroactive");
    assert_eq!(
        alone("", &component(&retroactive)),
        [
            "component[0].tiers[1]: the pay of \"C\" jumps by deals: at 10 deals from 36,000 to 50,000 a year"
        ]
    );
}

/// The seed's NRR bands: half from 90 %, all from 100 %, more from 110 %.
#[test]
fn bands_jump_and_lie_flat() {
    let bands = "{ at = 0.90, pays = 0.50 }, { at = 1.00, pays = 1.00 }, { at = 1.10, pays = 1.00, slope = 1.5 }";
    assert_eq!(
        curve("nrr", &format!("curve = [ {bands} ]")),
        [
            "component[0].curve[1]: the pay of \"C\" jumps by NRR: at 90 % from 0 to 20,000 a year and at 100 % from 20,000 to 40,000 a year",
            "component[0].curve[0]: more NRR pays nothing more in \"C\" from 90 % to 100 % and from 100 % to 110 %",
        ]
    );
    // On straight lines there is the threshold's jump, and the stretch from 100 % to 110 %.
    let straight = curve("nrr", &format!("interpolate = true\ncurve = [ {bands} ]"));
    assert_eq!(
        straight,
        [
            "component[0].curve[0]: the pay of \"C\" jumps by NRR: at 90 % from 0 to 20,000 a year",
            "component[0].curve[1]: more NRR pays nothing more in \"C\" from 100 % to 110 %",
        ]
    );
}

#[test]
fn a_top_that_is_reached_early() {
    let straight = "interpolate = true\ncurve = [ { at = 0, pays = 0 }, { at = 1, pays = 1, slope = 1 } ]\nquota = 100_000";
    assert_eq!(
        curve("new_acv", straight),
        ["component[0].quota: the quota of 100,000 is 1 times the OTE of 100,000"]
    );
    let capped = |cap: &str| {
        curve("upsell_acv", &format!("{straight}\ncap = {{ share_of_target = {cap} }}"))
    };
    assert_eq!(
        capped("1.2"),
        [
            "component[0].cap: from 120 % of quota on more upsell ACV pays nothing more in \"C\", by its cap: 48,000 a year"
        ]
    );
    assert_eq!(capped("2.0"), [""; 0]);
    // No more than all accounts can be kept.
    let kept = "interpolate = true\ncurve = [ { at = 0.8, pays = 0 }, { at = 1.0, pays = 1 } ]";
    assert_eq!(curve("grr", kept), [""; 0]);
    assert_eq!(
        curve("nrr", kept),
        ["component[0].curve[1]: from 100 % on more NRR pays nothing more in \"C\": 40,000 a year"]
    );
}

#[test]
fn pay_that_falls() {
    let falling = "interpolate = true\ncurve = [ { at = 0.8, pays = 0 }, { at = 1.0, pays = 1 }, { at = 1.2, pays = 0.5 } ]";
    assert_eq!(
        curve("nrr", falling),
        [
            "component[0].curve[1]: the pay of \"C\" falls as NRR rises: from 40,000 at 100 % to 20,010 at 119.99 %, a year"
        ]
    );
    // Of losses the opposite is doubted.
    let losses = |bands: &str| {
        curve("churned_arr", &format!("quota = 100_000\ninterpolate = true\ncurve = [ {bands} ]"))
    };
    assert_eq!(losses("{ at = 0, pays = 2 }, { at = 1, pays = 1 }, { at = 2, pays = 0 }"), [""; 0]);
    assert_eq!(losses("{ at = 0, pays = 0 }, { at = 1, pays = 1, slope = 1 }").len(), 1);
}

#[test]
fn gates_and_multipliers_jump_too() {
    let flat = "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\ntiers = [ { from = 0, rate = 0.08 } ]\n";
    let gate = |otherwise: &str| {
        alone(
            "",
            &component(&format!(
                "{flat}gate = {{ measure = \"nps\", at_least = 70, otherwise = {otherwise} }}"
            )),
        )
    };
    assert_eq!(
        gate("0.5"),
        [
            "component[0].gate: the gate of \"C\" decides much by NPS: at target at 70 from 20,000 to 40,000 a year"
        ]
    );
    assert_eq!(gate("0.99"), [""; 0]);
    let multiplier = "multiplier = { measure = \"nps\", curve = [ { at = 0, pays = 1 }, { at = 60, pays = 1.2 } ] }";
    assert_eq!(
        alone("", &component(&format!("{flat}{multiplier}"))),
        [
            "component[0].multiplier.curve[1]: the multiplier of \"C\" jumps by NPS: at target at 60 from 40,000 to 48,000 a year"
        ]
    );
}

#[test]
fn tiers_and_bands_that_change_nothing() {
    assert_eq!(
        rates(
            "quota = \"team\"\ntier_method = \"marginal\"\ntiers = [ { from = 0, rate = 0.08 }, { from = 1, rate = 0.08 }, { from = 2, rate = 0.09 } ]"
        ),
        [
            "component[0].tiers[1]: tier 2 of \"C\" has the rate of the one before it: it changes nothing"
        ]
    );
    let idle = |keys: &str| {
        let doubts = curve("mbo", keys);
        doubts.iter().filter(|doubt| doubt.contains("changes nothing")).count()
    };
    assert_eq!(
        idle("curve = [ { at = 0, pays = 0, slope = 1 }, { at = 1, pays = 1, slope = 1 } ]"),
        1
    );
    assert_eq!(
        idle("curve = [ { at = 0, pays = 0, slope = 1 }, { at = 1, pays = 1, slope = 2 } ]"),
        0
    );
    let straight = |middle: &str| {
        idle(&format!(
            "interpolate = true\ncurve = [ {{ at = 0, pays = 0 }}, {{ at = 0.5, pays = {middle} }}, {{ at = 1, pays = 1 }} ]"
        ))
    };
    assert_eq!((straight("0.5"), straight("0.4")), (1, 0));
}

#[test]
fn pay_mix_by_role() {
    let rate = component(
        "pays = \"rate\"\nmeasure = \"expansion_acv\"\ntiers = [ { from = 0, rate = 0.1 } ]",
    );
    for role in ["account_manager", "AM", "Account Manager"] {
        assert_eq!(
            alone(role, &rate),
            ["pay.base: the base is 60 % of the OTE; for account managers 70 % to 80 % is usual"]
        );
    }
    assert_eq!(alone("ae", &rate), [""; 0]);
    assert_eq!(alone("farmer", &rate), [""; 0]);
}

#[test]
fn quotas_and_rates_outside_the_usual_ranges() {
    let plan = component(&ACCELERATED.replace("0.08", "0.04").replace("0.12", "0.35"));
    assert_eq!(
        with_quota("headcount = 2\nquota = 1_000_000", &plan),
        [
            "team[0].quota: the quota of 1,000,000 is 10 times the OTE of 100,000",
            "component[0].tiers[0]: \"C\" pays 4 % and 35 % commission",
        ]
    );
    let doubts =
        with_quota("roster = \"reps.csv\"", &component(&ACCELERATED.replace("0.08", "0.2")));
    assert_eq!(doubts, ["team[0].roster: the quota of 200,000 is 2 times the OTE of 100,000"]);
    // 40,000 ÷ 100,000 × 0.1 is 4 %.
    let multiple =
        ACCELERATED.replace("\"team\"", "100_000").replace("rate = 0.08", "multiple = 0.1");
    assert!(
        alone("", &component(&multiple)).iter().any(|doubt| doubt.contains("pays 4 % commission"))
    );
}

#[test]
fn more_than_three_measures() {
    let one = |measure: &str| {
        component(&format!(
            "pays = \"target\"\nweight = 0.25\nmeasure = \"{measure}\"\ncurve = [ {{ at = 0, pays = 0 }}, {{ at = 1, pays = 1 }} ]\ninterpolate = true"
        ))
        .replace("\"C\"", &format!("\"{measure}\""))
    };
    let plan_of =
        |measures: &[&str]| alone("", &measures.iter().map(|m| one(m)).collect::<String>());
    let many = plan_of(&["grr", "mbo", "csat", "advocacy"]);
    assert_eq!(
        many,
        ["component[3]: the plan looks at 4 measures: GRR, MBO, CSAT and the score \"advocacy\""]
    );
}

#[test]
fn what_a_role_does_not_decide() {
    let rate =
        component("pays = \"rate\"\nmeasure = \"new_acv\"\ntiers = [ { from = 0, rate = 0.1 } ]");
    let doubts = |role: &str| alone(role, &rate);
    assert!(doubts("csm").contains(
        &"component[0].measure: \"C\" pays customer success managers for new ACV, which others decide".to_owned()
    ));
    assert!(doubts("sdr").iter().any(|doubt| doubt.contains("pays SDRs for new ACV")));
    assert_eq!(doubts("account_executive"), [""; 0]);
    let won = component("pays = \"per_unit\"\nmeasure = \"won\"\namount = 100");
    assert_eq!(alone("sdr", &won), [""; 0]);
}

#[test]
fn a_csm_keeps_accounts_first() {
    let on = |retention: &str, expansion: &str| {
        let of = |weight: &str, measure: &str, name: &str| {
            component(&format!(
                "pays = \"target\"\nweight = {weight}\nmeasure = \"{measure}\"\ncurve = [ {{ at = 0, pays = 0 }}, {{ at = 1, pays = 1 }} ]\ninterpolate = true"
            ))
            .replace("\"C\"", name)
        };
        let clauses = of(retention, "grr", "\"Keep\"") + &of(expansion, "mbo", "\"Grow\"");
        alone("csm", &clauses)
            .iter()
            .filter(|doubt| doubt.contains("retention"))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        on("0.25", "0.75"),
        [
            "pay.target_incentive: only 25 % of the target incentive of customer success managers is on retention"
        ]
    );
    assert_eq!(on("0.5", "0.5"), [""; 0]);
}

#[test]
fn a_quarter_held_against_a_year() {
    let bonus = |at_least: &str| {
        let bonus = format!(
            "[[component]]\nname = \"B\"\npays = \"amount\"\namount = 500\nwhen = {{ measure = \"new_acv\", at_least = {at_least} }}\npaid = \"quarter\"\nmeasured = \"quarter\"\n"
        );
        with_quota("headcount = 2\nquota = 500_000", &(component(ACCELERATED) + &bonus))
    };
    // A quarter of 500,000 is 125,000; from 250,000 on it is nearer to the year's, as a factor.
    assert_eq!(bonus("250_000"), [""; 0]);
    assert_eq!(
        bonus("500_000"),
        [
            "component[1].when.at_least: \"B\" adds up new ACV over a quarter, and 500,000 looks like what a year is to reach"
        ]
    );
}

#[test]
fn a_clawback_beyond_the_history() {
    let upsell = "name = \"P\"\ncurrency = \"USD\"\npay = { base = 60_000, target_incentive = 40_000 }\n[[component]]\nname = \"C\"\n\
        pays = \"rate\"\nmeasure = \"upsell_acv\"\npaid = \"month\"\nmeasured = \"month\"\ntiers = [ { from = 0, rate = 0.1 } ]\n\
        clawback = { on = [\"churn\"], within_months = 12, recovers = \"full\", at = \"paid\" }\n";
    let book = "book = { accounts = 4, arr = 1000, churn = 0.1, renewal = \"spread\", expansion = { per_year = 1, share = 0.1, cross_sell = 0.0 } }";
    let doubts = |history: usize| {
        let keys = format!(
            "simulation = {{ years = 5, seed = 1, history_months = {history} }}\n[[team]]\nname = \"AM\"\nplan = \"plan.toml\"\nheadcount = 2\n{book}"
        );
        let loaded = company(&keys, upsell);
        said(&doubts_of_team(&loaded.company, 0, &loaded.plans[0], Limits::default()))
    };
    assert_eq!(doubts(12), [""; 0]);
    assert_eq!(
        doubts(6),
        [
            "component[0].clawback.within_months: the clawback of \"C\" reaches back 12 months, and 6 months of history are simulated"
        ]
    );
}
