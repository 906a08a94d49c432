//! `simulate --variance`.

use std::collections::BTreeMap;

use crate::place::Place;

const SPLIT: &str = "simulate --quiet --years 50 --variance --variance-years 40";

/// The cells of a table's rows by column name.
fn rows(table: &str) -> Vec<BTreeMap<&str, &str>> {
    let mut lines = table.lines();
    let heading: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines.map(|line| heading.iter().copied().zip(line.split(',')).collect()).collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or_else(|error| panic!("{cell:?}: {error}"))
}

#[test]
fn a_split_adds_up_and_leaves_the_other_tables_as_they_are() {
    let place = Place::new();
    place.done(&format!("{SPLIT} --out out"));
    place.done("simulate --quiet --years 50 --out plain");
    for table in ["summary.csv", "years.csv", "months.csv", "payouts.csv"] {
        assert!(
            place.read(&format!("out/tables/{table}"))
                == place.read(&format!("plain/tables/{table}")),
            "{table}"
        );
    }
    let table = place.read("out/tables/variance_sources.csv");
    let rows = rows(&table);
    let mut sums: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for row in &rows {
        *sums.entry((row["team"], row["metric"])).or_default() += number(row["shapley"]);
        let [first, total] = ["first_order", "total"].map(|column| number(row[column]));
        assert!(first <= total, "{row:?}");
        assert_eq!((row["plans"], row["n"]), ("current", "40"));
        // An AE wins deals and keeps no book; what is drawn elsewhere is exactly nothing to it, or known exactly.
        if (row["team"], row["source"]) == ("AE", "expansion") {
            let cells =
                ["first_order", "total", "shapley", "shapley_low"].map(|column| row[column]);
            assert_eq!(cells, ["0", "0", "0", ""]);
        }
    }
    assert_eq!(sums.len(), 2 * 5, "two metrics of four teams and the company");
    assert!(sums.values().all(|sum| (sum - 1.0).abs() < 1e-9), "{sums:?}");
}

#[test]
fn more_heads_vary_less_and_never_less_than_what_they_share() {
    let place = Place::new();
    place.done(&format!("{SPLIT} --out out"));
    let table = place.read("out/tables/variance_scaling.csv");
    let rows = rows(&table);
    assert_eq!(rows.len(), 5 * 2 * 5);
    for of_one in rows.chunks(5) {
        let heads: Vec<&str> = of_one.iter().map(|row| row["heads"]).collect();
        assert_eq!(heads, ["0.5", "1", "2", "10", ""]);
        let spread: Vec<f64> = of_one.iter().map(|row| number(row["relative_sd"])).collect();
        assert!(spread.is_sorted_by(|a, b| a > b), "{spread:?}");
        let shared: Vec<f64> = of_one.iter().map(|row| number(row["systematic"])).collect();
        assert!(shared.is_sorted_by(|a, b| a < b) && shared[4] == 1.0, "{shared:?}");
        // sd² of k times the heads = k² V_s + k V_r, from 1 and 2 times to 10.
        let [one, two, ten] = [1, 2, 3].map(|row: usize| spread[row] * spread[row]);
        let (rest, floor) = (2.0 * (one - two), 2.0 * two - one);
        assert!((floor + rest / 10.0 - ten).abs() < 1e-9, "{spread:?}");
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let place = Place::new();
    for (out, threads) in [("one", 1), ("three", 3)] {
        place.done(&format!("{SPLIT} --threads {threads} --out {out}"));
    }
    for table in ["variance_sources", "variance_scaling"] {
        let [one, three] =
            ["one", "three"].map(|out| place.read(&format!("{out}/tables/{table}.csv")));
        assert!(one == three, "{table}");
    }
}

#[test]
fn the_screen_says_it_in_a_sentence() {
    let place = Place::new();
    let screen = place.done("simulate --years 50 --variance --variance-years 200 --out out");
    let (_, section) =
        screen.split_once("Where the spread comes from").expect("a section of its own");
    assert!(
        section.contains("is market and team factor: a larger team does not diversify it."),
        "{section}"
    );
    assert!(section.contains("with ten times"), "{section}");
    let row = |source: &str| section.lines().position(|line| line.starts_with(source)).unwrap();
    assert!(
        row("market") < row("attainment of reps") && row("attainment of reps") < row("scores"),
        "{section}"
    );
    assert!(section.contains("of no effect on variable pay: terms of deals."), "{section}");
}

#[test]
fn what_is_asked_for_amiss_is_refused() {
    let place = Place::new();
    for wrong in [
        "simulate --variance-years 100",
        "simulate --variance --variance-years 1",
        "simulate --variance --variance-years -5",
        "simulate --variance --variance-years many",
        "simulate --variance --shard 1/2",
    ] {
        assert_eq!(place.run(wrong).code, Some(2), "{wrong}");
    }
    assert!(place.names().is_empty(), "nothing is left behind");
}
