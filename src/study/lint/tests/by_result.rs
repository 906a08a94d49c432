//! Jumps, flat stretches and falls.

use super::*;

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

#[test]
fn bands_jump_and_lie_flat() {
    let bands = "{ at = 0.90, pays = 0.50 }, { at = 1.00, pays = 1.00 }, { at = 1.10, pays = 1.00, slope = 1.5 }";
    assert_eq!(
        curve("nrr", &format!("curve = [ {bands} ]")),
        [
            "component[0].curve[1]: the pay of \"C\" jumps by NRR: at 90 % from 0 to 20,000 a year and at 100 % from 20,000 to 40,000 a year",
            "component[0].curve[0]: \"C\" pays nothing more for NRR from 90 % to 100 % and from 100 % to 110 %",
        ]
    );
    // On straight lines there is the threshold's jump, and the stretch from 100 % to 110 %.
    let straight = curve("nrr", &format!("interpolate = true\ncurve = [ {bands} ]"));
    assert_eq!(
        straight,
        [
            "component[0].curve[0]: the pay of \"C\" jumps by NRR: at 90 % from 0 to 20,000 a year",
            "component[0].curve[1]: \"C\" pays nothing more for NRR from 100 % to 110 %",
        ]
    );
}

/// Of a ratio that is measured every month the jump is told a month: a twelfth of half the target.
#[test]
fn ratios_of_short_windows() {
    for ratio in ["grr", "logo_retention", "nrr"] {
        let keys = format!(
            "pays = \"target\"\nmeasure = \"{ratio}\"\ncurve = [ {{ at = 0.7, pays = 0.6 }}, {{ at = 0.9, pays = 0.9, slope = 1 }} ]"
        );
        let monthly = component(&keys).replace("\"year\"", "\"month\"");
        let doubts = alone("", &monthly);
        let expected = "at 70 % from 0 to 2,000 a month and at 90 % from 2,000 to 3,000 a month";
        assert!(doubts[0].ends_with(expected), "{ratio}: {doubts:?}");
    }
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
            "component[0].cap: \"C\" pays nothing more for upsell ACV from 120 % of quota on, by its cap: 48,000 a year"
        ]
    );
    assert_eq!(capped("2.0"), [""; 0]);
    // No more than all accounts can be kept.
    let kept = "interpolate = true\ncurve = [ { at = 0.8, pays = 0 }, { at = 1.0, pays = 1 } ]";
    assert_eq!(curve("grr", kept), [""; 0]);
    assert_eq!(
        curve("nrr", kept),
        ["component[0].curve[1]: \"C\" pays nothing more for NRR from 100 % on: 40,000 a year"]
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
    assert_eq!(
        losses("{ at = 0, pays = 2 }, { at = 1, pays = 1.2 }, { at = 2, pays = 0 }"),
        [""; 0]
    );
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
            "component[0].gate: at target, the pay of \"C\" jumps by NPS, its gate: at 70 from 20,000 to 40,000 a year"
        ]
    );
    assert_eq!(gate("0.99"), [""; 0]);
    let multiplier = "multiplier = { measure = \"nps\", curve = [ { at = 0, pays = 1 }, { at = 60, pays = 1.2 } ] }";
    assert_eq!(
        alone("", &component(&format!("{flat}{multiplier}"))),
        [
            "component[0].multiplier.curve[1]: at target, the pay of \"C\" jumps by NPS, its multiplier: at 60 from 40,000 to 48,000 a year"
        ]
    );
}
