//! Tiers that pay an amount each.

use super::notes::Notes;
use crate::diagnostic::Finding;
use crate::money::Decimal6;
use crate::plan::{Tier, TierRate};
use crate::spec::component as spec;

const END: &str = "`to_amount` says where the last tier ends, in units of the measure: it pays its `amount` in proportion \
    to how far it is filled, and nothing beyond";

/// Where the last tier ends, if it pays an amount; and what else amounts need.
pub(super) fn end(
    component: &spec::Component,
    specs: &[spec::Tier],
    tiers: &[Tier],
    path: &str,
    notes: &mut Notes,
) -> Option<Option<Decimal6>> {
    let last = tiers.len().checked_sub(1)?;
    let pays_amount = |tier: &Tier| matches!(tier.rate, TierRate::Amount(_));
    let mut sound = true;
    let mut refuse = |finding: Finding| {
        notes.push(finding);
        sound = false;
    };
    for (i, spec) in specs.iter().enumerate() {
        let at = format!("{path}[{i}].to_amount");
        let is_end = i == last && pays_amount(&tiers[i]);
        if spec.to_amount.is_some() && i < last {
            refuse(
                Finding::error_at_key(at, "a tier ends where the next one starts")
                    .related(format!("{path}[{}]", i + 1), "the next tier")
                    .help("only the last tier has a `to_amount`"),
            );
        } else if spec.to_amount.is_some() && !is_end {
            refuse(
                Finding::error_at_key(at, "`to_amount` ends a tier that pays an `amount`")
                    .help("add a tier of rate 0 where a rate ends"),
            );
        } else if is_end && spec.to_amount.is_none() {
            refuse(
                Finding::error(
                    format!("{path}[{i}]"),
                    "the last tier pays an amount and has no end",
                )
                .help(END),
            );
        }
    }
    if let Some(first) = tiers.iter().position(pays_amount) {
        let at = format!("{path}[{first}].amount");
        if specs[first].from.is_some() {
            refuse(
                Finding::error(&at, "a tier that starts at a share of quota pays no amount")
                    .related(format!("{path}[{first}].from"), "a share of quota")
                    .help(
                        "start the tiers at `from_amount`; by attainment pays = \"target\" with a `curve` and \
                         `interpolate = true` pays amounts",
                    ),
            );
        }
        if component.tier_method == Some(spec::TierMethod::Retroactive) {
            let method = path.strip_suffix("tiers").unwrap_or(path);
            refuse(
                Finding::error(&at, "the amount of a tier is no rate that could hold for all")
                    .related(format!("{method}tier_method"), "the reached tier's rate on all")
                    .help(
                        "write `tier_method = \"marginal\"`: each tier adds its amount as it fills",
                    ),
            );
        }
    }
    let end = match specs[last].to_amount {
        Some(end) if sound => notes.decimal_above_0(&format!("{path}[{last}].to_amount"), end)?,
        Some(_) => return None,
        None => return sound.then_some(None),
    };
    if end <= tiers[last].from {
        let message =
            format!("the last tier ends at {end}, not above its start at {}", tiers[last].from);
        notes.push(
            Finding::error(format!("{path}[{last}].to_amount"), message)
                .related(format!("{path}[{last}].from_amount"), "its start")
                .help(END),
        );
        return None;
    }
    Some(Some(end))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    #[test]
    fn amounts_that_are_refused() {
        let tiers = |tiers: &str| {
            let (tiers, method) = tiers.split_once('|').unwrap_or((tiers, "marginal"));
            with_component(&format!(
                "pays = \"rate\"\nmeasure = \"new_acv\"\nquota = 5\ntier_method = {method:?}\ntiers = [ {tiers} ]"
            ))
        };
        check(
            tiers,
            &[
                (
                    "{ from_amount = 0, amount = 10 }, { from_amount = 1000, amount = 40, to_amount = 3000 }",
                    &[],
                ),
                ("{ from_amount = 0, amount = 10 }, { from_amount = 1000, rate = 0.1 }", &[]),
                (
                    "{ from_amount = 0, amount = 10, to_amount = 5 }, { from_amount = 1000, amount = 40 }",
                    &[
                        "key component[0].tiers[0].to_amount: a tier ends where the next one starts",
                        "component[0].tiers[1]: the last tier pays an amount and has no end",
                    ],
                ),
                (
                    "{ from_amount = 0, rate = 0.1, to_amount = 5 }",
                    &[
                        "key component[0].tiers[0].to_amount: `to_amount` ends a tier that pays an `amount`",
                    ],
                ),
                (
                    "{ from_amount = 1000, amount = 10, to_amount = 1000 }",
                    &[
                        "component[0].tiers[0].to_amount: the last tier ends at 1000, not above its start at 1000",
                    ],
                ),
                (
                    "{ from_amount = 0, amount = 10, to_amount = 5 }|retroactive",
                    &[
                        "component[0].tiers[0].amount: the amount of a tier is no rate that could hold for all",
                    ],
                ),
                (
                    "{ from = 0, amount = 10, to_amount = 5 }",
                    &[
                        "component[0].tiers[0].amount: a tier that starts at a share of quota pays no amount",
                    ],
                ),
                (
                    "{ from_amount = 0, amount = -1, to_amount = 5 }, { from_amount = 5, amount = 1, rate = 1 }",
                    &[
                        "component[0].tiers[0].amount: `amount` is -1, below 0",
                        "component[0].tiers[1]: a tier with both `rate` and `amount`",
                    ],
                ),
            ],
        );
    }
}
