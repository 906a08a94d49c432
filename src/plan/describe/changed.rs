//! A change of plan within the year in words.

use super::figures::amount;
use super::plan_level::{FROM_THE_START, WholePay};
use crate::plan::{MonthsFrom, NewTerms, Phase, Plan, Treatment};

/// When a component of a plan that changes within the year pays.
pub(super) fn phase(phase: Phase) -> String {
    let month = phase.month;
    match (phase.treatment, phase.is_new) {
        (Treatment::Restart, false) => {
            format!("Up to month {month}, with which its windows are settled:")
        }
        (Treatment::Restart, true) => {
            format!("From month {} on, with windows that start then:", month + 1)
        }
        (Treatment::Prorate, false) => {
            format!("On the whole year, paid for the months in seat up to month {month}:")
        }
        (Treatment::Prorate, true) => {
            format!("On the whole year, paid for the months in seat from month {} on:", month + 1)
        }
        (Treatment::Carry, false) => format!("Up to month {month}:"),
        (Treatment::Carry, true) => format!(
            "From month {} on, on the whole running window, less what was paid for it before:",
            month + 1
        ),
    }
}

/// Base and target incentive of the new plan, and what becomes of what the old one owes or is owed.
pub(super) fn pay(plan: &Plan) -> Option<String> {
    let new = plan.changed.as_ref()?;
    let currency = plan.pay_currency();
    let mut words = format!(
        "From month {} on: base {} {currency} a year, target incentive {}.",
        new.change.month + 1,
        amount(new.base),
        amount(new.target_incentive)
    );
    if plan.draw.is_some_and(|draw| draw.recovery_share.is_some()) {
        words += match new.draw.is_some_and(|draw| draw.recovery_share.is_some()) {
            true => " What is owed for the draw by then is recovered by the new plan's draw.",
            false => " What is owed for the draw by then is recovered as before.",
        };
    }
    if plan.hold.is_some() {
        words += " What is held back by then is released when it would have been.";
    }
    Some(words)
}

/// The clauses of both plans on pay as a whole, given those of the old one: each with its time.
pub(super) fn whole_pay(
    plan: &Plan,
    new: &NewTerms,
    old: Vec<(&'static str, String)>,
) -> Vec<(&'static str, String)> {
    let from_change = format!(
        "from month {} on, or from the start of a rep who starts later",
        new.change.month + 1
    );
    let from = match new.change.months_from {
        Some(MonthsFrom::Change) => from_change.as_str(),
        Some(MonthsFrom::Start) | None => FROM_THE_START,
    };
    let of_new = WholePay {
        cap: new.cap.as_ref(),
        guarantee: new.guarantee.as_ref(),
        draw: new.draw.as_ref(),
        hold: new.hold.as_ref(),
        ramp: new.ramp.as_ref(),
        exit: new.exit.as_ref(),
    };
    let told = |(name, words): (&'static str, String), is_new: bool| {
        (name, format!("{words} {}", time(name, new, is_new)))
    };
    let old = old.into_iter().map(|clause| told(clause, false));
    old.chain(of_new.words(plan, from).map(|clause| told(clause, true))).collect()
}

/// For which time a clause holds.
fn time(name: &str, new: &NewTerms, is_new: bool) -> String {
    let month = new.change.month;
    let months = match is_new {
        false => format!("up to month {month}"),
        true => format!("from month {} on", month + 1),
    };
    match (name, new.change.treatment, is_new) {
        ("cap", Treatment::Restart, _) => format!("So {months}, for these months alone."),
        ("cap", Treatment::Prorate, _) => format!(
            "So on the whole year for the components of this plan alone, with the part of the bound that is for the \
             months in seat {months}."
        ),
        ("cap", Treatment::Carry, true) => format!(
            "So {months}, on the whole of the window that is running then, less what was paid for it; nothing that was \
             paid is taken back."
        ),
        ("ramp", ..) => format!("So for the components that pay {months}."),
        _ => format!("So {months}."),
    }
}

/// When payments reach the rep under either plan.
pub(super) fn payment_lag(old: u32, new: u32) -> String {
    let months = |lag| match lag {
        0 => "in the month that they are for".to_owned(),
        1 => "a month after the month that they are for".to_owned(),
        n => format!("{n} months after the month that they are for"),
    };
    format!("Payments reach the rep {}, those of the new plan {}.", months(old), months(new))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Document;
    use crate::plan::{MonthsFrom, Plan, PlanChange, Treatment, changed, lower};

    fn plan(more: &str) -> Plan {
        let text = format!(
            "name = \"P\"\ncurrency = \"USD\"\n{more}\n[pay]\nbase = 60_000\ntarget_incentive = 40_000\n"
        );
        lower(&Document::new("plan.toml", text).parse().unwrap()).0.unwrap()
    }

    #[test]
    fn both_plans_are_told_with_their_months() {
        let cap = |amount| format!("cap = {{ amount = {amount}, per = \"year\" }}");
        let draw = |share| {
            format!(
                "draw = {{ amount = 1_000, months = 3, kind = \"minimum\", recoverable = true, recovery_share = {share} }}"
            )
        };
        let old = plan(&format!("payment_lag = 1\n{}\n{}", cap(50_000), draw(0.5)));
        let new = plan(&format!("{}\n{}", cap(60_000), draw(1.0)));
        let change = PlanChange {
            month: 6,
            treatment: Treatment::Carry,
            months_from: Some(MonthsFrom::Change),
            not_continued: None,
        };
        let words = |change| -> Vec<String> {
            let both = changed(&old, &new, change).unwrap().describe(None);
            both.plan_level.iter().map(|clause| clause.words.clone()).collect()
        };
        let carried = words(change);
        let ends_of = |words: &[String]| -> Vec<String> {
            let end = |words: &String| words.rsplit("lost. ").next().unwrap_or_default().to_owned();
            words.iter().filter(|words| words.starts_with("Cap")).map(end).collect()
        };
        assert_eq!(
            carried[0],
            "From month 7 on: base 60,000 USD a year, target incentive 40,000. What is owed for the draw by then is \
             recovered by the new plan's draw."
        );
        assert_eq!(
            ends_of(&carried),
            [
                "So up to month 6.",
                "So from month 7 on, on the whole of the window that is running then, less what was paid for it; nothing \
                 that was paid is taken back."
            ]
        );
        assert!(
            carried[4].contains(
                "up to 1,000 USD (from month 7 on, or from the start of a rep who starts later)"
            ),
            "{}",
            carried[4]
        );
        assert_eq!(
            carried[5],
            "Payments reach the rep a month after the month that they are for, those of the new plan in the month that they \
             are for."
        );
        let restarted = words(PlanChange { treatment: Treatment::Restart, ..change });
        assert_eq!(
            ends_of(&restarted),
            [
                "So up to month 6, for these months alone.",
                "So from month 7 on, for these months alone."
            ]
        );
    }
}
