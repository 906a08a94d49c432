//! What a team's results are measured by: what its quota is a quota of, or the ARR of its books.

use super::super::rep_year::RepYear;
use super::super::subject::{Seen, Subject};
use crate::credit::{Months, Sum};
use crate::events::{Event, Kind, Ledger, Names};
use crate::money::Cents;
use crate::plan::{Additive, Component, Measure, Quota, RatioMeasure, Term};

/// What counts as 100 %, and what counts towards it.
#[derive(Clone, Debug)]
pub(in super::super) enum Yardstick {
    /// A sum of results against a quota: that of the first component with the team's quota, else of the first with a
    /// quota of its own; bookings against the team's quota where no component has one.
    Quota {
        /// What counts.
        sum: Sum,
        /// The quota a year, where it is the component's own.
        own: Option<Cents>,
    },
    /// The ARR of a rep's book against what it was at the start of the year: of plans that pay on NRR and have no
    /// quota.
    Nrr,
}

impl Yardstick {
    /// Of a team and its plan.
    ///
    /// # Errors
    /// Why it has none, in words.
    pub fn of(subject: &Subject<'_>) -> Result<Self, &'static str> {
        let components = &subject.plan.components;
        let has_quota = subject.team().has_quota();
        let by_team = components.iter().find(|c| has_quota && c.quota == Some(Quota::Team));
        let own = |component: &&Component| matches!(component.quota, Some(Quota::Yearly(_)));
        let terms = match by_team.or_else(|| components.iter().find(own)) {
            Some(component) => match &component.measure {
                Some(Measure::Sum { terms, .. }) => (terms.clone(), component.quota),
                _ => return Err("what is held against the quota is no sum of results"),
            },
            None if subject.team().book.is_some() && components.iter().any(pays_on_nrr) => {
                return Ok(Self::Nrr);
            }
            None if !has_quota => return Err("the plan has no quota, and does not pay on NRR"),
            None => {
                let all = [Additive::NewAcv, Additive::UpgradeAcv, Additive::ExpansionAcv];
                (all.map(Term::whole).to_vec(), None)
            }
        };
        let (terms, quota) = terms;
        if terms.iter().any(|term| matches!(term.of, Additive::Deals | Additive::Won)) {
            return Err("the quota is one of deals, of which there is no part");
        }
        let sum = Sum::compile(&terms, &Names::of(subject.model.company));
        let own = match quota {
            Some(Quota::Yearly(quota)) => Some(quota),
            _ => None,
        };
        Ok(Self::Quota { sum, own })
    }

    /// What is counted, for those figures that are not of a quota.
    pub const fn of_what(&self) -> Option<&'static str> {
        match self {
            Self::Quota { .. } => None,
            Self::Nrr => Some("NRR"),
        }
    }

    /// What counts of a rep's year, and what 100 % is, in the same unit; none where that is nothing.
    pub fn result_and_quota(&self, seen: &Seen<'_>, rep: &RepYear) -> Option<(i128, i128)> {
        let ledger = &seen.team_year().seats[rep.seat].ledger;
        let plan_year = seen.subject.timeline().plan_year();
        let quota = match self {
            Self::Quota { sum, own } => {
                let quota = own.unwrap_or(seen.pay.reps()[rep.place].quota);
                i128::from(quota.0) * i128::from(sum.scale())
            }
            Self::Nrr => arr_at(ledger, plan_year),
        };
        (quota > 0).then(|| (self.result(ledger, plan_year), quota))
    }

    /// What counts of a ledger's plan year.
    pub fn result(&self, ledger: &Ledger, plan_year: usize) -> i128 {
        let months = Months { from: plan_year, to: ledger.months() };
        match self {
            Self::Quota { sum, .. } => sum.over(ledger, months),
            Self::Nrr => arr_at(ledger, ledger.months()),
        }
    }

    /// What a sale counts for: of an account that was lost again it is nothing to the ARR of a book.
    pub fn credit(&self, ledger: &Ledger, event: &Event) -> i128 {
        match self {
            Self::Quota { sum, .. } => sum.credit(event),
            Self::Nrr => {
                let grows = matches!(event.kind, Kind::Upgrade | Kind::Upsell | Kind::CrossSell);
                let account = ledger.accounts.get(event.account as usize);
                if grows && account.is_some_and(|account| account.open) {
                    i128::from(event.amount.0)
                } else {
                    0
                }
            }
        }
    }

    /// Units of a hundredth of the measure.
    #[cfg(test)]
    pub fn scale(&self) -> i64 {
        match self {
            Self::Quota { sum, .. } => sum.scale(),
            Self::Nrr => 1,
        }
    }
}

/// ARR of a book before a month.
fn arr_at(ledger: &Ledger, month: usize) -> i128 {
    i128::from(ledger.opening_arr() + ledger.movements()[..month].iter().sum::<i64>())
}

fn pays_on_nrr(component: &Component) -> bool {
    let nrr = |measure: &&Measure| matches!(measure, Measure::Ratio(RatioMeasure::Nrr));
    component.measures().any(|(_, measure)| measure.parts().iter().any(nrr))
}
