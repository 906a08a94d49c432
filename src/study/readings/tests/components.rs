//! Readings of components.

use super::*;

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
    // A month is 8 % of 41,666.67 and 12 % of 8,333.33: 4,333.33, and twelve of these 4 cents less than 52,000.
    assert_eq!(cents(*of(&costs, "measured month instead of year")), -12);
    assert_eq!(costs.len(), 6, "{costs:?}");
    let back = self::costs(&steady(&RATES.replace("marginal", "retroactive")));
    assert_eq!(*of(&back, "tier_method marginal instead of retroactive"), -60_000.0);
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
        let costs = costs_of_readings(&loaded, 5, 2, &|_| true).unwrap();
        let full =
            costs.iter().find(|cost| cost.reading.to_string() == "recovers full instead of bands");
        full.unwrap().difference.value
    };
    let (half, quarter) = (more("0.5"), more("0.25"));
    assert_eq!(more("1.0"), 0.0);
    assert!(half < 0.0 && (quarter - 1.5 * half).abs() < 1e-6 * half.abs(), "{half}, {quarter}");
}

/// The third of the target for a month, 3,333.33, twelve times; year to date all of it.
#[test]
fn each_month_alone_instead_of_the_year_to_date() {
    let month = "[[component]]\nname = \"New\"\npays = \"target\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"month\"\n\
        measured = \"month\"\ncurve = [ { at = 1, pays = 1 } ]\n";
    let costs = self::costs(&steady(month));
    let to_date = "measured year (against to_date, true_up forward) instead of month";
    assert_eq!(cents(*of(&costs, to_date)), 12);
}

/// A result of 1.2 between points at 1 and 1.4: the lower one's pay, or half way to the upper one's.
#[test]
fn straight_lines_instead_of_steps() {
    let year = "paid = \"year\"\nmeasured = \"year\"\n";
    let curve = format!(
        "[[component]]\nname = \"C\"\npays = \"target\"\nmeasure = \"new_acv\"\nquota = \"team\"\n{year}\
         curve = [ {{ at = 1, pays = 1 }}, {{ at = 1.4, pays = 2 }} ]\n"
    );
    let lines = costs(&steady(&curve));
    assert_eq!(*of(&lines, "interpolate true instead of false"), 3.0 * 0.5 * 40_000.0);
    let steps = costs(&steady(&format!("{curve}interpolate = true\n")));
    assert_eq!(*of(&steps, "interpolate false instead of true"), -3.0 * 0.5 * 40_000.0);

    let axis = "{ measure = \"new_acv\", quota = \"team\", at = [1.0, 1.4] }";
    let matrix = format!(
        "[[component]]\nname = \"C\"\npays = \"matrix\"\nrows = {axis}\ncolumns = {axis}\n{year}grid = [ [1, 2], [2, 3] ]\n"
    );
    // In the middle of the four cells: 2 instead of 1.
    let lines = costs(&steady(&matrix));
    assert_eq!(*of(&lines, "interpolate true instead of false"), 3.0 * 40_000.0);

    // 52,000 once, or one and a half times.
    let multiplied = RATES.replace("paid = \"month\"", "paid = \"year\"")
        + "multiplier = { measure = \"new_acv\", goal = 500_000, curve = [ { at = 1, pays = 1 }, { at = 1.4, pays = 2 } ] }\n";
    let lines = costs(&steady(&multiplied));
    assert_eq!(*of(&lines, "interpolate true instead of false"), 3.0 * 26_000.0);
}

/// 600,000 are two full steps of 250,000, and two fifths of one: 5,000 each.
#[test]
fn full_steps_or_parts_of_them() {
    let steps = "[[component]]\nname = \"C\"\npays = \"per_unit\"\nmeasure = \"new_acv\"\namount = 5_000\nstep = 250_000\n\
        paid = \"year\"\nmeasured = \"year\"\n";
    let costs = self::costs(&steady(steps));
    let parts = "step parts of a step as well instead of full steps of 250000";
    assert_eq!(*of(&costs, parts), 3.0 * 2_000.0);
    // 5,000 for 300,000 is 1.66… cents a unit, which no file says.
    let uneven = self::costs(&steady(&steps.replace("250_000", "300_000")));
    assert!(uneven.iter().all(|(words, _)| !words.starts_with("step")), "{uneven:?}");
}

