//! The rows and columns of a matrix as people write them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::number::Number;
use super::team_or::QuotaOf;

/// A measure of a matrix, and where its rows or columns start.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Axis {
    /// The measure that decides, over the component's window.
    #[schemars(required)]
    pub measure: Option<String>,
    /// Where each row or column starts, by rising attainment, the start included; 0 is paid below the first.
    #[schemars(required)]
    pub at: Option<Vec<Number>>,
    /// What an additive measure is held against: `team` (the quota in the company file) or a number
    /// [units of the measure a year].
    pub quota: Option<QuotaOf>,
    /// What a ratio or score is divided by, above 0; 1 where left out.
    pub goal: Option<Number>,
}
