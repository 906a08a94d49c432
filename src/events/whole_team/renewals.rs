//! The renewals of all books: what is due, what contracts and what churns.

use super::book::{CHURNS, CONTRACTS, Shelves};
use super::column::Column;
use super::{Setting, Sheet, sale};
use crate::company::Book;
use crate::events::{Account, Event, Kind, Ledger, Listed, Loss, SeatYear, UnlistedBook, share_of};
use crate::money::Cents;
use crate::random::Purpose;
use crate::wide::wide;

/// What changes at the renewals of all seats; its memory is used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Renewals {
    /// The accounts that do not simply renew, those of one seat after those of the other.
    changed: Column<u32>,
    /// By seat, how many of them there are.
    of_seat: Column<u32>,
    /// By seat, how many of these contract.
    contracting: Column<u32>,
    /// By seat, the sums of its accounts as if every one renewed in full.
    sums: Column<ShelfSums>,
}

/// The accounts of a seat in all, in cents.
#[derive(Clone, Copy, Debug, Default)]
struct ShelfSums {
    opening: i64,
    closing: i64,
    /// ARR of the accounts that renew, by month, in cents.
    renewed: [i64; 12],
}

impl Sheet {
    /// Enters the plan year's renewals, contractions and churns of all seats, and the accounts as they end.
    pub fn renew(&mut self, book: &Book, setting: Setting<'_>, seats: &mut [SeatYear]) {
        let (shelves, renewals) = (&self.shelves, &mut self.renewals);
        let (early, late) = shelves.added.split_at(shelves.openings.len());
        let sums = renewals.sums.of_length(seats.len());
        add_up(shelves.of_seat, &shelves.openings, early, late, sums);
        renewals.list_changed(shelves, seats.len());
        let contracting = &*self.renewals.contracting;
        self.counts.of_length(contracting.len()).copy_from_slice(contracting);
        self.draw_contractions(book);
        let mut shares = &*self.values;
        let sums = &self.renewals.sums;
        let changed = self.renewals.changed_by_seat();
        for (number, (seat, changed)) in seats.iter_mut().zip(changed).enumerate() {
            let closing = Closing {
                shelves: &self.shelves,
                changed,
                first_account: number * self.shelves.of_seat,
                setting,
            };
            closing.enter(&sums[number], &mut shares, &mut seat.ledger);
        }
    }

    /// Draws the shares by which accounts contract, of each seat so many as the counts at hand say: the values at hand from now on.
    pub fn draw_contractions(&mut self, book: &Book) {
        match &book.contraction {
            Some(contraction) => self.draw_values(Purpose::ContractionShare, &contraction.share),
            None => {
                self.values.of_length(0);
            }
        }
    }
}

impl Renewals {
    /// The accounts that do not simply renew, seat by seat.
    pub fn changed_by_seat(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = &*self.changed;
        self.of_seat.iter().map(move |changed| {
            let (own, others) = rest.split_at((*changed as usize).min(rest.len()));
            rest = others;
            own
        })
    }

    /// Lists the accounts of so many seats that do not simply renew.
    pub fn list_changed(&mut self, shelves: &Shelves, seats: usize) {
        let changed = self.changed.of_length(shelves.states.len() + 1);
        let of_seat = self.of_seat.of_length(seats);
        let contracting = self.contracting.of_length(seats);
        let (mut place, mut listed) = (0, 0);
        for (contracting, of_seat) in contracting.iter_mut().zip(of_seat) {
            let before = listed;
            *contracting = 0;
            for state in &shelves.states[place..place + shelves.of_seat] {
                // Which accounts change cannot be foreseen, so there is no branch: one that simply renews leaves its
                // place to the next.
                changed[listed] = place as u32;
                listed += usize::from(state & (CONTRACTS | CHURNS) != 0);
                *contracting += u32::from(state & CONTRACTS != 0);
                place += 1;
            }
            *of_seat = (listed - before) as u32;
        }
        self.changed.of_length(listed);
    }
}

/// The end of one seat's year.
struct Closing<'a> {
    shelves: &'a Shelves,
    /// The seat's accounts that do not simply renew, by place.
    changed: &'a [u32],
    /// The place of its first.
    first_account: usize,
    setting: Setting<'a>,
}

