//! The plans P9 to P16 that practitioners publish: each ships as a file, is simulated in a company that ships, and has a
//! worked case that pays by the shipped file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::place::Place;

/// The rule's number, the plan, a company and team that it pays, a component that pays there, and its worked case.
const PLANS: [(&str, &str, &str, &str, &str, &str); 14] = [
    (
        "P9",
        "sam-key-accounts",
        "key-accounts",
        "SAM",
        "Growth",
        "p9-accounts-against-their-year-before",
    ),
    (
        "P10",
        "am-single-metric",
        "renewal-and-growth",
        "East",
        "Account revenue",
        "p10-one-number-against-two",
    ),
    (
        "P10",
        "am-retention-and-growth",
        "renewal-and-growth",
        "West",
        "Growth",
        "p10-one-number-against-two",
    ),
    (
        "P11",
        "sdr-bookings-and-activity",
        "sales-development",
        "SDR",
        "Calls",
        "p11-bookings-calls-and-meetings",
    ),
    (
        "P11",
        "sdr-meetings",
        "sales-development",
        "Inbound SDR",
        "Qualified meetings",
        "p11-bookings-calls-and-meetings",
    ),
    (
        "P11",
        "bdr-expansion",
        "sales-development",
        "BDR",
        "Opportunities won",
        "p11-bookings-calls-and-meetings",
    ),
    (
        "P12",
        "spiff-cross-sell",
        "incentives-for-teams",
        "Grow",
        "Team SPIFF",
        "p12-a-cross-sell-quarter",
    ),
    (
        "P13",
        "team-renewal-pool",
        "incentives-for-teams",
        "Keep",
        "Team pool",
        "p13-a-pool-for-the-team",
    ),
    ("P14", "ae-new-hire", "new-hires", "AE", "Learning", "p14-terms-for-new-hires"),
    ("P15", "ae-gross-margin", "margin-mix", "By margin", "Margin", "p15-a-move-to-margin-pays"),
    (
        "P15",
        "ae-product-factors",
        "margin-mix",
        "By product",
        "New business",
        "p15-a-move-to-margin-pays",
    ),
    (
        "P16",
        "csm-base-only",
        "change-of-plan",
        "Salaried",
        "Retention",
        "p16-from-base-to-variable",
    ),
    ("P16", "csm-mbo-bonus", "change-of-plan", "Bonus", "Objectives", "p16-from-base-to-variable"),
    (
        "P16",
        "csm-retention-expansion",
        "change-of-plan",
        "Bonus",
        "Expansion",
        "p16-from-base-to-variable",
    ),
];

fn text(name: String) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A folder with all plans and companies that ship.
fn place() -> Place {
    let place = Place::new();
    place.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("configs"));
    place
}

/// The companies above, each once.
fn companies() -> BTreeSet<&'static str> {
    PLANS.iter().map(|row| row.2).collect()
}

/// The rows of a table that are about a team, each by heading.
fn rows_of(team: &str, table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.deserialize().map(|row: Result<BTreeMap<String, String>, _>| row.unwrap());
    rows.filter(|row| row["team"] == team).collect()
}

#[test]
fn every_plan_names_its_rule_and_has_a_worked_case() {
    for (rule, plan, company, _, _, case) in PLANS {
        let company = text(format!("configs/companies/{company}.toml"));
        let file = format!("plans/{plan}.toml");
        assert!(company.contains(&file), "{plan} pays nobody");
        assert!(text(format!("tests/cases/{case}/company.toml")).contains(&file), "{case}");
        // The change from one plan to another is the company's.
        let named = if rule == "P16" { company } else { text(format!("configs/{file}")) };
        assert!(named.starts_with(&format!("# {rule}: ")), "{rule} is not named with {plan}");
    }
}

#[test]
fn every_plan_is_simulated_and_explained() {
    for company in companies() {
        let place = place();
        place.done(&format!("simulate companies/{company}.toml --years 300 --out out --quiet"));
        place.done(&format!("explain companies/{company}.toml --year 7 --all --out year --quiet"));
        let (summary, statements) =
            (place.read("out/tables/summary.csv"), place.read("year/tables/statements.csv"));
        for (_, plan, _, team, component, _) in PLANS.iter().filter(|row| row.2 == company) {
            let metric = format!("component:{component}");
            let means = rows_of(team, &summary);
            let mean = means.iter().find(|r| r["metric"] == metric && r["statistic"] == "mean");
            let mean: f64 = mean.map_or(0.0, |row| row["value"].parse().unwrap());
            assert!(mean > 0.0, "{plan}: {component} pays {team} nothing in {company}");
            let stated = rows_of(team, &statements);
            assert!(stated.iter().any(|row| row["component"] == *component), "{plan}: {component}");
        }
    }
}

/// What `check` doubts in these companies is meant so: a threshold that jumps, caps, calls beyond the goal.
#[test]
fn what_check_doubts_is_meant() {
    let place = place();
    let mut doubts = Vec::new();
    for company in companies() {
        let answer = place.run(&format!("check companies/{company}.toml"));
        assert_eq!(answer.code, Some(0), "{company}: {}", answer.stderr);
        let warnings = answer.stderr.lines().filter_map(|line| line.strip_prefix("warning: "));
        doubts.extend(warnings.map(|warning| format!("{company}: {warning}")));
    }
    let meant = [
        "change-of-plan: the base is 90 % of the OTE; for customer success managers 70 % to 80 % is usual",
        "key-accounts: \"Growth\" pays nothing more for NRR from 116 % on, by its cap: 20,000 a year",
        "renewal-and-growth: the pay of \"Account revenue\" jumps by \"account_revenue\": at 90 % of quota from 0 to 18,000 a \
         year",
        "renewal-and-growth: \"Account revenue\" pays nothing more for \"account_revenue\" from 120 % of quota on, by its \
         cap: 90,000 a year",
        "sales-development: \"Calls\" pays nothing more for \"calls\" from 100 % of quota on: 525 a month",
        "sales-development: \"Calls\" pays nothing more for \"calls\" from 100 % of quota on: 600 a month",
    ];
    assert_eq!(doubts, meant);
}

/// 75,000 + 25,000 from July on, after 100,000 of base alone: half a year of each, and the targets of the second.
#[test]
fn a_change_of_plan_is_explained_on_the_terms_of_both() {
    let page = place().done("explain companies/change-of-plan.toml --year 7 --rep Salaried-01");
    for (what, amount, about) in [
        ("base", "87,500.00", "of these months (100,000.00 a year)"),
        ("target incentive", "0.00", "a year, at 100 %, up to month 6"),
        ("target incentive", "25,000.00", "a year, at 100 %, from month 7 on"),
        ("target", "18,750.00", "Retention, a year"),
        ("target", "6,250.00", "Expansion, a year"),
    ] {
        let says = |line: &str| {
            let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
            words == format!("{what} {amount} {about}")
        };
        assert!(page.lines().any(says), "{what} {amount} {about}\n{page}");
    }
}
