//! Files that ship with the program and are made by it: they say what the program says today.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::Place;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The ways of paying that the guides of the field describe, by number: the comment at the top of a plan says which
/// it is an example of.
const DESCRIBED: std::ops::RangeInclusive<u32> = 1..=8;

/// What the program prints, and the file that holds it. To accept a change, write the output to the file.
#[test]
fn schemas_and_dictionary_are_up_to_date() {
    let root = Path::new(ROOT);
    for (kind, file) in [
        ("plan", "configs/schema/plan.schema.json"),
        ("company", "configs/schema/company.schema.json"),
        ("study", "configs/schema/study.schema.json"),
        ("stress", "configs/schema/stress.schema.json"),
        ("tables", "notebooks-data/data-dictionary.md"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_paycurve"))
            .args(["schema", kind])
            .output()
            .unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert!(output.status.success(), "schema {kind}");
        let shipped =
            std::fs::read(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(shipped == output.stdout, "{file} is not what `paycurve schema {kind}` prints");
    }
}

/// What is in a folder of the project, in alphabetical order.
fn entries(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().display().to_string()
}

/// The numbers that the comment at the top of a plan names, such as `P6`.
fn described_in(plan: &str) -> BTreeSet<u32> {
    let comment = plan.lines().take_while(|line| line.starts_with('#'));
    let words = comment.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric()));
    words.filter_map(|word| word.strip_prefix('P')?.parse().ok()).collect()
}

/// The shipped plans that the teams of a company are on.
fn plans_of(company: &Path) -> Vec<String> {
    let text = fs::read_to_string(company).unwrap();
    let stated =
        text.lines().filter_map(|line| line.trim().strip_prefix("plan = \"")?.split('"').next());
    stated.filter_map(|path| path.split_once("plans/")).map(|(_, name)| name.to_owned()).collect()
}

/// Each way of paying is a plan file, simulated in a company, with payments that were worked out by hand.
#[test]
fn described_ways_of_paying_are_shipped_simulated_and_worked() {
    let companies = entries("configs/companies");
    let simulated: BTreeSet<String> = companies.iter().flat_map(|path| plans_of(path)).collect();
    let mut worked: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for case in entries("tests/cases") {
        let name = file_name(&case);
        let number = name.strip_prefix('p').and_then(|rest| rest.split_once('-')?.0.parse().ok());
        if let Some(number) = number {
            worked.entry(number).or_default().extend(plans_of(&case.join("company.toml")));
        }
    }
    let mut shipped = BTreeSet::new();
    for plan in entries("configs/plans") {
        let name = file_name(&plan);
        for number in described_in(&fs::read_to_string(&plan).unwrap()) {
            if !DESCRIBED.contains(&number) {
                continue;
            }
            shipped.insert(number);
            assert!(simulated.contains(&name), "{name}: P{number} is in no company");
            let worked = worked.get(&number).is_some_and(|plans| plans.contains(&name));
            assert!(worked, "{name}: P{number} has no worked case");
        }
    }
    assert_eq!(shipped, DESCRIBED.collect(), "plans that ship");
}

/// `explain` of every company is held elsewhere.
#[test]
fn shipped_companies_are_good_and_run() {
    for company in entries("configs/companies") {
        let place = Place::new();
        place.copy(&Path::new(ROOT).join("configs"));
        let name = file_name(&company);
        let checked = place.done(&format!("check companies/{name}"));
        assert!(checked.contains("it pays a year"), "{name}\n{checked}");
        place.done(&format!("simulate companies/{name} --years 20 --out out --quiet"));
        assert!(place.read("out/tables/summary.csv").lines().count() > 100, "{name}");
    }
}
