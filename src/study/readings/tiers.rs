//! The other readings of rates by tier.

use super::Reading;
use super::clauses::Clauses;
use crate::money::Decimal6;
use crate::plan::{Additive, BoundsIn, Component, Measure, TierMethod, Tiers};
use crate::spec::component as spec;

impl Clauses<'_> {
    pub(super) fn of_tiers(&mut self, number: usize, component: &Component, tiers: &Tiers) {
        let flat = matches!(&tiers.tiers[..], [only] if only.from == Decimal6::ZERO);
        if flat {
            return;
        }
        let (other, reading) = match tiers.method {
            TierMethod::Marginal => (
                spec::TierMethod::Retroactive,
                Reading::new("tier_method", "marginal", "retroactive"),
            ),
            TierMethod::Retroactive => {
                (spec::TierMethod::Marginal, Reading::new("tier_method", "retroactive", "marginal"))
            }
        };
        self.read(number, "tier_method", reading, |component| component.tier_method = Some(other));
        if tiers.per_deal {
            let reading = Reading::new("per", "deal", "window");
            self.read(number, "per", reading, |component| component.per = Some(spec::Per::Window));
        } else if tiers.bounds == BoundsIn::Amount && is_money_of_deals(component) {
            let reading = Reading::new("per", "window", "deal");
            self.read(number, "per", reading, |component| component.per = Some(spec::Per::Deal));
        }
    }
}

/// Whether results are amounts that come in deals; that the team's model tells them one by one is asked later.
fn is_money_of_deals(component: &Component) -> bool {
    let Some(Measure::Sum { terms, .. }) = &component.measure else {
        return false;
    };
    terms.iter().all(|term| !matches!(term.of, Additive::Deals | Additive::Won))
}
