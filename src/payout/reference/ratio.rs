//! Built-in ratios over a window.

use super::credit::{Crediting, Tally};
use super::number::Number;
use super::window::Months;
use crate::events::{Account, Event, Kind, Ledger};
use crate::plan::{Additive, RatioMeasure, Term};

/// A ratio over some months.
pub(super) fn tally(ratio: RatioMeasure, ledger: &Ledger, months: Months) -> Tally {
    let sum = |of| Crediting::of(&[Term::whole(of)]).over(ledger, months);
    match ratio {
        RatioMeasure::Nrr => over_accounts(ledger, months, |a| (a.arr_now, a.arr_then)),
        RatioMeasure::Grr => {
            over_accounts(ledger, months, |a| (a.arr_now.at_most(a.arr_then), a.arr_then))
        }
        RatioMeasure::LogoRetention => {
            over_accounts(ledger, months, |a| (one_if(!a.churned), Number::ONE))
        }
        RatioMeasure::ExpansionRate => {
            over_accounts(ledger, months, |a| (one_if(a.expanded), Number::ONE))
        }
        RatioMeasure::RenewalRate => {
            let renewed = sum(Additive::RenewalAcv);
            let due = renewed + sum(Additive::ChurnedArr) + cut_at_renewals(ledger, months);
            Tally { over: renewed, under: due }
        }
        RatioMeasure::AverageDealSize => {
            Tally { over: sum(Additive::NewAcv), under: sum(Additive::Deals) }
        }
        RatioMeasure::ConversionRate => {
            Tally { over: sum(Additive::Won), under: sum(Additive::Qualified) }
        }
        // No event states its days yet.
        RatioMeasure::DaysToClose => Tally::NOTHING,
    }
}

fn one_if(holds: bool) -> Number {
    if holds { Number::ONE } else { Number::ZERO }
}

/// What became of an account in a window.
struct Course {
    arr_then: Number,
    arr_now: Number,
    churned: bool,
    expanded: bool,
}

/// Adds up over the accounts that are open at the window's start.
fn over_accounts(
    ledger: &Ledger,
    months: Months,
    of: impl Fn(&Course) -> (Number, Number),
) -> Tally {
    let mut sum = Tally::NOTHING;
    for (number, account) in ledger.accounts.iter().enumerate() {
        let history: Vec<&Event> = ledger
            .events
            .iter()
            .filter(|event| event.account as usize == number && event.month >= account.opened)
            .collect();
        if let Some(course) = course(account, &history, months) {
            let (over, under) = of(&course);
            sum = Tally { over: sum.over + over, under: sum.under + under };
        }
    }
    sum
}

/// The course of an account; none where it is not open at the window's start.
fn course(account: &Account, history: &[&Event], months: Months) -> Option<Course> {
    let before = |event: &&&Event| i64::from(event.month) < months.from;
    let within = |event: &&&Event| months.contains(event.month);
    let churns = |event: &&Event| event.kind == Kind::Churn;
    if i64::from(account.opened) > months.from || history.iter().filter(before).any(churns) {
        return None;
    }
    let moved_before: Number = history.iter().filter(before).map(|event| change(event)).sum();
    let moved_within: Number = history.iter().filter(within).map(|event| change(event)).sum();
    let arr_then = Number::from(account.opening) + moved_before;
    let expands = |event: &&Event| matches!(event.kind, Kind::Upsell | Kind::CrossSell);
    Some(Course {
        arr_then,
        arr_now: arr_then + moved_within,
        churned: history.iter().filter(within).any(churns),
        expanded: history.iter().filter(within).any(expands),
    })
}

/// What an event adds to the ARR of an account in the book. The ARR of a `new` is in the opening.
fn change(event: &Event) -> Number {
    match event.kind {
        Kind::Upgrade | Kind::Upsell | Kind::CrossSell => event.amount.into(),
        Kind::Contraction | Kind::Churn => -Number::from(event.amount),
        _ => Number::ZERO,
    }
}

/// ARR that renewals cut: what an account contracted by in the month in which it renewed. Books of the
/// simulator contract at renewals only, and do not list these one by one.
fn cut_at_renewals(ledger: &Ledger, months: Months) -> Number {
    let contractions = ledger
        .events
        .iter()
        .filter(|event| event.kind == Kind::Contraction && months.contains(event.month));
    let at_renewal = |cut: &&Event| {
        !ledger.joinable
            || ledger.events.iter().any(|event| {
                (event.kind, event.month, event.account) == (Kind::Renewal, cut.month, cut.account)
            })
    };
    contractions.filter(at_renewal).map(|cut| Number::from(cut.amount)).sum()
}

/// Where a window begins for a measure of accounts: a trailing year that reaches back beyond the book
/// begins with the book.
pub(super) fn with_the_book(ratio: RatioMeasure, ledger: &Ledger, months: Months) -> Months {
    let of_accounts = matches!(
        ratio,
        RatioMeasure::Nrr
            | RatioMeasure::Grr
            | RatioMeasure::LogoRetention
            | RatioMeasure::ExpansionRate
    );
    let book = ledger.accounts.iter().map(|account: &Account| i64::from(account.opened)).min();
    match book.filter(|_| of_accounts) {
        Some(opens) => Months { from: months.from.max(opens).min(months.to), ..months },
        None => months,
    }
}
