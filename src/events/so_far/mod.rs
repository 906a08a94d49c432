//! A year of which some months are over: what happened in them, and what that says of the months that are left.
//!
//! ```text
//! ledgers of the months that are over ─► evidence of each rep ─► belief of each team ─┬─► belief of the market
//!                │                                                                    │
//!                └────────── the year goes on from here: drawn as ever, through what is believed
//! ```
//!
//! What happened is the same in every synthetic year. What is left is drawn from the model, given what happened:
//! by Bayes' rule the year's market, the teams' factors and each rep's attainment are what made these results, with
//! the chances that the model gives them. A year's own random numbers go through these beliefs in place of the
//! priors, so the same seed draws the same streams with and without such a file.
//!
//! Evidence of a rep is how many deals, meetings or expansions there were; of the market's churn how many accounts
//! left at their renewals. Sizes, scores and activities say nothing of attainment in the model.

mod accounts;
mod cells;
mod evidence;
mod market;
mod team;

pub(super) use accounts::Ahead;

use super::bookings::season_of;
use super::{CompanyYear, Kind, Ledger, Loss, MarketYear, Names, Stint, Timeline};
use crate::company::{Book, Company, Team};
use crate::distribution::standard_normal_cdf;
use crate::money::Cents;
use crate::random::{Generator, open_unit};
use evidence::Evidence;
use market::{MarketBelief, Renewals};
use rand_distr::{Distribution as _, StandardNormal};
use team::{LEVELS, TeamBelief};

/// What happened in the months that are over, as a data file tells it.
#[derive(Clone, Debug)]
pub struct Happened {
    /// How many months of the plan year are over, 1 to 11.
    pub months: usize,
    /// The plan year, and the months before it that have events.
    pub timeline: Timeline,
    /// The names behind the numbers of the ledgers, those of the company first.
    pub names: Names,
    /// By team and seat, who is in it: the name, and time and quota of the person.
    pub people: Vec<Vec<(String, Stint)>>,
    /// By team and seat, what happened.
    pub ledgers: Vec<Vec<Ledger>>,
    /// Who hears of the losses of accounts that are in another's book.
    pub hearers: Vec<Hearer>,
}

/// Someone who sold to an account that is in another's book: what it loses is told there as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hearer {
    /// Team, seat, and the account's number in the book that it is in.
    pub account: (usize, usize, u32),
    /// Team, seat, and the account's number in the ledger that hears of it.
    pub told_to: (usize, usize, u32),
}

/// The months that are over, and what is believed of those that are left.
#[derive(Clone, Debug)]
pub struct SoFar {
    happened: Happened,
    seats: Vec<Vec<SeatSoFar>>,
    teams: Vec<TeamBelief>,
    market: MarketBelief,
}

/// A seat after the months that are over.
#[derive(Clone, Debug)]
struct SeatSoFar {
    evidence: Evidence,
    accounts: Vec<Ahead>,
}

/// What is known of a rep after the months that are over, in figures.
#[derive(Clone, Debug, PartialEq)]
pub struct RepSoFar<'a> {
    /// The name in the file, or of the seat where it has no row.
    pub rep: &'a str,
    /// Whether the file has nothing of the rep in the plan year.
    pub silent: bool,
    /// New business, upgrades and expansions in the months that are over.
    pub results: Cents,
    /// Deals, meetings and expansions in them; none where results come in one amount a month.
    pub count: Option<u64>,
    /// The same as the model expects them at attainment 1 in a market of 1.
    pub expected: Option<f64>,
    /// The mean of the team's attainment, or the rep's own where it is stated.
    pub prior_attainment: f64,
}

impl SoFar {
    /// What a file tells, and what follows from it for the company's model.
    pub fn new(company: &Company, happened: Happened) -> Self {
        let (timeline, over) = (happened.timeline, happened.months);
        let mut teams = Vec::new();
        let mut seats: Vec<Vec<SeatSoFar>> = Vec::new();
        let mut renewals: Vec<(&Book, Renewals)> = Vec::new();
        for (t, team) in company.teams.iter().enumerate() {
            let season = season_of(team);
            let mut of_team = Vec::new();
            for (s, seat) in team.seats.iter().enumerate() {
                let (ledger, stint) = (&happened.ledgers[t][s], &happened.people[t][s].1);
                let evidence = evidence::read(team, seat, stint, &season, ledger, (timeline, over));
                let accounts = team.book.as_ref().map_or_else(Vec::new, |book| {
                    let (ahead, of_seat) =
                        accounts::of_book(book, ledger, timeline.plan_year(), over);
                    renewals.push((book, of_seat));
                    ahead
                });
                of_team.push(SeatSoFar { evidence, accounts });
            }
            let evidence: Vec<Evidence> = of_team.iter().map(|seat| seat.evidence).collect();
            teams.push(TeamBelief::of(team, &company.market, &evidence));
            seats.push(of_team);
        }
        let market = MarketBelief::of(&company.market, &teams, &renewals);
        Self { happened, seats, teams, market }
    }

    /// How many months of the plan year are over, 1 to 11.
    pub fn months(&self) -> usize {
        self.happened.months
    }

    /// The plan year, and the months before it that have events.
    pub fn timeline(&self) -> Timeline {
        self.happened.timeline
    }

