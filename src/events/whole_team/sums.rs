//! Years of a whole team in sums: the same draws, of which nothing is put down that figures of the year do not rest on.
//! When each deal comes is not even drawn. Several years are drawn side by side: of a team of few reps much of the time
//! goes into what is done once, however many seats there are.

use super::book::{CHURNS, CONTRACTS, Shelves};
use super::changes::{AT_ONCE, Changes, list_marked};
use super::{SHIFT, SMALL, Sheet, WholeTeam, to_cents};
use crate::company::{Book, Deals, Team};
use crate::events::people::draw_quota;
use crate::events::simulator::YearFactors;
use crate::events::sums::{LostSale, Sums};
use crate::events::{Kind, MonthRow, UnlistedBook, share_of};
use crate::money::Cents;
use crate::random::Purpose;
use crate::wide::wide;

/// Months of a row.
const MONTHS: usize = std::mem::size_of::<MonthRow>() / std::mem::size_of::<i64>();

/// The mark of an expansion that may be lost again.
const EXPOSED: u8 = 1;

impl WholeTeam {
    /// Draws plan years of all of the team's seats, those of one year after those of the other. Every seat of every year
    /// is drawn by itself, so that it makes no difference how many years are drawn at once.
    pub fn draw_in_sums(
        &self,
        team: &Team,
        years: &[YearFactors],
        sheet: &mut Sheet,
        sums: &mut Sums,
    ) {
        sheet.turn_to_all(&self.seats, years);
        sheet.draw_attainments(team, years);
        sums.clear(sheet.numbers.len(), team.book.is_some());
        match &self.quotas {
            Some(known) => years.iter().for_each(|_| sums.quotas.extend_from_slice(known)),
            None => sums.quotas.extend(sheet.numbers.iter().enumerate().map(|(place, number)| {
                draw_quota(team, team.seats.get(*number as usize), sheet.seats.address(place))
            })),
        }
        if let Some(book) = &team.book {
            sheet.open_accounts(book, years, self.accounts);
            sheet.changes.find(&sheet.shelves, sheet.numbers.len());
            sheet.expand_in_sums(book, years, sums);
            sheet.renew_in_sums(book, sums);
            sheet.list_lost_sales(sums);
        }
        match &team.deals {
            Some(deals) => sheet.sum_up_deals(deals, self, years, sums),
            None if team.book.is_none() && team.funnel.is_none() => {
                let season: f64 = self.season.iter().sum();
                let a_year = sheet.seats_a_year(years);
                let expected = sums.quotas.chunks(a_year).zip(sheet.attainments.chunks(a_year));
                let new = sums.new.chunks_mut(a_year);
                for ((new, (quotas, attainments)), year) in new.zip(expected).zip(years) {
                    for ((new, quota), attainment) in new.iter_mut().zip(quotas).zip(attainments) {
                        let yearly = quota.to_f64() * attainment * year.market.demand;
                        *new = crate::events::to_cents(yearly * season).0;
                    }
                }
            }
            None => {}
        }
    }
}

impl Sheet {
    /// Turns to these seats in all of these years.
    fn turn_to_all(&mut self, seats: &[u32], years: &[YearFactors]) {
        let numbers = self.numbers.of_length(seats.len() * years.len());
        numbers.chunks_mut(seats.len().max(1)).for_each(|of_year| of_year.copy_from_slice(seats));
        self.seats.forget();
        years.iter().for_each(|year| self.seats.turn_also_to(year.team, seats.iter().copied()));
    }

    fn sum_up_deals(
        &mut self,
        deals: &Deals,
        whole: &WholeTeam,
        years: &[YearFactors],
        sums: &mut Sums,
    ) {
        self.expect_deals(deals, whole, years, sums.quotas.iter().copied());
        self.draw_counts(Purpose::DealCount);
        self.draw_values(Purpose::DealSize, &deals.size);
        to_cents(&self.values, self.cents.of_length(self.values.len()));
        // One sum that runs on over all seats: how many deals each has cannot be foreseen.
        let mut to_date = 0;
        for cents in self.cents.iter_mut() {
            to_date += *cents;
            *cents = to_date;
        }
        let (mut end, mut before) = (0, 0);
        for (new, count) in sums.new.iter_mut().zip(&*self.counts) {
            end += *count as usize;
            let to_date = if end > 0 { self.cents[end - 1] } else { 0 };
            (*new, before) = (to_date - before, to_date);
        }
    }

