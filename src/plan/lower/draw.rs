//! Draws.

use super::notes::Notes;
use super::plan_level::months_within;
use crate::diagnostic::Finding;
use crate::plan::{AtExit, Draw, DrawKind};
use crate::spec::plan_level as spec;

const AMOUNT: &str = "the draw a month";
const MONTHS: &str =
    "for how many months from the start of the year, or of a rep who starts later: 1 to 12";
const KIND: &str =
    "\"minimum\" tops the month's pay up to the amount, \"advance\" pays the amount on top";
const RECOVERABLE: &str = "`true`: later pay gives the draw back; `false`: it is the rep's to keep";
const SHARE: &str = "the share of later pay that gives the draw back, above 0 to 1";

/// The draw of the plan.
pub(super) fn lower(spec: &spec::Draw, notes: &mut Notes) -> Option<Draw> {
    let amount = notes.required("draw", "amount", spec.amount, AMOUNT);
    let amount = amount.and_then(|amount| notes.amount_above_0("draw.amount", amount));
    let months = notes
        .required("draw", "months", spec.months, MONTHS)
        .and_then(|months| months_within("draw.months", months, 1, MONTHS, notes));
    let kind = notes.required("draw", "kind", spec.kind, KIND);
    let recovery_share = match notes.required("draw", "recoverable", spec.recoverable, RECOVERABLE)
    {
        None => None,
        Some(false) => Some(None),
        Some(true) => recovery_share(spec, notes).map(Some),
    };
    let recovery_start = recovery_start(spec, notes);
    if spec.recoverable == Some(false) {
        refuse_terms_of_recovery(spec, notes);
    }
    Some(Draw {
        amount: amount?,
        months: months?,
        kind: match kind? {
            spec::DrawKind::Advance => DrawKind::Advance,
            spec::DrawKind::Minimum => DrawKind::Minimum,
        },
        recovery_share: recovery_share?,
        recovery_start: recovery_start?,
        at_exit: match spec.forgiven_at_exit {
            None => AtExit::Owed,
            Some(true) => AtExit::Forgiven,
            Some(false) => AtExit::Collected,
        },
    })
}

fn recovery_share(spec: &spec::Draw, notes: &mut Notes) -> Option<crate::money::Decimal6> {
    let share = notes.required("draw", "recovery_share", spec.recovery_share, SHARE)?;
    notes.decimal_above_0("draw.recovery_share", share)?;
    notes.share("draw.recovery_share", share)
}

/// Months before anything is given back; with twelve nothing would be within the year.
fn recovery_start(spec: &spec::Draw, notes: &mut Notes) -> Option<u32> {
    const PATH: &str = "draw.recovery_start";
    const HELP: &str = "months from the draw's start before anything is given back: 0 to 11";
    let Some(months) = spec.recovery_start else {
        return Some(0);
    };
    let read = u32::try_from(months).ok().filter(|months| *months < 12);
    if read.is_none() {
        let message = format!("`recovery_start` is {months}, not from 0 to 11");
        notes.push(Finding::error(PATH, message).help(HELP));
    }
    read
}

/// Nothing is owed of a draw that is the rep's to keep.
fn refuse_terms_of_recovery(spec: &spec::Draw, notes: &mut Notes) {
    for (key, given) in [
        ("recovery_start", spec.recovery_start.is_some()),
        ("forgiven_at_exit", spec.forgiven_at_exit.is_some()),
    ] {
        if given {
            let message = format!("`{key}` of a draw of which nothing is given back");
            notes.push(
                Finding::error_at_key(format!("draw.{key}"), message)
                    .related("draw.recoverable", "it is the rep's to keep")
                    .help("leave it out, or write `recoverable = true`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, check, plan};
    use super::*;
    use crate::money::{Cents, Decimal6};

    fn draw(keys: &str) -> String {
        around(&format!("[draw]\n{keys}"))
    }

    #[test]
    fn draws_that_are_refused() {
        check(
            draw,
            &[
                (
                    "",
                    &[
                        "draw.amount: `amount` is missing",
                        "draw.months: `months` is missing",
                        "draw.kind: `kind` is missing",
                        "draw.recoverable: `recoverable` is missing",
                    ],
                ),
                (
                    "amount = 0\nmonths = 13\nkind = \"advance\"\nrecoverable = true",
                    &[
                        "draw.amount: `amount` is 0, not above 0",
                        "draw.months: `months` is 13, not from 1 to 12",
                        "draw.recovery_share: `recovery_share` is missing",
                    ],
                ),
                (
                    "amount = 1\nmonths = 3\nkind = \"advance\"\nrecoverable = true\nrecovery_share = 50",
                    &["draw.recovery_share: `recovery_share` is 50, above 1"],
                ),
                (
                    "amount = 1\nmonths = 3\nkind = \"advance\"\nrecoverable = false\nrecovery_share = 0.5",
                    &[],
                ),
                (
                    "amount = 1\nmonths = 3\nkind = \"advance\"\nrecoverable = false\nrecovery_start = 12\nforgiven_at_exit = true",
                    &[
                        "draw.recovery_start: `recovery_start` is 12, not from 0 to 11",
                        "key draw.recovery_start: `recovery_start` of a draw of which nothing is given back",
                        "key draw.forgiven_at_exit: `forgiven_at_exit` of a draw of which nothing is given back",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn a_draw_is_taken_as_written() {
        let text = draw(
            "amount = 1_000\nmonths = 3\nkind = \"minimum\"\nrecoverable = true\nrecovery_share = 0.5",
        );
        let expected = Draw {
            amount: Cents(100_000),
            months: 3,
            kind: DrawKind::Minimum,
            recovery_share: Some(Decimal6(500_000)),
            recovery_start: 0,
            at_exit: AtExit::Owed,
        };
        assert_eq!(plan(&text).draw, Some(expected));
    }
}
