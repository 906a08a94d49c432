//! A change of plan within the year as people write it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::number::Number;

/// A change of plan within the year. Components of the new plan whose name the old one has, too, are called
/// `NAME (from month 7)` in results.
///
/// `treatment` is about windows: those of components, pools and contests, and of a cap on the whole pay. Of a month's
/// guarantee, draw, hold and exit rule those of the plan in force count: what is owed for a draw stays owed, what is
/// held is released when it would have been. Each plan recovers what it was the first to pay, on its own terms.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanChange {
    /// The first month of the new plan, 2–12.
    #[schemars(required)]
    pub month: Option<Number>,
    /// The new plan's file, relative to this file.
    #[schemars(required)]
    pub plan: Option<String>,
    /// What becomes of windows that are running then.
    #[schemars(required)]
    pub treatment: Option<Treatment>,
    /// From where the months of the new plan's draw and guarantee are counted; required where that matters.
    pub months_from: Option<MonthsFrom>,
    /// What becomes of running windows of which the new plan has no component of that name; required under
    /// `carry` where there are any.
    pub not_continued: Option<NotContinued>,
}

/// From where the months of a new plan's draw and guarantee are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MonthsFrom {
    /// From the start of the year, or of a rep who starts later: months under the old plan use them up.
    Start,
    /// From the change, or from the start of a rep who starts later.
    Change,
}

/// What becomes of the running windows of a component that the new plan does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotContinued {
    /// The old plan settles them with the month before the change.
    Settle,
    /// What has not fallen due by then is not paid.
    Drop,
}

/// What becomes of windows that are running when a plan changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// The old plan settles its windows with the month before, the new one starts with windows of its own and
    /// the quota of the months that are left.
    Restart,
    /// Both plans are paid on the whole year, each for its share of the months in seat.
    Prorate,
    /// The new plan is applied from then on to the whole of the running window, less what the component of the
    /// same name was paid for it.
    Carry,
}
