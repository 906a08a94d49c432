//! The tables of companies whose files were changed: stresses, sensitivities, answers.

use super::super::column::{ColumnSpec, Kind, TableSpec};
use super::super::metric::{RATIO, number};
use super::{AS_METRIC, COUNT, metric_name, team};

const LOW: &str =
    "Lower end of its 95 % interval; empty where the value is exact or no error is known";
const HIGH: &str = "Upper end of its 95 % interval; empty where the lower is";
const AS_LEVER: &str = "as the number; a ratio where is_factor is 1";
const AS_ITEM: &str = "as the item";

/// `stress`: what happens to the cost when something happens to the company.
pub fn stress() -> TableSpec {
    TableSpec {
        name: "stress",
        meaning: "One row per stress, team, metric and statistic: the changed company beside the base, on the same \
                  synthetic years.",
        columns: vec![
            text("stress", "Name of the stress"),
            team(),
            metric_name(),
            statistic(),
            number("base", AS_METRIC, "Value in the base"),
            number("value", AS_METRIC, "Value under the stress"),
            number("ci_low", AS_METRIC, LOW),
            number("ci_high", AS_METRIC, HIGH),
            number(
                "difference",
                AS_METRIC,
                "value − base, year by year; exactly 0 where no year differs",
            ),
            number("difference_low", AS_METRIC, LOW),
            number("difference_high", AS_METRIC, HIGH),
            count("n", "Years in which both have a value"),
        ],
    }
}

/// `sensitivity`: which number of the files moves the cost.
pub fn sensitivity() -> TableSpec {
    TableSpec {
        name: "sensitivity",
        meaning: "One row per number of the files, metric and statistic of the company: what it does when it is lower and \
                  higher, on the same synthetic years. Sorted by rank within a metric and statistic.",
        columns: vec![
            text("lever", "Dotted path of the number"),
            metric_name(),
            statistic(),
            count(
                "rank",
                "Place by the size of the swing among the levers of that metric and statistic, from 1",
            ),
            count(
                "is_factor",
                "1 where setting and settings are factors on what the files say, else 0",
            ),
            number("setting", AS_LEVER, "The number in the files"),
            number("setting_low", AS_LEVER, "The lower setting; empty where it was refused"),
            number("setting_high", AS_LEVER, "The higher setting; empty where it was refused"),
            number("base", AS_METRIC, "Value of the statistic in the base"),
            number(
                "low",
                AS_METRIC,
                "At the lower setting less the base; empty where it was refused",
            ),
            number("low_ci_low", AS_METRIC, LOW),
            number("low_ci_high", AS_METRIC, HIGH),
            number(
                "high",
                AS_METRIC,
                "At the higher setting less the base; empty where it was refused",
            ),
            number("high_ci_low", AS_METRIC, LOW),
            number("high_ci_high", AS_METRIC, HIGH),
            number(
                "swing",
                AS_METRIC,
                "At the higher setting less at the lower; the base stands in for a setting that was refused",
            ),
            number("swing_low", AS_METRIC, LOW),
            number("swing_high", AS_METRIC, HIGH),
            number(
                "elasticity",
                RATIO,
                "Per cent of the mean for one per cent of the number: swing ÷ base × setting ÷ (setting_high − \
                 setting_low); empty for other statistics than the mean",
            ),
            number("elasticity_low", RATIO, LOW),
            number("elasticity_high", RATIO, HIGH),
            count("n", "Years in which all have a value"),
            text("refused", "Why a setting was left out; empty where none was"),
        ],
    }
}

/// `brief`: the questions that are always asked.
pub fn brief() -> TableSpec {
    TableSpec {
        name: "brief",
        meaning: "One row per question, team and item. Questions: budget (which to set, and the reserve above it), \
                  over_target (results 5 % over target), more_sellers (10 % more heads with smaller territories), \
                  last_year (this plan less last year's on the same years), hit_hard (pay by role against last year's \
                  plan), assumed_attainment (what was assumed of each team).",
        columns: vec![
            text("question", "The question"),
            team(),
            text(
                "item",
                "What the number is: a metric, a quantile of it, or with _difference its difference year by year: from \
                 the base, under last_year and hit_hard from last year's plan. reserve_p90_less_p50: p90 − p50 of \
                 variable pay. variable_pay_change_share: difference ÷ pay under last year's plan",
            ),
            number(
                "value",
                AS_ITEM,
                "The number: currency, a ratio or share (1 = 100 %), or heads",
            ),
            number("ci_low", AS_ITEM, LOW),
            number("ci_high", AS_ITEM, HIGH),
            count("n", "Years behind it; 0 where it is stated and not simulated"),
        ],
    }
}

fn text(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec::new(name, Kind::Text, "", meaning)
}

fn count(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec::new(name, Kind::Integer, COUNT, meaning)
}

fn statistic() -> ColumnSpec {
    text("statistic", "Statistic over years: mean, p95, probability (that it is above 0)")
}
