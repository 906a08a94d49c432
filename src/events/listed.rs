//! Ledgers of which not everything is listed: totals in place of single events and accounts.

use super::{Event, Kind, Ledger};
use crate::money::Cents;

/// Which events a ledger lists one by one, the fuller lists first: the least of several has what each needs. Totals
/// and losses it has in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// All of them, and the accounts.
    #[default]
    All,
    /// Sales to accounts that are lost in the plan year, in whole or in part; of others the totals alone. A team
    /// that cannot be drawn like that lists all.
    OfLostAccounts,
    /// Nothing, where the year of a team can be drawn in [`Sums`](super::Sums); else as before.
    ForFigures,
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

    /// The totals of a kind from a month on, and of what follows it in the order of kinds, to be added to: amounts in
    /// cents, and numbers in hundredths. What lies as many months further on as the timeline has is the next kind's.
    #[inline]
    pub(super) fn totals_from(&mut self, kind: Kind, month: usize) -> (&mut [i64], &mut [i64]) {
        let slot = kind as usize * self.months + month;
        (&mut self.amounts[slot..], &mut self.counts[slot..])
    }

    /// Has the ARR of accounts move by the totals of a kind in the year from a month on; `sign` is 1 or −1.
    #[inline]
    pub(super) fn move_by(&mut self, kind: Kind, start: usize, sign: i64) {
        let slot = kind as usize * self.months + start;
        let amounts = self.amounts[slot..].first_chunk::<12>();
        let movements = self.movements[start..].first_chunk_mut::<12>();
        if let (Some(amounts), Some(movements)) = (amounts, movements) {
            (0..12).for_each(|month| movements[month] += sign * amounts[month]);
        }
    }

    /// Marks a kind as one that has totals.
    #[inline]
    pub(super) fn mark(&mut self, kind: Kind, has_some: bool) {
        self.used |= u16::from(has_some) << kind as u16;
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
