//! A plan with other clawbacks than its own: what they would recover is what is asked about pay on sales that are lost.

use crate::money::Decimal6;
use crate::plan::{Clawback, Plan, RecoveredAt, Recovers, RecoveryBand};

/// Months after a sale within which a churn is one of that sale.
pub(super) const WITHIN_MONTHS: u32 = 12;

/// The plan with a full clawback of what was paid on sales that churn within a year, on each component that pays on sales
/// and in place of its own. None where no component does.
pub(super) fn in_full(plan: &Plan) -> Option<Plan> {
    let full = || Clawback {
        on_churn: true,
        on_contraction: false,
        within_months: WITHIN_MONTHS,
        recovers: Recovers::Full,
        at: RecoveredAt::Paid,
    };
    let mut plan = plan.clone();
    for component in &mut plan.components {
        component.clawback = component.pays_on_sales().then(full);
    }
    plan.components.iter().any(|component| component.clawback.is_some()).then_some(plan)
}

/// The plan with its own clawbacks, as far as they recover sales that churn within a year.
pub(super) fn of_first_year(plan: &Plan) -> Plan {
    with(plan, |own| {
        let within = own.within_months.min(WITHIN_MONTHS);
        let recovers = match &own.recovers {
            _ if within == own.within_months => own.recovers.clone(),
            Recovers::Full => Recovers::Full,
            Recovers::ProRata | Recovers::Bands(_) => schedule(own, 0, within),
        };
        let terms =
            Clawback { on_contraction: false, within_months: within, recovers, ..own.clone() };
        own.on_churn.then_some(terms)
    })
}

/// The plan with clawbacks that recover, for a churn of this month, what its own recover for one of the next. None where
/// it has no clawback.
pub(super) fn a_month_on(plan: &Plan) -> Option<Plan> {
    plan.components.iter().any(|component| component.clawback.is_some()).then(|| {
        with(plan, |own| {
            let within = own.within_months.checked_sub(1)?;
            let recovers = match &own.recovers {
                Recovers::Full => Recovers::Full,
                Recovers::ProRata | Recovers::Bands(_) => schedule(own, 1, within),
            };
            Some(Clawback { on_churn: true, within_months: within, recovers, ..own.clone() })
        })
    })
}

fn with(plan: &Plan, terms: impl Fn(&Clawback) -> Option<Clawback>) -> Plan {
    let mut plan = plan.clone();
    for component in &mut plan.components {
        component.clawback = component.clawback.as_ref().and_then(&terms);
    }
    plan
}

/// What a clawback recovers `later` months after each of the months up to `within`.
fn schedule(own: &Clawback, later: u32, within: u32) -> Recovers {
    let band = |passed: u32| RecoveryBand { within: passed, share: share(own, passed + later) };
    Recovers::Bands((0..=within).map(band).collect())
}

/// The share that is recovered so many months after a sale, to the millionth.
fn share(own: &Clawback, passed: u32) -> Decimal6 {
    match &own.recovers {
        Recovers::Full => Decimal6::ONE,
        Recovers::ProRata => {
            let (left, within) = (own.within_months.saturating_sub(passed), own.within_months);
            let one = Decimal6::ONE.0;
            Decimal6((one * i64::from(left) + i64::from(within) / 2) / i64::from(within.max(1)))
        }
        Recovers::Bands(bands) => bands
            .iter()
            .find(|band| passed <= band.within)
            .map_or(Decimal6::ZERO, |band| band.share),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(recovers: &Recovers) -> Vec<i64> {
        let Recovers::Bands(bands) = recovers else { panic!("{recovers:?}") };
        bands.iter().map(|band| band.share.0).collect()
    }

    #[test]
    fn a_schedule_is_looked_at_later() {
        let own = |within_months, recovers| Clawback {
            on_churn: true,
            on_contraction: false,
            within_months,
            recovers,
            at: RecoveredAt::Paid,
        };
        let pro_rata = own(4, Recovers::ProRata);
        assert_eq!(shares(&schedule(&pro_rata, 0, 4)), [1_000_000, 750_000, 500_000, 250_000, 0]);
        assert_eq!(shares(&schedule(&pro_rata, 1, 3)), [750_000, 500_000, 250_000, 0]);
        let band = |within, share| RecoveryBand { within, share: Decimal6(share) };
        let banded = own(3, Recovers::Bands(vec![band(1, 1_000_000), band(3, 500_000)]));
        assert_eq!(shares(&schedule(&banded, 0, 3)), [1_000_000, 1_000_000, 500_000, 500_000]);
        assert_eq!(shares(&schedule(&banded, 1, 2)), [1_000_000, 500_000, 500_000]);
        assert_eq!(shares(&schedule(&own(3, Recovers::ProRata), 1, 2)), [666_667, 333_333, 0]);
    }
}
