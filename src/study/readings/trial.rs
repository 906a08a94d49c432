//! All programs of a company on the same drawn years.

use std::ops::Range;

use rayon::prelude::*;

use super::variant::{Quotas, Variant};
use crate::company::Loaded;
use crate::events::{CompanyYear, Listed, Stint};
use crate::metrics::Figures;
use crate::payout::{Program, TeamPay};
use crate::simulate::{Model, RunError, listed_for};

/// Years that a thread runs before it tells how far it is; the results do not depend on it.
const BATCH: usize = 64;

/// All programs that are run on every year.
pub(super) struct Trial<'a> {
    model: Model<'a>,
    variants: &'a [Variant],
    /// One a variant.
    programs: Vec<Program>,
    /// By team, what ledgers must list for all programs.
    listed: Vec<Listed>,
}

/// Variable pay by year, in dollars.
#[derive(Default)]
pub(super) struct Pay {
    pub by_team: Vec<Vec<f64>>,
    pub by_variant: Vec<Vec<f64>>,
}

/// Memory that a thread uses again for each of its years.
#[derive(Default)]
struct Desk {
    year: CompanyYear,
    pay: TeamPay,
    figures: Figures,
}

impl<'a> Trial<'a> {
    pub fn new(loaded: &'a Loaded, variants: &'a [Variant]) -> Self {
        let model = Model::new(&loaded.company, &loaded.plans);
        let compile = |variant: &Variant| model.compile(variant.team, &variant.plan);
        let programs: Vec<Program> = variants.iter().map(compile).collect();
        let of_variants = variants.iter().map(|variant| variant.team).zip(&programs);
        let all = model.programs.iter().enumerate().chain(of_variants);
        // Quotas are changed after a year is drawn, seat by seat.
        let listed = listed_for(all, Program::listed);
        Self { model, variants, programs, listed }
    }

    /// Pays so many years; `proceed` is told how many are done, and stops the run by answering `false`.
    pub fn run(
        &self,
        years: usize,
        threads: usize,
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<Pay, RunError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|source| RunError::Threads { threads, source })?;
        let mut pay = Pay::of(self);
        // So many batches at a time that each thread has several, and progress is told in between.
        let wave = BATCH * threads * 4;
        for first in (0..years).step_by(wave) {
            let numbers = first..(first + wave).min(years);
            let batches: Vec<Pay> = pool.install(|| {
                let starts: Vec<usize> = numbers.clone().step_by(BATCH).collect();
                starts
                    .into_par_iter()
                    .map_init(Desk::default, |desk, from| {
                        self.batch(from..(from + BATCH).min(numbers.end), desk)
                    })
                    .collect()
            });
            for batch in &batches {
                pay.append(batch);
            }
            if !proceed(numbers.end) {
                return Err(RunError::Stopped { done: numbers.end, years, kept: None });
            }
        }
        Ok(pay)
    }

    fn batch(&self, numbers: Range<usize>, desk: &mut Desk) -> Pay {
        let mut pay = Pay::of(self);
        for number in numbers {
            self.model.simulator.draw_listed(number as u64, &self.listed, &mut desk.year);
            for (team, program) in self.model.programs.iter().enumerate() {
                pay.by_team[team].push(self.variable_pay(team, program, desk));
            }
            for (v, (variant, program)) in self.variants.iter().zip(&self.programs).enumerate() {
                pay.by_variant[v].push(match variant.quotas {
                    Quotas::AsStated => self.variable_pay(variant.team, program, desk),
                    quotas => self.with_quotas(quotas, variant.team, program, desk),
                });
            }
        }
        pay
    }

    /// What a team is paid in the drawn year by a program, where changed quotas are read otherwise.
    fn with_quotas(&self, quotas: Quotas, team: usize, program: &Program, desk: &mut Desk) -> f64 {
        let seats = desk.year.teams[team].seats.iter();
        let drawn: Vec<Vec<Stint>> = seats.map(|seat| seat.stints.clone()).collect();
        for stint in desk.year.teams[team].seats.iter_mut().flat_map(|seat| &mut seat.stints) {
            quotas.apply(stint);
        }
        let pay = self.variable_pay(team, program, desk);
        for (seat, stints) in desk.year.teams[team].seats.iter_mut().zip(drawn) {
            seat.stints = stints;
        }
        pay
    }

    /// What a team is paid in the drawn year by a program.
    fn variable_pay(&self, team: usize, program: &Program, desk: &mut Desk) -> f64 {
        let Desk { year, pay, figures } = desk;
        program.pay(&self.model.company.teams[team].seats, year, pay, None);
        let timeline = self.model.simulator.timeline();
        figures.of_team(timeline, &year.teams[team], pay, program.components().len());
        figures.variable.to_f64()
    }
}

impl Pay {
    fn of(trial: &Trial<'_>) -> Self {
        Self {
            by_team: vec![Vec::new(); trial.model.programs.len()],
            by_variant: vec![Vec::new(); trial.programs.len()],
        }
    }

    fn append(&mut self, batch: &Self) {
        for (all, some) in
            [(&mut self.by_team, &batch.by_team), (&mut self.by_variant, &batch.by_variant)]
        {
            for (all, some) in all.iter_mut().zip(some) {
                all.extend(some);
            }
        }
    }
}
