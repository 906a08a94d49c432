//! Readings of clauses on the whole pay. Where nothing else is said three reps earn 4,000 a month, and 6,000 in the
//! last two months.

use super::*;

fn with(clauses: &str) -> Vec<(String, f64)> {
    costs(&steady(&format!("{RATES}{clauses}")))
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
    assert_eq!(*of(&minimum, "recoverable true (recovery_share 1) instead of false"), 0.0);
    let advance = costs(&steady(&draw("advance", "recoverable = true\nrecovery_share = 1.0")));
    assert_eq!(*of(&advance, "recoverable false instead of true"), 9_000.0);
}

/// 52,000 a year, cut to 50,000; by the month 4,166.67 are cut from the last two, 48,333.34 are left.
#[test]
fn a_cap_by_the_year_or_by_the_month() {
    let year = with("[cap]\namount = 50_000\nper = \"year\"\n");
    let by_month = "per month (4,166.67 each) instead of year";
    assert_eq!(cents(*of(&year, by_month)), -3 * 166_666);
    let month = with("[cap]\nshare_of_target = 1.25\nper = \"month\"\n");
    assert_eq!(cents(*of(&month, "per year instead of month")), 3 * 166_666);
}

/// 4,500 a month tops ten months up by 500; over the year 54,000 is due, and 52,000 is paid.
#[test]
fn a_guarantee_by_the_month_or_by_the_year_for_all_or_the_new() {
    let guarantee = |keys: &str| with(&format!("[guarantee]\namount = 4_500\nmonths = 12\n{keys}"));
    let all = guarantee("for = \"all\"\n");
    assert_eq!(*of(&all, "per year instead of month"), -9_000.0);
    assert_eq!(*of(&all, "for new_hires instead of all"), -15_000.0);
    let new = guarantee("for = \"new_hires\"\nper = \"year\"\n");
    assert_eq!(*of(&new, "for all instead of new_hires"), 6_000.0);
    assert_eq!(*of(&new, "per month instead of year"), 0.0, "nobody is new");
}

/// 500 are drawn in each of ten months, and of the last two each has 1,500 above the draw: all of that gives back 3,000,
/// half of it 1,500, and of the last month alone 1,500.
#[test]
fn how_a_draw_is_given_back() {
    let draw = |share: &str, keys: &str| {
        with(&format!(
            "[draw]\namount = 4_500\nmonths = 12\nkind = \"minimum\"\nrecoverable = true\nrecovery_share = {share}\n{keys}"
        ))
    };
    let all = draw("1.0", "");
    assert_eq!(*of(&all, "recovery_share 0.5 instead of 1"), 4_500.0);
    assert_eq!(*of(&all, "recovery_start 11, when the draw has ended instead of 0"), 4_500.0);
    assert_eq!(*of(&all, "recoverable false instead of true"), 9_000.0);
    let half = draw("0.5", "");
    assert_eq!(*of(&half, "recovery_share 1 instead of 0.5"), -4_500.0);
    let late = draw("1.0", "recovery_start = 11\n");
    assert_eq!(*of(&late, "recovery_start 0 instead of 11"), -4_500.0);
}

/// Who leaves in month 6 has a quota of 250,000 for it, and sold 300,000: 4,000 a month, 6,000 in the last. Of 2,500
/// drawn up to then the last month gives back 1,500; all of its pay gives back the other 1,000, too.
#[test]
fn a_draw_that_a_leaver_still_owes() {
    let owing = |keys: &str| {
        let draw = "[draw]\namount = 4_500\nmonths = 6\nkind = \"minimum\"\nrecoverable = true\nrecovery_share = 1.0\n";
        costs(&alone_with("rep,end_month\nA,6\n", "1.2", &format!("{RATES}{draw}{keys}")))
    };
    let silent = owing("");
    assert_eq!(*of(&silent, "forgiven_at_exit false instead of none"), -1_000.0);
    assert_eq!(
        *of(&silent, "forgiven_at_exit true instead of none"),
        0.0,
        "owed or not, it is kept"
    );
    let collected = owing("forgiven_at_exit = false\n");
    assert_eq!(*of(&collected, "forgiven_at_exit true instead of false"), 1_000.0);
    let stays = with(
        "[draw]\namount = 1\nmonths = 1\nkind = \"advance\"\nrecoverable = true\nrecovery_share = 1\n",
    );
    assert!(stays.iter().all(|(words, _)| !words.contains("exit")), "nobody leaves: {stays:?}");
}

