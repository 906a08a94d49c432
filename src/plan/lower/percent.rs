//! Shares that were probably written in percent: 90 where 0.90 is meant.

use super::notes::Notes;
use crate::diagnostic::Finding;
use crate::money::Decimal6;
use crate::plan::{Curve, Measure, RatioMeasure, Tier, When};

/// From here up a share is doubted: 1,000 %.
const DOUBTED: Decimal6 = Decimal6(10 * Decimal6::ONE.0);

/// Warns of a curve whose attainments or payouts are beyond belief.
pub(super) fn doubt_curve(curve: &Curve, attainment_is_share: bool, path: &str, notes: &mut Notes) {
    for (i, band) in curve.bands.iter().enumerate() {
        if attainment_is_share {
            doubt(band.at, "attainment", &format!("{path}.curve[{i}].at"), notes);
        }
        doubt(band.pays, "payout", &format!("{path}.curve[{i}].pays"), notes);
    }
}

/// Warns of tiers that start at shares of quota beyond belief.
pub(super) fn doubt_tiers(tiers: &[Tier], path: &str, notes: &mut Notes) {
    for (i, tier) in tiers.iter().enumerate() {
        doubt(tier.from, "attainment", &format!("{path}[{i}].from"), notes);
    }
}

/// Warns of rows or columns that start beyond belief.
pub(super) fn doubt_starts(starts: &[Option<Decimal6>], path: &str, notes: &mut Notes) {
    for (i, start) in starts.iter().enumerate() {
        doubt(start.unwrap_or_default(), "attainment", &format!("{path}[{i}]"), notes);
    }
}

/// Warns of a condition on a share that is beyond belief.
pub(super) fn doubt_condition(when: &When, path: &str, notes: &mut Notes) {
    if !when.measure.is_additive() && is_share(&when.measure, false) {
        for (key, bound) in [("at_least", when.at_least), ("at_most", when.at_most)] {
            doubt(
                bound.unwrap_or_default(),
                &format!("`{}`", when.measure.name()),
                &format!("{path}.{key}"),
                notes,
            );
        }
    }
}

/// Whether the attainment by a measure is a share: of quota, of a goal, or by nature.
pub(super) fn is_share(measure: &Measure, has_goal: bool) -> bool {
    match measure {
        Measure::Ratio(RatioMeasure::AverageDealSize | RatioMeasure::DaysToClose)
        | Measure::Score(_) => has_goal,
        Measure::Ratio(_) | Measure::Attainments { .. } => true,
        Measure::Sum { .. } => true,
    }
}

fn doubt(share: Decimal6, what: &str, path: &str, notes: &mut Notes) {
    if share >= DOUBTED {
        let percent = Decimal6(share.0.saturating_mul(100));
        let meant = Decimal6(share.0 / 100);
        let article = if what.starts_with('a') { "an" } else { "a" };
        notes.push(
            Finding::warning(path, format!("{article} {what} of {share} is {percent} %"))
                .help(format!("shares are written as decimals: {share} % is {meant}")),
        );
    }
}