    /// The names behind the numbers of the ledgers.
    pub fn names(&self) -> &Names {
        &self.happened.names
    }

    /// Who is in a seat, and what is known of the rep.
    pub fn rep(&self, company: &Company, team: usize, seat: usize) -> RepSoFar<'_> {
        let ledger = &self.happened.ledgers[team][seat];
        let start = self.timeline().plan_year();
        let months = start..start + self.months();
        let results = Kind::ALL
            .into_iter()
            .filter(|kind| kind.adds_arr())
            .flat_map(|kind| &ledger.amounts(kind)[months.clone()])
            .sum();
        let silent = ledger.accounts.is_empty()
            && ledger.events.iter().all(|event| usize::from(event.month) < start)
            && ledger.scores.is_empty();
        let evidence = &self.seats[team][seat].evidence;
        let counts = evidence.bears_on() != (false, false) && evidence.level.is_none();
        let attainment = &company.teams[team].attainment;
        RepSoFar {
            rep: &self.happened.people[team][seat].0,
            silent,
            results: Cents(results),
            count: counts.then(|| evidence.count() as u64),
            expected: counts.then(|| evidence.expected()),
            // An attainment below 0 counts as 0.
            prior_attainment: evidence
                .known
                .unwrap_or_else(|| attainment.mean() - attainment.limited_mean(0.0)),
        }
    }

    /// Whether anything qualified in a team.
    pub fn has_qualified(&self, team: usize) -> bool {
        self.happened.ledgers[team].iter().any(|ledger| ledger.has(Kind::Qualified))
    }

    /// The market of a year whose stream this is, and the latent numbers of its factors.
    pub(super) fn market(&self, company: &Company, mut own: Generator) -> (MarketYear, [f64; 3]) {
        let own = std::array::from_fn(|_| StandardNormal.sample(&mut own));
        self.market.year(&company.market, own)
    }

    /// The factor of a team's reps in a year, by the stream that draws it and the market's latent numbers.
    pub(super) fn team_factor(
        &self,
        team: usize,
        latent: [f64; 3],
        own: impl FnOnce() -> f64,
        is_shared: bool,
    ) -> f64 {
        if !is_shared {
            return 0.0;
        }
        self.teams[team].factor(latent[0], latent[2], standard_normal_cdf(own()))
    }

    /// A team in a year with this market and factor; `given` is the memory for its masses.
    pub(super) fn rest<'a>(
        &'a self,
        team: usize,
        market: MarketYear,
        factor: f64,
        given: &'a mut Vec<f64>,
    ) -> Rest<'a> {
        given.resize(LEVELS, 0.0);
        self.teams[team].levels_given(factor, given);
        Rest { so_far: self, team, market, factor, given }
    }

    /// Tells of losses in the months that are left who sold to accounts that others keep.
    pub(super) fn tell(&self, year: &mut CompanyYear) {
        let over = self.timeline().plan_year() + self.months();
        for Hearer { account: (team, seat, account), told_to } in &self.happened.hearers {
            let of_book = &year.teams[*team].seats[*seat].ledger.losses;
            // An account renews once in the year.
            let mut lost = of_book
                .iter()
                .filter(|loss| loss.account == *account && usize::from(loss.month) >= over);
            if let Some(loss) = lost.next().copied() {
                let losses = &mut year.teams[told_to.0].seats[told_to.1].ledger.losses;
                let after = losses.partition_point(|known| known.month <= loss.month);
                losses.insert(after, Loss { account: told_to.2, ..loss });
            }
        }
    }
}

/// A team in the months that are left, in one synthetic year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest<'a> {
    so_far: &'a SoFar,
    team: usize,
    market: MarketYear,
    factor: f64,
    /// The masses of the cells of its reps' latent numbers, before their own results.
    given: &'a [f64],
}

impl<'a> Rest<'a> {
    /// How many months of the plan year are over.
    pub fn over(&self) -> usize {
        self.so_far.months()
    }

    /// What happened to a seat.
    pub fn ledger(&self, seat: usize) -> &'a Ledger {
        &self.so_far.happened.ledgers[self.team][seat]
    }

    /// Who is in a seat; the attainment is not drawn yet.
    pub fn stint(&self, seat: usize) -> Stint {
        self.so_far.happened.people[self.team][seat].1
    }

    /// What is ahead of the accounts of a seat's book.
    pub fn accounts(&self, seat: usize) -> &'a [Ahead] {
        &self.so_far.seats[self.team][seat].accounts
    }

    /// The attainment of who is in a seat, by the stream that draws it.
    pub fn attainment(&self, team: &Team, seat: usize, mut own: Generator) -> f64 {
        let evidence = &self.so_far.seats[self.team][seat].evidence;
        if let Some(level) = evidence.level {
            // What the rep reaches is known; the market has its part in it.
            return if self.market.demand > 0.0 { level / self.market.demand } else { 0.0 };
        }
        if let Some(known) = evidence.known {
            return known;
        }
        let u = if team.attainment_correlation > 0.0 {
            standard_normal_cdf(StandardNormal.sample(&mut own))
        } else {
            open_unit(&mut own)
        };
        let belief = &self.so_far.teams[self.team];
        let latent = belief.level(evidence, &self.market, (self.factor, self.given), u);
        team.attainment.sample_at_normal(latent).max(0.0)
    }
}
