//! The tables that say whether plans pay for what the company wants.

use super::super::column::TableSpec;
use super::columns::{
    Ends, HIGH_AS_LOW, columns, count, interval, number, plan, plans, team, text,
};

const AS_FIGURE: &str = "as `unit` says";
const ENDS: Ends = Ends {
    low: "Lower end of its 95 % interval; empty where the value is exact or its error is not known",
    high: HIGH_AS_LOW,
};

/// `scorecard`: the few figures that decide, in sentences.
pub fn scorecard() -> TableSpec {
    TableSpec {
        name: "scorecard",
        meaning: "One row per team and line of its page: the few figures of a plan that decide, each in a plain sentence. \
                  Written with `--alignment`. Lines that do not concern a plan are left out.",
        columns: columns([
            plans(),
            team(),
            plan(),
            text("about", "What the line is about"),
            text("figure", "Name of the figure that decides: one of those of `alignment`"),
            number(
                "value",
                AS_FIGURE,
                "Value of the figure; empty where the sentence says what is missing",
            ),
            interval("ci", AS_FIGURE, ENDS),
            text("unit", "Unit of value, as in `alignment`"),
            text("sentence", "What it says, rounded to what the errors carry"),
        ]),
    }
}

/// `alignment`: what each plan rewards, whom it rewards, and where it tempts.
pub fn alignment() -> TableSpec {
    TableSpec {
        name: "alignment",
        meaning: "One row per team and figure, of the reps who held their seat all year: whether the plan pays for \
                  what the company wants. Written with `--alignment`; the figures are defined below.",
        columns: columns([
            plans(),
            team(),
            plan(),
            text("aspect", "The question: strength, fairness, shape, timing, retention, balance"),
            text("figure", "Name of the figure: one of those below"),
            text(
                "of",
                "The component, measure, month or band that the figure is of; empty text where of the whole plan",
            ),
            number(
                "value",
                AS_FIGURE,
                "Value of the figure; empty where `note` says what is missing",
            ),
            interval("ci", AS_FIGURE, ENDS),
            text(
                "unit",
                "Unit of value: share (1 = 100 %), ratio, currency, currency per unit of value, count",
            ),
            count("n", "Rep-years behind the figure; 0 where it has no value"),
            text(
                "note",
                "Why there is no value and what would give one; empty text where there is one",
            ),
        ]),
    }
}
