//! Where the variance of the cost comes from, and what more heads do to it.
//!
//! ```text
//! year n ─┐  hybrids: the draws of some sources from the twin, the others from the year
//! twin   ─┴─► the same simulator and plans ─► cost of each hybrid ─► shares of the variance
//! ```
//!
//! The sources group all draws of a year by what they decide. They are independent by construction: every
//! stream has an address of its own, and market factors, which are correlated, are one source. So of each source the
//! Shapley effect lies between its first-order and its total index; all three and their formulas are described in
//! [`crate::statistics::attribution`].
//!
//! The sources that all reps share (market, team factor, exchange) explain a part of the variance that grows with
//! the square of the head count, V_s = Var(E\[cost | shared\]); the rest, V_r, grows with the head count:
//!
//! ```text
//! sd of k times the heads = √(k² V_s + k V_r);   as a share of the mean: √(V_s + V_r ⁄ k) ⁄ mean
//! ```
//!
//! This is exact for k copies of the company, roster by roster, where a rep's pay depends on the rep's own year and
//! on what is shared. Reps who are paid for others' results (pools, contests, SPIFF budgets, overlays, managers,
//! co-selling, accounts handed over) are paid together with them in their own copy of the team.

mod source;
#[cfg(test)]
mod tests;

use std::ops::Range;

use rayon::prelude::*;

pub use source::Source;

use crate::events::CompanyYear;
use crate::metrics::{Column, Figures, Layout, Metric};
use crate::payout::TeamPay;
use crate::random::{Address, Purposes};
use crate::simulate::{Model, RunError};
use crate::statistics::attribution::{Effects, Experiment, Scaled, Subset, Tally, Walk};

/// Pairs of years a batch. Fixed, and batches are added up in order: results do not depend on threads.
const BATCH: usize = 16;

/// How many times the heads of today are asked about.
pub const HEADS: [f64; 4] = [0.5, 1.0, 2.0, 10.0];

/// Where the variance of each figure comes from.
#[derive(Clone, Debug)]
pub struct VarianceSplit {
    /// Years that were run, each with its twin and the hybrids between them.
    pub years: usize,
    /// The sources of which the company draws anything.
    pub sources: Vec<Source>,
    /// Variable pay and total cost, of each team and the company, where they vary; in the order of the layout.
    pub figures: Vec<FigureSplit>,
}

/// Where the variance of one figure comes from.
#[derive(Clone, Debug)]
pub struct FigureSplit {
    /// Whose figure, and which.
    pub column: Column,
    /// By source, in the order of the split's.
    pub effects: Effects,
}

impl VarianceSplit {
    /// The split of a figure; `team` is a team's name or `company`.
    pub fn figure(&self, team: &str, metric: &Metric) -> Option<&FigureSplit> {
        let is_it = |column: &Column| column.team_name == team && column.metric == *metric;
        self.figures.iter().find(|figure| is_it(&figure.column))
    }
}

impl FigureSplit {
    /// With so many times the heads; infinitely many for the limit.
    pub fn with_heads(&self, heads: f64) -> Option<Scaled> {
        self.effects.scaled(1.0 / heads)
    }
}

/// Splits the variance of variable pay and total cost over `years` synthetic years and their twins. `proceed` is
/// told now and then how many are done, and stops the run by answering `false`.
///
/// # Errors
/// When threads cannot be started, or `proceed` stopped the run.
pub fn variance_split(
    model: &Model<'_>,
    years: usize,
    threads: usize,
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<VarianceSplit, RunError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| RunError::Threads { threads, source })?;
    let laboratory = Laboratory::new(model);
    let mut tallies = laboratory.tallies();
    // So many batches at a time that each thread has several, and progress is told in between.
    let wave = BATCH * threads * 2;
    for first in (0..years).step_by(wave) {
        let numbers = first..(first + wave).min(years);
        let batches: Vec<Vec<Tally>> = pool.install(|| {
            let starts: Vec<usize> = numbers.clone().step_by(BATCH).collect();
            starts
                .into_par_iter()
                .map_init(Desk::default, |desk, from| {
                    laboratory.batch(from..(from + BATCH).min(numbers.end), desk)
                })
                .collect()
        });
        for batch in &batches {
            for (tally, more) in tallies.iter_mut().zip(batch) {
                tally.merge(more);
            }
        }
        if !proceed(numbers.end) {
            return Err(RunError::Stopped { done: numbers.end, years, kept: None });
        }
    }
    let split = |(column, tally): (&Column, Tally)| {
        Some(FigureSplit { column: column.clone(), effects: Effects::of(tally)? })
    };
    let figures = laboratory.layout.columns.iter().zip(tallies).filter_map(split).collect();
    Ok(VarianceSplit { years, sources: laboratory.sources, figures })
}

