//! A batch of years on one thread.

use super::Model;
use super::block::Shape;
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
    /// By column of the block, then year: the layout's figures, then those by team (the company last), metric,
    /// month, in dollars, then those of the rest of the year.
    pub columns: Vec<f64>,
    /// Reps; those of one team in order of years, roster.
    pub reps: Vec<RepFigures>,
}

/// Memory that a thread uses again for each of its years.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) year: CompanyYear,
    pub(super) pay: Vec<TeamPay>,
    /// By year of the batch, then team.
    figures: Vec<Figures>,
    months: Vec<MonthlyFigures>,
    /// Some figures of a year, by column of the block.
    pub(super) row: Vec<f64>,
}

impl Model<'_> {
    /// Runs the years `numbers`.
    pub(super) fn run_batch(
        &self,
        numbers: std::ops::Range<usize>,
        wanted: Wanted,
        desk: &mut Desk,
    ) -> Batch {
        let teams = self.programs.len();
        let shape = Shape::new(&self.layout, teams, wanted);
        let years = numbers.len();
        let columns = vec![0.0; years * shape.columns()];
        let mut batch = Batch { years, columns, ..Batch::default() };
        desk.pay.resize_with(teams, TeamPay::default);
        desk.figures.resize_with(years * teams, Figures::default);
        desk.months.resize(years * teams, MonthlyFigures::default());
        if self.teams_apart && wanted.rest.is_none() {
            // Team by team, so that what a team's years need stays at hand from one to the next.
            for t in 0..teams {
                for (year, number) in numbers.clone().enumerate() {
                    let listed = self.listed[t];
                    self.simulator.draw_team(number as u64, t, listed, &mut desk.year);
                    self.pay_team(t, year, wanted, desk, &mut batch);
                }
            }
        } else {
            for (year, number) in numbers.enumerate() {
                self.simulator.draw_listed(number as u64, &self.listed, &mut desk.year);
                (0..teams).for_each(|t| self.pay_team(t, year, wanted, desk, &mut batch));
                if let Some(rest) = wanted.rest {
                    let first = shape.figures + shape.monthly;
                    desk.row.resize(shape.columns(), 0.0);
                    self.note_rest(desk, first, rest);
                    batch.put_down(year, first, &desk.row[first..]);
                }
            }
        }
        for year in 0..years {
            self.put_down_figures(year, shape, desk, &mut batch);
            if wanted.months {
                let months = &desk.months[year * teams..(year + 1) * teams];
                put_down_months(year, shape, months, &mut desk.row, &mut batch);
            }
        }
        batch
    }

    /// Pays a team, whose year is drawn, and reads its figures off.
    fn pay_team(&self, t: usize, year: usize, wanted: Wanted, desk: &mut Desk, batch: &mut Batch) {
        let timeline = self.simulator.timeline();
        let (program, pay) = (&self.programs[t], &mut desk.pay[t]);
        program.pay(&self.company.teams[t].seats, &desk.year, pay, None);
        let (team, components) = (&desk.year.teams[t], program.components().len());
        let place = year * self.programs.len() + t;
        desk.figures[place].of_team(timeline, team, pay, components);
        if wanted.months {
            desk.months[place] = MonthlyFigures::of_team(timeline, team, pay, components);
        }
        if wanted.payouts {
            batch.reps.extend(RepFigures::of_team(t, timeline, team, pay, components));
        }
    }

    fn put_down_figures(&self, year: usize, shape: Shape, desk: &mut Desk, batch: &mut Batch) {
        let teams = self.programs.len();
        let of_teams = &desk.figures[year * teams..(year + 1) * teams];
        let mut of_company = Figures::default();
        of_teams.iter().for_each(|team| of_company.add(team));
        desk.row.resize(shape.columns(), 0.0);
        let row = &mut desk.row[..shape.figures];
        Figures::write(&self.layout, self.company, of_teams, &of_company, row);
        batch.put_down(year, 0, row);
    }
}

impl Batch {
    /// Puts down values of a year, one a column from the first on. They stand by column while the batch is in the
    /// cache; whole columns are appended later.
    fn put_down(&mut self, year: usize, first: usize, values: &[f64]) {
        let columns = self.columns.chunks_exact_mut(self.years).skip(first);
        for (column, value) in columns.zip(values) {
            column[year] = *value;
        }
    }
}

/// Puts the figures of the months behind those of the year: by team, the company last.
fn put_down_months(
    year: usize,
    shape: Shape,
    of_teams: &[MonthlyFigures],
    row: &mut Vec<f64>,
    batch: &mut Batch,
) {
    let mut of_company = MonthlyFigures::default();
    of_teams.iter().for_each(|team| of_company.add(team));
    row.clear();
    row.extend(of_teams.iter().chain([&of_company]).flat_map(MonthlyFigures::dollars));
    batch.put_down(year, shape.figures, row);
}
