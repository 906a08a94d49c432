//! The books of all seats: the accounts, and their expansions while they are open.

use super::column::Column;
use super::{SHIFT, SMALL, Setting, Sheet, sale};
use crate::company::{Book, Expansion};
use crate::events::simulator::YearFactors;
use crate::events::{Kind, Ledger, Listed, SeatYear, share_of, to_cents};
use crate::money::Cents;
use crate::random::{Purpose, threshold};
use crate::wide::wide;

/// The accounts of all seats, those of one after those of the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelves {
    /// Accounts a seat.
    pub of_seat: usize,
    /// The month of the plan year in which each renews, from 0, in the lower four bits; whether it then
    /// [`CONTRACTS`] or [`CHURNS`].
    pub states: Column<u8>,
    /// The month in which each renews alone. This and the next go by place, and stay for teams with as many a seat: they
    /// are at least as long as there are accounts.
    renewals: Vec<u8>,
    /// The place of its seat.
    pub owners: Vec<u32>,
    /// ARR at the plan year's start, in cents.
    pub openings: Column<i64>,
    /// The same.
    pub worths: Column<f64>,
    /// ARR added up to the renewal's month, in cents, by account, then that added after it.
    pub added: Column<i64>,
    /// By expansion of a rep, in sums of all: those of accounts that are lost.
    pub exposed: Column<u32>,
}

/// A seat is named by so many numbers at a time.
const SELLERS_AT_ONCE: usize = 16;

/// An account that is lost in part.
pub(super) const CONTRACTS: u8 = 1 << 4;
/// An account that is lost.
pub(super) const CHURNS: u8 = 1 << 5;

impl Sheet {
    /// Draws the accounts at the start of these plan years, those of one year after those of the other, and what their
    /// renewal will bring.
    pub fn open_accounts(&mut self, book: &Book, years: &[YearFactors], of_seat: usize) {
        let seats = self.numbers.len();
        self.counts.of_length(seats).fill(of_seat as u32);
        self.draw_values(Purpose::AccountArr, &book.arr);
        let (all, shelves) = (self.values.len(), &mut self.shelves);
        let (openings, worths) = (shelves.openings.of_length(all), shelves.worths.of_length(all));
        let mut beyond = 0;
        open(&self.values, openings, worths, &mut beyond);
        if beyond > 0 {
            let accounts = openings.iter_mut().zip(worths).zip(&*self.values);
            for ((opening, worth), arr) in accounts {
                *opening = to_cents(arr.max(0.0)).0;
                *worth = *opening as f64;
            }
        }
        self.draw_words(Purpose::Renewal);
        let a_year = (self.seats_a_year(years) * of_seat).max(1);
        let shelves = &mut self.shelves;
        shelves.place(all, of_seat);
        let contraction = book.contraction.as_ref().map_or(0.0, |contraction| contraction.chance);
        let accounts = self.words.chunks(a_year).zip(shelves.renewals.chunks(a_year));
        let states = shelves.states.of_length(all).chunks_mut(a_year);
        for (YearFactors { churns, .. }, ((words, renewals), states)) in
            years.iter().zip(accounts.zip(states))
        {
            let changes = threshold(churns + (1.0 - churns) * contraction);
            decide(words, changes, threshold(*churns), renewals, states);
        }
    }

    /// Enters the expansions of all seats in one year of the timeline, see [`crate::events::book::Shelf::expand`].
    pub fn expand(
        &mut self,
        book: &Book,
        year: &YearFactors,
        setting: Setting<'_>,
        seats: &mut [SeatYear],
    ) {
        let Some(expansion) = &book.expansion else {
            return;
        };
        self.draw_expansions(expansion, std::slice::from_ref(year));
        self.grow();
        let of_seat = self.shelves.of_seat;
        let in_plan_year = year.start == setting.timeline.plan_year();
        let mut first = 0;
        for (number, (seat, count)) in seats.iter_mut().zip(&*self.counts).enumerate() {
            let of_rep = first..first + *count as usize;
            first = of_rep.end;
            let growth = Growth {
                amounts: &self.cents[of_rep.clone()],
                places: &self.expanded[of_rep.clone()],
                slots: &self.months[of_rep],
                first_account: number * of_seat,
                year_start: year.start,
            };
            match setting.listed {
                Listed::All if in_plan_year => {
                    growth.enter::<true, true>(&mut self.shelves, &mut seat.ledger);
                }
                Listed::All => growth.enter::<false, true>(&mut self.shelves, &mut seat.ledger),
                Listed::OfLostAccounts | Listed::ForFigures if in_plan_year => {
                    growth.enter::<true, false>(&mut self.shelves, &mut seat.ledger);
                }
                Listed::OfLostAccounts | Listed::ForFigures => {
                    growth.enter::<false, false>(&mut self.shelves, &mut seat.ledger);
                }
            }
        }
    }

