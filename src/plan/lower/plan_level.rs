//! Clauses on the pay of a whole plan: cap, guarantee, hold, exit, and when it is paid out.

use super::notes::{Notes, percent_hint};
use super::timing::period;
use crate::diagnostic::Finding;
use crate::money::{Cents, Decimal6};
use crate::plan::{Exit, Guarantee, Hold, Most, Period, PlanCap, Until};
use crate::spec::Number;
use crate::spec::plan::PlanFile;
use crate::spec::plan_level as spec;

const CAP_PER: &str = "the window whose pay is capped: with \"month\" a good month is cut although the year is poor, with \
    \"year\" only the year's pay counts; also \"quarter\" and \"half\"";
const GUARANTEED: &str = "the pay a month that is guaranteed";
const GUARANTEED_MONTHS: &str = "for how many months: 1 to 12";
const GUARANTEED_FOR: &str = "\"all\": everybody, in the first months of the year (or of a rep who starts later); \
    \"new_hires\": only those who start within the year, in the first months of their tenure";
const AT_BOOKING: &str = "the share of the pay that is paid at once, from 0 to below 1";
const REST: &str = "when the rest is paid: `rest = { after_months = 3 }`, or with what it waits for, \
    `{ at = \"go_live\", after_months = 3 }`";
const AFTER_MONTHS: &str =
    "how many months after the booking the rest is paid: 1 to 12; for `at` how long that takes";
const EXIT_FOR_HOLD: &str = "whether a leaver gets what is held back depends on it: `[exit]` with `owed = \"paid\"` or \
    `owed = \"forfeited\"`";
const OWED: &str = "\"paid\": in the last month running windows are settled and held pay is released; \"forfeited\": \
    only periods that have ended are paid, and held pay is lost";
const AFTER_EXIT: &str =
    "for how many months after the exit losses are still taken from the final pay: 0 to 12";
const RECOVER_MONTHS: &str = "a component has a clawback, so the outcome depends on it: for how many months after the \
    exit losses are still taken from the final pay, 0 to 12; 0: from the exit on nothing is recovered";

/// The cap on the plan's pay.
pub(super) fn cap(
    spec: &spec::PlanCap,
    target_incentive: Option<Cents>,
    notes: &mut Notes,
) -> Option<PlanCap> {
    let per = notes.required("cap", "per", spec.per, CAP_PER).map(period);
    let most = match (spec.amount, spec.share_of_target) {
        (Some(amount), None) => notes.amount_above_0("cap.amount", amount).map(Most::Amount),
        (None, Some(share)) => share_of_target(share, target_incentive, notes),
        (given, _) => {
            let message = if given.is_some() {
                "a cap by both `amount` and `share_of_target`"
            } else {
                "a cap without `amount` or `share_of_target`"
            };
            let finding = Finding::error("cap", message);
            notes.push(finding.help(
                "state one: `amount` a window, or `share_of_target`, a multiple of the window's target incentive",
            ));
            None
        }
    };
    Some(PlanCap { most: most?, per: per? })
}

fn share_of_target(
    share: Number,
    target_incentive: Option<Cents>,
    notes: &mut Notes,
) -> Option<Most> {
    const PATH: &str = "cap.share_of_target";
    let times = notes.decimal_above_0(PATH, share)?;
    notes.times(PATH, share)?;
    if target_incentive == Some(Cents::ZERO) {
        let message = "a cap by share of target needs a target incentive, and the plan has none";
        let finding = Finding::error(PATH, message).related("pay", "no `target_incentive`");
        notes.push(finding.help("state the cap as an `amount` a window"));
        return None;
    }
    Some(Most::ShareOfTarget(times))
}

