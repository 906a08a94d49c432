//! The books of all seats: the accounts, and their expansions while they are open.

use super::column::Column;
use super::{Setting, Sheet, WholeTeam, sale, to_cents};
use crate::company::Book;
use crate::events::simulator::YearFactors;
use crate::events::{Kind, Ledger, Listed, SeatYear, share_of};
use crate::money::Cents;
use crate::random::{Purpose, threshold};
use crate::wide::wide;

/// The accounts of all seats, those of one after those of the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelves {
    /// Accounts a seat.
    pub of_seat: usize,
    /// The month of the plan year in which each renews, from 0.
    pub renewals: Column<u8>,
    /// The last month in which each may expand, from 0.
    last: Column<u8>,
    /// What becomes of it: 0 it renews, 1 it contracts, [`CHURNS`].
    pub fates: Column<u8>,
    /// ARR at the plan year's start, in cents.
    pub openings: Column<i64>,
    /// ARR added up to the renewal's month, in cents, by account, then that added after it.
    pub added: Column<i64>,
    /// By expansion of a rep: those of accounts that are lost.
    exposed: Column<u32>,
}

/// What becomes of an account that is lost.
pub(super) const CHURNS: u8 = 2;

impl Sheet {
    /// Draws the accounts at the start of the plan year and what their renewal in it will bring.
    pub fn open_accounts(&mut self, book: &Book, churns: f64, of_seat: usize) {
        let seats = self.seats.len();
        self.counts.of_length(seats).fill(of_seat as u32);
        self.draw_values(Purpose::AccountArr, &book.arr);
        self.values.iter_mut().for_each(|arr| *arr = arr.max(0.0));
        to_cents(&self.values, self.shelves.openings.of_length(self.values.len()));
        self.draw_words(Purpose::Renewal);
        let contracts =
            churns + (1.0 - churns) * book.contraction.as_ref().map_or(0.0, |c| c.chance);
        let all = self.words.len();
        let shelves = &mut self.shelves;
        let fates = shelves.fates.of_length(all);
        decide(&self.words, threshold(contracts), threshold(churns), fates);
        if shelves.of_seat != of_seat || shelves.renewals.len() != all {
            shelves.of_seat = of_seat;
            let renewals = shelves.renewals.of_length(all).chunks_mut(of_seat.max(1));
            renewals
                .flat_map(|of_seat| of_seat.iter_mut().zip((0..12).cycle()))
                .for_each(|(renewal, month)| *renewal = month);
        }
        until(fates, &shelves.renewals, shelves.last.of_length(all));
        shelves.added.of_length(2 * all).fill(0);
    }

    /// Enters the expansions of all seats in one year of the timeline, see [`crate::events::book::Shelf::expand`].
    pub fn expand(
        &mut self,
        book: &Book,
        whole: &WholeTeam,
        year: &YearFactors,
        setting: Setting<'_>,
        seats: &mut [SeatYear],
    ) {
        let Some(expansion) = &book.expansion else {
            return;
        };
        let of_seat = self.shelves.of_seat;
        let means = self.means.of_length(seats.len());
        for (mean, attainment) in means.iter_mut().zip(&*self.attainments) {
            let monthly = expansion.per_year / 12.0 * attainment * year.market.expansion;
            let yearly: f64 = [monthly; 12].iter().sum();
            *mean = yearly * of_seat as f64;
        }
        self.draw_counts(Purpose::ExpansionCount);
        self.draw_values(Purpose::ExpansionShare, &expansion.share);
        self.draw_words(Purpose::ExpansionKind);
        let all = self.words.len();
        let cross_sells = self.cross_sells.of_length(all);
        decide(&self.words, threshold(expansion.cross_sell), 0, cross_sells);
        self.draw_words(Purpose::ExpansionPlace);
        // One word gives the account (its upper half) and the month (its lower half).
        choose_accounts(of_seat as u64, &mut self.words, self.expanded.of_length(all));
        whole.even_choice.months(&self.words, self.months.of_length(all));

        let in_plan_year = year.start == setting.timeline.plan_year();
        let mut first = 0;
        for (number, (seat, count)) in seats.iter_mut().zip(&*self.counts).enumerate() {
            let of_rep = first..first + *count as usize;
            first = of_rep.end;
            let growth = Growth {
                shares: &self.values[of_rep.clone()],
                accounts: &self.expanded[of_rep.clone()],
                months: &self.months[of_rep.clone()],
                cross_sells: &self.cross_sells[of_rep],
                first_account: number * of_seat,
                year_start: year.start,
            };
            match setting.listed {
                Listed::All if in_plan_year => {
                    growth.enter::<true, true>(&mut self.shelves, &mut seat.ledger);
                }
                Listed::All => growth.enter::<false, true>(&mut self.shelves, &mut seat.ledger),
                Listed::OfLostAccounts if in_plan_year => {
                    growth.enter::<true, false>(&mut self.shelves, &mut seat.ledger);
                }
                Listed::OfLostAccounts => {
                    growth.enter::<false, false>(&mut self.shelves, &mut seat.ledger);
                }
            }
        }
    }
}

