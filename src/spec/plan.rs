//! A plan file as people write it. Nothing is checked here but keys and types: rules are for the lowering.

use schemars::JsonSchema;
use serde::Deserialize;

use super::component::Component;
use super::name_or_names::NameOrNames;
use super::number::Number;
use super::plan_level::{Draw, Exit, Guarantee, Hold, PlanCap, Ramp};
use super::team_or::QuotaOf;

/// A compensation plan: what a seller is paid, for which results, when.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanFile {
    /// Version of the file language; 1 where left out.
    pub format: Option<i64>,
    /// What people call the plan.
    #[schemars(required)]
    pub name: Option<String>,
    /// The role it is written for, in free words, such as `account_executive`.
    pub role: Option<String>,
    /// Currency of sales, and of pay unless `[pay]` says another: a code of three capital letters, such as
    /// `USD`.
    #[schemars(required)]
    pub currency: Option<String>,
    /// How a fraction of a cent is rounded, once per component and payment; `half_even` where left out.
    pub rounding: Option<Rounding>,
    /// Base salary and target incentive.
    #[schemars(required)]
    pub pay: Option<Pay>,
    /// Measures of the plan's own, each a sum of terms.
    #[serde(default)]
    pub measure: Vec<OwnMeasure>,
    /// The clauses that pay, in any number.
    #[serde(default)]
    pub component: Vec<Component>,
    /// A cap on the whole plan's pay.
    pub cap: Option<PlanCap>,
    /// An advance on pay.
    pub draw: Option<Draw>,
    /// Pay that is guaranteed for a time.
    pub guarantee: Option<Guarantee>,
    /// Quota share by month of tenure and own weights for those who start within the year.
    pub ramp: Option<Ramp>,
    /// Pay that is held back after the booking.
    pub hold: Option<Hold>,
    /// What a leaver is still owed, and what can still be recovered.
    pub exit: Option<Exit>,
    /// Months between the month of a payment and its payout, 0–12; 0 where left out. It moves cash
    /// only: what a year's pay is counts by the month of the payment.
    pub payment_lag: Option<i64>,
}

/// Base salary and target incentive.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Pay {
    /// Base salary (currency a year), 0 or more.
    #[schemars(required)]
    pub base: Option<Number>,
    /// Variable pay at 100 % of everything (currency a year), 0 or more.
    pub target_incentive: Option<Number>,
    /// The currency of pay where it is not that of sales, such as `EUR`: all amounts, targets and caps of the
    /// plan are in it, results and quotas in `currency`. What rates earn on results is converted at
    /// the rate of the payment's month, which the company file states in `[[exchange]]`.
    pub currency: Option<String>,
}

/// How a fraction of a cent is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest cent, a half to the even cent.
    HalfEven,
    /// To the nearest cent, a half away from zero.
    HalfUp,
}

/// A measure of the plan's own: a sum of `terms`, or the weighted mean of `attainments`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OwnMeasure {
    /// Its name: small letters, digits and `_`; no built-in measure has it.
    #[schemars(required)]
    pub name: Option<String>,
    /// What is added up.
    pub terms: Option<Vec<Term>>,
    /// Attainments whose weighted mean it is, used where a ratio is used; their weights sum to 1.
    pub attainments: Option<Vec<Attainment>>,
}

/// An attainment in a weighted mean. One without a value (a ratio without accounts) counts as 0.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Attainment {
    /// The measure: built in, another of the plan's own that adds up, or a score.
    #[schemars(required)]
    pub of: Option<String>,
    /// What an additive measure is held against: `team` (the quota in the company file) or a number
    /// [units of the measure a year].
    pub quota: Option<QuotaOf>,
    /// What a ratio or score is divided by, above 0; 1 where left out.
    pub goal: Option<Number>,
    /// Its weight, above 0 to 1.
    #[schemars(required)]
    pub weight: Option<Number>,
    /// The attainment up to which it counts, above 0.
    pub cap: Option<Number>,
}

/// A term of a measure.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Term {
    /// The built-in additive measure that is added, such as `new_acv`.
    #[schemars(required)]
    pub of: Option<String>,
    /// Times this; 1 where left out, may be negative.
    pub factor: Option<Number>,
    /// Only in these months of the plan year, counted from 1 to 12.
    pub months: Option<Vec<i64>>,
    /// Only of events that meet all of this.
    pub r#where: Option<Condition>,
}

/// Which events a term counts.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Condition {
    /// Contract term of at least so many months.
    pub term_months_at_least: Option<i64>,
    /// Only this product, or one of these.
    pub product: Option<NameOrNames>,
    /// Only this activity, or one of these; of the measure `activities`.
    pub activity: Option<NameOrNames>,
    /// `true`: only deals that the rep opened; `false`: only the others.
    pub outbound: Option<bool>,
    /// `true`: only deals that the customer pays in advance; `false`: only the others.
    pub prepaid: Option<bool>,
    /// Margin of at least this share, −1 to 1.
    pub margin_at_least: Option<Number>,
    /// At most so many days from first contact to signature.
    pub days_to_close_at_most: Option<i64>,
}
