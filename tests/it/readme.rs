//! The commands of the README, typed in their order by somebody who has just cloned the project.

use std::fs;
use std::path::Path;

use crate::place::Place;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What is left to the reader: the months of a year of their own.
const OF_THE_READER: &str = "--actuals actuals.csv";

/// Commands with years of their own, and fewer that say as well whether they work.
const FEWER: [(&str, &str); 6] = [
    ("simulate", "--years 300"),
    ("compare", "--years 200"),
    ("stress", "--years 50"),
    ("sensitivity", "--years 20"),
    ("brief", "--years 100"),
    ("check", ""),
];

/// The lines that a reader types, without what they say of themselves.
fn commands(readme: &str) -> Vec<String> {
    let typed = readme.lines().filter_map(|line| line.strip_prefix("$ "));
    let bare = |line: &str| line.split(" #").next().unwrap_or_default().trim().to_owned();
    typed.map(bare).filter(|line| !line.starts_with("cargo ")).collect()
}

/// The same command with fewer years.
fn shortened(command: &str) -> String {
    let words: Vec<&str> = command.split_whitespace().collect();
    let (name, mut kept) = (words[0], words.clone());
    if let Some(place) = words.iter().position(|word| *word == "--years") {
        kept.drain(place..place + 2);
    }
    let precise = kept.contains(&"--precision");
    let years = FEWER.iter().find(|(known, _)| *known == name).map_or("", |(_, years)| years);
    let years = if precise { "" } else { years };
    format!("{} {years}", kept.join(" ").replace("--precision 0.5%", "--precision 3%"))
}

#[test]
fn its_commands_run_from_top_to_bottom() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let place = Place::new();
    fs::create_dir(place.at("configs")).unwrap();
    for folder in ["companies", "plans", "studies", "stress"] {
        let here = place.at("configs").join(folder);
        fs::create_dir(&here).unwrap();
        for file in fs::read_dir(Path::new(ROOT).join("configs").join(folder)).unwrap() {
            let file = file.unwrap().path();
            fs::copy(&file, here.join(file.file_name().unwrap())).unwrap();
        }
    }
    let (_, csv) = readme.split_once("```csv\n").unwrap();
    place.write("events.csv", csv.split("```").next().unwrap());
    let all = commands(&readme);
    assert!(all.len() > 20, "{all:#?}");
    for line in all.iter().filter(|line| !line.contains(OF_THE_READER)) {
        let Some(command) = line.strip_prefix("paycurve ") else {
            let [copy, from, to] = line.split_whitespace().collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            assert_eq!(copy, "cp", "{line}");
            fs::copy(place.at(from), place.at(to)).unwrap();
            continue;
        };
        if command.ends_with("--resume") {
            // The run before it was interrupted.
            fs::remove_dir_all(place.at("long")).unwrap();
        }
        if command.starts_with("merge") {
            // The machines beside the one that typed its line.
            for shard in [1, 3, 4, 5, 6, 7] {
                let one = all.iter().find(|line| line.contains("--shard 2/7")).unwrap();
                let one = shortened(one.strip_prefix("paycurve ").unwrap());
                place.done(
                    &one.replace("2/7", &format!("{shard}/7"))
                        .replace("parts/2", &format!("parts/{shard}")),
                );
            }
        }
        let parts = (1..=7).map(|part| format!("parts/{part}")).collect::<Vec<_>>().join(" ");
        place.done(&shortened(command).replace("parts/*", &parts));
        let written = match command.split_whitespace().next() {
            Some("workbook") => "budget/workbook.xlsx",
            Some("report") => "budget/report.html",
            Some("plot") => "budget/plots/cost.png",
            Some("merge") => "merged/tables/years.parquet",
            _ => continue,
        };
        assert!(place.at(written).exists(), "{written}");
    }
}