impl Closing<'_> {
    /// Enters it. `shares` are those by which accounts contract.
    fn enter(&self, sums: &ShelfSums, shares: &mut &[f64], ledger: &mut Ledger) {
        let Shelves { of_seat, states, openings, added, .. } = self.shelves;
        let plan_year = self.setting.timeline.plan_year();
        let mut book = UnlistedBook {
            opened: plan_year as u16,
            accounts: *of_seat,
            opening: sums.opening,
            closing: sums.closing,
            // None that renews in full has less than at the start.
            kept: sums.opening,
            open: *of_seat,
        };
        let all = openings.len();
        let (states, openings, added) = (&states[..all], &openings[..all], &added[..2 * all]);
        let mut next = self.first_losses(states);
        let mut losses = std::mem::take(&mut ledger.losses);
        losses.resize(self.changed.len(), Loss::default());
        let months = ledger.months();
        // Contractions and churns stand one after the other behind renewals.
        let (amounts, numbers) = ledger.totals_from(Kind::Renewal, plan_year);
        for month in 0..12 {
            amounts[month] += sums.renewed[month];
            numbers[month] += 100 * ((of_seat + 11 - month) / 12) as i64;
        }
        let (mut churns, mut contractions) = (0, 0);
        for place in self.changed.iter().map(|place| *place as usize).filter(|place| *place < all) {
            let churned = states[place] & CHURNS != 0;
            let before = openings[place] + added[place];
            // Which of the two it is cannot be foreseen, so there is no branch: a share is only used up by one that
            // contracts.
            let part = shares.first().map_or(0, |s| share_of(s.clamp(0.0, 1.0), Cents(before)).0);
            let lost = if churned { before } else { part };
            *shares = shares.get(usize::from(!churned)..).unwrap_or_default();
            let closing = before + added[place + all] - lost;
            book.closing -= lost;
            book.kept -= (openings[place] - closing).max(0);
            let month = usize::from(states[place] & 15);
            amounts[month] -= lost;
            numbers[month] -= 100 * i64::from(churned);
            let counts = i64::from(churned | (lost > 0));
            let total = month + if churned { 2 * months } else { months };
            amounts[total] += lost;
            numbers[total] += 100 * counts;
            churns += usize::from(churned);
            contractions += counts - i64::from(churned);
            let loss = Loss {
                month: (plan_year + month) as u16,
                account: (place - self.first_account) as u32,
                churned,
                lost: Cents(lost),
                before: Cents(before),
            };
            if let Some(slot) = losses.get_mut(next[month]) {
                *slot = loss;
            }
            next[month] += 1;
        }
        if churns + (contractions as usize) < losses.len() {
            losses.retain(|loss| loss.churned || loss.lost > Cents::ZERO);
        }
        book.open -= churns;
        ledger.losses = losses;
        ledger.mark(Kind::Renewal, true);
        ledger.mark(Kind::Contraction, contractions > 0);
        ledger.mark(Kind::Churn, churns > 0);
        ledger.move_by(Kind::Contraction, plan_year, -1);
        ledger.move_by(Kind::Churn, plan_year, -1);
        match self.setting.listed {
            Listed::All => self.list(ledger),
            Listed::OfLostAccounts | Listed::ForFigures => ledger.open_unlisted(book),
        }
    }

    /// Where the losses of each month begin, in order of months: those of one month stand in order of accounts.
    fn first_losses(&self, states: &[u8]) -> [usize; 16] {
        let mut numbers = [0; 16];
        for place in self.changed {
            numbers[usize::from(states[*place as usize] & 15)] += 1;
        }
        let mut before = 0;
        numbers.map(|number| {
            before += number;
            before - number
        })
    }

    /// Lists the accounts, and their losses, which are there already, as events.
    fn list(&self, ledger: &mut Ledger) {
        let Shelves { of_seat, openings, added, .. } = self.shelves;
        let opened = self.setting.timeline.plan_year() as u16;
        ledger.open((self.first_account..self.first_account + of_seat).map(|place| {
            let closing = openings[place] + added[place] + added[place + openings.len()];
            let (opening, closing) = (Cents(openings[place]), Cents(closing));
            Account { opened, opening, closing, open: true }
        }));
        for loss in &ledger.losses {
            let account = &mut ledger.accounts[loss.account as usize];
            account.closing -= loss.lost;
            account.open = !loss.churned;
        }
        ledger.events.extend(ledger.losses.iter().map(event_of));
    }
}

fn event_of(loss: &Loss) -> Event {
    let kind = if loss.churned { Kind::Churn } else { Kind::Contraction };
    sale(kind, usize::from(loss.month), loss.account, loss.lost.0)
}

wide! {
    /// Accounts renew in turn in the twelve months.
    fn[256] add_up(
        of_seat: usize,
        openings: &[i64],
        early: &[i64],
        late: &[i64],
        sums: &mut [ShelfSums],
    ) {
        for (seat, sums) in sums.iter_mut().enumerate() {
            let range = seat * of_seat..(seat + 1) * of_seat;
            let (openings, late) = (&openings[range.clone()], &late[range.clone()]);
            let early = &early[range];
            let mut due = [0; 12];
            let twelves = openings.chunks_exact(12).zip(early.chunks_exact(12));
            for (openings, early) in twelves {
                for month in 0..12 {
                    due[month] += openings[month] + early[month];
                }
            }
            let whole = of_seat - of_seat % 12;
            for month in 0..of_seat % 12 {
                due[month] += openings[whole + month] + early[whole + month];
            }
            sums.renewed = due;
            sums.opening = openings.iter().sum();
            sums.closing = due.iter().sum::<i64>() + late.iter().sum::<i64>();
        }
    }
}
