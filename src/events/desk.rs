//! The draw of one seat: the reps who hold it in turn, and what each of them does.

use std::borrow::Cow;

use super::book::{Growth, Shelf};
use super::bookings::{Expected, book_deals, book_in_one_amount};
use super::counter::Counter;
use super::month_choice::MonthChoice;
use super::people::{draw_stints, presence, skill};
use super::simulator::{TeamFacts, YearFactors};
use super::so_far::Rest;
use super::{Ledger, Listed, SeatYear, Stint, Timeline, activities, funnel, scores};
use crate::company::{Seat, Team};

/// What is at hand while the seats of a team are drawn.
pub(super) struct Desk<'a> {
    /// Of the timeline.
    pub timeline: Timeline,
    pub team: &'a Team,
    pub facts: &'a TeamFacts,
    /// An account's chance to churn in the plan year.
    pub churns: f64,
    /// Months that accounts stay with this team before they are handed over, if they are.
    pub stays: Option<usize>,
    /// The months that are left, where some of the year are over.
    pub rest: Option<&'a Rest<'a>>,
    /// The account number of the seat's next deal, where deals become accounts.
    pub next_account: Option<u32>,
    pub years: &'a [YearFactors],
    pub shelf: &'a mut Shelf,
    pub sizes: &'a mut Vec<f64>,
    pub months: &'a mut Vec<u16>,
}

impl<'a> Desk<'a> {
    /// Draws one seat, by its number in the team.
    pub fn draw_seat(&mut self, seat: &Seat, number: u32, seat_year: &mut SeatYear) {
        let years = self.years;
        let Some(plan_year) = years.last() else {
            return;
        };
        let timeline = self.timeline;
        let SeatYear { stints, ledger } = seat_year;
        let rest = self.rest;
        match rest {
            None => ledger.clear(timeline.months()),
            Some(rest) => ledger.take_up(rest.ledger(number as usize)),
        }
        draw_stints(
            self.team,
            (seat, number),
            (timeline, rest),
            plan_year.team,
            plan_year.team_factor,
            stints,
        );
        let book_address = plan_year.team.rep(number, 0);
        if let Some(book) = &self.team.book {
            match rest {
                None => self.shelf.open(book, self.churns, book_address),
                Some(rest) => {
                    let ahead = (rest.accounts(number as usize), rest.over());
                    self.shelf.take_up(book, self.churns, &ledger.accounts, ahead, book_address);
                }
            }
        }
        self.next_account = self.stays.map(|_| ledger.accounts.len() as u32);
        for stint in &*stints {
            for year in years {
                let is_plan_year = year.start == plan_year.start;
                self.work(seat, number, stint, year, is_plan_year, ledger);
            }
        }
        if let Some(book) = &self.team.book {
            match rest {
                None => self.shelf.renew(book, ledger, timeline, book_address),
                Some(_) => self.shelf.renew_rest(book, ledger, timeline, book_address),
            }
        }
        if stints.len() > 1 {
            ledger.scores.sort_by_key(|score| score.month);
        }
    }

    /// A rep's own doing in one year of the timeline.
    fn work(
        &mut self,
        seat: &Seat,
        number: u32,
        stint: &Stint,
        year: &YearFactors,
        is_plan_year: bool,
        ledger: &mut Ledger,
    ) {
        // Months that are over are those of the plan year, the only one that is then drawn.
        let over = self.rest.map_or(0, Rest::over);
        if stint.end <= year.start + over || stint.start >= year.start + 12 {
            return;
        }
        let team = self.team;
        let rep = year.team.rep(number, stint.number);
        let attainment = skill(team, seat, stint, year.team_factor, rep, is_plan_year);
        // Known leave is that of the person there at first.
        let leave = seat.leave.filter(|_| is_plan_year && stint.number == 0);
        let by_month = |of: &dyn Fn(usize) -> f64| -> [f64; 12] {
            std::array::from_fn(|m| match presence(team, stint, leave, year.start, m) {
                present if m >= over && present != 0.0 => of(m) * present,
                _ => 0.0,
            })
        };
        // Months of a rep who is there all year, fully ramped, are chosen by what was worked out once.
        let standard = over == 0
            && !stint.newly_hired
            && stint.holds(year.start)
            && stint.holds(year.start + 11)
            && leave.is_none();
        let choice_of = |ready: &'a MonthChoice, weights: &[f64; 12]| {
            if standard { Cow::Borrowed(ready) } else { Cow::Owned(MonthChoice::new(weights)) }
        };
        if let Some(book) = &team.book
            && let Some(expansion) = &book.expansion
        {
            let monthly = expansion.per_year / 12.0 * attainment * year.market.expansion;
            let rates = if standard { [monthly; 12] } else { by_month(&|_| monthly) };
            let choice = &*choice_of(&self.facts.even_choice, &rates);
            let growth = Growth {
                year_start: year.start,
                rates: &rates,
                choice,
                products: &self.facts.places.expansions,
            };
            self.shelf.expand(book, ledger, self.timeline, &growth, rep);
        }
        if let Some(funnel) = &team.funnel {
            let rates = by_month(&|_| funnel.meetings * attainment * year.market.demand);
            funnel::hold_meetings(ledger, funnel, stint, (year.start, over), &rates, rep);
        }
        let nothing_else = team.book.is_none() && team.funnel.is_none() && !team.only_credited;
        if team.deals.is_some() || nothing_else {
            let season = &self.facts.season;
            let standard = standard && stint.new_quota.is_none();
            let shares = if standard {
                *season
            } else {
                by_month(&|m| season[m] * stint.quota_share_in(year.start + m))
            };
            let first = stint.start.max(year.start + over) - year.start;
            let last = stint.end.min(year.start + 12) - year.start;
            let choice = &*if standard {
                Cow::Borrowed(&self.facts.season_choice)
            } else {
                Cow::Owned(MonthChoice::new(&shares))
            };
            let expected = Expected {
                year_start: year.start,
                months: first..last,
                yearly: stint.largest_quota().to_f64() * attainment * year.market.demand,
                shares: &shares,
                choice,
            };
            match &team.deals {
                Some(deals) => {
                    let mut counter = Counter {
                        products: &self.facts.places.products,
                        next_account: self.next_account,
                        rep_leaves: stint.end,
                        stays: self.stays.unwrap_or(usize::MAX),
                    };
                    let plain = deals.is_plain() && self.next_account.is_none();
                    let special = (!plain).then_some(&mut counter);
                    book_deals(ledger, deals, &expected, rep, special, self.sizes, self.months);
                    self.next_account = counter.next_account;
                }
                None => book_in_one_amount(ledger, &expected, Listed::All),
            }
        }
        if !team.activities.is_empty() {
            let productivity = by_month(&|_| 1.0);
            let activities = (&*team.activities, &*self.facts.places.activities);
            activities::count(ledger, activities, year.start, &productivity, rep);
        }
        let scores = (&*team.scores, &*self.facts.places.scores);
        scores::score(ledger, scores, stint, (year.start, over), rep);
    }
}
