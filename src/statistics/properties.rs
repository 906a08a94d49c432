//! What holds for every column: properties of summaries on random columns.

use super::{Estimate, Interval, Scratch, Statistic, Summary, summarise};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const QUANTILES: [Statistic; 9] = [
    Statistic::P01,
    Statistic::P05,
    Statistic::P10,
    Statistic::P25,
    Statistic::P50,
    Statistic::P75,
    Statistic::P90,
    Statistic::P95,
    Statistic::P99,
];

fn of(values: &[f64]) -> Summary {
    summarise(values, &mut Scratch::default())
}

/// Columns of one to 400 values; a third have ties, a third span 60 orders of magnitude.
fn column() -> impl Strategy<Value = Vec<f64>> {
    let tied = prop::collection::vec((-3_i32..4).prop_map(f64::from), 1..400);
    let plain = prop::collection::vec(-1e6..1e6_f64, 1..400);
    let wide =
        prop::collection::vec((-1.0..1.0, -30..30).prop_map(|(m, e)| m * 10_f64.powi(e)), 1..400);
    prop_oneof![tied, plain, wide]
}

/// The largest absolute value of a column, to which rounding errors are in proportion.
fn magnitude(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |m, x| x.abs().max(m))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn every_estimate_is_finite_and_within_its_interval(
        values in prop::collection::vec(any::<f64>(), 0..300),
    ) {
        for (statistic, e) in of(&values).iter() {
            prop_assert!(e.value.is_finite(), "{statistic}");
            if let Some(i) = e.interval {
                prop_assert!(i.low.is_finite() && i.high.is_finite(), "{statistic}: {e:?}");
                prop_assert!(i.contains(e.value), "{statistic}: {e:?}");
            }
        }
    }

    #[test]
    fn statistics_lie_where_they_must(values in column()) {
        let summary = of(&values);
        let get = |s| summary.get(s).map_or(f64::NAN, |e| e.value);
        let (min, max) = (get(Statistic::Min), get(Statistic::Max));
        let quantiles: Vec<f64> = QUANTILES.into_iter().map(get).collect();
        prop_assert!(quantiles.is_sorted());
        prop_assert!(min <= quantiles[0] && quantiles[8] <= max);
        prop_assert!(min <= get(Statistic::Mean) && get(Statistic::Mean) <= max);
        let rounding = 1e-12 * magnitude(&values);
        prop_assert!(get(Statistic::Cvar95) >= get(Statistic::P95) - rounding);
        prop_assert!(get(Statistic::Cvar95) <= max + rounding);
        prop_assert!(get(Statistic::Cvar05) <= get(Statistic::P05) + rounding);
        prop_assert!(get(Statistic::Cvar05) >= min - rounding);
        for (statistic, e) in summary.iter() {
            prop_assert!(e.interval.is_none_or(|i| i.contains(e.value)), "{statistic}: {e:?}");
        }
    }

    #[test]
    fn the_order_of_the_values_does_not_matter(values in column(), turn in 0_usize..400) {
        let mut turned = values.clone();
        turned.rotate_left(turn % values.len());
        turned.reverse();
        let (a, b) = (of(&values), of(&turned));
        for (statistic, e) in a.iter() {
            let other = b.get(statistic).expect("the same statistics");
            match statistic {
                // Sums over the column: alike but for their last digits.
                Statistic::Mean | Statistic::Sd =>
                    prop_assert!((e.value - other.value).abs() <= 1e-13 * magnitude(&values)),
                _ => prop_assert_eq!(e, other),
            }
        }
    }

    #[test]
    fn a_power_of_two_scales_everything_exactly(values in column(), exponent in -40..40) {
        let factor = 2_f64.powi(exponent);
        let scaled: Vec<f64> = values.iter().map(|x| x * factor).collect();
        let (a, b) = (of(&values), of(&scaled));
        for (statistic, e) in a.iter() {
            let expected = Estimate {
                value: e.value * factor,
                interval: e.interval.and_then(|i| Interval::new(i.low * factor, i.high * factor)),
                n: e.n,
            };
            prop_assert_eq!(b.get(statistic), Some(expected), "{}", statistic);
        }
    }

    #[test]
    fn a_shift_moves_places_and_leaves_spread(
        values in prop::collection::vec(-1000..1000, 1..300),
        shift in -1_000_000..1_000_000,
    ) {
        // Whole numbers, so that the shift itself rounds nothing.
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let shift = f64::from(shift);
        let shifted: Vec<f64> = values.iter().map(|x| x + shift).collect();
        let (a, b) = (of(&values), of(&shifted));
        for (statistic, e) in a.iter() {
            let other = b.get(statistic).expect("the same statistics");
            let by = if statistic == Statistic::Sd { 0.0 } else { shift };
            // Results of up to 1e6 are rounded to 1.2e-10 a few times over.
            let same = |x: f64, y: f64| (x + by - y).abs() <= 1e-8;
            prop_assert!(same(e.value, other.value), "{statistic}: {e:?} {other:?}");
            prop_assert_eq!(e.interval.is_some(), other.interval.is_some());
            if let (Some(i), Some(j)) = (e.interval, other.interval) {
                prop_assert!(same(i.low, j.low), "{statistic}: {i:?} {j:?}");
                prop_assert!(same(i.high, j.high), "{statistic}: {i:?} {j:?}");
            }
        }
    }

    #[test]
    fn upside_down(values in column()) {
        let turned: Vec<f64> = values.iter().map(|x| -x).collect();
        let (a, b) = (of(&values), of(&turned));
        let pairs = [
            (Statistic::Cvar95, Statistic::Cvar05),
            (Statistic::P05, Statistic::P95),
            (Statistic::Min, Statistic::Max),
        ];
        for (i, j) in pairs {
            let (e, f) = (a.get(i).expect("an estimate"), b.get(j).expect("an estimate"));
            prop_assert!((e.value + f.value).abs() <= 1e-12 * magnitude(&values));
            prop_assert_eq!(e.interval.is_some(), f.interval.is_some());
        }
    }

    #[test]
    fn a_constant_column_is_exact(value in -1e300..1e300_f64, n in 1_usize..3_000) {
        for (statistic, e) in of(&vec![value; n]).iter() {
            let expected = if statistic == Statistic::Sd { 0.0 } else { value };
            prop_assert_eq!(e, Estimate { value: expected, interval: None, n }, "{}", statistic);
        }
    }
}
