//! The books of all seats: expansions while accounts are open, then renewal, contraction or churn.

use super::{ByMonth, Setting, Sheet, WholeTeam, sale, to_cents};
use crate::company::Book;
use crate::events::simulator::YearFactors;
use crate::events::{Account, Kind, Ledger, Listed, Loss, SeatYear, UnlistedBook, share_of};
use crate::money::Cents;
use crate::random::{Purpose, Streams, threshold};
use crate::wide::wide;

/// The accounts of all seats, those of one after those of the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelves {
    /// Accounts a seat.
    of_seat: usize,
    /// By account of a seat, the month in which it renews, from 0.
    renewals: Vec<u8>,
    /// ARR at the plan year's start, in cents.
    openings: Vec<i64>,
    /// ARR added up to the renewal's month, in cents.
    early: Vec<i64>,
    /// ARR added after it.
    late: Vec<i64>,
    /// What becomes of it: 0 it renews, 1 it contracts, [`CHURNS`].
    fates: Vec<u8>,
    shares: Streams,
}

const CHURNS: u8 = 2;

impl Sheet {
    /// Draws the accounts at the start of the plan year and what their renewal in it will bring.
    pub fn open_accounts(&mut self, book: &Book, churns: f64, of_seat: usize) {
        let seats = self.seats.len();
        self.counts.clear();
        self.counts.resize(seats, of_seat as u32);
        self.draw_values(Purpose::AccountArr, &book.arr);
        self.values.iter_mut().for_each(|arr| *arr = arr.max(0.0));
        to_cents(&self.values, &mut self.shelves.openings);
        self.draw_counted(Purpose::Renewal);
        let contracts =
            churns + (1.0 - churns) * book.contraction.as_ref().map_or(0.0, |c| c.chance);
        let shelves = &mut self.shelves;
        shelves.fates.resize(self.words.len(), 0);
        decide(&self.words, threshold(contracts), threshold(churns), &mut shelves.fates);
        if shelves.of_seat != of_seat {
            shelves.of_seat = of_seat;
            shelves.renewals.clear();
            shelves.renewals.extend((0..12).cycle().take(of_seat));
        }
        for added in [&mut shelves.early, &mut shelves.late] {
            added.clear();
            added.resize(seats * of_seat, 0);
        }
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
        self.means.clear();
        self.means.extend(self.attainments.iter().map(|attainment| {
            let monthly = expansion.per_year / 12.0 * attainment * year.market.expansion;
            let yearly: f64 = [monthly; 12].iter().sum();
            yearly * of_seat as f64
        }));
        self.draw_counts(Purpose::ExpansionCount);
        self.draw_values(Purpose::ExpansionShare, &expansion.share);
        self.draw_counted(Purpose::ExpansionKind);
        self.cross_sells.resize(self.words.len(), 0);
        decide(&self.words, threshold(expansion.cross_sell), 0, &mut self.cross_sells);
        self.draw_counted(Purpose::ExpansionPlace);
        // One word gives the account (its upper half) and the month (its lower half).
        self.expanded.resize(self.words.len(), 0);
        choose_accounts(of_seat as u64, &mut self.words, &mut self.expanded);
        whole.even_choice.months(&self.words, &mut self.months);

        let in_plan_year = year.start == setting.timeline.plan_year();
        let mut first = 0;
        for (number, (seat, count)) in seats.iter_mut().zip(&self.counts).enumerate() {
            let of_rep = first..first + *count as usize;
            first = of_rep.end;
            let growth = Growth {
                shares: &self.values[of_rep.clone()],
                accounts: &self.expanded[of_rep.clone()],
                months: &self.months[of_rep.clone()],
                cross_sells: &self.cross_sells[of_rep],
                year_start: year.start,
            };
            let mut shelf = self.shelves.shelf(number);
            match setting.listed {
                Listed::All if in_plan_year => {
                    growth.enter::<true, true>(&mut shelf, &mut seat.ledger)
                }
                Listed::All => growth.enter::<false, true>(&mut shelf, &mut seat.ledger),
                Listed::OfLostAccounts if in_plan_year => {
                    growth.enter::<true, false>(&mut shelf, &mut seat.ledger);
                }
                Listed::OfLostAccounts => {
                    growth.enter::<false, false>(&mut shelf, &mut seat.ledger)
                }
            }
        }
    }

    /// Enters the plan year's renewals, contractions and churns of all seats, and the accounts as they end.
    pub fn renew(&mut self, book: &Book, setting: Setting<'_>, seats: &mut [SeatYear]) {
        let mut shares = std::mem::take(&mut self.shelves.shares);
        self.seats.open(Purpose::ContractionShare, &mut shares);
        for (number, seat) in seats.iter_mut().enumerate() {
            let shelf = self.shelves.shelf(number);
            let ledger = &mut seat.ledger;
            shelf.renew(ledger, setting);
            let mut shares = shares.stream(number);
            let contracted = |before| match &book.contraction {
                Some(contraction) => {
                    share_of(contraction.share.sample(&mut shares).clamp(0.0, 1.0), before)
                }
                None => before,
            };
            shelf.lose(ledger, setting, contracted);
        }
        self.shelves.shares = shares;
    }
}

/// The accounts of one seat.
struct OneShelf<'a> {
    renewals: &'a [u8],
    openings: &'a [i64],
    early: &'a mut [i64],
    late: &'a mut [i64],
    fates: &'a [u8],
}

