//! Each command where all is well: what it prints, and what it leaves behind.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place::Place;

const CONFIGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/configs");

#[test]
fn simulate_without_a_file_runs_the_example_into_numbered_folders() {
    let place = Place::new();
    let screen = place.done("simulate --years 50");
    place.done("simulate --years 50 --quiet");
    assert!(
        screen.contains("Variable pay costs $") && screen.contains("paycurve-out/0001"),
        "{screen}"
    );
    for team in ["AE", "AM", "CSM", "SDR", "company"] {
        assert!(screen.lines().any(|line| line.trim_start().starts_with(team)), "{team}\n{screen}");
    }
    for folder in ["0001", "0002"] {
        assert!(place.at("paycurve-out").join(folder).join("run.json").exists());
    }
    assert_eq!(
        fs::read_dir(place.at("paycurve-out")).unwrap().count(),
        2,
        "nothing unfinished stays"
    );
}

#[test]
fn quiet_prints_nothing() {
    let answer = Place::new().run("simulate --years 50 --out out --quiet");
    assert_eq!((answer.code, answer.stdout.as_str(), answer.stderr.as_str()), (Some(0), "", ""));
}

#[test]
fn force_replaces_an_earlier_run_and_without_it_nothing_is_touched() {
    let place = Place::new();
    let run =
        |options: &str| place.run(&format!("simulate --years 20 --quiet --out out {options}"));
    assert_eq!(run("--seed 1").code, Some(0));
    let (names, first) = (place.names(), place.read("out/tables/summary.csv"));

    let refused = run("--seed 2");
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("replace its earlier run with --force"), "{}", refused.stderr);
    assert_eq!((place.names(), place.read("out/tables/summary.csv")), (names, first.clone()));

    assert_eq!(run("--seed 2 --force --tables summary").code, Some(0));
    assert_ne!(place.read("out/tables/summary.csv"), first);
    assert!(!place.at("out/tables/years.csv").exists(), "tables of the earlier run are gone");
}

#[test]
fn what_init_writes_can_be_checked_and_simulated() {
    let place = Place::new();
    let said = place.done("init mine");
    assert!(said.contains("paycurve simulate mine/company.toml"), "{said}");
    place.done("check mine/company.toml");
    place.done("simulate mine/company.toml --years 50 --quiet --out of-mine");
    place.done("simulate --years 50 --quiet --out of-the-example");
    assert_eq!(
        place.read("of-mine/tables/summary.csv"),
        place.read("of-the-example/tables/summary.csv")
    );
}

#[test]
fn a_plan_of_the_command_line_takes_the_place_of_the_companys() {
    let place = Place::new();
    place.done("init mine");
    let plan = place.read("mine/plans/ae-accelerated.toml").replace("rate = 0.08", "rate = 0.04");
    fs::write(place.at("half.toml"), plan).unwrap();
    let mean_of = |options: &str, out: &str| {
        place.done(&format!("simulate mine/company.toml --years 50 --quiet --out {out} {options}"));
        let summary = place.read(&format!("{out}/tables/summary.csv"));
        let row = summary
            .lines()
            .find_map(|line| line.strip_prefix("current,AE,variable_pay,mean,"))
            .unwrap();
        row.split(',').next().unwrap().parse::<f64>().unwrap()
    };
    assert!(mean_of("--plan AE=half.toml", "half") < 0.8 * mean_of("", "whole"));
}

#[test]
fn every_file_of_configs_is_taken() {
    let files = files_below(Path::new(CONFIGS));
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "toml")) {
        let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        Place::new().done(&match folder {
            Some("studies") => format!("compare --study {} --years 20 --quiet", file.display()),
            Some("stress") => format!("stress --stress {} --years 3 --quiet", file.display()),
            _ => format!("check {}", file.display()),
        });
    }
}

#[test]
fn check_warns_and_strict_lets_no_warning_pass() {
    let place = Place::new();
    place.done("init mine");
    // Sound by itself, and doubtful: the rate goes up on all that was sold.
    let plan = place.read("mine/plans/ae-accelerated.toml").replace("marginal", "retroactive");
    fs::write(place.at("jumps.toml"), plan).unwrap();
    for (command, code, words) in [
        ("check mine/plans/ae-accelerated.toml --strict", 0, ""),
        ("check jumps.toml", 0, "jumps by new ACV: at 100 % of quota from 40,000 to 60,000 a year"),
        ("check jumps.toml --strict", 1, "error: 1 warning, and --strict lets none pass"),
        ("check jumps.toml --strict --cliff 60%", 0, ""),
        ("check jumps.toml --cliff 200%", 2, "expected a share from 0 to 1, such as 0.02 or 2%"),
    ] {
        let answer = place.run(command);
        assert_eq!(answer.code, Some(code), "{command}\n{}", answer.stderr);
        assert!(answer.stderr.contains(words), "{command}\n{}", answer.stderr);
        assert!(!words.is_empty() || answer.stderr.is_empty(), "{command}\n{}", answer.stderr);
    }
}

/// A rep of the example sells 1.2 times a quota of 500,000: 12 % of all of it is 20,000 more than of what is above.
#[test]
fn check_says_what_the_other_readings_cost() {
    let place = Place::new();
    place.done("init mine");
    let company = "name = \"Steady\"\ncurrency = \"USD\"\n[[team]]\nname = \"AE\"\nplan = \"mine/plans/ae-accelerated.toml\"\n\
        headcount = 3\nquota = 500_000\nattainment = 1.2\nattainment_correlation = 0.0\n";
    fs::write(place.at("steady.toml"), company).unwrap();
    let said = place.done("check --readings steady.toml --years 20 --out out");
    let row = said.lines().find(|line| line.contains("tier_method")).unwrap_or_default();
    for words in [
        "retroactive instead of marginal",
        "+60,000",
        "exactly",
        "+38.5 %",
        "ae-accelerated.toml:20",
    ] {
        assert!(row.contains(words), "{words}\n{said}");
    }
    assert!(said.contains("To the cent the same") && said.contains("true_up both"));
    let table = place.read("out/tables/readings.csv");
    let first = table.lines().nth(1).unwrap();
    assert!(
        first.starts_with("AE,New business,tier_method,marginal,retroactive,60000,,,0.384"),
        "{table}"
    );
    for wrong in [
        "check --readings steady.toml mine/company.toml",
        "check --readings mine/plans/ae-accelerated.toml",
        "check steady.toml --years 20",
        "check --readings steady.toml --out out",
    ] {
        assert_eq!(place.run(wrong).code, Some(2), "{wrong}");
    }
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Place::new().done(&format!("completions {shell}"));
        assert!(script.contains("simulate") && script.contains("replay"), "{shell}");
    }
}

#[test]
fn a_pipe_gets_no_escape_codes_and_no_progress() {
    let place = Place::new();
    for command in [
        "--help",
        "simulate --help",
        "simulate --years 50 --out out",
        "simulate --years 50 --out out",
        "init x",
    ] {
        let answer = place.run(command);
        let all = answer.stdout + &answer.stderr;
        assert!(!all.is_empty() && !all.contains(['\u{1b}', '\r']), "{command}\n{all:?}");
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
