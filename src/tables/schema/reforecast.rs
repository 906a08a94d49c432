//! The table of a year that goes on from actual results.

use super::super::column::TableSpec;
use super::super::metric::{CURRENCY, RATIO};
use super::COUNT;
use super::columns::{Ends, columns, count, interval, money, number, team, text};

/// `reforecast`: each rep's results so far, and what they say of the rest of the year.
pub fn reforecast() -> TableSpec {
    TableSpec {
        name: "reforecast",
        meaning: "One row per seat: the rep who was there when the months of `--through` were over, results and pay \
                  in these months, and what they say of the rest. Written with `--actuals`.",
        columns: columns([
            team(),
            text("rep", "Name of the rep; of the seat where the data file has no row"),
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
            interval("attainment", RATIO, Ends::OF_STATISTIC),
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
            interval("rest", CURRENCY, Ends::OF_STATISTIC),
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
            count("n", "Years"),
        ]),
    }
}
