//! The tables that say whether plans pay for what the company wants.

use super::super::column::{ColumnSpec, Kind, TableSpec};
use super::super::metric::number;
use super::{COUNT, team};

const AS_FIGURE: &str = "as `unit` says";
const LOW: &str =
    "Lower end of its 95 % interval; empty where the value is exact or its error is not known";
const HIGH: &str = "Upper end of its 95 % interval; empty where the lower is";

/// `scorecard`: the few figures that decide, in sentences.
pub fn scorecard() -> TableSpec {
    let text = |name, meaning| ColumnSpec::new(name, Kind::Text, "", meaning);
    TableSpec {
        name: "scorecard",
        meaning: "One row per team and line of its page: the few figures of a plan that decide, each in a plain sentence. \
                  Written with `--alignment`. Lines that do not concern a plan are left out.",
        columns: vec![
            text("plans", "Name of the plan set"),
            team(),
            text("plan", "Name of the team's plan"),
            text("about", "What the line is about"),
            text("figure", "Name of the figure that decides: one of those of `alignment`"),
            number(
                "value",
                AS_FIGURE,
                "Value of the figure; empty where the sentence says what is missing",
            ),
            number("ci_low", AS_FIGURE, LOW),
            number("ci_high", AS_FIGURE, HIGH),
            text("unit", "Unit of value, as in `alignment`"),
            text("sentence", "What it says, rounded to what the errors carry"),
        ],
    }
}

/// `alignment`: what each plan rewards, whom it rewards, and where it tempts.
pub fn alignment() -> TableSpec {
    let text = |name, meaning| ColumnSpec::new(name, Kind::Text, "", meaning);
    TableSpec {
        name: "alignment",
        meaning: "One row per team and figure, of the reps who held their seat all year: whether the plan pays for \
                  what the company wants. Written with `--alignment`; the figures are defined below.",
        columns: vec![
            text("plans", "Name of the plan set"),
            team(),
            text("plan", "Name of the team's plan"),
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
            number("ci_low", AS_FIGURE, LOW),
            number("ci_high", AS_FIGURE, HIGH),
            text(
                "unit",
                "Unit of value: share (1 = 100 %), ratio, currency, currency per unit of value, count",
            ),
            ColumnSpec::new(
                "n",
                Kind::Integer,
                COUNT,
                "Rep-years behind the figure; 0 where it has no value",
            ),
            text(
                "note",
                "Why there is no value and what would give one; empty text where there is one",
            ),
        ],
    }
}
