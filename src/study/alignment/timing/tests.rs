//! Gains worked by hand.

use super::super::example::{ANY, company, show};
use super::*;
use crate::simulate::Model;

/// Twice the rate above the quota, which starts anew each quarter.
const RESET: &str = "pays = \"rate\"\npaid = \"quarter\"\nmeasured = \"quarter\"\ntier_method = \"marginal\"\n\
                     tiers = [ { from = 0, rate = 0.5 }, { from = 1, rate = 1.0 } ]";

fn rows(component: &str, deals: Vec<(u16, f64)>) -> (Vec<(usize, Move, f64)>, Vec<Figure>) {
    let loaded = company(1, 40_000, ANY, 40_000, component);
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut found = None;
    show(&model, &loaded, &[deals], |seen| {
        let mut timing = Timing::new(&seen.subject);
        timing.add(seen);
        let rows = Timing::rows(&[&timing], &seen.subject);
        assert!(rows.iter().all(|row| row.amount == Some(400.0)));
        let rows = rows.iter().map(|row| (row.month, row.way, row.gain.value)).collect();
        found = Some((rows, Timing::figures(&[&timing], &seen.subject)));
    });
    found.unwrap()
}

/// The quarter's quota is 10,000. Sold: 4,000, 4,000 and 5,000 in the first quarter, which pays 5,000 + 3,000; 2,000 in each month
/// of the second, which pays 3,000; 3,000 in each of the others, which pay 4,500.
#[test]
fn a_quota_that_starts_anew_pays_for_timing() {
    let by_month = [4.0, 4.0, 5.0, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0];
    let deals = (0..12).zip(by_month.map(|thousands| 1_000.0 * thousands)).collect();
    let (rows, figures) = rows(RESET, deals);
    assert_eq!(rows.len(), 22);
    for (month, way, gain) in rows {
        let by_hand = match (month, way) {
            // 8,000 in the first quarter, 11,000 in the second: 4,000 + 6,000 in place of 8,000 + 3,000.
            (3, Move::PushOut) => -1_000.0,
            // 15,000 and 4,000: 10,000 + 2,000.
            (3, Move::PullIn) => 1_000.0,
            // 4,000 and 11,000: 2,000 + 6,000 in place of 3,000 + 4,500.
            (6, Move::PushOut) => 500.0,
            // 9,000 and 6,000, as before in all.
            (6, Move::PullIn) => 0.0,
            // 6,000 and 12,000: 3,000 + 7,000 in place of 4,500 + 4,500.
            (9, _) => 1_000.0,
            // Within a quarter.
            _ => 0.0,
        };
        assert_eq!(gain, by_hand, "{month} {way:?}");
    }
    // At the ends of March, June and September.
    assert_eq!(figures[1].value(), Some(1_000.0 + 500.0 + 1_000.0));
    assert_eq!(figures[0].value(), Some(1.0), "a gain above 400");
}

/// The gains 1, 2, … 100, dealt to 20 groups in turn, group g from g, g + 20, … g + 80. Type 7 of all: 95.05. Without a group
/// 95 gains are left, and p95 lies 0.3 of the way from the 90th to the 91st of them: 95.3 without one of the groups 1–14, which
/// lack five gains below 95; 94 + 0.3 × 2 = 94.6 without group 15, which has 95; 94.3 without 16–20. Their mean is 95.015, the
/// squares about it sum to 14 × 0.081225 + 0.172225 + 5 × 0.511225 = 3.8655, and t₀.₉₇₅(19) = 2.093024: ±
/// 2.093024 × √(19 ⁄ 20 × 3.8655) = 4.010873.
#[test]
fn the_gain_that_one_in_twenty_exceeds_has_the_error_that_years_left_out_give() {
    let groups: Vec<Vec<f64>> =
        (1..=20).map(|first| (0..5).map(|more| f64::from(first + 20 * more)).collect()).collect();
    let found = p95(groups.iter().map(Vec::as_slice)).unwrap();
    assert!((found.value - 95.05).abs() < 1e-9 && found.n == 100, "{found:?}");
    let half = found.interval.unwrap().half_width();
    assert!((half - 4.010_873).abs() < 1e-5, "{half}");
    // Where no part of the years moves it there is none: 0 is the gain of 96 in 100 everywhere.
    let mostly_none = vec![[vec![0.0; 96], vec![5.0; 4]].concat(); 20];
    let found = p95(mostly_none.iter().map(Vec::as_slice)).unwrap();
    assert_eq!((found.value, found.interval), (0.0, None));
}

/// Of two deals the larger is moved, and nothing where a month has none: 9,000 and 3,000 in March pay 7,000. Without the
/// 9,000 they pay 1,500, and the quarter that it goes to pays 4,500.
#[test]
fn the_largest_deal_is_moved() {
    let (rows, _) = rows(RESET, vec![(2, 9_000.0), (2, 3_000.0)]);
    assert_eq!(rows, [(2, Move::PullIn, 0.0), (3, Move::PushOut, -1_000.0)]);
}

/// A linear plan pays for how much is sold: moving a deal gains exactly nothing, also where each month is rounded to
/// the cent by itself.
#[test]
fn a_linear_plan_pays_nothing_for_timing() {
    let month = "pays = \"rate\"\npaid = \"month\"\nmeasured = \"month\"\ntiers = [ { from = 0, rate = 0.0733 } ]";
    let year = "pays = \"rate\"\npaid = \"month\"\nmeasured = \"year\"\nagainst = \"full\"\n\
                true_up = \"forward\"\ntiers = [ { from = 0, rate = 0.0733 } ]";
    for component in [month, year] {
        let deals = (0..12).map(|month| (month, 1_000.37 * f64::from(month + 3))).collect();
        let (rows, figures) = rows(component, deals);
        assert_eq!(rows.len(), 22);
        assert!(rows.iter().all(|(_, _, gain)| *gain == 0.0), "{rows:?}");
        for (figure, estimate) in figures.iter().map(|f| (f.definition.name, f.estimate.unwrap())) {
            assert_eq!((estimate.value, estimate.interval), (0.0, None), "{figure}");
        }
    }
}
