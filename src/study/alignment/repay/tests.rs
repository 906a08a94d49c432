//! A year entered again is the year itself, and results are brought exactly where they are wanted.

use super::super::example::{ANY, company, show, show_year};
use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::events::{CompanyYear, Kind, Ledger};
use crate::simulate::Model;

fn shipped() -> Vec<(String, Loaded)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<String> = paths.map(|path| path.display().to_string()).collect();
    paths.sort_unstable();
    let loaded = |path: &String| {
        load(Files::Disk, path, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
    };
    paths.iter().map(|path| (path.clone(), loaded(path))).collect()
}

/// Of every shipped company: entered again without a change, every ledger has the same totals, and every rep the
/// same pay.
#[test]
fn a_year_entered_again_pays_the_same() {
    let mut reps = 0;
    for (path, loaded) in shipped() {
        let model = Model::new(&loaded.company, &loaded.plans);
        let mut year = CompanyYear::default();
        for number in 0..3 {
            model.simulator.draw(number, &mut year);
            for team in 0..loaded.plans.len() {
                show_year(&model, &loaded, team, number, &year, |seen| {
                    let mut bench = Bench::default();
                    bench.lay_out(seen, seen.reps);
                    for rep in seen.reps {
                        bench.revise(seen, rep, |_, event, enter| enter(event));
                        same_totals(
                            bench.ledger(seen, rep),
                            &seen.team_year().seats[rep.seat].ledger,
                            &path,
                        );
                    }
                    bench.pay(&seen.subject);
                    for rep in seen.reps {
                        reps += 1;
                        assert_eq!(
                            bench.paid(&seen.subject, rep).to_f64(),
                            rep.pay,
                            "{path} {rep:?}"
                        );
                    }
                });
            }
        }
    }
    assert!(reps > 500, "{reps}");
}

fn same_totals(found: &Ledger, expected: &Ledger, path: &str) {
    for kind in Kind::ALL {
        assert_eq!(found.amounts(kind), expected.amounts(kind), "{path} {kind:?}");
        assert_eq!(found.counts(kind), expected.counts(kind), "{path} {kind:?}");
        let months = 0..expected.months();
        assert_eq!(
            found.extra(kind, months.clone()),
            expected.extra(kind, months),
            "{path} {kind:?}"
        );
    }
    assert_eq!(found.movements(), expected.movements(), "{path}");
    assert_eq!(found.opening_arr(), expected.opening_arr(), "{path}");
    assert_eq!((&found.accounts, &found.losses), (&expected.accounts, &expected.losses), "{path}");
    let shares = |ledger: &Ledger| {
        let mut shares = ledger.shares.clone();
        shares.sort_unstable_by_key(|share| share.event);
        shares
    };
    assert_eq!(shares(found), shares(expected), "{path}");
    assert_eq!(found.has_refunds(), expected.has_refunds(), "{path}");
}

/// Of every shipped company with a quota or books: brought to 0, 50 %, 100 % and 137 % (of a book's ARR as far as more or less
/// expansion can), what counts towards the quota is that to the
/// next cent, or to the next that the factors of a plan allow.
#[test]
fn results_are_brought_to_an_attainment() {
    let mut brought = 0;
    for (path, loaded) in shipped() {
        let model = Model::new(&loaded.company, &loaded.plans);
        let mut year = CompanyYear::default();
        model.simulator.draw(3, &mut year);
        for team in 0..loaded.plans.len() {
            show_year(&model, &loaded, team, 3, &year, |seen| {
                let Ok(yardstick) = Yardstick::of(&seen.subject) else { return };
                let (mut bench, mut lever) = (Bench::default(), Lever::default());
                let timeline = seen.subject.timeline();
                bench.lay_out(seen, seen.reps);
                for rep in seen.reps {
                    let Some((result, quota)) = yardstick.result_and_quota(seen, rep) else {
                        continue;
                    };
                    if !lever.grip(&yardstick, seen, rep, result) {
                        continue;
                    }
                    for percent in [0, 50, 100, 137] {
                        let wanted = ((percent * quota + 99) / 100).max(lever.least());
                        let ledger = &seen.team_year().seats[rep.seat].ledger;
                        let amounts = lever.amounts_for(&yardstick, ledger, wanted);
                        bench.revise(seen, rep, |place, mut event, enter| {
                            event.amount = amounts[place];
                            enter(event);
                        });
                        let found = yardstick.result(bench.ledger(seen, rep), timeline.plan_year());
                        let cents = (found - wanted) as f64 / yardstick.scale() as f64;
                        assert!((0.0..2.0).contains(&cents), "{path} {percent} %: {cents}");
                        brought += 1;
                    }
                }
            });
        }
    }
    assert!(brought > 300, "{brought}");
}

/// Sales of 10.00, 20.00 and 40.00 on a quota of 100.00: half as much again is 15.00, 30.00 and 60.00; to 100 % of it
/// 14.29, 28.57 and 57.14 (running sums rounded up).
#[test]
fn every_sale_by_one_factor() {
    let component = "pays = \"target\"\npaid = \"year\"\nmeasured = \"year\"\ncurve = [ { at = 0, pays = 0, slope = 1 } ]";
    let loaded = company(1, 100, ANY, 1_000, component);
    let model = Model::new(&loaded.company, &loaded.plans);
    show(&model, &loaded, &[vec![(0, 10.0), (5, 20.0), (11, 40.0)]], |seen| {
        let yardstick = Yardstick::of(&seen.subject).unwrap();
        let rep = &seen.reps[0];
        let ledger = &seen.team_year().seats[0].ledger;
        let mut lever = Lever::default();
        assert_eq!(yardstick.result_and_quota(seen, rep), Some((7_000, 10_000)));
        assert!(lever.grip(&yardstick, seen, rep, 7_000));
        let cents = |cents: [i64; 3]| cents.map(Cents);
        assert_eq!(lever.amounts_for(&yardstick, ledger, 10_500), cents([1_500, 3_000, 6_000]));
        assert_eq!(lever.amounts_for(&yardstick, ledger, 10_000), cents([1_429, 2_857, 5_714]));
        assert_eq!(lever.amounts_for(&yardstick, ledger, -1), cents([0, 0, 0]));
    });
}
