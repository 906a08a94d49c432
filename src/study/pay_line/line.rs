//! What a pay line says.

use super::{LeftOut, Taken};
use crate::money::{Cents, Decimal6};
use crate::plan::{Measure, Window};

/// What a plan pays a rep a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PayLine {
    /// Components whose results have a 100 %: pay by attainment.
    pub by_attainment: Vec<AttainmentLine>,
    /// Others: pay by result.
    pub by_result: Vec<ResultLine>,
    /// Fixed amounts on a condition.
    pub on_condition: Vec<ConditionLine>,
    /// Components that are not shown, with the reason.
    pub left_out: Vec<(String, LeftOut)>,
}

/// A component's pay by attainment.
#[derive(Clone, Debug, PartialEq)]
pub struct AttainmentLine {
    /// The component.
    pub component: String,
    /// Its measure.
    pub measure: Measure,
    /// The result of a year that is 100 %, in hundredths of the measure's unit.
    pub full: Cents,
    /// Where that comes from.
    pub full_from: Full,
    /// Pay a year at each of [`ATTAINMENTS`](super::ATTAINMENTS).
    pub pay: [Cents; 5],
    /// Target pay a year, where the plan says it.
    pub target: Option<Cents>,
    /// What was assumed.
    pub taken: Vec<Taken>,
}

/// What 100 % of a component is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// The team's quota.
    TeamQuota,
    /// The component's own quota.
    OwnQuota,
    /// What earns the component's target, since it has no quota.
    EarnsTarget,
}

/// A component's pay by result.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultLine {
    /// The component.
    pub component: String,
    /// Its measure.
    pub measure: Measure,
    /// The window over which each result is reached.
    pub window: Window,
    /// Results, each with the pay of a year in which every window has it.
    pub pay: Vec<(Decimal6, Cents)>,
    /// Target pay a year, where the plan says it.
    pub target: Option<Cents>,
    /// What was assumed.
    pub taken: Vec<Taken>,
}

/// A fixed amount on a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionLine {
    /// The component.
    pub component: String,
    /// Paid in a year in which the condition holds all the time; of a pool, to all reps.
    pub pay: Cents,
    /// Whether it goes to the whole team, to be shared.
    pub is_pool: bool,
    /// Of a pool, a rep's part where all reps of the team have like results.
    pub a_rep: Option<Cents>,
    /// What was assumed.
    pub taken: Vec<Taken>,
}
