//! A plan compiled for a team: everything that does not depend on a rep or a year, worked out once.

use std::sync::atomic::{AtomicU64, Ordering};

use super::calendar::{Calendar, Presence};
use super::clause::Clause;
use super::lag::PaymentLag;
use super::phase::PhaseMonths;
use super::plan_level::PlanLevel;
use crate::events::{Listed, Names, Timeline};
use crate::money::{Cents, Decimal6, Rounding};
use crate::plan::{Component, NewTerms, Plan, Ramp};

/// What a plan needs to know of the team it is for.
#[derive(Clone, Copy, Debug)]
pub struct TeamTerms<'a> {
    /// Weights of the calendar months in the yearly quota, any sum.
    pub seasonality: &'a [Decimal6; 12],
    /// Share of the quota that counts, by month of tenure; all of it beyond.
    pub quota_ramp: &'a [Decimal6],
    /// What the company's ledgers number.
    pub names: &'a Names,
    /// By name, the team numbers that pools with a scope look at.
    pub teams: &'a [String],
    /// The team's own number.
    pub team: usize,
    /// Which of the company's rates of exchange leads to the currency that the plan pays in; none where
    /// that is the company's own.
    pub exchange: Option<usize>,
}

/// A plan compiled for a team.
#[derive(Clone, Debug)]
pub struct Program {
    /// Tells programs apart: what memory holds of one is not another's.
    pub(super) number: u64,
    pub(super) clauses: Vec<Clause>,
    pub(super) calendar: TeamCalendar,
    pub(super) timeline: Timeline,
    pub(super) rounding: Rounding,
    pub(super) base: Cents,
    /// What is another from a month of the plan year on.
    pub(super) changed: Option<Changed>,
    pub(super) target_incentive: Cents,
    /// None where the plan's components are all it pays.
    pub(super) plan_level: Option<PlanLevel>,
    pub(super) payment_lag: PaymentLag,
    pub(super) exchange: Option<usize>,
    pub(super) team: usize,
}

/// How a plan spreads the yearly quotas of a team.
#[derive(Clone, Debug)]
pub(super) struct TeamCalendar {
    pub calendar: Calendar,
    /// Of the reps who are in seat all along.
    pub standard: Presence,
}

/// The plan that another changes to within the year, beside its components.
#[derive(Clone, Debug)]
pub(super) struct Changed {
    /// The first month of the new plan on the timeline.
    pub from: usize,
    pub base: Cents,
    pub target_incentive: Cents,
    pub calendar: TeamCalendar,
}

impl TeamCalendar {
    fn new(ramp: Option<&Ramp>, terms: &TeamTerms<'_>, timeline: Timeline) -> Self {
        let own_ramp = ramp.map(|ramp| ramp.quota.as_slice());
        let quota_ramp = own_ramp.filter(|ramp| !ramp.is_empty()).unwrap_or(terms.quota_ramp);
        let calendar = Calendar::new(terms.seasonality, quota_ramp);
        Self { standard: calendar.standard(timeline.months()), calendar }
    }
}

impl Changed {
    fn new(new: &NewTerms, terms: &TeamTerms<'_>, timeline: Timeline) -> Self {
        Self {
            from: timeline.plan_year() + new.change.month,
            base: new.base,
            target_incentive: new.target_incentive,
            calendar: TeamCalendar::new(new.ramp.as_ref(), terms, timeline),
        }
    }
}

impl Program {
    /// Compiles a plan for a team and a timeline.
    pub fn compile(plan: &Plan, terms: &TeamTerms<'_>, timeline: Timeline) -> Self {
        static COMPILED: AtomicU64 = AtomicU64::new(0);
        let of_phase = |component: &Component| component.phase.map(|phase| phase.rounding);
        let rounding = |component| of_phase(component).unwrap_or(plan.rounding);
        let mut clauses: Vec<_> =
            plan.components.iter().map(|c| Clause::compile(c, terms, rounding(c))).collect();
        let of_new = plan.changed.as_ref().and_then(|new| new.ramp.as_ref());
        for ramp in plan.ramp.iter().chain(of_new) {
            for (number, weight) in &ramp.weights {
                clauses[*number].weigh_for_new_hires(*weight, ramp.months);
            }
        }
        for (clause, component) in clauses.iter_mut().zip(&plan.components) {
            if let Some(phase) = component.phase {
                clause.limit_to(PhaseMonths::new(component, phase, timeline));
            }
            if terms.exchange.is_some() && plan.converts(component) {
                clause.convert_what_rates_earn();
            }
        }
        Clause::link(&mut clauses);
        Self {
            number: COMPILED.fetch_add(1, Ordering::Relaxed),
            clauses,
            calendar: TeamCalendar::new(plan.ramp.as_ref(), terms, timeline),
            timeline,
            rounding: plan.rounding,
            base: plan.base,
            changed: plan.changed.as_ref().map(|new| Changed::new(new, terms, timeline)),
            target_incentive: plan.target_incentive,
            plan_level: PlanLevel::of(plan, timeline),
            payment_lag: PaymentLag::new(
                plan.payment_lag as usize,
                plan.changed
                    .as_ref()
                    .map(|new| (timeline.plan_year() + new.change.month, new.payment_lag as usize)),
            ),
            exchange: terms.exchange,
            team: terms.team,
        }
    }

    /// What the ledgers of the team must list for the plan.
    pub fn listed(&self) -> Listed {
        if self.clauses.iter().any(Clause::looks_at_events) {
            Listed::All
        } else {
            Listed::OfLostAccounts
        }
    }

    /// What they must list where figures of years are asked for, and neither months nor reps.
    pub fn listed_for_figures(&self) -> Listed {
        let in_sums =
            self.plan_level.is_none() && self.changed.is_none() && self.exchange.is_none();
        match self.listed() {
            Listed::OfLostAccounts
                if in_sums && self.clauses.iter().all(Clause::is_paid_in_sums) =>
            {
                Listed::ForFigures
            }
            listed => listed,
        }
    }

    /// Whether some of it is paid to reps together, by what they or other teams reach.
    pub fn pays_teams(&self) -> bool {
        self.clauses.iter().any(Clause::is_of_team)
    }

    /// Names of the components, in the order of their numbers.
    pub fn components(&self) -> impl ExactSizeIterator<Item = &str> {
        self.clauses.iter().map(|clause| clause.component.name.as_str())
    }
}
