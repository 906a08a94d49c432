//! One component as one rep is paid by it: its quota, its target, what a window's months count for.

use super::number::Number;
use super::rep::Rep;
use super::window::Window;
use crate::money::Rounding;
use crate::plan::{Against, Component, Quota, Target};

/// One component as one rep is paid by it.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    pub component: &'a Component,
    pub rep: Rep<'a>,
    pub rounding: Rounding,
}

impl Claim<'_> {
    /// The unramped quota a year; 0 where there is none.
    pub fn yearly_quota(&self) -> Number {
        self.yearly(self.component.quota)
    }

    fn yearly(&self, quota: Option<Quota>) -> Number {
        match quota {
            Some(Quota::Team) => self.rep.stint.quota.into(),
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
        self.rep.quota_of(self.yearly(quota), months)
    }

    /// The component's target a year.
    pub fn yearly_target(&self) -> Number {
        match self.component.target {
            Target::Weight(weight) => Number::from(self.rep.target_incentive) * weight.into(),
            Target::Yearly(target) => target.into(),
        }
    }

    /// The target of a window: the months in seat of the year's. Against the quota to date it is prorated
    /// as the quota is, or by months where there is none. A payment on a trailing year has its own period's.
    pub fn target(&self, window: &Window) -> Number {
        let of = |months| self.rep.of_year(self.yearly_target(), months);
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
