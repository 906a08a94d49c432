//! What a rep was paid, by component and month.

use std::ops::Range;

use crate::money::{Cents, Fraction};

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
    /// Amounts by month: each component's paid, each component's recovered. One piece of memory, since it is
    /// emptied for every rep of every year.
    amounts: Vec<Cents>,
    components: usize,
    /// By month, what plan-level clauses add less what they take; empty where the plan has none.
    plan_level: Vec<Cents>,
    /// By month, what is held back after it; empty where the plan holds nothing back.
    held: Vec<Cents>,
    /// By component of an old plan, what its cap cut and the new plan's windows get; empty in other plans.
    handed_on: Vec<(usize, Fraction)>,
}

impl RepPay {
    pub(super) fn clear(&mut self, seat: usize, stint: usize, components: usize, months: usize) {
        (self.seat, self.stint) = (seat, stint);
        (self.components, self.months) = (components, months);
        self.amounts.clear();
        self.amounts.resize(2 * components * months, Cents::ZERO);
        self.plan_level.clear();
        self.held.clear();
        self.handed_on.clear();
    }

    fn row(&self, row: usize) -> &[Cents] {
        &self.amounts[row * self.months..][..self.months]
    }

    fn row_mut(&mut self, row: usize) -> &mut [Cents] {
        &mut self.amounts[row * self.months..][..self.months]
    }

    /// Makes room for what plan-level clauses do.
    pub(super) fn open_plan_level(&mut self, holds: bool) {
        self.plan_level.resize(self.months, Cents::ZERO);
        self.held.resize(if holds { self.months } else { 0 }, Cents::ZERO);
    }

    /// How many components there are.
    pub fn components(&self) -> usize {
        self.components
    }

    /// Paid by a component in a month, before recoveries.
    pub fn paid(&self, component: usize, month: usize) -> Cents {
        self.row(component)[month]
    }

    /// Recovered by a component's clawback in a month.
    pub fn recovered(&self, component: usize, month: usize) -> Cents {
        self.row(self.components + component)[month]
    }

    /// Paid by a component, by month of the timeline, before recoveries.
    pub fn paid_by_month(&self, component: usize) -> &[Cents] {
        self.row(component)
    }

    /// Recovered by a component's clawback, by month of the timeline.
    pub fn recovered_by_month(&self, component: usize) -> &[Cents] {
        self.row(self.components + component)
    }

    /// Paid by plan-level clauses less what they took, by month of the timeline; empty where the plan has none.
    pub fn plan_level_by_month(&self) -> &[Cents] {
        &self.plan_level
    }

    /// Held back for the rep after each month of the timeline; empty where the plan holds nothing back.
    pub fn held_by_month(&self) -> &[Cents] {
        &self.held
    }

    /// Paid by a component in some months, before recoveries.
    pub fn paid_over(&self, component: usize, months: Range<usize>) -> Cents {
        self.row(component)[months].iter().copied().sum()
    }

    /// Recovered by a component's clawback in some months.
    pub fn recovered_over(&self, component: usize, months: Range<usize>) -> Cents {
        self.row(self.components + component)[months].iter().copied().sum()
    }

    /// Paid by plan-level clauses (cap, guarantee, draw, hold) in some months, less what they took.
    pub fn plan_level_over(&self, months: Range<usize>) -> Cents {
        self.plan_level.get(months).map_or(Cents::ZERO, |amounts| amounts.iter().copied().sum())
    }

    /// Paid by plan-level clauses in a month, less what they took.
    pub fn plan_level(&self, month: usize) -> Cents {
        self.plan_level.get(month).copied().unwrap_or_default()
    }

    /// Variable pay of some months: all that was paid, plan-level lines included, less all that was
    /// recovered.
    pub fn variable_over(&self, months: Range<usize>) -> Cents {
        let of_components = (0..self.components).map(|component| {
            self.paid_over(component, months.clone())
                - self.recovered_over(component, months.clone())
        });
        of_components.sum::<Cents>() + self.plan_level_over(months)
    }

    /// Paid by all components in a month, less what was recovered.
    pub fn of_components(&self, month: usize) -> Cents {
        (0..self.components()).map(|c| self.paid(c, month) - self.recovered(c, month)).sum()
    }

    /// Pay of a month, all lines included.
    pub fn due(&self, month: usize) -> Cents {
        self.of_components(month) + self.plan_level(month)
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

    /// Takes back what was entered of a component.
    pub(super) fn clear_component(&mut self, component: usize) {
        self.row_mut(component).fill(Cents::ZERO);
    }

    /// Adds what a plan-level line pays, less what it takes.
    pub(super) fn add_plan_level(&mut self, month: usize, amount: Cents) {
        if let Some(sum) = self.plan_level.get_mut(month) {
            *sum += amount;
        }
    }

    /// Notes what the cap of a component cut and windows of another get.
    pub(super) fn hand_on(&mut self, component: usize, carried: Fraction) {
        self.handed_on.push((component, carried));
    }

    /// What the cap of a component cut and windows of another get.
    pub(super) fn handed_on(&self, component: usize) -> Option<Fraction> {
        self.handed_on.iter().find(|(from, _)| *from == component).map(|(_, carried)| *carried)
    }

    /// Notes what is held back after a month.
    pub(super) fn hold(&mut self, month: usize, balance: Cents) {
        if let Some(held) = self.held.get_mut(month) {
            *held = balance;
        }
    }
}
