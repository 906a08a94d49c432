//! Plans that change within the year: which plan counts when, and what the new one takes up of the old.

use super::Record;
use super::claim::Claim;
use super::number::{Number, TooLong};
use super::payments::{self, Payment};
use super::rep::Rep;
use super::window::{Months, Window, period_of};
use crate::events::Timeline;
use crate::money::{Cents, Rounding};
use crate::plan::{Component, Draw, Exit, Guarantee, Hold, MonthsFrom, Plan, PlanCap, Treatment};

/// The first month of the new plan, of a component that belongs to one of two plans.
fn month(component: &Component, timeline: Timeline) -> Option<i64> {
    component.phase.map(|phase| (timeline.plan_year() + phase.month) as i64)
}

/// The treatment of a component, and whether it is the new plan's.
fn treated(component: &Component) -> Option<(Treatment, bool)> {
    component.phase.map(|phase| (phase.treatment, phase.is_new))
}

/// The months that a component looks at: under `restart` those of its plan alone.
pub(super) fn seen(component: &Component, timeline: Timeline) -> Months {
    match (treated(component), month(component, timeline)) {
        (Some((Treatment::Restart, false)), Some(change)) => Months { to: change, ..Months::EVER },
        (Some((Treatment::Restart, true)), Some(change)) => Months { from: change, ..Months::EVER },
        _ => Months::EVER,
    }
}

/// Whether a component pays what falls due in a month: under `carry` the new plan pays from the change on, and
/// the old one before.
pub(super) fn pays_in(component: &Component, timeline: Timeline, due: i64) -> bool {
    match (treated(component), month(component, timeline)) {
        (Some((Treatment::Carry, is_new)), Some(change)) => (due >= change) == is_new,
        _ => true,
    }
}

/// The part of what a window has earned that counts, where `months` tells how many of some months count: under
/// `prorate` those of the plan among those of the year; before the plan year the old plan has all.
pub(super) fn part(
    component: &Component,
    timeline: Timeline,
    window: &Window,
    months: impl Fn(Months) -> Number,
) -> Number {
    let (Some((Treatment::Prorate, is_new)), Some(change)) =
        (treated(component), month(component, timeline))
    else {
        return Number::ONE;
    };
    let year = Months::new(timeline.plan_year(), timeline.plan_year() + 12);
    if window.so_far.to <= year.from {
        return if is_new { Number::ZERO } else { Number::ONE };
    }
    let of_year = months(year);
    if of_year.is_zero() {
        return Number::ZERO;
    }
    let of_plan =
        if is_new { Months { from: change, ..year } } else { Months { to: change, ..year } };
    months(of_plan) / of_year
}

/// What a component goes on with whose plan takes up the windows that are running.
#[derive(Clone, Copy)]
pub(super) struct TakesUp {
    /// The first month of the new plan.
    change: i64,
    /// The first month whose results the old plan has not paid.
    pub unpaid: i64,
    /// The first month of the windows that are running at the change, or begin with it.
    from: i64,
    /// The component of the old plan.
    pub old: Option<usize>,
}

/// What a component takes up; none of the old plan's, or under another treatment.
pub(super) fn takes_up(component: &Component, timeline: Timeline) -> Option<TakesUp> {
    let phase = component.phase.filter(|phase| phase.is_new)?;
    let change = month(component, timeline).filter(|_| phase.treatment == Treatment::Carry)?;
    let settled = change - change % component.settled_after() as i64;
    let old = phase.carries;
    Some(TakesUp {
        change,
        unpaid: old.map_or(settled, |old| period_of(old.paid, change).from),
        from: settled,
        old: old.map(|old| old.component),
    })
}

impl TakesUp {
    /// Whether a payment for a period is the first after the change.
    pub fn is_first(&self, period: Months) -> bool {
        period.from <= self.change
    }

    /// What was paid in the months of a payment's windows before the change, of which `first` is the first;
    /// none where they begin with the change or later. `paid` is what the old component paid by month.
    pub fn paid(&self, first: Months, paid: &[Cents]) -> Option<Cents> {
        (first.from < self.change).then(|| {
            let months = Months { from: first.from.max(0), to: self.change }.each();
            months.map(|month| paid.get(month as usize).copied().unwrap_or_default()).sum()
        })
    }
}

