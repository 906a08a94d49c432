//! The part of the year in which a component pays, where its plan changes within the year.

use super::calendar::Presence;
use super::clause::Clause;
use super::rep_pay::RepPay;
use super::window::Span;
use crate::events::{Stint, Timeline};
use crate::money::{Cents, Fraction};
use crate::plan::{Carried, Component, MonthSet, Phase, Treatment};

/// A phase on the timeline.
#[derive(Clone, Copy, Debug)]
pub(super) struct PhaseMonths {
    phase: Phase,
    /// The first month of the plan year.
    plan_year: usize,
    /// The first month of the new plan.
    change: usize,
    /// How many months, from a window's first, must have passed before all of it is paid.
    settled_after: usize,
}

/// What a component goes on with that takes up the windows of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TakenOver {
    /// The first month of the new plan.
    change: usize,
    /// The other's number, if there is one.
    other: Option<usize>,
    /// The first month whose results the other component has not paid.
    pub unpaid: usize,
    /// What the other was paid in the plan year.
    pub paid_this_year: Cents,
    /// What the other's cap cut before these windows and they get, exact.
    pub carried: Option<Fraction>,
}

impl TakenOver {
    /// What the other was paid in the months of the windows of a payment, the first of which this is; none
    /// where they begin with the change or later.
    pub fn paid_for(&self, first: &Span, pay: &RepPay) -> Option<Cents> {
        let from = if first.trailing { first.period_from } else { first.from };
        let from = usize::try_from(from).unwrap_or(0);
        (from < self.change).then(|| {
            self.other.map_or(Cents::ZERO, |other| pay.paid_over(other, from..self.change))
        })
    }
}

impl PhaseMonths {
    pub fn new(component: &Component, phase: Phase, timeline: Timeline) -> Self {
        let plan_year = timeline.plan_year();
        let settled_after = component.settled_after();
        Self { phase, plan_year, change: plan_year + phase.month, settled_after }
    }

    /// Whether it is one of the new plan's components.
    pub fn is_new(&self) -> bool {
        self.phase.is_new
    }

    /// The rep's time in the phase, as its windows see it: none where there is none.
    pub fn stint(&self, stint: &Stint) -> Option<Stint> {
        let (start, end) = match (self.phase.treatment, self.phase.is_new) {
            (Treatment::Restart, false) => (stint.start, stint.end.min(self.change)),
            (Treatment::Restart, true) => (stint.start.max(self.change), stint.end),
            (Treatment::Carry, false) if stint.start >= self.change => return None,
            (Treatment::Carry, true) if stint.end <= self.change => return None,
            (Treatment::Prorate | Treatment::Carry, _) => (stint.start, stint.end),
        };
        // Windows begin with who is newly hired.
        let newly_hired = stint.newly_hired || start > stint.start;
        (start < end).then_some(Stint { start, end, newly_hired, ..*stint })
    }

    /// Whether what falls due in a month is for it to pay.
    pub fn pays_in(&self, month: usize) -> bool {
        self.phase.treatment != Treatment::Carry || (month >= self.change) == self.phase.is_new
    }

    /// The part of what a span has earned that counts: the months in seat of its plan among those of the
    /// plan year.
    pub fn part(&self, presence: &Presence, span: &Span) -> Fraction {
        let (start, change) = (self.plan_year as i64, self.change as i64);
        if span.to <= start {
            return self.before_the_year();
        }
        self.part_of_months(|| (presence.months(start, change), presence.months(start, start + 12)))
    }

    /// The same of a team as a whole, which is always there, by the active months.
    pub fn part_of_team(&self, active: MonthSet, span: &Span) -> Fraction {
        if span.to <= self.plan_year as i64 {
            self.before_the_year()
        } else {
            self.part_of_year(active)
        }
    }

    /// The part of the months of the plan year that are its plan's.
    pub fn part_of_year(&self, active: MonthSet) -> Fraction {
        let months = |to: usize| (0..to).filter(|month| active.contains(*month)).count() as i64;
        self.part_of_months(|| (months(self.phase.month), months(12)))
    }

    /// What the component was paid in the plan year with whose windows it goes on.
    pub fn paid_before(&self, pay: &RepPay) -> Cents {
        let of = |old: Carried| pay.paid_over(old.component, self.plan_year..self.change);
        self.phase.carries.map_or(Cents::ZERO, of)
    }

