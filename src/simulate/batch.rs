//! A batch of years on one thread.

use super::Model;
use super::block::{Shape, group};
use super::run::Wanted;
use crate::events::{CompanyYear, YearsInSums};
use crate::metrics::{Figures, MonthlyFigures, RepFigures};
use crate::payout::TeamPay;
use std::ops::Range;

/// Years a batch. Fixed: it must not depend on threads, so that nothing else does.
pub(super) const BATCH: usize = 64;

/// What a batch of years came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    /// Years of the batch.
    pub years: usize,
    /// By column of the block, then year: the layout's figures, then those by team (the company last), metric,
    /// month, in dollars, then those of the rest of the year, then the reps of each group.
    pub columns: Vec<f64>,
    /// Reps in order of years, teams, roster.
    pub reps: Vec<RepFigures>,
}

/// Memory that a thread uses again for each of its years.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) year: CompanyYear,
    years_in_sums: YearsInSums,
    pub(super) pay: Vec<TeamPay>,
    figures: Vec<Figures>,
    company: Figures,
    /// The figures of a year, by column of the block.
    pub(super) row: Vec<f64>,
}

impl Batch {
    /// Puts down the figures of a year, by its place in the batch. This is done by column while the batch is in the
    /// cache; whole columns are appended later.
    fn put_down(&mut self, year: usize, row: &[f64]) {
        for (column, value) in self.columns.chunks_exact_mut(self.years).zip(row) {
            column[year] = *value;
        }
    }
}

impl Model<'_> {
    /// Runs the years `numbers`, and puts them down in place of what the batch holds.
    pub(super) fn run_batch(
        &self,
        numbers: Range<usize>,
        wanted: Wanted,
        desk: &mut Desk,
        batch: &mut Batch,
    ) {
        let shape = Shape::new(&self.layout, self.company.teams.len(), wanted);
        let years = numbers.len();
        batch.years = years;
        batch.columns.resize(years * shape.columns(), 0.0);
        batch.reps.clear();
        desk.row.resize(shape.columns(), 0.0);
        let at_once = self.simulator.years_at_once(&self.listed_for_figures);
        if let Some(at_once) = at_once.filter(|_| wanted == Wanted::default()) {
            self.run_in_sums(numbers, at_once, desk, batch);
            return;
        }
        for (year, number) in numbers.enumerate() {
            self.run_year(number, wanted, desk);
            let Desk { figures, company, row, .. } = desk;
            Figures::write(&self.layout, self.company, figures, company, &mut row[..shape.figures]);
            if wanted.months {
                self.note_months(desk, shape.figures);
            }
            if let Some(rest) = wanted.rest {
                self.note_rest(desk, shape.figures + shape.monthly, rest);
            }
            if wanted.payouts {
                let first = batch.reps.len();
                self.note_reps(desk, &mut batch.reps);
                let counts = &mut desk.row[shape.first_group()..];
                counts.fill(0.0);
                for rep in &batch.reps[first..] {
                    counts[group(rep.team as usize, rep.band)] += 1.0;
                }
            }
            batch.put_down(year, &desk.row);
        }
    }

    /// The same where only figures are wanted, and years can be drawn and paid in sums: so many at once.
    fn run_in_sums(
        &self,
        numbers: Range<usize>,
        at_once: usize,
        desk: &mut Desk,
        batch: &mut Batch,
    ) {
        let Desk { years_in_sums: drawn, pay, figures, company, row, .. } = desk;
        pay.resize_with(self.programs.len(), TeamPay::default);
        figures.resize_with(self.programs.len(), Figures::default);
        for first in numbers.clone().step_by(at_once) {
            let years = first..(first + at_once).min(numbers.end);
            self.simulator.draw_in_sums(years.start as u64..years.end as u64, drawn);
            let teams = || self.programs.iter().zip(&self.company.teams).zip(&drawn.teams);
            for (((program, team), sums), pay) in teams().zip(&mut *pay) {
                program.pay_years_in_sums(&team.seats, sums, pay);
            }
            for (number, year) in years.enumerate() {
                *company = Figures::default();
                for (((_, team), sums), (pay, figures)) in
                    teams().zip(pay.iter().zip(&mut *figures))
                {
                    let seats = team.seats.len();
                    let reps = number * seats..(number + 1) * seats;
                    figures.of_sums(sums, reps, &pay.in_sums()[number]);
                    company.add(figures);
                }
                Figures::write(&self.layout, self.company, figures, company, row);
                batch.put_down(year - numbers.start, row);
            }
        }
    }

    /// Appends what each rep of the year at hand was paid.
    fn note_reps(&self, desk: &Desk, reps: &mut Vec<RepFigures>) {
        let timeline = self.simulator.timeline();
        for (t, program) in self.programs.iter().enumerate() {
            let (team, pay) = (&desk.year.teams[t], &desk.pay[t]);
            let components = program.components().len();
            reps.extend(RepFigures::of_team(t, timeline, team, pay, components));
        }
    }

    fn run_year(&self, number: usize, wanted: Wanted, desk: &mut Desk) {
        let timeline = self.simulator.timeline();
        let figures_alone = wanted == Wanted::default();
        let listed = if figures_alone { &self.listed_for_figures } else { &self.listed };
        self.simulator.draw_listed(number as u64, listed, &mut desk.year);
        desk.pay.resize_with(self.programs.len(), TeamPay::default);
        desk.figures.resize_with(self.programs.len(), Figures::default);
        desk.company = Figures::default();
        for (t, program) in self.programs.iter().enumerate() {
            let (pay, figures) = (&mut desk.pay[t], &mut desk.figures[t]);
            program.pay(&self.company.teams[t].seats, &desk.year, pay, None);
            figures.of_team(timeline, &desk.year.teams[t], pay, program.components().len());
            desk.company.add(figures);
        }
    }

    /// Puts the figures of the months behind those of the year.
    fn note_months(&self, desk: &mut Desk, figures: usize) {
        let timeline = self.simulator.timeline();
        let mut of_company = MonthlyFigures::default();
        let mut places = desk.row[figures..].iter_mut();
        let mut note = |months: &MonthlyFigures| {
            places.by_ref().zip(months.dollars()).for_each(|(place, dollars)| *place = dollars);
        };
        for (t, program) in self.programs.iter().enumerate() {
            let components = program.components().len();
            let mut team =
                MonthlyFigures::of_team(timeline, &desk.year.teams[t], &desk.pay[t], components);
            if let Some(as_paid) = &self.as_paid {
                as_paid.settle(t, &mut team);
            }
            note(&team);
            of_company.add(&team);
        }
        note(&of_company);
    }
}
