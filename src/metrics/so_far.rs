//! What was paid in the months of a year that are over, and to whom: the same in every synthetic year.

use serde::{Deserialize, Serialize};

use crate::money::{Cents, Decimal6};

/// What was paid in the months that are over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidSoFar {
    /// How many months of the plan year are over, 1 to 11.
    pub months: u8,
    /// By team, variable pay of these months in the company's currency, in cents.
    teams: Vec<i64>,
    /// The first rep of every seat, by team, then seat.
    pub reps: Vec<RepPaidSoFar>,
}

/// A rep after the months that are over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepPaidSoFar {
    /// The rep's team, by its number.
    pub team: usize,
    /// The rep's name.
    pub rep: String,
    /// Results: new business, upgrades and expansions, in cents.
    results: i64,
    /// Deals, meetings and expansions; none where results come in one amount a month.
    pub count: Option<u64>,
    /// The mean attainment that the company file has for the rep, in millionths.
    prior: i64,
    /// Variable pay in the company's currency, in cents.
    paid: i64,
}

impl PaidSoFar {
    /// After so many months, with each team's pay and the reps by team and seat.
    pub fn new(months: usize, teams: Vec<Cents>, reps: Vec<RepPaidSoFar>) -> Self {
        Self { months: months as u8, teams: teams.into_iter().map(|paid| paid.0).collect(), reps }
    }

    /// Variable pay of a team; of the company without one.
    pub fn paid(&self, team: Option<usize>) -> Cents {
        match team {
            Some(team) => Cents(self.teams.get(team).copied().unwrap_or(0)),
            None => Cents(self.teams.iter().sum()),
        }
    }
}

impl RepPaidSoFar {
    /// A rep of a team.
    pub fn new(
        (team, rep): (usize, &str),
        (results, count): (Cents, Option<u64>),
        prior_attainment: f64,
        paid: Cents,
    ) -> Self {
        // Rounded, so that it reads back as it was written.
        let prior = (1e6 * prior_attainment).round() as i64;
        Self { team, rep: rep.to_owned(), results: results.0, count, prior, paid: paid.0 }
    }

    /// New business, upgrades and expansions.
    pub fn results(&self) -> Cents {
        Cents(self.results)
    }

    /// The mean attainment that the company file has for the rep.
    pub fn prior_attainment(&self) -> f64 {
        Decimal6(self.prior).to_f64()
    }

    /// Variable pay in the company's currency.
    pub fn paid(&self) -> Cents {
        Cents(self.paid)
    }
}
