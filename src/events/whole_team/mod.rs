//! The seats of a team whose reps are there all year, fully ramped, drawn as a whole: their numbers column by column,
//! in place of seat by seat.
//!
//! Most seats of most companies are such. Their streams and what is taken from them are those of a seat drawn by
//! itself, so that both ways give the same ledgers to the bit; a test holds them together.

mod book;
mod changes;
mod column;
mod deals;
mod renewals;
mod sums;
#[cfg(test)]
mod tests;

use super::bookings::season_of;
use super::month_choice::MonthChoice;
use super::names::Places;
use super::people::{draw_attainment, draw_quota, known_quota, leaving, months_stayed};
use super::simulator::YearFactors;
use super::{
    Event, Kind, Listed, NO_ACCOUNT, SeatYear, Stint, TeamYear, Timeline, Traits, activities,
    funnel, scores,
};
use crate::company::{Company, Renewal, Seat, Team};
use crate::money::Cents;
use crate::random::{Address, Purpose, Seats, Streams, unit_of_word};
use crate::wide::wide;
use book::Shelves;
use changes::Changes;
use column::Column;
use renewals::Renewals;

/// A team that can be drawn as a whole, with what is worked out once.
#[derive(Clone, Debug)]
pub(super) struct WholeTeam {
    /// The seats whose reps are there all year unless they leave, by rising number.
    seats: Vec<u32>,
    /// Each calendar month's share of the year.
    season: [f64; 12],
    /// The month of a deal.
    season_choice: MonthChoice,
    /// Accounts a seat; 0 without a book.
    accounts: usize,
    /// Of these seats, where no quota is drawn.
    quotas: Option<Vec<Cents>>,
    /// About how many numbers a year of theirs takes.
    numbers_a_year: f64,
}

/// The numbers of a team's seats, those of one after those of the other; their memory is used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// The chosen seats, by rising number; what follows is of them alone. Of several years in sums those of one year
    /// stand after those of the other, and each is a seat of its own.
    numbers: Column<u32>,
    seats: Seats,
    streams: Streams,
    /// By seat: how many words are taken from its stream.
    counts: Column<u32>,
    words: Column<u64>,
    uniforms: Column<f64>,
    /// By seat: what a Poisson count is expected to be.
    means: Column<f64>,
    /// By seat, of the year of the timeline that is drawn.
    attainments: Column<f64>,
    values: Column<f64>,
    cents: Column<i64>,
    months: Column<u8>,
    /// By expansion: the place of its account.
    expanded: Column<u32>,
    /// By expansion: the place of its seat.
    sellers: Column<u32>,
    /// By expansion: the state of its account.
    expanded_states: Column<u8>,
    /// By expansion: what its account is worth, in cents.
    expanded_worths: Column<f64>,
    /// By expansion: whether it is listed.
    marks: Column<u8>,
    shelves: Shelves,
    renewals: Renewals,
    changes: Changes,
    /// Room for chosen seats.
    chosen: Vec<SeatYear>,
}

/// What the draw of a team's year with its ledgers rests on.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub team: &'a Team,
    /// The team's scores and activities among the company's.
    pub places: &'a Places,
    pub timeline: Timeline,
    /// Of the timeline, the plan year last.
    pub years: &'a [YearFactors],
    pub listed: Listed,
}

