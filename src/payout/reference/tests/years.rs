//! Drawn years: who holds the seats of a few teams, and what happens there.

use std::fmt;

use super::dice::Dice;
use super::happenings::{self, Happening, What};
use super::ledgers;
use super::occasions::Occasions;
use crate::company::{Leave, Seat};
use crate::events::{CompanyYear, Names, NewQuota, SeatYear, Stint, TeamYear, Timeline};
use crate::money::{Cents, Decimal6};
use crate::payout::TeamTerms;
use crate::plan::Plan;

/// A year while it is drawn and made smaller: any part can be left out and the rest still is a year.
#[derive(Clone, Debug)]
pub(super) struct Year {
    pub history_months: usize,
    pub teams: Vec<Team>,
    /// The team that is paid.
    pub paid_team: usize,
    /// Units of each of [`CURRENCIES`] for one of the company's, by calendar month.
    pub rates: [[Decimal6; 12]; CURRENCIES.len()],
}

/// The scores that are drawn.
pub(super) const SCORES: [&str; 2] = ["nps", "mbo"];

/// The currencies that the company has rates to.
pub(super) const CURRENCIES: [&str; 2] = ["EUR", "JPY"];

/// A team.
#[derive(Clone, Debug)]
pub(super) struct Team {
    pub seasonality: [Decimal6; 12],
    pub quota_ramp: Vec<Decimal6>,
    pub seats: Vec<Place>,
}

/// A seat with its people and all that happens in it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub roster: Seat,
    pub stints: Vec<Stint>,
    /// A book as the simulator fills it: nobody joins it, and single renewals are not listed.
    pub closed_book: bool,
    pub happenings: Vec<Happening>,
}

impl Year {
    /// Draws a year of a company of so many teams.
    pub fn draw(dice: &mut Dice, teams: usize, occasions: Occasions) -> Self {
        let history_months = dice.pick(&[0, 0, 0, 3, 6, 11, 12, 14]);
        let closed_books = dice.chance(30);
        let team = |_| Team::draw(dice, history_months, closed_books, occasions);
        let teams: Vec<Team> = (0..teams).map(team).collect();
        let paid_team = dice.below(teams.len());
        Self { history_months, paid_team, teams, rates: [rates(dice), rates(dice)] }
    }

    pub fn timeline(&self) -> Timeline {
        Timeline::new(self.history_months)
    }

