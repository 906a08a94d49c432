//! Readings of the company file, and those that are compared with a plan whose text was changed by hand.

use super::*;

/// Six months at 8 % up to a quota of 500,000 and 12 % above, then 10 %. Restarted, the old plan's half year has a quota of
/// 250,000: 20,000 + 6,000, and the new one pays 30,000. By halves of the year: 26,000 + 30,000. Carried, 24,000 is
/// paid up to the change and 60,000 in all.
#[test]
fn what_becomes_of_running_windows() {
    let changing = |treatment: &str| {
        let new = RATES.replace("tier_method = \"marginal\"\n", "").replace(
            "tiers = [ { from = 0, rate = 0.08 }, { from = 1, rate = 0.12 } ]",
            "tiers = [ { from = 0, rate = 0.10 } ]",
        );
        let company = company_of(&format!(
            "headcount = 3\nquota = 500_000\nattainment = 1.2\nattainment_correlation = 0.0\n\
             plan_change = {{ month = 7, plan = \"new.toml\", treatment = \"{treatment}\" }}\n"
        ));
        embedded(vec![
            ("company.toml", company),
            ("plan.toml", plan_of(RATES)),
            ("new.toml", plan_of(&new)),
        ])
    };
    let restart = costs(&changing("restart"));
    assert_eq!(*of(&restart, "treatment carry instead of restart"), 12_000.0);
    assert_eq!(*of(&restart, "treatment prorate instead of restart"), 0.0);
    let carry = costs(&changing("carry"));
    assert_eq!(*of(&carry, "treatment restart instead of carry"), -12_000.0);

    // Both plans' clauses are read otherwise, each in its own file.
    let loaded = changing("restart");
    let all = costs_of_readings(&loaded, 5, 1, &|_| true).unwrap();
    let place = |words: &str, component: &str| {
        let is_it = |cost: &&CostOfReading| {
            cost.reading.to_string() == words && cost.component.as_deref() == Some(component)
        };
        let cost = all.iter().find(is_it).unwrap_or_else(|| panic!("no {words} in {all:#?}"));
        let document = cost.stands_in.document(&loaded, cost.team).unwrap();
        (document.name().to_owned(), cost.path.clone(), cost.difference.value)
    };
    // 12 % of all that the old plan's half year sold, 300,000, instead of 26,000.
    let old = place("tier_method retroactive instead of marginal", "New");
    assert_eq!(old, ("plan.toml".into(), "component[0].tier_method".into(), 30_000.0));
    let new = place("true_up both instead of forward", "New (from month 7)");
    assert_eq!(new, ("new.toml".into(), "component[0].true_up".into(), 0.0));
    let rounded = all.iter().filter(|cost| cost.path == "rounding");
    assert_eq!(rounded.count(), 1, "both plans round alike");
}

/// Half a year each at 500,000 and at a million, all of it sold: 750,000. At a quota of 750,000 or more that is 8 % of it;
/// at 500,000 it is 12 % of the last 250,000, 10,000 more.
#[test]
fn a_quota_that_changes_within_the_year() {
    let moved = |quotas: &str| {
        let roster = format!("rep,quota,quota_from,new_quota\nA,{quotas}\n");
        costs(&alone_with(&roster, "1.0", RATES))
    };
    let (new, old) = ("the new quota all year", "the old quota all year");
    let words = |other: &str| format!("quota_from {other} instead of its month");
    let up = moved("500000,7,1000000");
    assert_eq!((*of(&up, &words(new)), *of(&up, &words(old))), (0.0, 10_000.0));
    let down = moved("1000000,7,500000");
    assert_eq!((*of(&down, &words(new)), *of(&down, &words(old))), (10_000.0, 0.0));
}

/// Accounts that are sold to, shrink, and leave; reps that leave, too.
const BOOK: &str = "attainment = 1.0\nattainment_correlation = 0.0\nturnover = { yearly = 0.5, vacant_months = 1 }\n[team.book]\n\
    accounts = 24\narr = 100_000\nchurn = 0.4\ncontraction = { chance = 0.5, share = 0.3 }\n\
    expansion = { per_year = 2.0, share = 0.2 }\n";