    /// Enters the expansions of all seats; those of accounts that are lost are listed.
    fn expand_in_sums(&mut self, book: &Book, years: &[YearFactors], sums: &mut Sums) {
        let Some(expansion) = &book.expansion else {
            self.shelves.exposed.of_length(0);
            return;
        };
        self.draw_expansions(expansion, years);
        let all = self.values.len();
        let Shelves { states, worths, openings, exposed, .. } = &mut self.shelves;
        let (found, worth) =
            (self.expanded_states.of_length(all), self.expanded_worths.of_length(all));
        find_accounts(&self.expanded, states, worths, found, worth);
        let (cents, marks) = (self.cents.of_length(all), self.marks.of_length(all));
        let mut beyond = 0;
        foresee(found, &self.months, (&self.values, worth), (cents, marks), &mut beyond);
        if beyond > 0 {
            let drawn = self.values.iter().zip(&*self.expanded).zip(&*found).zip(&*self.months);
            for ((((share, place), state), slot), cents) in drawn.zip(cents) {
                let comes = fails(*state, *slot) == 0;
                let amount = share_of(*share, Cents(openings[*place as usize])).0;
                *cents = if comes { amount } else { 0 };
            }
        }
        let rows = sums.expansions.as_flattened_mut().as_flattened_mut();
        enter(&self.sellers, &self.months, &self.cents, rows);
        let mut listed = 0;
        list_marked(marks, EXPOSED, exposed.of_length(all + AT_ONCE), &mut listed);
        // Slices, so that nothing that is written can change where they are.
        let (cents, expanded, months): (&[i64], &[u32], &[u8]) =
            (&self.cents, &self.expanded, &self.months);
        let (states, Changes { numbers, early, late, .. }) = (&**states, &mut self.changes);
        let (numbers, early, late) = (&**numbers, &mut **early, &mut **late);
        // Of other accounts nobody asks what each has.
        for number in &*exposed.of_length(listed) {
            let number = *number as usize;
            let place = expanded[number] as usize;
            let change = numbers[place] as usize;
            // What comes late is added to nothing early, and the other way round: there is no branch.
            let is_late = i64::from(months[number] & 15 > states[place] & 15);
            early[change] += cents[number] & (is_late - 1);
            late[change] += cents[number] & -is_late;
        }
    }

    /// What becomes of the accounts of all seats.
    fn renew_in_sums(&mut self, book: &Book, sums: &mut Sums) {
        let contracting = &*self.changes.contracting;
        self.counts.of_length(contracting.len()).copy_from_slice(contracting);
        self.draw_contractions(book);
        let Shelves { of_seat, states, openings, owners, .. } = &self.shelves;
        sums.books.resize(self.numbers.len(), UnlistedBook::default());
        open_books(*of_seat, openings, &mut sums.books);
        add_up(&sums.expansions, &mut sums.movements);
        let Changes { places, early, late, lost, dropped, contracting, churning, .. } =
            &mut self.changes;
        let all = places.len();
        let (lost, dropped) = (lost.of_length(all), dropped.of_length(all));
        // One that churns loses all that it has by then.
        for ((lost, place), early) in lost.iter_mut().zip(&**places).zip(&**early) {
            *lost = openings[*place as usize] + early;
        }
        let contracted = &mut lost[..self.values.len()];
        if contracted.iter().all(|lost| lost.unsigned_abs() < SMALL as u64) {
            take_shares(&self.values, contracted);
        } else {
            for (lost, share) in contracted.iter_mut().zip(&*self.values) {
                *lost = share_of(share.clamp(0.0, 1.0), Cents(*lost)).0;
            }
        }
        let (states, owners) = (&**states, &**owners);
        let movements = sums.movements.as_flattened_mut();
        let mut to_date = 0;
        let of_each = places.iter().zip(&*lost).zip(early.iter().zip(&**late)).zip(&mut *dropped);
        for (((place, gone), (early, late)), dropped) in of_each {
            let place = *place as usize;
            movements[MONTHS * owners[place] as usize + usize::from(states[place] & 15)] -= gone;
            to_date += (gone - early - late).max(0);
            *dropped = to_date;
        }
        let mut first = 0;
        for of_seat in [contracting, churning] {
            for (book, changes) in sums.books.iter_mut().zip(&**of_seat) {
                let end = first + *changes as usize;
                let to_date = |end: usize| if end > 0 { dropped[end - 1] } else { 0 };
                book.kept -= to_date(end) - to_date(first);
                first = end;
            }
        }
        close_books(&sums.movements, &self.changes.churning, &mut sums.books);
    }

