//! What keeps two plans from following one another within a year: what would have to be guessed, and what
//! contradicts itself.

use super::{ChangeFault, PlanChange, Treatment};
use crate::plan::{Component, Draw, Plan};

/// What cannot be computed of a change.
pub(super) fn of(old: &Plan, new: &Plan, change: PlanChange) -> Vec<ChangeFault> {
    let mut faults = Vec::new();
    let (now, then) = (old.pay_currency(), new.pay_currency());
    if now != then {
        faults.push(ChangeFault {
            missing: None,
            what: format!("the old plan pays in {now} and the new one in {then}"),
            help: "state the same `currency` in `[pay]`: what one plan owes, holds or has paid is set against the pay of the \
                   other"
                .to_owned(),
        });
    }
    if old.hold.is_some() && new.exit.is_none() {
        faults.push(ChangeFault {
            missing: None,
            what: "`[hold]` of the old plan may still hold pay when a rep leaves, and the new plan has no `[exit]`"
                .to_owned(),
            help: "add `[exit]` to the new plan: `owed = \"paid\"` pays a leaver what is held, `owed = \"forfeited\"` \
                   keeps it"
                .to_owned(),
        });
    }
    if change.months_from.is_none() {
        faults.extend(months_from(new, change));
    }
    if change.treatment == Treatment::Carry {
        for component in &old.components {
            faults.extend(carried(component, new, change));
        }
    }
    faults
}

/// Where the months of a draw and a guarantee are counted from matters, and is not said.
fn months_from(new: &Plan, change: PlanChange) -> Option<ChangeFault> {
    let ends = |months: u32| months < 12;
    let waits = |draw: &Draw| draw.recovery_share.is_some() && draw.recovery_start > 0;
    let of_draw = new.draw.as_ref().filter(|draw| ends(draw.months) || waits(draw));
    let of_guarantee = new.guarantee.as_ref().filter(|guarantee| ends(guarantee.months));
    let whose = match (of_draw, of_guarantee) {
        (None, None) => return None,
        (Some(_), None) => "`[draw]`",
        (None, Some(_)) => "`[guarantee]`",
        (Some(_), Some(_)) => "`[draw]` and `[guarantee]`",
    };
    let month = change.month + 1;
    Some(ChangeFault {
        missing: Some("months_from"),
        what: format!(
            "`months_from` is missing: the months of {whose} of the new plan can be counted in two ways"
        ),
        help: format!(
            "with \"start\" they count from the start of the year (or of a rep who starts later), so that those before \
             month {month} use them up; with \"change\" from month {month} on"
        ),
    })
}

/// What keeps the new plan from going on with the windows of an old component.
fn carried(old: &Component, new: &Plan, change: PlanChange) -> Option<ChangeFault> {
    let (month, name) = (change.month, &old.name);
    let start_of = |length: usize| month - month % length;
    let Some(next) = new.components.iter().find(|component| component.name == *name) else {
        let runs = start_of(old.settled_after()) < month && change.not_continued.is_none();
        return runs.then(|| ChangeFault {
            missing: Some("not_continued"),
            what: format!(
                "`not_continued` is missing: {name:?} of the old plan has a window running in month {}, and the new \
                 plan has no component of that name to go on with it",
                month + 1
            ),
            help: "with \"settle\" such windows are settled with the month before, with \"drop\" what has not fallen \
                   due is not paid; or give the component that goes on with it the same name"
                .to_owned(),
        });
    };
    let (unpaid, taken_up) = (start_of(old.paid.months()), start_of(next.settled_after()));
    (taken_up > unpaid).then(|| ChangeFault {
        missing: None,
        what: format!(
            "results of month {} of {name:?} would be paid by neither plan: the old one pays them by the {}, after the \
             change, and the window that the new one goes on with begins with month {}",
            unpaid + 1,
            old.paid.name(),
            taken_up + 1
        ),
        help: format!(
            "change with the beginning of a {}, write `measured` or `paid` of {name:?} in the new plan as long as in the \
             old one, or take another treatment",
            old.paid.name()
        ),
    })
}
