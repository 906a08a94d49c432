//! What a run leaves behind: which tables, which columns, and the same bytes each time.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::place::Place;

/// The embedded example, for so few years that it takes no time.
const EXAMPLE: &str = "simulate --quiet --years 600";

/// The files of a run's tables, by name.
fn tables(place: &Place, out: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(place.at(out).join("tables")).unwrap().map(Result::unwrap);
    entries.map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())).collect()
}

fn header(place: &Place, table: &str) -> String {
    place.read(table).lines().next().unwrap().to_owned()
}

fn record(place: &Place, out: &str) -> Value {
    serde_json::from_str(&place.read(&format!("{out}/run.json"))).unwrap()
}

#[test]
fn a_simulation_leaves_four_tables_with_their_columns() {
    let place = Place::new();
    place.done("simulate --quiet --years 200 --out out");
    let names: Vec<String> = tables(&place, "out").into_keys().collect();
    assert_eq!(
        names,
        ["months", "payouts", "summary", "years"]
            .map(|t| [format!("{t}.csv"), format!("{t}.parquet")])
            .concat()
    );
    for (table, columns) in [
        ("summary", "plans,team,metric,statistic,value,ci_low,ci_high,n"),
        (
            "months",
            "month,team,metric,mean,mean_low,mean_high,p05,p05_low,p05_high,p25,p25_low,p25_high,p50,p50_low,p50_high,\
             p75,p75_low,p75_high,p95,p95_low,p95_high,n",
        ),
        (
            "payouts",
            "team,attainment_from,attainment_to,rep_years,share,share_low,share_high,mean_pay,ci_low,ci_high,\
             p10,p10_low,p10_high,p50,p50_low,p50_high,p90,p90_low,p90_high",
        ),
    ] {
        assert_eq!(header(&place, &format!("out/tables/{table}.csv")), columns);
    }
    let years = header(&place, "out/tables/years.csv");
    assert!(
        years.starts_with("year,team,variable_pay,base_pay,total_cost,component:New business,"),
        "{years}"
    );
    assert!(years.ends_with(",budget_overrun"), "{years}");
    assert_eq!(
        place.read("out/tables/years.csv").lines().count(),
        1 + 200 * 5,
        "a row for each year, team and the company"
    );
}

#[test]
fn no_table_holds_what_is_no_number() {
    let place = Place::new();
    place.done("simulate --quiet --years 200 --out out");
    for (name, bytes) in tables(&place, "out") {
        if name.ends_with(".csv") {
            let text = String::from_utf8(bytes).unwrap();
            let odd = text.lines().find(|line| {
                let mut cells = line.split(',').map(str::to_lowercase);
                cells.any(|cell| matches!(cell.trim_start_matches('-'), "nan" | "inf" | "infinity"))
            });
            assert_eq!(odd, None, "{name}");
        }
    }
}

#[test]
fn only_the_tables_asked_for_are_written() {
    let place = Place::new();
    place.done("simulate --quiet --years 50 --out out --tables summary");
    assert_eq!(
        place.names(),
        [
            "out",
            "out/run.json",
            "out/tables",
            "out/tables/summary.csv",
            "out/tables/summary.parquet"
        ]
    );
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let place = Place::new();
    let company = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
    place.done(&format!("{EXAMPLE} --threads 1 --out one"));
    let one = tables(&place, "one");
    for (out, command) in [
        ("two", format!("{EXAMPLE} --threads 2")),
        ("five", format!("{EXAMPLE} --threads 5")),
        ("from-disk", format!("simulate {company} --quiet --years 600 --threads 5")),
    ] {
        place.done(&format!("{command} --out {out}"));
        for (name, bytes) in tables(&place, out) {
            assert!(bytes == one[&name], "{name} of {out} differs from that of one thread");
        }
    }
}

#[test]
fn a_seed_is_the_same_run_and_another_seed_another() {
    let place = Place::new();
    for (out, seed) in [("a", 7), ("b", 7), ("c", 8)] {
        place.done(&format!("simulate --quiet --years 100 --seed {seed} --out {out}"));
    }
    let [a, b, c] = ["a", "b", "c"].map(|out| tables(&place, out));
    assert!(a == b);
    assert!(a.iter().all(|(name, bytes)| *bytes != c[name]), "every table depends on the seed");
}

#[test]
fn run_json_says_what_made_the_tables() {
    let place = Place::new();
    place.done("simulate --quiet --years 50 --seed 3 --out out --tables summary");
    let record = record(&place, "out");
    assert_eq!(record["program"], "paycurve");
    assert_eq!(record["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&record["seed"], &record["years"]), (&Value::from(3), &Value::from(50)));
    assert!(record["wall_seconds"].as_f64().unwrap() > 0.0);
    assert_eq!(record["tables"][0]["name"], "summary");
    let inputs = record["inputs"].as_array().unwrap();
    assert_eq!(inputs.len(), 5, "a company and four plans");
    assert!(inputs.iter().all(|input| input["sha256"].as_str().unwrap().len() == 64));
}

#[test]
fn a_replay_leaves_its_statements() {
    let place = Place::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/invalid");
    for file in ["company.toml", "plan.toml", "events.csv"] {
        place.copy(format!("{folder}/{file}").as_ref());
    }
    place.done("replay company.toml --events events.csv --out out --quiet");
    let statements = place.read("out/tables/statements.csv");
    let mut lines = statements.lines();
    assert_eq!(
        lines.next(),
        Some("team,rep,month,component,measure,result,quota,attainment,paid,recovered,balance")
    );
    assert_eq!(
        lines.next(),
        Some("AE,Ann,1,New business,new_acv,20000,500000.00,0.04,1600.00,0.00,"),
        "8 % of 20,000"
    );
    let inputs = record(&place, "out")["inputs"].as_array().unwrap().clone();
    assert_eq!(inputs.last().unwrap()["path"], "events.csv");
}