    /// Lists the sales to accounts that are lost, from what was listed of the expansions at hand.
    fn list_lost_sales(&mut self, sums: &mut Sums) {
        const KINDS: [Kind; 2] = [Kind::Upsell, Kind::CrossSell];
        let (cents, expanded, sellers, months): (&[i64], &[u32], &[u32], &[u8]) =
            (&self.cents, &self.expanded, &self.sellers, &self.months);
        let (states, exposed) = (&*self.expanded_states, &mut *self.shelves.exposed);
        let openings = &*self.shelves.openings;
        let Changes { numbers, early, lost, .. } = &self.changes;
        let (numbers, early, lost) = (&**numbers, &**early, &**lost);
        let mut listed = 0;
        for number in 0..exposed.len() {
            let of_sale = exposed[number];
            let (slot, state) = (months[of_sale as usize], states[of_sale as usize]);
            exposed[listed] = of_sale;
            let change = numbers[expanded[of_sale as usize] as usize];
            let is_lost = (state >= CHURNS) | (lost[change as usize] > 0);
            listed += usize::from((slot & 15 <= state & 15) & is_lost);
        }
        sums.lost_sales.extend(exposed[..listed].iter().map(|number| {
            let number = *number as usize;
            let (slot, state, place) = (months[number], states[number], expanded[number] as usize);
            let change = numbers[place] as usize;
            LostSale {
                seat: sellers[number],
                kind: KINDS[usize::from(slot >> 4 & 1)],
                sold: slot & 15,
                gone: state & 15,
                churned: state & CHURNS != 0,
                amount: cents[number],
                lost: lost[change],
                before: openings[place] + early[change],
            }
        }));
    }
}

/// 1 of an expansion that would come after its account is lost.
#[inline(always)]
fn fails(state: u8, slot: u8) -> u8 {
    u8::from(slot & 15 > state & 15) & (state / CHURNS)
}

wide! {
    /// The state of the account of each expansion, and what it is worth.
    fn[256] find_accounts(
        places: &[u32],
        states: &[u8],
        worths: &[f64],
        found: &mut [u8],
        found_worths: &mut [f64],
    ) {
        let worths = &worths[..states.len()];
        for ((place, found), worth) in places.iter().zip(found).zip(found_worths) {
            let place = *place as usize;
            (*found, *worth) = (states[place], worths[place]);
        }
    }

    /// Amounts of expansions, each a share of what its account is worth, rounded to the cent where it is small; whether
    /// some are not. What would come after its account is lost does not come; what comes to an account that does not
    /// simply renew is [`EXPOSED`].
    fn[512] foresee(
        states: &[u8],
        slots: &[u8],
        of: (&[f64], &[f64]),
        into: (&mut [i64], &mut [u8]),
        beyond: &mut u64,
    ) {
        let mut any_beyond = 0;
        let drawn = states.iter().zip(slots).zip(of.0.iter().zip(of.1));
        for (((state, slot), (share, worth)), (cents, mark)) in drawn.zip(into.0.iter_mut().zip(into.1)) {
            let amount = share * worth;
            any_beyond |= u64::from(!(amount < SMALL));
            let fails = fails(*state, *slot);
            let rounded = (amount + SHIFT).to_bits() as i64 - SHIFT.to_bits() as i64;
            *cents = rounded & (i64::from(fails) - 1);
            *mark = EXPOSED & (1 - fails) & u8::from(*state >= CONTRACTS);
        }
        *beyond = any_beyond;
    }

    /// Opens the book of each seat with its accounts. None that renews in full has less than at the start.
    fn[256] open_books(of_seat: usize, openings: &[i64], books: &mut [UnlistedBook]) {
        for (openings, book) in openings.chunks_exact(of_seat.max(1)).zip(&mut *books) {
            book.opening = openings.iter().sum();
        }
        for book in books {
            (book.accounts, book.open) = (of_seat, of_seat);
            (book.closing, book.kept) = (book.opening, book.opening);
        }
    }

    /// What is added to each book by month.
    fn[256] add_up(expansions: &[[MonthRow; 2]], movements: &mut [MonthRow]) {
        for ([upsells, cross_sells], movements) in expansions.iter().zip(movements) {
            for month in 0..MONTHS {
                movements[month] = upsells[month] + cross_sells[month];
            }
        }
    }

    /// Closes the books after all movements.
    fn[256] close_books(movements: &[MonthRow], churning: &[u32], books: &mut [UnlistedBook]) {
        for ((movements, churning), book) in movements.iter().zip(churning).zip(books) {
            book.open -= *churning as usize;
            book.closing += movements.iter().sum::<i64>();
        }
    }

    /// Of amounts small enough the shares, as [`share_of`] takes them, in place of them.
    fn[512] take_shares(shares: &[f64], amounts: &mut [i64]) {
        for (share, amount) in shares.iter().zip(amounts) {
            let part = share.clamp(0.0, 1.0) * *amount as f64;
            *amount = (part + SHIFT).to_bits() as i64 - SHIFT.to_bits() as i64;
        }
    }

    /// Adds each amount to its seat's row of its kind, in its month.
    fn[256] enter(sellers: &[u32], slots: &[u8], cents: &[i64], rows: &mut [i64]) {
        for ((seller, slot), cents) in sellers.iter().zip(slots).zip(cents) {
            rows[2 * MONTHS * *seller as usize + usize::from(*slot)] += cents;
        }
    }
}
