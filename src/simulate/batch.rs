//! A batch of years on one thread.

use super::Model;
use super::run::Wanted;
use crate::events::CompanyYear;
use crate::metrics::{Figures, MonthlyFigures, RepFigures};
use crate::payout::TeamPay;

/// Years a batch. Fixed: it must not depend on threads, so that nothing else does.
pub(super) const BATCH: usize = 64;

/// What a batch of years came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    /// Years of the batch.
    pub years: usize,
    /// By column of the layout, then year.
    pub columns: Vec<f64>,
    /// By year, team (the company last), metric, month, in dollars.
    pub months: Vec<f64>,
    /// Reps in order of years, teams, roster.
    pub reps: Vec<RepFigures>,
}

/// Memory that a thread uses again for each of its years.
#[derive(Debug, Default)]
pub(super) struct Desk {
    year: CompanyYear,
    pay: Vec<TeamPay>,
    figures: Vec<Figures>,
    company: Figures,
    /// The figures of a year, by column of the layout.
    row: Vec<f64>,
}

impl Model<'_> {
    /// Runs the years `numbers`.
    pub(super) fn run_batch(
        &self,
        numbers: std::ops::Range<usize>,
        wanted: Wanted,
        desk: &mut Desk,
    ) -> Batch {
        let (years, width) = (numbers.len(), self.layout.columns.len());
        let mut batch = Batch { years, columns: vec![0.0; years * width], ..Batch::default() };
        desk.row.resize(width, 0.0);
        for (year, number) in numbers.enumerate() {
            self.run_year(number, desk);
            let Desk { figures, company, row, .. } = desk;
            Figures::write(&self.layout, self.company, figures, company, row);
            // Put down by column while the batch is in the cache; whole columns are appended later.
            for (column, value) in batch.columns.chunks_exact_mut(years).zip(row) {
                column[year] = *value;
            }
            if wanted.months {
                self.note_months(desk, &mut batch.months);
            }
            if wanted.payouts {
                let timeline = self.simulator.timeline();
                for (t, program) in self.programs.iter().enumerate() {
                    let (team, pay) = (&desk.year.teams[t], &desk.pay[t]);
                    let components = program.components().len();
                    batch.reps.extend(RepFigures::of_team(t, timeline, team, pay, components));
                }
            }
        }
        batch
    }

    fn run_year(&self, number: usize, desk: &mut Desk) {
        let timeline = self.simulator.timeline();
        self.simulator.draw(number as u64, &mut desk.year);
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

    fn note_months(&self, desk: &Desk, months: &mut Vec<f64>) {
        let timeline = self.simulator.timeline();
        let mut of_company = MonthlyFigures::default();
        for (t, program) in self.programs.iter().enumerate() {
            let components = program.components().len();
            let team =
                MonthlyFigures::of_team(timeline, &desk.year.teams[t], &desk.pay[t], components);
            months.extend(team.dollars());
            of_company.add(&team);
        }
        months.extend(of_company.dollars());
    }
}
