//! What changes do to files, worked by hand.

use std::sync::Arc;

use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::diagnostic::Value;

const COMPANY: &str = r#"
name = "Two teams"
currency = "USD"

[market]
demand = { distribution = "lognormal", mean = 1.0, sd = 0.1 }

[[team]]
name = "AE"
plan = "plan.toml"
headcount = 4
quota = 100_000
attainment = { distribution = "mixture", of = [
  { name = "top", share = 0.2, distribution = "normal", mean = 1.4, sd = 0.2, min = 0.0 },
  { name = "rest", share = 0.8, distribution = "uniform", low = 0.5, high = 1.1 } ] }
attainment_correlation = 0.1
turnover = { yearly = 0.15, vacant_months = 3 }

[[team]]
name = "SMB"
plan = "plan.toml"
roster = "reps.csv"
attainment = 0.9
attainment_correlation = 0
"#;

const PLAN: &str = r#"
name = "Rate"
currency = "USD"

[pay]
base = 60_000
target_incentive = 40_000

[[component]]
name = "New business"
pays = "rate"
measure = "new_acv"
quota = "team"
paid = "year"
measured = "year"
tiers = [ { from = 0.0, rate = 0.10 }, { from = 1.0, rate = 0.2 } ]
tier_method = "marginal"
"#;

const REPS: &str = "rep,quota,attainment\nAnn,\"80,000\",95%\nBo,120000.50,\n";

const FILES: Files =
    Files::Embedded(&[("company.toml", COMPANY), ("plan.toml", PLAN), ("reps.csv", REPS)]);

