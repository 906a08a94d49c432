//! Built-in ratios over a window.

use std::collections::BTreeSet;

use super::credit::{Crediting, Tally};
use super::number::Number;
use super::window::Months;
use crate::events::{Account, Event, Kind, Ledger, NO_ACCOUNT, Names};
use crate::money::Cents;
use crate::plan::{Additive, RatioMeasure, Term};

/// A ratio over some months.
pub(super) fn tally(ratio: RatioMeasure, ledger: &Ledger, months: Months) -> Tally {
    let names = Names::default();
    let sum = |of| Crediting::of(&[Term::whole(of)], &names).over(ledger, months);
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
            let of_others = ledger
                .given_away()
                .filter(|event| event.kind == Kind::Renewal && months.contains(event.month));
            let of_others: Number = of_others.map(|event| Number::from(event.amount)).sum();
            let renewed = sum(Additive::RenewalAcv) + of_others;
            let due = renewed + sum(Additive::ChurnedArr) + cut_at_renewals(ledger, months);
            Tally { over: renewed, under: due }
        }
        RatioMeasure::AverageDealSize => {
            Tally { over: sum(Additive::NewAcv), under: sum(Additive::Deals) }
        }
        RatioMeasure::ConversionRate => {
            Tally { over: sum(Additive::Won), under: sum(Additive::Qualified) }
        }
        RatioMeasure::DaysToClose => days_to_close(ledger, months),
        RatioMeasure::SoldGrr => over_sold(ledger, months, |a| (a.arr_now, a.arr_then)),
        RatioMeasure::SoldLogoRetention => {
            over_sold(ledger, months, |a| (one_if(!a.churned), Number::ONE))
        }
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
        let of_others: Vec<Event> = ledger.given_away().collect();
        let history: Vec<&Event> = ledger
            .events
            .iter()
            .chain(&of_others)
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

/// Days from first contact to signature, over the deals that state them; a refund is no deal.
fn days_to_close(ledger: &Ledger, months: Months) -> Tally {
    let deals = ledger.events.iter().filter(|event| {
        event.kind == Kind::New && event.amount >= Cents::ZERO && months.contains(event.month)
    });
    deals.filter_map(|deal| deal.traits.days()).fold(Tally::NOTHING, |sum, days| Tally {
        over: sum.over + Number::whole(days.into()),
        under: sum.under + Number::ONE,
    })
}

/// Adds up over the accounts that the seat sold before the window and that were not lost by its start.
fn over_sold(ledger: &Ledger, months: Months, of: impl Fn(&Course) -> (Number, Number)) -> Tally {
    let numbers = ledger.events.iter().map(|event| event.account);
    let accounts: BTreeSet<u32> = numbers.filter(|account| *account != NO_ACCOUNT).collect();
    let courses = accounts.into_iter().filter_map(|account| sold(ledger, account, months));
    courses.fold(Tally::NOTHING, |sum, course| {
        let (over, under) = of(&course);
        Tally { over: sum.over + over, under: sum.under + under }
    })
}

/// The course of what the seat sold to an account, refunds taken off: it is never more than what a loss left
/// of the account. None where nothing was sold before the window, or all was lost by then.
fn sold(ledger: &Ledger, account: u32, months: Months) -> Option<Course> {
    let before = |event: &&Event| event.account == account && i64::from(event.month) < months.from;
    let sales: Vec<&Event> = ledger
        .events
        .iter()
        .filter(before)
        .filter(|event| matches!(event.kind, Kind::New | Kind::Upgrade))
        .collect();
    let sold: Cents = sales.iter().map(|sale| sale.amount).sum();
    if sold <= Cents::ZERO || !sales.iter().any(|sale| sale.kind == Kind::New) {
        return None;
    }
    let (mut then, mut now, mut churned) = (Number::from(sold), Number::from(sold), false);
    for loss in ledger.losses.iter().filter(|loss| loss.account == account) {
        let left = Number::from(loss.before - loss.lost);
        if i64::from(loss.month) < months.from {
            if loss.churned {
                return None;
            }
            then = then.at_most(left);
            now = then;
        } else if i64::from(loss.month) < months.to {
            now = now.at_most(left);
            churned |= loss.churned;
        }
    }
    Some(Course { arr_then: then, arr_now: now, churned, expanded: false })
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
        !ledger.recorded
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
