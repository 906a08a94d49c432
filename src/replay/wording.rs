//! What is wrong or odd about the movement of an account, in words.

use crate::events::Kind;
use crate::money::Cents;

use super::account::{Impossible, MOST_REPS, Odd};
use super::columns::Source;
use super::entry::{Entry, What};
use super::faults::Faults;
use super::people::People;

/// Refuses a row for what its account cannot have done.
pub(super) fn refuse(
    why: Impossible,
    source: &Source<'_>,
    people: &People,
    entry: &Entry,
    faults: &mut Faults,
) {
    if faults.passes_over(source.event(entry.row)) {
        return;
    }
    let account = source.account(entry.row);
    let event = entry.what.name();
    match why {
        Impossible::Churned(row) => {
            let message = format!(
                "account \"{account}\" churned in line {}, nothing follows a churn",
                source.line(row)
            );
            let help = "an account that comes back is a new one, under a name of its own";
            faults.report_beside(
                source.event(entry.row),
                message,
                help,
                (source.event(row), "it churned here"),
            );
        }
        Impossible::Open(row) => {
            let message = format!(
                "account \"{account}\" is opened a second time, first in line {}",
                source.line(row)
            );
            let help = "`open` gives its ARR once; what happens to it later is an event";
            faults.report_beside(
                source.event(entry.row),
                message,
                help,
                (source.event(row), "opened here"),
            );
        }
        Impossible::InBookOf(keeper, row) => {
            let keeper = people.name(keeper);
            let message = format!(
                "account \"{account}\" is in the book of {keeper}, whose `{event}` this would be"
            );
            let help = "write it under the rep who keeps the account, or open the account in the other book";
            faults.report_beside(
                source.rep(entry.row),
                message,
                help,
                (source.rep(row), "opened here"),
            );
        }
        Impossible::TooManyReps => {
            let message = format!("account \"{account}\" has events of more than {MOST_REPS} reps");
            let help = "leave the account empty where it is not known";
            faults.report_with_help(source.rep(entry.row), message, help);
        }
        Impossible::NotItsArr(arr) => {
            let (arr, amount) = (Cents(arr), Cents(entry.amount));
            let message =
                format!("account \"{account}\" churns with {amount}, and its ARR is {arr} by then");
            let help = "a churn takes all; where a part stays, the event is a `contraction`; ARR from before the file is told by `open`";
            faults.report_with_help(source.amount(entry.row), message, help);
        }
        Impossible::MoreThanItsArr(arr) => {
            let (arr, amount) = (Cents(arr), Cents(entry.amount));
            let message = format!(
                "this `{event}` of {amount} takes more than account \"{account}\" has: its ARR is {arr} by then"
            );
            let help = match entry.what {
                What::Of(Kind::Contraction) => "ARR from before the file is told by `open`",
                _ => "a refund is at most what was sold",
            };
            faults.report_with_help(source.amount(entry.row), message, help);
        }
    }
}

/// Warns of a row that is odd.
pub(super) fn warn_of(odd: Odd, source: &Source<'_>, entry: &Entry, warnings: &mut Faults) {
    if warnings.passes_over(source.event(entry.row)) {
        return;
    }
    let account = source.account(entry.row);
    match odd {
        Odd::RenewsAt(arr) => {
            let (arr, amount) = (Cents(arr), Cents(entry.amount));
            let message =
                format!("account \"{account}\" renews at {amount}, and its ARR is {arr} by then");
            let help = "a renewal carries the ARR after a contraction; what is added or cut is an event of its own";
            warnings.report_with_help(source.amount(entry.row), message, help);
        }
        Odd::NewWhileOpen(row) => {
            let message = format!(
                "account \"{account}\" is open since line {}: this `new` counts as a sale and does not move its ARR",
                source.line(row)
            );
            let help = "what is sold to an account in a book is an `upsell` or a `cross_sell`";
            warnings.report_beside(
                source.event(entry.row),
                message,
                help,
                (source.event(row), "opened here"),
            );
        }
    }
}
