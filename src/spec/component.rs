//! One clause of a plan file as people write it: one flat table for every kind of pay.

use schemars::JsonSchema;
use serde::Deserialize;

use super::hurdle::Hurdle;
use super::matrix::Axis;
use super::number::Number;
use super::number_or::NumberOr;
use super::recovers::Recovers;
use super::team_or::{QuotaOf, Scope};

/// A clause of the plan that pays. Which keys it takes depends on `pays`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Component {
    /// Its name, unique in the plan.
    #[schemars(required)]
    pub name: Option<String>,
    /// How it turns results into pay.
    #[schemars(required)]
    pub pays: Option<Pays>,
    /// The result it looks at: a built-in measure, one of the plan's own, or a score of the company.
    pub measure: Option<String>,
    /// What an additive measure is held against: `team` (the quota in the company file) or a number
    /// [units of the measure a year].
    pub quota: Option<QuotaOf>,
    /// What a ratio or score is divided by to give the attainment, above 0; 1 where left out.
    pub goal: Option<Number>,
    /// The step to which the attainment is rounded before it is looked up, such as 0.01.
    pub round_attainment: Option<Number>,
    /// How often it pays.
    #[schemars(required)]
    pub paid: Option<Period>,
    /// The window that results add up in, from its first month to the payment.
    #[schemars(required)]
    pub measured: Option<Window>,
    /// What a result is held against before its window has ended.
    pub against: Option<Against>,
    /// What happens when a window has earned less than was paid for it.
    pub true_up: Option<TrueUp>,
    /// `rate`: what the tiers look at; the window where left out.
    pub per: Option<Per>,
    /// `rate`: the rates, by rising start.
    pub tiers: Option<Vec<Tier>>,
    /// `rate`: what the reached tier's rate applies to.
    pub tier_method: Option<TierMethod>,
    /// `target`: payout as a share of the target, by rising attainment; 0 below the first band.
    pub curve: Option<Vec<Band>>,
    /// `target`, `matrix`: straight lines between the bands' or cells' points; the last stays flat.
    pub interpolate: Option<bool>,
    /// Target pay of this component (currency a year); in place of `weight`.
    pub target: Option<Number>,
    /// Share of the target incentive that is this component's target, above 0; 1 where left out.
    pub weight: Option<Number>,
    /// `amount`, `pool`: what is paid (currency); `per_unit`: what a unit pays (currency a unit).
    pub amount: Option<Number>,
    /// `amount`, `pool`: the condition under which it is paid.
    pub when: Option<When>,
    /// `amount`: at most once a year.
    pub once: Option<bool>,
    /// `per_unit`: units of a window that pay nothing; 0 where left out.
    pub above: Option<Number>,
    /// `per_unit`: how many units make a step, above 0: `amount` is paid for every full step, not for each unit.
    pub step: Option<Number>,
    /// `rate`, `per_unit`: a result below which a window pays nothing.
    pub hurdle: Option<Hurdle>,
    /// `rate`: the most that a window pays, as a share of its credit: 20 % is 0.20. Applied just before `cap`.
    pub rate_cap: Option<Number>,
    /// `pool`: how it is shared.
    pub split: Option<Split>,
    /// `pool`: whose results count: `team` (the rep's own, where left out), or a list of teams.
    pub scope: Option<Scope>,
    /// `matrix`: the first measure, and where the rows start.
    pub rows: Option<Axis>,
    /// `matrix`: the second measure, and where the columns start.
    pub columns: Option<Axis>,
    /// `matrix`: payout as a share of the target, by row, then column; 0 below the first of either.
    pub grid: Option<Vec<Vec<Number>>>,
    /// Active only in these months of the plan year, counted from 1 to 12: results of other months do not count,
    /// quota, target and amounts are those of the active months of a window, and it pays only where the
    /// payment's period has an active month. All year where left out.
    pub months: Option<Vec<i64>>,
    /// The most that it pays a team in a plan year (currency), first come first served by month of payment; in
    /// the month in which it runs out in proportion to what each would get. What is cut is lost.
    pub budget: Option<Number>,
    /// Whether it is paid as a prize of this value and not in cash: it counts as cost like pay, but the draw and
    /// other clauses of the plan on cash do not look at it. `false` where left out.
    pub non_cash: Option<bool>,
    /// `contest`: the prizes of a window by rank (currency), falling.
    pub prizes: Option<Vec<Number>>,
    /// `contest`: the result from which a rep is ranked [units of the measure]; where left out, a sum has to be
    /// above 0.
    pub at_least: Option<Number>,
    /// `contest`: what reps with equal results get.
    pub ties: Option<Ties>,
    /// The most that a window pays; the excess is lost, or carried.
    pub cap: Option<Cap>,
    /// The most that a window's measure counts for: a number [units of the measure], or a share of quota.
    pub credit_cap: Option<NumberOr<CreditCap>>,
    /// The most that one deal counts for (windfall rule): a number [units of the measure], or a share of quota.
    pub deal_cap: Option<NumberOr<CreditCap>>,
    /// The least that a window pays (currency).
    pub floor: Option<Number>,
    /// A condition without which only a share is paid.
    pub gate: Option<Gate>,
    /// A factor on pay that depends on another result.
    pub multiplier: Option<Multiplier>,
    /// Recovery of pay on sales to accounts that were lost again.
    pub clawback: Option<Clawback>,
    /// Whether a refund (a negative event) lowers the result; it does where left out.
    pub refunds: Option<Refunds>,
}

