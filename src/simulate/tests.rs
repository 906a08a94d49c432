//! A run that is extended against one that goes straight on.

use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::events::Listed;
use crate::metrics::AttainmentBand;

const ALL: Wanted = Wanted { months: true, payouts: true, rest: None };

fn mid_market() -> Loaded {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
    load(Files::Disk, path, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// Every value that is kept, column by column, as bits.
fn bits(model: &Model<'_>, outcome: &Outcome) -> Vec<u64> {
    let (mut values, mut all) = (Vec::new(), Vec::new());
    let mut note = |values: &[f64]| all.extend(values.iter().map(|value| value.to_bits()));
    for column in 0..model.layout.columns.len() {
        outcome.figure(column, &mut values).unwrap();
        note(&values);
    }
    for column in 0..outcome.monthly_columns() {
        outcome.monthly(column, &mut values).unwrap();
        note(&values);
    }
    for team in 0..model.company.teams.len() {
        for band in (0..AttainmentBand::COUNT as u8).map(AttainmentBand) {
            outcome.pay(team, band, &mut values).unwrap();
            assert_eq!(values.len(), outcome.reps(team, band));
            note(&values);
            if outcome.reps(team, band) > 0 {
                outcome.reps_by_year(team, band, &mut values).unwrap();
                assert_eq!(values.iter().sum::<f64>(), outcome.reps(team, band) as f64);
                note(&values);
            }
        }
    }
    all
}

#[test]
fn a_run_that_is_extended_is_a_run_that_goes_straight_on() {
    let loaded = mid_market();
    let model = Model::new(&loaded.company, &loaded.plans);
    let straight = simulate(&model, 300, 2, ALL, &|_| true).unwrap();
    let mut run = Run::new(&model, ALL, 3).unwrap();
    for years in [1, 70, 64, 128, 129, 300] {
        let before = run.outcome().years();
        run.extend_to(years, &|_| true).unwrap();
        assert_eq!(run.outcome().years(), years.max(before));
    }
    assert!(bits(&model, &straight) == bits(&model, run.outcome()));
}

/// The first of two years has the reps, and the pay, that it has alone.
#[test]
fn reps_are_counted_by_the_year_they_belong_to() {
    let loaded = mid_market();
    let model = Model::new(&loaded.company, &loaded.plans);
    let [one, two] = [1, 2].map(|years| simulate(&model, years, 1, ALL, &|_| true).unwrap());
    let (mut alone, mut pay, mut reps) = (Vec::new(), Vec::new(), Vec::new());
    let mut all = 0;
    for team in 0..model.company.teams.len() {
        for band in (0..AttainmentBand::COUNT as u8).map(AttainmentBand) {
            one.pay(team, band, &mut alone).unwrap();
            two.pay(team, band, &mut pay).unwrap();
            two.reps_by_year(team, band, &mut reps).unwrap();
            assert_eq!(reps[0], alone.len() as f64);
            assert_eq!(alone, pay[..alone.len()]);
            all += alone.len();
        }
    }
    assert!(all > 20, "{all}");
}

/// What ledgers need not list moves nothing: every shipped company runs as it does with everything listed, and where
/// no months are asked for as it does with them.
#[test]
fn years_of_totals_are_the_years_with_every_event() {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies");
    let files = std::fs::read_dir(shipped).unwrap().map(|entry| entry.unwrap().path());
    let reference = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/reference/company.toml").into();
    let (mut of_totals, mut of_sums) = (0, 0);
    for path in
        files.filter(|path| path.extension().is_some_and(|e| e == "toml")).chain([reference])
    {
        let loaded = load(Files::Disk, &path.to_string_lossy(), &Overrides::default());
        let loaded = loaded.unwrap_or_else(|refused| panic!("{refused}"));
        let quick = Model::new(&loaded.company, &loaded.plans);
        let teams = loaded.company.teams.len();
        let all = vec![Listed::All; teams];
        let slow = Model { listed: all.clone(), listed_for_figures: all.clone(), ..quick.clone() };
        for wanted in [ALL, Wanted::default()] {
            let [quick_bits, slow_bits] = [&quick, &slow].map(|model| {
                let outcome = simulate(model, 130, 2, wanted, &|_| true).unwrap();
                bits(model, &outcome)
            });
            assert!(quick_bits == slow_bits, "{}", path.display());
        }
        let has = |listed: &[Listed], which| listed.iter().filter(|it| **it == which).count();
        of_totals += has(&quick.listed, Listed::OfLostAccounts);
        of_sums += has(&quick.listed_for_figures, Listed::ForFigures);
    }
    assert!(of_totals >= 15, "{of_totals} teams");
    assert!(of_sums >= 2, "{of_sums} teams");
}

const IN_SUMS: &str = r#"
name = "In sums"
currency = "USD"
[simulation]
seed = 5
history_months = 0
[market]
demand = { distribution = "lognormal", mean = 1.0, sd = 0.2 }
[[team]]
name = "Deals"
plan = "deals.toml"
roster = "reps.csv"
quota = 400_000
attainment = { distribution = "lognormal", mean = 1.0, sd = 0.5 }
attainment_correlation = 0.0
turnover = { yearly = 0.1, vacant_months = 1 }
  [team.deals]
  size = { distribution = "lognormal", mean = 30_000, sd = 27_000 }
[[team]]
name = "Books"
plan = "books.toml"
headcount = 5
quota = 0
attainment = { distribution = "lognormal", mean = 1.0, sd = 0.4 }
attainment_correlation = 0.0
  [team.deals]
  size = { distribution = "lognormal", mean = 3_000, sd = 2_000 }
  [team.book]
  accounts = 31
  arr = { distribution = "lognormal", mean = 30_000, sd = 25_000 }
  churn = { distribution = "beta", mean = 0.15, sd = 0.10 }
  contraction = { chance = 0.2, share = { distribution = "uniform", low = 0.0, high = 0.40 } }
  expansion = { per_year = 1.5, share = { distribution = "lognormal", mean = 0.20, sd = 0.15 }, cross_sell = 0.3 }
"#;

/// A plan of one component in two forms.
fn plan(component: &str) -> String {
    format!(
        "name = \"P\"\ncurrency = \"USD\"\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n\
         [[component]]\nname = \"C\"\n{component}"
    )
}

/// Years in sums come to what the same years come to rep by rep, whatever periods, windows, tiers, curves and recoveries.
#[test]
fn years_in_sums_are_paid_as_rep_by_rep() {
    const TIERS: &str = "quota = \"team\"\nagainst = \"full\"\ntier_method = \"marginal\"\n\
        tiers = [ { from = 0.0, rate = 0.08 }, { from = 0.9, rate = 0.123 }, { from = 1.4, rate = 0.07 } ]";
    const FLAT: &str = "against = \"full\"\ntier_method = \"marginal\"\ntiers = [ { from_amount = 0, rate = 0.0731 }, \
        { from_amount = 20_000, rate = 0.11 } ]";
    const CURVE: &str = "weight = 0.6\nagainst = \"to_date\"\ncurve = [ { at = 0.8, pays = 0.5 }, \
        { at = 1.0, pays = 1.0 }, { at = 1.1, pays = 1.0, slope = 1.5 } ]";
    let rate = |keys: &str| format!("pays = \"rate\"\n{keys}\n");
    let (mut of_deals, mut of_books) = (Vec::new(), Vec::new());
    for (paid, true_up) in [("month", "forward"), ("quarter", "both"), ("year", "forward")] {
        let often = format!("paid = \"{paid}\"\ntrue_up = \"{true_up}\"\n");
        of_deals.push(rate(&format!("measure = \"new_acv\"\nmeasured = \"year\"\n{often}{TIERS}")));
        of_books.push(format!(
            "pays = \"target\"\nmeasure = \"nrr\"\nmeasured = \"year\"\n{often}{CURVE}"
        ));
    }
    for measure in ["upsell_acv", "expansion_acv"] {
        for (paid, measured) in [("month", "quarter"), ("quarter", "half"), ("month", "year")] {
            let often =
                format!("paid = \"{paid}\"\nmeasured = \"{measured}\"\ntrue_up = \"both\"\n");
            let keys = rate(&format!("measure = \"{measure}\"\n{often}{FLAT}"));
            of_books.push(keys.clone());
            for recovers in ["full", "pro_rata"] {
                of_books.push(format!(
                    "{keys}[component.clawback]\non = [\"churn\", \"contraction\"]\n\
                     within_months = 7\nrecovers = \"{recovers}\"\nat = \"paid\"\n"
                ));
            }
        }
    }
    // Without a book there is no retention to be paid.
    of_deals.push(of_books[0].clone());
    let count = of_deals.len().max(of_books.len());
    for case in 0..count {
        // Embedded files are there for good.
        let deals: &str = plan(&of_deals[case % of_deals.len()]).leak();
        let books: &str = plan(&of_books[case % of_books.len()]).leak();
        assert_same_in_sums(IN_SUMS, deals, books);
    }
}

/// Shares of accounts that make amounts too large to be rounded many at a time, and others that do not.
#[test]
fn years_in_sums_of_very_large_amounts_are_paid_as_rep_by_rep() {
    let company = IN_SUMS.replace(
        "arr = { distribution = \"lognormal\", mean = 30_000, sd = 25_000 }",
        "arr = { distribution = \"uniform\", low = 10_000_000_000, high = 90_000_000_000 }",
    );
    let company = company.replace(
        "share = { distribution = \"lognormal\", mean = 0.20, sd = 0.15 }",
        "share = { distribution = \"uniform\", low = 1.0, high = 900.0 }",
    );
    let rate = |measure: &str| {
        plan(&format!(
            "pays = \"rate\"\nmeasure = \"{measure}\"\nmeasured = \"year\"\npaid = \"month\"\ntrue_up = \"both\"\n\
             against = \"full\"\ntier_method = \"marginal\"\ntiers = [ {{ from_amount = 0, rate = 0.0731 }} ]\n"
        ))
    };
    assert!(company.contains("900.0") && company.contains("90_000_000_000"));
    assert_same_in_sums(company.leak(), rate("new_acv").leak(), rate("upsell_acv").leak());
}

/// Years in sums have the figures of years in which every event is listed: drawn one by one, as somebody may leave in
/// some of them, and drawn side by side.
fn assert_same_in_sums(company: &'static str, deals: &'static str, books: &'static str) {
    const TURNOVER: &str = "turnover = { yearly = 0.1, vacant_months = 1 }";
    assert!(company.contains(TURNOVER));
    assert_same_years_in_sums(company, deals, books, false);
    let stay = company.replace(TURNOVER, "").leak();
    assert_same_years_in_sums(stay, deals, books, true);
}

fn assert_same_years_in_sums(
    company: &'static str,
    deals: &'static str,
    books: &'static str,
    side_by_side: bool,
) {
    let reps = "rep,base,target_incentive,quota\nAda,,,\nBob,70000,50000,\nCleo,,,600000\nDan,,,\n";
    let files = vec![
        ("company.toml", company),
        ("deals.toml", deals),
        ("books.toml", books),
        ("reps.csv", reps),
    ];
    let files = Files::Embedded(files.leak());
    let loaded = load(files, "company.toml", &Overrides::default());
    let loaded = loaded.unwrap_or_else(|refused| panic!("{refused}\n{books}"));
    let quick = Model::new(&loaded.company, &loaded.plans);
    assert_eq!(quick.listed_for_figures, [Listed::ForFigures; 2], "{deals}\n{books}");
    let at_once = quick.simulator.years_at_once(&quick.listed_for_figures);
    assert_eq!(at_once.is_some_and(|years| years > 1), side_by_side, "{at_once:?}");
    let slow = Model { listed_for_figures: vec![Listed::All; 2], ..quick.clone() };
    let [quick_bits, slow_bits] = [&quick, &slow].map(|model| {
        let outcome = simulate(model, 300, 2, Wanted::default(), &|_| true).unwrap();
        bits(model, &outcome)
    });
    assert!(quick_bits == slow_bits, "{deals}\n{books}");
}

#[test]
fn some_years_of_a_column_are_those_of_the_whole() {
    let loaded = mid_market();
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut run = Run::new(&model, Wanted::default(), 1).unwrap();
    for years in [64, 100, 200] {
        run.extend_to(years, &|_| true).unwrap();
    }
    let outcome = run.outcome();
    let (mut whole, mut part) = (Vec::new(), Vec::new());
    outcome.figure(0, &mut whole).unwrap();
    for years in [0..1, 63..65, 10..190, 199..200, 50..50] {
        outcome.figure_of_years(0, years.clone(), &mut part).unwrap();
        assert_eq!(part, whole[years]);
    }
}

#[test]
fn a_run_that_was_stopped_keeps_what_it_has_and_goes_on() {
    let loaded = mid_market();
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut run = Run::new(&model, ALL, 2).unwrap();
    let stopped = run.extend_to(40_000, &|_| false).unwrap_err();
    let RunError::Stopped { done, years: 40_000, kept: None } = stopped else {
        panic!("{stopped}")
    };
    assert!(0 < done && done < 40_000 && done == run.outcome().years());
    run.extend_to(done + 10, &|_| true).unwrap();
    let straight = simulate(&model, done + 10, 2, ALL, &|_| true).unwrap();
    assert!(bits(&model, &straight) == bits(&model, run.outcome()));
}