impl Shelves {
    fn shelf(&mut self, seat: usize) -> OneShelf<'_> {
        let range = seat * self.of_seat..(seat + 1) * self.of_seat;
        OneShelf {
            renewals: &self.renewals,
            openings: &self.openings[range.clone()],
            early: &mut self.early[range.clone()],
            late: &mut self.late[range.clone()],
            fates: &self.fates[range],
        }
    }
}

/// The expansions of one rep in one year.
struct Growth<'a> {
    shares: &'a [f64],
    accounts: &'a [u32],
    months: &'a [u8],
    cross_sells: &'a [u8],
    year_start: usize,
}

impl Growth<'_> {
    /// Enters them. Those of history years are sales to accounts that are already counted in the book's opening ARR.
    fn enter<const IN_PLAN_YEAR: bool, const LIST_ALL: bool>(
        &self,
        shelf: &mut OneShelf<'_>,
        ledger: &mut Ledger,
    ) {
        const KINDS: [Kind; 2] = [Kind::Upsell, Kind::CrossSell];
        let mut amounts = [ByMonth::default(); 2];
        let mut numbers = [ByMonth::default(); 2];
        let OneShelf { renewals, openings, fates, early, late } = shelf;
        let accounts = openings.len();
        let (renewals, fates) = (&renewals[..accounts], &fates[..accounts]);
        let (early, late) = (&mut early[..accounts], &mut late[..accounts]);
        let placed = self.accounts.iter().zip(self.months).zip(self.cross_sells);
        for (share, ((account, month), cross_sell)) in self.shares.iter().zip(placed) {
            let place = *account as usize;
            if place >= accounts {
                continue;
            }
            let is_late = *month > renewals[place];
            if IN_PLAN_YEAR && is_late && fates[place] == CHURNS {
                continue;
            }
            let Cents(amount) = share_of(*share, Cents(openings[place]));
            if IN_PLAN_YEAR {
                // When it comes cannot be foreseen, so there is no branch.
                early[place] += if is_late { 0 } else { amount };
                late[place] += if is_late { amount } else { 0 };
            }
            let (kind, slot) = (usize::from(cross_sell & 1), usize::from(month & 15));
            amounts[kind][slot] += amount;
            numbers[kind][slot] += 1;
            if LIST_ALL || fates[place] != 0 {
                let month = self.year_start + usize::from(*month);
                ledger.events.push(sale(KINDS[kind], month, *account, amount));
            }
        }
        for ((kind, amounts), numbers) in KINDS.into_iter().zip(&amounts).zip(&numbers) {
            if numbers.iter().any(|number| *number > 0) {
                ledger.add_year(kind, self.year_start, (amounts, numbers));
            }
        }
    }
}

impl OneShelf<'_> {
    /// Enters the accounts as if every one renewed in full.
    fn renew(&self, ledger: &mut Ledger, setting: Setting<'_>) {
        let plan_year = setting.timeline.plan_year();
        let opened = plan_year as u16;
        let (mut amounts, mut numbers) = (ByMonth::default(), ByMonth::default());
        let of_months = self.openings.chunks(12).zip(self.early.chunks(12));
        for (openings, early) in of_months {
            let sums = amounts.iter_mut().zip(&mut numbers);
            for ((opening, added), (amount, number)) in openings.iter().zip(early).zip(sums) {
                *amount += opening + added;
                *number += 1;
            }
        }
        ledger.add_year(Kind::Renewal, plan_year, (&amounts, &numbers));
        let closing = |((opening, early), late): ((&i64, &i64), &i64)| opening + early + late;
        let accounts = self.openings.iter().zip(&*self.early).zip(&*self.late);
        match setting.listed {
            Listed::All => ledger.open(accounts.map(|account| Account {
                opened,
                opening: Cents(*account.0.0),
                closing: Cents(closing(account)),
                open: true,
            })),
            Listed::OfLostAccounts => {
                let mut book = UnlistedBook {
                    opened,
                    accounts: self.openings.len(),
                    ..UnlistedBook::default()
                };
                for account in accounts {
                    book.opening += account.0.0;
                    book.closing += closing(account);
                }
                // No account that renews in full has less than at the start.
                (book.open, book.kept) = (book.accounts, book.opening);
                ledger.open_unlisted(book);
            }
        }
    }

    /// Enters what the accounts lose that do not renew in full. `contracted` draws what one loses that contracts.
    fn lose(
        &self,
        ledger: &mut Ledger,
        setting: Setting<'_>,
        mut contracted: impl FnMut(Cents) -> Cents,
    ) {
        let plan_year = setting.timeline.plan_year();
        for (account, fate) in self.fates.iter().enumerate().filter(|(_, fate)| **fate != 0) {
            let churned = *fate == CHURNS;
            let before = Cents(self.openings[account] + self.early[account]);
            let lost = if churned { before } else { contracted(before) };
            let month = plan_year + usize::from(self.renewals[account]);
            let kept = Cents(before.0 + self.late[account]) - lost;
            let number = account as u32;
            let of_account = (Cents(self.openings[account]), kept);
            ledger.settle_account(number, of_account, lost, !churned);
            ledger.add_many(Kind::Renewal, month, -i64::from(churned), Cents(-lost.0));
            if churned || lost > Cents::ZERO {
                let kind = if churned { Kind::Churn } else { Kind::Contraction };
                let loss = sale(kind, month, number, lost.0);
                match setting.listed {
                    Listed::All => ledger.enter(loss),
                    Listed::OfLostAccounts => ledger.enter_unlisted(loss),
                }
                ledger.losses.push(Loss {
                    month: month as u16,
                    account: number,
                    churned,
                    lost,
                    before,
                });
            }
        }
        ledger.losses.sort_by_key(|loss| loss.month);
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
}