impl WholeTeam {
    /// None of a team all of whose seats must be drawn one by one.
    pub fn of(company: &Company, team: &Team) -> Option<Self> {
        let stays = |seat: &Seat| {
            let comes_or_goes = seat.start_month.is_some() || seat.end_month.is_some();
            !comes_or_goes && seat.leave.is_none() && seat.quota_change.is_none()
        };
        let seats = (0..).zip(&team.seats).filter(|(_, seat)| stays(seat));
        let seats: Vec<u32> = seats.map(|(number, _)| number).collect();
        let sells_alone = !team.only_credited && company.hand_over.is_none();
        let whole_years = company.simulation.history_months.is_multiple_of(12);
        let is_plain = team.deals.as_ref().is_none_or(|deals| {
            deals.is_plain() && deals.term_months.is_empty() && !(deals.dispersion > 0.0)
        });
        if seats.is_empty() || !(sells_alone && whole_years && is_plain) {
            return None;
        }
        let accounts = match &team.book {
            None => 0,
            Some(book) => {
                let told_apart = book.expansion.as_ref().is_some_and(|e| !e.products.is_empty());
                if told_apart || book.renewal != Renewal::Spread {
                    return None;
                }
                book.accounts.is_constant()?.round().max(0.0) as usize
            }
        };
        let season = season_of(team);
        let season_choice = MonthChoice::new(&season);
        let quotas =
            seats.iter().map(|seat| known_quota(team, Some(&team.seats[*seat as usize]))).collect();
        let numbers_a_year = numbers_a_year(team, &seats, accounts);
        Some(Self { seats, season, season_choice, accounts, quotas, numbers_a_year })
    }

    /// About how many numbers a year of the team takes.
    pub const fn numbers_a_year(&self) -> f64 {
        self.numbers_a_year
    }

    /// Whether all of the team's reps are there all along in every year: then every year can be drawn in sums.
    pub fn is_always_whole(&self, team: &Team) -> bool {
        self.seats.len() == team.seats.len() && leaving(team).is_none()
    }

    /// Draws the year of the seats whose reps are there all year; whether these are all. Of the others nothing is
    /// drawn.
    pub fn draw(&self, setting: Setting<'_>, sheet: &mut Sheet, year: &mut TeamYear) -> bool {
        let Some(plan_year) = setting.years.last() else {
            return false;
        };
        sheet.choose(self, setting.team, plan_year.team);
        let seats = &mut year.seats;
        if sheet.numbers.len() == seats.len() {
            let sums_do = setting.listed == Listed::ForFigures;
            year.is_in_sums = sums_do && setting.years.len() == 1;
            if year.is_in_sums {
                let years = std::slice::from_ref(plan_year);
                self.draw_in_sums(setting.team, years, sheet, &mut year.sums);
            } else {
                self.draw_chosen(setting, plan_year, sheet, seats);
            }
            return true;
        }
        // The seats that are drawn stand side by side meanwhile.
        let mut chosen = std::mem::take(&mut sheet.chosen);
        chosen.resize_with(sheet.numbers.len(), SeatYear::default);
        exchange(&mut chosen, seats, &sheet.numbers);
        self.draw_chosen(setting, plan_year, sheet, &mut chosen);
        exchange(&mut chosen, seats, &sheet.numbers);
        sheet.chosen = chosen;
        false
    }

    fn draw_chosen(
        &self,
        setting: Setting<'_>,
        plan_year: &YearFactors,
        sheet: &mut Sheet,
        seats: &mut [SeatYear],
    ) {
        let Setting { team, timeline, years, .. } = setting;
        let one = std::slice::from_ref(plan_year);
        sheet.turn_to(plan_year);
        sheet.draw_attainments(team, one);
        for (place, year) in seats.iter_mut().enumerate() {
            let seat = &team.seats[sheet.numbers[place] as usize];
            year.ledger.clear(timeline.months());
            year.stints.clear();
            year.stints.push(Stint {
                start: timeline.first(),
                end: timeline.months(),
                newly_hired: false,
                quota: draw_quota(team, Some(seat), sheet.seats.address(place)),
                new_quota: None,
                attainment: sheet.attainments[place],
                number: 0,
            });
        }
        if let Some(book) = &team.book {
            sheet.open_accounts(book, one, self.accounts);
            sheet.shelves.add_nothing();
        }
        for year in years {
            if years.len() > 1 {
                sheet.turn_to(year);
                sheet.draw_attainments(team, std::slice::from_ref(year));
            }
            if let Some(book) = &team.book {
                sheet.expand(book, year, setting, seats);
            }
            match &team.deals {
                Some(deals) => sheet.book_deals(deals, self, year, setting, seats),
                None if team.book.is_none() && team.funnel.is_none() => {
                    sheet.book_in_one_amount(self, year, setting.listed, seats);
                }
                None => {}
            }
            sheet.do_the_rest(setting, year, seats);
        }
        if let Some(book) = &team.book {
            sheet.renew(book, setting, seats);
        }
    }
}

