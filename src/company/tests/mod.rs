//! Companies that load, and every way in which one is refused.

mod agreement;
mod distributions;
mod hostile;
mod loading;
mod refusals;

use super::{Files, Loaded, Overrides, load};
use crate::diagnostic::render;

const COMPANY: &str = r#"
name = "Mid-market"
currency = "USD"

[simulation]
years = 100
seed = 7
history_months = 12

[budget]
variable_pay = 2_900_000
burden = 0.10

[market]
demand = { distribution = "lognormal", mean = 1.0, sd = 0.12 }
churn = { distribution = "lognormal", mean = 1.0, sd = 0.20 }
expansion = { distribution = "lognormal", mean = 1.0, sd = 0.10 }
correlation = [ ["demand", "churn", -0.5], ["demand", "expansion", 0.6] ]

[[team]]
name = "AE"
plan = "plans/ae.toml"
headcount = 2
quota = 500_000
attainment = { distribution = "normal", mean = 0.95, sd = 0.2, min = 0.0 }
attainment_correlation = 0.1
seasonality = [ 6, 7, 10, 6, 8, 11, 6, 7, 11, 7, 8, 13 ]
turnover = { yearly = 0.15, vacant_months = 2 }
ramp = { quota = [0.0, 0.5], productivity = [0.0, 0.4] }

  [team.deals]
  size = { distribution = "lognormal", mean = 30_000, sd = 27_000 }
  term_months = { 12 = 0.7, 24 = 0.2, 36 = 0.1 }

[[team]]
name = "AM"
plan = "plans/am.toml"
roster = "reps.csv"
attainment = 1
attainment_correlation = 0

  [team.book]
  accounts = 40
  arr = { distribution = "lognormal", mean = 30_000, sd = 25_000 }
  churn = { distribution = "beta", mean = 0.10, sd = 0.06 }
  contraction = { chance = 0.08, share = { distribution = "uniform", low = 0.05, high = 0.40 } }
  expansion = { per_year = 0.5, share = 0.2, cross_sell = 0.3 }
  renewal = [ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3 ]

  [[team.score]]
  name = "nps"
  value = { distribution = "empirical", file = "nps.csv", column = "score" }
  every = "quarter"

  [team.funnel]
  meetings = 12
  qualified = 0.6
  won = 0.2
  lag_months = 2
  size = 10_000
"#;

const AE: &str = r#"
name = "AE"
currency = "USD"
[pay]
base = 60_000
target_incentive = 40_000
[[component]]
name = "New"
pays = "rate"
measure = "new_acv"
quota = "team"
paid = "year"
measured = "year"
tiers = [ { from = 0.0, rate = 0.08 } ]
"#;

const AM: &str = r#"
name = "AM"
currency = "USD"
[pay]
base = 84_000
target_incentive = 36_000
[[component]]
name = "NPS"
pays = "amount"
amount = 1_000
when = { measure = "nps", at_least = 60 }
paid = "quarter"
measured = "quarter"
"#;

const ROSTER: &str = "rep,quota,start_month\nAnn,,\nBo,\"100,000\",4\n";
const SCORES: &str = "score,who\n55,a\n70,b\n";

/// A text with words replaced.
fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "nothing to replace: {from}");
        text.replacen(from, to, 1)
    })
}

/// The files of a company, each with words replaced.
fn files(company: &[(&str, &str)], ae: &[(&str, &str)], others: [&str; 2]) -> Files {
    let [roster, scores] = others.map(str::to_owned);
    embedded([changed(COMPANY, company), changed(AE, ae), roster, scores])
}

/// The files of a company of that text, with that roster and those scores.
fn of_texts([company, roster, scores]: [String; 3]) -> Files {
    embedded([company, AE.to_owned(), roster, scores])
}

fn embedded([company, ae, roster, scores]: [String; 4]) -> Files {
    let files = [
        ("company.toml", company),
        ("plans/ae.toml", ae),
        ("plans/am.toml", AM.to_owned()),
        ("reps.csv", roster),
        ("nps.csv", scores),
    ];
    let leaked = files.map(|(name, text)| (name, &*text.leak()));
    Files::Embedded(&*Box::leak(Box::new(leaked)))
}

fn with(company: &[(&str, &str)], overrides: &Overrides) -> Result<Loaded, String> {
    load(files(company, &[], [ROSTER, SCORES]), "company.toml", overrides)
        .map_err(|refused| refused.to_string())
}

/// All that is said of a company in which some words are others.
fn said(company: &[(&str, &str)]) -> String {
    match with(company, &Overrides::default()) {
        Ok(loaded) => render(&loaded.warnings, false),
        Err(message) => message,
    }
}
