//! Tiers and curves.

use crate::money::Decimal6;
use crate::plan::{Curve, Pays, Plan, TierMethod, TierRate, Tiers};

pub(super) fn tiers(plan: &mut Plan, change: fn(&mut Tiers)) {
    for component in &mut plan.components {
        if let Pays::Rate(tiers) = &mut component.pays {
            change(tiers);
        }
    }
}

pub(super) fn method(tiers: &mut Tiers) {
    // Tiers that pay amounts are filled one after the other.
    let of_amounts = tiers.tiers.iter().any(|tier| matches!(tier.rate, TierRate::Amount(_)));
    tiers.method = match tiers.method {
        TierMethod::Marginal if !of_amounts => TierMethod::Retroactive,
        _ => TierMethod::Marginal,
    };
}

pub(super) fn first_tier(tiers: &mut Tiers) {
    if let Some(first) = tiers.tiers.first_mut() {
        first.from = Decimal6::ZERO;
    }
}

pub(super) fn multiple(tiers: &mut Tiers) {
    for tier in &mut tiers.tiers {
        if let TierRate::Multiple(multiple) = &mut tier.rate {
            *multiple = Decimal6::ONE;
        }
    }
}

pub(super) fn curves(plan: &mut Plan, change: fn(&mut Curve)) {
    for component in &mut plan.components {
        if let Pays::Target(curve) = &mut component.pays {
            change(curve);
        }
    }
}

pub(super) fn slopes(curve: &mut Curve) {
    curve.bands.iter_mut().for_each(|band| band.slope = Decimal6::ZERO);
}
