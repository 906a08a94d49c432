//! What becomes of what a rep sold.

use super::clawbacks::WITHIN_MONTHS;
use crate::events::{Event, Ledger, NO_ACCOUNT, Stint, Timeline};
use crate::money::Cents;

/// ARR that a rep sold to accounts, and what of it churned in the plan year at most 12 months after its sale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sold {
    /// Sold in the plan year.
    pub this_year: Cents,
    /// Of what was sold in it and in the 12 months before, what churned.
    pub lost: Cents,
    /// Sold in the 12 months before, to accounts that were not lost before the plan year.
    pub year_before: Cents,
    /// The part of this that churned.
    pub lost_of_year_before: Cents,
}

impl Sold {
    /// Reads it off a ledger.
    pub fn of(ledger: &Ledger, stint: &Stint, timeline: Timeline) -> Self {
        let churned_in = churns(ledger);
        let within = WITHIN_MONTHS as usize;
        let plan_year = timeline.plan_year();
        let is_looked_at = |event: &&Event| {
            let month = usize::from(event.month);
            event.account != NO_ACCOUNT
                && event.kind.adds_arr()
                && stint.holds(month)
                && month + within >= plan_year
        };
        let mut sold = Self::default();
        for sale in ledger.events.iter().filter(is_looked_at) {
            let churn = churned_in.get(sale.account as usize).copied().flatten().map(usize::from);
            if churn.is_some_and(|churn| churn < plan_year) {
                continue;
            }
            let month = usize::from(sale.month);
            let is_lost = churn.is_some_and(|churn| (month..=month + within).contains(&churn));
            let lost = if is_lost { sale.amount } else { Cents::ZERO };
            sold.lost += lost;
            if month >= plan_year {
                sold.this_year += sale.amount;
            } else {
                sold.year_before += sale.amount;
                sold.lost_of_year_before += lost;
            }
        }
        sold
    }

    /// The share of what was sold in the year before that did not churn; none where nothing was sold. What is sold in
    /// the plan year stays out: it raises pay, and has had little time to churn.
    pub fn kept(self) -> Option<f64> {
        let (sold, lost) = (self.year_before.0 as f64, self.lost_of_year_before.0 as f64);
        (self.year_before > Cents::ZERO).then(|| 1.0 - lost / sold)
    }
}

/// By account, the month in which it churned.
fn churns(ledger: &Ledger) -> Vec<Option<u16>> {
    let mut months = Vec::new();
    let churns = ledger.losses.iter().filter(|loss| loss.churned && loss.account != NO_ACCOUNT);
    for loss in churns {
        let account = loss.account as usize;
        if months.len() <= account {
            months.resize(account + 1, None);
        }
        months[account] = Some(loss.month);
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::{Kind, Loss, Traits};

    /// The plan year begins in month 12. Account 0 is sold to in months 2, 3 and 14 and churns in month 15: what was sold 13
    /// months before is not lost with it. Account 1 was lost before. Account 2 only contracts.
    #[test]
    fn a_sale_is_followed_for_twelve_months() {
        let mut ledger = Ledger::default();
        ledger.clear(24);
        for (month, account, dollars) in
            [(2, 0, 100), (3, 0, 20), (14, 0, 3), (4, 1, 500), (5, 2, 70), (23, 2, 7)]
        {
            let (kind, amount) = (Kind::Upsell, Cents(100 * dollars));
            let traits = Traits::NONE;
            ledger.enter(Event { month, kind, term_months: 0, traits, account, amount });
        }
        for (month, account, churned) in [(9, 1, true), (13, 2, false), (15, 0, true)] {
            let amount = Cents(1_000);
            ledger.losses.push(Loss { month, account, churned, lost: amount, before: amount });
        }
        let stint = Stint {
            start: 0,
            end: 24,
            newly_hired: false,
            quota: Cents::ZERO,
            new_quota: None,
            attainment: 1.0,
            number: 0,
        };
        let sold = Sold::of(&ledger, &stint, Timeline::new(12));
        let dollars = |dollars: i64| Cents(100 * dollars);
        assert_eq!(
            sold,
            Sold {
                this_year: dollars(10),
                lost: dollars(23),
                year_before: dollars(190),
                lost_of_year_before: dollars(20),
            }
        );
        assert_eq!(sold.kept(), Some(1.0 - 20.0 / 190.0));
        assert_eq!(Sold::default().kept(), None);
    }
}