/// The expansions of one rep in one year.
struct Growth<'a> {
    shares: &'a [f64],
    /// By number in the seat.
    accounts: &'a [u32],
    months: &'a [u8],
    cross_sells: &'a [u8],
    /// The place of the seat's first account.
    first_account: usize,
    year_start: usize,
}

/// A year's sums by kind, then month.
type ByKindAndMonth = [i64; 32];

impl Growth<'_> {
    /// Enters them. Those of history years are sales to accounts that are already counted in the book's opening ARR.
    #[inline(never)] //DIAG
    fn enter<const IN_PLAN_YEAR: bool, const LIST_ALL: bool>(
        &self,
        shelves: &mut Shelves,
        ledger: &mut Ledger,
    ) {
        const KINDS: [Kind; 2] = [Kind::Upsell, Kind::CrossSell];
        let Shelves { renewals, last, fates, openings, added, exposed, .. } = shelves;
        let all = openings.len();
        let (renewals, last, fates) = (&renewals[..all], &last[..all], &fates[..all]);
        let added = &mut added[..2 * all];
        let exposed = exposed.of_length(self.shares.len());
        let mut listed = 0;
        let (mut amounts, mut numbers): (ByKindAndMonth, ByKindAndMonth) = ([0; 32], [0; 32]);
        let placed = self.accounts.iter().zip(self.months).zip(self.cross_sells);
        for (number, (share, placed)) in self.shares.iter().zip(placed).enumerate() {
            let ((account, month), cross_sell) = placed;
            let place = self.first_account + *account as usize;
            if place >= all {
                continue;
            }
            // When it comes, and whether it is lost before, cannot be foreseen: there is no branch.
            let comes = !IN_PLAN_YEAR || *month <= last[place];
            let is_late = usize::from(*month > renewals[place]);
            let amount = share_of(*share, Cents(openings[place])).0 * i64::from(comes);
            if IN_PLAN_YEAR {
                added[place + is_late * all] += amount;
            }
            let slot = usize::from((cross_sell & 1) << 4 | month & 15);
            amounts[slot] += amount;
            numbers[slot] += i64::from(comes);
            exposed[listed] = number as u32;
            listed += usize::from(comes & (LIST_ALL | (fates[place] != 0)));
        }
        ledger.events.extend(exposed[..listed].iter().map(|number| {
            let number = *number as usize;
            let account = self.accounts[number];
            let opening = openings[self.first_account + account as usize];
            let amount = share_of(self.shares[number], Cents(opening)).0;
            let kind = KINDS[usize::from(self.cross_sells[number] & 1)];
            sale(kind, self.year_start + usize::from(self.months[number]), account, amount)
        }));
        let sums = amounts.as_chunks().0.iter().zip(numbers.as_chunks().0);
        for (kind, (amounts, numbers)) in KINDS.into_iter().zip(sums) {
            if numbers.iter().sum::<i64>() > 0 {
                ledger.add_year(kind, self.year_start, (amounts, numbers));
            }
        }
    }
}

wide! {
    /// How many of two thresholds each word lies below.
    fn[512] decide(words: &[u64], larger: u64, smaller: u64, below: &mut [u8]) {
        for (word, below) in words.iter().zip(below) {
            *below = u8::from(*word < larger) + u8::from(*word < smaller);
        }
    }

    /// The account that the upper half of each word stands for; what is left of it is the lower half, as the upper.
    fn[512] choose_accounts(accounts: u64, words: &mut [u64], chosen: &mut [u32]) {
        for (word, chosen) in words.iter_mut().zip(chosen) {
            *chosen = (((*word >> 32) * accounts) >> 32) as u32;
            *word <<= 32;
        }
    }

    /// Accounts that churn expand up to their renewal; the others always.
    fn[256] until(fates: &[u8], renewals: &[u8], last: &mut [u8]) {
        for ((fate, renewal), last) in fates.iter().zip(renewals).zip(last) {
            // Without a choice, of which the compiler would make a branch.
            *last = renewal | u8::from(*fate == CHURNS).wrapping_sub(1);
        }
    }
}