/// The guarantee.
pub(super) fn guarantee(spec: &spec::Guarantee, notes: &mut Notes) -> Option<Guarantee> {
    let amount = notes.required("guarantee", "amount", spec.amount, GUARANTEED);
    let amount = amount.and_then(|amount| notes.amount_above_0("guarantee.amount", amount));
    let months = notes.required("guarantee", "months", spec.months, GUARANTEED_MONTHS);
    let months =
        months.and_then(|m| months_within("guarantee.months", m, 1, GUARANTEED_MONTHS, notes));
    let whose = notes.required("guarantee", "for", spec.r#for, GUARANTEED_FOR);
    Some(Guarantee {
        amount: amount?,
        months: months?,
        new_hires_only: whose? == spec::GuaranteedFor::NewHires,
        per: spec.per.map_or(Period::Month, period),
    })
}

/// What is held back.
pub(super) fn hold(
    spec: &spec::Hold,
    exit: Option<&spec::Exit>,
    notes: &mut Notes,
) -> Option<Hold> {
    let share = notes.required("hold", "share_at_booking", spec.share_at_booking, AT_BOOKING);
    let share = share.and_then(|share| share_at_booking(share, notes));
    let rest = notes.required("hold", "rest", spec.rest, REST);
    let after_months = rest.and_then(|rest| {
        let months =
            notes.required("hold.rest", "after_months", rest.after_months, AFTER_MONTHS)?;
        months_within("hold.rest.after_months", months, 1, AFTER_MONTHS, notes)
    });
    if exit.is_none() {
        notes.push(Finding::error("hold", "`[hold]` without `[exit]`").help(EXIT_FOR_HOLD));
    }
    Some(Hold {
        share_at_booking: share?,
        after_months: after_months?,
        until: rest?.at.map(|at| match at {
            spec::RestAt::GoLive => Until::GoLive,
            spec::RestAt::Cash => Until::Cash,
        }),
    })
}

fn share_at_booking(share: Number, notes: &mut Notes) -> Option<Decimal6> {
    const PATH: &str = "hold.share_at_booking";
    let read = notes.decimal_from_0(PATH, share)?;
    if read > Decimal6::ONE {
        return notes.refuse(PATH, share, "above 1", &percent_hint(share));
    }
    if read == Decimal6::ONE {
        return notes.refuse(
            PATH,
            share,
            "so that nothing is held back",
            "leave `[hold]` out, or state a share below 1",
        );
    }
    Some(read)
}

/// What a leaver is owed.
pub(super) fn exit(file: &PlanFile, spec: &spec::Exit, notes: &mut Notes) -> Option<Exit> {
    let owed = notes.required("exit", "owed", spec.owed, OWED);
    let recover_months = match spec.recover_months {
        Some(months) => months_within("exit.recover_months", months, 0, AFTER_EXIT, notes),
        None if file.component.iter().any(|component| component.clawback.is_some()) => {
            notes.required("exit", "recover_months", None, RECOVER_MONTHS)
        }
        None => Some(0),
    };
    Some(Exit { forfeits: owed? == spec::Owed::Forfeited, recover_months: recover_months? })
}

/// Months between a payment and its payout.
pub(super) fn payment_lag(months: Option<i64>, notes: &mut Notes) -> Option<u32> {
    const HELP: &str = "months between the month of a payment and its payout: 0 to 12";
    months.map_or(Some(0), |months| months_within("payment_lag", months, 0, HELP, notes))
}

/// A number of months up to twelve.
pub(super) fn months_within(
    path: &str,
    months: i64,
    least: u32,
    help: &str,
    notes: &mut Notes,
) -> Option<u32> {
    let read = u32::try_from(months).ok().filter(|months| (least..=12).contains(months));
    if read.is_none() {
        let key = path.rsplit('.').next().unwrap_or(path);
        let message = format!("`{key}` is {months}, not from {least} to 12");
        notes.push(Finding::error(path, message).help(help));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, check, plan};
    use super::*;

    const DEALS: &str = "[[component]]\nname = \"C\"\npays = \"rate\"\nmeasure = \"upsell_acv\"\npaid = \"month\"\n\
        measured = \"month\"\ntiers = [ { from_amount = 0, rate = 0.1 } ]\n";

    fn with_deals(clauses: &str) -> String {
        around(&format!("{DEALS}{clauses}"))
    }

    #[test]
    fn caps_and_guarantees_that_are_refused() {
        check(
            with_deals,
            &[
                (
                    "[cap]",
                    &[
                        "cap.per: `per` is missing",
                        "cap: a cap without `amount` or `share_of_target`",
                    ],
                ),
                ("[cap]\namount = 0\nper = \"month\"", &["cap.amount: `amount` is 0, not above 0"]),
                (
                    "[cap]\namount = 5\nshare_of_target = 2\nper = \"year\"",
                    &["cap: a cap by both `amount` and `share_of_target`"],
                ),
                (
                    "[guarantee]",
                    &[
                        "guarantee.amount: `amount` is missing",
                        "guarantee.months: `months` is missing",
                        "guarantee.for: `for` is missing",
                    ],
                ),
                (
                    "[guarantee]\namount = -1\nmonths = 0\nfor = \"all\"",
                    &[
                        "guarantee.amount: `amount` is -1, not above 0",
                        "guarantee.months: `months` is 0, not from 1 to 12",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn a_share_of_no_target_is_no_cap() {
        let without_target =
            |text: &str| with_deals(text).replace("target_incentive = 40_000\n", "");
        check(
            without_target,
            &[(
                "[cap]\nshare_of_target = 2\nper = \"year\"",
                &[
                    "cap.share_of_target: a cap by share of target needs a target incentive, and the plan has none",
                ],
            )],
        );
    }

    #[test]
    fn holds_and_exits_that_are_refused() {
        let clawback = "[component.clawback]\non = [\"churn\"]\nwithin_months = 12\nrecovers = \"full\"\nat = \"paid\"\n";
        check(
            with_deals,
            &[
                (
                    "[hold]",
                    &[
                        "hold.share_at_booking: `share_at_booking` is missing",
                        "hold.rest: `rest` is missing",
                        "hold: `[hold]` without `[exit]`",
                    ],
                ),
                (
                    "[hold]\nshare_at_booking = 1\nrest = { at = \"cash\" }\n[exit]",
                    &[
                        "hold.share_at_booking: `share_at_booking` is 1, so that nothing is held back",
                        "hold.rest.after_months: `after_months` is missing",
                        "exit.owed: `owed` is missing",
                    ],
                ),
                (
                    "[hold]\nshare_at_booking = 50\nrest = { after_months = 13 }\n[exit]\nowed = \"paid\"",
                    &[
                        "hold.share_at_booking: `share_at_booking` is 50, above 1",
                        "hold.rest.after_months: `after_months` is 13, not from 1 to 12",
                    ],
                ),
                (
                    &format!("{clawback}[exit]\nowed = \"forfeited\""),
                    &["exit.recover_months: `recover_months` is missing"],
                ),
            ],
        );
    }

    #[test]
    fn clauses_are_taken_as_written() {
        let plan = plan(&with_deals(
            "[cap]\nshare_of_target = 2.5\nper = \"half\"\n[guarantee]\namount = 500\nmonths = 2\nfor = \"new_hires\"\n\
             per = \"quarter\"\n[hold]\nshare_at_booking = 0.5\nrest = { at = \"go_live\", after_months = 4 }\n\
             [exit]\nowed = \"forfeited\"",
        ));
        assert_eq!(
            plan.cap,
            Some(PlanCap { most: Most::ShareOfTarget(Decimal6(2_500_000)), per: Period::Half })
        );
        let guarantee = Guarantee {
            amount: Cents(50_000),
            months: 2,
            new_hires_only: true,
            per: Period::Quarter,
        };
        assert_eq!(plan.guarantee, Some(guarantee));
        let hold = Hold {
            share_at_booking: Decimal6(500_000),
            after_months: 4,
            until: Some(Until::GoLive),
        };
        assert_eq!(plan.hold, Some(hold));
        assert_eq!(plan.exit, Some(Exit { forfeits: true, recover_months: 0 }));
    }
}
