//! Gates, multipliers, floors, caps and clawbacks in words.

use super::figures::{amount, number, percent};
use super::noun::{Unit, condition};
use super::pays::Scale;
use super::timing::a_window;
use crate::diagnostic::list;
use crate::money::{Cents, Decimal6};
use crate::plan::{
    Cap, Clawback, Component, CreditCap, Gate, Hurdle, Measure, Multiplier, PaysFrom, Plan,
    RecoveredAt, Recovers, Refunds, Window,
};

/// The sentences on what limits a component's pay, in the order in which they apply.
pub(super) fn sentences(plan: &Plan, component: &Component) -> Vec<String> {
    let (currency, pay) = (plan.currency.as_str(), plan.pay_currency());
    let measure = component.measure.as_ref();
    let window = a_window(component.measured);
    let mut sentences = Vec::new();
    if component.refunds == Refunds::Ignore {
        sentences.push("Refunds are ignored: they do not lower the result.".to_owned());
    }
    if let Some(cap) = component.deal_cap {
        let most = credit(cap, measure, "the yearly quota", currency);
        sentences.push(format!("One deal counts for at most {most}."));
    }
    if let Some(cap) = component.credit_cap {
        let most = credit(cap, measure, "the quota", currency);
        sentences.push(format!("Results count up to {most} {window}."));
    }
    if let Some(Gate { when, otherwise }) = &component.gate {
        let otherwise = match *otherwise {
            Decimal6::ZERO => "nothing".to_owned(),
            Decimal6::ONE => "all of it".to_owned(),
            share => format!("only {} of it", percent(share)),
        };
        sentences.push(format!(
            "Paid in full only when {}; otherwise {otherwise}.",
            condition(when, currency)
        ));
    }
    if let Some(multiplier) = &component.multiplier {
        sentences.push(self::multiplier(multiplier, currency));
    }
    if let Some(floor) = component.floor {
        sentences.push(format!("At least {} {pay} {window}, whatever the result.", amount(floor)));
    }
    if let (Some(most), Some(measure)) = (component.rate_cap, measure) {
        let most = match measure.unit() {
            Unit::Count(one, _) => format!("{} {pay} for each {one}", number(most)),
            _ => format!("{} of {}", percent(most), measure.noun()),
        };
        sentences.push(format!("Pays at most {most} {window}; what is above is lost."));
    }
    let above = if component.carry {
        "what is above is carried into the next window and paid there as far as its cap leaves room; what is left \
         at the end of the year is lost"
    } else {
        "what is above is lost"
    };
    let most = component.cap.map(|cap| match cap {
        Cap::Amount(most) => format!("{} {pay}", amount(most)),
        Cap::ShareOfTarget(share) => format!("{} × the target", number(share)),
    });
    sentences.extend(most.map(|most| format!("Capped at {most} {window}; {above}.")));
    if let Some(budget) = component.budget {
        sentences.push(format!(
            "The team gets at most {} {pay} of it a plan year, first come first served by month; in the month in \
             which that runs out, in proportion to what each would get.",
            amount(budget)
        ));
    }
    if component.non_cash {
        sentences.push(
            "It is a prize of this value, not cash: it counts as cost, and no draw is set against it.".to_owned(),
        );
    }
    sentences
}

/// What a hurdle asks for, and what is paid past it.
pub(super) fn hurdle(
    hurdle: &Hurdle,
    measure: &Measure,
    measured: Window,
    currency: &str,
) -> String {
    let at = credit(hurdle.at, Some(measure), "the quota", currency);
    let paid = match hurdle.pays_from {
        PaysFrom::First => "then everything is paid, from the first unit",
        PaysFrom::Above => "then only what is above is paid",
    };
    format!("Nothing is paid until the result reaches {at} {}; {paid}.", a_window(measured))
}

fn credit(cap: CreditCap, measure: Option<&Measure>, quota: &str, currency: &str) -> String {
    match (cap, measure) {
        (CreditCap::ShareOfQuota(share), _) => format!("{} of {quota}", percent(share)),
        (CreditCap::Amount(most), Some(measure)) => measure.result_of_hundredths(most, currency),
        (CreditCap::Amount(most), None) => amount(most),
    }
}

fn multiplier(multiplier: &Multiplier, currency: &str) -> String {
    let noun = match multiplier.goal {
        Some(goal) => {
            format!(
                "{} as a share of {}",
                multiplier.measure.noun(),
                multiplier.measure.result(goal, currency)
            )
        }
        None => multiplier.measure.noun(),
    };
    let scale = Scale {
        measure: multiplier.goal.is_none().then_some(&multiplier.measure),
        currency,
        pays: |factor| format!("{} ×", number(factor)),
    };
    let words = scale.curve(&multiplier.curve);
    format!("Pay is multiplied by {noun}: {words}.")
}

/// The clawback of a component.
pub(super) fn clawback(clawback: &Clawback, measure: Option<&Measure>) -> Vec<String> {
    let months = clawback.within_months;
    let sold = match measure.map(Measure::unit) {
        Some(Unit::Count(..)) | None => "the sale",
        Some(_) => "a sale to it",
    };
    let lost = match (clawback.on_churn, clawback.on_contraction) {
        (true, false) => "churns",
        (false, _) => "contracts",
        (true, true) => "churns or contracts",
    };
    let last = if months == 1 { "the month after the sale" } else { "the last of these months" };
    let within = format!("{months} {}", if months == 1 { "month" } else { "months" });
    let what = match clawback.at {
        RecoveredAt::Paid => "what was paid on that sale",
        RecoveredAt::Recompute => "what the window would have paid less without that sale",
        RecoveredAt::BaseRate => "the first tier's rate on that sale, at most what was paid on it",
    };
    let how_much = match &clawback.recovers {
        Recovers::Bands(bands) => {
            let bands = bands.iter().map(|band| {
                format!("{} up to {} months after it", percent(band.share), band.within)
            });
            format!("of {what} a share is taken back: {}", list(bands, "and"))
        }
        Recovers::Full => format!("{what} is taken back in full"),
        Recovers::ProRata => {
            format!("{what} is taken back for the part of the {within} that is left")
        }
    };
    let mut sentences = vec![format!(
        "Clawback: when an account {lost} within {within} of {sold} ({last} included), {how_much}."
    )];
    if clawback.on_contraction {
        sentences.push("A contraction takes back in proportion to the ARR lost.".to_owned());
    }
    sentences
}

/// A share of an amount, to the nearest cent, for words only.
pub(super) fn share_of(amount: Cents, share: Decimal6) -> Cents {
    let exact = i128::from(amount.0) * i128::from(share.0);
    let rounded = (exact + 500_000).div_euclid(1_000_000);
    Cents(i64::try_from(rounded).unwrap_or(i64::MAX))
}
