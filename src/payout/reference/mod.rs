//! The reference engine: the same plan paid from the same events, written to be read.
//!
//! A second evaluation of the plan language, with the language beside it: no compiled form, no short cuts,
//! nothing kept from one payment to the next. Every payment counts its window's events again, clause by
//! clause in the order of the language, in decimals that are exact or say that they are not. It is slow,
//! and it knows nothing of the engine that the program pays by; a property test draws random plans and
//! years and holds both equal to the cent.
//!
//! | file | clause of the language |
//! |---|---|
//! | `window` | `paid`, `measured`: which months a payment looks at |
//! | `rep` | quota by season, ramp and months in seat; targets |
//! | `credit`, `ratio` | measures: sums of events, ratios, scores |
//! | `tiers`, `curve`, `matrix`, `hurdle`, `earned` | what a window has earned |
//! | `limits` | gate, multiplier, floor, cap |
//! | `payments` | earned to date − paid before, `true_up`, `once` |
//! | `clawback` | recoveries |
//! | `pool`, `contest`, `budget` | what depends on the whole team |
//! | `plan_level` | cap, guarantee, draw, hold, exit |
//! | `change` | plans that change within the year |
//! | `exchange`, `cash` | pay in another currency than sales, payment lag |
//!
//! The test pays 20,000 plan-years; `PAYCURVE_PLAN_YEARS=1000000 cargo test --release reference` pays as
//! many as one asks for.

mod budget;
pub mod cash;
mod change;
mod claim;
mod clawback;
mod contest;
mod credit;
mod curve;
mod earned;
mod exchange;
mod hurdle;
mod limits;
mod matrix;
mod number;
mod payments;
mod plan_level;
mod pool;
mod ratio;
mod remainder;
mod rep;
#[cfg(test)]
pub(crate) mod tests;
mod tiers;
mod window;

pub use number::TooLong;
pub use plan_level::Lines;

use super::program::TeamTerms;
use crate::company::Seat;
use crate::events::{CompanyYear, Timeline};
use crate::money::{Cents, Decimal6};
use crate::plan::{MonthSet, Pays, Plan, Ramp};

use change::Before;
use claim::Claim;
use number::Number;
use rep::Rep;
use window::{Months, Window};

/// What a rep was paid, month by month of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Seat of the team, from 0.
    pub seat: usize,
    /// Which rep of the seat, from 0.
    pub stint: usize,
    /// Base for the months of the plan year in seat.
    pub base: Cents,
    /// Quota of the plan year: season, ramp and months in seat applied; 0 where there is none.
    pub quota: Cents,
    /// Paid by each component, before recoveries.
    pub paid: Vec<Vec<Cents>>,
    /// Recovered by each component's clawback.
    pub recovered: Vec<Vec<Cents>>,
    /// What the clauses on the whole pay (cap, guarantee, draw, hold) made of it.
    pub lines: Vec<Lines>,
}

impl Record {
    /// Added by the clauses on the whole pay in a month, less what they took.
    pub fn plan_level(&self, month: usize) -> Cents {
        self.lines[month].sum()
    }

    /// Pay of a month, all lines included.
    pub fn due(&self, month: usize) -> Cents {
        let of_month = |lines: &[Vec<Cents>]| lines.iter().map(|line| line[month]).sum::<Cents>();
        of_month(&self.paid) - of_month(&self.recovered) + self.plan_level(month)
    }
}