    /// Draws the expansions of all seats in these years, whether or not they come: their amounts as shares of accounts,
    /// which are the values at hand.
    pub fn draw_expansions(&mut self, expansion: &Expansion, years: &[YearFactors]) {
        let (of_seat, a_year) = (self.shelves.of_seat, self.seats_a_year(years));
        let means = self.means.of_length(self.numbers.len()).chunks_mut(a_year);
        let of_years = means.zip(self.attainments.chunks(a_year)).zip(years);
        for ((means, attainments), year) in of_years {
            for (mean, attainment) in means.iter_mut().zip(attainments) {
                let monthly = expansion.per_year / 12.0 * attainment * year.market.expansion;
                let yearly: f64 = [monthly; 12].iter().sum();
                *mean = yearly * of_seat as f64;
            }
        }
        self.draw_counts(Purpose::ExpansionCount);
        self.draw_words(Purpose::ExpansionPlace);
        let all = self.words.len();
        let sellers = self.sellers.with_room_behind(all, SELLERS_AT_ONCE);
        name_sellers(&self.counts, sellers);
        let (expanded, months) = (self.expanded.of_length(all), self.months.of_length(all));
        choose_places(of_seat as u32, &self.sellers, &self.words, expanded, months);
        self.draw_words(Purpose::ExpansionKind);
        mark_below(&self.words, threshold(expansion.cross_sell), &mut self.months);
        self.draw_values(Purpose::ExpansionShare, &expansion.share);
    }

    /// Works out the amounts of all seats' expansions from the shares at hand.
    fn grow(&mut self) {
        let cents = self.cents.of_length(self.values.len());
        let (shares, places) = (&self.values, &self.expanded);
        let mut beyond = 0;
        shares_of(shares, places, &self.shelves.worths, cents, &mut beyond);
        if beyond > 0 {
            for ((share, place), cents) in shares.iter().zip(&**places).zip(cents) {
                *cents = share_of(*share, Cents(self.shelves.openings[*place as usize])).0;
            }
        }
    }
}

/// The expansions of one rep in one year.
struct Growth<'a> {
    /// In cents.
    amounts: &'a [i64],
    /// The places of accounts.
    places: &'a [u32],
    /// The kind, 0 or 1, and in the lower four bits the month.
    slots: &'a [u8],
    /// The place of the seat's first account.
    first_account: usize,
    year_start: usize,
}

impl Growth<'_> {
    /// Enters them. Those of history years are sales to accounts that are already counted in the book's opening ARR.
    fn enter<const IN_PLAN_YEAR: bool, const LIST_ALL: bool>(
        &self,
        shelves: &mut Shelves,
        ledger: &mut Ledger,
    ) {
        const KINDS: [Kind; 2] = [Kind::Upsell, Kind::CrossSell];
        let Shelves { states, added, exposed, .. } = shelves;
        let all = states.len();
        let added = &mut added[..2 * all];
        let exposed = &mut exposed.of_length(self.amounts.len() + 1)[..=self.amounts.len()];
        let (mut listed, mut come) = (0, [0; 2]);
        let months = ledger.months();
        // The two kinds stand one after the other.
        let (amounts, numbers) = ledger.totals_from(Kind::Upsell, self.year_start);
        let placed = self.places.iter().zip(self.slots);
        for (number, (amount, (place, slot))) in self.amounts.iter().zip(placed).enumerate() {
            let place = *place as usize;
            let Some(state) = states.get(place) else { continue };
            // When it comes, and whether its account is lost before, cannot be foreseen: there is no branch.
            let is_late = slot & 15 > state & 15;
            let comes = i64::from(!(IN_PLAN_YEAR & is_late & (state & CHURNS != 0)));
            let amount = amount & -comes;
            if IN_PLAN_YEAR {
                added[place + usize::from(is_late) * all] += amount;
            }
            let kind = usize::from(slot >> 4 & 1);
            let total = usize::from(slot & 15) + kind * months;
            amounts[total] += amount;
            numbers[total] += 100 * comes;
            come[kind] += comes;
            exposed[listed] = number as u32;
            let is_listed = LIST_ALL | (state & (CONTRACTS | CHURNS) != 0);
            listed += comes as usize & usize::from(is_listed);
        }
        ledger.events.extend(exposed[..listed].iter().map(|number| {
            let number = *number as usize;
            let (kind, month) = (self.slots[number] >> 4 & 1, self.slots[number] & 15);
            let month = self.year_start + usize::from(month);
            let account = self.places[number] - self.first_account as u32;
            sale(KINDS[usize::from(kind)], month, account, self.amounts[number])
        }));
        for (kind, come) in KINDS.into_iter().zip(come) {
            ledger.mark(kind, come > 0);
        }
        ledger.move_by(Kind::Upsell, self.year_start, 1);
        ledger.move_by(Kind::CrossSell, self.year_start, 1);
    }
}

