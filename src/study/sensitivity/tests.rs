//! Elasticities that are known, and how levers of different kinds are moved.

use super::super::changed::tests::{FILES, base, error};
use super::*;
use crate::company::load;

fn moved(path: &str, range: Option<(f64, f64)>) -> LeverResult {
    let base = base("company.toml");
    let lever = lever_named(&base, path, range, 0.1).unwrap_or_else(|why| panic!("{why}"));
    let overrides = Overrides::default();
    let found = sensitivity(&base, (FILES, &overrides), vec![lever], (500, 2), &|_| true);
    found.unwrap().results.remove(0)
}

fn elasticity(path: &str) -> Estimate {
    let effect = moved(path, None).effect(&Metric::VariablePay, Statistic::Mean).cloned();
    effect.and_then(|effect| effect.elasticity).unwrap_or_else(|| panic!("{path}"))
}

#[test]
fn elasticities_that_follow_from_the_plan() {
    // Pay is 10 % of quota × attainment: one per cent more of any factor is one per cent more pay, up to cents.
    for path in ["team.AE.quota", "team.AE.attainment", "plan.AE.component.New.tiers[*].rate"] {
        let path = path.replace("[*]", ".*");
        assert!((elasticity(&path).value - 1.0).abs() < 1e-5, "{path}: {:?}", elasticity(&path));
    }
    // A count moves by whole heads: 3 and 5 in place of 4, and pay with it, on average.
    let heads = moved("team.AE.headcount", None);
    assert_eq!((heads.lever.low.value, heads.lever.high.value), (3.0, 5.0));
    let of_heads = elasticity("team.AE.headcount");
    assert!((of_heads.value - 1.0).abs() <= 4.0 * error(of_heads), "{of_heads:?}");
    // What no clause looks at moves nothing.
    assert_eq!(elasticity("plan.AE.pay.base").value, 0.0);
}

#[test]
fn a_setting_that_is_refused_is_left_out() {
    let result = moved("team.AE.attainment_correlation", Some((-0.5, 0.5)));
    assert!(result.refused[0].as_ref().is_some_and(|why| why.contains("must be from 0 to 1")));
    let effect = result.effect(&Metric::VariablePay, Statistic::P95).expect("the other side");
    assert!(effect.low.is_none() && effect.high.is_some());
    // The base stands in for the side that is left out.
    assert_eq!(effect.swing, effect.high.expect("a side"));
}

#[test]
fn a_range_is_for_one_number() {
    let base = base("company.toml");
    for (path, range) in [("team.AE.attainment", (0.5, 1.5)), ("team.*.quota", (1.0, 2.0))] {
        let ok = lever_named(&base, path, Some(range), 0.1).is_ok();
        // `team.*` of a company with one team is one number.
        assert_eq!(ok, path.contains('*'), "{path}");
    }
    assert!(lever_named(&base, "team.AE.quota", Some((2.0, 1.0)), 0.1).is_err());
}

#[test]
fn every_number_of_every_shipped_company_moves_or_says_why_not() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let overrides = Overrides::default();
        let base = load(Files::Disk, path.to_str().unwrap(), &overrides)
            .unwrap_or_else(|refused| panic!("{refused}"));
        let (levers, _) = levers(&base, Files::Disk, 0.1);
        assert!(levers.len() > 20, "{}: {}", path.display(), levers.len());
        let mut moved = 0;
        for lever in &levers {
            let sides = [&lever.low, &lever.high].map(|setting| {
                base.altered(Files::Disk, &overrides, &lever.name, &setting.changes)
            });
            let good = sides.iter().filter(|side| side.is_ok()).count();
            for refused in sides.into_iter().filter_map(Result::err) {
                assert!(!refused.to_string().contains("there is no"), "{}\n{refused}", lever.name);
            }
            moved += usize::from(good > 0);
        }
        assert!(20 * moved >= 19 * levers.len(), "{}: {moved} of {}", path.display(), levers.len());
    }
}

#[test]
fn a_share_takes_from_the_others() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
    let base = load(Files::Disk, path, &Overrides::default()).unwrap_or_else(|it| panic!("{it}"));
    let (levers, none) = levers(&base, Files::Disk, 0.1);
    let settings = |name: &str| {
        let lever = levers.iter().find(|lever| lever.name == name).expect(name);
        let of = |change: &crate::company::altered::Change| match &change.act {
            crate::company::altered::Act::Set(node) => node.number().unwrap_or(f64::NAN),
            _ => f64::NAN,
        };
        lever.high.changes.iter().map(of).collect::<Vec<_>>()
    };
    // Top 0.2 → 0.22 leaves 0.78 for core 0.6 and low 0.2: 0.585 and 0.195. One year terms 0.7 → 0.77 leave 0.23.
    for (name, expected) in [
        ("team.AE.attainment.of.top.share", [0.585, 0.195, 0.22]),
        ("team.AE.deals.term_months.12", [0.23 * 2.0 / 3.0, 0.23 / 3.0, 0.77]),
    ] {
        for (got, expected) in settings(name).into_iter().zip(expected) {
            assert!((got - expected).abs() < 1e-12, "{name}: {got} instead of {expected}");
        }
    }
    let why = |name: &str| none.iter().find(|(it, _)| it == name).map(|(_, why)| *why);
    assert_eq!(why("team.AE.attainment.of.top.min"), Some(NoLever::Zero));
}
