//! Which months a payment looks at: `paid` and `measured`.

use crate::plan::{Component, Period, Window as Measured};

/// Months of the timeline. Those before it have numbers below 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Months {
    /// The first.
    pub from: i64,
    /// The one after the last.
    pub to: i64,
}

impl Months {
    /// None at all.
    pub const NONE: Self = Self { from: 0, to: 0 };

    /// All of them.
    pub const EVER: Self = Self { from: i64::MIN / 4, to: i64::MAX / 4 };

    pub fn new(from: usize, to: usize) -> Self {
        Self { from: from as i64, to: to as i64 }
    }

    pub fn each(self) -> impl Iterator<Item = i64> {
        self.from..self.to
    }

    /// Those of both.
    pub fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }

    pub fn contains(self, month: impl Into<i64>) -> bool {
        (self.from..self.to).contains(&month.into())
    }
}

/// A window as one payment sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// All its months, whoever is in seat.
    pub whole: Months,
    /// Those up to the payment.
    pub so_far: Months,
    /// Each payment stands alone and pays the share of the year that its own period is.
    pub trailing: bool,
    /// The months of the payment's own period up to it.
    pub period: Months,
}

impl Window {
    /// The month of the payment.
    pub const fn paid_in(&self) -> i64 {
        self.period.to - 1
    }
}

/// The calendar period that a month lies in.
pub(super) fn period_of(period: Period, month: i64) -> Months {
    let length = period.months() as i64;
    let from = month - month.rem_euclid(length);
    Months { from, to: from + length }
}

/// The windows that a payment in a month covers: the one that the month lies in; all those of the payment
/// period where it is longer than they are; or the twelve months up to the payment.
pub(super) fn windows(component: &Component, month: usize) -> Vec<Window> {
    let month = month as i64;
    let paid = period_of(component.paid, month);
    let period = Months { from: paid.from, to: month + 1 };
    let Measured::Calendar(length) = component.measured else {
        let year = Months { from: month - 11, to: month + 1 };
        return vec![Window { whole: year, so_far: year, trailing: true, period }];
    };
    let first = period_of(length, paid.from).from;
    let starts = (first..=month).step_by(length.months());
    let window = |start| {
        let whole = period_of(length, start);
        let so_far = Months { from: whole.from, to: whole.to.min(month + 1) };
        Window { whole, so_far, trailing: false, period }
    };
    starts.map(window).collect()
}
