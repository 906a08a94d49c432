//! Built-in ratios over a window.

use super::{Months, Parts, sold};
use crate::events::{Event, Kind, Ledger, NO_ACCOUNT};
use crate::money::Cents;
use crate::plan::RatioMeasure;

/// A ratio over some months: amounts in cents, counts in hundredths.
#[inline]
pub(super) fn read(ratio: RatioMeasure, ledger: &Ledger, months: Months) -> Parts {
    match ratio {
        RatioMeasure::Nrr if !ledger.joinable => nrr_of_closed_book(ledger, months),
        RatioMeasure::LogoRetention if !ledger.joinable => logos_of_closed_book(ledger, months),
        RatioMeasure::Nrr => over_accounts(ledger, months, |a| (a.now, a.then)),
        RatioMeasure::Grr => over_accounts(ledger, months, |a| (a.now.min(a.then), a.then)),
        RatioMeasure::LogoRetention => {
            over_accounts(ledger, months, |a| (100 * i64::from(!a.churned), 100))
        }
        RatioMeasure::ExpansionRate => {
            over_accounts(ledger, months, |a| (100 * i64::from(a.expanded), 100))
        }
        RatioMeasure::RenewalRate => renewal_rate(ledger, months),
        RatioMeasure::AverageDealSize => Parts {
            numerator: total(ledger.amounts(Kind::New), months),
            denominator: total(ledger.counts(Kind::New), months),
        },
        RatioMeasure::ConversionRate => Parts {
            numerator: total(ledger.counts(Kind::Won), months),
            denominator: total(ledger.counts(Kind::Qualified), months),
        },
        RatioMeasure::DaysToClose => days_to_close(ledger, months),
        RatioMeasure::SoldGrr => sold::read(ledger, months, |course| (course.now, course.then)),
        RatioMeasure::SoldLogoRetention => {
            sold::read(ledger, months, |course| (i64::from(!course.churned), 1))
        }
    }
}

fn total(by_month: &[i64], months: Months) -> i128 {
    by_month[months.from..months.to].iter().sum::<i64>().into()
}

/// NRR of a book that nobody joins: every movement is one of an account open at the window's start.
#[inline]
fn nrr_of_closed_book(ledger: &Ledger, months: Months) -> Parts {
    let Some((opened, _)) = ledger.book().filter(|(opened, _)| *opened <= months.from) else {
        return Parts::default();
    };
    let moved = |from, to| total(ledger.movements(), Months { from, to });
    let then = i128::from(ledger.opening_arr()) + moved(opened, months.from);
    Parts { numerator: then + moved(months.from, months.to), denominator: then }
}

fn logos_of_closed_book(ledger: &Ledger, months: Months) -> Parts {
    let book = ledger.book().filter(|(opened, _)| *opened <= months.from);
    let Some((opened, accounts)) = book else {
        return Parts::default();
    };
    let churned = |from, to| total(ledger.counts(Kind::Churn), Months { from, to });
    let then = 100 * accounts as i128 - churned(opened, months.from);
    Parts { numerator: then - churned(months.from, months.to), denominator: then }
}

/// An account over a window.
#[derive(Clone, Copy, Default)]
struct Course {
    open_then: bool,
    /// ARR at the window's start, in cents.
    then: i64,
    /// ARR at its end.
    now: i64,
    churned: bool,
    expanded: bool,
}

/// Adds up a ratio over the accounts open at the window's start.
fn over_accounts(ledger: &Ledger, months: Months, of: impl Fn(Course) -> (i64, i64)) -> Parts {
    let mut courses: Vec<Course> = ledger
        .accounts
        .iter()
        .map(|account| Course {
            open_then: usize::from(account.opened) <= months.from,
            then: account.opening.0,
            now: account.opening.0,
            ..Course::default()
        })
        .collect();
    for event in ledger.events.iter().copied().chain(ledger.given_away()) {
        let month = usize::from(event.month);
        let Some(account) = ledger.accounts.get(event.account as usize) else {
            continue;
        };
        let course = &mut courses[event.account as usize];
        if event.account == NO_ACCOUNT || month >= months.to || month < usize::from(account.opened)
        {
            continue;
        }
        let change = change_of_arr(&event);
        course.now += change;
        if month < months.from {
            course.then += change;
            course.open_then &= event.kind != Kind::Churn;
        } else {
            course.churned |= event.kind == Kind::Churn;
            course.expanded |= matches!(event.kind, Kind::Upsell | Kind::CrossSell);
        }
    }
    courses.into_iter().filter(|c| c.open_then).map(of).fold(Parts::default(), |sum, (n, d)| {
        Parts {
            numerator: sum.numerator + i128::from(n),
            denominator: sum.denominator + i128::from(d),
        }
    })
}

/// What an event does to the ARR of an account in the book. A `new` opens none: books start with the
/// accounts that `open` names.
fn change_of_arr(event: &Event) -> i64 {
    match event.kind {
        Kind::Upgrade | Kind::Upsell | Kind::CrossSell => event.amount.0,
        Kind::Contraction | Kind::Churn => -event.amount.0,
        _ => 0,
    }
}

/// Renewed ÷ due ARR. Due is what renewed, what churned, and what a renewal cut: every contraction of a
/// simulated book; of a recorded one those whose account renews in the same month.
fn renewal_rate(ledger: &Ledger, months: Months) -> Parts {
    let within = |event: &Event| (months.from..months.to).contains(&usize::from(event.month));
    let given = ledger.given_away().filter(|e| e.kind == Kind::Renewal && within(e));
    let given: i128 = given.map(|renewal| i128::from(renewal.amount.0)).sum();
    let renewed = total(ledger.amounts(Kind::Renewal), months) + given;
    let churned = total(ledger.amounts(Kind::Churn), months);
    let cut = if ledger.recorded {
        cut_at_renewal(ledger, months)
    } else {
        total(ledger.amounts(Kind::Contraction), months)
    };
    Parts { numerator: renewed, denominator: renewed + churned + cut }
}

/// Days over the deals that state them; a refund is no deal.
fn days_to_close(ledger: &Ledger, months: Months) -> Parts {
    let within = |e: &&Event| (months.from..months.to).contains(&usize::from(e.month));
    let deals = ledger.events.iter().filter(|e| e.kind == Kind::New && e.amount >= Cents::ZERO);
    let days = deals.filter(within).filter_map(|deal| deal.traits.days());
    days.fold(Parts::default(), |sum, days| Parts {
        numerator: sum.numerator + i128::from(days),
        denominator: sum.denominator + 1,
    })
}

fn cut_at_renewal(ledger: &Ledger, months: Months) -> i128 {
    let within = |e: &&Event| (months.from..months.to).contains(&usize::from(e.month));
    let renews = |cut: &Event| {
        let same =
            |e: &Event| e.kind == Kind::Renewal && e.month == cut.month && e.account == cut.account;
        ledger.events.iter().any(same)
    };
    let contractions = ledger.events.iter().filter(within).filter(|e| e.kind == Kind::Contraction);
    contractions.filter(|cut| renews(cut)).map(|cut| i128::from(cut.amount.0)).sum()
}
