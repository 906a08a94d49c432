//! What is believed of the year's market after the months that are over.
//!
//! The market's factors are quantiles at three latent normal numbers, which are made of three independent ones
//! ([`Correlation`](crate::distribution::Correlation)). The belief is held over the independent ones: a mass for
//! each cell of the first, of the second given the first, of the third given both. So a year's own three normal
//! numbers go through the inverse of each in turn.

use crate::company::{Book, Market};
use crate::distribution::standard_normal_cdf;
use crate::events::MarketYear;
use crate::events::book::expected_churn;

use super::cells::{Cells, Normal};
use super::team::{ALONE, TeamBelief, exponentials};

/// Cells of the second and of the third independent number.
const OTHERS: usize = 48;
/// The least logarithm of a chance that is told apart from nothing.
const LEAST: f64 = -700.0;

/// Accounts of a team that came up for renewal, and how many of them left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Renewals {
    pub due: f64,
    pub churned: f64,
    /// The chance that an account that is counted as due came up at all.
    pub came_up: f64,
}

/// What is believed of the market.
#[derive(Clone, Debug)]
pub(super) struct MarketBelief {
    first: Cells,
    other: Cells,
    /// Masses of the first number's cells; by cell of it, of the second's; by cell of both, of the third's.
    masses: [Vec<f64>; 3],
}

impl MarketBelief {
    /// From what the teams' results say, and the renewals of their books.
    pub fn of(market: &Market, teams: &[TeamBelief], renewals: &[(&Book, Renewals)]) -> Self {
        let (first, other) = (Cells::new(ALONE), Cells::new(OTHERS));
        let [mut prior_of_first, mut prior] = [vec![0.0; ALONE], vec![0.0; OTHERS]];
        first.masses(Normal::STANDARD, &mut prior_of_first);
        other.masses(Normal::STANDARD, &mut prior);
        let latent = |independent: [f64; 3]| {
            let mut latent = [0.0; 3];
            market.correlation.correlate(&independent, &mut latent);
            latent
        };
        // Expansion alone is read off a line, so that each of many cells need not ask every team.
        let line = Cells::new(ALONE);
        let by_expansion: Vec<f64> = line
            .centres()
            .iter()
            .map(|z| of_teams(teams, (false, true)).map(|team| team.log_likelihood(0.0, *z)).sum())
            .collect();
        let mut belief = Self { first, other, masses: [vec![], vec![], vec![]] };
        let mut whole = Vec::with_capacity(ALONE * OTHERS * OTHERS);
        for x1 in belief.first.centres() {
            let demand: f64 =
                of_teams(teams, (true, false)).map(|team| team.log_likelihood(*x1, 0.0)).sum();
            for x2 in belief.other.centres() {
                let [_, churn, _] = latent([*x1, *x2, 0.0]);
                let churn = log_chance(market, renewals, churn);
                for x3 in belief.other.centres() {
                    let [z_demand, _, z_expansion] = latent([*x1, *x2, *x3]);
                    let (low, high, at) = line.around(z_expansion);
                    let mut sum = demand + churn;
                    sum += (1.0 - at) * by_expansion[low] + at * by_expansion[high];
                    sum += of_teams(teams, (true, true))
                        .map(|team| team.log_likelihood(z_demand, z_expansion))
                        .sum::<f64>();
                    whole.push(sum);
                }
            }
        }
        exponentials(&mut whole);
        for (pair, masses) in whole.chunks_mut(OTHERS).enumerate() {
            let before = prior_of_first[pair / OTHERS] * prior[pair % OTHERS];
            masses.iter_mut().zip(&prior).for_each(|(mass, prior)| *mass *= before * prior);
        }
        let pairs: Vec<f64> = whole.chunks(OTHERS).map(|masses| masses.iter().sum()).collect();
        let firsts = pairs.chunks(OTHERS).map(|masses| masses.iter().sum()).collect();
        belief.masses = [firsts, pairs, whole];
        belief
    }

    /// The market of a year whose three independent normal numbers are these, and the latent numbers of its
    /// factors.
    pub fn year(&self, market: &Market, own: [f64; 3]) -> (MarketYear, [f64; 3]) {
        let u = own.map(standard_normal_cdf);
        let first = self.first.at(&self.masses[0], Normal::STANDARD, u[0]);
        let row = self.first.cell_of(first) * OTHERS;
        let second = self.other.at(&self.masses[1][row..][..OTHERS], Normal::STANDARD, u[1]);
        let row = (row + self.other.cell_of(second)) * OTHERS;
        let third = self.other.at(&self.masses[2][row..][..OTHERS], Normal::STANDARD, u[2]);
        let mut latent = [0.0; 3];
        market.correlation.correlate(&[first, second, third], &mut latent);
        (MarketYear::at(market, latent), latent)
    }
}

/// The teams on which demand and expansion bear so.
fn of_teams(teams: &[TeamBelief], bears: (bool, bool)) -> impl Iterator<Item = &TeamBelief> {
    teams.iter().filter(move |team| team.bears_on() == bears)
}

/// The logarithm of the chance that as many accounts left as did, at the latent number of the market's churn.
fn log_chance(market: &Market, renewals: &[(&Book, Renewals)], churn: f64) -> f64 {
    let factor = market.churn.at_normal(churn).max(0.0);
    let of = |(book, renewals): &(&Book, Renewals)| {
        let chance = renewals.came_up * expected_churn(book, factor);
        let part = |count: f64, chance: f64| {
            if count > 0.0 { (count * chance.ln()).max(LEAST) } else { 0.0 }
        };
        part(renewals.churned, chance) + part(renewals.due - renewals.churned, 1.0 - chance)
    };
    renewals.iter().map(of).sum()
}
