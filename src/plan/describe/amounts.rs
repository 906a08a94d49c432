//! Tiers that pay an amount each, in words.

use super::pays::rate;
use crate::diagnostic::list;
use crate::money::Decimal6;
use crate::plan::{Measure, Plan, TierRate, Tiers};

/// What each tier adds: `10 USD from 0 to 1,000 USD`.
pub(super) fn sentence(plan: &Plan, tiers: &Tiers, measure: &Measure) -> String {
    let at = |start: Decimal6| measure.result(start, &plan.currency);
    let ends = tiers.tiers.iter().skip(1).map(|next| Some(next.from)).chain([tiers.end]);
    let parts = tiers.tiers.iter().zip(ends).map(|(tier, end)| {
        let pays = rate(tier.rate, measure, plan.pay_currency());
        let of = if matches!(tier.rate, TierRate::Amount(_)) { "" } else { " of what is" };
        match end {
            Some(end) => format!("{pays}{of} from {} to {}", at(tier.from), at(end)),
            None => format!("{pays}{of} above {}", at(tier.from)),
        }
    });
    let each = if tiers.per_deal { "Each deal by itself, by" } else { "By" };
    let beyond = if tiers.end.is_some() { ", and nothing beyond" } else { "" };
    format!(
        "{each} tiers of {}: {}{beyond} (a tier adds its amount in proportion to how far it is filled).",
        measure.noun(),
        list(parts, "and")
    )
}
