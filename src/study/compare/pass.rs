//! One pass over the years: each is drawn once and paid under every candidate's plans.
//!
//! All compared figures stay in memory, 8 bytes each: for four teams 184 bytes a year and candidate.

use std::ops::Range;

use rayon::prelude::*;

use crate::company::{Candidates, Company};
use crate::events::{CompanyYear, Listed};
use crate::metrics::{Column, Figures, Layout, Metric, RepYear};
use crate::payout::{Program, TeamPay};
use crate::plan::Plan;
use crate::simulate::{Model, RunError, listed_for};

/// Years that a thread runs at a time. Fixed, and batches are put together in order: results do not depend on threads.
const BATCH: usize = 64;

/// Reps are looked at one by one in so many years at most, from the first on.
pub const REP_YEARS: usize = 5_000;

/// A company with the programs of all candidates.
pub(super) struct Pass<'a> {
    pub model: Model<'a>,
    /// The figures that are compared: those that a plan can move.
    pub layout: Layout,
    /// Every program once, with its team.
    programs: Vec<(usize, Program)>,
    /// By team, what ledgers must list for all of them, and where reps are not looked at.
    listed: Vec<Listed>,
    listed_for_figures: Vec<Listed>,
    /// By candidate, then team: the place of its program.
    of_candidates: Vec<Vec<usize>>,
    target_incentives: Vec<f64>,
    pool: &'a rayon::ThreadPool,
}

/// What all candidates paid.
#[derive(Default)]
pub(super) struct Paid {
    /// By candidate, then compared figure: its value in every year, NaN where it has none.
    pub figures: Vec<Vec<Vec<f64>>>,
    /// By team; empty for those whose plan no candidate changes.
    pub reps: Vec<TeamReps>,
}

/// The reps of a team in the first years, one entry a rep and year; amounts in the company's currency.
#[derive(Clone, Default)]
pub(super) struct TeamReps {
    /// Number of the year, from 0.
    pub year: Vec<u32>,
    /// Months in seat.
    pub months: Vec<u8>,
    /// Credited results ÷ quota; NaN without a quota.
    pub attainment: Vec<f64>,
    /// By candidate: base.
    pub base: Vec<Vec<f64>>,
    /// By candidate: variable pay.
    pub variable: Vec<Vec<f64>>,
}

/// Memory that a thread uses again for each of its years.
#[derive(Default)]
struct Desk {
    year: CompanyYear,
    pay: TeamPay,
    /// By program.
    figures: Vec<Figures>,
    /// By program, where reps are looked at.
    reps: Vec<Vec<RepYear>>,
    /// By team, of a candidate.
    of_teams: Vec<Figures>,
    row: Vec<f64>,
}

impl<'a> Pass<'a> {
    pub fn new(candidates: &'a Candidates, pool: &'a rayon::ThreadPool) -> Self {
        let today = &candidates.today;
        let model = Model::new(&today.company, &today.plans);
        let mut known: Vec<(usize, &Plan)> = Vec::new();
        let mut of_candidates = Vec::new();
        for candidate in &candidates.list {
            let place = |(team, plan): (usize, &'a Plan)| {
                let found = known.iter().position(|(of, other)| *of == team && *other == plan);
                found.unwrap_or_else(|| {
                    known.push((team, plan));
                    known.len() - 1
                })
            };
            of_candidates.push(candidate.plans.iter().enumerate().map(place).collect());
        }
        let programs: Vec<(usize, Program)> =
            known.into_iter().map(|(team, plan)| (team, model.compile(team, plan))).collect();
        let all = || programs.iter().map(|(team, program)| (*team, program));
        let listed = listed_for(all(), Program::listed);
        let listed_for_figures = listed_for(all(), Program::listed_for_figures);
        let movable = |column: &&Column| Metric::MOVED_BY_PLANS.contains(&column.metric);
        let columns = model.layout.columns.iter().filter(movable).cloned().collect();
        let target_incentives =
            today.plans.iter().map(|plan| plan.target_incentive.to_f64()).collect();
        let layout = Layout { columns };
        Self {
            model,
            layout,
            programs,
            listed,
            listed_for_figures,
            of_candidates,
            target_incentives,
            pool,
        }
    }

    pub fn company(&self) -> &Company {
        self.model.company
    }

    pub fn candidates(&self) -> usize {
        self.of_candidates.len()
    }

    /// Target incentive a year of a team's plan today, in the plan's currency of pay.
    pub fn target_incentive(&self, team: usize) -> f64 {
        self.target_incentives[team]
    }

    /// Whether a candidate has another plan for a team than today's.
    pub fn changes(&self, candidate: usize, team: usize) -> bool {
        self.of_candidates[candidate][team] != self.of_candidates[0][team]
    }

    /// Whether any candidate has.
    pub fn is_changed(&self, team: usize) -> bool {
        (0..self.candidates()).any(|candidate| self.changes(candidate, team))
    }

