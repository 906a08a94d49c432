//! Clauses on the pay of a whole plan, in simulated years: where the twelve months of a table and the totals
//! of a company show them.

use std::collections::BTreeMap;

use crate::place::Place;

/// A company with one team, on a plan.
fn simulated(company: &str, plan: &str) -> Place {
    let place = Place::new();
    let team = "[[team]]\nname = \"AE\"\nplan = \"plan.toml\"\nheadcount = 3\nquota = 600_000\n\
                attainment = { distribution = \"normal\", mean = 1.0, sd = 0.3, min = 0.0 }\n\
                attainment_correlation = 0.1\nturnover = { yearly = 0.5, vacant_months = 1 }\n";
    let head =
        "name = \"Acme\"\ncurrency = \"USD\"\n[simulation]\nyears = 40\nhistory_months = 12\n";
    place.write("company.toml", &format!("{head}{company}\n{team}"));
    place.write("plan.toml", plan);
    place.done("simulate company.toml --out out --quiet");
    place
}

fn plan(top: &str, pay: &str, clauses: &str) -> String {
    format!(
        "name = \"P\"\ncurrency = \"USD\"\n{top}\n[pay]\nbase = 60_000\ntarget_incentive = 48_000\n{pay}\n\
         [[component]]\nname = \"C\"\npays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"month\"\n\
         measured = \"year\"\nagainst = \"full\"\ntrue_up = \"forward\"\ntier_method = \"marginal\"\n\
         tiers = [ {{ from = 0, rate = 0.08 }}, {{ from = 1.0, rate = 0.12 }} ]\n{clauses}"
    )
}

