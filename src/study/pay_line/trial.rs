//! A year made for the purpose, paid by the engine.

use super::LeftOut;
use super::sum::Lumps;
use super::{RepTerms, ratio, stand_in, sum};
use crate::company::Seat;
use crate::events::{CompanyYear, Ledger, ScoreValue, SeatYear, Stint, TeamYear, Timeline};
use crate::money::{Cents, Decimal6, Fraction};
use crate::payout::{Payment, Program, TeamPay, TeamTerms};
use crate::plan::{Component, Measure, Pays, Plan, Window};

/// A plan of one component, and the rep that it pays.
pub(super) struct Trial<'a> {
    program: Program,
    component: &'a Component,
    terms: &'a RepTerms<'a>,
    timeline: Timeline,
}

impl<'a> Trial<'a> {
    pub fn new(plan: &Plan, component: &'a Component, terms: &'a RepTerms<'a>) -> Self {
        // Results add up over the twelve months before as well; a ratio begins with its book.
        let trailing = component.measured == Window::TrailingYear;
        let adds_up = looked_at(component).is_none_or(Measure::is_additive);
        let timeline = Timeline::new(if trailing && adds_up { 12 } else { 0 });
        let by_two = matches!(component.pays, Pays::Matrix(_));
        let names = stand_in::names(looked_at(component).filter(|_| !by_two));
        let mut alone = Component { phase: None, ..component.clone() };
        stand_in::put_in(&mut alone);
        let target_incentive = plan.target_incentive_of(component);
        let plan = Plan { components: vec![alone], target_incentive, ..plan.without_plan_level() };
        let team_terms = TeamTerms {
            seasonality: terms.seasonality,
            quota_ramp: &[],
            names: &names,
            teams: &[],
            team: 0,
            exchange: None,
        };
        Self { program: Program::compile(&plan, &team_terms, timeline), component, terms, timeline }
    }

    /// Pay of the plan year on a ledger.
    pub fn pay(&self, ledger: &Ledger) -> Option<Cents> {
        self.run(ledger, None)
    }

    /// Pay of the plan year, if every payment looked at this result.
    pub fn pay_if_result_is(&self, ledger: &Ledger, result: Decimal6) -> Option<Cents> {
        // Ratios of whole accounts may miss the result by one of the many.
        const NEAR: f64 = 1e-3;
        let mut rows = Vec::new();
        let pay = self.run(ledger, Some(&mut rows))?;
        let near = |found: Fraction| {
            (found.to_f64() - result.to_f64()).abs() <= NEAR * result.to_f64().abs().max(1.0)
        };
        rows.iter().all(|row| row.result.is_some_and(near)).then_some(pay)
    }

    fn run(&self, ledger: &Ledger, statement: Option<&mut Vec<Payment>>) -> Option<Cents> {
        let stint = Stint {
            start: 0,
            end: self.timeline.months(),
            newly_hired: false,
            quota: self.terms.quota.unwrap_or(Cents::ZERO),
            new_quota: None,
            attainment: 1.0,
            number: 0,
        };
        let seat = SeatYear { stints: vec![stint], ledger: ledger.clone() };
        let mut year = CompanyYear::default();
        year.teams.push(TeamYear { seats: vec![seat], ..TeamYear::default() });
        let mut pay = TeamPay::default();
        self.program.pay(&[Seat::default()], &year, &mut pay, statement);
        let rep = pay.reps().first()?;
        Some(
            (self.timeline.plan_year()..self.timeline.months())
                .map(|month| rep.paid(0, month))
                .sum(),
        )
    }

    /// A year in which nothing happens.
    pub fn quiet_year(&self) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.clear(self.timeline.months());
        ledger
    }

    /// A year with this result in all, in hundredths, spread over the months by the season.
    pub fn season_of(
        &self,
        measure: &Measure,
        result: Cents,
        lumps: Lumps,
    ) -> Result<Ledger, LeftOut> {
        let carrier = sum::Carrier::of(measure).ok_or(LeftOut::NotComputed)?;
        let weight = |month: usize| {
            if carrier.counts_in(month % 12) { self.terms.seasonality[month % 12].0 } else { 0 }
        };
        let total: i64 = (0..12).map(weight).sum();
        let wanted: Vec<Fraction> = (0..self.timeline.months())
            .map(|month| {
                let share =
                    Fraction::new(weight(month).into(), total.into()).unwrap_or(Fraction::ZERO);
                Fraction::from(result) * share
            })
            .collect();
        if total == 0 {
            return Err(LeftOut::NotComputed);
        }
        carrier.fill(self.quiet_year(), &wanted, lumps).ok_or(LeftOut::NotComputed)
    }

    /// A year in which every window has this result, in units of the measure.
    pub fn every_window(&self, measure: &Measure, result: Decimal6) -> Option<Ledger> {
        let window = match self.component.measured {
            Window::Calendar(period) => period.months(),
            Window::TrailingYear => 12,
        };
        let ledger = self.quiet_year();
        match measure {
            _ if stand_in::is_needed(measure) => self.with_scores(&[result]),
            Measure::Sum { .. } => {
                let carrier = sum::Carrier::of(measure)?;
                let whole = Fraction::from(result) * Fraction::whole(100);
                let first = |month: usize| {
                    let from = month - month % window;
                    let active = self.component.months;
                    let counts = |m: &usize| carrier.counts_in(m % 12) && active.contains(m % 12);
                    (from..from + window).find(counts) == Some(month)
                };
                let wanted: Vec<Fraction> = (0..self.timeline.months())
                    .map(|month| if first(month) { whole } else { Fraction::ZERO })
                    .collect();
                let lumps =
                    if sum::is_of_whole_events(measure) { Lumps::Whole } else { Lumps::None };
                carrier.fill(ledger, &wanted, lumps)
            }
            Measure::Ratio(ratio) => ratio::fill(*ratio, result, window, ledger),
            Measure::Attainments { .. } | Measure::Score(_) => self.with_scores(&[result]),
        }
    }

    /// A year in which scores have these values all the time.
    pub fn with_scores(&self, values: &[Decimal6]) -> Option<Ledger> {
        let mut ledger = self.quiet_year();
        let months = u16::try_from(self.timeline.months()).ok()?;
        for month in 0..months {
            let scores = values.iter().zip(0..);
            ledger.scores.extend(scores.map(|(value, score)| ScoreValue {
                month,
                score,
                value: value.0,
            }));
        }
        Some(ledger)
    }
}

/// The measure that decides a component's pay.
fn looked_at(component: &Component) -> Option<&Measure> {
    match &component.pays {
        Pays::Amount { when, .. } => Some(&when.measure),
        Pays::Pool { when, .. } => when.as_ref().map(|when| &when.measure),
        _ => component.measure.as_ref(),
    }
}
