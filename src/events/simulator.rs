//! Draws the synthetic years of a company.

use super::bookings::{Expected, book_deals, book_in_one_amount};
use super::book::{Shelf, expansion_rates};
use super::people::{draw_attainment, draw_stints, draw_team_factor};
use super::{Ledger, MarketYear, Stint, Timeline, funnel, scores};
use crate::company::{Company, Seat, Team};
use crate::random::Address;

/// Draws years of a company. Any year can be drawn alone and again.
#[derive(Clone, Debug)]
pub struct Simulator<'a> {
    company: &'a Company,
    timeline: Timeline,
    /// By team: each calendar month's share of the year.
    seasons: Vec<[f64; 12]>,
}

/// One synthetic year; its memory is used again for the next.
#[derive(Clone, Debug, Default)]
pub struct CompanyYear {
    /// In the order of the company's teams.
    pub teams: Vec<TeamYear>,
    scratch: Scratch,
}

/// A team's year.
#[derive(Clone, Debug, Default)]
pub struct TeamYear {
    /// In the order of the team's seats.
    pub seats: Vec<SeatYear>,
}

/// A seat's year: who held it, and what happened.
#[derive(Clone, Debug, Default)]
pub struct SeatYear {
    /// The reps in turn.
    pub stints: Vec<Stint>,
    /// What happened.
    pub ledger: Ledger,
}

#[derive(Clone, Debug, Default)]
struct Scratch {
    sizes: Vec<f64>,
    months: Vec<u16>,
    shelf: Shelf,
}

/// The factors of one year of the timeline.
struct YearFactors {
    /// First month of that year.
    start: usize,
    address: Address,
    market: MarketYear,
    team_factor: f64,
}

impl<'a> Simulator<'a> {
    /// For a company, with the history it asks for.
    pub fn new(company: &'a Company) -> Self {
        let seasons = company
            .teams
            .iter()
            .map(|team| {
                let total: f64 = team.seasonality.iter().map(|w| w.to_f64()).sum();
                team.seasonality.map(|w| w.to_f64() / total)
            })
            .collect();
        Self { company, timeline: Timeline::new(company.simulation.history_months), seasons }
    }

    /// The months of a year, history included.
    pub const fn timeline(&self) -> Timeline {
        self.timeline
    }

    /// Draws synthetic year `number` (from 0).
    pub fn draw(&self, number: u64, year: &mut CompanyYear) {
        let plan_year = Address::year(self.company.simulation.seed, number);
        year.teams.resize_with(self.company.teams.len(), TeamYear::default);
        let scratch = &mut year.scratch;
        for (t, team) in self.company.teams.iter().enumerate() {
            let seats = &mut year.teams[t].seats;
            seats.resize_with(team.seats.len(), SeatYear::default);
            let years: Vec<YearFactors> = (0..=self.timeline.history_years())
                .map(|y| self.factors(team, plan_year, y))
                .collect();
            for (s, (seat, seat_year)) in team.seats.iter().zip(seats).enumerate() {
                self.draw_seat(team, &self.seasons[t], seat, s as u32, &years, seat_year, scratch);
            }
        }
    }

    fn factors(&self, team: &Team, plan_year: Address, year: usize) -> YearFactors {
        let address = match self.timeline.years_back(year) {
            0 => plan_year,
            back => plan_year.history(back as u64),
        };
        let team_address = address.team(&team.name);
        YearFactors {
            start: 12 * year,
            address: team_address,
            market: MarketYear::draw(&self.company.market, address),
            team_factor: draw_team_factor(team, team_address),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one call, each argument a thing of its own")]
    fn draw_seat(
        &self,
        team: &Team,
        season: &[f64; 12],
        seat: &Seat,
        number: u32,
        years: &[YearFactors],
        seat_year: &mut SeatYear,
        scratch: &mut Scratch,
    ) {
        let Some(plan_year) = years.last() else { return };
        let SeatYear { stints, ledger } = seat_year;
        ledger.clear(self.timeline.months());
        draw_stints(team, seat, number, self.timeline, plan_year.address, plan_year.team_factor, stints);
        let book_address = plan_year.address.rep(number, 0);
        if let Some(book) = &team.book {
            scratch.shelf.open(book, ledger, self.timeline, plan_year.market.churn, book_address);
        }
        for stint in &*stints {
            for year in years {
                self.work(team, season, seat, number, stint, year, plan_year.start, ledger, scratch);
            }
        }
        if let Some(book) = &team.book {
            scratch.shelf.renew(book, ledger, self.timeline, book_address);
        }
        if stints.len() > 1 {
            ledger.scores.sort_by_key(|score| score.month);
        }
    }

    /// A rep's own doing in one year of the timeline.
    #[expect(clippy::too_many_arguments, reason = "one call, each argument a thing of its own")]
    fn work(
        &self,
        team: &Team,
        season: &[f64; 12],
        seat: &Seat,
        number: u32,
        stint: &Stint,
        year: &YearFactors,
        plan_year_start: usize,
        ledger: &mut Ledger,
        scratch: &mut Scratch,
    ) {
        if stint.end <= year.start || stint.start >= year.start + 12 {
            return;
        }
        let rep = year.address.rep(number, stint.number);
        // History draws its own attainment; a known one stays what it is.
        let attainment = match (year.start == plan_year_start, seat.attainment) {
            (false, None) => draw_attainment(team, rep, year.team_factor),
            _ => stint.attainment,
        };
        let productivity = |month: usize| match stint.tenure(month) {
            Some(tenure) => team.ramp.productivity.get(tenure).copied().unwrap_or(1.0),
            None => 1.0,
        };
        let by_month = |of: &dyn Fn(usize) -> f64| -> [f64; 12] {
            std::array::from_fn(|m| {
                let month = year.start + m;
                if stint.holds(month) { of(m) * productivity(month) } else { 0.0 }
            })
        };
        if let (Some(book), Some(expansion)) =
            (&team.book, team.book.as_ref().and_then(|b| b.expansion.as_ref()))
        {
            let rates = expansion_rates(
                expansion.per_year,
                attainment,
                year.market.expansion,
                stint,
                year.start,
                productivity,
            );
            scratch.shelf.expand(book, ledger, self.timeline, year.start, &rates, rep);
        }
        if let Some(funnel) = &team.funnel {
            let rates = by_month(&|_| funnel.meetings * attainment * year.market.demand);
            funnel::hold_meetings(ledger, funnel, stint, year.start, &rates, rep);
        }
        if team.deals.is_some() || (team.book.is_none() && team.funnel.is_none()) {
            let shares = by_month(&|m| season[m]);
            let first = stint.start.max(year.start) - year.start;
            let last = stint.end.min(year.start + 12) - year.start;
            let expected = Expected {
                year_start: year.start,
                months: first..last,
                yearly: stint.quota.to_f64() * attainment * year.market.demand,
                shares: &shares,
            };
            match &team.deals {
                Some(deals) => {
                    book_deals(ledger, deals, &expected, rep, &mut scratch.sizes, &mut scratch.months);
                }
                None => book_in_one_amount(ledger, &expected),
            }
        }
        scores::score(ledger, &team.scores, stint, year.start, rep);
    }
}
