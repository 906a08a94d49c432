//! A plan that changes within the year: the components of both plans in one, each with its part of the year.

use super::{Component, MonthSet, Pays, Plan, Window};
use crate::money::Cents;

/// A change of plan within the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanChange {
    /// The first month of the new plan, from 1 to 11: months of the plan year count from 0.
    pub month: usize,
    /// What becomes of windows that are running then.
    pub treatment: Treatment,
}

/// What becomes of windows that are running when a plan changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// The old plan settles its windows with the month before, against the quota of their months up to then;
    /// the windows of the new plan start with the change, with the quota of what is left of them.
    Restart,
    /// Both plans are paid on the whole year; before it is rounded, what a component has earned counts for
    /// its plan's part of the rep's months in seat in the plan year. Before the plan year the old plan pays all.
    Prorate,
    /// The old plan pays, unchanged, what falls due before the change. From then on the new plan is applied to
    /// the whole of the running window, and what the component of the same name was paid for that
    /// window is paid before.
    Carry,
}

/// The part of the year of a component whose plan changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The change.
    pub change: PlanChange,
    /// The component is one of the new plan's.
    pub is_new: bool,
    /// Its plan's target incentive a year.
    pub target_incentive: Cents,
    /// The number of the component of the old plan whose payments are paid before, under
    /// [`Treatment::Carry`].
    pub carries: Option<usize>,
}

/// Base and target incentive from a month of the year on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedPay {
    /// The first month, counted from 0.
    pub month: usize,
    /// Base a year from then on.
    pub base: Cents,
    /// Target incentive a year from then on.
    pub target_incentive: Cents,
}

/// The old plan and, from the month of the change on, the new one. Components of the new plan whose name the
/// old one has, too, are called `NAME (from month 7)`.
///
/// # Errors
/// What cannot be computed of such a change, in words.
pub fn changed(old: &Plan, new: &Plan, change: PlanChange) -> Result<Plan, Vec<String>> {
    let faults = faults(old, new, change);
    if !faults.is_empty() {
        return Err(faults);
    }
    let number_of = |name: &str| old.components.iter().position(|c| c.name == name);
    let phase = |is_new, target_incentive, carries| {
        Some(Phase { change, is_new, target_incentive, carries })
    };
    let mut plan = old.clone();
    for component in &mut plan.components {
        component.phase = phase(false, old.target_incentive, None);
    }
    plan.components.extend(new.components.iter().map(|component| {
        let same = number_of(&component.name);
        let name = match same {
            Some(_) => format!("{} (from month {})", component.name, change.month + 1),
            None => component.name.clone(),
        };
        let carries = same.filter(|_| change.treatment == Treatment::Carry);
        let phase = phase(true, new.target_incentive, carries);
        Component { name, phase, ..component.clone() }
    }));
    plan.changed_pay = Some(ChangedPay {
        month: change.month,
        base: new.base,
        target_incentive: new.target_incentive,
    });
    Ok(plan)
}

/// What cannot be computed of a change.
fn faults(old: &Plan, new: &Plan, change: PlanChange) -> Vec<String> {
    let mut faults = Vec::new();
    if old.currency != new.currency || old.pay_currency() != new.pay_currency() {
        faults.push("the two plans are not in the same currencies".to_owned());
    }
    if old.rounding != new.rounding || old.payment_lag != new.payment_lag {
        faults.push("the two plans do not have the same `rounding` and `payment_lag`".to_owned());
    }
    for plan in [old, new] {
        if plan.has_plan_level() || plan.ramp.is_some() {
            faults.push(format!(
                "the plan {:?} has clauses on its whole pay (cap, guarantee, draw, hold, ramp, exit); this version does \
                 not change such plans within the year",
                plan.name
            ));
        }
        for component in &plan.components {
            let of_team = matches!(component.pays, Pays::Pool { .. } | Pays::Contest(_));
            let why = if of_team || component.budget.is_some() {
                "is shared by the team"
            } else if component.months != MonthSet::ALL {
                "is active in some months only"
            } else {
                continue;
            };
            faults.push(format!(
                "{:?} {why}; this version does not change plans with such components within the year",
                component.name
            ));
        }
    }
    if change.treatment == Treatment::Carry {
        carried_faults(old, new, &mut faults);
    }
    faults
}

/// What keeps the new plan from taking up the windows of the old one.
fn carried_faults(old: &Plan, new: &Plan, faults: &mut Vec<String>) {
    for component in &old.components {
        let name = &component.name;
        match new.components.iter().find(|c| c.name == *name) {
            None => faults.push(format!(
                "the new plan has no component {name:?} to carry the running window of the old one's on"
            )),
            Some(other) if other.measured != component.measured => {
                faults.push(format!("{name:?} is measured over different windows in the two plans"));
            }
            Some(_) => {}
        }
    }
    for component in old.components.iter().chain(&new.components) {
        let why = match (&component.pays, component.measured) {
            (_, Window::TrailingYear) => "looks at a trailing year",
            (_, Window::Calendar(window)) if component.paid > window => {
                "pays for several windows at once"
            }
            (Pays::Amount { once: true, .. }, _) => "pays once a year",
            _ if component.clawback.is_some() => "has a clawback",
            _ if component.carry => "carries what its cap cuts",
            _ => continue,
        };
        faults.push(format!("{:?} {why}, which is not carried over", component.name));
    }
}

impl Plan {
    /// The target incentive a year of which a component's target may be a share.
    pub fn target_incentive_of(&self, component: &Component) -> Cents {
        component.phase.map_or(self.target_incentive, |phase| phase.target_incentive)
    }
}
