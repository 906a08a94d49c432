//! What a plan pays a rep at given results: the payout engine itself, run on years made for the purpose.
//!
//! ```text
//! a component × a result ─► a ledger that has this result ─► payout program ─► pay of the year
//! ```
//!
//! The rep is in seat all year. Additive results spread over the months by the season; a ratio is reached in
//! the first month of each window and kept; a score is the same all year. Nothing is lost again, so no
//! clawback recovers anything. Each component is looked at by itself, at its own result. Where many years have the same
//! result (a weighted mean of attainments, two attainments at once) or it rests on sales of other years, a score
//! stands in for it: such components pay by the result alone.

mod line;
mod points;
mod profile;
mod ratio;
mod rep_terms;
mod several;
mod stand_in;
mod sum;
mod target;
#[cfg(test)]
mod tests;
mod trial;
mod why;

pub use line::{
    AttainmentLine, AxisLine, ConditionLine, Full, MatrixLine, PayLine, RankLine, ResultLine,
};
pub use rep_terms::{RepTerms, quota_of_a_rep};
pub use target::{AssumedQuota, assumed_quota};
pub use why::{LeftOut, Taken};

pub(super) use profile::{Pay, Shape};
pub(super) use target::{stated_target, target_of};

use crate::money::{Cents, Decimal6};
use crate::plan::{Component, Measure, Pays, Plan, Quota, When};

use sum::Lumps;
use trial::Trial;

/// The attainments of the pay line.
pub const ATTAINMENTS: [Decimal6; 5] = [
    Decimal6(500_000),
    Decimal6(800_000),
    Decimal6(1_000_000),
    Decimal6(1_200_000),
    Decimal6(1_500_000),
];

/// The pay line of a plan.
pub fn pay_line(plan: &Plan, terms: &RepTerms<'_>) -> PayLine {
    let mut line = PayLine::default();
    for component in &plan.components {
        let entered = match &component.pays {
            _ if plan.converts(component) => Err(LeftOut::Converted),
            Pays::Amount { when, .. } => {
                on_condition(plan, terms, component, Some(when), &mut line)
            }
            Pays::Pool { when, .. } => {
                on_condition(plan, terms, component, when.as_ref(), &mut line)
            }
            Pays::Matrix(matrix) => several::by_two(plan, terms, component, matrix, &mut line),
            Pays::Contest(contest) => several::by_rank(component, contest, &mut line),
            _ => by_measure(plan, terms, component, &mut line),
        };
        if let Err(why) = entered {
            line.left_out.push((component.name.clone(), why));
        }
    }
    line
}

fn by_measure(
    plan: &Plan,
    terms: &RepTerms<'_>,
    component: &Component,
    line: &mut PayLine,
) -> Result<(), LeftOut> {
    let Some(measure) = &component.measure else {
        return Err(LeftOut::NotComputed);
    };
    let without_quota = component.quota.is_none();
    if !measure.is_additive() || (without_quota && matches!(component.pays, Pays::PerUnit { .. })) {
        line.by_result.push(by_result(plan, terms, component, measure)?);
    } else {
        line.by_attainment.push(by_attainment(plan, terms, component, measure)?);
    }
    Ok(())
}

fn by_attainment(
    plan: &Plan,
    terms: &RepTerms<'_>,
    component: &Component,
    measure: &Measure,
) -> Result<AttainmentLine, LeftOut> {
    let (component, mut taken) = alone(component);
    let trial = Trial::new(plan, &component, terms);
    let lumps = lumps_of(&component, terms, &mut taken)?;
    let spread = |result: Cents, lumps: Lumps| {
        trial.pay(&trial.season_of(measure, result, lumps)?).ok_or(LeftOut::NotComputed)
    };
    let pay = |result: Cents| {
        let paid = spread(result, lumps)?;
        if lumps != Lumps::None {
            return Ok(paid);
        }
        // Months that are rounded up to whole cents meet each month's bounds, and are cents too many in all: where
        // nothing jumps, the pay is that of months that make up the result exactly.
        let exactly = spread(result, Lumps::InAll)?;
        Ok(if is_close(paid, exactly) { exactly } else { paid })
    };
    let target = target_of(plan, &component);
    let (full, full_from) = match component.quota {
        Some(Quota::Team) => (
            terms.quota.filter(|quota| *quota > Cents::ZERO).ok_or(LeftOut::QuotaIsZero)?,
            Full::TeamQuota,
        ),
        Some(Quota::Yearly(quota)) => (quota, Full::OwnQuota),
        None => {
            let target =
                target.filter(|target| *target > Cents::ZERO).ok_or(LeftOut::NoFullResult)?;
            // Each payment is rounded to the cent.
            let payments = 12 / i64::try_from(component.paid.months()).unwrap_or(12);
            (target::result_that_earns(target, payments, pay)?, Full::EarnsTarget)
        }
    };
    let mut paid = [Cents::ZERO; 5];
    for (paid, attainment) in paid.iter_mut().zip(ATTAINMENTS) {
        *paid = pay(share_up(full, attainment))?;
    }
    if lumps == Lumps::Whole && ATTAINMENTS.iter().any(|a| share_up(full, *a).0 % 100 != 0) {
        taken.push(Taken::WholeUnits);
    }
    Ok(AttainmentLine {
        component: component.name.clone(),
        measure: measure.clone(),
        full,
        full_from,
        pay: paid,
        target,
        taken,
    })
}

