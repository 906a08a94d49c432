//! What tables are declared of: columns that stand alone, and columns that come in several tables or belong together.

use std::borrow::Cow;

use super::super::column::{ColumnSpec, Kind};
use super::super::metric::{self, CURRENCY};
use super::COUNT;

/// The columns of a table, from left to right.
pub(super) fn columns<const N: usize>(parts: [Vec<ColumnSpec>; N]) -> Vec<ColumnSpec> {
    parts.concat()
}

/// Names and words.
pub(super) fn text(name: &'static str, meaning: &'static str) -> Vec<ColumnSpec> {
    vec![ColumnSpec::new(name, Kind::Text, "", meaning)]
}

/// Whole numbers of things.
pub(super) fn count(name: &'static str, meaning: &'static str) -> Vec<ColumnSpec> {
    ordinal(name, COUNT, meaning)
}

/// Whole numbers of another kind.
pub(super) fn ordinal(
    name: &'static str,
    unit: &'static str,
    meaning: &'static str,
) -> Vec<ColumnSpec> {
    vec![ColumnSpec::new(name, Kind::Integer, unit, meaning)]
}

/// Numbers that may be missing.
pub(super) fn number(
    name: &'static str,
    unit: &'static str,
    meaning: &'static str,
) -> Vec<ColumnSpec> {
    vec![metric::number(name, unit, meaning)]
}

/// Numbers, one in every row.
pub(super) fn filled(
    name: &'static str,
    unit: &'static str,
    meaning: &'static str,
) -> Vec<ColumnSpec> {
    vec![ColumnSpec::new(name, Kind::Number, unit, meaning)]
}

/// Exact amounts, one in every row.
pub(super) fn money(name: &'static str, meaning: &'static str) -> Vec<ColumnSpec> {
    vec![ColumnSpec::new(name, Kind::Money, CURRENCY, meaning)]
}

/// Exact amounts that may be missing.
pub(super) fn money_or_empty(name: &'static str, meaning: &'static str) -> Vec<ColumnSpec> {
    vec![ColumnSpec::new(name, Kind::Money, CURRENCY, meaning).or_empty()]
}

/// What is said of the ends of a 95 % interval.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// Of the lower one.
    pub low: &'static str,
    /// Of the upper one.
    pub high: &'static str,
}

/// Of an upper end that is missing where the lower one is.
pub(super) const HIGH_AS_LOW: &str = "Upper end of its 95 % interval; empty where the lower is";

impl Ends {
    /// Of a statistic over years.
    pub const OF_STATISTIC: Self = Self {
        low: "Lower end of the 95 % interval; empty where every year has the same value, where no error is known \
              from so few years, and for min and max",
        high: "Upper end of the 95 % interval; empty where the lower is",
    };
    /// Of a statistic over years that is neither the least nor the most.
    pub const OVER_YEARS: Self = Self {
        low: "Lower end of its 95 % interval; empty where every year has the same value or no error is known from so few \
              years",
        high: HIGH_AS_LOW,
    };
    /// Of a statistic of rep-years, of which those of one year depend on each other.
    pub const OVER_REPS: Self = Self {
        low: "Lower end of its 95 % interval, in which reps of one year may depend on each other; empty where all have the \
              same value or no error is known from so few",
        high: HIGH_AS_LOW,
    };
    /// Of what may be exact.
    pub const OR_EXACT: Self = Self {
        low: "Lower end of its 95 % interval; empty where the value is exact",
        high: "Upper end of its 95 % interval; empty where the value is exact",
    };
}

/// The ends of the interval of the column before: `NAME_low` and `NAME_high`.
pub(super) fn interval(name: &'static str, unit: &'static str, ends: Ends) -> Vec<ColumnSpec> {
    let end = |which: &str, meaning: &'static str| ColumnSpec {
        name: Cow::Owned(format!("{name}_{which}")),
        ..metric::number("", unit, meaning)
    };
    vec![end("low", ends.low), end("high", ends.high)]
}

/// Whose plans they are.
pub(super) fn plans() -> Vec<ColumnSpec> {
    text("plans", "Name of the plan set")
}

/// Whose row it is.
pub(super) fn team() -> Vec<ColumnSpec> {
    text("team", "Name of the team, or `company` for all teams together")
}

/// The plan of the team, where there is a row for each.
pub(super) fn plan() -> Vec<ColumnSpec> {
    text("plan", "Name of the team's plan")
}

/// Which figure it is.
pub(super) fn metric() -> Vec<ColumnSpec> {
    text("metric", "Name of the metric: one of the metrics below")
}
