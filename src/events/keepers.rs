//! What those who keep accounts bring to the accounts that are handed over to them.

use super::hand_over::{HandedOver, Keeping, hand_over};
use super::people::{productivity, skill};
use super::simulator::YearFactors;
use super::{Stint, TeamYear, Timeline};
use crate::company::{Book, Company, HandOver, Team};

/// Worked out once a year; its memory is used again for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Keepers {
    /// By keeping seat, then month: the expansions an account is expected to see before the month.
    growth: Vec<Vec<f64>>,
    /// By year of the timeline: × churn probabilities.
    market_churn: Vec<f64>,
    desk: HandedOver,
}

impl Keepers {
    /// Hands the accounts of a year's deals over to those who keep them. `products`: the places of those that
    /// the keeping book expands by.
    pub fn take_over(
        &mut self,
        company: &Company,
        (terms, products): (HandOver, &[usize]),
        timeline: Timeline,
        years: &mut [YearFactors],
        teams: &mut [TeamYear],
    ) {
        let Ok([from, to]) = teams.get_disjoint_mut([terms.from, terms.to]) else {
            return;
        };
        let (seller, keeper) = (&company.teams[terms.from], &company.teams[terms.to]);
        let (Some(book), Some(plan_year)) = (&keeper.book, years.last()) else {
            return;
        };
        let sellers = plan_year.address.team(&seller.name);
        for year in &mut *years {
            year.turn_to(keeper);
        }
        self.growth.resize_with(to.seats.len(), Vec::new);
        for (seat, growth) in self.growth.iter_mut().enumerate() {
            growth.clear();
            growth.resize(timeline.months() + 1, 0.0);
            follow(book, keeper, seat, &to.seats[seat].stints, timeline, years, growth);
        }
        self.market_churn.clear();
        self.market_churn.extend(years.iter().map(|year| year.market.churn));
        let keeping = Keeping {
            book,
            products,
            timeline,
            after_months: terms.after_months,
            growth: &self.growth,
            market_churn: &self.market_churn,
        };
        hand_over(&keeping, sellers, from, to, &mut self.desk);
    }
}

/// Adds up the expansions that an account of a seat is expected to see, month after month: nobody grows the
/// book of an empty seat.
fn follow(
    book: &Book,
    team: &Team,
    seat: usize,
    stints: &[Stint],
    timeline: Timeline,
    years: &[YearFactors],
    growth: &mut [f64],
) {
    let per_month = book.expansion.as_ref().map_or(0.0, |expansion| expansion.per_year / 12.0);
    for stint in stints {
        for year in years {
            let held = stint.start.max(year.start)..stint.end.min(year.start + 12);
            if held.is_empty() {
                continue;
            }
            let rep = year.team.rep(seat as u32, stint.number);
            let is_plan_year = year.start == timeline.plan_year();
            let known = &team.seats[seat];
            let skill = skill(team, known, stint, year.team_factor, rep, is_plan_year);
            for month in held {
                let rate = per_month * skill * year.market.expansion;
                growth[month + 1] = rate * productivity(team, stint, month);
            }
        }
    }
    let mut before = 0.0;
    for growth in growth {
        before += *growth;
        *growth = before;
    }
}
