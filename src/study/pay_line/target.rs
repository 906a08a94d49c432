//! What 100 % is where a plan file alone does not say it.

use super::LeftOut;
use crate::money::{Cents, Decimal6};
use crate::plan::{Component, Pays, Plan, Quota, Target, TierRate, Unit};

/// A quota for a plan without a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssumedQuota {
    /// At which the first rate earns the target: the quota, the component.
    EarnsTarget(Cents, String),
    /// Five times the OTE.
    FiveTimesOte(Cents),
    /// A hundred units, of a measure that counts.
    Hundred(Cents),
}

impl AssumedQuota {
    /// The quota a year, in hundredths of the measure's unit.
    pub const fn quota(&self) -> Cents {
        match self {
            Self::EarnsTarget(quota, ..) | Self::FiveTimesOte(quota) | Self::Hundred(quota) => {
                *quota
            }
        }
    }
}

/// The quota that is assumed for components that need the team's, if any does.
pub fn assumed_quota(plan: &Plan) -> Option<AssumedQuota> {
    let by_team_quota =
        || plan.components.iter().filter(|component| component.quota == Some(Quota::Team));
    by_team_quota().next()?;
    let by_rate = by_team_quota().find_map(|component| {
        let rate = first_rate(component).filter(|_| !plan.converts(component))?;
        let target = target_of(plan, component).filter(|target| *target > Cents::ZERO)?;
        let quota = i128::from(target.0) * 1_000_000 / i128::from(rate.0);
        let quota = Cents(i64::try_from(quota).ok()?);
        Some(AssumedQuota::EarnsTarget(quota, component.name.clone()))
    });
    let counts = |component: &Component| {
        matches!(component.measure.as_ref().map(|m| m.unit()), Some(Unit::Count(..)))
    };
    by_rate.or_else(|| {
        let Cents(ote) = plan.base + plan.target_incentive;
        if by_team_quota().all(counts) || ote == 0 {
            return Some(AssumedQuota::Hundred(Cents(100 * 100)));
        }
        Some(AssumedQuota::FiveTimesOte(Cents(ote.checked_mul(5)?)))
    })
}

/// The first rate above 0 of a component that pays by rates.
fn first_rate(component: &Component) -> Option<Decimal6> {
    let Pays::Rate(tiers) = &component.pays else {
        return None;
    };
    tiers.tiers.iter().find_map(|tier| match tier.rate {
        TierRate::Rate(rate) if rate > Decimal6::ZERO => Some(rate),
        _ => None,
    })
}

/// Target pay a year of a component: its own, or its share of the target incentive. Where a plan gives
/// rates without a share, the only such component has what the others leave of the target incentive.
pub(in crate::study) fn target_of(plan: &Plan, component: &Component) -> Option<Cents> {
    if let Some(target) = stated_target(plan, component) {
        return Some(target);
    }
    // Of a plan that changes within the year, those of the same part.
    let is_new = |c: &Component| c.phase.map(|phase| phase.is_new);
    let of_plan = || plan.components.iter().filter(|c| is_new(c) == is_new(component));
    let without: Vec<_> =
        of_plan().filter(|c| stated_target(plan, c).is_none() && is_for_target(c)).collect();
    let stated: Cents = of_plan().filter_map(|c| stated_target(plan, c)).sum();
    let left = plan.target_incentive_of(component) - stated;
    (without.len() == 1 && is_for_target(component) && left > Cents::ZERO).then_some(left)
}

/// The target that the file states: any of a component that pays by it, a share or amount of others.
pub(in crate::study) fn stated_target(plan: &Plan, component: &Component) -> Option<Cents> {
    match (component.target, &component.pays) {
        (Target::Yearly(target), _) => Some(target),
        (Target::Weight(weight), Pays::Target(_) | Pays::Matrix(_)) => {
            share_of(plan.target_incentive_of(component), weight)
        }
        (Target::Weight(Decimal6::ONE), _) => None,
        (Target::Weight(weight), _) => share_of(plan.target_incentive_of(component), weight),
    }
}

/// Whether a component is one that earns target pay; fixed amounts come on top.
const fn is_for_target(component: &Component) -> bool {
    matches!(
        component.pays,
        Pays::Rate(_) | Pays::PerUnit { .. } | Pays::Target(_) | Pays::Matrix(_)
    )
}

fn share_of(amount: Cents, share: Decimal6) -> Option<Cents> {
    let exact = i128::from(amount.0) * i128::from(share.0);
    i64::try_from((exact + 500_000).div_euclid(1_000_000)).ok().map(Cents)
}

/// The result, in hundredths, whose pay is a target: the roundest whole one of those whose pay is the target but for what
/// the rounding of so many payments moves, half a cent each; else the smallest whose pay reaches it. By trying.
pub(super) fn result_that_earns(
    target: Cents,
    payments: i64,
    pay: impl Fn(Cents) -> Result<Cents, LeftOut>,
) -> Result<Cents, LeftOut> {
    let moved = (payments + 1) / 2;
    let reached = smallest_that_earns(target, 1, &pay)?;
    let low = smallest_that_earns(Cents((target.0 - moved).max(1)), 1, &pay)?;
    // Beyond what earns a little more than the target, nothing earns the target.
    let Ok(high) = smallest_that_earns(Cents(target.0 + moved + 1), low, &pay) else {
        return Ok(Cents(reached * UNIT));
    };
    let next_multiple = |step: i64| (low + step - 1) / step * step;
    let mut step = 1;
    while next_multiple(10 * step) < high {
        step *= 10;
    }
    let roundest = next_multiple(step);
    let earned = pay(Cents(roundest * UNIT))?;
    let earns = (earned.0 - target.0).abs() <= moved;
    Ok(Cents(UNIT * if earns { roundest } else { reached }))
}

/// A unit of a measure, in hundredths.
const UNIT: i64 = 100;

/// The smallest whole result, in units, from one that is known to be too small or just enough, whose pay reaches a
/// target.
fn smallest_that_earns(
    target: Cents,
    from: i64,
    pay: impl Fn(Cents) -> Result<Cents, LeftOut>,
) -> Result<i64, LeftOut> {
    let reaches = |units: i64| pay(Cents(units * UNIT)).map(|pay| pay >= target);
    let mut high = from;
    while !reaches(high)? {
        high *= 2;
        if high > Cents::LIMIT {
            return Err(LeftOut::TargetNotReached);
        }
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if reaches(middle)? {
            high = middle;
        } else {
            low = middle;
        }
    }
    Ok(high)
}
