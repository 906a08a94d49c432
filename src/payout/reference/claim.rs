//! One component as one rep is paid by it: its quota, its target, what a window's months count for.

use super::change;
use super::number::Number;
use super::rep::Rep;
use super::window::{Months, Window};
use crate::events::Timeline;
use crate::money::{Decimal6, Rounding};
use crate::plan::{Against, Component, Plan, Quota, Target};

/// One component as one rep is paid by it.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    pub plan: &'a Plan,
    pub timeline: Timeline,
    /// The component's number in the plan.
    pub number: usize,
    pub component: &'a Component,
    pub rep: Rep<'a>,
    /// Units of the currency of pay for one of sales, by calendar month; none where they are the same.
    pub rates: Option<&'a [Decimal6; 12]>,
}

impl Claim<'_> {
    /// How the component's plan rounds.
    pub fn rounding(&self) -> Rounding {
        self.component.phase.map_or(self.plan.rounding, |phase| phase.rounding)
    }

    /// The part of what a window has earned that counts.
    pub fn part(&self, window: &Window) -> Number {
        let months = |months| self.rep.months_in_seat(months);
        change::part(self.component, self.timeline, window, months)
    }

    /// The unramped quota a year that is in force in a month; 0 where there is none.
    pub fn yearly_quota(&self, month: i64) -> Number {
        match self.component.quota {
            Some(Quota::Team) => self.rep.own_quota_in(month),
            Some(Quota::Yearly(quota)) => quota.into(),
            None => Number::ZERO,
        }
    }

    /// The quota that a window's result is held against; 0 where there is none.
    pub fn quota(&self, window: &Window) -> Number {
        self.quota_of(self.component.quota, window)
    }

    /// What of another quota falls into a window, as the component's does.
    pub fn quota_of(&self, quota: Option<Quota>, window: &Window) -> Number {
        let months = match self.component.against {
            Against::Full => window.whole,
            Against::ToDate => window.so_far,
        };
        match quota {
            Some(Quota::Team) => self.rep.own_quota_of(months),
            Some(Quota::Yearly(quota)) => self.rep.quota_of(quota.into(), months),
            None => Number::ZERO,
        }
    }

    /// The component's target a year.
    pub fn yearly_target(&self) -> Number {
        match self.component.target {
            Target::Weight(weight) => Number::from(self.rep.target_incentive) * weight.into(),
            Target::Yearly(target) => target.into(),
        }
    }

    /// A month's twelfth of the yearly target; in their first months new hires may have another weight.
    fn target_of_month(&self, month: i64) -> Number {
        let tenure = month - self.rep.stint.start as i64;
        let is_new = self.component.phase.is_some_and(|phase| phase.is_new);
        let ramp = match &self.plan.changed {
            Some(new) if is_new => new.ramp.as_ref(),
            _ => self.plan.ramp.as_ref(),
        };
        let ramp = ramp.filter(|ramp| {
            self.rep.stint.newly_hired && (0..i64::from(ramp.months)).contains(&tenure)
        });
        let mut weights = ramp.into_iter().flat_map(|ramp| &ramp.weights);
        let yearly = match weights.find(|(number, _)| *number == self.number) {
            Some((_, weight)) => Number::from(self.rep.target_incentive) * (*weight).into(),
            None => self.yearly_target(),
        };
        yearly / Number::whole(12)
    }

    /// The target of a window: the months in seat of the year's. Against the quota to date it is prorated
    /// as the quota is, or by months where there is none. A payment on a trailing year has its own period's.
    pub fn target(&self, window: &Window) -> Number {
        let of = |months: Months| -> Number {
            let counting = months.each().filter(|month| self.rep.counts(*month));
            counting.map(|month| self.target_of_month(month)).sum()
        };
        if window.trailing {
            return of(window.period);
        }
        match (self.component.against, self.component.quota) {
            (Against::Full, _) => of(window.whole),
            (Against::ToDate, None) => of(window.so_far),
            (Against::ToDate, Some(_)) => {
                let quota = self.rep.quota_share(window.whole);
                if quota.is_zero() {
                    return Number::ZERO;
                }
                of(window.whole) * self.rep.quota_share(window.so_far) / quota
            }
        }
    }

    /// The share of a window that an amount stated for it comes to: that of its months in which the rep is in
    /// seat; of a trailing year, the payment's own period.
    pub fn share(&self, window: &Window) -> Number {
        let months = if window.trailing { window.period } else { window.whole };
        self.rep.months_in_seat(months) / self.rep.active_months(window.whole)
    }

    /// What a payment pays of a result that belongs to its whole window: all, or of a trailing year its own
    /// period's share.
    pub fn payable(&self, window: &Window) -> Number {
        if window.trailing { self.share(window) } else { Number::ONE }
    }
}
