//! Clauses on the pay of a whole plan, as people write them: what is capped, guaranteed, advanced, held
//! back, and what a leaver is owed.

use schemars::JsonSchema;
use serde::Deserialize;

use super::component::Period;
use super::number::Number;

/// The most that the whole plan pays in a window: on pay less recoveries, before guarantee and draw. In
/// proportion to the months in seat. State one: `amount` or `share_of_target`.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanCap {
    /// The most that a window pays (currency a window), above 0.
    pub amount: Option<Number>,
    /// The most that a window pays, as a multiple of the window's share of the target incentive, above 0.
    pub share_of_target: Option<Number>,
    /// The window: pay adds up from its first month, and what is above the cap is lost.
    #[schemars(required)]
    pub per: Option<Period>,
}

/// Pay that is guaranteed for a time: tops pay up to the amount, and is the rep's to keep.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Guarantee {
    /// Amount (currency a month), above 0.
    #[schemars(required)]
    pub amount: Option<Number>,
    /// For how many months: 1–12.
    #[schemars(required)]
    pub months: Option<i64>,
    /// Who has it.
    #[schemars(required)]
    pub r#for: Option<GuaranteedFor>,
    /// How often it is settled: each month by itself where left out; with `quarter`, `half` or `year` good
    /// months of the window make up for poor ones.
    pub per: Option<Period>,
}

/// Who has a guarantee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GuaranteedFor {
    /// Everybody: the first months of the year, or of a rep who starts later.
    All,
    /// Those who start within the year: the first months of their tenure.
    NewHires,
}

/// An advance on pay.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Draw {
    /// Amount (currency a month).
    #[schemars(required)]
    pub amount: Option<Number>,
    /// For how many months from the start of the year, or of a rep who starts later: 1–12.
    #[schemars(required)]
    pub months: Option<i64>,
    /// What it does to the month's pay.
    #[schemars(required)]
    pub kind: Option<DrawKind>,
    /// Whether later pay gives it back.
    #[schemars(required)]
    pub recoverable: Option<bool>,
    /// Share of pay that gives it back, above 0 to 1.
    pub recovery_share: Option<Number>,
    /// Months from its start before anything is given back, 0–11; 0 where left out: from the first.
    pub recovery_start: Option<i64>,
    /// What a leaver still owes: `true` gives it up, `false` takes it from all of the last month's pay as
    /// far as that goes. Where left out the last month gives back its `recovery_share` like any other, and
    /// the rest stays owed, as the balance.
    pub forgiven_at_exit: Option<bool>,
}

/// What a draw does to the month's pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DrawKind {
    /// Pays the amount on top.
    Advance,
    /// Tops the month's pay up to the amount.
    Minimum,
}

/// Pay that is held back: a share is paid with the booking, the rest later. Needs `[exit]`.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Hold {
    /// The share of a month's pay that is paid at once, 0 to below 1.
    #[schemars(required)]
    pub share_at_booking: Option<Number>,
    /// When the rest is paid.
    #[schemars(required)]
    pub rest: Option<Rest>,
}

/// When pay that is held back is paid.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Rest {
    /// So many months after the month of the booking: 1–12.
    #[schemars(required)]
    pub after_months: Option<i64>,
    /// What it waits for, in words of the plan; `after_months` says how long that is taken to be.
    pub at: Option<RestAt>,
}

/// What pay that is held back waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RestAt {
    /// The customer's go-live.
    GoLive,
    /// The customer's payment.
    Cash,
}

/// What a leaver is still owed, and what can still be recovered.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Exit {
    /// Windows that have not ended, and pay that is held back.
    #[schemars(required)]
    pub owed: Option<Owed>,
    /// For how many months after the last one clawbacks still recover, from the final pay (the last
    /// month's, with what was held back) as far as it goes: 0–12; 0 where left out: nothing.
    pub recover_months: Option<i64>,
}

/// What becomes of pay that a leaver is still owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Owed {
    /// It is paid in the last month: running windows are settled, held pay is released.
    Paid,
    /// It is lost: only periods that have ended are paid, and held pay is not released.
    Forfeited,
}

/// What differs for those who start within the year.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Ramp {
    /// The share of the month's quota that counts, 0 or more, in each month of tenure; all of it beyond the
    /// list. In place of the company file's `ramp.quota`: a team has one of the two.
    pub quota: Option<Vec<Number>>,
    /// Weights of components in the first `months` of tenure; those not named keep theirs.
    pub weights: Option<Vec<RampWeight>>,
    /// For how many months of tenure `weights` hold: 1–60. Needed with them.
    pub months: Option<i64>,
}

/// A component's weight for new hires.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RampWeight {
    /// The component, by name; it pays a `target` by weight.
    #[schemars(required)]
    pub component: Option<String>,
    /// The share of the target incentive that it pays at 100 %, 0 or more.
    #[schemars(required)]
    pub weight: Option<Number>,
}