/// How a component turns a window's result into pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pays {
    /// Rates by tier on the measure.
    Rate,
    /// The target, times the curve at the attainment.
    Target,
    /// A fixed amount when a condition holds.
    Amount,
    /// An amount for each unit of the measure above a number of units.
    PerUnit,
    /// An amount on the team's result, shared by its reps.
    Pool,
    /// The target, times a cell by two measures.
    Matrix,
    /// Prizes for the reps of the team with the best results.
    Contest,
}

/// What reps with equal results get; the next rank is that after all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// The prizes of the ranks that they take, together, in equal parts.
    Share,
    /// Each the prize of the best of these ranks.
    All,
}

/// How often a component pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Every month.
    Month,
    /// Every quarter, in its last month.
    Quarter,
    /// Every half year, in its last month.
    Half,
    /// Once a year, in its last month.
    Year,
}

/// The window that results add up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// The month.
    Month,
    /// The quarter.
    Quarter,
    /// The half year.
    Half,
    /// The plan year.
    Year,
    /// The twelve months up to the payment; each payment stands alone.
    TrailingYear,
}

/// What a result is held against before its window has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The whole window's quota.
    Full,
    /// The quota of the window so far; the target is prorated alike.
    ToDate,
}

/// What happens when a window has earned less than was paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrueUp {
    /// No payment is negative; the shortfall is set against later payments of the window.
    Forward,
    /// The payment is negative.
    Both,
}

/// What tiers look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Each deal alone.
    Deal,
    /// The window's sum.
    Window,
}

/// A tier: from its start (included) to the next one's.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Tier {
    /// Its start, as a share of quota.
    pub from: Option<Number>,
    /// Its start [units of the measure].
    pub from_amount: Option<Number>,
    /// Its rate on the measure: 8 % is 0.08.
    pub rate: Option<Number>,
    /// In place of `rate`: a multiple of the base rate, target ÷ quota.
    pub multiple: Option<Number>,
    /// In place of `rate`: an amount for the whole tier, paid in proportion to how far the result fills it.
    pub amount: Option<Number>,
    /// Where the last tier ends, if it pays an `amount` [units of the measure]; nothing more is paid beyond.
    pub to_amount: Option<Number>,
}

