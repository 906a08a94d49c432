//! What a clause would cost, read the other way.
//!
//! ```text
//! plan ─► the same plan with one clause read the other way ─► programs ─┐
//!                        one drawn year after the other ───────────────┴─► paired differences of the team's pay
//! ```
//!
//! All readings are paid on the same drawn years, so what chance does to the year cancels: the interval is that of
//! the difference alone, and a reading that changes no payment differs by exactly 0.

mod limits;
mod reading;
#[cfg(test)]
mod tests;
mod variants;

pub use reading::Reading;

use std::ops::Range;

use rayon::prelude::*;

use crate::company::Company;
use crate::events::CompanyYear;
use crate::metrics::Figures;
use crate::payout::{Program, TeamPay};
use crate::plan::Plan;
use crate::simulate::{Model, RunError};
use crate::statistics::{Estimate, paired_difference};
use variants::{Variant, variants};

/// Years that a thread runs before it tells how far it is; the results do not depend on it.
const BATCH: usize = 64;

/// What a clause of a team's plan would cost, read the other way.
#[derive(Clone, Debug, PartialEq)]
pub struct CostOfReading {
    /// The team, by its place in the company.
    pub team: usize,
    /// The component; none for a clause of the whole plan.
    pub component: Option<String>,
    /// The clause's dotted path in the plan file.
    pub path: String,
    /// The reading.
    pub reading: Reading,
    /// Variable pay of the team a year under the other reading, less that under the plan's own, in dollars; with
    /// the 95 % interval of the paired difference, none where the years all differ alike.
    pub difference: Estimate,
    /// The difference as a share of the team's variable pay under the plan's own reading; none without pay.
    pub share: Option<f64>,
}

/// The cost of every other reading of every team's plan, the largest first. `proceed` is told now and then how many
/// years are done, and stops the run by answering `false`.
///
/// # Errors
/// When threads cannot be started, or `proceed` stopped the run.
pub fn costs_of_readings(
    company: &Company,
    plans: &[Plan],
    years: usize,
    threads: usize,
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Vec<CostOfReading>, RunError> {
    let variants = variants(company, plans);
    let model = Model::new(company, plans);
    let programs = variants.iter().map(|variant| model.compile(variant.team, &variant.plan));
    let trial = Trial { programs: programs.collect(), variants: &variants, model: &model };
    let pay = trial.run(years, threads, proceed)?;
    let mut costs: Vec<CostOfReading> = variants
        .iter()
        .zip(&pay.by_variant)
        .filter_map(|(variant, other)| {
            let own = &pay.by_team[variant.team];
            let difference = paired_difference(other, own)?;
            let mean = own.iter().sum::<f64>() / own.len() as f64;
            Some(CostOfReading {
                team: variant.team,
                component: variant.component.clone(),
                path: variant.path.clone(),
                reading: variant.reading.clone(),
                difference,
                share: (mean > 0.0).then(|| difference.value / mean),
            })
        })
        .collect();
    costs.sort_by(|a, b| b.difference.value.abs().total_cmp(&a.difference.value.abs()));
    Ok(costs)
}

/// All programs that are run on every year.
struct Trial<'a> {
    model: &'a Model<'a>,
    variants: &'a [Variant],
    /// One a variant.
    programs: Vec<Program>,
}

/// Variable pay by year, in dollars.
#[derive(Default)]
struct Pay {
    by_team: Vec<Vec<f64>>,
    by_variant: Vec<Vec<f64>>,
}

/// Memory that a thread uses again for each of its years.
#[derive(Default)]
struct Desk {
    year: CompanyYear,
    pay: TeamPay,
    figures: Figures,
}

impl Trial<'_> {
    fn run(
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
            self.model.simulator.draw(number as u64, &mut desk.year);
            for (team, program) in self.model.programs.iter().enumerate() {
                pay.by_team[team].push(self.variable_pay(team, program, desk));
            }
            for (v, (variant, program)) in self.variants.iter().zip(&self.programs).enumerate() {
                pay.by_variant[v].push(self.variable_pay(variant.team, program, desk));
            }
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
