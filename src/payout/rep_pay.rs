//! What a rep was paid, by component and month.

use std::ops::Range;

use crate::money::Cents;

/// What a rep was paid, by component and month of the timeline.
#[derive(Clone, Debug, Default)]
pub struct RepPay {
    /// Seat of the team, from 0.
    pub seat: usize,
    /// Which rep of the seat, from 0.
    pub stint: usize,
    /// Base for the months of the plan year in seat.
    pub base: Cents,
    /// Quota of the plan year: season, ramp and months in seat applied; 0 where there is none.
    pub quota: Cents,
    months: usize,
    paid: Vec<Cents>,
    recovered: Vec<Cents>,
    pub(super) draw_paid: Vec<Cents>,
    pub(super) draw_recovered: Vec<Cents>,
}

impl RepPay {
    pub(super) fn clear(&mut self, seat: usize, stint: usize, clauses: usize, months: usize) {
        (self.seat, self.stint, self.months) = (seat, stint, months);
        for (amounts, length) in [
            (&mut self.paid, clauses * months),
            (&mut self.recovered, clauses * months),
            (&mut self.draw_paid, months),
            (&mut self.draw_recovered, months),
        ] {
            amounts.clear();
            amounts.resize(length, Cents::ZERO);
        }
    }

    /// Paid by a component in a month, before recoveries.
    pub fn paid(&self, component: usize, month: usize) -> Cents {
        self.paid[component * self.months + month]
    }

    /// Recovered by a component's clawback in a month.
    pub fn recovered(&self, component: usize, month: usize) -> Cents {
        self.recovered[component * self.months + month]
    }

    /// Paid by a component in some months, before recoveries.
    pub fn paid_over(&self, component: usize, months: Range<usize>) -> Cents {
        self.paid[component * self.months..][months].iter().copied().sum()
    }

    /// Recovered by a component's clawback in some months.
    pub fn recovered_over(&self, component: usize, months: Range<usize>) -> Cents {
        self.recovered[component * self.months..][months].iter().copied().sum()
    }

    /// Paid by the draw in some months, less what it recovered.
    pub fn drawn_over(&self, months: Range<usize>) -> Cents {
        let paid: Cents = self.draw_paid[months.clone()].iter().copied().sum();
        paid - self.draw_recovered[months].iter().copied().sum()
    }

    /// Variable pay of some months: all that was paid, draws included, less all that was recovered.
    pub fn variable_over(&self, months: Range<usize>) -> Cents {
        let components = 0..self.paid.len() / self.months.max(1);
        let of_components = components.map(|component| {
            self.paid_over(component, months.clone())
                - self.recovered_over(component, months.clone())
        });
        of_components.sum::<Cents>() + self.drawn_over(months)
    }

    /// Paid by the draw in a month, less what it recovered.
    pub fn draw(&self, month: usize) -> Cents {
        self.draw_paid[month] - self.draw_recovered[month]
    }

    pub(super) fn pay(&mut self, component: usize, month: usize, amount: Cents) {
        self.paid[component * self.months + month] += amount;
    }

    pub(super) fn recover(&mut self, component: usize, month: usize, amount: Cents) {
        self.recovered[component * self.months + month] += amount;
    }
}
