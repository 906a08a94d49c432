//! A team whose plan changes within the year: its two plan files become one plan.

use std::sync::Arc;

use crate::diagnostic::{Document, Finding, element, join};
use crate::plan::{ChangeFault, MonthsFrom, NotContinued, Plan, PlanChange, Treatment, changed};
use crate::spec::plan_change as file;

use super::lower::Lowering;

const MONTH: &str = "the first month of the new plan, counted from 1: 2 to 12";
const PLAN: &str = "the new plan's file, relative to this file";
const TREATMENT: &str = "what becomes of running windows: with \"restart\" the old plan settles them and the new one starts \
    its own, with \"prorate\" both are paid on the whole year for their share of the months, with \"carry\" the new plan \
    is applied to the whole window, less what was paid for it";

/// A change as a company file states it.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    /// Where it stands in the company file.
    pub path: String,
    pub change: PlanChange,
    /// The new plan's file.
    pub file: String,
}

/// A plan that changes, whole.
#[derive(Clone, Debug)]
pub struct Changed {
    /// How many components are the old plan's; those of the new one follow them.
    pub old_components: usize,
    /// The old plan by itself.
    pub old: Plan,
    /// The new plan by itself.
    pub new: Plan,
    /// When, and what becomes of running windows.
    pub change: PlanChange,
    /// Where it stands in the company file.
    pub path: String,
    /// The new plan's file, for findings.
    pub document: Arc<Document>,
}

/// What a team's file says of a change of its plan.
pub(super) fn stated(
    team: usize,
    table: &file::PlanChange,
    lowering: &mut Lowering<'_>,
) -> Option<Stated> {
    let path = join(&element("team", team), "plan_change");
    let mut required = |key: &str, given: bool, help: &str| {
        if !given {
            let finding = Finding::error(join(&path, key), format!("`{key}` is missing"));
            lowering.report(finding.help(help));
        }
    };
    required("month", table.month.is_some(), MONTH);
    required("plan", table.plan.is_some(), PLAN);
    required("treatment", table.treatment.is_some(), TREATMENT);
    let month = table.month.as_ref()?;
    let month = lowering.whole(&join(&path, "month"), month, 2, 12)?;
    let file = table.plan.clone().filter(|file| !file.trim().is_empty())?;
    let treatment = match table.treatment? {
        file::Treatment::Restart => Treatment::Restart,
        file::Treatment::Prorate => Treatment::Prorate,
        file::Treatment::Carry => Treatment::Carry,
    };
    let month = usize::try_from(month - 1).ok()?;
    let months_from = table.months_from.map(|from| match from {
        file::MonthsFrom::Start => MonthsFrom::Start,
        file::MonthsFrom::Change => MonthsFrom::Change,
    });
    let not_continued = table.not_continued.map(|what| match what {
        file::NotContinued::Settle => NotContinued::Settle,
        file::NotContinued::Drop => NotContinued::Drop,
    });
    let change = PlanChange { month, treatment, months_from, not_continued };
    Some(Stated { path, change, file })
}

/// The plan of both, or findings in the company file. `files` are those of the old plan and the new.
pub(super) fn together(
    (old, new): (&Plan, &Plan),
    stated: &Stated,
    files: (&str, &str),
) -> Result<Plan, Vec<Finding>> {
    changed(old, new, stated.change).map_err(|faults| {
        let finding = |fault: ChangeFault| match fault.missing {
            Some(key) => Finding::error(join(&stated.path, key), fault.what).help(fault.help),
            None => {
                let (old, new) = files;
                let what = format!("{old} cannot be followed by {new}: {}", fault.what);
                Finding::error(stated.path.clone(), what).help(fault.help)
            }
        };
        faults.into_iter().map(finding).collect()
    })
}
