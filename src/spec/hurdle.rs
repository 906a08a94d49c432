//! A hurdle as people write it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::number::Number;

/// A result below which nothing is paid: one of `at_least` and `amount`; and what is paid once it is met.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Hurdle {
    /// Where it stands, as a share of the window's quota, above 0; that value included.
    pub at_least: Option<Number>,
    /// Where it stands [units of the measure a window], above 0; that value included.
    pub amount: Option<Number>,
    /// What is paid once it is met.
    #[schemars(required)]
    pub pays_from: Option<PaysFrom>,
}

/// What is paid once a hurdle is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaysFrom {
    /// All, from the first unit.
    First,
    /// Only what is above the hurdle.
    Above,
}
