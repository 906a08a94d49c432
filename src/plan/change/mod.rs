//! A plan that changes within the year: the components of both plans in one, each with its part of the year,
//! and beside them what each plan says of pay as a whole.
//!
//! A *treatment* says what becomes of **windows**: those of components, of a cap on the whole pay, of pools and
//! contests. What a plan does to a **month's pay** (guarantee, draw, hold, exit) does not depend on it: of a
//! month those of the plan in force count, whichever plan's components pay in it. So:
//!
//! | clause | at the change |
//! |---|---|
//! | cap of the plan | `restart`: each plan's bounds the pay of its own months, in proportion to them. `prorate`: each plan's bounds what its own components pay, with its part of the bound. `carry`: the new one bounds the whole of the window that is running, less what was paid for it; it takes nothing back that was paid |
//! | guarantee | the old one is settled with the month before; `months_from` says whether the new one's months are counted from the rep's start or from the change |
//! | draw | what is owed stays owed, and is recovered by the new plan's draw, or by the old one's terms where the new plan has none that is recovered; months as of the guarantee |
//! | hold | what is held is released when it would have been |
//! | exit | that of the plan in force in the leaver's last month, for what either plan owes or recovers |
//! | ramp | by tenure; each plan's for its own components |
//! | clawback | each plan recovers what it was the first to pay, on its own terms, also after the change |
//! | pool, contest | a part of a window counts as much as its months: amounts and prizes are in proportion to it, as those of single reps are |
//! | budget | each plan's own: all of it under `restart`, its part under `prorate`, less what the component of the same name was paid in the year under `carry` |
//! | payment lag | that of the plan in force in the month that is paid |
//! | active months | months of the year, in whichever plan; a component's part of the months is that of its active ones |
//! | once a year | under `carry` also over both plans |
//! | what a cap carries | under `carry` it goes into the new plan's window |

mod contradictions;

use super::{Component, Draw, Exit, Guarantee, Hold, Period, Plan, PlanCap, Ramp, Window};
use crate::money::{Cents, Rounding};

/// A change of plan within the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanChange {
    /// The first month of the new plan, from 1 to 11: months of the plan year count from 0.
    pub month: usize,
    /// What becomes of windows that are running then.
    pub treatment: Treatment,
    /// From where the months of the new plan's draw and guarantee are counted; needed where that matters.
    pub months_from: Option<MonthsFrom>,
    /// What becomes of running windows that no component of the new plan goes on with, under
    /// [`Treatment::Carry`]; needed where there are any.
    pub not_continued: Option<NotContinued>,
}

/// What becomes of windows that are running when a plan changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// The old plan settles its windows with the month before, against the quota of their months up to then;
    /// the windows of the new plan start with the change, with the quota of what is left of them.
    Restart,
    /// Both plans are paid on the whole year; before it is rounded, what a component has earned counts for
    /// its plan's part of the rep's months in seat in the plan year (of a component that is active in some
    /// months only: of these). Before the plan year the old plan pays all.
    Prorate,
    /// The old plan pays, unchanged, what falls due before the change. From then on the new plan is applied to
    /// the whole of the running window, and what the component of the same name was paid in the months of
    /// that window is paid before.
    Carry,
}

/// From where the months of a new plan's draw and guarantee are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthsFrom {
    /// From the start of the year, or of a rep who starts later: months under the old plan use them up.
    Start,
    /// From the change, or from the start of a rep who starts later.
    Change,
}

/// What becomes of the running windows of a component that the new plan does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotContinued {
    /// They are settled with the month before, as under [`Treatment::Restart`].
    Settle,
    /// What has not fallen due by then is not paid.
    Drop,
}

/// The part of the year of a component whose plan changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The first month of the new plan.
    pub month: usize,
    /// What becomes of the component's windows.
    pub treatment: Treatment,
    /// The component is one of the new plan's.
    pub is_new: bool,
    /// Its plan's target incentive a year.
    pub target_incentive: Cents,
    /// How its plan rounds.
    pub rounding: Rounding,
    /// The component of the old plan with whose windows it goes on, under [`Treatment::Carry`].
    pub carries: Option<Carried>,
}

/// A component of an old plan that one of the new plan goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its number.
    pub component: usize,
    /// How often it pays.
    pub paid: Period,
}