fn by_result(
    plan: &Plan,
    terms: &RepTerms<'_>,
    component: &Component,
    measure: &Measure,
) -> Result<ResultLine, LeftOut> {
    let (component, taken) = alone(component);
    let trial = Trial::new(plan, &component, terms);
    let pay: Vec<(Decimal6, Cents)> = points::results(&component, measure)
        .into_iter()
        .filter_map(|result| {
            let ledger = trial.every_window(measure, result)?;
            Some((result, trial.pay_if_result_is(&ledger, result)?))
        })
        .collect();
    if pay.is_empty() {
        return Err(LeftOut::NotComputed);
    }
    Ok(ResultLine {
        component: component.name.clone(),
        measure: measure.clone(),
        window: component.measured,
        pay,
        target: target_of(plan, &component),
        taken,
    })
}

fn on_condition(
    plan: &Plan,
    terms: &RepTerms<'_>,
    component: &Component,
    when: Option<&When>,
    line: &mut PayLine,
) -> Result<(), LeftOut> {
    let (mut component, taken) = alone(component);
    let is_pool = if let Pays::Pool { scope, .. } = &mut component.pays {
        // The condition is met by the rep's own team here, whoever else counts.
        scope.clear();
        true
    } else {
        false
    };
    let trial = Trial::new(plan, &component, terms);
    let ledger = match when {
        None => trial.quiet_year(),
        Some(when) => {
            let value = when.at_least.or(when.at_most).ok_or(LeftOut::NotComputed)?;
            trial.every_window(&when.measure, value).ok_or(LeftOut::NotComputed)?
        }
    };
    let pay = trial.pay(&ledger).filter(|pay| *pay > Cents::ZERO).ok_or(LeftOut::NotComputed)?;
    let reps = terms.reps.filter(|_| is_pool).and_then(|reps| i64::try_from(reps).ok());
    line.on_condition.push(ConditionLine {
        component: component.name.clone(),
        pay,
        is_pool,
        a_rep: reps.and_then(|reps| pay.0.checked_div(reps)).map(Cents),
        taken,
    });
    Ok(())
}

/// The component without what depends on other results: its gate taken as met, its multiplier as 1.
fn alone(component: &Component) -> (Component, Vec<Taken>) {
    let mut alone = component.clone();
    let mut taken = Vec::new();
    if let Some(gate) = alone.gate.take() {
        taken.push(Taken::GateMet(gate.when.measure.noun()));
    }
    if let Some(multiplier) = alone.multiplier.take() {
        taken.push(Taken::MultiplierOne(multiplier.measure.noun()));
    }
    if alone.budget.take().is_some() {
        taken.push(Taken::BudgetLasts);
    }
    (alone, taken)
}

/// Whether results come in deals.
fn lumps_of(
    component: &Component,
    terms: &RepTerms<'_>,
    taken: &mut Vec<Taken>,
) -> Result<Lumps, LeftOut> {
    let by_deal = component.deal_cap.is_some()
        || matches!(&component.pays, Pays::Rate(tiers) if tiers.per_deal);
    let counted = component.measure.as_ref().is_some_and(sum::is_of_whole_events);
    match (by_deal, counted, terms.deal_size) {
        (_, true, _) => Ok(Lumps::Whole),
        (false, false, _) => Ok(Lumps::None),
        (true, false, Some(size)) => {
            taken.push(Taken::EqualDeals(size));
            Ok(Lumps::Deals(size))
        }
        (true, false, None) => Err(LeftOut::NeedsDeals),
    }
}

/// Whether two sums differ by no more than cents of months make.
fn is_close(a: Cents, b: Cents) -> bool {
    const PART: i64 = 10_000;
    (a.0 - b.0).abs() <= 12 + a.0.abs() / PART
}

/// A share of a result, rounded up to the hundredth.
fn share_up(result: Cents, share: Decimal6) -> Cents {
    let exact = i128::from(result.0) * i128::from(share.0);
    Cents(
        i64::try_from(exact.div_euclid(1_000_000) + i128::from(exact.rem_euclid(1_000_000) > 0))
            .unwrap_or(i64::MAX),
    )
}
