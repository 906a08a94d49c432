//! The reps of a data file: those of the roster, or those that its events name.

use std::collections::HashMap;

use crate::company::{Company, Rate, Seat, Team};
use crate::diagnostic::{Finding, nearest};
use crate::events::{CompanyYear, Ledger, NewQuota, SeatYear, Stint, TeamYear, Timeline, to_cents};
use crate::money::{Cents, Decimal6};

use super::entry::RepPlace;

/// The most reps that events may name.
pub(super) const MOST_REPS: usize = 100_000;

/// The reps of a company, by team.
#[derive(Debug)]
pub(super) struct People {
    teams: Vec<Crew>,
    /// How many are known from events only.
    joined: usize,
}

/// Why a rep has no place in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPlace {
    /// The roster does not name the rep.
    NotOnRoster,
    /// There are [`MOST_REPS`] already.
    TooMany,
}

/// The reps of a team.
#[derive(Debug)]
struct Crew {
    team: String,
    /// Its people are named in a roster: there are no others.
    roster: bool,
    seats: Vec<Seat>,
    /// By name, the place among the seats.
    places: HashMap<String, usize>,
}

impl People {
    /// The people that a company names before any event.
    pub fn of(company: &Company) -> Self {
        Self { teams: company.teams.iter().map(Crew::of).collect(), joined: 0 }
    }

    /// The place of a rep in a team; a rep who is not known yet joins a team without a roster.
    pub fn place(&mut self, team: usize, rep: &str) -> Result<usize, NoPlace> {
        let crew = self.teams.get_mut(team).ok_or(NoPlace::NotOnRoster)?;
        if let Some(place) = crew.places.get(rep) {
            return Ok(*place);
        }
        if crew.roster {
            return Err(NoPlace::NotOnRoster);
        }
        if self.joined == MOST_REPS {
            return Err(NoPlace::TooMany);
        }
        let place = crew.seats.len();
        crew.seats.push(Seat { rep: rep.to_owned(), ..Seat::default() });
        crew.places.insert(rep.to_owned(), place);
        self.joined += 1;
        Ok(place)
    }

    /// A rep with the team, in words.
    pub fn name(&self, (team, place): RepPlace) -> String {
        let rep = self.seats(team).get(place).map_or("", |seat| seat.rep.as_str());
        let team = self.teams.get(team).map_or("", |crew| crew.team.as_str());
        format!("\"{rep}\" of team \"{team}\"")
    }

    /// The rep of a team whose name is most like that one.
    pub fn nearest(&self, team: usize, rep: &str) -> Option<&str> {
        nearest(rep, self.seats(team).iter().map(|seat| seat.rep.as_str()))
    }

    /// The month of the plan year, from 0, in which a rep starts by the roster.
    pub fn start_month(&self, team: usize, place: usize) -> Option<usize> {
        self.seats(team).get(place).and_then(|seat| seat.start_month)
    }

    /// The month of the plan year, from 0, in which a rep's time ends by the roster.
    pub fn end_month(&self, team: usize, place: usize) -> Option<usize> {
        self.seats(team).get(place).and_then(|seat| seat.end_month)
    }

    /// The reps of a team.
    pub fn seats(&self, team: usize) -> &[Seat] {
        self.teams.get(team).map_or(&[], |crew| &crew.seats)
    }

    /// How many reps each team has.
    pub fn counts(&self) -> impl Iterator<Item = usize> {
        self.teams.iter().map(|crew| crew.seats.len())
    }

    /// The seats, by team.
    pub fn into_seats(self) -> Vec<Vec<Seat>> {
        self.teams.into_iter().map(|crew| crew.seats).collect()
    }

    /// The year of these reps, who hold their seats over the whole timeline.
    ///
    /// # Errors
    /// A team's quota has no mean.
    pub fn year(
        &self,
        company: &Company,
        timeline: Timeline,
        ledgers: Vec<Vec<Ledger>>,
    ) -> Result<CompanyYear, Vec<Finding>> {
        // Drawn rates were refused before: real results have real rates.
        let rates = company.exchange.iter().map(|exchange| match exchange.rate {
            Rate::Monthly(rates) => rates,
            Rate::Drawn(_) => [Decimal6::ONE; 12],
        });
        let mut year = CompanyYear::default();
        year.exchange.extend(rates);
        let mut findings = Vec::new();
        for ((team, crew), ledgers) in company.teams.iter().zip(&self.teams).zip(ledgers) {
            let quota = mean_quota(team).unwrap_or_else(|finding| {
                findings.push(finding);
                Cents::ZERO
            });
            let seats = crew.seats.iter().zip(ledgers).map(|(seat, ledger)| SeatYear {
                stints: vec![stint(seat, quota, timeline)],
                ledger,
            });
            year.teams.push(TeamYear { seats: seats.collect(), ..TeamYear::default() });
        }
        if findings.is_empty() { Ok(year) } else { Err(findings) }
    }
}

impl Crew {
    fn of(team: &Team) -> Self {
        let seats = if team.roster { team.seats.clone() } else { Vec::new() };
        let places =
            seats.iter().enumerate().map(|(place, seat)| (seat.rep.clone(), place)).collect();
        Self { team: team.name.clone(), roster: team.roster, seats, places }
    }
}

pub(super) fn stint(seat: &Seat, team_quota: Cents, timeline: Timeline) -> Stint {
    let hired = seat.start_month.map(|month| timeline.plan_year() + month);
    Stint {
        start: hired.unwrap_or(timeline.first()),
        end: seat.end_month.map_or(timeline.months(), |month| timeline.plan_year() + month + 1),
        newly_hired: hired.is_some(),
        quota: seat.quota.unwrap_or(team_quota),
        new_quota: seat.quota_change.map(|change| NewQuota::of(change, timeline)),
        attainment: seat.attainment.unwrap_or(1.0),
        number: 0,
    }
}

/// A team's quota a year: where it is a distribution, its mean; 0 where there is none.
pub(super) fn mean_quota(team: &Team) -> Result<Cents, Finding> {
    let Some(quota) = &team.quota else {
        return Ok(Cents::ZERO);
    };
    let dollars = quota.is_constant().unwrap_or_else(|| quota.mean());
    if dollars.is_finite() {
        return Ok(to_cents(dollars.max(0.0)));
    }
    let message = format!("the quota of team \"{}\" is a distribution without a mean", team.name);
    Err(Finding::error_in_file(message)
        .help("real results need real quotas: give them in a `roster`, or as a number"))
}