/// What hybrid years are run with.
struct Laboratory<'a> {
    model: &'a Model<'a>,
    /// The figures that are split.
    layout: Layout,
    sources: Vec<Source>,
    experiment: Experiment,
}

/// Memory that a thread uses again for each of its years.
#[derive(Default)]
struct Desk {
    walk: Walk,
    year: CompanyYear,
    pay: TeamPay,
    figures: Vec<Figures>,
    /// By hybrid, then column.
    values: Vec<f64>,
}

impl<'a> Laboratory<'a> {
    fn new(model: &'a Model<'a>) -> Self {
        let split =
            |column: &&Column| matches!(column.metric, Metric::VariablePay | Metric::TotalCost);
        let layout =
            Layout { columns: model.layout.columns.iter().filter(split).cloned().collect() };
        let sources = Source::drawn(model.company);
        let shared = (0..sources.len()).filter(|source| sources[*source].is_shared());
        let experiment = Experiment { inputs: sources.len(), shared: Subset::of(shared) };
        Self { model, layout, sources, experiment }
    }

    fn tallies(&self) -> Vec<Tally> {
        vec![Tally::new(self.experiment); self.layout.columns.len()]
    }

    fn batch(&self, numbers: Range<usize>, desk: &mut Desk) -> Vec<Tally> {
        let mut tallies = self.tallies();
        let (seed, width) = (self.model.company.simulation.seed, self.layout.columns.len());
        for number in numbers {
            let year = Address::year(seed, number as u64);
            desk.walk.draw(self.experiment, &mut year.open_design());
            desk.values.resize(desk.walk.hybrids().len() * width, 0.0);
            for hybrid in 0..desk.walk.hybrids().len() {
                let from_twin = self.purposes(desk.walk.hybrids()[hybrid]);
                self.run(number, from_twin, hybrid * width..(hybrid + 1) * width, desk);
            }
            for (column, tally) in tallies.iter_mut().enumerate() {
                tally.add(&desk.walk, |hybrid| desk.values[hybrid * width + column]);
            }
        }
        tallies
    }

    /// Draws and pays a hybrid year and writes its figures into a row of the desk's values.
    fn run(&self, number: usize, from_twin: Purposes, row: Range<usize>, desk: &mut Desk) {
        let Model { company, simulator, programs, .. } = self.model;
        let Desk { year, pay, figures, values, .. } = desk;
        simulator.draw_hybrid(number as u64, from_twin, year);
        figures.resize_with(programs.len(), Figures::default);
        let mut of_company = Figures::default();
        for (team, program) in programs.iter().enumerate() {
            program.pay(&company.teams[team].seats, year, pay, None);
            let components = program.components().len();
            figures[team].of_team(simulator.timeline(), &year.teams[team], pay, components);
            of_company.add(&figures[team]);
        }
        Figures::write(&self.layout, company, figures, &of_company, &mut values[row]);
    }

    fn purposes(&self, hybrid: Subset) -> Purposes {
        let chosen = self.sources.iter().enumerate().filter(|(input, _)| hybrid.contains(*input));
        chosen.fold(Purposes::NONE, |all, (_, source)| all.with(source.purposes()))
    }
}
