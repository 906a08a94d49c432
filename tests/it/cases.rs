//! Worked cases: payments and recoveries that were computed by hand, to the cent.
//!
//! A folder of `tests/cases/` is a plan, a company, the events of a year and the numbers expected of them; the
//! comment at the top of its plan derives these, or of its company, where that is on a plan that ships with the
//! program. What a case does not name is neither paid nor recovered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use csv::StringRecord;

use crate::place::Place;

/// Rep, component, month and column of an amount.
type Cell = (String, String, String, String);

fn cases() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// The rows of a CSV text, each with its cells by heading.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let cells = |row: StringRecord| {
        let cells = row.iter().map(str::to_owned);
        headings.iter().map(str::to_owned).zip(cells).collect()
    };
    reader.records().map(|row| cells(row.unwrap())).collect()
}

fn cell(row: &BTreeMap<String, String>, column: &str) -> Cell {
    let text = |key: &str| row[key].clone();
    (text("rep"), text("component"), text("month"), column.to_owned())
}

/// An amount as a table shows it, in cents; 0 where the cell is empty.
fn cents(text: &str) -> i64 {
    match text.split_once('.') {
        Some((whole, part)) if part.len() == 2 => format!("{whole}{part}").parse().unwrap(),
        None if text.is_empty() => 0,
        _ => panic!("{text} is no amount with two decimals"),
    }
}

/// What differs between the statements of a case and what is expected of it.
fn differences(case: &Path) -> Vec<String> {
    let place = Place::of_case(case);
    let answer = place.run("replay company.toml --events events.csv --out out --quiet");
    if answer.code != Some(0) {
        return vec![answer.stderr];
    }
    let mut stated: BTreeMap<Cell, i64> = BTreeMap::new();
    for row in rows(&place.read("out/tables/statements.csv")) {
        for column in ["paid", "recovered", "balance"] {
            *stated.entry(cell(&row, column)).or_default() += cents(&row[column]);
        }
    }
    let mut differences = Vec::new();
    let mut named = BTreeSet::new();
    for row in rows(&place.read("expected.csv")) {
        let key = cell(&row, &row["column"]);
        let (found, expected) = (stated.get(&key), cents(&row["expected"]));
        if found.copied().unwrap_or(0) != expected {
            differences.push(format!("{key:?}: {found:?} cents instead of {expected} cents"));
        }
        named.insert(key);
    }
    let unnamed = stated
        .iter()
        .filter(|(key, amount)| **amount != 0 && key.3 != "balance" && !named.contains(key));
    differences.extend(unnamed.map(|(key, amount)| format!("{key:?}: {amount} cents unexpected")));
    differences
}

#[test]
fn worked_cases_agree_to_the_cent() {
    let cases = cases();
    assert!(cases.len() >= 40, "only {} cases were found", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .flat_map(|case| {
            let name = case.file_name().unwrap().display().to_string();
            differences(case).into_iter().map(move |difference| format!("{name}: {difference}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_case_says_where_its_numbers_come_from() {
    for case in cases() {
        let plan = fs::read_to_string(case.join("plan.toml"));
        let text = plan.unwrap_or_else(|_| fs::read_to_string(case.join("company.toml")).unwrap());
        assert!(text.starts_with("# "), "{}", case.display());
    }
}
