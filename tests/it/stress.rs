//! `stress`, `sensitivity` and `brief`: what they write and say, and what they refuse.

use std::fs;
use std::path::Path;

use crate::place::Place;

const CONFIGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/configs");

/// Every company with the whole library: each stress is in the table or said to be left out.
#[test]
fn the_library_runs_on_every_shipped_company() {
    let stresses: Vec<String> = fs::read_dir(Path::new(CONFIGS).join("stress"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().display().to_string())
        .collect();
    assert!(stresses.len() >= 15);
    for entry in fs::read_dir(Path::new(CONFIGS).join("companies")).unwrap() {
        let company = entry.unwrap().path();
        let place = Place::new();
        let said = place.done(&format!("stress {} --years 3 --out out", company.display()));
        let table = place.read("out/tables/stress.csv");
        for stress in &stresses {
            let runs = table.lines().any(|row| row.starts_with(&format!("{stress},")));
            let left_out = said.contains(&format!("  {stress}: the company "));
            assert!(runs != left_out, "{}: {stress}\n{said}", company.display());
            assert!(
                !left_out || !said.contains(&format!("{stress}: the company would be invalid")),
                "{}\n{said}",
                company.display()
            );
        }
    }
    let place = Place::new();
    let said = place.done("stress --years 3 --out out");
    assert!(!said.contains("Left out"), "all suit the example\n{said}");
}

#[test]
fn tables_have_their_columns_and_the_same_bytes_at_any_number_of_threads() {
    let place = Place::new();
    for (table, columns, command) in [
        (
            "stress",
            "stress,team,metric,statistic,base,value,ci_low,ci_high,difference,difference_low,difference_high,n",
            "stress --years 420 --stress recession --stress recession+late-hires",
        ),
        (
            "sensitivity",
            "lever,metric,statistic,rank,is_factor,setting,setting_low,setting_high,base,low,low_ci_low,low_ci_high,\
             high,high_ci_low,high_ci_high,swing,swing_low,swing_high,elasticity,elasticity_low,elasticity_high,n,refused",
            "sensitivity --years 100 --on market.demand.mean=0.8..1.2 --on team.*.quota",
        ),
        ("brief", "question,team,item,value,ci_low,ci_high,n", "brief --years 100"),
    ] {
        for threads in [1, 3] {
            place.done(&format!("{command} --quiet --threads {threads} --out {table}{threads}"));
        }
        let [one, three] = [1, 3].map(|it| place.read(&format!("{table}{it}/tables/{table}.csv")));
        assert_eq!(one.lines().next(), Some(columns));
        assert_eq!(one, three);
        assert!(one.lines().count() > 5, "{one}");
        assert!(place.at(&format!("{table}1/tables/{table}.parquet")).exists());
        assert!(place.at(&format!("{table}1/run.json")).exists());
    }
}

#[test]
fn own_stresses_and_last_years_plans_are_files() {
    let place = Place::new();
    place.done("init mine");
    place.write(
        "mild.toml",
        "name = \"mild\"\n[[change]]\npath = \"plan.AE.component.New business.tiers[1].rate\"\nadd = 0.02\n",
    );
    let said =
        place.done("stress mine/company.toml --years 100 --stress mild.toml+recession --out a");
    assert!(said.contains("mild + recession"), "{said}");
    let plan = place.read("mine/plans/ae-accelerated.toml");
    place.write("last.toml", &plan.replace("rate = 0.08", "rate = 0.10"));
    let said = place.done("brief mine/company.toml --years 100 --last-year AE=last.toml --out b");
    assert!(
        said.lines().any(|line| line.starts_with("AE: -") && line.ends_with(": hit hard.")),
        "{said}"
    );
    assert!(said.contains("AM: 0.0 %, $0 a year for the team."), "{said}");
    let said =
        place.done("brief mine/company.toml --years 100 --last-year mine/company.toml --out c");
    assert!(said.contains("a difference of $0."), "{said}");
}

#[test]
fn what_cannot_be_studied_is_refused_with_exit_code_2() {
    let place = Place::new();
    place.done("init mine");
    for (file, text) in [
        ("typo.toml", "name = \"typo\"\n[[change]]\npath = \"market.demnad\"\nmultiply = 0.8\n"),
        (
            "share.toml",
            "name = \"share\"\n[[change]]\npath = \"team.AE.attainment_correlation\"\nmultiply = 20\n",
        ),
        (
            "rate.toml",
            "name = \"rate\"\n[[change]]\npath = \"plan.AE.component[0].tiers[0].rate\"\nadd = -1\n",
        ),
        ("key.toml", "name = \"key\"\n[[change]]\npath = \"market.demand\"\nmultipy = 2\n"),
        ("seed.toml", "name = \"seed\"\n[[change]]\npath = \"simulation.seed\"\nset = 2\n"),
    ] {
        place.write(file, text);
    }
    for (command, expected) in [
        (
            "stress mine/company.toml --stress typo.toml",
            &["did you mean `market.demand`?", "typo.toml:3"][..],
        ),
        (
            "stress mine/company.toml --stress share.toml",
            &["must be from 0 to 1, found 2", "mine/company.toml:", "under \"share\""],
        ),
        (
            "stress mine/company.toml --stress rate.toml",
            &["`rate` is -0.92, below 0", "ae-accelerated.toml:", "under \"rate\""],
        ),
        ("stress mine/company.toml --stress key.toml", &["did you mean `multiply`?"]),
        ("stress mine/company.toml --stress seed.toml", &["`simulation` belongs to the run"]),
        ("stress mine/company.toml --stress recesion", &["did you mean `recession`?"]),
        ("stress mine/company.toml --stress no.toml", &["the stress file is not there"]),
        ("sensitivity mine/company.toml --on team.AE.name", &["`team[0].name` is the text \"AE\""]),
        ("sensitivity mine/company.toml --on team.AX.quota", &["there is no `team.AX.quota`"]),
        ("sensitivity mine/company.toml --on team.AE.attainment=0.5..1", &["is not one number"]),
        (
            "sensitivity mine/company.toml --on team.AE.attainment_correlation=0.5..1.5",
            &["must be from 0 to 1, found 1.5"],
        ),
        ("sensitivity mine/company.toml --on team.AE.quota=2..1", &["LOW below HIGH"]),
        ("sensitivity mine/company.toml --by 0", &["above 0 %"]),
        ("brief mine/company.toml --last-year no.toml", &["the company file is not there"]),
        ("brief mine/company.toml --last-year AX=last.toml", &["the company has no team \"AX\""]),
    ] {
        let answer = place.run(&format!("{command} --years 3 --out out"));
        assert_eq!(answer.code, Some(2), "{command}\n{}", answer.stderr);
        for expected in expected {
            assert!(answer.stderr.contains(expected), "{command}: {expected}\n{}", answer.stderr);
        }
        assert!(!place.at("out").exists(), "{command}: nothing is written");
    }
}
