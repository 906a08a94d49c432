//! Pay as a function of a component's own result, looked along from the lowest to the highest.
//!
//! Source of the rules that look here ([`jumps`](super::jumps), [`slopes`](super::slopes)): guides on plan design warn of
//! points at which one more deal decides much pay (people move deals across them), of results past which nothing
//! more is paid (people coast and push deals into the next period), and of pay that falls.

use super::{At, Lint};
use crate::money::{Cents, Decimal6};
use crate::plan::{Additive, Component, Measure, Pays, RatioMeasure, Target};
use crate::study::pay_line::{Pay, Shape, target_of};

/// Pay around a point at which a clause changes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// The number of the tier or band that starts there.
    pub entry: usize,
    /// The result there.
    pub result: Decimal6,
    /// Pay of a year just below.
    pub below: Cents,
    /// Pay of a year at the result itself.
    pub here: Cents,
    /// What one step of the result pays beside it at most.
    pub usual: Cents,
}

/// Pay along all results.
pub(super) struct Sight<'a> {
    pub shape: Shape<'a>,
    /// The points at which the clause changes, by rising result.
    pub points: Vec<Point>,
    /// Far above them all: a result and its pay.
    pub far: (Decimal6, Cents),
    /// The least result from which nothing more is paid up to there, found where pay never falls.
    pub top: Decimal6,
    /// Target pay a year, where the plan says it.
    pub target: Option<Cents>,
    /// More of the measure is worse: losses, days.
    pub less_is_better: bool,
}

impl<'a> Lint<'a> {
    /// Looks along a component's pay; none where it is not a function of one result.
    pub(super) fn sight(&self, component: &Component) -> Option<Sight<'a>> {
        let shape = Shape::of(self.plan, component, self.quota)?;
        let (points, far, top) = shape.ask(|pay| along(&shape, pay))?;
        let less_is_better = less_is_better(shape.measure());
        let target = target_of(self.plan, component).filter(|target| *target > Cents::ZERO);
        Some(Sight { shape, points, far, top, target, less_is_better })
    }

    /// The same of a component's multiplier, as if it multiplied the whole target.
    pub(super) fn sight_of_multiplier(&self, component: &Component) -> Option<Sight<'a>> {
        let multiplier = component.multiplier.as_ref()?;
        let target = target_of(self.plan, component)?;
        let multiplied = Component {
            pays: Pays::Target(multiplier.curve.clone()),
            measure: Some(multiplier.measure.clone()),
            goal: multiplier.goal,
            target: Target::Yearly(target),
            quota: None,
            cap: None,
            credit_cap: None,
            floor: None,
            ..component.clone()
        };
        self.sight(&multiplied)
    }
}

impl Sight<'_> {
    /// A result as people say it.
    pub fn at(&self, result: Decimal6) -> At {
        match self.shape.share_of_full(result) {
            Some(share) if self.shape.has_quota() => At::OfQuota(share),
            Some(share) => At::OfGoal(share),
            None => At::Result(result, self.shape.measure().unit()),
        }
    }
}

fn along(shape: &Shape<'_>, pay: &Pay<'_>) -> Option<(Vec<Point>, (Decimal6, Cents), Decimal6)> {
    let step = shape.step();
    let starts = shape.starts();
    let most = shape.most();
    let mut points = Vec::new();
    for (entry, result) in starts {
        if most.is_some_and(|most| result > most) {
            break;
        }
        let here = pay.at(result)?;
        let beside = |steps: i64| pay.at(Decimal6(result.0.saturating_add(steps * step)));
        let below = beside(-1).unwrap_or(here);
        let before = beside(-2).map_or(Cents::ZERO, |before| below - before);
        let after = beside(1).map_or(Cents::ZERO, |after| after - here);
        points.push(Point {
            entry,
            result,
            below,
            here,
            usual: before.max(after).max(Cents::ZERO),
        });
    }
    let last = points.last()?.result;
    // Three times the last point, or of the quota; of a ratio half again above it.
    let beyond = match shape.measure() {
        Measure::Sum { .. } if shape.has_quota() => {
            last.max(shape.of_full(Decimal6::ONE)).0.saturating_mul(3)
        }
        Measure::Sum { .. } => last.0.saturating_mul(3).saturating_add(1_000 * Decimal6::ONE.0),
        Measure::Ratio(_) | Measure::Attainments { .. } => {
            last.0.saturating_add(Decimal6::ONE.0 / 2)
        }
        Measure::Score(_) => last.0.saturating_add(last.0.abs() / 2 + Decimal6::ONE.0),
    };
    let beyond = Decimal6(most.map_or(beyond, |most| beyond.min(most.0)) / step * step);
    let far = (beyond, pay.at(beyond)?);
    let top = top(shape, pay, far);
    Some((points, far, top))
}

/// The least result whose pay is that of a far one; by halving, for pay that never falls. Of results so low that no
/// year can be made of them it is taken that they pay less.
fn top(shape: &Shape<'_>, pay: &Pay<'_>, far: (Decimal6, Cents)) -> Decimal6 {
    let step = shape.step();
    let (mut low, mut high) = (0, far.0.0 / step);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if pay.at(Decimal6(middle * step)).is_some_and(|pay| pay >= far.1) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Decimal6(high * step)
}

/// Whether more of a measure is worse.
fn less_is_better(measure: &Measure) -> bool {
    match measure {
        Measure::Sum { terms, .. } => terms.iter().all(|term| {
            matches!(term.of, Additive::ChurnedArr | Additive::ContractionArr) && term.factor.0 > 0
        }),
        Measure::Ratio(ratio) => *ratio == RatioMeasure::DaysToClose,
        Measure::Score(_) | Measure::Attainments { .. } => false,
    }
}
