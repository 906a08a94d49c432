//! Clauses on a rep's pay as a whole. By rep and month they apply in this order, each to what the one before
//! left: recoveries (of components), cap, guarantee, draw, hold.
//!
//! In what follows a month's *pay* is the sum over components of what it paid less what it recovered, prizes
//! in kind (`non_cash`) apart. A rep
//! is *newly hired* who starts within the timeline; all others have been there for long. The *first month*
//! of a guarantee or draw is the first of the plan year, or a newly hired rep's first.

use super::{Component, Pays, Period, Plan, TierRate, Unit};
use crate::money::{Cents, Decimal6};

/// The most that a plan pays in a window.
///
/// Of a calendar window (of `per`, clipped to the rep's months in seat) let E be the pay of its months up to
/// now, and C the bound: `amount` × months in seat of the window ÷ its months, or `share_of_target` × target
/// incentive × months in seat of the window ÷ 12; rounded once. What is cut to date is max(0, E − C). A
/// month's line is the change of it: `recovered` what is cut more, `paid` what is given back because a
/// recovery or a negative payment brought E down again. It also applies to months before the plan year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanCap {
    /// The bound.
    pub most: Most,
    /// The window.
    pub per: Period,
}

/// A bound on the pay of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    /// An amount a window.
    Amount(Cents),
    /// A multiple of the window's target incentive.
    ShareOfTarget(Decimal6),
}

/// Pay that is guaranteed for a time.
///
/// In each guaranteed month the rep is due `amount`. At the end of each calendar period of `per`, or with
/// the last guaranteed month or the rep's last, what pay after the cap falls short of that in the
/// guaranteed months of the period is `paid`. Nothing of it is ever given back: it counts as pay where a
/// draw tops up, but not where a draw is recovered, and it is not held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guarantee {
    /// Amount a month.
    pub amount: Cents,
    /// For how many months from the first.
    pub months: u32,
    /// Only newly hired reps have it.
    pub new_hires_only: bool,
    /// How often it is settled.
    pub per: Period,
}

/// An advance on pay.
///
/// While it runs (`months` months from the first) it pays the amount, or what pay with the guarantee falls
/// short of it. A recoverable draw is owed; from month `recovery_start` on (counted from the first, 0)
/// `recovered` is min(owed, `recovery_share` × pay), where pay is that after the cap, without the
/// guarantee, while the draw runs only what of it is above `amount`, and never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Amount a month.
    pub amount: Cents,
    /// For how many months from the start (of the year, or of a rep who starts later).
    pub months: u32,
    /// What it does to the month's pay.
    pub kind: DrawKind,
    /// The share of pay that recovers it; none where it is a gift.
    pub recovery_share: Option<Decimal6>,
    /// Months from the first before anything is recovered.
    pub recovery_start: u32,
    /// What a leaver still owes.
    pub at_exit: AtExit,
}

/// What a draw does to a month's pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawKind {
    /// Tops it up to the amount.
    Minimum,
    /// Pays the amount on top.
    Advance,
}

/// What becomes of the balance of a draw in a leaver's last month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtExit {
    /// It stays owed, as the balance.
    Owed,
    /// After that month's recovery it is given up: the balance is 0.
    Forgiven,
    /// All of the month's pay (after the cap, without the guarantee, with what was held back and is
    /// released now) goes to it; the rest stays owed.
    Collected,
}

/// Pay that is held back.
///
/// Of a month's pay after the cap less what the draw recovered of it, if above 0, `share_at_booking` (rounded
/// once) is paid at once and the rest is held: `recovered`. It is `paid` `after_months` months later. In a
/// leaver's last month nothing more is held and all that is held is paid, where [`Exit`] says so; else it
/// is lost, and the month's pay is held like any other. A line's balance is what is held after the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The share that is paid at once.
    pub share_at_booking: Decimal6,
    /// Months until the rest is paid.
    pub after_months: u32,
    /// What it waits for, if the plan says.
    pub until: Option<Until>,
}

/// What held pay waits for; `after_months` says how long that is taken to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// The customer's go-live.
    GoLive,
    /// The customer's payment.
    Cash,
}

/// What a leaver (a rep whose last month is not the timeline's last) is still owed.
///
/// A plan without it settles running windows in the last month, and recovers nothing after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    /// In the last month components pay only what falls due at the end of a calendar period of theirs, and
    /// held pay is lost. Else running windows are settled, and held pay is released.
    pub forfeits: bool,
    /// For how many months after the last one losses still recover: month by month, and component by
    /// component in the order of the plan, until they reach the pay of the last month, all lines included.
    pub recover_months: u32,
}

/// What differs for newly hired reps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ramp {
    /// The share of the month's quota that counts, by month of tenure from 0; all of it beyond. Empty where
    /// the company says it.
    pub quota: Vec<Decimal6>,
    /// By number of the component: its weight in the first `months` of tenure. The target of a window is
    /// the sum over its months in seat of a twelfth of target incentive × the weight of that month.
    pub weights: Vec<(usize, Decimal6)>,
    /// How long the weights hold.
    pub months: u32,
}

impl Plan {
    /// The currency of pay: of targets, amounts, floors and caps on pay.
    pub fn pay_currency(&self) -> &str {
        self.other_pay_currency.as_deref().unwrap_or(&self.currency)
    }

    /// Whether what a component's rates earn is in the currency of sales and has to be converted: rates on
    /// money, but those that are multiples of target ÷ quota.
    pub fn converts(&self, component: &Component) -> bool {
        let of_money = component.measure.as_ref().is_some_and(|m| m.unit() == Unit::Money);
        let Pays::Rate(tiers) = &component.pays else {
            return false;
        };
        let by_rate = tiers.tiers.iter().any(|tier| matches!(tier.rate, TierRate::Rate(_)));
        self.other_pay_currency.is_some() && of_money && by_rate
    }

    /// Whether anything is done to the pay of a rep as a whole, also after a change of plan.
    pub fn has_plan_level(&self) -> bool {
        let of_new = self.changed.as_ref().is_some_and(|new| {
            new.cap.is_some()
                || new.guarantee.is_some()
                || new.draw.is_some()
                || new.hold.is_some()
                || new.exit.is_some()
        });
        of_new
            || self.cap.is_some()
            || self.guarantee.is_some()
            || self.draw.is_some()
            || self.hold.is_some()
            || self.exit.is_some()
    }

    /// The plan with its components alone, on the terms of those who have long been there.
    #[must_use]
    pub fn without_plan_level(&self) -> Self {
        let mut plan = self.clone();
        plan.ramp = None;
        (plan.cap, plan.guarantee, plan.draw, plan.hold) = (None, None, None, None);
        (plan.exit, plan.changed, plan.payment_lag) = (None, None, 0);
        plan
    }
}
