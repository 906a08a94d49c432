//! How much a clawback recovers.

use super::notes::Notes;
use crate::diagnostic::{Finding, element};
use crate::plan::{Recovers, RecoveryBand};
use crate::spec::recovers as spec;

const BANDS: &str = "shares by the months passed since the sale: recovers = [ { within = 3, share = 1.0 }, { within = 6, share = 0.5 } ]";
const WITHIN: &str = "whole months from the month of the sale, the last one included";
const SHARE: &str = "the share that is recovered: 50 % is 0.5";

/// How much the clawback at a path recovers, given the months for which it runs.
pub(super) fn lower(
    spec: &spec::Recovers,
    within_months: Option<i64>,
    path: &str,
    notes: &mut Notes,
) -> Option<Recovers> {
    match spec {
        spec::Recovers::Full => Some(Recovers::Full),
        spec::Recovers::ProRata => Some(Recovers::ProRata),
        spec::Recovers::Bands(specs) => {
            bands(specs, within_months, path, notes).map(Recovers::Bands)
        }
    }
}

/// The bands of a schedule, the last of which ends with the clawback.
fn bands(
    specs: &[spec::RecoveryBand],
    within_months: Option<i64>,
    path: &str,
    notes: &mut Notes,
) -> Option<Vec<RecoveryBand>> {
    let at = format!("{path}.recovers");
    let Some(last) = specs.len().checked_sub(1) else {
        notes.push(Finding::error(&at, "a schedule without bands").help(BANDS));
        return None;
    };
    let mut bands = Vec::new();
    let mut sound = true;
    for (i, spec) in specs.iter().enumerate() {
        let path = element(&at, i);
        let within = notes.required(&path, "within", spec.within, WITHIN);
        let share = notes.required(&path, "share", spec.share, SHARE);
        let share = share.and_then(|share| notes.share(&format!("{path}.share"), share));
        sound &= within.is_some_and(|within| rises(within, i, specs, &at, notes));
        let within = within.and_then(|within| u32::try_from(within).ok());
        bands.push(within.zip(share).map(|(within, share)| RecoveryBand { within, share }));
    }
    if let (Some(end), Some(within)) = (specs[last].within, within_months)
        && end != within
    {
        notes.push(
            Finding::error(
                format!("{at}[{last}].within"),
                format!("the last band ends after {end} months, and the clawback after {within}"),
            )
            .related(format!("{path}.within_months"), "the months of the clawback")
            .help("let the last band end with `within_months`"),
        );
        sound = false;
    }
    bands.into_iter().collect::<Option<_>>().filter(|_| sound)
}

/// Whether a band ends later than the one before it; the first after the month of the sale or with it.
fn rises(
    within: i64,
    place: usize,
    specs: &[spec::RecoveryBand],
    path: &str,
    notes: &mut Notes,
) -> bool {
    let at = format!("{path}[{place}].within");
    let before = place.checked_sub(1).and_then(|before| Some((before, specs[before].within?)));
    match before {
        _ if within < 0 => {
            notes.push(Finding::error(at, format!("`within` is {within}, below 0")).help(WITHIN));
            false
        }
        Some((number, before)) if within <= before => {
            let message =
                format!("a band ends after {within} months, not later than the one before it");
            notes.push(
                Finding::error(at, message)
                    .related(format!("{path}[{number}].within"), "the band before")
                    .help("put the bands in rising order, each month once"),
            );
            false
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    #[test]
    fn schedules_that_are_refused() {
        let schedule = |recovers: &str| {
            with_component(&format!(
                "pays = \"rate\"\nmeasure = \"expansion_acv\"\ntiers = [ {{ from = 0, rate = 0.1 }} ]\n\
                 [component.clawback]\non = [\"churn\"]\nwithin_months = 6\nat = \"paid\"\nrecovers = {recovers}"
            ))
        };
        check(
            schedule,
            &[
                ("[ { within = 3, share = 1.0 }, { within = 6, share = 0.5 } ]", &[]),
                ("[]", &["component[0].clawback.recovers: a schedule without bands"]),
                (
                    "[ { within = 3, share = 1.0 }, { within = 5, share = 50 } ]",
                    &[
                        "component[0].clawback.recovers[1].share: `share` is 50, above 1",
                        "component[0].clawback.recovers[1].within: the last band ends after 5 months, and the clawback after 6",
                    ],
                ),
                (
                    "[ { within = -1, share = 1.0 }, { share = 0.5 }, { within = 6 }, { within = 6, share = 0.1 } ]",
                    &[
                        "component[0].clawback.recovers[0].within: `within` is -1, below 0",
                        "component[0].clawback.recovers[1].within: `within` is missing",
                        "component[0].clawback.recovers[2].share: `share` is missing",
                        "component[0].clawback.recovers[3].within: a band ends after 6 months, not later than the one before it",
                    ],
                ),
            ],
        );
    }
}
