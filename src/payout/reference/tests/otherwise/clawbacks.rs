//! Clawbacks.

use crate::plan::{Clawback, Plan, RecoveredAt, Recovers};

pub(super) fn clawbacks(plan: &mut Plan, change: fn(&mut Clawback)) {
    plan.components.iter_mut().filter_map(|c| c.clawback.as_mut()).for_each(change);
}

pub(super) fn pro_rata(clawback: &mut Clawback) {
    if clawback.recovers == Recovers::ProRata {
        clawback.recovers = Recovers::Full;
    }
}

pub(super) fn bands(clawback: &mut Clawback) {
    if matches!(clawback.recovers, Recovers::Bands(_)) {
        clawback.recovers = Recovers::Full;
    }
}

pub(super) fn recompute(clawback: &mut Clawback) {
    if clawback.at == RecoveredAt::Recompute {
        clawback.at = RecoveredAt::Paid;
    }
}

pub(super) fn base_rate(clawback: &mut Clawback) {
    if clawback.at == RecoveredAt::BaseRate {
        clawback.at = RecoveredAt::Paid;
    }
}
