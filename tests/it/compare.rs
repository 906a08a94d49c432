//! `compare`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::place::Place;

const CONFIGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/configs");

const TABLES: [&str; 7] = [
    "comparison",
    "dominance",
    "winners_losers",
    "hold_harmless",
    "payout_curves",
    "kept_whole",
    "choice",
];

/// The plans that ship, beside the embedded company.
fn place() -> Place {
    let place = Place::new();
    place.copy(Path::new(CONFIGS));
    place
}

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
fn the_study_that_ships_runs_and_the_options_say_the_same() {
    let place = place();
    place.done("compare --study studies/ae-next-year.toml --quiet --years 200 --out study");
    place.done(
        "compare companies/mid-market.toml --quiet --years 200 --out options --indifference 10000 \
         --candidate flat:AE=plans/ae-flat.toml --candidate capped:AE=plans/ae-capped.toml \
         --candidate threshold:AE=plans/ae-threshold.toml --candidate late:AE=plans/ae-late-accelerator.toml",
    );
    for table in TABLES {
        assert!(place.at(&format!("study/tables/{table}.parquet")).exists(), "{table}");
        let [study, options] =
            ["study", "options"].map(|out| place.read(&format!("{out}/tables/{table}.csv")));
        assert!(study.replace("late accelerator", "late") == options, "{table}");
        assert!(study.lines().count() > 4, "{table}: {study}");
    }
}

/// What `simulate` says of each plan alone is what `compare` says of it beside the others.
#[test]
fn a_candidate_costs_what_it_costs_alone() {
    let place = place();
    let flat = "companies/mid-market.toml --quiet --years 300 --seed 3";
    place.done(&format!("compare {flat} --candidate flat:AE=plans/ae-flat.toml --out compared"));
    place.done(&format!("simulate {flat} --plan AE=plans/ae-flat.toml --out alone"));
    let (compared, alone) =
        (place.read("compared/tables/comparison.csv"), place.read("alone/tables/summary.csv"));
    let alone = rows(&alone);
    let mut seen = 0;
    for row in rows(&compared).iter().filter(|row| row["candidate"] == "flat") {
        let same = alone.iter().find(|other| {
            ["team", "metric", "statistic"].iter().all(|column| row[column] == other[column])
        });
        let same = same.unwrap_or_else(|| panic!("{row:?}"));
        assert_eq!((row["value"], row["ci_low"]), (same["value"], same["ci_low"]), "{row:?}");
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn teams_without_another_plan_do_not_change_at_all() {
    let place = place();
    place.done("compare --quiet --years 100 --candidate flat:AE=plans/ae-flat.toml --out out");
    let table = place.read("out/tables/comparison.csv");
    for row in rows(&table).iter().filter(|row| row["team"] != "AE" && row["team"] != "company") {
        assert_eq!((row["difference"], row["difference_low"]), ("0", ""), "{row:?}");
    }
    let table = place.read("out/tables/winners_losers.csv");
    assert!(rows(&table).iter().all(|row| row["team"] == "AE"), "{table}");
    let table = place.read("out/tables/payout_curves.csv");
    let of = |name: &str| -> Vec<f64> {
        let rows = rows(&table);
        rows.iter()
            .filter(|row| row["candidate"] == name)
            .map(|row| number(row["rep_years"]))
            .collect()
    };
    assert_eq!(of("today"), of("flat"), "the same reps in the same bands");
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let place = place();
    for (out, threads) in [("one", 1), ("three", 3)] {
        place.done(&format!(
            "compare --quiet --years 150 --threads {threads} --out {out} --by p95 --max-years 8000 \
             --candidate flat:AE=plans/ae-flat.toml --candidate grr:AM=plans/am-tiered-grr.toml"
        ));
    }
    for table in TABLES {
        let [one, three] =
            ["one", "three"].map(|out| place.read(&format!("{out}/tables/{table}.csv")));
        assert!(one == three, "{table}");
    }
}

#[test]
fn the_screen_answers_first() {
    let place = place();
    let screen = place.done("compare --study studies/ae-next-year.toml --years 2000 --out out");
    let lines: Vec<&str> = screen.lines().collect();
    assert!(
        lines[0]
            .starts_with("AE plans for next year: 5 candidates on the same 2,000 synthetic years"),
        "{screen}"
    );
    assert!(
        lines[2].contains("costs least: $") && lines[2].contains("less than \"today\""),
        "{screen}"
    );
    assert!(screen.contains("with a probability of at least 95 %"), "{screen}");
    assert!(
        screen.contains("AE: ") && screen.contains("are paid less at the same results"),
        "{screen}"
    );
    assert!(screen.contains("Topping up all who lose would cost $"), "{screen}");
}

/// Of two candidates with the same plans every figure of alignment is the same, to the last digit; teams that no
/// candidate changes are not on the screen, and in the tables like all others.
#[test]
fn alignment_side_by_side() {
    let place = place();
    let candidates =
        "--candidate same:AE=plans/ae-accelerated.toml --candidate flat:AE=plans/ae-flat.toml";
    let screen = place.done(&format!(
        "compare companies/mid-market.toml {candidates} --years 100 --alignment --alignment-years 40 --out out"
    ));
    let (_, told) = screen.split_once("What the plans of AE reward").unwrap();
    assert!(!told.contains("What the plans of"), "one team has other plans: {told}");
    let heading = told.lines().find(|line| line.contains("today")).unwrap();
    assert_eq!(heading.split_whitespace().collect::<Vec<_>>(), ["today", "same", "flat"]);
    for table in ["scorecard", "alignment", "incentive_profile", "timing"] {
        let table = place.read(&format!("out/tables/{table}.csv"));
        let of = |plans: &str| -> Vec<&str> {
            table.lines().filter_map(|line| line.strip_prefix(plans)?.strip_prefix(',')).collect()
        };
        assert!(of("today").len() > 3 && of("today") == of("same"), "{table}");
        assert!(of("flat").len() > 3 && of("flat") != of("today"), "{table}");
    }
    let flat = place.read("out/tables/alignment.csv");
    let next =
        flat.lines().find(|line| line.starts_with("flat,AE,") && line.contains(",next_percent,"));
    // 8.5 % of 1 % of a quota of 500,000, whatever the result.
    assert!(next.is_some_and(|line| line.contains(",425,")), "{next:?}");
}