/// About how many numbers a year of these seats takes: what they reach, their deals, their accounts and what these grow by.
fn numbers_a_year(team: &Team, seats: &[u32], accounts: usize) -> f64 {
    let of_team = team.quota.as_ref().map_or(0.0, |quota| quota.mean());
    let deals = team.deals.as_ref().map_or(0.0, |deals| {
        let quota = |seat: &u32| team.seats[*seat as usize].quota.map_or(of_team, Cents::to_f64);
        seats.iter().map(|seat| quota(seat) / deals.mean_size()).sum()
    });
    let expansion = team.book.as_ref().and_then(|book| book.expansion.as_ref());
    let an_account = 1.0 + expansion.map_or(0.0, |expansion| expansion.per_year);
    deals + seats.len() as f64 * (1.0 + accounts as f64 * an_account)
}

/// Has the seats of these numbers and the chosen ones, in their order, change places.
fn exchange(chosen: &mut [SeatYear], seats: &mut [SeatYear], numbers: &[u32]) {
    for (place, number) in chosen.iter_mut().zip(numbers) {
        std::mem::swap(place, &mut seats[*number as usize]);
    }
}

impl Sheet {
    /// Whether a seat, by its number in the team, was drawn.
    pub fn has(&self, number: usize) -> bool {
        self.numbers.binary_search(&(number as u32)).is_ok()
    }

    /// Chooses the seats whose reps are there all year.
    fn choose(&mut self, whole: &WholeTeam, team: &Team, address: Address) {
        let Some((log_stay, _)) = leaving(team) else {
            self.numbers.of_length(whole.seats.len()).copy_from_slice(&whole.seats);
            return;
        };
        self.seats.turn_to(address, whole.seats.iter().copied());
        self.draw_first_words(Purpose::Turnover, whole.seats.len());
        let numbers = self.numbers.of_length(whole.seats.len());
        let mut chosen = 0;
        for (number, word) in whole.seats.iter().zip(&*self.words) {
            numbers[chosen] = *number;
            let leaves = months_stayed(unit_of_word(*word), log_stay) < 12.0;
            chosen += usize::from(!leaves);
        }
        self.numbers.of_length(chosen);
    }

    /// Turns to the chosen seats in one year.
    fn turn_to(&mut self, year: &YearFactors) {
        self.seats.turn_to(year.team, self.numbers.iter().copied());
    }

    /// What is drawn seat by seat in any case: meetings, activities and scores.
    fn do_the_rest(&self, setting: Setting<'_>, year: &YearFactors, seats: &mut [SeatYear]) {
        let Setting { team, places, .. } = setting;
        if team.funnel.is_none() && team.activities.is_empty() && team.scores.is_empty() {
            return;
        }
        for (place, seat) in seats.iter_mut().enumerate() {
            let SeatYear { stints, ledger } = seat;
            let (Some(stint), rep) = (stints.first(), self.seats.address(place)) else {
                continue;
            };
            let from = (year.start, 0);
            if let Some(funnel) = &team.funnel {
                let rate = funnel.meetings * self.attainments[place] * year.market.demand;
                funnel::hold_meetings(ledger, funnel, stint, from, &[rate; 12], rep);
            }
            if !team.activities.is_empty() {
                let activities = (&*team.activities, &*places.activities);
                activities::count(ledger, activities, year.start, &[1.0; 12], rep);
            }
            scores::score(ledger, (&team.scores, &places.scores), stint, from, rep);
        }
    }

    /// Seats of each of so many years, at least 1.
    fn seats_a_year(&self, years: &[YearFactors]) -> usize {
        (self.numbers.len() / years.len().max(1)).max(1)
    }

