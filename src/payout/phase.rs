//! The part of the year in which a component pays, where its plan changes within the year.

use super::calendar::Presence;
use super::rep_pay::RepPay;
use super::statement::{Payment, Source};
use super::window::Span;
use crate::events::{Stint, Timeline};
use crate::money::{Cents, Fraction};
use crate::plan::{Phase, Treatment, Window};

/// A phase on the timeline.
#[derive(Clone, Copy, Debug)]
pub(super) struct PhaseMonths {
    phase: Phase,
    /// The first month of the plan year.
    plan_year: usize,
    /// The first month of the new plan.
    change: usize,
}

impl PhaseMonths {
    pub fn new(phase: Phase, timeline: Timeline) -> Self {
        let plan_year = timeline.plan_year();
        Self { phase, plan_year, change: plan_year + phase.change.month }
    }

    /// The target incentive of the phase's plan.
    pub fn target_incentive(&self) -> Cents {
        self.phase.target_incentive
    }

    /// The rep's time in the phase, as its windows see it: none where there is none.
    pub fn stint(&self, stint: &Stint) -> Option<Stint> {
        let (start, end) = match (self.phase.change.treatment, self.phase.is_new) {
            (Treatment::Restart, false) => (stint.start, stint.end.min(self.change)),
            (Treatment::Restart, true) => (stint.start.max(self.change), stint.end),
            (Treatment::Prorate, _) | (Treatment::Carry, false) => (stint.start, stint.end),
            (Treatment::Carry, true) if stint.end <= self.change => return None,
            (Treatment::Carry, true) => (stint.start, stint.end),
        };
        // Windows begin with who is newly hired.
        let newly_hired = stint.newly_hired || start > stint.start;
        (start < end).then_some(Stint { start, end, newly_hired, ..*stint })
    }

    /// The part of what a span has earned that counts.
    pub fn part(&self, presence: &Presence, span: &Span) -> Fraction {
        if self.phase.change.treatment != Treatment::Prorate {
            return Fraction::ONE;
        }
        let (start, change) = (self.plan_year as i64, self.change as i64);
        let old = if span.to <= start {
            Fraction::ONE
        } else {
            let of_year = presence.months(start, start + 12);
            let before = presence.months(start, change);
            Fraction::new(before.into(), of_year.into()).unwrap_or(Fraction::ZERO)
        };
        if self.phase.is_new { Fraction::ONE - old } else { old }
    }

    /// The month from which a new component goes on with what the old one left: payments before it are not
    /// its own, and what was paid for the window that is running then is paid before.
    pub fn taken_over(&self, measured: Window, pay: &RepPay) -> Option<(usize, Cents)> {
        if self.phase.change.treatment != Treatment::Carry || !self.phase.is_new {
            return None;
        }
        let Window::Calendar(window) = measured else {
            return None;
        };
        let window_from = self.change - self.change % window.months();
        let paid = self.phase.carries.map(|old| pay.paid_over(old, window_from..self.change));
        Some((self.change, paid.unwrap_or_default()))
    }

    /// Takes back what an old component paid from the change on, where the new one carries on from there.
    pub fn end(
        &self,
        component: usize,
        pay: &mut RepPay,
        stint: &Stint,
        statement: Option<&mut Vec<Payment>>,
    ) {
        if self.phase.change.treatment != Treatment::Carry || self.phase.is_new {
            return;
        }
        for month in self.change..stint.end {
            pay.pay(component, month, -pay.paid(component, month));
        }
        if let Some(rows) = statement {
            let of_component = |row: &Payment| {
                (row.seat, row.stint, row.source)
                    == (pay.seat, pay.stint, Source::Component(component))
            };
            rows.retain(|row| !of_component(row) || row.month < self.change);
        }
    }
}
