//! The year of a whole team in sums: the same draws, of which nothing is put down that figures of the year do not rest
//! on. When each deal comes is not even drawn.

use super::book::{CHURNS, CONTRACTS, Shelves};
use super::{Setting, Sheet, WholeTeam, sale, to_cents};
use crate::company::{Book, Deals};
use crate::events::people::draw_quota;
use crate::events::simulator::YearFactors;
use crate::events::sums::{LostSale, Sums};
use crate::events::{Kind, Loss, UnlistedBook, share_of};
use crate::money::Cents;
use crate::random::Purpose;

impl WholeTeam {
    /// Draws the plan year of the seats at hand, which are all of the team's.
    pub(super) fn draw_in_sums(
        &self,
        setting: Setting<'_>,
        year: &YearFactors,
        sheet: &mut Sheet,
        sums: &mut Sums,
    ) {
        let team = setting.team;
        sheet.turn_to(year);
        sheet.draw_attainments(team, year.team_factor);
        sums.clear(sheet.numbers.len(), team.book.is_some());
        let numbers = sheet.numbers.iter().enumerate();
        sums.quotas.extend(numbers.map(|(place, number)| {
            draw_quota(team, Some(&team.seats[*number as usize]), sheet.seats.address(place))
        }));
        if let Some(book) = &team.book {
            sheet.open_accounts(book, setting.churns, self.accounts);
            sheet.find_changed();
            sheet.expand_in_sums(book, self, year, sums);
            sheet.renew_in_sums(book, sums);
            sheet.list_lost_sales(sums);
        }
        match &team.deals {
            Some(deals) => sheet.sum_up_deals(deals, self, year, sums),
            None if team.book.is_none() && team.funnel.is_none() => {
                let season: f64 = self.season.iter().sum();
                let expected = sums.quotas.iter().zip(&*sheet.attainments);
                let expected = expected.map(|(quota, a)| quota.to_f64() * a * year.market.demand);
                let booked = expected.map(|yearly| crate::events::to_cents(yearly * season).0);
                sums.new.iter_mut().zip(booked).for_each(|(new, booked)| *new = booked);
            }
            None => {}
        }
    }
}