    /// Pays so many years under all plans.
    pub fn run(
        &self,
        years: usize,
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<Paid, RunError> {
        let mut paid = self.nothing();
        let all: Vec<usize> = (0..self.candidates()).collect();
        self.in_batches(0..years, (&all, REP_YEARS), proceed, |batch| paid.append(batch))?;
        Ok(paid)
    }

    /// Pays more years under the plans of some candidates. By candidate (all others without a value), then figure.
    pub fn more(
        &self,
        numbers: Range<usize>,
        of: &[usize],
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<Vec<Vec<Vec<f64>>>, RunError> {
        let mut paid = self.nothing();
        self.in_batches(numbers, (of, 0), proceed, |batch| paid.append(batch))?;
        Ok(paid.figures)
    }

    fn nothing(&self) -> Paid {
        let (candidates, columns) = (self.candidates(), self.layout.columns.len());
        let reps = TeamReps {
            base: vec![Vec::new(); candidates],
            variable: vec![Vec::new(); candidates],
            ..TeamReps::default()
        };
        Paid {
            figures: vec![vec![Vec::new(); columns]; candidates],
            reps: vec![reps; self.company().teams.len()],
        }
    }

    fn in_batches(
        &self,
        numbers: Range<usize>,
        of: (&[usize], usize),
        proceed: &(dyn Fn(usize) -> bool + Sync),
        mut take: impl FnMut(&Paid),
    ) -> Result<(), RunError> {
        // So many batches at a time that each thread has several, and progress is told in between.
        let wave = BATCH * self.pool.current_num_threads() * 4;
        for first in numbers.clone().step_by(wave) {
            let end = (first + wave).min(numbers.end);
            let starts: Vec<usize> = (first..end).step_by(BATCH).collect();
            let batches: Vec<Paid> = self.pool.install(|| {
                let batch =
                    |desk: &mut Desk, from| self.batch(from..(from + BATCH).min(end), of, desk);
                starts.into_par_iter().map_init(Desk::default, batch).collect()
            });
            batches.iter().for_each(&mut take);
            if !proceed(end) {
                return Err(RunError::Stopped { done: end, years: numbers.end, kept: None });
            }
        }
        Ok(())
    }

    /// Some candidates in some years; reps are looked at in the years below `rep_years`.
    fn batch(
        &self,
        numbers: Range<usize>,
        (of, rep_years): (&[usize], usize),
        desk: &mut Desk,
    ) -> Paid {
        let mut paid = self.nothing();
        for number in numbers {
            let with_reps = number < rep_years;
            self.pay(number, of, with_reps, desk);
            for candidate in of {
                self.note_figures(*candidate, desk, &mut paid.figures[*candidate]);
            }
            if with_reps {
                for (team, reps) in paid.reps.iter_mut().enumerate() {
                    if self.is_changed(team) {
                        self.note_reps(number, team, desk, reps);
                    }
                }
            }
        }
        paid
    }

    /// Draws a year and pays it under every program of some candidates.
    fn pay(&self, number: usize, of: &[usize], with_reps: bool, desk: &mut Desk) {
        let timeline = self.model.simulator.timeline();
        let listed = if with_reps { &self.listed } else { &self.listed_for_figures };
        self.model.simulator.draw_listed(number as u64, listed, &mut desk.year);
        desk.figures.resize_with(self.programs.len(), Figures::default);
        desk.reps.resize_with(self.programs.len(), Vec::new);
        for (place, (team, program)) in self.programs.iter().enumerate() {
            if !of.iter().any(|candidate| self.of_candidates[*candidate][*team] == place) {
                continue;
            }
            let Desk { year, pay, figures, reps, .. } = desk;
            program.pay(&self.company().teams[*team].seats, year, pay, None);
            let components = program.components().len();
            let year = &year.teams[*team];
            figures[place].of_team(timeline, year, pay, components);
            if with_reps && self.is_changed(*team) {
                reps[place].clear();
                reps[place].extend(RepYear::of_team(timeline, year, pay, components));
            }
        }
    }

    fn note_figures(&self, candidate: usize, desk: &mut Desk, into: &mut [Vec<f64>]) {
        let Desk { figures, of_teams, row, .. } = desk;
        of_teams.clear();
        of_teams.extend(self.of_candidates[candidate].iter().map(|place| figures[*place].clone()));
        let mut of_company = Figures::default();
        of_teams.iter().for_each(|team| of_company.add(team));
        row.resize(self.layout.columns.len(), 0.0);
        Figures::write(&self.layout, self.company(), of_teams, &of_company, row);
        for (column, value) in into.iter_mut().zip(row) {
            column.push(*value);
        }
    }

    fn note_reps(&self, number: usize, team: usize, desk: &Desk, into: &mut TeamReps) {
        let of = |candidate: usize| &desk.reps[self.of_candidates[candidate][team]];
        for rep in of(0) {
            into.year.push(number as u32);
            into.months.push(rep.months as u8);
            let has_quota = rep.quota.0 > 0;
            into.attainment.push(if has_quota {
                rep.credited.to_f64() / rep.quota.to_f64()
            } else {
                f64::NAN
            });
        }
        for candidate in 0..self.candidates() {
            into.base[candidate].extend(of(candidate).iter().map(|rep| rep.base.to_f64()));
            into.variable[candidate].extend(of(candidate).iter().map(|rep| rep.variable.to_f64()));
        }
    }
}

impl Paid {
    fn append(&mut self, batch: &Self) {
        for (all, some) in self.figures.iter_mut().flatten().zip(batch.figures.iter().flatten()) {
            all.extend(some);
        }
        for (all, some) in self.reps.iter_mut().zip(&batch.reps) {
            all.year.extend(&some.year);
            all.months.extend(&some.months);
            all.attainment.extend(&some.attainment);
            let columns = all.base.iter_mut().chain(&mut all.variable);
            for (all, some) in columns.zip(some.base.iter().chain(&some.variable)) {
                all.extend(some);
            }
        }
    }
}

impl TeamReps {
    /// How many reps and years there are.
    pub fn len(&self) -> usize {
        self.year.len()
    }

    /// Base and variable pay of a rep's year under a candidate.
    pub fn pay(&self, candidate: usize, rep: usize) -> f64 {
        self.base[candidate][rep] + self.variable[candidate][rep]
    }

    /// By how much a rep's year is paid more than today under a candidate. To the cent: what is no cent is none.
    pub fn change(&self, candidate: usize, rep: usize) -> f64 {
        ((self.pay(candidate, rep) - self.pay(0, rep)) * 100.0).round() / 100.0
    }
}
