//! Ledgers of which not everything is listed: totals in place of single events and accounts.

use super::ledger::MOVING;
use super::{Event, Kind, Ledger};
use crate::money::Cents;

/// Which events a ledger lists one by one. Totals and losses it has in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    /// All of them, and the accounts.
    #[default]
    All,
    /// Sales to accounts that are lost in the plan year, in whole or in part; of others the totals alone. A team
    /// that cannot be drawn like that lists all.
    OfLostAccounts,
}

/// The accounts of a book that are not listed, in all. They have been there for long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnlistedBook {
    /// The month at whose start they were open first.
    pub opened: u16,
    /// How many.
    pub accounts: usize,
    /// Their ARR then, in cents.
    pub opening: i64,
    /// Their ARR at the end of the timeline, in cents.
    pub closing: i64,
    /// The smaller of the two, account by account, in cents.
    pub kept: i64,
    /// How many are still open at the end.
    pub open: usize,
}

impl Ledger {
    /// Enters an event that is not listed.
    pub(super) fn enter_unlisted(&mut self, event: Event) {
        self.refunded |= event.amount < Cents::ZERO;
        self.add_up(event.kind, usize::from(event.month), event.amount);
    }

    /// Empties it as [`Self::clear`] does, but for the totals of a single year, which [`Self::add_year`] writes over
    /// until [`Self::end_years`].
    pub(super) fn begin_years(&mut self, months: usize) {
        let one_year = self.months == 12 && months == 12;
        let stale = if one_year { std::mem::take(&mut self.used) } else { 0 };
        self.clear(months);
        if stale & MOVING != 0 {
            self.movements.fill(0);
        }
        self.stale = stale;
    }

    /// Adds the sums of a year's events of a kind to the totals, none a refund: by month from its first on, amounts
    /// in cents and how many.
    #[inline]
    pub(super) fn add_year(
        &mut self,
        kind: Kind,
        start: usize,
        (amounts, numbers): (&[i64; 16], &[i64; 16]),
    ) {
        let (slot, bit) = (kind as usize * self.months + start, 1 << kind as u16);
        self.used |= bit;
        // What is still that of another year is nothing.
        let before = -i64::from(self.stale & bit == 0);
        self.stale &= !bit;
        for (sum, amount) in self.amounts[slot..slot + 12].iter_mut().zip(amounts) {
            *sum = (*sum & before) + amount;
        }
        for (count, number) in self.counts[slot..slot + 12].iter_mut().zip(numbers) {
            *count = (*count & before) + 100 * number;
        }
        let movements = self.movements[start..start + 12].iter_mut().zip(amounts);
        match kind {
            Kind::Upgrade | Kind::Upsell | Kind::CrossSell => movements.for_each(|(s, a)| *s += a),
            Kind::Contraction | Kind::Churn => movements.for_each(|(s, a)| *s -= a),
            _ => {}
        }
    }

    /// Empties the totals that no year was added to.
    pub(super) fn end_years(&mut self) {
        for kind in Kind::ALL.into_iter().filter(|kind| self.stale >> *kind as u16 & 1 == 1) {
            let row = kind as usize * self.months..(kind as usize + 1) * self.months;
            self.amounts[row.clone()].fill(0);
            self.counts[row].fill(0);
        }
        self.stale = 0;
    }

    /// Opens accounts that are not listed.
    pub(super) fn open_unlisted(&mut self, book: UnlistedBook) {
        self.opening_arr += book.opening;
        self.unlisted = Some(book);
    }

    /// The month at whose start the book opened, and how many accounts it had then and has got since; none without
    /// accounts.
    pub fn book(&self) -> Option<(usize, usize)> {
        match &self.unlisted {
            Some(book) => (book.accounts > 0).then(|| (usize::from(book.opened), book.accounts)),
            None => self.accounts.first().map(|a| (usize::from(a.opened), self.accounts.len())),
        }
    }
}