/// Pays a team for a year: the team of the terms in `year`, whose seats these are.
///
/// # Errors
/// A number that 28 digits do not hold.
pub fn pay(
    plan: &Plan,
    terms: &TeamTerms<'_>,
    timeline: Timeline,
    seats: &[Seat],
    year: &CompanyYear,
) -> Result<Vec<Record>, TooLong> {
    let rates = terms.exchange.and_then(|number| year.exchange.get(number));
    let new_ramp = plan.changed.as_ref().and_then(|new| new.ramp.as_ref());
    let ramps = (quota_ramp(plan.ramp.as_ref(), terms), quota_ramp(new_ramp, terms));
    // By rep, on the terms of the plan and of the one that it changes to.
    let mut reps: Vec<[Rep<'_>; 2]> = Vec::new();
    let mut records = Vec::new();
    let mut own_targets = Vec::new();
    for (number, (seat, seat_year)) in seats.iter().zip(&year.teams[terms.team].seats).enumerate() {
        for (turn, stint) in seat_year.stints.iter().enumerate() {
            // What a roster says of a seat is true of the person there at first.
            let roster = if turn == 0 { seat } else { &Seat::default() };
            let on = |target_incentive: Cents, quota_ramp| Rep {
                stint,
                ledger: &seat_year.ledger,
                terms,
                target_incentive: roster.target_incentive.unwrap_or(target_incentive),
                active: MonthSet::ALL,
                seen: Months::EVER,
                quota_ramp,
                away: roster.leave.map_or(Months::NONE, |leave| {
                    let from = timeline.plan_year() + leave.from;
                    Months::new(from, from + leave.months)
                }),
            };
            let old = on(plan.target_incentive, ramps.0);
            let new = plan.changed.as_ref();
            let new = new.map_or(old, |new| on(new.target_incentive, ramps.1));
            records.push(Record {
                seat: number,
                stint: turn,
                ..record(plan, timeline, &[old, new], roster.base)?
            });
            reps.push([old, new]);
            own_targets.push(roster.target_incentive);
        }
    }
    // An old plan's components come before those that go on with them.
    for number in 0..plan.components.len() {
        let component = &plan.components[number];
        let claims: Vec<Claim<'_>> =
            reps.iter().map(|reps| claim((plan, timeline), number, reps, rates)).collect();
        let mut befores = Vec::new();
        for ((of, reps), record) in claims.iter().zip(&reps).zip(&records) {
            let takes_up = change::takes_up(component, timeline);
            let old = takes_up
                .and_then(|takes_up| takes_up.old)
                .map(|old| claim((plan, timeline), old, reps, rates));
            befores.push(Before::of(of, old, record)?);
        }
        match &component.pays {
            Pays::Pool { .. } => {
                pool::pay(plan, component, number, terms, timeline, year, &mut records)?;
            }
            Pays::Contest(contest) => {
                contest::pay(contest, number, timeline, &claims, &mut records)?;
            }
            _ => each(number, timeline, (&claims, &befores), &mut records)?,
        }
    }
    for ((reps, own_target), record) in reps.iter().zip(own_targets).zip(&mut records) {
        plan_level::settle(plan, timeline, (&reps[0], own_target), record)?;
    }
    Ok(records)
}

/// A rep's claim on a component of a plan.
fn claim<'a>(
    (plan, timeline): (&'a Plan, Timeline),
    number: usize,
    reps: &[Rep<'a>; 2],
    rates: Option<&'a [Decimal6; 12]>,
) -> Claim<'a> {
    let component = &plan.components[number];
    let seen = change::seen(component, timeline);
    let rep = Rep { active: component.months, seen, ..change::on_terms(component, reps) };
    Claim { plan, timeline, number, component, rep, rates }
}

/// The share of the quota that counts by month of tenure: the plan's own, or the company's.
fn quota_ramp<'a>(ramp: Option<&'a Ramp>, terms: &'a TeamTerms<'_>) -> &'a [Decimal6] {
    let own = ramp.map(|ramp| ramp.quota.as_slice()).filter(|ramp| !ramp.is_empty());
    own.unwrap_or(terms.quota_ramp)
}

/// A rep who is not paid yet, on the terms of the plan and of the one that it changes to.
fn record(
    plan: &Plan,
    timeline: Timeline,
    [old, new]: &[Rep<'_>; 2],
    own_base: Option<Cents>,
) -> Result<Record, TooLong> {
    let year = Months::new(timeline.plan_year(), timeline.months());
    let nothing = vec![vec![Cents::ZERO; timeline.months()]; plan.components.len()];
    let change = plan.changed.as_ref().map_or(12, |new| new.change.month as i64);
    let before = Months { to: year.from + change, ..year };
    let after = Months { from: before.to, ..year };
    let new_base = plan.changed.as_ref().map_or(plan.base, |new| new.base);
    let base = old.of_year(own_base.unwrap_or(plan.base).into(), before)
        + new.of_year(own_base.unwrap_or(new_base).into(), after);
    let quota = old.own_quota_of(before) + new.own_quota_of(after);
    Ok(Record {
        seat: 0,
        stint: 0,
        base: base.to_cents(plan.rounding)?,
        quota: quota.to_cents(plan.rounding)?,
        paid: nothing.clone(),
        recovered: nothing,
        lines: vec![Lines::default(); timeline.months()],
    })
}

/// Pays a component to each rep, as far as its budget reaches, and recovers of what was paid.
fn each(
    number: usize,
    timeline: Timeline,
    (claims, befores): (&[Claim<'_>], &[Option<Before<'_>>]),
    records: &mut [Record],
) -> Result<(), TooLong> {
    let mut payments = Vec::new();
    for (claim, before) in claims.iter().zip(befores) {
        payments.push(payments::all(claim, before.as_ref())?);
    }
    if let Some(claim) = claims.first()
        && let Some(budget) = claim.component.budget
    {
        // A part of the year has its part of the budget, and what goes on with another's windows what is left.
        let year = Months::new(timeline.plan_year(), timeline.plan_year() + 12);
        let whole = Window { whole: year, so_far: year, trailing: false, period: year };
        let active = |months: Months| claim.rep.active_months(months);
        let part = change::part(claim.component, timeline, &whole, active);
        let of_year = (Number::from(budget) * part).to_cents(claim.rounding())?;
        let spent: Cents = befores.iter().flatten().map(Before::paid_in_the_year).sum();
        let left = (of_year - spent).max(Cents::ZERO);
        budget::ration(budget, left, timeline, &mut payments)?;
    }
    for ((claim, payments), record) in claims.iter().zip(&payments).zip(records) {
        for payment in payments {
            record.paid[number][payment.month] += payment.amount;
        }
        for recovery in clawback::all(claim, payments)? {
            record.recovered[number][recovery.month] += recovery.amount;
        }
    }
    Ok(())
}
