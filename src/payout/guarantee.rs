//! Guarantees.

use std::ops::Range;

use super::plan_level::Settled;
use crate::money::Cents;
use crate::plan::Guarantee;

/// A guarantee on its way through a rep's months.
#[derive(Clone, Debug)]
pub(super) struct GuaranteeCourse {
    guarantee: Guarantee,
    /// The guaranteed months.
    months: Range<usize>,
    /// Guaranteed since it was last settled.
    due: Cents,
    /// Paid since it was last settled.
    paid: Cents,
}

impl GuaranteeCourse {
    /// For a rep who has it: its months are counted from `first`, and are its plan's among `of_plan`.
    pub fn new(
        guarantee: Guarantee,
        (first, of_plan): (usize, Range<usize>),
        rep: &Settled<'_>,
    ) -> Option<Self> {
        if guarantee.new_hires_only && !rep.stint.newly_hired {
            return None;
        }
        let end = (first + guarantee.months as usize).min(rep.stint.end);
        let months = first.max(of_plan.start)..end.min(of_plan.end);
        Some(Self { guarantee, months, due: Cents::ZERO, paid: Cents::ZERO })
    }

    /// What tops up a month in which `pay` is paid.
    pub fn month(&mut self, month: usize, pay: Cents) -> Cents {
        if !self.months.contains(&month) {
            return Cents::ZERO;
        }
        self.due += self.guarantee.amount;
        self.paid += pay;
        let settles =
            (month + 1).is_multiple_of(self.guarantee.per.months()) || month + 1 == self.months.end;
        if !settles {
            return Cents::ZERO;
        }
        let top_up = (self.due - self.paid).max(Cents::ZERO);
        (self.due, self.paid) = (Cents::ZERO, Cents::ZERO);
        top_up
    }
}