    /// What each rep reaches in the years whose seats are at hand. What is known of a rep is known of every year.
    fn draw_attainments(&mut self, team: &Team, years: &[YearFactors]) {
        let seats = self.numbers.len();
        let a_year = self.seats_a_year(years);
        self.attainments.of_length(seats);
        if team.attainment_correlation > 0.0 {
            let of_years = self.attainments.chunks_mut(a_year).zip(years).enumerate();
            for (number, (of_year, year)) in of_years {
                for (attainment, seat) in of_year.iter_mut().zip(number * a_year..) {
                    *attainment = draw_attainment(team, self.seats.address(seat), year.team_factor);
                }
            }
        } else {
            self.draw_first_words(Purpose::Attainment, seats);
            team.attainment.at_words(&self.words, &mut self.attainments);
            self.attainments.iter_mut().for_each(|attainment| *attainment = attainment.max(0.0));
        }
        for (number, attainment) in self.numbers.iter().zip(&mut *self.attainments) {
            if let Some(known) = team.seats[*number as usize].attainment {
                *attainment = known.max(0.0);
            }
        }
    }

    /// Draws words of each seat's stream for a purpose, as many as the counts at hand say.
    fn draw_words(&mut self, purpose: Purpose) {
        self.seats.open(purpose, &mut self.streams);
        let all: u32 = self.counts.iter().sum();
        let words = self.words.with_room_behind(all as usize, Streams::ROOM);
        self.streams.words(&self.counts, words);
    }

    /// Draws the first word of each of so many seats' streams for a purpose.
    fn draw_first_words(&mut self, purpose: Purpose, seats: usize) {
        self.seats.open(purpose, &mut self.streams);
        self.streams.first_words(self.words.of_length(seats));
    }

    /// Draws a Poisson count a seat, of the means at hand: the counts at hand from now on.
    fn draw_counts(&mut self, purpose: Purpose) {
        let seats = self.means.len();
        self.draw_first_words(purpose, seats);
        let uniforms = self.uniforms.of_length(self.words.len());
        for (word, uniform) in self.words.iter().zip(uniforms) {
            *uniform = unit_of_word(*word);
        }
        crate::distribution::poisson_counts(
            &self.uniforms,
            &self.means,
            self.counts.of_length(seats),
        );
    }

    /// Draws a value for each of the counts at hand.
    fn draw_values(&mut self, purpose: Purpose, law: &crate::distribution::Distribution) {
        self.draw_words(purpose);
        law.at_words(&self.words, self.values.of_length(self.words.len()));
    }
}

/// The event of a sale.
fn sale(kind: Kind, month: usize, account: u32, amount: i64) -> Event {
    let (month, amount) = (month as u16, Cents(amount));
    Event { month, kind, term_months: 0, traits: Traits::NONE, account, amount }
}

/// The same of new business, which belongs to no account.
fn new_business(month: usize, amount: i64) -> Event {
    sale(Kind::New, month, NO_ACCOUNT, amount)
}

/// Dollars that become cents as [`super::to_cents`] makes them.
fn to_cents(dollars: &[f64], cents: &mut [i64]) {
    let mut beyond = 0;
    round_small(dollars, cents, &mut beyond);
    if beyond > 0 {
        cents.iter_mut().zip(dollars).for_each(|(cents, d)| *cents = super::to_cents(*d).0);
    }
}

/// Numbers below this are rounded by adding [`SHIFT`], see `round_cents`.
const SMALL: f64 = 2_251_799_813_685_248.0;
const SHIFT: f64 = 6_755_399_441_055_744.0;

wide! {
    /// Small numbers are rounded; whether some are not small.
    fn[256] round_small(dollars: &[f64], cents: &mut [i64], beyond: &mut u64) {
        let mut any_beyond = 0;
        for (dollars, cents) in dollars.iter().zip(cents) {
            let exact = dollars * 100.0;
            any_beyond |= u64::from(!(exact.abs() < SMALL));
            *cents = (exact + SHIFT).to_bits() as i64 - SHIFT.to_bits() as i64;
        }
        *beyond = any_beyond;
    }
}
