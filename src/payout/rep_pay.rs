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
    /// Amounts by month: each component's paid, each component's recovered, what the draw paid, what it
    /// recovered. One piece of memory, since it is emptied for every rep of every year.
    amounts: Vec<Cents>,
    components: usize,
    /// Whether a draw has been entered.
    drew: bool,
}

impl RepPay {
    pub(super) fn clear(&mut self, seat: usize, stint: usize, components: usize, months: usize) {
        (self.seat, self.stint) = (seat, stint);
        (self.components, self.months, self.drew) = (components, months, false);
        self.amounts.clear();
        self.amounts.resize((2 * components + 2) * months, Cents::ZERO);
    }

    fn row(&self, row: usize) -> &[Cents] {
        &self.amounts[row * self.months..][..self.months]
    }

    fn row_mut(&mut self, row: usize) -> &mut [Cents] {
        &mut self.amounts[row * self.months..][..self.months]
    }

    /// Paid by a component in a month, before recoveries.
    pub fn paid(&self, component: usize, month: usize) -> Cents {
        self.row(component)[month]
    }

    /// Recovered by a component's clawback in a month.
    pub fn recovered(&self, component: usize, month: usize) -> Cents {
        self.row(self.components + component)[month]
    }

    /// Paid by a component in some months, before recoveries.
    pub fn paid_over(&self, component: usize, months: Range<usize>) -> Cents {
        self.row(component)[months].iter().copied().sum()
    }

    /// Recovered by a component's clawback in some months.
    pub fn recovered_over(&self, component: usize, months: Range<usize>) -> Cents {
        self.row(self.components + component)[months].iter().copied().sum()
    }

    /// Paid by the draw in some months, less what it recovered.
    pub fn drawn_over(&self, months: Range<usize>) -> Cents {
        if self.drew { months.map(|month| self.draw(month)).sum() } else { Cents::ZERO }
    }

    /// Variable pay of some months: all that was paid, draws included, less all that was recovered.
    pub fn variable_over(&self, months: Range<usize>) -> Cents {
        let of_components = (0..self.components).map(|component| {
            self.paid_over(component, months.clone())
                - self.recovered_over(component, months.clone())
        });
        of_components.sum::<Cents>() + self.drawn_over(months)
    }

    /// Paid by the draw in a month, less what it recovered.
    pub fn draw(&self, month: usize) -> Cents {
        let first = 2 * self.components;
        self.row(first)[month] - self.row(first + 1)[month]
    }

    /// A component's payments by month, to be entered.
    pub(super) fn payments(&mut self, component: usize) -> &mut [Cents] {
        self.row_mut(component)
    }

    pub(super) fn pay(&mut self, component: usize, month: usize, amount: Cents) {
        self.row_mut(component)[month] += amount;
    }

    pub(super) fn recover(&mut self, component: usize, month: usize, amount: Cents) {
        let row = self.components + component;
        self.row_mut(row)[month] += amount;
    }

    /// Enters what a draw pays and recovers in a month.
    pub(super) fn enter_draw(&mut self, month: usize, paid: Cents, recovered: Cents) {
        let first = 2 * self.components;
        self.drew = true;
        self.row_mut(first)[month] = paid;
        self.row_mut(first + 1)[month] = recovered;
    }
}
