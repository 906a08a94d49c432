//! A currency of pay that is not that of sales.

use super::notes::Notes;
use crate::diagnostic::Finding;
use crate::plan::{Pays, Plan, RecoveredAt, TierRate};
use crate::spec::plan::PlanFile;

/// The currency of pay, where the file states one.
pub(super) fn lower(file: &PlanFile, notes: &mut Notes) -> Option<String> {
    let written = file.pay.as_ref()?.currency.as_deref()?;
    super::code("pay.currency", written, notes)
}

/// Tells the clauses that cannot be computed in two currencies.
pub(super) fn tell(plan: &Plan, notes: &mut Notes) {
    for (i, component) in plan.components.iter().enumerate().filter(|(_, c)| plan.converts(c)) {
        let Pays::Rate(tiers) = &component.pays else { continue };
        if component.rate_cap.is_some() {
            notes.push(
                Finding::error_at_key(
                    format!("component[{i}].rate_cap"),
                    "a cap on the rate of pay that is converted at several rates is not computed",
                )
                .related("pay.currency", "pay is in another currency than sales")
                .help("write the rates themselves lower, or cap the pay"),
            );
        }
        let other = tiers.tiers.iter().zip(0..).find_map(|(tier, number)| match tier.rate {
            TierRate::Rate(_) => None,
            TierRate::Multiple(_) => {
                Some((number, "multiple", "multiples of the base rate, which is"))
            }
            TierRate::Amount(_) => Some((number, "amount", "amounts, which are")),
        });
        if let Some((number, key, what)) = other {
            let (sales, pay) = (&plan.currency, plan.pay_currency());
            notes.push(
                Finding::error(
                    format!("component[{i}].tiers[{number}].{key}"),
                    format!("rates on {sales} and {what} in {pay}, in one table"),
                )
                .related("pay.currency", "pay is in another currency than sales")
                .help(format!("write all tiers by `rate`, or all by `{key}`")),
            );
        }
        if component.clawback.as_ref().is_some_and(|clawback| clawback.at == RecoveredAt::Recompute)
        {
            notes.push(
                Finding::error(
                    format!("component[{i}].clawback.at"),
                    "what a window would have paid is not recomputed where its payments were converted at several rates",
                )
                .related("pay.currency", "pay is in another currency than sales")
                .help("recover what was `\"paid\"`, or at the `\"base_rate\"`"),
            );
        }
    }
}
