//! What a pay line says.

use super::{LeftOut, Taken};
use crate::money::{Cents, Decimal6};
use crate::plan::{Measure, Period, Window};

/// What a plan pays a rep a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PayLine {
    /// Components whose results have a 100 %: pay by attainment.
    pub by_attainment: Vec<AttainmentLine>,
    /// Others: pay by result.
    pub by_result: Vec<ResultLine>,
    /// Components that pay by two results at once.
    pub by_two: Vec<MatrixLine>,
    /// Fixed amounts on a condition.
    pub on_condition: Vec<ConditionLine>,
    /// Prizes by rank.
    pub by_rank: Vec<RankLine>,
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

/// A component's pay by two attainments.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixLine {
    /// The component.
    pub component: String,
    /// The measure that decides the row.
    pub rows: AxisLine,
    /// The measure that decides the column.
    pub columns: AxisLine,
    /// Pay of a year in which every window has these attainments, by row, then column.
    pub pay: Vec<Vec<Cents>>,
    /// Target pay a year, where the plan says it.
    pub target: Option<Cents>,
    /// Whether pay rises on straight lines between these points, rather than in steps.
    pub on_lines: bool,
    /// What was assumed.
    pub taken: Vec<Taken>,
}

/// A measure and where its rows or columns start.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisLine {
    /// The measure.
    pub measure: Measure,
    /// Whether the starts are shares of a quota or goal, rather than results.
    pub of_full: bool,
    /// The starts, rising.
    pub at: Vec<Decimal6>,
}

/// What a contest pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankLine {
    /// The component.
    pub component: String,
    /// The window that a prize is won in.
    pub window: Period,
    /// How many of them a year has.
    pub windows: usize,
    /// By rank: the prize of a window.
    pub prizes: Vec<Cents>,
    /// What was assumed.
    pub taken: Vec<Taken>,
}
