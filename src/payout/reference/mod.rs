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
//! | `exchange`, `cash` | pay in another currency than sales, payment lag |
//!
//! One thing it does not evaluate: plans that change within the year.
//!
//! The test pays 20,000 plan-years; `PAYCURVE_PLAN_YEARS=1000000 cargo test --release reference` pays as
//! many as one asks for.

mod budget;
pub mod cash;
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
use crate::money::Cents;
use crate::plan::{MonthSet, Pays, Plan};

use claim::Claim;
use rep::Rep;
use window::Months;

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
    let own_ramp = plan.ramp.as_ref().map(|ramp| ramp.quota.as_slice());
    let own_ramp = own_ramp.filter(|ramp| !ramp.is_empty());
    let rates = terms.exchange.and_then(|number| year.exchange.get(number));
    let (mut reps, mut records) = (Vec::new(), Vec::new());
    for (number, (seat, seat_year)) in seats.iter().zip(&year.teams[terms.team].seats).enumerate() {
        for (turn, stint) in seat_year.stints.iter().enumerate() {
            // What a roster says of a seat is true of the person there at first.
            let roster = if turn == 0 { seat } else { &Seat::default() };
            let rep = Rep {
                stint,
                ledger: &seat_year.ledger,
                terms,
                target_incentive: roster.target_incentive.unwrap_or(plan.target_incentive),
                active: MonthSet::ALL,
                quota_ramp: own_ramp.unwrap_or(terms.quota_ramp),
                away: roster.leave.map_or(Months::NONE, |leave| {
                    let from = timeline.plan_year() + leave.from;
                    Months::new(from, from + leave.months)
                }),
            };
            let base = roster.base.unwrap_or(plan.base);
            records.push(Record {
                seat: number,
                stint: turn,
                ..record(plan, timeline, &rep, base)?
            });
            reps.push(rep);
        }
    }
    for (number, component) in plan.components.iter().enumerate() {
        let claims: Vec<Claim<'_>> = reps
            .iter()
            .map(|rep| Claim {
                plan,
                timeline,
                number,
                component,
                rep: Rep { active: component.months, ..*rep },
                rates,
            })
            .collect();
        match &component.pays {
            Pays::Pool { .. } => {
                pool::pay(plan, component, number, terms, timeline, year, &mut records)?;
            }
            Pays::Contest(contest) => {
                contest::pay(contest, number, timeline, &claims, &mut records)?;
            }
            _ => each(number, timeline, &claims, &mut records)?,
        }
    }
    for (rep, record) in reps.iter().zip(&mut records) {
        plan_level::settle(plan, timeline, rep, record)?;
    }
    Ok(records)
}

/// A rep who is not paid yet.
fn record(plan: &Plan, timeline: Timeline, rep: &Rep<'_>, base: Cents) -> Result<Record, TooLong> {
    let year = Months::new(timeline.plan_year(), timeline.months());
    let nothing = vec![vec![Cents::ZERO; timeline.months()]; plan.components.len()];
    Ok(Record {
        seat: 0,
        stint: 0,
        base: rep.of_year(base.into(), year).to_cents(plan.rounding)?,
        quota: rep.own_quota_of(year).to_cents(plan.rounding)?,
        paid: nothing.clone(),
        recovered: nothing,
        lines: vec![Lines::default(); timeline.months()],
    })
}

/// Pays a component to each rep, as far as its budget reaches, and recovers of what was paid.
fn each(
    number: usize,
    timeline: Timeline,
    claims: &[Claim<'_>],
    records: &mut [Record],
) -> Result<(), TooLong> {
    let mut payments =
        claims.iter().map(payments::all).collect::<Result<Vec<Vec<_>>, TooLong>>()?;
    if let Some(budget) = claims.first().and_then(|claim| claim.component.budget) {
        budget::ration(budget, timeline, &mut payments)?;
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