    /// Does something with the terms of a plan for the team that is paid, and with its seats.
    pub fn with_terms<T>(&self, plan: &Plan, act: impl FnOnce(&TeamTerms<'_>, &[Seat]) -> T) -> T {
        let team = &self.teams[self.paid_team];
        let names: Vec<String> = (0..self.teams.len()).map(|team| format!("T{team}")).collect();
        let owned = |names: [&str; 2]| names.map(str::to_owned).to_vec();
        let scores = owned(SCORES);
        let products = owned(["core", "plus"]);
        let activities = owned(["calls", "mails"]);
        let known = Names { scores, products, activities };
        let terms = TeamTerms {
            seasonality: &team.seasonality,
            quota_ramp: &team.quota_ramp,
            names: &known,
            teams: &names,
            team: self.paid_team,
            exchange: exchange_of(plan),
        };
        let seats: Vec<Seat> = team.seats.iter().map(|seat| seat.roster.clone()).collect();
        act(&terms, &seats)
    }

    /// The year as the engines take it.
    pub fn build(&self) -> CompanyYear {
        let mut year = CompanyYear::default();
        year.exchange.extend(self.rates);
        for team in &self.teams {
            let seats = team.seats.iter().map(|seat| SeatYear {
                stints: seat.stints.clone(),
                ledger: ledgers::ledger(seat, self.timeline()),
            });
            year.teams.push(TeamYear { seats: seats.collect(), ..TeamYear::default() });
        }
        year
    }
}

impl Team {
    fn draw(
        dice: &mut Dice,
        history_months: usize,
        closed_books: bool,
        occasions: Occasions,
    ) -> Self {
        let seasonality = match dice.below(3) {
            0 => [1; 12],
            1 => [6, 7, 10, 6, 8, 11, 6, 7, 11, 7, 8, 13],
            _ => std::array::from_fn(|_| dice.between(1, 9)),
        };
        let quota_ramp = match dice.below(3) {
            0 => vec![],
            1 => vec![0, 250_000, 500_000, 750_000],
            _ => vec![500_000, 500_000],
        };
        let seats = 1 + dice.below(2) + usize::from(dice.chance(occasions.colleague));
        Self {
            seasonality: seasonality.map(|weight| Decimal6(weight * 1_000_000)),
            quota_ramp: quota_ramp.into_iter().map(Decimal6).collect(),
            seats: (0..seats)
                .map(|_| Place::draw(dice, history_months, closed_books, occasions))
                .collect(),
        }
    }
}

impl Place {
    fn draw(
        dice: &mut Dice,
        history_months: usize,
        closed_book: bool,
        occasions: Occasions,
    ) -> Self {
        let timeline = Timeline::new(history_months);
        let mut roster = Seat { rep: "R".to_owned(), ..Seat::default() };
        if dice.chance(15) {
            roster.target_incentive = Some(Cents(dice.between(1, 50_000) * 100));
            roster.base = Some(Cents(dice.between(1, 9_000_000)));
        }
        if dice.chance(18) {
            let from = dice.below(12);
            roster.leave = Some(Leave { from, months: 1 + dice.below(12 - from) });
        }
        let stints = stints(dice, timeline, occasions);
        let mut happenings = happenings::draw(dice, timeline, closed_book, occasions);
        for leaver in stints.iter().filter(|stint| stint.end < timeline.months()) {
            if dice.chance(occasions.loss_after_exit) {
                happenings::lose_later(dice, leaver, timeline, occasions, &mut happenings);
            }
        }
        Self { roster, stints, closed_book, happenings }
    }
}

/// The people of a seat in turn: most stay, some leave, some are hired within the plan year.
fn stints(dice: &mut Dice, timeline: Timeline, occasions: Occasions) -> Vec<Stint> {
    let mut stints = Vec::new();
    let mut newly_hired = dice.chance(occasions.hire);
    let in_plan_year = |dice: &mut Dice| timeline.plan_year() + dice.below(12);
    let mut start = if newly_hired { in_plan_year(dice) } else { timeline.first() };
    while start < timeline.months() {
        let mut end = timeline.months();
        if dice.chance(occasions.leaver) {
            end = end.min(start.max(timeline.plan_year()) + 1 + dice.below(12));
        }
        stints.push(Stint {
            start,
            end,
            newly_hired,
            quota: Cents(dice.pick(&[0, 12_000_000, 10_000_000, 33_333_333, 50_000_000, 2_400])),
            new_quota: dice.chance(15).then(|| new_quota(dice, timeline)),
            attainment: 1.0,
            number: stints.len() as u32,
        });
        newly_hired = true;
        start = end + dice.below(3);
    }
    stints
}

/// Which of the rates leads to the currency of pay, where that is not the company's own.
pub(super) fn exchange_of(plan: &Plan) -> Option<usize> {
    let code = plan.other_pay_currency.as_deref()?;
    CURRENCIES.iter().position(|currency| *currency == code)
}

/// The rates of a year: fixed, by month, or as they are drawn.
fn rates(dice: &mut Dice) -> [Decimal6; 12] {
    match dice.below(4) {
        0 => [Decimal6(dice.pick(&[920_000, 1_100_000, 150_000_000])); 12],
        1 => [Decimal6(dice.between(300_000, 2_000_000)); 12],
        _ => {
            // Few different ones, so that a base paid at all of them can be held exactly.
            let of = [dice.between(50, 300) * 10_000, 900_000, dice.between(300_000, 2_000_000)];
            std::array::from_fn(|_| Decimal6(dice.pick(&of)))
        }
    }
}

/// A change of territory within the plan year; 0 is none at all from then on.
fn new_quota(dice: &mut Dice, timeline: Timeline) -> NewQuota {
    let yearly = Cents(dice.pick(&[0, 12_000_000, 15_000_000, 33_333_333, 60_000_000]));
    NewQuota { from: timeline.plan_year() + dice.below(12), yearly }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |numbers: &[Decimal6]| {
            numbers.iter().map(Decimal6::to_string).collect::<Vec<_>>().join(" ")
        };
        writeln!(f, "# {} months of history; T{} is paid", self.history_months, self.paid_team)?;
        for (currency, rates) in CURRENCIES.iter().zip(&self.rates) {
            writeln!(f, "# {currency}: {}", plain(rates))?;
        }
        for (number, team) in self.teams.iter().enumerate() {
            writeln!(
                f,
                "T{number}: seasons {}; quota ramp [{}]",
                plain(&team.seasonality),
                plain(&team.quota_ramp)
            )?;
            for (number, seat) in team.seats.iter().enumerate() {
                let roster = &seat.roster;
                writeln!(
                    f,
                    "  seat {number}: base {:?}, target incentive {:?}, away {:?}{}",
                    roster.base,
                    roster.target_incentive,
                    roster.leave,
                    if seat.closed_book { ", a simulated book" } else { "" }
                )?;
                for stint in &seat.stints {
                    writeln!(
                        f,
                        "    months {}..{} of the timeline, quota {}{}{}",
                        stint.start,
                        stint.end,
                        stint.quota,
                        stint.new_quota.map_or_else(String::new, |new| format!(
                            ", from month {} on {}",
                            new.from, new.yearly
                        )),
                        if stint.newly_hired { ", newly hired" } else { "" }
                    )?;
                }
                for happening in &seat.happenings {
                    writeln!(f, "      {happening}")?;
                }
            }
        }
        Ok(())
    }
}

/// Whether something of a sort happens in the team that is paid.
pub(super) fn happens(year: &Year, is: impl Fn(&Happening) -> bool) -> bool {
    let seats = &year.teams[year.paid_team].seats;
    seats.iter().flat_map(|seat| &seat.happenings).any(is)
}

impl Happening {
    /// Whether it takes back a part of a sale.
    pub fn is_refund(&self) -> bool {
        matches!(self.what, What::Sale { amount, .. } if amount < Cents::ZERO)
    }
}
