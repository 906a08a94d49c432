//! Pay that is held back.

use crate::money::{Cents, Fraction, Rounding};
use crate::plan::Hold;

/// A hold on its way through a rep's months.
#[derive(Clone, Copy, Debug)]
pub(super) struct HoldCourse {
    hold: Option<Hold>,
    /// A leaver loses what is held.
    forfeits: bool,
    rounding: Rounding,
    /// What is released in each of the next months, at month mod [`REACH`].
    due: [Cents; REACH],
    balance: Cents,
}

/// Months that held pay can be in the making, and the one in which it is released.
const REACH: usize = 13;

/// A month of a hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HeldMonth {
    pub held: Cents,
    pub released: Cents,
    /// Held after the month.
    pub balance: Cents,
}

impl HoldCourse {
    pub fn new(hold: Option<Hold>, forfeits: bool, rounding: Rounding) -> Self {
        Self { hold, forfeits, rounding, due: [Cents::ZERO; REACH], balance: Cents::ZERO }
    }

    /// Goes on by another plan: what is held is released when it would have been.
    pub fn change(&mut self, hold: Option<Hold>, forfeits: bool, rounding: Rounding) {
        (self.hold, self.forfeits, self.rounding) = (hold, forfeits, rounding);
    }

    /// What a rep who leaves now gets of what is held.
    pub fn owed(&self) -> Cents {
        if self.forfeits { Cents::ZERO } else { self.balance }
    }

    /// What a month holds back of its pay and releases of what was held before.
    pub fn month(&mut self, month: usize, pay: Cents, leaves: bool) -> HeldMonth {
        if leaves && !self.forfeits {
            let released = std::mem::take(&mut self.balance);
            return HeldMonth { released, ..HeldMonth::default() };
        }
        let released = std::mem::take(&mut self.due[month % REACH]);
        let held = self.hold.map_or(Cents::ZERO, |hold| {
            let pay = pay.max(Cents::ZERO);
            let at_once = Fraction::from(pay) * Fraction::from(hold.share_at_booking);
            let held = pay - at_once.to_cents(self.rounding);
            self.due[(month + hold.after_months as usize) % REACH] += held;
            held
        });
        self.balance += held - released;
        if leaves {
            self.balance = Cents::ZERO;
        }
        HeldMonth { held, released, balance: self.balance }
    }
}
