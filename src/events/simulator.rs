//! Draws the synthetic years of a company.

use std::borrow::Cow;

use super::book::{Growth, Shelf, expected_churn};
use super::bookings::{Expected, book_deals, book_in_one_amount, season_of};
use super::counter::Counter;
use super::exchange::draw_rates;
use super::keepers::Keepers;
use super::month_choice::MonthChoice;
use super::names::Places;
use super::people::{draw_stints, draw_team_factor, presence, skill};
use super::so_far::Rest;
use super::whole_team::{self, Sheet, WholeTeam};
use super::{
    Ledger, Listed, MarketYear, Names, SoFar, Stint, Timeline, activities, crediting, funnel,
    scores,
};
use crate::company::{Company, Seat, Team};
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
struct TeamFacts {
    /// Each calendar month's share of the year.
    season: [f64; 12],
    /// The month of a deal of a rep who is there all year, fully ramped.
    season_choice: MonthChoice,
    /// The month of an expansion of such a rep.
    even_choice: MonthChoice,
    /// The team's scores, products and activities among the company's.
    places: Places,
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
    years: Vec<YearFactors>,
    keepers: Keepers,
    given: Vec<f64>,
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
}

impl YearFactors {
    /// Turns to a team.
    pub fn turn_to(&mut self, team: &Team) {
        self.team = self.address.team(&team.name);
        self.team_factor = draw_team_factor(team, self.team);
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

    /// Whether no team's year rests on another team's, so that [`Self::draw_team`] draws it.
    pub fn draws_teams_apart(&self) -> bool {
        let one_currency = self.company.exchange.is_empty();
        one_currency && !self.shares_credit && self.whole.iter().all(Option::is_some)
    }

    /// Draws one team's part of synthetic year `number` (from 0) as [`Self::draw_listed`] does, where teams are drawn
    /// apart.
    pub fn draw_team(&self, number: u64, team: usize, listed: Listed, year: &mut CompanyYear) {
        let Some(whole) = &self.whole[team] else {
            return;
        };
        year.teams.resize_with(self.company.teams.len(), TeamYear::default);
        let Scratch { years, sheet, .. } = &mut year.scratch;
        let plan_year = Address::year(self.company.simulation.seed, number);
        years.clear();
        years.extend((0..=self.timeline.history_years()).map(|y| self.factors(plan_year, y)));
        let of_company = &self.company.teams[team];
        years.iter_mut().for_each(|year| year.turn_to(of_company));
        let seats = &mut year.teams[team].seats;
        self.draw_whole(whole, of_company, (years, listed), sheet, seats);
    }

    fn draw_whole(
        &self,
        whole: &WholeTeam,
        team: &Team,
        (years, listed): (&[YearFactors], Listed),
        sheet: &mut Sheet,
        seats: &mut Vec<SeatYear>,
    ) {
        seats.resize_with(team.seats.len(), SeatYear::default);
        let market_churn = years.last().map_or(1.0, |year| year.market.churn);
        let churns = team.book.as_ref().map_or(0.0, |book| expected_churn(book, market_churn));
        let timeline = self.timeline;
        let setting = whole_team::Setting { team, timeline, years, churns, listed };
        whole.draw(setting, sheet, seats);
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
        let Scratch { shelf, sizes, months, years, keepers, given, sheet } = &mut year.scratch;
        years.clear();
        let last = self.timeline.history_years();
        let first = if self.so_far.is_some() { last } else { 0 };
        years.extend((first..=last).map(|y| self.factors(plan_year, y)));
        for (t, team) in self.company.teams.iter().enumerate() {
            for year in &mut *years {
                year.turn_to(team);
            }
            if let Some(whole) = &self.whole[t] {
                // Credit that is shared is taken from single events.
                let listed = listed.get(t).filter(|_| !self.shares_credit);
                let listed = listed.copied().unwrap_or_default();
                self.draw_whole(whole, team, (years, listed), sheet, &mut year.teams[t].seats);
                continue;
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
            let seats = &mut year.teams[t].seats;
            seats.resize_with(team.seats.len(), SeatYear::default);
            let market_churn = years.last().map_or(1.0, |year| year.market.churn);
            let churns = team.book.as_ref().map_or(0.0, |book| expected_churn(book, market_churn));
            let facts = &self.teams[t];
            let sells = self.company.hand_over.filter(|hand_over| hand_over.from == t);
            let stays = sells.map(|hand_over| hand_over.after_months);
            let mut desk = Desk {
                simulator: self,
                team,
                facts,
                churns,
                stays,
                rest: rest.as_ref(),
                next_account: None,
                years,
                shelf,
                sizes,
                months,
            };
            for (number, (seat, seat_year)) in team.seats.iter().zip(seats).enumerate() {
                desk.draw_seat(seat, number as u32, seat_year);
            }
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

    fn factors(&self, plan_year: Address, year: usize) -> YearFactors {
        let address = match self.timeline.years_back(year) {
            0 => plan_year,
            back => plan_year.history(back as u64),
        };
        let (market, latent) = match self.so_far {
            Some(so_far) => so_far.market(self.company, address.open(Purpose::Market)),
            None => (MarketYear::draw(&self.company.market, address), [0.0; 3]),
        };
        YearFactors { start: 12 * year, address, market, latent, team: address, team_factor: 0.0 }
    }
}

/// What is at hand while the seats of a team are drawn.
struct Desk<'a> {
    simulator: &'a Simulator<'a>,
    team: &'a Team,
    facts: &'a TeamFacts,
    /// An account's chance to churn in the plan year.
    churns: f64,
    /// Months that accounts stay with this team before they are handed over, if they are.
    stays: Option<usize>,
    /// The months that are left, where some of the year are over.
    rest: Option<&'a Rest<'a>>,
    /// The account number of the seat's next deal, where deals become accounts.
    next_account: Option<u32>,
    years: &'a [YearFactors],
    shelf: &'a mut Shelf,
    sizes: &'a mut Vec<f64>,
    months: &'a mut Vec<u16>,
}

impl<'a> Desk<'a> {
    fn draw_seat(&mut self, seat: &Seat, number: u32, seat_year: &mut SeatYear) {
        let years = self.years;
        let Some(plan_year) = years.last() else {
            return;
        };
        let timeline = self.simulator.timeline;
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
            self.shelf.expand(book, ledger, self.simulator.timeline, &growth, rep);
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