/// Deals of a single size, a random number of them.
const DEALS: &str =
    "quota = 500_000\nattainment = 1.2\nattainment_correlation = 0.0\n[team.deals]\n";

fn cost(loaded: &Loaded, words: &str) -> CostOfReading {
    let costs = costs_of_readings(loaded, 20, 2, &|_| true).unwrap();
    let found = costs.iter().find(|cost| cost.reading.to_string() == words);
    found.unwrap_or_else(|| panic!("no {words} in {costs:#?}")).clone()
}

/// Deals of 50,000 at 4 % up to 40,000 and 10 % above: one pays 1,600 + 1,000. N of a month together pay 5,000 N −
/// 2,400, and at the reached rate all of 5,000 N. So of M months with deals: retroactive is R = 2,400 M more, and each
/// deal alone 2,600 N − (5,000 N − 2,400 M) = R − 2,400 N, where the plan's own pay is P = 5,000 N − R.
#[test]
fn each_deal_alone_instead_of_the_window() {
    let tiers = |keys: &str| {
        format!(
            "[[component]]\nname = \"C\"\npays = \"rate\"\nmeasure = \"new_acv\"\npaid = \"month\"\nmeasured = \"month\"\n{keys}\
             tier_method = \"marginal\"\ntiers = [ {{ from_amount = 0, rate = 0.04 }}, {{ from_amount = 40_000, rate = 0.10 }} ]\n"
        )
    };
    let team = format!("{DEALS}size = 50_000\n");
    let window = three_with(&team, &tiers(""));
    let retroactive = cost(&window, "tier_method retroactive instead of marginal");
    let (more, share) = (retroactive.difference.value, retroactive.share.unwrap());
    let deals = (more / share + more) / 5_000.0;
    let alone = cost(&window, "per deal instead of window").difference.value;
    let expected = more - 2_400.0 * deals;
    assert!(deals > 0.0 && (alone - expected).abs() < 1e-6 * alone.abs(), "{alone}, {expected}");

    let together = three_with(&team, &tiers("per = \"deal\"\n"));
    let back = cost(&together, "per window instead of deal").difference.value;
    assert!((back + alone).abs() < 1e-6 * alone.abs(), "{back}, {alone}");
}

/// A deal of 100,000 counts whole up to half of the year's quota of 500,000, and up to half of the quarter's for
/// 62,500.
#[test]
fn a_deal_capped_by_the_year_or_the_window() {
    let capped = "[[component]]\nname = \"C\"\npays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"quarter\"\n\
        measured = \"quarter\"\ntiers = [ { from = 0, rate = 0.10 } ]\ndeal_cap = { share_of_quota = 0.5 }\n";
    let team = format!("{DEALS}size = 100_000\n");
    let words = "deal_cap 0.5 of the quarter's instead of 0.5 of the year's quota";
    let share = cost(&three_with(&team, capped), words).share.unwrap();
    assert!((share + 0.375).abs() < 1e-12, "{share}");
}

/// However a pool is shared, it is the same.
#[test]
fn a_pool_shared_alike_or_by_results() {
    let pool = |split: &str| {
        format!(
            "[[component]]\nname = \"C\"\npays = \"pool\"\namount = 20_000\nmeasure = \"new_acv\"\nsplit = \"{split}\"\n\
             when = {{ measure = \"new_acv\", at_least = 1_000 }}\npaid = \"year\"\nmeasured = \"year\"\n"
        )
    };
    let team = format!("{DEALS}size = 20_000\n");
    for (own, words) in [
        ("equal", "split pro_rata instead of equal"),
        ("pro_rata", "split equal instead of pro_rata"),
    ] {
        let difference = cost(&three_with(&team, &pool(own)), words).difference;
        assert_eq!((difference.value, difference.interval), (0.0, None), "{own}");
    }
}
