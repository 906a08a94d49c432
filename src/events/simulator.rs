//! Draws the synthetic years of a company.

use super::book::{Shelf, expected_churn};
use super::bookings::season_of;
use super::desk::Desk;
use super::exchange::draw_rates;
use super::keepers::Keepers;
use super::month_choice::MonthChoice;
use super::names::Places;
use super::people::draw_team_factor;
use super::so_far::Rest;
use super::whole_team::{self, Sheet, WholeTeam};
use super::{Ledger, Listed, MarketYear, Names, SoFar, Stint, Sums, Timeline, crediting};
use crate::company::{Company, Team};
use crate::money::Decimal6;
use crate::random::{Address, Purpose, Purposes};

/// Draws years of a company. Any year can be drawn alone and again.
#[derive(Clone, Debug)]
pub struct Simulator<'a> {
    company: &'a Company,
    timeline: Timeline,
    teams: Vec<TeamFacts>,
    /// Reps are credited with what others sell.
    shares_credit: bool,
    /// By team, how it is drawn as a whole, where it can be.
    pub(super) whole: Vec<Option<WholeTeam>>,
    /// The months of the year that are over, if any.
    so_far: Option<&'a SoFar>,
}

/// What is worked out once a team.
#[derive(Clone, Debug)]
pub(super) struct TeamFacts {
    /// Each calendar month's share of the year.
    pub season: [f64; 12],
    /// The month of a deal of a rep who is there all year, fully ramped.
    pub season_choice: MonthChoice,
    /// The month of an expansion of such a rep.
    pub even_choice: MonthChoice,
    /// The team's scores, products and activities among the company's.
    pub places: Places,
}

/// One synthetic year; its memory is used again for the next.
#[derive(Clone, Debug, Default)]
pub struct CompanyYear {
    /// In the order of the company's teams.
    pub teams: Vec<TeamYear>,
    /// Rates of exchange, in the order of the company's, each by calendar month.
    pub exchange: Vec<[Decimal6; 12]>,
    scratch: Scratch,
}

impl CompanyYear {
    /// Has nobody leave but who is known to: the year as it looks before anybody does.
    pub fn with_nobody_leaving(&mut self, company: &Company, timeline: Timeline) {
        for (team, year) in company.teams.iter().zip(&mut self.teams) {
            for (seat, year) in team.seats.iter().zip(&mut year.seats) {
                year.stints.truncate(1);
                if let Some(stint) = year.stints.first_mut() {
                    let known = seat.end_month.map(|month| timeline.plan_year() + month + 1);
                    stint.end = known.unwrap_or(timeline.months());
                }
            }
        }
    }
}

/// A team's year.
#[derive(Clone, Debug, Default)]
pub struct TeamYear {
    /// In the order of the team's seats.
    pub seats: Vec<SeatYear>,
    /// The year is drawn in sums, and the seats are those of an earlier one; see [`Listed::ForFigures`].
    pub is_in_sums: bool,
    /// The year in sums, where it is.
    pub sums: Sums,
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
    years: Vec<YearFactors>,
    keepers: Keepers,
    given: Vec<f64>,
    tools: Tools,
}

/// Memory for the draw of a team.
#[derive(Clone, Debug, Default)]
struct Tools {
    sizes: Vec<f64>,
    months: Vec<u16>,
    shelf: Shelf,
    sheet: Sheet,
}

/// The factors of one year of the timeline.
#[derive(Clone, Copy, Debug)]
pub(super) struct YearFactors {
    /// First month of that year.
    pub start: usize,
    pub address: Address,
    pub market: MarketYear,
    /// The latent normal numbers of its factors, where months of the year are over; else 0.
    latent: [f64; 3],
    /// The address of the team that is being drawn, and its reps' common factor.
    pub team: Address,
    pub team_factor: f64,
    /// The chance of one of its accounts to churn in the year; 0 without a book.
    pub churns: f64,
}

impl YearFactors {
    /// Turns to a team.
    pub fn turn_to(&mut self, team: &Team) {
        self.team = self.address.team(&team.name);
        self.team_factor = draw_team_factor(team, self.team);
        let churn = self.market.churn;
        self.churns = team.book.as_ref().map_or(0.0, |book| expected_churn(book, churn));
    }
}

impl<'a> Simulator<'a> {
    /// For a company, with the history it asks for.
    pub fn new(company: &'a Company) -> Self {
        let names = Names::of(company);
        let facts = |team: &Team| {
            let season = season_of(team);
            TeamFacts {
                season,
                season_choice: MonthChoice::new(&season),
                even_choice: MonthChoice::new(&[1.0; 12]),
                places: names.places_of(team),
            }
        };
        Self {
            company,
            timeline: Timeline::new(company.simulation.history_months),
            teams: company.teams.iter().map(facts).collect(),
            shares_credit: crediting::is_shared(company),
            whole: company.teams.iter().map(|team| WholeTeam::of(company, team)).collect(),
            so_far: None,
        }
    }

    /// For a company of whose year some months are over: they are the same in every year, and what was before the
    /// plan year is what the file says. The company neither hands accounts over nor shares credit.
    pub fn going_on(company: &'a Company, so_far: &'a SoFar) -> Self {
        let whole = vec![None; company.teams.len()];
        Self { timeline: so_far.timeline(), so_far: Some(so_far), whole, ..Self::new(company) }
    }

    /// The months of a year, history included.
    pub const fn timeline(&self) -> Timeline {
        self.timeline
    }