impl Shelves {
    /// Has places for so many accounts.
    fn place(&mut self, all: usize, of_seat: usize) {
        if self.of_seat != of_seat {
            self.of_seat = of_seat;
            self.renewals.clear();
            self.owners.clear();
        }
        let seats = |accounts: usize| accounts / of_seat.max(1);
        for seat in seats(self.owners.len())..seats(all) {
            self.renewals.extend((0..of_seat).map(|account| (account % 12) as u8));
            self.owners.extend(std::iter::repeat_n(seat as u32, of_seat));
        }
    }

    /// Nothing has been added to any account so far.
    pub fn add_nothing(&mut self) {
        let all = self.openings.len();
        self.added.of_length(2 * all).fill(0);
    }
}

/// Which of so many, from 0, half a word stands for.
#[inline(always)]
fn one_of(many: u32, half: u64) -> u64 {
    (half * u64::from(many)) >> 32
}

wide! {
    /// ARR in dollars, not below 0, in cents, and the same as floats, where it is small; whether some is not.
    fn[256] open(arrs: &[f64], openings: &mut [i64], worths: &mut [f64], beyond: &mut u64) {
        let mut any_beyond = 0;
        for ((arr, opening), worth) in arrs.iter().zip(openings).zip(worths) {
            let exact = arr.max(0.0) * 100.0;
            any_beyond |= u64::from(!(exact < SMALL));
            let shifted = exact + SHIFT;
            *opening = shifted.to_bits() as i64 - SHIFT.to_bits() as i64;
            *worth = shifted - SHIFT;
        }
        *beyond = any_beyond;
    }

    /// What becomes of each account, and when it renews.
    fn[512] decide(words: &[u64], changes: u64, churns: u64, renewals: &[u8], states: &mut [u8]) {
        for ((word, renewal), state) in words.iter().zip(renewals).zip(states) {
            let churned = u8::from(*word < churns);
            let contracted = u8::from(*word < changes) & !churned;
            *state = renewal + contracted * CONTRACTS + churned * CHURNS;
        }
    }

    /// Adds 16 to what stands at the place of each word that lies below a threshold.
    fn[512] mark_below(words: &[u64], threshold: u64, marked: &mut [u8]) {
        for (word, marked) in words.iter().zip(marked) {
            *marked += u8::from(*word < threshold) << 4;
        }
    }

    /// One word gives the account of the seller (its upper half) and the month (its lower half): each is as likely as
    /// any other. A month is the one that [`crate::events::month_choice::MonthChoice`] chooses.
    fn[512] choose_places(
        of_seat: u32,
        sellers: &[u32],
        words: &[u64],
        accounts: &mut [u32],
        months: &mut [u8],
    ) {
        let chosen = accounts.iter_mut().zip(months);
        for ((word, seller), (account, month)) in words.iter().zip(sellers).zip(chosen) {
            *account = seller * of_seat + one_of(of_seat, *word >> 32) as u32;
            *month = one_of(12, *word & 0xffff_ffff) as u8;
        }
    }

    /// Names each seat as often as it counts. What stands behind the last is overwritten.
    fn[256] name_sellers(counts: &[u32], sellers: &mut [u32]) {
        let mut first = 0;
        for (seat, count) in counts.iter().enumerate() {
            let count = *count as usize;
            for place in (first..first + count).step_by(SELLERS_AT_ONCE) {
                sellers[place..place + SELLERS_AT_ONCE].fill(seat as u32);
            }
            first += count;
        }
    }

    /// Shares of accounts, each rounded to the cent where it is small; whether some are not.
    fn[256] shares_of(
        shares: &[f64],
        places: &[u32],
        worths: &[f64],
        cents: &mut [i64],
        beyond: &mut u64,
    ) {
        let mut any_beyond = 0;
        for ((share, place), cents) in shares.iter().zip(places).zip(cents) {
            let amount = share * worths[*place as usize];
            any_beyond |= u64::from(!(amount < SMALL));
            *cents = (amount + SHIFT).to_bits() as i64 - SHIFT.to_bits() as i64;
        }
        *beyond = any_beyond;
    }
}
