//! Clauses on the pay of a whole plan in words.

use super::Clause;
use super::figures::{amount, number, percent};
use super::timing::a_period;
use crate::diagnostic::list;
use crate::money::Decimal6;
use crate::plan::{
    AtExit, ChangedPay, Draw, DrawKind, Exit, Guarantee, Hold, Most, Period, Phase, Plan, PlanCap,
    Ramp, Treatment, Until,
};

/// One paragraph a clause, in the order in which they apply.
pub(super) fn clauses(plan: &Plan) -> Vec<Clause> {
    let currency = plan.pay_currency();
    let lag = (plan.payment_lag > 0).then(|| payment_lag(plan.payment_lag));
    let converted = plan.other_pay_currency.as_ref().map(|pay| {
        format!(
            "Pay is in {pay}, results are in {}: what rates earn on them is converted at the rate of the month of the \
             payment.",
            plan.currency
        )
    });
    let words = [
        ("currency", converted),
        ("change", plan.changed_pay.as_ref().map(|pay| changed_pay(pay, currency))),
        ("cap", plan.cap.as_ref().map(|it| cap(it, currency))),
        ("guarantee", plan.guarantee.as_ref().map(|it| guarantee(it, currency))),
        ("draw", plan.draw.as_ref().map(|it| draw(it, currency))),
        ("hold", plan.hold.as_ref().map(hold)),
        ("ramp", plan.ramp.as_ref().map(|it| ramp(it, plan))),
        ("exit", plan.exit.as_ref().map(exit)),
        ("payment_lag", lag),
    ];
    let clause = |(name, words): (&str, Option<String>)| {
        Some(Clause { name: name.to_owned(), words: words? })
    };
    words.into_iter().filter_map(clause).collect()
}

/// When a component of a plan that changes within the year pays.
pub(super) fn phase(phase: Phase) -> String {
    let month = phase.change.month;
    match (phase.change.treatment, phase.is_new) {
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

fn changed_pay(pay: &ChangedPay, currency: &str) -> String {
    format!(
        "From month {} on: base {} {currency} a year, target incentive {}.",
        pay.month + 1,
        amount(pay.base),
        amount(pay.target_incentive)
    )
}

fn cap(cap: &PlanCap, currency: &str) -> String {
    let window = a_period(cap.per);
    let most = match cap.most {
        Most::Amount(most) => format!("{} {currency} {window}", amount(most)),
        Most::ShareOfTarget(share) => {
            format!("{} × the target incentive of its months, {window}", number(share))
        }
    };
    format!(
        "Cap: all components together, less what is taken back, pay at most {most} (in proportion to the months in \
         seat); what is above is lost."
    )
}

fn guarantee(guarantee: &Guarantee, currency: &str) -> String {
    let months = months(guarantee.months);
    let whose = if guarantee.new_hires_only {
        format!("for those who start within the year, in {months} of their tenure")
    } else {
        format!("in {months} (from the start of the year, or of a rep who starts later)")
    };
    let settled = match guarantee.per {
        Period::Month => "each month by itself",
        Period::Quarter => "settled by the quarter",
        Period::Half => "settled by the half year",
        Period::Year => "settled by the year",
    };
    format!(
        "Guarantee: {whose} variable pay is topped up to {} {currency} a month, {settled}. The rep keeps it.",
        amount(guarantee.amount)
    )
}

fn draw(draw: &Draw, currency: &str) -> String {
    let amount = format!("{} {currency}", amount(draw.amount));
    let months = months(draw.months);
    let paid = match draw.kind {
        DrawKind::Minimum => {
            format!("in {months} the month's variable pay is topped up to {amount}")
        }
        DrawKind::Advance => format!("in {months} {amount} a month is paid on top of other pay"),
    };
    let back = match draw.recovery_share {
        None => "The rep keeps it.".to_owned(),
        Some(share) => {
            let share = if share == Decimal6::ONE { "all".to_owned() } else { percent(share) };
            let start = match draw.recovery_start {
                0 => String::new(),
                1 => "from the second month on ".to_owned(),
                n => format!("after {n} months "),
            };
            let exit = match draw.at_exit {
                AtExit::Owed => "",
                AtExit::Forgiven => "; a leaver owes nothing more",
                AtExit::Collected => {
                    "; what a leaver owes is taken from all of the last month's pay"
                }
            };
            format!(
                "It has to be given back: {start}{share} of later pay goes to it (while the draw runs, of the pay above \
                 it); what is still owed at the end of the year is reported{exit}."
            )
        }
    };
    format!("Draw: {paid} (from the start of the year, or of a rep who starts later). {back}")
}

fn hold(hold: &Hold) -> String {
    let at_once = match hold.share_at_booking {
        Decimal6::ZERO => "nothing of a month's pay is".to_owned(),
        share => format!("{} of a month's pay is", percent(share)),
    };
    let waits = match hold.until {
        None => "",
        Some(Until::GoLive) => " (taken as the time to go-live)",
        Some(Until::Cash) => " (taken as the time to the customer's payment)",
    };
    let n = hold.after_months;
    let months = if n == 1 { "month" } else { "months" };
    format!("Hold: {at_once} paid at once, the rest {n} {months} later{waits}.")
}

fn ramp(ramp: &Ramp, plan: &Plan) -> String {
    let mut parts = Vec::new();
    if !ramp.quota.is_empty() {
        let shares = list(ramp.quota.iter().map(|share| percent(*share)), "and");
        let n = ramp.quota.len();
        let months = if n == 1 { "month".to_owned() } else { format!("{n} months") };
        parts.push(format!("{shares} of the quota count in the first {months} of tenure"));
    }
    if !ramp.weights.is_empty() {
        let of = |(number, weight): &(usize, Decimal6)| {
            let name = plan.components.get(*number).map_or("", |c| c.name.as_str());
            format!("{name} weighs {}", percent(*weight))
        };
        let weights = list(ramp.weights.iter().map(of), "and");
        let n = ramp.months;
        let months = if n == 1 { "month".to_owned() } else { format!("{n} months") };
        parts.push(format!("in the first {months} of tenure {weights}"));
    }
    format!("New hires: {}.", parts.join("; "))
}

fn exit(exit: &Exit) -> String {
    let owed = if exit.forfeits {
        "a leaver is paid for periods that have ended; windows still running and pay held back are lost"
    } else {
        "a leaver's running windows are settled in the last month, and pay held back is released"
    };
    let recovered = match exit.recover_months {
        0 => "Nothing is taken back after the last month.".to_owned(),
        n => {
            let months = if n == 1 { "the month".to_owned() } else { format!("{n} months") };
            format!(
                "Losses in {months} after it are still taken back, from the pay of the last month as far as that goes."
            )
        }
    };
    format!("Exit: {owed}. {recovered}")
}

fn payment_lag(lag: u32) -> String {
    let months = if lag == 1 { "a month".to_owned() } else { format!("{lag} months") };
    format!("Payments reach the rep {months} after the month they are for.")
}

fn months(months: u32) -> String {
    match months {
        1 => "the first month".to_owned(),
        12 => "all twelve months".to_owned(),
        n => format!("the first {n} months"),
    }
}
