//! The table of a year that goes on from actual results.

use super::super::column::{ColumnSpec, Kind, TableSpec};
use super::super::metric::{CURRENCY, RATIO, number};
use super::{COUNT, HIGH, LOW, team};

/// `reforecast`: each rep's results so far, and what they say of the rest of the year.
pub fn reforecast() -> TableSpec {
    let money = |name, meaning| ColumnSpec::new(name, Kind::Money, CURRENCY, meaning);
    TableSpec {
        name: "reforecast",
        meaning: "One row per seat: the rep who was there when the months of `--through` were over, results and pay \
                  in these months, and what they say of the rest. Written with `--actuals`.",
        columns: vec![
            team(),
            ColumnSpec::new(
                "rep",
                Kind::Text,
                "",
                "Name of the rep; of the seat where the data file has no row",
            ),
            money("results", "New business, upgrades and expansions in the months that are over"),
            number(
                "count",
                COUNT,
                "Deals, meetings and expansions in these months; empty where results come in one amount a month",
            ),
            number(
                "prior_attainment",
                RATIO,
                "Mean attainment (of a book: skill) that the company file has for the rep",
            ),
            number(
                "attainment",
                RATIO,
                "Mean attainment, given the results so far; in a market of 1",
            ),
            number("attainment_low", RATIO, LOW),
            number("attainment_high", RATIO, HIGH),
            number(
                "attainment_p10",
                RATIO,
                "10th percentile of attainment, given the results so far",
            ),
            number(
                "attainment_p90",
                RATIO,
                "90th percentile of attainment, given the results so far",
            ),
            money("paid_so_far", "Variable pay in the months that are over, exact"),
            number(
                "rest_of_year",
                CURRENCY,
                "Mean variable pay of the rep in the months that are left; nothing after the rep leaves",
            ),
            number("rest_low", CURRENCY, LOW),
            number("rest_high", CURRENCY, HIGH),
            number(
                "rest_p10",
                CURRENCY,
                "10th percentile of variable pay in the months that are left",
            ),
            number(
                "rest_p90",
                CURRENCY,
                "90th percentile of variable pay in the months that are left",
            ),
            ColumnSpec::new("n", Kind::Integer, COUNT, "Years"),
        ],
    }
}
