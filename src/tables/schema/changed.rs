//! The tables of companies whose files were changed: stresses, sensitivities, answers.

use super::super::column::{ColumnSpec, TableSpec};
use super::super::metric::RATIO;
use super::AS_METRIC;
use super::columns::{Ends, HIGH_AS_LOW, columns, count, interval, metric, number, team, text};

const ENDS: Ends = Ends {
    low: "Lower end of its 95 % interval; empty where the value is exact or no error is known",
    high: HIGH_AS_LOW,
};
const AS_LEVER: &str = "as the number; a ratio where is_factor is 1";
const AS_ITEM: &str = "as the item";

/// `stress`: what happens to the cost when something happens to the company.
pub fn stress() -> TableSpec {
    TableSpec {
        name: "stress",
        meaning: "One row per stress, team, metric and statistic: the changed company beside the base, on the same \
                  synthetic years.",
        columns: columns([
            text("stress", "Name of the stress"),
            team(),
            metric(),
            statistic(),
            number("base", AS_METRIC, "Value in the base"),
            number("value", AS_METRIC, "Value under the stress"),
            interval("ci", AS_METRIC, ENDS),
            number(
                "difference",
                AS_METRIC,
                "value − base, year by year; exactly 0 where no year differs",
            ),
            interval("difference", AS_METRIC, ENDS),
            count("n", "Years in which both have a value"),
        ]),
    }
}

/// `sensitivity`: which number of the files moves the cost.
pub fn sensitivity() -> TableSpec {
    TableSpec {
        name: "sensitivity",
        meaning: "One row per number of the files, metric and statistic of the company: what it does when it is lower and \
                  higher, on the same synthetic years. Sorted by rank within a metric and statistic.",
        columns: columns([
            text("lever", "Dotted path of the number"),
            metric(),
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
            interval("low_ci", AS_METRIC, ENDS),
            number(
                "high",
                AS_METRIC,
                "At the higher setting less the base; empty where it was refused",
            ),
            interval("high_ci", AS_METRIC, ENDS),
            number(
                "swing",
                AS_METRIC,
                "At the higher setting less at the lower; the base stands in for a setting that was refused",
            ),
            interval("swing", AS_METRIC, ENDS),
            number(
                "elasticity",
                RATIO,
                "Per cent of the mean for one per cent of the number: swing ÷ base × setting ÷ (setting_high − \
                 setting_low); empty for other statistics than the mean",
            ),
            interval("elasticity", RATIO, ENDS),
            count("n", "Years in which all have a value"),
            text("refused", "Why a setting was left out; empty where none was"),
        ]),
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
        columns: columns([
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
            interval("ci", AS_ITEM, ENDS),
            count("n", "Years behind it; 0 where it is stated and not simulated"),
        ]),
    }
}

fn statistic() -> Vec<ColumnSpec> {
    text("statistic", "Statistic over years: mean, p95, probability (that it is above 0)")
}
