//! A run that is extended against one that goes straight on.

use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::events::Listed;
use crate::metrics::AttainmentBand;

const ALL: Wanted = Wanted { months: true, payouts: true, rest: None };

fn mid_market() -> Loaded {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
    load(Files::Disk, path, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// Every value that is kept, column by column, as bits.
fn bits(model: &Model<'_>, outcome: &Outcome) -> Vec<u64> {
    let (mut values, mut all) = (Vec::new(), Vec::new());
    let mut note = |values: &[f64]| all.extend(values.iter().map(|value| value.to_bits()));
    for column in 0..model.layout.columns.len() {
        outcome.figure(column, &mut values).unwrap();
        note(&values);
    }
    for column in 0..outcome.monthly_columns() {
        outcome.monthly(column, &mut values).unwrap();
        note(&values);
    }
    for team in 0..model.company.teams.len() {
        for band in (0..AttainmentBand::COUNT as u8).map(AttainmentBand) {
            outcome.pay(team, band, &mut values).unwrap();
            assert_eq!(values.len(), outcome.reps(team, band));
            note(&values);
        }
    }
    all
}

#[test]
fn a_run_that_is_extended_is_a_run_that_goes_straight_on() {
    let loaded = mid_market();
    let model = Model::new(&loaded.company, &loaded.plans);
    let straight = simulate(&model, 300, 2, ALL, &|_| true).unwrap();
    let mut run = Run::new(&model, ALL, 3).unwrap();
    for years in [1, 70, 64, 128, 129, 300] {
        let before = run.outcome().years();
        run.extend_to(years, &|_| true).unwrap();
        assert_eq!(run.outcome().years(), years.max(before));
    }
    assert!(bits(&model, &straight) == bits(&model, run.outcome()));
}

/// What ledgers need not list, and which team's years come first, moves nothing: every shipped company runs as it
/// does with everything listed, year by year.
#[test]
fn years_of_totals_are_the_years_with_every_event() {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies");
    let files = std::fs::read_dir(shipped).unwrap().map(|entry| entry.unwrap().path());
    let reference = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/reference/company.toml").into();
    let (mut apart, mut of_totals) = (0, 0);
    for path in
        files.filter(|path| path.extension().is_some_and(|e| e == "toml")).chain([reference])
    {
        let loaded = load(Files::Disk, &path.to_string_lossy(), &Overrides::default());
        let loaded = loaded.unwrap_or_else(|refused| panic!("{refused}"));
        let quick = Model::new(&loaded.company, &loaded.plans);
        let teams = loaded.company.teams.len();
        let slow = Model { listed: vec![Listed::All; teams], teams_apart: false, ..quick.clone() };
        let [quick_bits, slow_bits] = [&quick, &slow].map(|model| {
            let outcome = simulate(model, 130, 2, ALL, &|_| true).unwrap();
            bits(model, &outcome)
        });
        assert!(quick_bits == slow_bits, "{}", path.display());
        apart += usize::from(quick.teams_apart);
        of_totals +=
            quick.listed.iter().filter(|listed| **listed == Listed::OfLostAccounts).count();
    }
    assert!(apart >= 3 && of_totals >= 10, "{apart} companies, {of_totals} teams");
}

#[test]
fn some_years_of_a_column_are_those_of_the_whole() {
    let loaded = mid_market();
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut run = Run::new(&model, Wanted::default(), 1).unwrap();
    for years in [64, 100, 200] {
        run.extend_to(years, &|_| true).unwrap();
    }
    let outcome = run.outcome();
    let (mut whole, mut part) = (Vec::new(), Vec::new());
    outcome.figure(0, &mut whole).unwrap();
    for years in [0..1, 63..65, 10..190, 199..200, 50..50] {
        outcome.figure_of_years(0, years.clone(), &mut part).unwrap();
        assert_eq!(part, whole[years]);
    }
}

#[test]
fn a_run_that_was_stopped_keeps_what_it_has_and_goes_on() {
    let loaded = mid_market();
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut run = Run::new(&model, ALL, 2).unwrap();
    let stopped = run.extend_to(40_000, &|_| false).unwrap_err();
    let RunError::Stopped { done, years: 40_000, kept: None } = stopped else {
        panic!("{stopped}")
    };
    assert!(0 < done && done < 40_000 && done == run.outcome().years());
    run.extend_to(done + 10, &|_| true).unwrap();
    let straight = simulate(&model, done + 10, 2, ALL, &|_| true).unwrap();
    assert!(bits(&model, &straight) == bits(&model, run.outcome()));
}
