//! The tables of what a little more pays, and of what moving a deal in time pays.

use super::super::column::{ColumnSpec, Kind, TableSpec};
use super::super::metric::{CURRENCY, RATIO, SHARE, number};
use super::{COUNT, MONTH, team};

const LOW: &str = "Lower end of its 95 % interval; empty where the value is exact";
const LOW_OF_QUANTILE: &str = "Lower end of its 95 % interval, by leaving out each twentieth of the years in turn; empty where \
                               none of them moves it";
const HIGH: &str = "Upper end of its 95 % interval; empty where the lower is";

/// `incentive_profile`: what the next 1 % of quota pays at every attainment.
pub fn incentive_profile() -> TableSpec {
    TableSpec {
        name: "incentive_profile",
        meaning: "One row per team and attainment from 0 to 2 by 0.01: what reps who are brought there are paid, and what \
                  the next 1 % of quota pays. Of every simulated year one rep who held the seat all year, each in turn: \
                  every sale of the year times one factor, all else as it was. Written with `--alignment`, of teams \
                  with a quota.",
        columns: vec![
            plans(),
            team(),
            text("plan", "Name of the team's plan"),
            ColumnSpec::new(
                "attainment",
                Kind::Number,
                RATIO,
                "What counts towards the team's quota ÷ quota",
            ),
            money("pay", "Mean variable pay of the year at this attainment"),
            number("pay_low", CURRENCY, LOW),
            number("pay_high", CURRENCY, HIGH),
            money("next", "What the next 1 % of quota pays on the mean"),
            number("next_low", CURRENCY, LOW),
            number("next_high", CURRENCY, HIGH),
            money(
                "cliff",
                "The part of next that is a jump: above the usual steps below it by more than 2 % of target incentive",
            ),
            number("cliff_low", CURRENCY, LOW),
            number("cliff_high", CURRENCY, HIGH),
            ColumnSpec::new(
                "share",
                Kind::Number,
                SHARE,
                "Share of the team's rep-years that end from here up to the next row; the last row's: all above",
            ),
            number("share_low", SHARE, LOW),
            number("share_high", SHARE, HIGH),
            ColumnSpec::new("n", Kind::Integer, COUNT, "Rep-years brought to this attainment"),
        ],
    }
}

/// `timing`: what moving one deal across a month end pays.
pub fn timing() -> TableSpec {
    TableSpec {
        name: "timing",
        meaning: "One row per team, month end within the year and move: what reps gain over the whole year by moving one \
                  deal across it, their largest of the month, all else as it was. A gain within the rounding of \
                  payments is 0. Written with `--alignment`.",
        columns: vec![
            plans(),
            team(),
            text("plan", "Name of the team's plan"),
            ColumnSpec::new("period_end", Kind::Integer, MONTH, "The month that ends, 1–11"),
            text("period", "The longest period that ends with it: month, quarter, half"),
            text(
                "move",
                "push_out: the largest deal of the month into the next one; pull_in: the largest of the next month \
                 into this one. Without single deals it is the month's amount; of teams that only hold meetings one meeting",
            ),
            money("gain", "Mean gain of the reps who have a deal to move; below 0 where they lose"),
            number("gain_low", CURRENCY, LOW),
            number("gain_high", CURRENCY, HIGH),
            money("gain_p95", "95th percentile of the gain"),
            number("gain_p95_low", CURRENCY, LOW_OF_QUANTILE),
            number("gain_p95_high", CURRENCY, HIGH),
            number(
                "above",
                SHARE,
                "Share of these reps whose gain is above 1 % of their target incentive; empty where there is none",
            ),
            number("above_low", SHARE, LOW),
            number("above_high", SHARE, HIGH),
            number("amount", CURRENCY, "1 % of target incentive, on the mean of the reps"),
            number(
                "a_year",
                CURRENCY,
                "What the team's reps would gain in a year, those who would lose left out",
            ),
            number("a_year_low", CURRENCY, LOW),
            number("a_year_high", CURRENCY, HIGH),
            ColumnSpec::new("n", Kind::Integer, COUNT, "Rep-years with a deal to move"),
        ],
    }
}

fn plans() -> ColumnSpec {
    text("plans", "Name of the plan set")
}

const fn text(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec::new(name, Kind::Text, "", meaning)
}

const fn money(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec::new(name, Kind::Number, CURRENCY, meaning)
}
