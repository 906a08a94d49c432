//! The tables of what a little more pays, and of what moving a deal in time pays.

use super::super::column::TableSpec;
use super::super::metric::{CURRENCY, RATIO, SHARE};
use super::MONTH;
use super::columns::{
    Ends, HIGH_AS_LOW, columns, count, filled, interval, number, ordinal, plan, plans, team, text,
};

const ENDS: Ends = Ends {
    low: "Lower end of its 95 % interval; empty where the value is exact",
    high: HIGH_AS_LOW,
};

const ENDS_OF_QUANTILE: Ends = Ends {
    low: "Lower end of its 95 % interval, by leaving out each twentieth of the years in turn; empty where none of them \
          moves it",
    high: HIGH_AS_LOW,
};

/// `incentive_profile`: what the next 1 % of quota pays at every attainment.
pub fn incentive_profile() -> TableSpec {
    TableSpec {
        name: "incentive_profile",
        meaning: "One row per team and attainment from 0 to 2 by 0.01: what reps who are brought there are paid, and what \
                  the next 1 % of quota pays. Of every simulated year one rep who held the seat all year, each in turn: \
                  every sale of the year times one factor, all else as it was. Written with `--alignment`, of teams \
                  with a quota.",
        columns: columns([
            plans(),
            team(),
            plan(),
            filled("attainment", RATIO, "What counts towards the team's quota ÷ quota"),
            filled("pay", CURRENCY, "Mean variable pay of the year at this attainment"),
            interval("pay", CURRENCY, ENDS),
            filled("next", CURRENCY, "What the next 1 % of quota pays on the mean"),
            interval("next", CURRENCY, ENDS),
            filled(
                "cliff",
                CURRENCY,
                "The part of next that is a jump: above the usual steps below it by more than 2 % of target incentive",
            ),
            interval("cliff", CURRENCY, ENDS),
            filled(
                "share",
                SHARE,
                "Share of the team's rep-years that end from here up to the next row; the last row's: all above",
            ),
            interval("share", SHARE, ENDS),
            count("n", "Rep-years brought to this attainment"),
        ]),
    }
}

/// `timing`: what moving one deal across a month end pays.
pub fn timing() -> TableSpec {
    TableSpec {
        name: "timing",
        meaning: "One row per team, month end within the year and move: what reps gain over the whole year by moving one \
                  deal across it, their largest of the month, all else as it was. A gain within the rounding of \
                  payments is 0. Written with `--alignment`.",
        columns: columns([
            plans(),
            team(),
            plan(),
            ordinal("period_end", MONTH, "The month that ends, 1–11"),
            text("period", "The longest period that ends with it: month, quarter, half"),
            text(
                "move",
                "push_out: the largest deal of the month into the next one; pull_in: the largest of the next month \
                 into this one. Without single deals it is the month's amount; of teams that only hold meetings one meeting",
            ),
            filled(
                "gain",
                CURRENCY,
                "Mean gain of the reps who have a deal to move; below 0 where they lose",
            ),
            interval("gain", CURRENCY, ENDS),
            filled("gain_p95", CURRENCY, "95th percentile of the gain"),
            interval("gain_p95", CURRENCY, ENDS_OF_QUANTILE),
            number(
                "above",
                SHARE,
                "Share of these reps whose gain is above 1 % of their target incentive; empty where there is none",
            ),
            interval("above", SHARE, ENDS),
            number("amount", CURRENCY, "1 % of target incentive, on the mean of the reps"),
            number(
                "a_year",
                CURRENCY,
                "What the team's reps would gain in a year, those who would lose left out",
            ),
            interval("a_year", CURRENCY, ENDS),
            count("n", "Rep-years with a deal to move"),
        ]),
    }
}
