//! Clauses on the pay of a whole plan in words.

use super::figures::{amount, number, percent};
use super::timing::a_period;
use super::{Clause, changed};
use crate::diagnostic::list;
use crate::money::Decimal6;
use crate::plan::{
    AtExit, Draw, DrawKind, Exit, Guarantee, Hold, Most, Period, Plan, PlanCap, Ramp, Until,
};

/// Where the months of a draw or a guarantee are counted from, of a plan by itself.
pub(super) const FROM_THE_START: &str = "from the start of the year, or of a rep who starts later";

/// One paragraph a clause, in the order in which they apply.
pub(super) fn clauses(plan: &Plan) -> Vec<Clause> {
    let then = plan.changed.as_ref().map_or(plan.payment_lag, |new| new.payment_lag);
    let lags = plan.payment_lag > 0 || then > 0;
    let lag = lags.then(|| match then == plan.payment_lag {
        true => payment_lag(then),
        false => changed::payment_lag(plan.payment_lag, then),
    });
    let converted = plan.other_pay_currency.as_ref().map(|pay| {
        format!(
            "Pay is in {pay}, results are in {}: what rates earn on them is converted at the rate of the month of the \
             payment.",
            plan.currency
        )
    });
    let clause = |name: &str, words: String| Clause { name: name.to_owned(), words };
    let mut clauses: Vec<Clause> = converted.map(|it| clause("currency", it)).into_iter().collect();
    clauses.extend(changed::pay(plan).map(|it| clause("change", it)));
    let of_whole_pay = WholePay {
        cap: plan.cap.as_ref(),
        guarantee: plan.guarantee.as_ref(),
        draw: plan.draw.as_ref(),
        hold: plan.hold.as_ref(),
        ramp: plan.ramp.as_ref(),
        exit: plan.exit.as_ref(),
    };
    let words = of_whole_pay.words(plan, FROM_THE_START);
    match &plan.changed {
        None => clauses.extend(words.map(|(name, words)| clause(name, words))),
        Some(new) => {
            let both = changed::whole_pay(plan, new, words.collect());
            clauses.extend(both.into_iter().map(|(name, words)| clause(name, words)));
        }
    }
    clauses.extend(lag.map(|it| clause("payment_lag", it)));
    clauses
}

/// What one plan says of pay as a whole.
pub(super) struct WholePay<'a> {
    pub cap: Option<&'a PlanCap>,
    pub guarantee: Option<&'a Guarantee>,
    pub draw: Option<&'a Draw>,
    pub hold: Option<&'a Hold>,
    pub ramp: Option<&'a Ramp>,
    pub exit: Option<&'a Exit>,
}

impl WholePay<'_> {
    /// Its clauses in words, by name; `from`: where months are counted from.
    pub fn words(&self, plan: &Plan, from: &str) -> impl Iterator<Item = (&'static str, String)> {
        let currency = plan.pay_currency();
        let words = [
            ("cap", self.cap.map(|it| cap(it, currency))),
            ("guarantee", self.guarantee.map(|it| guarantee(it, currency, from))),
            ("draw", self.draw.map(|it| draw(it, currency, from))),
            ("hold", self.hold.map(hold)),
            ("ramp", self.ramp.map(|it| ramp(it, plan))),
            ("exit", self.exit.map(exit)),
        ];
        words.into_iter().filter_map(|(name, words)| Some((name, words?)))
    }
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

fn guarantee(guarantee: &Guarantee, currency: &str, from: &str) -> String {
    let months = months(guarantee.months);
    let whose = if guarantee.new_hires_only && from == FROM_THE_START {
        format!("for those who start within the year, in {months} of their tenure")
    } else if guarantee.new_hires_only {
        format!("for those who start within the year, in {months} ({from})")
    } else {
        format!("in {months} ({from})")
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

fn draw(draw: &Draw, currency: &str, from: &str) -> String {
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
    format!("Draw: {paid} ({from}). {back}")
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
