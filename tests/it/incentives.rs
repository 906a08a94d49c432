//! `simulate --alignment`: the tables `incentive_profile` and `timing`.

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::place::Place;

const LOOK: &str = "simulate --quiet --years 50 --alignment --alignment-years 40";

/// The cells of a table's rows by column name.
fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heading = reader.headers().unwrap().clone();
    let row = |record: StringRecord| {
        heading.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or_else(|error| panic!("{cell:?}: {error}"))
}

/// The AE's plan pays 8 % of what is sold up to a quota of 500,000 and 12 % of what is above it, over the whole year: so 400 and
/// 600 for 1 % of quota, and nothing at all for the month in which a deal closes.
#[test]
fn a_yearly_plan_of_two_rates() {
    let place = Place::new();
    place.done(&format!("{LOOK} --out out"));
    let profile = rows(&place.read("out/tables/incentive_profile.csv"));
    assert_eq!(profile.len(), 2 * 201, "AEs have a quota, and CSMs one of expansion");
    let profile: Vec<_> = profile.into_iter().filter(|row| row["team"] == "AE").collect();
    assert_eq!(profile.len(), 201);
    for (percent, row) in profile.iter().enumerate() {
        assert_eq!((row["plans"].as_str(), row["team"].as_str()), ("current", "AE"));
        assert!((number(&row["attainment"]) - percent as f64 / 100.0).abs() < 1e-12);
        let next = if percent < 100 { 400.0 } else { 600.0 };
        // A cent of sales more or less, to bring each rep to whole cents.
        assert!((number(&row["next"]) - next).abs() < 0.011, "{row:?}");
        assert_eq!(number(&row["cliff"]), 0.0);
    }
    let ends: f64 = profile.iter().map(|row| number(&row["share"])).sum();
    assert!((ends - 1.0).abs() < 1e-9, "{ends}");

    let timing = rows(&place.read("out/tables/timing.csv"));
    let of_ae: Vec<_> = timing.iter().filter(|row| row["team"] == "AE").collect();
    assert_eq!(of_ae.len(), 22);
    for row in of_ae {
        assert_eq!((number(&row["gain"]), number(&row["a_year"])), (0.0, 0.0), "{row:?}");
        assert_eq!((row["gain_low"].as_str(), row["amount"].as_str()), ("", "400"));
    }
    // SDRs are paid for each meeting of a month above four.
    let of_sdr = timing.iter().filter(|row| row["team"] == "SDR");
    assert!(of_sdr.map(|row| number(&row["a_year"])).sum::<f64>() > 0.0);
}

#[test]
fn the_same_bits_on_any_number_of_threads() {
    let place = Place::new();
    for threads in [1, 2] {
        place.done(&format!("{LOOK} --threads {threads} --out {threads}"));
    }
    for table in ["alignment", "incentive_profile", "timing"] {
        let of = |threads: u8| place.read(&format!("{threads}/tables/{table}.csv"));
        assert!(of(1) == of(2), "{table}");
    }
}
