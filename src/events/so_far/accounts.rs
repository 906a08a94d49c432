//! When the accounts of a real book renew in the months that are left.
//!
//! A file tells which accounts renewed by rows that name them: a `renewal`, or a `contraction`, since accounts
//! contract at their renewal. Where a rep's rows name any renewal, an account without one has not renewed yet.
//! Where they name none, the model says which month it is.

use crate::company::{Book, Renewal};
use crate::events::{Kind, Ledger, NO_ACCOUNT};

use super::market::Renewals;

/// What is ahead of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::events) enum Ahead {
    /// It has left.
    Left,
    /// It renewed in a month that is over.
    Renewed,
    /// It renews in this month of the plan year.
    RenewsIn(u8),
    /// It renews in a month drawn by the book's weights, one of those that are left.
    RenewsLater,
    /// It renews, or has renewed, in a month drawn by the book's weights.
    RenewsSometime,
}

/// The accounts of a rep's book, by number, and what their renewals so far say of churn.
pub(super) fn of_book(
    book: &Book,
    ledger: &Ledger,
    plan_year: usize,
    over: usize,
) -> (Vec<Ahead>, Renewals) {
    let months = plan_year..plan_year + over;
    let mut renewed = vec![false; ledger.accounts.len()];
    let mut names_renewals = false;
    for event in ledger.events.iter().filter(|event| months.contains(&usize::from(event.month))) {
        let account = event.account as usize;
        if event.account != NO_ACCOUNT && account < renewed.len() {
            names_renewals |= event.kind == Kind::Renewal;
            renewed[account] |= matches!(event.kind, Kind::Renewal | Kind::Contraction);
        }
    }
    // Accounts that the file says nothing of are spread over the months that are left.
    let mut spread = (over..12).cycle();
    let mut next = || Ahead::RenewsIn(spread.next().unwrap_or(11) as u8);
    let later = match &book.renewal {
        Renewal::Spread => 0.0,
        Renewal::Weights(weights) => {
            weights[over..].iter().sum::<f64>() / weights.iter().sum::<f64>()
        }
    };
    let mut ahead = Vec::with_capacity(renewed.len());
    let (mut due, mut left) = (0, 0);
    for (number, (account, renewed)) in ledger.accounts.iter().zip(renewed).enumerate() {
        let month = number % 12;
        let of_account = match &book.renewal {
            _ if !account.open => Ahead::Left,
            _ if renewed => Ahead::Renewed,
            Renewal::Spread if month >= over => Ahead::RenewsIn(month as u8),
            Renewal::Spread if names_renewals => next(),
            Renewal::Spread => Ahead::Renewed,
            Renewal::Weights(_) if names_renewals && later > 0.0 => Ahead::RenewsLater,
            Renewal::Weights(_) if names_renewals => next(),
            Renewal::Weights(_) => Ahead::RenewsSometime,
        };
        left += usize::from(of_account == Ahead::Left);
        due +=
            usize::from(matches!(of_account, Ahead::Left | Ahead::Renewed | Ahead::RenewsSometime));
        ahead.push(of_account);
    }
    let unnamed = matches!(book.renewal, Renewal::Weights(_)) && !names_renewals;
    let came_up = if unnamed { 1.0 - later } else { 1.0 };
    (ahead, Renewals { due: due as f64, churned: left as f64, came_up })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::Distribution;
    use crate::events::{Account, Event, Traits};
    use crate::money::Cents;

    fn book(renewal: Renewal) -> Book {
        let constant = |value| Distribution::constant(value).unwrap();
        Book {
            accounts: constant(4.0),
            arr: constant(100.0),
            churn: constant(0.1),
            contraction: None,
            expansion: None,
            renewal,
        }
    }

    /// A book of accounts, of which some churned and others are named in renewals, in January.
    fn ledger(open: &[bool], named: &[u32]) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.clear(12);
        let account = |open: &bool| Account {
            opened: 0,
            opening: Cents(100),
            closing: Cents(100),
            open: *open,
        };
        ledger.open(open.iter().map(account));
        for account in named {
            ledger.enter(Event {
                month: 0,
                kind: Kind::Renewal,
                term_months: 0,
                traits: Traits::NONE,
                account: *account,
                amount: Cents(100),
            });
        }
        ledger
    }

    #[test]
    fn what_is_ahead_after_two_months() {
        use Ahead::{Left, Renewed, RenewsIn, RenewsLater, RenewsSometime};
        let mut by_weights = [0.0; 12];
        (by_weights[0], by_weights[5]) = (1.0, 3.0);
        let mut all_in_january = [0.0; 12];
        all_in_january[0] = 1.0;
        let all = [true; 4];
        for (renewal, open, named, expected, (due, churned, came_up)) in [
            // The model's month, i mod 12.
            (
                Renewal::Spread,
                all,
                &[][..],
                [Renewed, Renewed, RenewsIn(2), RenewsIn(3)],
                (2.0, 0.0, 1.0),
            ),
            (
                Renewal::Spread,
                [true, false, true, true],
                &[],
                [Renewed, Left, RenewsIn(2), RenewsIn(3)],
                (2.0, 1.0, 1.0),
            ),
            // The file names a renewal: account 1 has not renewed yet, and does in the first month that is left.
            (
                Renewal::Spread,
                all,
                &[0, 3],
                [Renewed, RenewsIn(2), RenewsIn(2), Renewed],
                (2.0, 0.0, 1.0),
            ),
            (
                Renewal::Weights(by_weights),
                all,
                &[0],
                [Renewed, RenewsLater, RenewsLater, RenewsLater],
                (1.0, 0.0, 1.0),
            ),
            (
                Renewal::Weights(all_in_january),
                all,
                &[0],
                [Renewed, RenewsIn(2), RenewsIn(3), RenewsIn(4)],
                (1.0, 0.0, 1.0),
            ),
            // The file names none: of the four, each came up with a chance of a quarter.
            (
                Renewal::Weights(by_weights),
                [true, true, true, false],
                &[],
                [RenewsSometime, RenewsSometime, RenewsSometime, Left],
                (4.0, 1.0, 0.25),
            ),
        ] {
            let found = of_book(&book(renewal.clone()), &ledger(&open, named), 0, 2);
            let renewals = Renewals { due, churned, came_up };
            assert_eq!(found, (expected.to_vec(), renewals), "{renewal:?} {open:?} {named:?}");
        }
    }
}
