//! Runs that are cut into shards and joined.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::place::Place;

/// The files of a run's tables, by name.
fn tables(place: &Place, out: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(place.at(out).join("tables")).unwrap().map(Result::unwrap);
    entries.map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())).collect()
}

/// Runs shards of the example into folders `PREFIX1`, `PREFIX2`, …
fn run_shards(place: &Place, prefix: &str, of: u32, options: &str) {
    for number in 1..=of {
        place.done(&format!(
            "simulate --quiet --shard {number}/{of} --out {prefix}{number} {options}"
        ));
    }
}

#[test]
fn seven_shards_are_one_run() {
    let place = Place::new();
    // 1,000 years are 16 batches of 64: two or three a shard.
    run_shards(&place, "part", 7, "--years 1000");
    place.done("simulate --quiet --years 1000 --out one");
    let parts: Vec<String> = [3, 1, 7, 2, 6, 5, 4].map(|n| format!("part{n}")).into();
    let screen = place.done(&format!("merge {} --out joined", parts.join(" ")));
    assert!(screen.contains("Mid-market, land and expand: 1,000 synthetic years, seed 7"));
    assert!(tables(&place, "joined") == tables(&place, "one"));

    let record = |out: &str| -> Value {
        serde_json::from_str(&place.read(&format!("{out}/run.json"))).unwrap()
    };
    let (mut joined, mut one) = (record("joined"), record("one"));
    for differs in ["command", "threads", "started", "wall_seconds"] {
        joined[differs] = Value::Null;
        one[differs] = Value::Null;
    }
    assert_eq!(joined, one);
    let shard = serde_json::json!({ "number": 2, "of": 7, "first_year": 129, "years": 128 });
    assert_eq!(record("part2")["shard"], shard);
    assert_eq!(fs::read_dir(place.at("part2")).unwrap().count(), 2, "years and run.json alone");
}

/// What a run of all years prints and makes beside its tables, joined parts do, too.
#[test]
fn joined_parts_take_every_form_of_one_run() {
    let place = Place::new();
    let options = "--years 100 --tables summary,payouts";
    run_shards(&place, "p", 2, options);
    let document = |command: &str, out: &str| -> Value {
        let run = place.run(&format!("{command} --json --xlsx --report --quiet --out {out}"));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        for file in ["workbook.xlsx", "report.html"] {
            assert!(place.at(out).join(file).is_file(), "{out} has no {file}");
        }
        let mut document: Value = serde_json::from_str(&run.stdout).unwrap();
        assert!(document["results"].as_str().unwrap().ends_with(out), "{document}");
        document["results"] = Value::Null;
        document["wall_seconds"] = Value::Null;
        document
    };
    let one = document(&format!("simulate {options}"), "one");
    assert_eq!(one["years"], 100);
    assert_eq!(document("merge p1 p2", "joined"), one);

    let said = place.done("merge p1 p2 --xlsx --report --out told");
    let last: Vec<&str> = said.lines().rev().take(2).collect();
    assert!(last[1].starts_with("Workbook: ") && last[0].starts_with("Report: "), "{said}");
}

#[test]
fn more_shards_than_batches_and_one_shard_of_one() {
    let place = Place::new();
    let options = "--years 100 --tables summary,payouts";
    run_shards(&place, "a", 3, options);
    run_shards(&place, "b", 1, options);
    place.done(&format!("simulate --quiet --out one {options}"));
    place.done("merge --quiet a1 a2 a3 --out three");
    place.done("merge --quiet b1 --out single");
    assert!(tables(&place, "three") == tables(&place, "one"));
    assert!(tables(&place, "single") == tables(&place, "one"));
}