fn base() -> Loaded {
    load(FILES, "company.toml", &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

fn altered(changes: &[Change]) -> Result<Option<Loaded>, String> {
    let altered = base().altered(FILES, &Overrides::default(), "bad year", changes);
    altered.map_err(|refused| refused.to_string())
}

fn change(path: &str, act: Act) -> Change {
    Change::new(path, act)
}

fn loaded(changes: &[Change]) -> Loaded {
    altered(changes).unwrap_or_else(|refused| panic!("{refused}")).expect("something is changed")
}

/// The number at a path of the changed company file, or of the plan of a team.
fn number(loaded: &Loaded, path: &str) -> f64 {
    let root = match path.strip_prefix("plan.AE.") {
        Some(_) => loaded.plan_documents[0].root(),
        None => loaded.document.root(),
    };
    let (root, path) = (root.unwrap(), path.strip_prefix("plan.AE.").unwrap_or(path));
    let place = &named_places(root, &places::parsed(path).unwrap(), false).places[0];
    let node = place.iter().fold(root, |node, step| match step {
        crate::diagnostic::Step::Key(key) => &node.entry(key).unwrap().node,
        crate::diagnostic::Step::Index(index) => node.element(*index).unwrap(),
    });
    node.number().unwrap_or_else(|| panic!("{path} is no number"))
}

#[test]
fn each_act_on_each_kind_of_value() {
    for (path, act, expected) in [
        // A number, exactly: 0.2 × 1.1 is 0.22000000000000003 in binary.
        (
            "plan.AE.component[0].tiers[1].rate",
            Act::Multiply(1.1),
            [("plan.AE.component[0].tiers[1].rate", 0.22)],
        ),
        // By names, and a mean that leaves its sd alone.
        (
            "team.AE.attainment.of.top.mean",
            Act::Multiply(0.5),
            [("team.AE.attainment.of.top.mean", 0.7)],
        ),
        ("team.AE.attainment.of.top.mean", Act::Add(-0.1), [("team.AE.attainment.of[0].sd", 0.2)]),
        // A whole distribution: every draw of every part.
        ("team.AE.attainment", Act::Multiply(1.5), [("team.AE.attainment.of[1].high", 1.65)]),
        ("team.AE.attainment", Act::Multiply(1.5), [("team.AE.attainment.of.top.sd", 0.3)]),
        ("team.AE.attainment", Act::Add(0.25), [("team.AE.attainment.of.top.sd", 0.2)]),
        ("team.AE.attainment", Act::Add(0.25), [("team.AE.attainment.of.top.min", 0.25)]),
        ("market.demand", Act::Multiply(0.8), [("market.demand.sd", 0.08)]),
        // Counts stay whole, halves away from 0: 4 × 1.125, 3 × 1.1.
        ("team.AE.headcount", Act::Multiply(1.125), [("team.AE.headcount", 5.0)]),
        (
            "team.AE.turnover.vacant_months",
            Act::Multiply(1.1),
            [("team.AE.turnover.vacant_months", 3.0)],
        ),
        // `*` is every team.
        (
            "team.*.attainment_correlation",
            Act::Add(0.2),
            [("team.SMB.attainment_correlation", 0.2)],
        ),
    ] {
        let loaded = loaded(&[change(path, act)]);
        for (path, expected) in expected {
            assert_eq!(number(&loaded, path), expected, "{path}");
        }
    }
}

#[test]
fn changes_stack_in_their_order() {
    let path = "plan.AE.pay.target_incentive";
    let then = |acts: [Act; 2]| number(&loaded(&acts.map(|act| change(path, act))), path);
    assert_eq!(then([Act::Add(10_000.0), Act::Multiply(2.0)]), 100_000.0);
    assert_eq!(then([Act::Multiply(2.0), Act::Add(10_000.0)]), 90_000.0);
}

#[test]
fn the_plan_of_a_team_is_that_teams() {
    let half = || Act::Multiply(0.5);
    let base_of = |loaded: &Loaded| loaded.plans.iter().map(|plan| plan.base.0).collect::<Vec<_>>();
    assert_eq!(base_of(&loaded(&[change("plan.AE.pay.base", half())])), [3_000_000, 6_000_000]);
    assert_eq!(base_of(&loaded(&[change("plan.*.pay.base", half())])), [3_000_000, 3_000_000]);
}

#[test]
fn a_roster_is_part_of_the_quota_and_the_attainment_of_its_team() {
    let seats = |changes: &[Change]| {
        let loaded = loaded(changes);
        let of = |seat: &crate::company::Seat| (seat.quota.map(|quota| quota.0), seat.attainment);
        loaded.company.teams[1].seats.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(
        seats(&[change("team.*.quota", Act::Multiply(1.1))]),
        [(Some(8_800_000), Some(0.95)), (Some(13_200_055), None)]
    );
    assert_eq!(
        seats(&[change("team.SMB.attainment", Act::Add(0.05))]),
        [(Some(8_000_000), Some(1.0)), (Some(12_000_050), None)]
    );
    assert_eq!(
        seats(&[change(
            "team.SMB.roster.quota",
            Act::Set(Node { span: 0..0, value: Value::Whole(Some(7)) })
        )]),
        [(Some(700), Some(0.95)), (Some(700), None)]
    );
}

#[test]
fn a_mixture_of_multiples_has_the_mean_of_its_parts() {
    let parts = || Act::Mixture(vec![(0.5, 0.6), (0.5, 1.4)]);
    let whole = loaded(&[change("team.*.attainment", parts())]);
    let means = |loaded: &Loaded| [0, 1].map(|team| loaded.company.teams[team].attainment.mean());
    let (was, is) = (means(&base()), means(&whole));
    for team in 0..2 {
        assert!((was[team] - is[team]).abs() < 1e-12, "{was:?} {is:?}");
    }
    // 0.9 with even chances of 0.54 and 1.26: the variance is 0.36².
    assert!((whole.company.teams[1].attainment.variance().sqrt() - 0.36).abs() < 1e-12);
}

#[test]
fn keys_that_are_not_there() {
    let halved = Change { absent: Some(1.0), ..change("market.churn", Act::Multiply(0.5)) };
    assert_eq!(number(&loaded(&[halved]), "market.churn"), 0.5);
    let optional = Change { optional: true, ..change("market.churn", Act::Multiply(0.5)) };
    assert!(altered(&[optional]).unwrap().is_none());
    let having = Change {
        having: vec!["turnover".to_owned()],
        ..change("team.*.attainment_correlation", Act::Add(0.3))
    };
    let loaded = loaded(&[having]);
    assert_eq!(number(&loaded, "team.AE.attainment_correlation"), 0.4);
    assert_eq!(number(&loaded, "team.SMB.attainment_correlation"), 0.0);
}

#[test]
fn what_is_wrong_with_a_change_is_said() {
    for (path, act, expected) in [
        (
            "market.demnd",
            Act::Multiply(2.0),
            "there is no `market.demnd`: `market` has no key `demnd`",
        ),
        ("market.demnd", Act::Multiply(2.0), "did you mean `market.demand`?"),
        ("team.EA.quota", Act::Multiply(2.0), "did you mean `team.AE`?"),
        (
            "team.*.attainment.of.tpo.mean",
            Act::Multiply(2.0),
            "did you mean `team[0].attainment.of.top`?",
        ),
        ("plan.AE.component[0].tiers[7].rate", Act::Multiply(2.0), "has no entry `7`"),
        (
            "plan.AE.component.New business.tiers[0].rates",
            Act::Multiply(2.0),
            "did you mean `component[0].tiers[0].rate`?",
        ),
        ("plan.AE", Act::Multiply(2.0), "names no key of a plan"),
        ("team.SMB.roster.qouta", Act::Multiply(2.0), "did you mean `quota`?"),
        ("team.AE.name", Act::Multiply(2.0), "is the text \"AE\", no number: it can only be `set`"),
        ("team.AE.turnover", Act::Multiply(2.0), "is a table: name one of its keys"),
        ("team.AE.quota.mean", Act::Multiply(2.0), "is a single value"),
        ("market.demand", Act::Add(0.1), "is a `lognormal`, which is no `lognormal` any more then"),
        ("market.demand", Act::Multiply(0.0), "is multiplied by a number above 0"),
        ("team[x].quota", Act::Multiply(2.0), "is no path"),
    ] {
        let shown = altered(&[change(path, act)]).map(|_| ()).unwrap_err();
        assert!(shown.contains(expected), "{path}: {expected}\n{shown}");
    }
}

#[test]
fn a_model_that_is_left_invalid_is_refused_at_its_line_with_the_change() {
    for (path, act, expected) in [
        (
            "team.AE.attainment_correlation",
            Act::Multiply(20.0),
            ["`attainment_correlation` must be from 0 to 1, found 2", "company.toml:16"],
        ),
        ("plan.AE.component[0].tiers[0].rate", Act::Add(-0.2), ["-0.1", "plan.toml:16"]),
        (
            "team.SMB.roster.quota",
            Act::Multiply(-1.0),
            ["`quota`: -80000.00 is negative", "reps.csv:2"],
        ),
        (
            "team.AE.attainment.of.top.share",
            Act::Set(Node { span: 0..0, value: Value::Float(1.2) }),
            ["1.2", "company.toml:14"],
        ),
    ] {
        let shown = altered(&[change(path, act)]).map(|_| ()).unwrap_err();
        let under = format!("under \"bad year\": `{path}`");
        for expected in [expected[0], expected[1], &under] {
            assert!(shown.contains(expected), "{path}: {expected}\n{shown}");
        }
    }
}

#[test]
fn every_number_of_the_files_is_a_lever() {
    let numbers = base().numbers(FILES);
    let names: Vec<&str> = numbers.iter().map(|(path, _)| path.as_str()).collect();
    for expected in [
        "market.demand.mean",
        "team.AE.attainment.of.top.share",
        "team.SMB.roster.quota",
        "plan.AE.component.\"New business\".tiers[1].rate",
    ] {
        assert!(names.contains(&expected), "{expected}\n{names:?}");
    }
    assert!(
        !names.iter().any(|name| name.starts_with("plan.SMB")),
        "a shared plan once: {names:?}"
    );
    assert_eq!(base().sharing("plan", "SMB"), ["AE", "SMB"]);
    for (path, _) in &numbers {
        loaded(&[change(path, Act::Multiply(1.0))]);
    }
}

#[test]
fn a_stress_file_says_what_is_wrong_with_it() {
    let read = |text: &str| {
        let document = Arc::new(Document::new("s.toml", text));
        read_stress(&document).map_err(|it| crate::diagnostic::render(&[it], false))
    };
    let good = read(
        "name = \"Mild\"\n[[change]]\npath = \"market.demand\"\nmultiply = 0.9\nabsent = 1\n\
         [[change]]\npath = \"team.*.quota\"\nset = { distribution = \"normal\", mean = 5, sd = 1 }\noptional = true\n",
    );
    let good = good.unwrap_or_else(|shown| panic!("{shown}"));
    assert_eq!((good.name.as_str(), good.changes.len()), ("Mild", 2));
    for (text, expected) in [
        ("name = \"x\"", "has no `[[change]]`"),
        ("[[change]]\npath = \"a\"\nset = 1", "`name` is missing"),
        ("name = \"x\"\n[[change]]\npath = \"a\"", "does not say what it does"),
        ("name = \"x\"\n[[change]]\npath = \"a\"\nadd = 1\nset = 2", "says two things at once"),
        ("name = \"x\"\n[[change]]\nset = 2", "`path` is missing"),
        ("name = \"x\"\n[[change]]\npath = \"a\"\nmultply = 2", "did you mean `multiply`?"),
        ("name = \"x\"\n[[change]]\npath = \"a\"\nmultiply = \"2\"", "a number"),
        ("name = \"x\"\n[[change]]\npath = \"a..b\"\nmultiply = 2", "a step of it is empty"),
        (
            "name = \"x\"\n[[change]]\npath = \"a\"\nmultiples = [{share = 0.5, times = 2}]",
            "the shares sum to 0.5",
        ),
        (
            "name = \"x\"\n[[change]]\npath = \"a\"\nmultiply = 2\nnew = true",
            "`new` goes with `set`",
        ),
        ("name = \"base\"\n[[change]]\npath = \"a\"\nmultiply = 2", "may not be called `base`"),
    ] {
        let shown = read(text).map(|_| ()).unwrap_err();
        assert!(shown.contains(expected), "{text}: {expected}\n{shown}");
    }
}
