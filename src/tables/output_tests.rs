//! The output comes whole or not at all.

use std::fs;
use std::path::Path;

use super::place::{Place, WHOLE, no_rows, record, run};
use super::{OutputError, RUN_FILE, RunRecord, TableRecord, TargetError};

#[test]
fn numbered_folders_go_on_from_the_highest() {
    let place = Place::new();
    assert_eq!(run(&place, None, false), place.at("paycurve-out/0001"));
    assert_eq!(run(&place, None, false), place.at("paycurve-out/0002"));
    fs::remove_dir_all(place.at("paycurve-out/0001")).unwrap();
    fs::create_dir(place.at("paycurve-out/0041")).unwrap();
    fs::write(place.at("paycurve-out/0050.txt"), "not a number").unwrap();
    assert_eq!(run(&place, None, true), place.at("paycurve-out/0042"));
}

#[test]
fn two_runs_at_once_get_two_numbers() {
    let place = Place::new();
    let (first, second) = (place.open(None, false).unwrap(), place.open(None, false).unwrap());
    assert_eq!(second.finish(record()).unwrap(), place.at("paycurve-out/0001"));
    assert_eq!(first.finish(record()).unwrap(), place.at("paycurve-out/0002"));
    assert!(!place.names().iter().any(|name| name.contains("unfinished")));
}

#[test]
fn a_new_folder_comes_whole_with_its_parents() {
    let place = Place::new();
    let path = run(&place, Some("a/b/c"), false);
    assert_eq!(path, place.at("a/b/c"));
    let inside = WHOLE.map(|name| format!("a/b/c/{name}"));
    assert_eq!(place.names()[..3], ["a", "a/b", "a/b/c"]);
    assert_eq!(place.names()[3..], inside);
}

#[test]
fn dropped_before_the_end_it_leaves_nothing() {
    let place = Place::new();
    for target in [None, Some("new"), Some("deep/er/new")] {
        let mut output = place.open(target, false).unwrap();
        output.write(&no_rows()).unwrap();
        assert!(!place.names().is_empty());
        drop(output);
        assert!(place.names().is_empty(), "{:?}", place.names());
    }
}

#[test]
fn an_empty_folder_is_filled_and_a_dropped_run_leaves_it_empty() {
    let place = Place::new();
    fs::create_dir(place.at("out")).unwrap();
    let mut output = place.open(Some("out"), false).unwrap();
    output.write(&no_rows()).unwrap();
    drop(output);
    assert_eq!(place.names(), ["out"]);
    // What a killed run left behind does not stand in the way.
    fs::create_dir(place.at("out/.paycurve-unfinished-killed")).unwrap();
    run(&place, Some("out"), false);
    assert!(place.at("out/tables/payouts.csv").exists() && place.at("out/run.json").exists());
    assert_eq!(place.names().len(), 2 + WHOLE.len());
}

#[test]
fn the_empty_working_folder_may_be_the_output() {
    let place = Place::new();
    run(&place, Some("."), false);
    assert_eq!(place.names(), WHOLE);
}

#[test]
fn force_replaces_an_earlier_run_only_at_the_end() {
    let place = Place::new();
    run(&place, Some("out"), false);
    fs::write(place.at("out/tables/months.csv"), "of the earlier run").unwrap();
    let before = place.names();
    let output = place.open(Some("out"), true).unwrap();
    assert!(place.at("out/tables/months.csv").exists());
    drop(output);
    assert_eq!(place.names(), before);
    run(&place, Some("out"), true);
    assert!(!place.at("out/tables/months.csv").exists());
    assert_eq!(place.names().len(), 1 + WHOLE.len());
    // Force on what is not there, or empty, is no fault.
    run(&place, Some("fresh"), true);
    fs::create_dir(place.at("empty")).unwrap();
    run(&place, Some("empty"), true);
}

#[test]
#[cfg(unix)]
fn the_output_has_the_rights_of_any_new_folder() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    fs::create_dir(place.at("plain")).unwrap();
    let path = run(&place, Some("out"), false);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(&place.at("plain")));
}

#[test]
fn a_place_that_was_taken_meanwhile_is_left_alone() {
    let place = Place::new();
    let output = place.open(Some("out"), false).unwrap();
    fs::create_dir(place.at("out")).unwrap();
    fs::write(place.at("out/mine.txt"), "mine").unwrap();
    let error = output.finish(record()).unwrap_err();
    assert!(matches!(error, OutputError::Move { .. }), "{error}");
    assert_eq!(place.names(), ["out", "out/mine.txt"]);
    // An earlier run that turned into something else while the new one went on.
    run(&place, Some("again"), false);
    let output = place.open(Some("again"), true).unwrap();
    fs::remove_file(place.at("again/run.json")).unwrap();
    let error = output.finish(record()).unwrap_err();
    assert!(matches!(error, OutputError::Target(TargetError::NotOurs { .. })), "{error}");
    assert!(place.at("again/tables/payouts.csv").exists());
}

#[test]
fn run_json_says_what_was_run_and_written() {
    let place = Place::new();
    let path = run(&place, None, false);
    let text = fs::read_to_string(path.join(RUN_FILE)).unwrap();
    let read: RunRecord = serde_json::from_str(&text).unwrap();
    let tables = vec![TableRecord { name: "payouts".into(), rows: 0, columns: 19 }];
    assert_eq!(read, RunRecord { tables, ..record() });
    assert!(text.ends_with("}\n"));
    assert!(text.contains("\"seed\": 18446744073709551615"));
    assert!(text.contains("\"started\": \"1970-01-01T00:00:00Z\""));
}

#[test]
fn a_table_is_written_once() {
    let place = Place::new();
    let mut output = place.open(None, false).unwrap();
    output.write(&no_rows()).unwrap();
    let error = output.write(&no_rows()).unwrap_err();
    assert_eq!(error.to_string(), "the table payouts is written twice");
}