    pub(super) const fn company(&self) -> &'a Company {
        self.company
    }

    /// Whether a year is its plan year, of which nothing is over, and every team's year is drawn by itself.
    pub(super) fn draws_plan_years_alone(&self) -> bool {
        let by_itself = !self.shares_credit && self.company.hand_over.is_none();
        by_itself && self.so_far.is_none() && self.timeline.history_years() == 0
    }

    /// The market of synthetic year `number` (from 0).
    pub fn market(&self, number: u64) -> MarketYear {
        let plan_year = Address::year(self.company.simulation.seed, number);
        self.factors(plan_year, self.timeline.history_years()).market
    }

    /// Draws synthetic year `number` (from 0).
    pub fn draw(&self, number: u64, year: &mut CompanyYear) {
        self.draw_listing(number, &[], Purposes::NONE, year);
    }

    /// The same, with what the ledgers of each team need list: by team, all of it where nothing is said.
    pub fn draw_listed(&self, number: u64, listed: &[Listed], year: &mut CompanyYear) {
        self.draw_listing(number, listed, Purposes::NONE, year);
    }

    /// Draws synthetic year `number` (from 0) with what `from_twin` decides taken from its twin, an independent
    /// year of the same company: no purpose gives the year itself, all of them the twin.
    pub fn draw_hybrid(&self, number: u64, from_twin: Purposes, year: &mut CompanyYear) {
        self.draw_listing(number, &[], from_twin, year);
    }

    /// Draws the seats of a team: as a whole those for which it can be done, the others one by one.
    fn draw_seats(
        &self,
        t: usize,
        (years, rest): (&[YearFactors], Option<&Rest<'_>>),
        listed: Listed,
        tools: &mut Tools,
        team_year: &mut TeamYear,
    ) {
        let (team, timeline) = (&self.company.teams[t], self.timeline);
        team_year.seats.resize_with(team.seats.len(), SeatYear::default);
        team_year.is_in_sums = false;
        let facts = &self.teams[t];
        let Tools { sizes, months, shelf, sheet } = tools;
        let whole = self.whole[t].as_ref();
        if let Some(whole) = whole {
            let places = &facts.places;
            let setting = whole_team::Setting { team, places, timeline, years, listed };
            if whole.draw(setting, sheet, team_year) {
                return;
            }
        }
        let sells = self.company.hand_over.filter(|hand_over| hand_over.from == t);
        let stays = sells.map(|hand_over| hand_over.after_months);
        let mut desk = Desk {
            timeline,
            team,
            facts,
            churns: years.last().map_or(0.0, |year| year.churns),
            stays,
            rest,
            next_account: None,
            years,
            shelf,
            sizes,
            months,
        };
        let seats = team.seats.iter().zip(&mut team_year.seats);
        for (number, (seat, seat_year)) in seats.enumerate() {
            if whole.is_none() || !sheet.has(number) {
                desk.draw_seat(seat, number as u32, seat_year);
            }
        }
    }

    fn draw_listing(
        &self,
        number: u64,
        listed: &[Listed],
        from_twin: Purposes,
        year: &mut CompanyYear,
    ) {
        let plan_year = Address::year(self.company.simulation.seed, number).with_twins(from_twin);
        year.teams.resize_with(self.company.teams.len(), TeamYear::default);
        draw_rates(&self.company.exchange, plan_year, &mut year.exchange);
        let Scratch { years, keepers, given, tools } = &mut year.scratch;
        years.clear();
        let last = self.timeline.history_years();
        let first = if self.so_far.is_some() { last } else { 0 };
        years.extend((first..=last).map(|y| self.factors(plan_year, y)));
        for (t, team) in self.company.teams.iter().enumerate() {
            for year in &mut *years {
                year.turn_to(team);
            }
            let rest = match (self.so_far, years.last_mut()) {
                (Some(so_far), Some(year)) => {
                    let own = || draw_team_factor(team, year.team);
                    let is_shared = team.attainment_correlation > 0.0;
                    year.team_factor = so_far.team_factor(t, year.latent, own, is_shared);
                    Some(so_far.rest(t, year.market, year.team_factor, given))
                }
                _ => None,
            };
            // Credit that is shared is taken from single events.
            let listed = listed.get(t).filter(|_| !self.shares_credit);
            let listed = listed.copied().unwrap_or_default();
            let drawn = (&**years, rest.as_ref());
            self.draw_seats(t, drawn, listed, tools, &mut year.teams[t]);
        }
        if let Some(terms) = self.company.hand_over {
            let products = &*self.teams[terms.to].places.expansions;
            keepers.take_over(
                self.company,
                (terms, products),
                self.timeline,
                years,
                &mut year.teams,
            );
        }
        if self.shares_credit {
            crediting::credit_others(self.company, plan_year, &mut year.teams);
        }
        if let Some(so_far) = self.so_far {
            so_far.tell(year);
        }
    }

    pub(super) fn factors(&self, plan_year: Address, year: usize) -> YearFactors {
        let address = match self.timeline.years_back(year) {
            0 => plan_year,
            back => plan_year.history(back as u64),
        };
        let (market, latent) = match self.so_far {
            Some(so_far) => so_far.market(self.company, address.open(Purpose::Market)),
            None => (MarketYear::draw(&self.company.market, address), [0.0; 3]),
        };
        let (team, team_factor, churns) = (address, 0.0, 0.0);
        YearFactors { start: 12 * year, address, market, latent, team, team_factor, churns }
    }
}
