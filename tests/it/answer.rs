//! `simulate --json`: one document, and what it says is what the tables say.

use std::path::Path;

use serde_json::Value;

use crate::place::Place;

fn answer(place: &Place, options: &str) -> Value {
    let printed = place.done(&format!("simulate --json --out out --force {options}"));
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}\n{printed}"))
}

/// The value and the interval of a statistic, as the table `summary` has it.
fn row(place: &Place, start: &str) -> Vec<Option<f64>> {
    let summary = place.read("out/tables/summary.csv");
    let rest = summary.lines().find_map(|line| line.strip_prefix(start)).unwrap();
    rest.split(',').map(|cell| cell.parse().ok()).collect()
}

/// Whether a number of the document is one of the table. Here the document is read to the last bit but one.
fn is_read_as(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => {
            (found - expected).abs() <= 4.0 * f64::EPSILON * expected.abs()
        }
        (found, expected) => found == expected,
    }
}

#[test]
fn it_says_what_the_summary_says() {
    let place = Place::new();
    let answer = answer(&place, "--years 300 --seed 5");
    let cost = &answer["cost"];
    for (statistic, found) in
        [("mean", &cost["mean"]), ("p05", &cost["p05"]), ("p95", &cost["p95"])]
    {
        let row = row(&place, &format!("current,company,variable_pay,{statistic},"));
        for (key, expected) in ["value", "low", "high", "n"].into_iter().zip(row) {
            assert!(is_read_as(found[key].as_f64(), expected), "{statistic}: {found} {expected:?}");
        }
    }
    let overrun = row(&place, "current,company,budget_overrun,probability,");
    assert!(is_read_as(cost["overrun_probability"]["value"].as_f64(), overrun[0]));
    assert_eq!(cost["budget"], 1_650_000.0);
    assert_eq!(
        (&answer["currency"], &answer["seed"], &answer["years"]),
        (&"USD".into(), &5.into(), &300.into())
    );
    assert!(Path::new(answer["results"].as_str().unwrap()).ends_with("out"));
    let shares =
        cost["spread"].as_array().unwrap().iter().map(|it| it["share"]["value"].as_f64().unwrap());
    assert!((shares.sum::<f64>() - 1.0).abs() < 1e-9);
    // A figure for each pair of team and metric of the table, each statistic of it once.
    let figures = answer["figures"].as_array().unwrap();
    let statistics: usize =
        figures.iter().map(|figure| figure["statistics"].as_object().unwrap().len()).sum();
    assert_eq!(statistics, place.read("out/tables/summary.csv").lines().count() - 1);
    // Every year is somewhere.
    let distribution = &cost["distribution"];
    let inside: u64 =
        distribution["years"].as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).sum();
    let beside = |key: &str| distribution[key].as_u64().unwrap();
    assert_eq!(inside + beside("below") + beside("above"), 300);
}

#[test]
fn quiet_leaves_the_document_alone_and_a_workbook_says_nothing_in_it() {
    let place = Place::new();
    let run = place.run("simulate --json --quiet --years 1 --out out --xlsx");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(answer["cost"]["distribution"], Value::Null, "one year has no spread");
    assert_eq!(answer["cost"]["p95"]["high"], Value::Null, "nor an error that could be known");
    assert!(!answer["warnings"].as_array().unwrap().is_empty());
    assert!(place.at("out/workbook.xlsx").exists());
}

#[test]
fn a_precision_that_was_asked_for_is_in_it() {
    let answer = answer(&Place::new(), "--precision 20% --max-years 300");
    assert_eq!(answer["precision"]["reached"], true);
    assert_eq!(answer["precision"]["relative"], 0.2);
}