/// The mean over years of each month's metric of the company.
fn months(place: &Place) -> BTreeMap<(String, usize), f64> {
    let text = place.read("out/tables/months.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.filter(|row| &row[1] == "company")
        .map(|row| ((row[2].to_owned(), row[0].parse().unwrap()), row[3].parse().unwrap()))
        .collect()
}

/// The mean over years of a metric of the company.
fn mean(place: &Place, metric: &str) -> f64 {
    mean_of(place, "company", metric)
}

fn mean_of(place: &Place, team: &str, metric: &str) -> f64 {
    let text = place.read("out/tables/summary.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = reader
        .records()
        .map(Result::unwrap)
        .find(|row| &row[1] == team && &row[2] == metric && &row[3] == "mean")
        .unwrap();
    row[4].parse().unwrap()
}

#[test]
fn cash_follows_the_accrual_by_the_payment_lag() {
    let at_once = months(&simulated("", &plan("", "", "")));
    let later = months(&simulated("", &plan("payment_lag = 2", "", "")));
    for month in 1..=12 {
        let of = |table: &BTreeMap<(String, usize), f64>, metric: &str, month: usize| {
            table[&(metric.to_owned(), month)]
        };
        assert_eq!(of(&at_once, "cash_paid", month), of(&at_once, "variable_pay", month));
        assert_eq!(of(&later, "variable_pay", month), of(&at_once, "variable_pay", month));
        if month > 2 {
            assert_eq!(of(&later, "cash_paid", month), of(&later, "variable_pay", month - 2));
        }
    }
    // The months before the plan year are paid out in its first.
    assert!(later[&("cash_paid".to_owned(), 1)] > 0.0);
}

/// Pay of 1,000 EUR a month and rep, at rates from 0.80 to 1.25: it accrues at the rate of its month and is paid
/// out at the rate of the payout.
#[test]
fn cash_in_another_currency_is_at_the_rate_of_the_payout() {
    let exchange = "[[exchange]]\nfrom = \"USD\"\nto = \"EUR\"\n\
                    rates = [ 0.8, 1.0, 1.25, 0.8, 1.0, 1.25, 0.8, 1.0, 1.25, 0.8, 1.0, 1.25 ]\n";
    let team = "[[team]]\nname = \"AE\"\nplan = \"plan.toml\"\nheadcount = 3\nattainment = 1.0\n\
                attainment_correlation = 0.0\nquota = 600_000\n";
    let plan = "name = \"P\"\ncurrency = \"USD\"\npayment_lag = 1\n\
                [pay]\nbase = 60_000\ntarget_incentive = 12_000\ncurrency = \"EUR\"\n\
                [[component]]\nname = \"C\"\npays = \"amount\"\namount = 1_000\npaid = \"month\"\n\
                measured = \"month\"\nwhen = { measure = \"new_acv\", at_least = 0 }\n";
    let place = Place::new();
    let head = "name = \"Acme\"\ncurrency = \"USD\"\n[simulation]\nyears = 2\n";
    place.write("company.toml", &format!("{head}{exchange}{team}"));
    place.write("plan.toml", plan);
    place.done("simulate company.toml --out out --quiet");
    let months = months(&place);
    let by_rate = [3_750.0, 3_000.0, 2_400.0];
    for month in 1..=12 {
        let of = |metric: &str| months[&(metric.to_owned(), month)];
        assert_eq!(of("variable_pay"), by_rate[(month - 1) % 3], "month {month}");
        let paid_out = if month == 1 { 0.0 } else { by_rate[(month - 1) % 3] };
        assert_eq!(of("cash_paid"), paid_out, "month {month}");
    }
}

/// Nothing is lost by a hold that a leaver is paid: what was held before and is not after is what variable
/// pay has more than without it.
#[test]
fn held_pay_comes_later_and_whole() {
    let without = months(&simulated("", &plan("", "", "")));
    let hold =
        "[hold]\nshare_at_booking = 0.5\nrest = { after_months = 3 }\n[exit]\nowed = \"paid\"\n";
    let with = months(&simulated("", &plan("", "", hold)));
    let mut held_before: Option<f64> = None;
    for month in 1..=12 {
        let of = |table: &BTreeMap<(String, usize), f64>, metric: &str| {
            table[&(metric.to_owned(), month)]
        };
        let held = of(&with, "held_pay");
        assert!(held > 0.0);
        if let Some(before) = held_before {
            let expected = of(&without, "variable_pay") + before - held;
            assert!((of(&with, "variable_pay") - expected).abs() < 1e-6, "month {month}");
        }
        assert_eq!(of(&without, "held_pay"), 0.0);
        held_before = Some(held);
    }
}

#[test]
fn pay_in_another_currency_is_totalled_in_the_company_s() {
    let exchange = "[[exchange]]\nfrom = \"USD\"\nto = \"EUR\"\n";
    let own = simulated("", &plan("", "", ""));
    let fixed = simulated(&format!("{exchange}rate = 0.8"), &plan("", "currency = \"EUR\"", ""));
    // Rates are on sales, so the same money; a base in EUR is worth more.
    let (dollars, euros) = (mean(&own, "variable_pay"), mean(&fixed, "variable_pay"));
    assert!((dollars - euros).abs() < 1.0, "{dollars} and {euros}");
    assert!((mean(&own, "base_pay") / 0.8 - mean(&fixed, "base_pay")).abs() < 1.0);
    assert_eq!(mean(&own, "bookings"), mean(&fixed, "bookings"));
    // A drawn rate is a risk of what is fixed in EUR, not of commission, and moves no other draw.
    let drawn =
        format!("{exchange}rate = {{ distribution = \"lognormal\", mean = 0.8, sd = 0.1 }}");
    let drawn = simulated(&drawn, &plan("", "currency = \"EUR\"", ""));
    assert!((dollars - mean(&drawn, "variable_pay")).abs() < 1.0);
    assert!((mean(&drawn, "base_pay") - mean(&fixed, "base_pay")).abs() > 100.0);
    assert_eq!(mean(&own, "bookings"), mean(&drawn, "bookings"));
}

/// A team of a roster, each rep at 100 % of 600,000 without any chance, simulated.
fn with_roster(roster: &str) -> Place {
    let place = Place::new();
    place.write("reps.csv", roster);
    place.write("plan.toml", &plan("", "", ""));
    let head = "name = \"Acme\"\ncurrency = \"USD\"\n[simulation]\nyears = 40\n[[team]]\nname = \"AE\"\n\
                plan = \"plan.toml\"\nroster = \"reps.csv\"\nquota = 600_000\nattainment_correlation = 0.0\n\
                attainment = 1.0\n";
    place.write("company.toml", head);
    place.done("simulate company.toml --out out --quiet");
    place
}

/// A rep who is away sells nothing in those months, and others sell what they sold.
#[test]
fn months_away_bring_nothing_and_ask_for_nothing() {
    let all_year = with_roster("rep,leave_from,leave_months\nAnn,,\nBob,,\n");
    let away = with_roster("rep,leave_from,leave_months\nAnn,,\nBob,3,3\n");
    assert_eq!(mean(&all_year, "bookings"), 1_200_000.0);
    assert_eq!(mean(&away, "bookings"), 600_000.0 + 450_000.0);
    let by_month = months(&away);
    for month in 1..=12 {
        let sold = by_month[&("bookings".to_owned(), month)];
        let expected = if (3..6).contains(&month) { 50_000.0 } else { 100_000.0 };
        assert_eq!(sold, expected, "month {month}");
    }
    // At 100 % of a quota that is less by as much, the commission is 8 % of all.
    assert_eq!(mean(&away, "variable_pay"), 0.08 * 1_050_000.0);
}

/// A rep who moves to another territory books by the quota of each month, and is held to both.
#[test]
fn a_new_quota_is_booked_and_asked_for_from_its_month_on() {
    let moved = with_roster("rep,quota,quota_from,new_quota\nAnn,,,\nBob,480000,7,720000\n");
    assert_eq!(mean(&moved, "bookings"), 600_000.0 + 240_000.0 + 360_000.0);
    assert_eq!(mean_of(&moved, "AE", "quota"), 1_200_000.0);
    assert_eq!(mean_of(&moved, "AE", "attainment"), 1.0);
    let by_month = months(&moved);
    for month in 1..=12 {
        let of_bob = if month < 7 { 40_000.0 } else { 60_000.0 };
        assert_eq!(by_month[&("bookings".to_owned(), month)], 50_000.0 + of_bob, "month {month}");
    }
    assert_eq!(mean(&moved, "variable_pay"), 0.08 * 1_200_000.0);
    // `check` says so, and `explain` shows the quota of the year and what it is made of.
    let said = moved.done("check company.toml");
    assert!(said.contains("1 has another quota from a month on by the roster"), "{said}");
    let shown = moved.done("explain company.toml --year 1 --rep Bob");
    // Lines may end anywhere.
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("of 480,000.00 a year, from month 7 on of 720,000.00"), "{shown}");
    assert!(shown.contains("600,000.00"), "{shown}");
}

/// `check` says what a company knows of these clauses: the rates, who ramps the quota, a history that is too short.
#[test]
fn check_says_rates_ramps_and_short_histories() {
    let exchange = "[[exchange]]\nfrom = \"USD\"\nto = \"EUR\"\nrate = 0.8\n\
                    [[exchange]]\nfrom = \"USD\"\nto = \"GBP\"\nrates = [ 0.75, 0.76, 0.77, 0.78, 0.79, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8 ]\n\
                    [[exchange]]\nfrom = \"USD\"\nto = \"CAD\"\nrate = { distribution = \"lognormal\", mean = 1.4, sd = 0.1 }\n";
    let clauses = "[hold]\nshare_at_booking = 0.5\nrest = { after_months = 3 }\n[ramp]\nquota = [ 0, 0.5 ]\n\
                   [exit]\nowed = \"paid\"\n";
    let place = simulated(exchange, &plan("", "currency = \"EUR\"", clauses));
    let company = place.read("company.toml");
    let ramped = format!("{company}[team.ramp]\nproductivity = [ 0.25 ]\n");
    place.write("company.toml", &ramped);
    let answer = place.run("check company.toml");
    for line in [
        "Exchange: 1 USD is 0.8 EUR all year.",
        "Exchange: 1 USD in months 1 to 12 is 0.75, 0.76, 0.77,",
        "Exchange: 1 USD in CAD, drawn once a year: 1.4 on average, sd 0.1,",
        "New reps reach 25 % of usual results in their first 1 month.",
    ] {
        let words = answer.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(line), "{line}\n{}", answer.stdout);
    }
    let warning = "pay that was held before the plan year is missing";
    assert!(!answer.stderr.contains(warning), "{}", answer.stderr);
    place.write("company.toml", &ramped.replace("history_months = 12", "history_months = 1"));
    let answer = place.run("check company.toml");
    assert_eq!(answer.code, Some(0));
    let expected = "pay that was held before the plan year is missing from its first 2 months: pay is held for 3 months";
    assert!(answer.stderr.contains(expected), "{}", answer.stderr);
}