/// What the reached tier's rate applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TierMethod {
    /// Each tier's rate on what falls into it.
    Marginal,
    /// The reached tier's rate on all.
    Retroactive,
}

/// A band of a curve: from its start (included) to the next one's.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Band {
    /// Attainment at which it starts: 90 % is 0.90.
    #[schemars(required)]
    pub at: Option<Number>,
    /// What it pays there, as a share of the target (of a multiplier: the factor).
    #[schemars(required)]
    pub pays: Option<Number>,
    /// What each further 1.0 of attainment adds; 0 where left out.
    pub slope: Option<Number>,
}

/// A condition on a measure; both bounds are included.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct When {
    /// The measure, over the component's window.
    #[schemars(required)]
    pub measure: Option<String>,
    /// Holds from here up [units of the measure].
    pub at_least: Option<Number>,
    /// Holds from here down [units of the measure].
    pub at_most: Option<Number>,
}

/// How a pool is shared among the reps in seat at the window's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Alike.
    Equal,
    /// By each rep's own measure.
    ProRata,
}

/// A cap on the pay of a window: one of `share_of_target` and `amount`.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Cap {
    /// A multiple of the window's target.
    pub share_of_target: Option<Number>,
    /// An amount (currency a window).
    pub amount: Option<Number>,
    /// Whether the excess is carried into the next window of the year, and paid there as far as that one's cap
    /// leaves room; what is left at the end of the year is lost. `false` where left out.
    pub carry: Option<bool>,
}

/// A cap on credit: one of `share_of_quota` and `amount`.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CreditCap {
    /// A multiple of the window's quota; of `deal_cap`, of the unramped yearly quota.
    pub share_of_quota: Option<Number>,
    /// An amount [units of the measure].
    pub amount: Option<Number>,
}

/// A condition without which only a share is paid.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Gate {
    /// The measure, over the component's window.
    #[schemars(required)]
    pub measure: Option<String>,
    /// Holds from here up [units of the measure].
    pub at_least: Option<Number>,
    /// Holds from here down [units of the measure].
    pub at_most: Option<Number>,
    /// Share that is paid where it fails, 0–1; 0 where left out.
    pub otherwise: Option<Number>,
}

/// A factor on pay that depends on another result.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Multiplier {
    /// The measure that decides it, over the component's window.
    #[schemars(required)]
    pub measure: Option<String>,
    /// What the measure is divided by before the look-up, above 0; 1 where left out.
    pub goal: Option<Number>,
    /// The factor, by rising measure; 0 below the first band.
    #[schemars(required)]
    pub curve: Option<Vec<Band>>,
    /// Straight lines between the bands' points.
    pub interpolate: Option<bool>,
}

/// Recovery of pay on sales to accounts that were lost again. All four keys are needed.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Clawback {
    /// What counts as lost.
    #[schemars(required)]
    pub on: Option<Vec<Loss>>,
    /// Whole months from the month of the sale, the last one included: 1–60.
    #[schemars(required)]
    pub within_months: Option<i64>,
    /// How much of the pay on the sale is recovered: `full`, `pro_rata` (by the months left), or bands by the
    /// months passed since the sale, such as `[ { within = 3, share = 1.0 }, { within = 6, share = 0.5 } ]`.
    #[schemars(required)]
    pub recovers: Option<Recovers>,
    /// What the pay on the sale was.
    #[schemars(required)]
    pub at: Option<RecoveredAt>,
}

/// A loss of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// It left.
    Churn,
    /// It shrank; recovered in proportion to what was lost.
    Contraction,
}

/// What the pay on a lost sale was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecoveredAt {
    /// What was paid on that sale.
    Paid,
    /// What the window would have paid less without it.
    Recompute,
    /// The first tier's rate on it.
    BaseRate,
}

/// Whether a refund lowers the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Refunds {
    /// It does.
    Count,
    /// Negative events are left out.
    Ignore,
}
