//! What a team's quota is a quota of.

use super::super::rep_year::RepYear;
use super::super::subject::{Seen, Subject};
use crate::credit::{Months, Sum};
use crate::events::Names;
use crate::plan::{Additive, Measure, Quota, Term};

/// The result that is held against the team's quota: that of the first component with this quota; bookings where
/// the plan has none.
#[derive(Clone, Debug)]
pub(in super::super) struct Yardstick {
    pub sum: Sum,
}

impl Yardstick {
    /// Of a team and its plan.
    ///
    /// # Errors
    /// Why it has none, in words.
    pub fn of(subject: &Subject<'_>) -> Result<Self, &'static str> {
        if !subject.team().has_quota() {
            return Err("the team has no quota");
        }
        let by_quota = subject.plan.components.iter().filter(|c| c.quota == Some(Quota::Team));
        let measure = by_quota.filter_map(|component| component.measure.as_ref()).next();
        let bookings = [Additive::NewAcv, Additive::UpgradeAcv, Additive::ExpansionAcv];
        let terms = match measure {
            None => bookings.into_iter().map(Term::whole).collect(),
            Some(Measure::Sum { terms, .. }) => terms.clone(),
            Some(_) => return Err("what is held against the quota is no sum of results"),
        };
        if terms.iter().any(|term| matches!(term.of, Additive::Deals | Additive::Won)) {
            return Err("the quota is one of deals, of which there is no part");
        }
        Ok(Self { sum: Sum::compile(&terms, &Names::of(subject.model.company)) })
    }

    /// What of a rep's year counts towards the quota, and the quota, in the same unit; none without a quota.
    pub fn result_and_quota(&self, seen: &Seen<'_>, rep: &RepYear) -> Option<(i128, i128)> {
        let timeline = seen.subject.timeline();
        let months = Months { from: timeline.plan_year(), to: timeline.months() };
        let result = self.sum.over(&seen.team_year().seats[rep.seat].ledger, months);
        let quota = i128::from(seen.pay.reps()[rep.place].quota.0) * i128::from(self.sum.scale());
        (quota > 0).then_some((result, quota))
    }
}