const CLAWBACK: &str = "[[component]]\nname = \"Upsell\"\npays = \"rate\"\nmeasure = \"upsell_acv\"\npaid = \"quarter\"\n\
    measured = \"quarter\"\ntier_method = \"marginal\"\ntiers = [ { from_amount = 0, rate = 0.05 }, { from_amount = 50_000, rate = 0.10 } ]\n\
    clawback = { on = [\"churn\"], within_months = 4, recovers = \"full\", at = \"paid\" }\n";

const SCHEDULE: &str = "[ { within = 2, share = 1.0 }, { within = 4, share = 0.5 } ]";

/// The cost of a reading is that of the file with its key written otherwise, to the cent and year by year.
#[test]
fn a_reading_is_the_file_written_otherwise() {
    let with_exit = format!("{CLAWBACK}[exit]\nowed = \"paid\"\nrecover_months = 0\n");
    let banded = CLAWBACK.replace("recovers = \"full\"", &format!("recovers = {SCHEDULE}"));
    let bands_before = "[ { within = 1, share = 1.0 }, { within = 3, share = 0.5 } ]";
    let shorter =
        banded.replace(SCHEDULE, bands_before).replace("within_months = 4", "within_months = 3");
    let cases: [(&str, &str, String); 10] = [
        (
            CLAWBACK,
            "on churn and contraction instead of churn",
            CLAWBACK.replace("[\"churn\"]", "[\"churn\", \"contraction\"]"),
        ),
        (
            CLAWBACK,
            "within_months 4, the last one not instead of 4, the last one included",
            CLAWBACK.replace("within_months = 4", "within_months = 3"),
        ),
        (
            CLAWBACK,
            "recovers pro_rata instead of full",
            CLAWBACK.replace("\"full\"", "\"pro_rata\""),
        ),
        (
            CLAWBACK,
            "at recompute instead of paid",
            CLAWBACK.replace("at = \"paid\"", "at = \"recompute\""),
        ),
        (
            CLAWBACK,
            "at base_rate instead of paid",
            CLAWBACK.replace("at = \"paid\"", "at = \"base_rate\""),
        ),
        (&banded, "recovers pro_rata instead of bands", banded.replace(SCHEDULE, "\"pro_rata\"")),
        (&banded, "within_months 4, the last one not instead of 4, the last one included", shorter),
        (
            CLAWBACK,
            "recover_months 4 instead of not stated: 0",
            with_exit.replace("recover_months = 0", "recover_months = 4"),
        ),
        (
            &with_exit,
            "recover_months 4 instead of 0",
            with_exit.replace("recover_months = 0", "recover_months = 4"),
        ),
        (
            CLAWBACK,
            "owed forfeited instead of not stated: paid",
            with_exit.replace("\"paid\"\nrecover", "\"forfeited\"\nrecover"),
        ),
    ];
    let pay = |clauses: &str| {
        let loaded = three_with(BOOK, clauses);
        let model = Model::new(&loaded.company, &loaded.plans);
        let outcome = simulate(&model, 40, 1, Wanted::default(), &|_| true).unwrap();
        let column = model.layout.find("AE", &crate::metrics::Metric::VariablePay).unwrap();
        let mut pay = Vec::new();
        outcome.figure(column, &mut pay).unwrap();
        pay
    };
    for (own, words, other) in cases {
        assert_ne!(own, other, "{words}");
        let costs = costs_of_readings(&three_with(BOOK, own), 40, 2, &|_| true).unwrap();
        let cost = costs.iter().find(|cost| cost.reading.to_string() == words);
        let cost = cost.unwrap_or_else(|| panic!("no {words} in {costs:#?}"));
        assert_eq!(Some(cost.difference), paired_difference(&pay(&other), &pay(own)), "{words}");
        assert_ne!(cost.difference.value, 0.0, "{words}");
    }
    // One month only is not read as none.
    let one = CLAWBACK.replace("within_months = 4", "within_months = 1");
    let costs = costs_of_readings(&three_with(BOOK, &one), 5, 2, &|_| true).unwrap();
    assert!(costs.iter().all(|cost| cost.reading.key != "within_months"));
}
