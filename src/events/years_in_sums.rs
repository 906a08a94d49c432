//! Years of a company all of whose teams are drawn in sums, several side by side.

use super::simulator::YearFactors;
use super::whole_team::{Sheet, WholeTeam};
use super::{Listed, Simulator, Sums};
use crate::random::Address;
use std::ops::Range;

/// Consecutive synthetic years in sums; its memory is used again for the next.
#[derive(Clone, Debug, Default)]
pub struct YearsInSums {
    /// In the order of the company's teams.
    pub teams: Vec<Sums>,
    factors: Vec<YearFactors>,
    sheet: Sheet,
}

/// About how many numbers are drawn side by side, all years together. With many more a processor's cache holds them no
/// longer, and what is done once for all of them hardly counts any more.
const NUMBERS_AT_ONCE: f64 = 10_000.0;

impl Simulator<'_> {
    /// How many years are best drawn in sums at once, where all teams' ledgers need list what this says; none where years
    /// must be drawn one by one. What they come to does not depend on it.
    pub fn years_at_once(&self, listed: &[Listed]) -> Option<usize> {
        let teams = &self.company().teams;
        let in_sums = |(team, whole): (_, &Option<WholeTeam>)| {
            whole.as_ref().is_some_and(|whole| whole.is_always_whole(team))
        };
        let all = self.draws_plan_years_alone()
            && listed.len() == teams.len()
            && listed.iter().all(|listed| *listed == Listed::ForFigures)
            && teams.iter().zip(&self.whole).all(in_sums);
        let a_year: f64 = self.whole.iter().flatten().map(WholeTeam::numbers_a_year).sum();
        all.then(|| (NUMBERS_AT_ONCE / a_year.max(1.0)).max(1.0) as usize)
    }

    /// Draws synthetic years, by number (from 0), in sums; only where [`Self::years_at_once`] says that it can be done.
    pub fn draw_in_sums(&self, numbers: Range<u64>, years: &mut YearsInSums) {
        let company = self.company();
        let YearsInSums { teams, factors, sheet } = years;
        factors.clear();
        let address = |number| Address::year(company.simulation.seed, number);
        factors.extend(numbers.map(|number| self.factors(address(number), 0)));
        teams.resize_with(company.teams.len(), Sums::default);
        for ((team, whole), sums) in company.teams.iter().zip(&self.whole).zip(teams) {
            let Some(whole) = whole else { continue };
            factors.iter_mut().for_each(|year| year.turn_to(team));
            whole.draw_in_sums(team, factors, sheet, sums);
        }
    }
}
