//! Input that is refused: the cases of `tests/invalid`, each with the full message beside it.

use std::fs;
use std::path::Path;

use crate::place::Place;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/invalid");

/// What every case starts from; it replaces some of it, or adds to it.
const GOOD: [&str; 4] = ["company.toml", "plan.toml", "events.csv", "reps.csv"];

const SIMULATE: &str = "simulate company.toml --out out";
const REPLAY: &str = "replay company.toml --events events.csv --out out";

fn good() -> Place {
    let place = Place::new();
    for file in GOOD {
        place.copy(&Path::new(CASES).join(file));
    }
    place
}

/// The command line of a case.
fn command(case: &Path) -> String {
    let of_case = fs::read_to_string(case.join("command"));
    let usual = if case.join("events.csv").exists() { REPLAY } else { SIMULATE };
    of_case.map_or(usual.to_owned(), |line| line.trim().to_owned())
}

#[test]
fn what_the_cases_start_from_is_good() {
    for command in [SIMULATE, REPLAY] {
        good().done(command);
    }
}

#[test]
fn bad_input_is_refused_in_words_and_leaves_nothing_behind() {
    let (mut cases, mut wrong) = (0, Vec::new());
    insta::glob!("../invalid", "*/*", |case| {
        cases += 1;
        let place = good();
        place.copy(case);
        let (command, before) = (command(case), place.names());
        let answer = place.run(&command);
        let name = case.strip_prefix(CASES).unwrap().display().to_string();
        for (holds, rule) in [
            (answer.code == Some(2), "the exit code is 2"),
            (
                answer.stdout.is_empty() || command.starts_with("check"),
                "nothing is printed to standard output; `check` says how far it came",
            ),
            (place.names() == before, "no file is written or removed"),
            (
                answer.stderr.starts_with("error: ") || answer.stderr.starts_with("warning: "),
                "it says what is wrong",
            ),
            (!answer.stderr.contains("panicked"), "the program does not break"),
            (!answer.stderr.contains('\u{1b}'), "there are no colours in a pipe"),
            (!answer.stderr.contains("os error"), "there are no numbers of the operating system"),
        ] {
            if !holds {
                wrong.push(format!("{name}: {rule}; exit code {:?}", answer.code));
            }
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(format!("paycurve {command}"));
        settings.bind(|| insta::assert_snapshot!("message", answer.stderr));
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases > 200, "only {cases} cases are left");
}
