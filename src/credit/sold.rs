//! What is left of the accounts that a seat sold, whoever keeps them now.
//!
//! An account counts from the month after its sale. Its ARR is what the seat sold to it (refunds taken off)
//! as long as nothing of the account is lost, and at most what a loss left of the account from then on: what
//! its keeper adds is no part of it.

use super::{Months, Parts};
use crate::events::{Kind, Ledger, NO_ACCOUNT};

/// An account over a window.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Course {
    sold: bool,
    open_then: bool,
    /// What was left at the window's start, in cents.
    pub then: i64,
    /// What is left at its end.
    pub now: i64,
    pub churned: bool,
}

/// Adds up a ratio over the accounts that were sold before the window and open at its start.
pub(super) fn read(ledger: &Ledger, months: Months, of: impl Fn(Course) -> (i64, i64)) -> Parts {
    let of_account = |event: &&crate::events::Event| {
        event.account != NO_ACCOUNT && usize::from(event.month) < months.from
    };
    let sales = ledger.events.iter().filter(of_account);
    let mut courses: Vec<Course> = Vec::new();
    for sale in sales.filter(|event| matches!(event.kind, Kind::New | Kind::Upgrade)) {
        let account = sale.account as usize;
        if courses.len() <= account {
            courses.resize(account + 1, Course::default());
        }
        let course = &mut courses[account];
        course.sold |= sale.kind == Kind::New;
        course.then += sale.amount.0;
    }
    for course in &mut courses {
        course.then = course.then.max(0);
        course.now = course.then;
        // What was refunded altogether was not sold.
        course.open_then = course.sold && course.then > 0;
    }
    for loss in ledger.losses.iter().filter(|loss| usize::from(loss.month) < months.to) {
        let Some(course) = courses.get_mut(loss.account as usize) else {
            continue;
        };
        let left = (loss.before - loss.lost).0;
        course.now = course.now.min(left);
        if usize::from(loss.month) < months.from {
            course.then = course.now;
            course.open_then &= !loss.churned;
        } else {
            course.churned |= loss.churned;
        }
    }
    let open = courses.into_iter().filter(|course| course.open_then);
    open.map(of).fold(Parts::default(), |sum, (numerator, denominator)| Parts {
        numerator: sum.numerator + i128::from(numerator),
        denominator: sum.denominator + i128::from(denominator),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::{Event, Loss, Traits};
    use crate::money::Cents;

    fn ledger(sales: &[(u16, Kind, u32, i64)], losses: &[(u16, u32, i64, i64)]) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.clear(24);
        for (month, kind, account, amount) in sales.iter().copied() {
            let amount = Cents(amount);
            let event =
                Event { month, kind, term_months: 12, traits: Traits::NONE, account, amount };
            ledger.enter(event);
        }
        ledger.losses.extend(losses.iter().map(|(month, account, lost, before)| Loss {
            month: *month,
            account: *account,
            churned: lost == before,
            lost: Cents(*lost),
            before: Cents(*before),
        }));
        ledger
    }

    #[test]
    fn what_was_sold_is_kept_until_it_is_lost() {
        // Account 0 is sold in month 1 and upgraded in month 3; its keeper grows it to 200 and cuts it to 90
        // in month 13. Account 1 churns in month 14. Account 2 had churned in month 11. Account 3 is sold
        // within the window, account 4 was refunded.
        let ledger = ledger(
            &[
                (1, Kind::New, 0, 100),
                (3, Kind::Upgrade, 0, 20),
                (2, Kind::New, 1, 50),
                (0, Kind::New, 2, 70),
                (15, Kind::New, 3, 40),
                (5, Kind::New, 4, 30),
                (6, Kind::New, 4, -30),
                (4, Kind::New, NO_ACCOUNT, 9),
            ],
            &[(11, 2, 70, 70), (13, 0, 110, 200), (14, 1, 60, 60)],
        );
        let grr = |from, to| {
            let parts = read(&ledger, Months { from, to }, |course| (course.now, course.then));
            (parts.numerator, parts.denominator)
        };
        let logos = |from, to| {
            let of = |course: Course| (i64::from(!course.churned), 1);
            let parts = read(&ledger, Months { from, to }, of);
            (parts.numerator, parts.denominator)
        };
        assert_eq!(grr(12, 13), (170, 170));
        assert_eq!(grr(12, 14), (140, 170));
        assert_eq!(grr(12, 24), (90, 170));
        assert_eq!(grr(14, 24), (90, 140), "what was cut before the window is not cut in it");
        assert_eq!(grr(0, 24), (0, 0), "nothing was sold before");
        assert_eq!(logos(12, 24), (1, 2));
        assert_eq!(logos(14, 24), (1, 2));
    }
}
