//! The cap on a plan's pay.

use super::plan_level::Settled;
use crate::money::{Cents, Fraction, Rounding};
use crate::plan::{Most, PlanCap};

/// A cap on its way through a rep's months.
#[derive(Clone, Copy, Debug)]
pub(super) struct CapCourse {
    cap: PlanCap,
    rounding: Rounding,
    /// The first month of the window that it is in.
    window: Option<usize>,
    /// The most that the window pays.
    most: Cents,
    /// Pay of the window so far.
    earned: Cents,
    /// Cut of it so far.
    cut: Cents,
}

impl CapCourse {
    pub fn new(cap: PlanCap, rounding: Rounding) -> Self {
        let (most, earned, cut) = (Cents::ZERO, Cents::ZERO, Cents::ZERO);
        Self { cap, rounding, window: None, most, earned, cut }
    }

    /// What is cut of a month's pay; below 0 where something that was cut is given back, because later
    /// months of the window brought its pay down.
    pub fn month(&mut self, rep: &Settled<'_>, month: usize, pay: Cents) -> Cents {
        let from = month - month % self.cap.per.months();
        if self.window != Some(from) {
            self.window = Some(from);
            self.most = self.most(rep, from);
            (self.earned, self.cut) = (Cents::ZERO, Cents::ZERO);
        }
        self.earned += pay;
        let cut = (self.earned - self.most).max(Cents::ZERO);
        let more = cut - self.cut;
        self.cut = cut;
        more
    }

    /// The most that a window pays: in proportion to its months in seat.
    fn most(&self, rep: &Settled<'_>, from: usize) -> Cents {
        let length = self.cap.per.months();
        let months = rep.months_in_seat(from, from + length) as i128;
        let share = |of: usize| Fraction::new(months, of as i128).unwrap_or(Fraction::ZERO);
        let most = match self.cap.most {
            Most::Amount(amount) => Fraction::from(amount) * share(length),
            Most::ShareOfTarget(times) => {
                Fraction::from(rep.target_incentive) * share(12) * Fraction::from(times)
            }
        };
        most.to_cents(self.rounding)
    }
}