/// What a new plan says beside its components.
#[derive(Clone, Debug, PartialEq)]
pub struct NewTerms {
    /// The change.
    pub change: PlanChange,
    /// Base a year from then on.
    pub base: Cents,
    /// Target incentive a year from then on.
    pub target_incentive: Cents,
    /// How a fraction of a cent is rounded.
    pub rounding: Rounding,
    /// The most that it pays as a whole, if bounded.
    pub cap: Option<PlanCap>,
    /// Pay that is guaranteed for a time, if any.
    pub guarantee: Option<Guarantee>,
    /// An advance on pay, if any.
    pub draw: Option<Draw>,
    /// Pay that is held back, if any.
    pub hold: Option<Hold>,
    /// What differs for those who start within the year; components by their numbers in the plan of both.
    pub ramp: Option<Ramp>,
    /// What a leaver is still owed, where stated.
    pub exit: Option<Exit>,
    /// Months between the month of a payment and its payout.
    pub payment_lag: u32,
}

/// What keeps two plans from following one another, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeFault {
    /// The key of the change that is missing; none where the plans contradict each other.
    pub missing: Option<&'static str>,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub help: String,
}

/// The old plan and, from the month of the change on, the new one. Components of the new plan whose name the
/// old one has, too, are called `NAME (from month 7)`.
///
/// # Errors
/// What cannot be computed of such a change, in words.
pub fn changed(old: &Plan, new: &Plan, change: PlanChange) -> Result<Plan, Vec<ChangeFault>> {
    let faults = contradictions::of(old, new, change);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut plan = old.clone();
    for component in &mut plan.components {
        let drops = change.not_continued == Some(NotContinued::Drop);
        let goes_on = new.components.iter().any(|c| c.name == component.name);
        let treatment = match change.treatment {
            Treatment::Carry if !goes_on && !drops => Treatment::Restart,
            stated => stated,
        };
        component.phase = Some(Phase {
            month: change.month,
            treatment,
            is_new: false,
            target_incentive: old.target_incentive,
            rounding: old.rounding,
            carries: None,
        });
    }
    plan.components.extend(new.components.iter().map(|component| {
        let same = old.components.iter().position(|c| c.name == component.name);
        let name = match same {
            Some(_) => format!("{} (from month {})", component.name, change.month + 1),
            None => component.name.clone(),
        };
        let carries = same.filter(|_| change.treatment == Treatment::Carry);
        let carries =
            carries.map(|number| Carried { component: number, paid: old.components[number].paid });
        let phase = Some(Phase {
            month: change.month,
            treatment: change.treatment,
            is_new: true,
            target_incentive: new.target_incentive,
            rounding: new.rounding,
            carries,
        });
        Component { name, phase, ..component.clone() }
    }));
    let ramp = new.ramp.clone().map(|mut ramp| {
        ramp.weights.iter_mut().for_each(|(number, _)| *number += old.components.len());
        ramp
    });
    plan.changed = Some(Box::new(NewTerms {
        change,
        base: new.base,
        target_incentive: new.target_incentive,
        rounding: new.rounding,
        cap: new.cap,
        guarantee: new.guarantee,
        draw: new.draw,
        hold: new.hold,
        ramp,
        exit: new.exit,
        payment_lag: new.payment_lag,
    }));
    Ok(plan)
}

impl Component {
    /// How many months, from a window's first, must have passed before all of it is paid: those of the window,
    /// or of the payment period where that is longer.
    pub fn settled_after(&self) -> usize {
        match self.measured {
            Window::Calendar(window) => window.months().max(self.paid.months()),
            Window::TrailingYear => self.paid.months(),
        }
    }
}

impl Plan {
    /// The target incentive a year of which a component's target may be a share.
    pub fn target_incentive_of(&self, component: &Component) -> Cents {
        component.phase.map_or(self.target_incentive, |phase| phase.target_incentive)
    }

    /// The draw of the plan in force in a month, counted from the first of the plan year.
    pub fn draw_in(&self, month: i64) -> Option<Draw> {
        match &self.changed {
            Some(new) if month >= new.change.month as i64 => new.draw,
            _ => self.draw,
        }
    }
}
