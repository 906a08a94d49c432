//! Clawbacks.

use super::made_of::{MadeOf, is_sale};
use super::notes::Notes;
use super::recovery;
use crate::diagnostic::Finding;
use crate::plan::{Clawback, Measure, RecoveredAt};
use crate::spec::component as spec;

const ON: &str = "what counts as lost: [\"churn\"], [\"contraction\"] or both";
const WITHIN: &str = "whole months from the month of the sale, the last one included, from 1 to 60";
const RECOVERS: &str = "\"full\" recovers all pay on the sale, \"pro_rata\" the part for the months left of \
    `within_months`, a list of bands such as [ { within = 3, share = 1.0 }, { within = 6, share = 0.5 } ] a share by the months passed";
const AT: &str = "what the pay on the sale was: \"paid\", what was paid on it; \"recompute\", what the window would have paid \
    less without it; \"base_rate\", the first tier's rate on it";

/// The clawback of the component at a path.
pub(super) fn lower(
    component: &spec::Component,
    measure: Option<&Measure>,
    path: &str,
    notes: &mut Notes,
) -> Option<Option<Clawback>> {
    let Some(spec) = &component.clawback else {
        return Some(None);
    };
    let path = format!("{path}.clawback");
    sales_only(measure, &path, notes);
    let on = notes.required(&path, "on", spec.on.as_ref(), ON);
    if on.is_some_and(Vec::is_empty) {
        notes.push(Finding::error(format!("{path}.on"), "a clawback on nothing").help(ON));
    }
    let within = notes.required(&path, "within_months", spec.within_months, WITHIN);
    let within_months = within.and_then(|within| within_months(within, &path, notes));
    let recovers = notes.required(&path, "recovers", spec.recovers.as_ref(), RECOVERS);
    let recovers = recovers.map(|spec| recovery::lower(spec, within, &path, notes));
    let at = notes.required(&path, "at", spec.at, AT);
    if at == Some(spec::RecoveredAt::BaseRate) && component.pays != Some(spec::Pays::Rate) {
        notes.push(
            Finding::error(format!("{path}.at"), "\"base_rate\" recovers the first tier's rate, and only pays = \"rate\" has tiers")
                .help("\"paid\" recovers what was paid on the sale, \"recompute\" what the window would have paid less without it"),
        );
    }
    let on = on?;
    Some(Some(Clawback {
        on_churn: on.contains(&spec::Loss::Churn),
        on_contraction: on.contains(&spec::Loss::Contraction),
        within_months: within_months?,
        recovers: recovers??,
        at: match at? {
            spec::RecoveredAt::Paid => RecoveredAt::Paid,
            spec::RecoveredAt::Recompute => RecoveredAt::Recompute,
            spec::RecoveredAt::BaseRate => RecoveredAt::BaseRate,
        },
    }))
}

fn sales_only(measure: Option<&Measure>, path: &str, notes: &mut Notes) {
    if let Some(measure) = measure.filter(|measure| !measure.all(is_sale)) {
        let message = format!(
            "a clawback recovers pay on sales to accounts, and {} is no such sale",
            measure.others(is_sale)
        );
        notes.push(
            Finding::error(path, message)
                .help("it goes with measures such as `new_acv`, `upsell_acv` or `expansion_acv`; results like `nrr` hold losses already"),
        );
    }
}

fn within_months(months: i64, path: &str, notes: &mut Notes) -> Option<u32> {
    let within = u32::try_from(months).ok().filter(|months| (1..=60).contains(months));
    if within.is_none() {
        notes.push(
            Finding::error(
                format!("{path}.within_months"),
                format!("`within_months` is {months}, not from 1 to 60"),
            )
            .help(WITHIN),
        );
    }
    within
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    fn clawback(keys: &str) -> String {
        let pays = "pays = \"target\"\nmeasure = \"expansion_acv\"\nquota = 5\ncurve = [ { at = 1, pays = 1 } ]";
        with_component(&format!("{pays}\n[component.clawback]\n{keys}"))
    }

    #[test]
    fn all_four_readings_are_required() {
        check(
            clawback,
            &[
                (
                    "",
                    &[
                        "component[0].clawback.on: `on` is missing in the component \"C\"",
                        "component[0].clawback.within_months: `within_months` is missing in the component \"C\"",
                        "component[0].clawback.recovers: `recovers` is missing in the component \"C\"",
                        "component[0].clawback.at: `at` is missing in the component \"C\"",
                    ],
                ),
                (
                    "on = []\nwithin_months = 61\nrecovers = \"full\"\nat = \"base_rate\"",
                    &[
                        "component[0].clawback.on: a clawback on nothing",
                        "component[0].clawback.within_months: `within_months` is 61, not from 1 to 60",
                        "component[0].clawback.at: \"base_rate\" recovers the first tier's rate, and only pays = \"rate\" has tiers",
                    ],
                ),
                (
                    "on = [\"churn\", \"contraction\"]\nwithin_months = 60\nrecovers = \"pro_rata\"\nat = \"recompute\"",
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn only_sales_are_clawed_back() {
        let on = |measure: &str| {
            with_component(&format!(
                "pays = \"per_unit\"\namount = 1\nmeasure = {measure:?}\n[component.clawback]\non = [\"churn\"]\n\
                 within_months = 6\nrecovers = \"full\"\nat = \"paid\""
            ))
        };
        check(
            on,
            &[
                ("deals", &[]),
                (
                    "nrr",
                    &[
                        "component[0].clawback: a clawback recovers pay on sales to accounts, and `nrr` is no such sale",
                    ],
                ),
                (
                    "net_new_arr",
                    &[
                        "component[0].clawback: a clawback recovers pay on sales to accounts, and `net_new_arr` is no such sale",
                    ],
                ),
            ],
        );
    }
}
