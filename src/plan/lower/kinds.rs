//! Which keys belong to which kind of component.

use super::notes::Notes;
use crate::diagnostic::{Finding, join, list};
use crate::spec::component::{Component, Pays};

/// The word of a kind in files.
pub(super) const fn word(pays: Pays) -> &'static str {
    match pays {
        Pays::Rate => "rate",
        Pays::Target => "target",
        Pays::Amount => "amount",
        Pays::PerUnit => "per_unit",
        Pays::Pool => "pool",
        Pays::Matrix => "matrix",
        Pays::Contest => "contest",
    }
}

/// Refuses keys that only make sense in another kind of component.
pub(super) fn refuse_keys_of_others(spec: &Component, pays: Pays, path: &str, notes: &mut Notes) {
    use Pays::{Amount, Contest, Matrix, PerUnit, Pool, Rate, Target};
    let limited: &[Pays] = &[Rate, Target, Amount, PerUnit, Pool, Matrix];
    let keys: [(&str, bool, &[Pays]); 32] = [
        ("measure", spec.measure.is_some(), &[Rate, Target, Amount, PerUnit, Pool, Contest]),
        ("tiers", spec.tiers.is_some(), &[Rate]),
        ("tier_method", spec.tier_method.is_some(), &[Rate]),
        ("per", spec.per.is_some(), &[Rate]),
        ("curve", spec.curve.is_some(), &[Target]),
        ("interpolate", spec.interpolate.is_some(), &[Target, Matrix]),
        ("goal", spec.goal.is_some(), &[Target]),
        ("round_attainment", spec.round_attainment.is_some(), &[Rate, Target, Matrix]),
        ("quota", spec.quota.is_some(), &[Rate, Target, PerUnit]),
        ("credit_cap", spec.credit_cap.is_some(), &[Rate, Target, PerUnit]),
        ("deal_cap", spec.deal_cap.is_some(), &[Rate, Target, PerUnit]),
        ("clawback", spec.clawback.is_some(), &[Rate, Target, PerUnit]),
        ("amount", spec.amount.is_some(), &[Amount, PerUnit, Pool]),
        ("when", spec.when.is_some(), &[Amount, Pool]),
        ("once", spec.once.is_some(), &[Amount]),
        ("above", spec.above.is_some(), &[PerUnit]),
        ("step", spec.step.is_some(), &[PerUnit]),
        ("hurdle", spec.hurdle.is_some(), &[Rate, PerUnit]),
        ("rate_cap", spec.rate_cap.is_some(), &[Rate]),
        ("split", spec.split.is_some(), &[Pool]),
        ("scope", spec.scope.is_some(), &[Pool]),
        ("gate", spec.gate.is_some(), limited),
        ("multiplier", spec.multiplier.is_some(), limited),
        ("floor", spec.floor.is_some(), limited),
        ("cap", spec.cap.is_some(), limited),
        ("budget", spec.budget.is_some(), &[Rate, Target, Amount, PerUnit, Matrix]),
        ("prizes", spec.prizes.is_some(), &[Contest]),
        ("at_least", spec.at_least.is_some(), &[Contest]),
        ("ties", spec.ties.is_some(), &[Contest]),
        ("rows", spec.rows.is_some(), &[Matrix]),
        ("columns", spec.columns.is_some(), &[Matrix]),
        ("grid", spec.grid.is_some(), &[Matrix]),
    ];
    for (key, _, owners) in
        keys.into_iter().filter(|(_, given, owners)| *given && !owners.contains(&pays))
    {
        let owners = list(owners.iter().map(|&owner| format!("\"{}\"", word(owner))), "or");
        let message =
            format!("`{key}` belongs to pays = {owners}; this component pays \"{}\"", word(pays));
        notes.push(
            Finding::error_at_key(join(path, key), message)
                .related(join(path, "pays"), "what this component pays")
                .help(instead(key, pays)),
        );
    }
}

/// What such a component has in place of the key.
fn instead(key: &str, pays: Pays) -> String {
    let instead = match (key, pays) {
        ("tiers", Pays::Target) => Some("`curve` says how a target is paid by attainment"),
        ("curve", Pays::Rate) => Some("`tiers` say the rates on the measure"),
        ("hurdle", Pays::Target | Pays::Matrix) => {
            Some("nothing is paid below the first band or cell")
        }
        ("hurdle" | "when", _) => Some("`gate` makes pay depend on a condition"),
        ("budget", Pays::Pool) => Some("`amount` is all that a pool pays"),
        ("budget", Pays::Contest) => Some("`prizes` are all that a contest pays"),
        ("gate", Pays::Contest) => Some("`at_least` says from which result a rep is ranked"),
        ("at_least", _) => Some("`when` and `gate` are conditions on a measure"),
        ("measure" | "quota" | "goal", Pays::Matrix) => {
            Some("`rows` and `columns` each have their own")
        }
        ("curve", Pays::Matrix) => Some("`grid` says what each cell pays"),
        ("amount", Pays::Target) => Some("`target` is the amount a year at 100 %"),
        _ => None,
    };
    instead.map_or_else(
        || "leave it out, or change `pays`".to_owned(),
        |instead| format!("leave it out; {instead}"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    #[test]
    fn keys_of_another_kind_are_refused() {
        check(
            with_component,
            &[
                (
                    "pays = \"rate\"\nmeasure = \"new_acv\"\ntiers = [ { from = 0, rate = 0.1 } ]\ncurve = []\nabove = 1\nonce = true",
                    &[
                        "key component[0].curve: `curve` belongs to pays = \"target\"; this component pays \"rate\"",
                        "key component[0].once: `once` belongs to pays = \"amount\"; this component pays \"rate\"",
                        "key component[0].above: `above` belongs to pays = \"per_unit\"; this component pays \"rate\"",
                    ],
                ),
                (
                    "pays = \"amount\"\namount = 5\nwhen = { measure = \"nps\", at_least = 70 }\nquota = \"team\"\nsplit = \"equal\"",
                    &[
                        "key component[0].quota: `quota` belongs to pays = \"rate\", \"target\" or \"per_unit\"; this component pays \"amount\"",
                        "key component[0].split: `split` belongs to pays = \"pool\"; this component pays \"amount\"",
                    ],
                ),
                ("", &["component[0].pays: `pays` is missing in the component \"C\""]),
                (
                    "pays = \"pool\"\namount = 5\nsplit = \"equal\"\nbudget = 5\nat_least = 1",
                    &[
                        "key component[0].budget: `budget` belongs to pays = \"rate\", \"target\", \"amount\", \"per_unit\" or \"matrix\"; this component pays \"pool\"",
                        "key component[0].at_least: `at_least` belongs to pays = \"contest\"; this component pays \"pool\"",
                    ],
                ),
            ],
        );
    }
}
