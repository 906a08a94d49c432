//! Runs that are stopped, killed or out of disk, and go on to the very bytes of a run that never was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::place::Place;

const PROGRAM: &str = env!("CARGO_BIN_EXE_paycurve");
/// Nobody waits longer than this for something to happen.
const PATIENCE: Duration = Duration::from_secs(120);

/// A run of the example with a checkpoint from the start.
fn command(options: &str) -> String {
    format!("simulate --quiet --out out --checkpoint-after 0 {options}")
}

fn start(place: &Place, command: &str) -> Child {
    let mut program = Command::new(PROGRAM);
    program.current_dir(place.at("")).args(command.split_whitespace());
    program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until a file has so many bytes, or the program has ended.
fn wait_for(file: &Path, bytes: u64, program: &mut Child) {
    let begun = Instant::now();
    while fs::metadata(file).map_or(0, |data| data.len()) < bytes {
        assert!(begun.elapsed() < PATIENCE, "{} does not grow", file.display());
        if program.try_wait().unwrap().is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn interrupt(program: Child) -> Output {
    let interrupt = Command::new("kill").args(["-INT", &program.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    program.wait_with_output().unwrap()
}

/// Runs until some years are in the checkpoint, then interrupts.
fn stop(place: &Place, options: &str, partial: &str) -> Output {
    let mut program = start(place, &command(options));
    wait_for(&place.at(partial), 50_000, &mut program);
    interrupt(program)
}

/// The files of a run's tables, by name.
fn tables(place: &Place, out: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(place.at(out).join("tables")).unwrap().map(Result::unwrap);
    entries.map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())).collect()
}

fn straight(place: &Place, options: &str) -> BTreeMap<String, Vec<u8>> {
    place.done(&format!("simulate --quiet --out straight {options}"));
    tables(place, "straight")
}

/// Shares from 0 to 1, by a linear congruence with a fixed start.
fn shares() -> impl Iterator<Item = f64> {
    std::iter::successors(Some(20_251_126_u64), |x| {
        Some(x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    })
    .map(|x| (x >> 11) as f64 / (1_u64 << 53) as f64)
}

#[test]
#[cfg(unix)]
fn killed_at_twenty_moments_and_resumed_a_run_gives_the_same_bytes() {
    const YEARS: &str = "--years 1500 --threads 1";
    let place = Place::new();
    let clock = Instant::now();
    let expected = straight(&place, YEARS);
    // A run is killed within so long: some before they have begun, some in their years, few in their tables.
    let longest = clock.elapsed().mul_f64(0.9);
    let mut delays = shares().map(|share| longest.mul_f64(share));
    let (mut kills, mut gone_on) = (0, 0);
    while kills < 20 || place.at("out").exists() {
        if place.at("out").exists() {
            assert!(tables(&place, "out") == expected, "after {kills} kills");
            // Killed between the two, a run whose results are whole leaves its checkpoint, from which it would go on.
            fs::remove_dir_all(place.at("out")).unwrap();
            continue;
        }
        gone_on += usize::from(place.at("out.paycurve-partial").exists());
        let mut program = start(&place, &command(&format!("{YEARS} --resume")));
        std::thread::sleep(delays.next().unwrap());
        kills += usize::from(program.try_wait().unwrap().is_none());
        program.kill().unwrap();
        program.wait().unwrap();
    }
    assert!(gone_on >= 5, "only {gone_on} runs went on from a checkpoint");
    place.done(&command(&format!("{YEARS} --resume")));
    assert!(tables(&place, "out") == expected, "in the end");
    assert!(!place.at("out.paycurve-partial").exists(), "the checkpoint is gone");
    let mut left = place.names();
    left.retain(|name| name.contains("paycurve-") && !is_unlocked(&place, name));
    assert_eq!(left, Vec::<String>::new(), "nothing of the killed runs stays");
}

/// Whether a hidden folder is of a run that was killed before it could lock it: such ones go after a minute.
#[cfg(unix)]
fn is_unlocked(place: &Place, name: &str) -> bool {
    let mut within = fs::read_dir(place.at(name)).unwrap();
    within.all(|entry| entry.unwrap().file_name() == "lock-begun")
}

#[test]
#[cfg(unix)]
fn a_short_run_that_is_interrupted_leaves_nothing() {
    let place = Place::new();
    let mut program = start(&place, "simulate --years 10000000 --threads 1 --out out");
    let begun = Instant::now();
    // From its hidden folder on it has all it needs to run.
    while place.names().is_empty() && program.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < PATIENCE);
    }
    std::thread::sleep(Duration::from_millis(300));
    let answer = interrupt(program);
    let words = String::from_utf8(answer.stderr).unwrap();
    assert_eq!(answer.status.code(), Some(130), "{words}");
    assert!(words.contains(" of 10000000 years; nothing was written"), "{words}");
    assert_eq!(place.names(), Vec::<String>::new());
}

#[test]
#[cfg(unix)]
fn an_interrupted_run_says_how_to_go_on_and_does() {
    let place = Place::new();
    let answer = stop(&place, "--years 1000000", "out.paycurve-partial");
    let words = String::from_utf8(answer.stderr).unwrap();
    assert_eq!(answer.status.code(), Some(130), "{words}");
    assert!(
        words.contains("out.paycurve-partial: the same command with --resume goes on from there"),
        "{words}"
    );
    assert_eq!(place.names(), ["out.paycurve-partial"]);
    // Fewer years than were asked for first, but more than are done, are years of the same run.
    place.done(&command("--years 2500 --resume --threads 3"));
    assert!(tables(&place, "out") == straight(&place, "--years 2500"));
}

#[test]
#[cfg(unix)]
fn among_numbered_outputs_the_only_checkpoint_is_gone_on_from() {
    let place = Place::new();
    let run = "simulate --quiet --threads 1 --checkpoint-after 0 --tables summary --years";
    for number in ["0001", "0002"] {
        let mut program = start(&place, &format!("{run} 1000000"));
        let partial = place.at(&format!("paycurve-out/{number}.paycurve-partial"));
        wait_for(&partial, 50_000, &mut program);
        assert_eq!(interrupt(program).status.code(), Some(130));
    }
    let refused = place.run(&format!("{run} 2000 --resume"));
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("there are 2 checkpoints in "), "{}", refused.stderr);
    assert!(refused.stderr.contains("--out HERE/paycurve-out/0001"), "{}", refused.stderr);
    place.done(&format!("{run} 2000 --resume --out paycurve-out/0001"));
    place.done(&format!("{run} 2000 --resume"));
    place.done(&format!("{run} 2000"));
    let [first, second, third] =
        ["0001", "0002", "0003"].map(|number| tables(&place, &format!("paycurve-out/{number}")));
    assert!(first == second && second == third);
    assert_eq!(fs::read_dir(place.at("paycurve-out")).unwrap().count(), 3);
}

#[test]
#[cfg(unix)]
fn checkpoints_that_a_run_cannot_go_on_from() {
    let place = Place::new();
    place.done("init mine");
    let company = "mine/company.toml";
    let plan = place.read("mine/plans/ae-accelerated.toml").replace("rate = 0.08", "rate = 0.04");
    place.write("half.toml", &plan);
    let stopped =
        stop(&place, &format!("{company} --years 1000000 --tables summary,months"), PARTIAL);
    assert_eq!(stopped.status.code(), Some(130));
    let kept = fs::read(place.at(PARTIAL)).unwrap();
    let damaged = [&kept[..30], b"?", &kept[31..]].concat();
    let newer = [&kept[..8], &3_u64.to_le_bytes(), &kept[16..]].concat();
    let files = place.names();
    for (options, bytes, words) in [
        (
            "",
            &kept,
            "there are years of an unfinished run in HERE/out.paycurve-partial; go on from there with --resume, or begin anew with --force",
        ),
        ("--resume --seed 8", &kept, "has seed 7, not 8: this run cannot go on from it"),
        (
            "--resume --tables summary",
            &kept,
            "is of a run with the table months, which is not asked for now",
        ),
        (
            "--resume --tables months,payouts",
            &kept,
            "keeps nothing for the table payouts, which is asked for now",
        ),
        ("--resume --shard 1/2", &kept, "is of all years, not of shard 1/2"),
        (
            "--resume --plan AE=half.toml",
            &kept,
            "is of other input files: it has mine/plans/ae-accelerated.toml in place of half.toml",
        ),
        ("--resume --years 64", &kept, "years, more than the 64 that are asked for; ask for "),
        ("--resume", &damaged, "out.paycurve-partial is damaged, or was not written by paycurve"),
        (
            "--resume",
            &newer,
            "out.paycurve-partial is in format 3, expected 2: it is of another version of paycurve",
        ),
    ] {
        fs::write(place.at(PARTIAL), bytes).unwrap();
        let tables = if options.contains("--tables") { "" } else { "--tables summary,months" };
        let years = if options.contains("--years") { "" } else { "--years 1000000" };
        let answer = place.run(&command(&format!("{company} {years} {tables} {options}")));
        assert_eq!(answer.code, Some(2), "{options}\n{}", answer.stderr);
        assert!(answer.stderr.starts_with("error: "), "{options}\n{}", answer.stderr);
        assert!(answer.stderr.contains(words), "{options}\n{}", answer.stderr);
        assert_eq!((&place.names(), &fs::read(place.at(PARTIAL)).unwrap()), (&files, bytes));
    }
    fs::write(place.at(PARTIAL), &kept).unwrap();
    let text = place.read(company).replace("seed = 7", "seed = 7 # the same");
    fs::write(place.at(company), text).unwrap();
    let changed = place.run(&command(&format!("{company} --tables summary,months --resume")));
    assert!(
        changed.stderr.contains("mine/company.toml reads otherwise there"),
        "{}",
        changed.stderr
    );
    // Begun anew the checkpoint is gone.
    place.done(&command(&format!("{company} --years 50 --force")));
    assert!(!place.at(PARTIAL).exists());
}

const PARTIAL: &str = "out.paycurve-partial";

#[test]
fn without_a_checkpoint_a_resumed_run_begins_and_says_so() {
    let place = Place::new();
    let answer = place.run("simulate --years 50 --out out --resume");
    assert_eq!(answer.code, Some(0));
    assert_eq!(
        answer.stderr,
        "There is no checkpoint of this run; it begins with its first year.\n"
    );
}

#[test]
fn within_little_memory_the_bytes_are_the_same() {
    let place = Place::new();
    let expected = straight(&place, "--years 2500");
    let refused = place.run("simulate --years 2500 --out out --memory 60MB");
    assert_eq!(refused.code, Some(2));
    let (words, least) = refused.stderr.trim_end().rsplit_once("this run needs ").unwrap();
    assert_eq!(words, "error: --memory 60MB is too little: ");
    let least = least.strip_suffix(" of memory at least").unwrap();
    place.done(&format!("simulate --quiet --years 2500 --out out --memory {least}"));
    assert!(tables(&place, "out") == expected);
    assert_eq!(fs::read_dir(place.at("")).unwrap().count(), 2, "no years stay on disk");
    for size in ["12", "0GB", "much"] {
        let refused = place.run(&format!("simulate --out x --memory {size}"));
        assert_eq!(refused.code, Some(2));
        assert!(refused.stderr.contains("expected a size with its unit, such as 512MB or 2GB"));
    }
}

/// A file that may not grow beyond 400 KB stands for a full disk.
#[test]
#[cfg(target_os = "linux")]
fn on_a_full_disk_the_years_so_far_stay_and_nothing_is_half_written() {
    let place = Place::new();
    for (options, left, words) in [
        ("--checkpoint-after 0", &[PARTIAL][..], "cannot write HERE/out.paycurve-partial: "),
        ("", &[], "the tables could not be written: cannot write "),
    ] {
        let run = format!("simulate --quiet --years 2500 --threads 1 --out out {options}");
        let limited = format!("trap '' XFSZ; ulimit -f 800; exec {PROGRAM} {run}");
        let mut shell = Command::new("sh");
        let output = shell.current_dir(place.at("")).args(["-c", &limited]).output().unwrap();
        let here = fs::canonicalize(place.at("")).unwrap().display().to_string();
        let said = String::from_utf8(output.stderr).unwrap().replace(&here, "HERE");
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words) && said.contains("File too large"), "{said}");
        assert_eq!(place.names(), left);
        if !left.is_empty() {
            place.done(&format!("{run} --resume"));
            assert!(tables(&place, "out") == straight(&place, "--years 2500"));
            for out in ["out", "straight"] {
                fs::remove_dir_all(place.at(out)).unwrap();
            }
        }
    }
}
