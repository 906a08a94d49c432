//! Deals of which several reps are credited with a share.

use std::ops::Range;

use super::{Event, Kind, Ledger};
use crate::money::{Cents, Decimal6, Fraction, Rounding};

/// As what a rep is credited with a deal that others are credited with too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Its owner: the deal is booked as the owner's and co-sellers', whose shares sum to 1.
    Owner,
    /// Someone who sold it together with its owner.
    CoSeller,
    /// A specialist who helped: extra credit, which is booked by nobody.
    Overlay,
    /// A manager of the seller: extra credit likewise.
    Manager,
}

impl Role {
    /// Every role, the owner's first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::CoSeller, Self::Overlay, Self::Manager];

    /// Its name in data files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::CoSeller => "co_seller",
            Self::Overlay => "overlay",
            Self::Manager => "manager",
        }
    }

    /// Whether the credit is beside what was booked.
    pub const fn is_extra(self) -> bool {
        matches!(self, Self::Overlay | Self::Manager)
    }
}

/// How an event of a ledger came to be credited there in part, or beside its owner's credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The event's place among those of the ledger.
    pub event: u32,
    /// As what.
    pub role: Role,
    /// The share of the whole that is credited, above 0 and at most 1.
    pub share: Decimal6,
    /// The team of who owns the deal or did what is credited, and the seat within it.
    pub owner: (u16, u32),
    /// Of an owner: what co-sellers are credited with of the whole; else 0.
    pub given: Cents,
}

impl Share {
    /// The amount credited: the share of the whole, rounded to the cent, half to even.
    pub fn of(share: Decimal6, whole: Cents) -> Cents {
        if share == Decimal6::ONE {
            return whole;
        }
        (Fraction::from(whole) * Fraction::from(share)).to_cents(Rounding::HalfEven)
    }
}

impl Ledger {
    /// Enters an event that is credited by a share; its amount is what is credited. The share says all but the
    /// event's place.
    pub fn enter_share(&mut self, event: Event, share: Share) {
        if share.role.is_extra() {
            // No book grows or shrinks by the credit of others.
            let count = Self::count(event.kind, event.amount);
            self.add_extra(event.kind, usize::from(event.month), count, event.amount);
            self.refunded |= event.amount < Cents::ZERO;
            self.events.push(event);
        } else {
            self.enter(event);
        }
        let place = self.events.len().saturating_sub(1) as u32;
        self.shares.push(Share { event: place, ..share });
    }

    /// Takes from an event of the seat what another is credited with.
    pub fn give_away(&mut self, given: Cents, share: Share) {
        let Some(event) = self.events.get_mut(share.event as usize) else {
            return;
        };
        event.amount -= given;
        let (kind, month) = (event.kind, usize::from(event.month));
        let slot = kind as usize * self.months + month;
        self.amounts[slot] -= given.0;
        if kind == Kind::Upgrade {
            self.movements[month] -= given.0;
        }
        self.shares.push(Share { given, ..share });
    }

    /// What of the seat's events co-sellers are credited with: an account moves by the whole event, whoever is
    /// credited with it.
    pub fn given_away(&self) -> impl Iterator<Item = Event> {
        let given = self.shares.iter().filter(|share| share.given != Cents::ZERO);
        given.filter_map(|share| {
            let event = self.events.get(share.event as usize)?;
            Some(Event { amount: share.given, ..*event })
        })
    }

    /// Adds to the totals what is credited beside what was booked and nobody asks for one by one.
    pub fn add_extra(&mut self, kind: Kind, month: usize, count: i64, amount: Cents) {
        if !self.has_extra() {
            self.extra.resize(Kind::ALL.len() * self.months, 0);
        }
        let slot = kind as usize * self.months + month;
        self.used |= 1 << kind as u16;
        self.amounts[slot] += amount.0;
        self.counts[slot] += count;
        self.extra[slot] += amount.0;
    }

    /// Whether anything is credited beside what was booked.
    #[inline]
    pub const fn has_extra(&self) -> bool {
        !self.extra.is_empty()
    }

    /// What of the amounts of a kind is credited beside what was booked, over some months: cents, or hundredths
    /// of counted kinds.
    pub fn extra(&self, kind: Kind, months: Range<usize>) -> i64 {
        if self.extra.is_empty() {
            return 0;
        }
        self.extra[kind as usize * self.months..][months].iter().sum()
    }

    /// The number that the next account unknown to the ledger would have.
    pub fn next_account(&self) -> u32 {
        let known = self.events.iter().map(|event| event.account.wrapping_add(1));
        known.fold(self.accounts.len() as u32, u32::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::{Kind, NO_ACCOUNT, Traits};

    fn event(kind: Kind, amount: i64, account: u32) -> Event {
        let amount = Cents(amount);
        Event { month: 3, kind, term_months: 0, traits: Traits::NONE, account, amount }
    }

    #[test]
    fn shares_are_rounded_once() {
        for (share, whole, credited) in
            [(500_000, 101, 50), (500_000, 103, 52), (333_333, 300, 100), (1_000_000, -7, -7)]
        {
            assert_eq!(Share::of(Decimal6(share), Cents(whole)), Cents(credited), "{share}");
        }
    }

    #[test]
    fn extra_credit_counts_beside_what_is_booked() {
        let mut ledger = Ledger::default();
        ledger.clear(12);
        ledger.enter(event(Kind::New, 1_000, NO_ACCOUNT));
        let share = Share {
            event: 0,
            role: Role::Owner,
            share: Decimal6(700_000),
            owner: (0, 0),
            given: Cents::ZERO,
        };
        ledger.give_away(Cents(300), share);
        let overlay = Share { role: Role::Overlay, ..share };
        ledger.enter_share(event(Kind::New, 450, 6), overlay);
        ledger.enter_share(event(Kind::Upgrade, 50, 6), overlay);
        assert_eq!(ledger.amounts(Kind::New)[3], 1_150);
        assert_eq!(ledger.counts(Kind::New)[3], 200);
        assert_eq!(ledger.extra(Kind::New, 0..12), 450);
        assert_eq!(ledger.extra(Kind::New, 4..12), 0);
        assert_eq!(ledger.extra(Kind::Upsell, 0..12), 0);
        assert_eq!(ledger.movements()[3], 0, "no book grows by the credit of another");
        assert_eq!(ledger.shares.iter().map(|s| s.event).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(ledger.next_account(), 7);
        let given: Vec<Event> = ledger.given_away().collect();
        assert_eq!(given, [event(Kind::New, 300, NO_ACCOUNT)]);
        assert!(!ledger.has_refunds());
        ledger.enter_share(event(Kind::New, -20, 6), overlay);
        assert!(ledger.has_refunds(), "a clawback looks for refunds of what others sold, too");
        ledger.clear(12);
        assert!(!ledger.has_refunds());
        assert_eq!(ledger.extra(Kind::New, 0..12), 0);
        assert!(ledger.shares.is_empty());
        assert_eq!(ledger.next_account(), 0);
    }
}