    /// Before the plan year the old plan pays all.
    fn before_the_year(&self) -> Fraction {
        let none = self.phase.treatment == Treatment::Prorate && self.phase.is_new;
        if none { Fraction::ZERO } else { Fraction::ONE }
    }

    fn part_of_months(&self, months: impl FnOnce() -> (i64, i64)) -> Fraction {
        if self.phase.treatment != Treatment::Prorate {
            return Fraction::ONE;
        }
        let (before, of_year) = months();
        let old = Fraction::new(before.into(), of_year.into()).unwrap_or(Fraction::ZERO);
        if self.phase.is_new { Fraction::ONE - old } else { old }
    }

    /// The first month whose results a payment on a period from month `from` on is the first to pay: where it
    /// is the first after the change, those that the old plan has left.
    pub fn first_paid(&self, from: usize) -> usize {
        self.unpaid().filter(|_| from <= self.change).map_or(from, |unpaid| unpaid.min(from))
    }

    /// The first month whose results the old plan has left, for a component that takes up its windows.
    fn unpaid(&self) -> Option<usize> {
        let from = self.takes_up()?;
        let of_old = |old: Carried| self.change - self.change % old.paid.months();
        Some(self.phase.carries.map_or(from, of_old))
    }

    /// The first month of the windows that a new component takes up; none where it takes up none.
    pub fn takes_up(&self) -> Option<usize> {
        let takes_up = self.phase.treatment == Treatment::Carry && self.phase.is_new;
        takes_up.then(|| self.change - self.change % self.settled_after)
    }

    /// What a component of the new plan goes on with, where it takes up running windows.
    pub fn taken_over(&self, pay: &RepPay) -> Option<TakenOver> {
        let (unpaid, change) = (self.unpaid()?, self.change);
        let old = self.phase.carries;
        Some(TakenOver {
            change,
            other: old.map(|old| old.component),
            unpaid,
            paid_this_year: self.paid_before(pay),
            carried: old.and_then(|old| pay.handed_on(old.component)),
        })
    }
}

impl Clause {
    /// The share of a window that a team has of it: all, but where a change of plan cuts it.
    pub fn share_of_window(&self, span: &Span) -> Fraction {
        if self.phase.is_none() {
            return Fraction::ONE;
        }
        if span.trailing {
            let (months, period) = (span.to - span.period_from, self.component.paid.months());
            return Fraction::new(months.into(), period as i128).unwrap_or(Fraction::ZERO);
        }
        let active = self.component.months;
        let is_active = |month: &i64| active.contains(month.rem_euclid(12) as usize);
        let months = (span.from..span.full_to).filter(is_active).count() as i128;
        Fraction::new(months, span.length.into()).unwrap_or(Fraction::ZERO)
    }

    /// The part of what a team has earned in a span that counts for its plan.
    pub fn part_of_team(&self, span: &Span) -> Fraction {
        let active = self.component.months;
        self.phase.map_or(Fraction::ONE, |phase| phase.part_of_team(active, span))
    }

    /// Whether it is a new plan's.
    pub fn is_new(&self) -> bool {
        self.phase.is_some_and(|phase| phase.is_new())
    }

    /// The rep's time, as the windows of the clause see it: none where it is not for the rep.
    pub fn stint_of(&self, stint: &Stint) -> Option<Stint> {
        match &self.phase {
            None => Some(*stint),
            Some(phase) => phase.stint(stint),
        }
    }

    /// The months of a rep's time whose results it pays; none where it pays none.
    pub fn paid_months(&self, stint: &Stint) -> Option<Stint> {
        let own = self.stint_of(stint)?;
        Some(match &self.phase {
            Some(phase) if !phase.pays_in(phase.change) => {
                Stint { end: own.end.min(phase.change), ..own }
            }
            _ => own,
        })
    }

    /// Links the clauses of a plan that changes within the year with those that they go on with: such a
    /// clause is paid after the other, also where that one is paid to a whole team.
    pub fn link(clauses: &mut [Self]) {
        for number in 0..clauses.len() {
            let taken_up = clauses[number].phase.and_then(|phase| phase.takes_up());
            let carries = clauses[number].phase.and_then(|phase| phase.phase.carries);
            let (Some(from), Some(old)) = (taken_up, carries) else {
                continue;
            };
            clauses[number].after_team = clauses[old.component].is_of_team();
            if clauses[old.component].component.carry {
                clauses[old.component].hands_on_to = Some(from as i64);
            }
        }
    }
}
