//! Targets, ranges, measures and windows.

use super::*;

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

/// The seed's NRR bands: half from 90 %, all from 100 %, more from 110 %.
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

/// 2 % more on long contracts: the measure holds the 2 %, the rate is 1.
#[test]
fn kickers_are_no_commission_rates() {
    let kicker = |factor: &str| {
        let measure = format!(
            "[[measure]]\nname = \"long\"\nterms = [ {{ of = \"new_acv\", factor = {factor}, where = {{ term_months_at_least = 24 }} }} ]\n"
        );
        let rate = "pays = \"rate\"\nmeasure = \"long\"\ntiers = [ { from = 0, rate = 1.0 } ]";
        alone("", &(measure + &component(rate)))
    };
    assert_eq!(kicker("0.02"), [""; 0]);
    assert_eq!(kicker("1.0"), ["component[0].tiers[0]: \"C\" pays 100 % commission"]);
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