/// Half is held for three months: of the last three, 2,000 + 3,000 + 3,000 come after the year. A month less, and 2,000
/// of them come within it.
#[test]
fn a_hold_counted_after_the_booking_or_with_it() {
    let held = |months: u32| {
        with(&format!(
            "[hold]\nshare_at_booking = 0.5\nrest = {{ after_months = {months} }}\n[exit]\nowed = \"paid\"\n"
        ))
    };
    let words = "after_months 3, the month of the booking being the first instead of 3";
    assert_eq!(*of(&held(3), words), 6_000.0);
    assert!(
        held(1).iter().all(|(words, _)| !words.starts_with("after_months")),
        "at once is no hold"
    );
}

/// The month after the first quarter brings 5,000 to who leaves with it.
#[test]
fn what_a_leaver_is_owed() {
    let quarterly = "[[component]]\nname = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\npaid = \"quarter\"\n\
        measured = \"quarter\"\ntiers = [ { from_amount = 0, rate = 0.10 } ]\n";
    let leaver = |exit: &str| {
        costs(&alone_with("rep,end_month\nA,4\n", "1.2", &format!("{quarterly}{exit}")))
    };
    assert_eq!(*of(&leaver(""), "owed forfeited instead of not stated: paid"), -5_000.0);
    let paid = leaver("[exit]\nowed = \"paid\"\n");
    assert_eq!(*of(&paid, "owed forfeited instead of paid"), -5_000.0);
    let forfeited = leaver("[exit]\nowed = \"forfeited\"\n");
    assert_eq!(*of(&forfeited, "owed paid instead of forfeited"), 5_000.0);
    assert!(costs(&steady(quarterly)).iter().all(|(words, _)| !words.starts_with("owed")));
}

/// A prize of 6,000 a quarter and a draw of 1,000 a month: in cash, the prize's months need no draw.
#[test]
fn a_prize_in_kind_or_in_cash() {
    let prize = "[[component]]\nname = \"B\"\npays = \"amount\"\namount = 6_000\nwhen = { measure = \"new_acv\", at_least = 1 }\n\
        paid = \"quarter\"\nmeasured = \"quarter\"\nnon_cash = true\n";
    let draw = "[draw]\namount = 1_000\nmonths = 12\nkind = \"minimum\"\nrecoverable = false\n";
    let costs = self::costs(&steady(&format!("{prize}{draw}")));
    assert_eq!(*of(&costs, "non_cash false instead of true"), -12_000.0);
    let no_draw = self::costs(&steady(prize));
    assert!(no_draw.iter().all(|(words, _)| !words.starts_with("non_cash")), "nothing looks at it");
}

/// 25,000 a month at a millionth are two and a half cents, twelve times for three reps.
#[test]
fn half_a_cent_to_the_even_one_or_up() {
    let little = "[[component]]\nname = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\npaid = \"month\"\nmeasured = \"month\"\n\
        tiers = [ { from_amount = 0, rate = 0.000001 } ]\n";
    let team = "quota = 250_000\nattainment = 1.2\nattainment_correlation = 0.0\n";
    let even = costs(&three_with(team, little));
    assert_eq!(cents(*of(&even, "rounding half_up instead of half_even")), 36);
    let up = format!("rounding = \"half_up\"\n{}", plan_of(little));
    let company = company_of(
        "headcount = 3\nquota = 250_000\nattainment = 1.2\nattainment_correlation = 0.0\n",
    );
    let up = costs(&embedded(vec![("company.toml", company), ("plan.toml", up)]));
    assert_eq!(cents(*of(&up, "rounding half_even instead of half_up")), -36);
}