impl Sheet {
    fn sum_up_deals(
        &mut self,
        deals: &Deals,
        whole: &WholeTeam,
        year: &YearFactors,
        sums: &mut Sums,
    ) {
        self.expect_deals(deals, whole, year, sums.quotas.iter().copied());
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

    /// Finds the accounts that do not simply renew, to which nothing has been added so far.
    fn find_changed(&mut self) {
        let Self { shelves, renewals, numbers, .. } = self;
        renewals.list_changed(shelves, numbers.len());
        let all = shelves.openings.len();
        let (early, late) = shelves.added.of_length(2 * all).split_at_mut(all);
        for place in renewals.changed() {
            (early[*place as usize], late[*place as usize]) = (0, 0);
        }
    }

    /// Enters the expansions of all seats; those of accounts that are lost are listed.
    fn expand_in_sums(
        &mut self,
        book: &Book,
        whole: &WholeTeam,
        year: &YearFactors,
        sums: &mut Sums,
    ) {
        let ends = self.shelves.exposed_ends.of_length(self.numbers.len());
        ends.fill(0);
        let Some(expansion) = &book.expansion else {
            return;
        };
        self.draw_expansions(expansion, whole, year);
        let Shelves { of_seat, states, added, exposed, exposed_ends, .. } = &mut self.shelves;
        let exposed = exposed.of_length(self.cents.len() + 1);
        let (mut listed, mut next) = (0, 0);
        let seats = sums.expansions.iter_mut().zip(&*self.counts).zip(&mut **exposed_ends);
        for (number, ((rows, count), exposed_end)) in seats.enumerate() {
            let first_account = number * *of_seat;
            let of_rep = next..next + *count as usize;
            next = of_rep.end;
            let drawn = self.cents[of_rep.clone()].iter().zip(&self.expanded[of_rep.clone()]);
            let drawn = drawn.zip(&self.months[of_rep.clone()]).zip(of_rep);
            for (((amount, account), slot), index) in drawn {
                let place = first_account + *account as usize;
                let Some(state) = states.get(place) else { continue };
                // When it comes, and whether its account is lost before, cannot be foreseen: there is no branch, and
                // nothing that a compiler makes one of.
                let is_late = usize::from(slot & 15 > state & 15);
                let fails = is_late & usize::from(state / CHURNS);
                let amount = amount & (fails as i64 - 1);
                rows[usize::from(slot >> 4 & 1)][usize::from(slot & 15)] += amount;
                exposed[listed] = index as u32;
                listed += (1 - fails) & usize::from(state / CONTRACTS != 0);
            }
            *exposed_end = listed as u32;
        }
        // Of other accounts nobody asks what each has.
        let mut first = 0;
        for (seat, end) in exposed_ends.iter().enumerate() {
            for index in &exposed[first..*end as usize] {
                let index = *index as usize;
                let place = seat * *of_seat + self.expanded[index] as usize;
                let is_late = usize::from(self.months[index] & 15 > states[place] & 15);
                added[place + is_late * states.len()] += self.cents[index];
            }
            first = *end as usize;
        }
    }

    /// What becomes of the accounts of all seats.
    fn renew_in_sums(&mut self, book: &Book, sums: &mut Sums) {
        self.draw_contractions(book);
        let Shelves { of_seat, states, openings, added, lost, .. } = &mut self.shelves;
        let (early, late) = added.split_at(openings.len());
        let lost = lost.of_length(openings.len());
        let (mut first, mut shares) = (0, &*self.values);
        let seats = sums.movements.iter_mut().zip(&sums.expansions);
        for ((movements, expansions), changed) in seats.zip(self.renewals.changed_by_seat()) {
            let opening = openings[first..first + *of_seat].iter().sum();
            first += *of_seat;
            // None that renews in full has less than at the start.
            let (mut kept, mut open) = (opening, *of_seat);
            for (month, movement) in movements.iter_mut().enumerate() {
                *movement = expansions[0][month] + expansions[1][month];
            }
            for place in changed {
                let place = *place as usize;
                let (state, opening) = (states[place], openings[place]);
                let churned = state & CHURNS != 0;
                let before = opening + early[place];
                // Which of the two it is cannot be foreseen, so there is no branch: a share is only used up by one
                // that contracts.
                let share = shares.first().copied().unwrap_or(0.0).clamp(0.0, 1.0);
                shares = &shares[usize::from(!churned).min(shares.len())..];
                let part = share_of(share, Cents(before)).0;
                let gone = if churned { before } else { part };
                lost[place] = gone;
                movements[usize::from(state & 15)] -= gone;
                kept -= (opening - (before + late[place] - gone)).max(0);
                open -= usize::from(churned);
            }
            let closing = opening + movements.iter().sum::<i64>();
            let (opened, accounts) = (0, *of_seat);
            sums.books.push(UnlistedBook { opened, accounts, opening, closing, kept, open });
        }
    }

    /// Lists the sales to accounts that are lost, from what was listed of the expansions at hand.
    fn list_lost_sales(&self, sums: &mut Sums) {
        const KINDS: [Kind; 2] = [Kind::Upsell, Kind::CrossSell];
        let Shelves { of_seat, states, openings, added, exposed, exposed_ends, lost, .. } =
            &self.shelves;
        let mut first = 0;
        for (seat, end) in exposed_ends.iter().enumerate() {
            for index in &exposed[first..*end as usize] {
                let index = *index as usize;
                let (account, slot) = (self.expanded[index], self.months[index]);
                let place = seat * of_seat + account as usize;
                if slot & 15 > states[place] & 15 {
                    continue;
                }
                let churned = states[place] & CHURNS != 0;
                let loss = Loss {
                    month: u16::from(states[place] & 15),
                    account,
                    churned,
                    lost: Cents(lost[place]),
                    before: Cents(openings[place] + added[place]),
                };
                if churned || loss.lost > Cents::ZERO {
                    let kind = KINDS[usize::from(slot >> 4 & 1)];
                    let sale = sale(kind, usize::from(slot & 15), account, self.cents[index]);
                    sums.lost_sales.push(LostSale { seat, sale, loss });
                }
            }
            first = *end as usize;
        }
    }
}
