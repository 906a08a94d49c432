//! Data files as texts, and what they come to.

mod filled;
mod impossible;
mod refused;
mod warned;

use std::sync::Arc;

use super::{Recorded, record};
use crate::company::{Files, Loaded, Overrides, load};
use crate::diagnostic::{Diagnosis, Document, render};

/// A company with two teams that take their reps from the events, and one with a roster.
const FILES: &[(&str, &str)] = &[
    ("company.toml", COMPANY),
    ("dated.toml", DATED),
    ("commission.toml", COMMISSION),
    ("clawback.toml", CLAWBACK),
    ("retention.toml", RETENTION),
    ("reps.csv", "rep,quota,start_month\nAnn,120000,\nBo,,7\n"),
];

macro_rules! company {
    ($first_keys:literal) => {
        concat!(
            $first_keys,
            r#"
name = "Replay"
currency = "USD"

[[team]]
name = "AE"
plan = "commission.toml"
headcount = 1
quota = 500_000
attainment = 1.0
attainment_correlation = 0.0

[[team]]
name = "AM"
plan = "clawback.toml"
headcount = 9
quota = { distribution = "uniform", low = 100_000, high = 300_000 }
attainment = 1.0
attainment_correlation = 0.0

[[team]]
name = "CSM"
plan = "retention.toml"
roster = "reps.csv"
quota = 60_000
attainment = 1.0
attainment_correlation = 0.0
"#
        )
    };
}

const COMPANY: &str = company!("");
const DATED: &str = company!("fiscal_year_start = \"2026-07\"");

macro_rules! plan {
    ($name:literal, $component:literal) => {
        concat!(
            "name = \"",
            $name,
            "\"\ncurrency = \"USD\"\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n",
            $component
        )
    };
}

const COMMISSION: &str = plan!(
    "Commission",
    r#"
[[measure]]
name = "credited"
terms = [ { of = "new_acv" }, { of = "upgrade_acv", factor = 0.1, where = { term_months_at_least = 24 } } ]

[[component]]
name = "New business"
pays = "rate"
measure = "credited"
quota = "team"
paid = "month"
measured = "year"
against = "full"
true_up = "forward"
tiers = [ { from = 0.0, rate = 0.10 } ]
"#
);

const CLAWBACK: &str = plan!(
    "Clawback",
    r#"
[[component]]
name = "Upsell"
pays = "rate"
measure = "upsell_acv"
quota = "team"
paid = "month"
measured = "year"
against = "full"
true_up = "forward"
tiers = [ { from = 0.0, rate = 0.10 } ]
  [component.clawback]
  on = ["churn"]
  within_months = 12
  recovers = "full"
  at = "paid"
"#
);

const RETENTION: &str = plan!(
    "Retention",
    r#"
[[component]]
name = "NRR"
pays = "target"
measure = "nrr"
paid = "year"
measured = "year"
curve = [ { at = 0.90, pays = 1.00 } ]
gate = { measure = "nps", at_least = 50, otherwise = 0.0 }
"#
);

/// The header of most texts here.
const HEADER: &str = "team,rep,month,event,amount,account,term_months,name";

fn company(file: &str) -> Loaded {
    load(Files::Embedded(FILES), file, &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

fn recorded_with(company_file: &str, text: &str) -> Result<Recorded, String> {
    let company = company(company_file);
    let document = Document::from_bytes("events.csv", text.as_bytes().to_vec())
        .map_err(|diagnosis| render(&[diagnosis], false))?;
    record(&document, &company.company, &company.plans)
        .map_err(|findings| shown(document, findings))
}

fn shown(document: Document, findings: Vec<crate::diagnostic::Finding>) -> String {
    render(&[Diagnosis::new(Arc::new(document), findings)], false)
}

/// What rows under the usual header come to.
fn recorded(rows: &str) -> Result<Recorded, String> {
    recorded_with("company.toml", &format!("{HEADER}\n{rows}"))
}
