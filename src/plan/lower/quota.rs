//! What a result is held against: a quota where it adds up, else a goal.

use super::component::sort;
use super::notes::Notes;
use crate::diagnostic::{Finding, join};
use crate::money::Decimal6;
use crate::plan::{Measure, Quota};
use crate::spec::Number;
use crate::spec::team_or::QuotaOf;

const QUOTA: &str = "`quota = \"team\"` is the quota in the company file; or write a number a year";

/// The quota of a table at a path. Where it is `needed`, a sum is paid by its share of quota.
pub(super) fn lower(
    quota: Option<QuotaOf>,
    measure: Option<&Measure>,
    needed: bool,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<Quota>> {
    let by_quota = measure.is_some_and(Measure::is_additive);
    let Some(quota) = quota else {
        if needed && by_quota {
            notes.push(
                Finding::error(path, format!("`quota` is missing{}", notes.component_of(path)))
                    .help(format!(
                        "a target on a sum is paid by the sum's share of quota; {QUOTA}"
                    )),
            );
            return None;
        }
        return Some(None);
    };
    if let Some(measure) = measure.filter(|_| !by_quota) {
        notes.push(
            Finding::error_at_key(
                join(path, "quota"),
                format!("a {} such as `{}` has no quota", sort(measure), measure.name()),
            )
            .help("leave it out; `goal` says what a ratio or score is divided by, if not 1"),
        );
        return None;
    }
    match quota {
        QuotaOf::Team => Some(Some(Quota::Team)),
        QuotaOf::Yearly(number) => notes
            .amount_above_0(&join(path, "quota"), number)
            .map(|quota| Some(Quota::Yearly(quota))),
    }
}

/// The goal of a table at a path.
pub(super) fn goal(
    goal: Option<Number>,
    measure: Option<&Measure>,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<Decimal6>> {
    let Some(goal) = goal else {
        return Some(None);
    };
    if measure.is_some_and(Measure::is_additive) {
        notes.push(
            Finding::error_at_key(
                join(path, "goal"),
                "`goal` is for ratios and scores; a sum is held against a quota",
            )
            .help(QUOTA),
        );
        return None;
    }
    notes.decimal_above_0(&join(path, "goal"), goal).map(Some)
}