#[test]
fn parts_that_make_no_run() {
    let place = Place::new();
    let options = "--years 200 --tables summary";
    run_shards(&place, "p", 3, options);
    place.done("init mine");
    let company = place.read("mine/company.toml").replace("headcount = 24", "headcount = 25");
    place.write("mine/other.toml", &company);
    for (part, command) in [
        ("seed", "--seed 8 --years 200 --tables summary --shard 2/3"),
        ("years", "--years 201 --tables summary --shard 2/3"),
        ("tables", "--years 200 --tables summary,years --shard 2/3"),
        ("company", "mine/other.toml --years 200 --tables summary --shard 2/3"),
        ("four", "--years 200 --tables summary --shard 2/4"),
    ] {
        place.done(&format!("simulate {command} --quiet --out {part}"));
    }
    place.done("simulate --quiet --years 50 --out whole");
    let bytes = fs::read(place.at("p2/years.part")).unwrap();
    let with = |name: &str, bytes: &[u8]| {
        fs::create_dir(place.at(name)).unwrap();
        fs::write(place.at(name).join("years.part"), bytes).unwrap();
    };
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 1;
    with("flipped", &flipped);
    with("cut", &bytes[..bytes.len() - 9]);
    // The head alone: it ends eight bytes behind its text.
    let text = u64::from_le_bytes(bytes[16..24].try_into().unwrap()) as usize;
    with("headless", &bytes[..100]);
    with("unfinished", &bytes[..24 + text + 8]);
    with("other", b"something else altogether, and long enough");

    let files = place.names();
    for (parts, words) in [
        ("p1 p3", "shard 2 of 3 is missing"),
        ("p2", "shards 1, 3 of 3 are missing"),
        ("p1 p2 p3 p2", "p2/years.part and p2/years.part are both shard 2/3: name each once"),
        ("p1 seed p3", "seed/years.part has seed 8, not 7, as p1/years.part is"),
        ("p1 years p3", "years/years.part is of a run of 201 years, not 200"),
        ("p1 tables p3", "tables/years.part is for the tables summary,years, not summary"),
        ("p1 company p3", "company/years.part is of other input files"),
        ("p1 four p3", "four/years.part is one of 4 shards, not of 3"),
        ("p1 flipped p3", "flipped/years.part is damaged behind its first 0 years"),
        ("p1 cut p3", "cut/years.part is damaged behind its first 0 years"),
        ("p1 headless p3", "headless/years.part is damaged, or was not written by paycurve"),
        (
            "p1 unfinished p3",
            "unfinished/years.part holds 0 of its 64 years: let its shard run to the end",
        ),
        ("p1 other p3", "other/years.part is damaged, or was not written by paycurve"),
        ("p1 whole p3", "whole is no part of a run: there is no years.part in it"),
        ("p1 nowhere p3", "nowhere is no part of a run"),
    ] {
        let answer = place.run(&format!("merge {parts} --out out"));
        assert_eq!(answer.code, Some(2), "{parts}\n{}", answer.stderr);
        assert!(answer.stderr.starts_with("error: "), "{parts}\n{}", answer.stderr);
        assert!(answer.stderr.contains(words), "{parts}\n{}", answer.stderr);
        assert_eq!(place.names(), files, "{parts}");
    }
}

/// The variables of an array job say which shard it is.
#[test]
fn array_jobs_know_their_shard() {
    let place = Place::new();
    let run = |options: &str, variables: &[(&str, &str)]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_paycurve"));
        let command = format!("simulate --years 200 --tables summary {options}");
        program.current_dir(place.at("")).args(command.split_whitespace());
        program.envs(variables.iter().copied()).output().unwrap()
    };
    for (out, shard, variables) in [
        ("1", "auto/3", &[("JOB_COMPLETION_INDEX", "0")][..]),
        ("2", "auto", &[("AWS_BATCH_JOB_ARRAY_INDEX", "1"), ("AWS_BATCH_JOB_ARRAY_SIZE", "3")]),
        (
            "3",
            "auto",
            &[
                ("SLURM_ARRAY_TASK_ID", "3"),
                ("SLURM_ARRAY_TASK_MIN", "1"),
                ("SLURM_ARRAY_TASK_MAX", "3"),
                ("SLURM_ARRAY_TASK_COUNT", "3"),
            ],
        ),
    ] {
        let output = run(&format!("--shard {shard} --out {out}"), variables);
        let screen = String::from_utf8(output.stdout).unwrap();
        assert!(screen.contains(&format!("shard {out}/3 of 200 synthetic years")), "{screen}");
    }
    place.done("merge 1 2 3 --quiet --out joined");
    place.done("simulate --quiet --years 200 --tables summary --out one");
    assert!(tables(&place, "joined") == tables(&place, "one"));

    let refused = run("--shard auto --out x", &[("JOB_COMPLETION_INDEX", "0")]);
    assert_eq!(refused.status.code(), Some(2));
    let words = String::from_utf8(refused.stderr).unwrap();
    assert!(words.contains("say it, such as --shard auto/7"), "{words}");
    assert!(!place.at("x").exists());
}