/// The component of the old plan that one goes on with: what it paid, and its payments.
pub(super) struct Before<'a> {
    pub takes_up: TakesUp,
    claim: Option<Claim<'a>>,
    payments: Vec<Payment>,
    /// By month.
    pub paid: Vec<Cents>,
}

impl<'a> Before<'a> {
    /// Of a claim on a component that takes up windows; `old` is the rep's claim on the one before.
    pub fn of(
        claim: &Claim<'_>,
        old: Option<Claim<'a>>,
        record: &Record,
    ) -> Result<Option<Self>, TooLong> {
        let Some(takes_up) = takes_up(claim.component, claim.timeline) else {
            return Ok(None);
        };
        let (mut payments, mut paid) = (Vec::new(), Vec::new());
        if let Some(old) = &old {
            payments = if old.component.carry { payments::all(old, None)? } else { Vec::new() };
            paid.clone_from(&record.paid[old.number]);
        }
        Ok(Some(Self { takes_up, claim: old, payments, paid }))
    }

    /// What the old component was paid in the plan year.
    pub fn paid_in_the_year(&self) -> Cents {
        let year = period_of(crate::plan::Period::Year, self.takes_up.change);
        self.takes_up.paid(year, &self.paid).unwrap_or_default()
    }

    /// What the old component's cap cut before the windows that are taken up, and they get.
    pub fn handed_on(&self) -> Result<Number, TooLong> {
        let Some(claim) = self.claim.as_ref().filter(|claim| claim.component.carry) else {
            return Ok(Number::ZERO);
        };
        let ended = |window: &Window| claim.rep.own(window.whole).to <= self.takes_up.from;
        let year = period_of(crate::plan::Period::Year, self.takes_up.from);
        let windows = self.payments.iter().flat_map(|payment| &payment.windows);
        let of_year = windows.filter(|window| year.contains(window.whole.from) && ended(window));
        payments::carried_through(claim, of_year, Number::ZERO)
    }
}

/// What the plan in force in a month says of pay as a whole.
#[derive(Clone, Copy)]
pub(super) struct WholePay {
    pub cap: Option<PlanCap>,
    pub guarantee: Option<Guarantee>,
    pub draw: Option<Draw>,
    pub hold: Option<Hold>,
    pub exit: Option<Exit>,
    pub rounding: Rounding,
    pub target_incentive: Cents,
    /// The months in which it is in force.
    pub months: Months,
    /// Its months count from the change.
    pub from_change: bool,
}

/// What the old plan, or the only one, says of pay as a whole.
pub(super) fn of_old(plan: &Plan, timeline: Timeline) -> WholePay {
    let change = plan.changed.as_ref().map(|new| timeline.plan_year() + new.change.month);
    WholePay {
        cap: plan.cap,
        guarantee: plan.guarantee,
        draw: plan.draw,
        hold: plan.hold,
        exit: plan.exit,
        rounding: plan.rounding,
        target_incentive: plan.target_incentive,
        months: Months { to: change.map_or(Months::EVER.to, |to| to as i64), ..Months::EVER },
        from_change: false,
    }
}

/// What the new plan says of pay as a whole.
pub(super) fn of_new(plan: &Plan, timeline: Timeline) -> Option<WholePay> {
    let new = plan.changed.as_ref()?;
    Some(WholePay {
        cap: new.cap,
        guarantee: new.guarantee,
        draw: new.draw,
        hold: new.hold,
        exit: new.exit,
        rounding: new.rounding,
        target_incentive: new.target_incentive,
        months: Months { from: (timeline.plan_year() + new.change.month) as i64, ..Months::EVER },
        from_change: new.change.months_from == Some(MonthsFrom::Change),
    })
}

/// What the plan in force in a month says of pay as a whole.
pub(super) fn in_force(plan: &Plan, timeline: Timeline, month: usize) -> WholePay {
    let new = of_new(plan, timeline).filter(|new| new.months.contains(month as i64));
    new.unwrap_or_else(|| of_old(plan, timeline))
}

/// A rep on the terms of the plan that a component belongs to.
pub(super) fn on_terms<'a>(component: &Component, reps: &[Rep<'a>; 2]) -> Rep<'a> {
    reps[usize::from(component.phase.is_some_and(|phase| phase.is_new))]
}
