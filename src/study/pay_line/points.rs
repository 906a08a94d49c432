//! At which results the pay of a component without a 100 % is shown: where its pay changes.

use super::ratio::most;
use super::stand_in;
use crate::money::Decimal6;
use crate::plan::{Band, Component, Curve, Measure, Pays, Unit};

/// So many results fit a line.
const MOST: usize = 8;

/// The results, in units of the measure, by rising value.
pub(super) fn results(component: &Component, measure: &Measure) -> Vec<Decimal6> {
    let goal = component.goal;
    let of_goal = |at: Decimal6| goal.map_or(at, |goal| times(at, goal));
    let mut results: Vec<Decimal6> = match &component.pays {
        Pays::Target(curve) => {
            let step = Step::of(measure, curve, goal.is_some());
            along(curve, &step).into_iter().map(of_goal).collect()
        }
        Pays::PerUnit { above, .. } => beyond(*above, measure.unit()),
        _ => Vec::new(),
    };
    if let Measure::Ratio(ratio) = measure {
        results.retain(|result| {
            *result > Decimal6::ZERO && most(*ratio).is_none_or(|most| *result <= most)
        });
    }
    if let Some(most) = stand_in::most(measure) {
        results.retain(|result| *result <= most);
    }
    results.sort_unstable();
    results.dedup();
    results
}

/// How finely the results of a measure are told apart.
struct Step {
    /// Just below a bound.
    fine: i64,
    /// Clearly beyond it.
    coarse: i64,
}

impl Step {
    fn of(measure: &Measure, curve: &Curve, has_goal: bool) -> Self {
        let last = curve.bands.last().map_or(0, |band| band.at.0.abs());
        let is_share = has_goal || measure.unit() == Unit::Share || last < 10 * Decimal6::ONE.0;
        let fine = match (is_share, measure.unit()) {
            (true, _) => 10_000,
            (false, Unit::Money) => (last / 100).max(10_000),
            (false, _) => Decimal6::ONE.0,
        };
        Self { fine, coarse: 10 * fine }
    }
}

/// Along a curve: below it, each band's start, what lies between, beyond it.
fn along(curve: &Curve, step: &Step) -> Vec<Decimal6> {
    let starts: Vec<Decimal6> = curve.bands.iter().map(|band| band.at).collect();
    let mut all = starts.clone();
    if let Some(first) = starts.first() {
        all.push(Decimal6(first.0 - step.coarse / 2));
    }
    match &curve.bands[..] {
        // One line from nothing: half of the target, all of it, a little more.
        [Band { at, pays: Decimal6::ZERO, slope }] if slope.0 > 0 => {
            let rises_by = |points: i64| {
                let further =
                    i128::from(points) * i128::from(Decimal6::ONE.0) / i128::from(slope.0);
                Decimal6(at.0.saturating_add(i64::try_from(further).unwrap_or(i64::MAX)))
            };
            all.extend([500_000, 1_000_000, 1_100_000].map(rises_by));
        }
        bands => all.extend(bands.last().map(|last| Decimal6(last.at.0 + step.coarse))),
    }
    let between = starts.windows(2).filter_map(|pair| match pair {
        [from, to] if curve.interpolate => Some(Decimal6(from.0 + (to.0 - from.0) / 2)),
        [from, to] => Some(Decimal6(to.0 - step.fine)).filter(|just_below| just_below > from),
        _ => None,
    });
    let between: Vec<_> = between.collect();
    if all.len() + between.len() <= MOST {
        all.extend(between);
    }
    all.retain(|at| at.0 >= 0);
    all.truncate(MOST);
    all
}

/// At a number of units and above it.
fn beyond(above: Decimal6, unit: Unit) -> Vec<Decimal6> {
    let one = Decimal6::ONE.0;
    let (from, steps) = match unit {
        // Things come whole.
        Unit::Count(..) => {
            (Decimal6((above.0 + one - 1) / one * one), [0, 1, 2, 5, 10, 20].map(|n| n * one))
        }
        Unit::Money => (above, [0, 1, 10, 50, 100, 500].map(|n| n * 1_000 * one)),
        Unit::Share => (above, [0, 1, 2, 5, 10, 20].map(|n| n * one / 100)),
        Unit::Plain => (above, [0, 1, 2, 5, 10, 20].map(|n| n * one)),
    };
    steps.into_iter().map(|step| Decimal6(from.0 + step)).collect()
}

fn times(a: Decimal6, b: Decimal6) -> Decimal6 {
    let product = i128::from(a.0) * i128::from(b.0) / i128::from(Decimal6::ONE.0);
    Decimal6(i64::try_from(product).unwrap_or(i64::MAX))
}
