//! What clawbacks recover, and could recover, of a team's pay.

use std::ops::Range;

use super::super::subject::Seen;
use super::clawbacks;
use crate::events::{CompanyYear, Kind, Ledger, Loss, NO_ACCOUNT};
use crate::money::Cents;
use crate::payout::{Program, TeamPay};
use crate::plan::Plan;
use crate::simulate::Model;

/// A team's plan with other clawbacks than its own, compiled; none where there is no such plan.
pub(in super::super) struct OtherClawbacks {
    /// With a full clawback of sales that churn within a year.
    in_full: Option<Program>,
    /// With its own, as far as they are of such sales; none where these are all that they recover.
    of_first_year: Option<Program>,
    /// With its own, as they will be in a month's time.
    a_month_on: Option<Program>,
}

/// Memory that is used again for every year.
#[derive(Default)]
pub(super) struct Room {
    in_full: TeamPay,
    of_first_year: TeamPay,
    open_now: TeamPay,
    all_lost: TeamPay,
    year: CompanyYear,
}

/// A paid year, and what other clawbacks do in it.
pub(super) struct Recovered<'a> {
    in_full: Option<&'a TeamPay>,
    own: &'a TeamPay,
    /// Recovered a month on of what is lost by then, and if everything were.
    open: Option<(&'a TeamPay, &'a TeamPay)>,
    months: Range<usize>,
}

impl OtherClawbacks {
    /// Compiles them for a team.
    pub fn new(model: &Model<'_>, plan: &Plan, team: usize) -> Self {
        let compile = |plan: &Plan| model.compile(team, plan);
        let of_first_year = clawbacks::of_first_year(plan);
        Self {
            in_full: clawbacks::in_full(plan).as_ref().map(compile),
            of_first_year: (of_first_year != *plan).then(|| compile(&of_first_year)),
            a_month_on: clawbacks::a_month_on(plan).as_ref().map(compile),
        }
    }

    /// Pays a year once more.
    pub(super) fn recover<'a>(&self, seen: &Seen<'a>, room: &'a mut Room) -> Recovered<'a> {
        let seats = &seen.subject.team().seats;
        let Room { in_full, of_first_year, open_now, all_lost, year } = room;
        let pay = |program: &Program, year: &CompanyYear, pay: &'a mut TeamPay| -> &'a TeamPay {
            program.pay(seats, year, pay, None);
            pay
        };
        let timeline = seen.subject.timeline();
        let open = self.a_month_on.as_ref().map(|program| {
            let now = pay(program, seen.year, open_now);
            lose_all(seen, timeline.months() - 1, year);
            (now, pay(program, year, all_lost))
        });
        Recovered {
            in_full: self.in_full.as_ref().map(|program| pay(program, seen.year, in_full)),
            own: match &self.of_first_year {
                Some(program) => pay(program, seen.year, of_first_year),
                None => seen.pay,
            },
            open,
            months: timeline.plan_year()..timeline.months(),
        }
    }
}

impl Recovered<'_> {
    /// Pay on sales that churned within a year, of the rep at a place of the pay, in dollars.
    pub fn in_full(&self, place: usize) -> f64 {
        self.in_full.map_or(0.0, |pay| self.of(pay, place))
    }

    /// What of it the plan's own clawbacks recover, in dollars.
    pub fn own(&self, place: usize) -> f64 {
        self.of(self.own, place)
    }

    /// What they could recover a month after the year, in dollars.
    pub fn open(&self, place: usize) -> f64 {
        self.open.map_or(0.0, |(now, all)| self.of(all, place) - self.of(now, place))
    }

    fn of(&self, pay: &TeamPay, place: usize) -> f64 {
        let rep = &pay.reps()[place];
        let of_month = |month| -> Cents {
            (0..rep.components()).map(|component| rep.recovered(component, month)).sum()
        };
        pay.sum_to_company(self.months.clone(), of_month).to_f64()
    }
}

/// The year in which, in a month at the end, every account churns that the team sold to and that is not lost yet.
fn lose_all(seen: &Seen<'_>, month: usize, year: &mut CompanyYear) {
    year.teams.clone_from(&seen.year.teams);
    year.exchange.clone_from(&seen.year.exchange);
    for seat in &mut year.teams[seen.subject.number].seats {
        let mut accounts = sold_to(&seat.ledger);
        for loss in seat.ledger.losses.iter().filter(|loss| loss.churned) {
            if let Some(account) = accounts.get_mut(loss.account as usize) {
                *account = false;
            }
        }
        let open = accounts.iter().enumerate().filter(|(_, open)| **open);
        let lose = |(account, _)| Loss {
            month: month as u16,
            account: account as u32,
            churned: true,
            lost: Cents::ZERO,
            before: Cents::ZERO,
        };
        seat.ledger.losses.extend(open.map(lose));
    }
}

/// By account, whether the seat sold to it.
fn sold_to(ledger: &Ledger) -> Vec<bool> {
    let mut sold = Vec::new();
    let sales = ledger.events.iter().filter(|event| {
        event.account != NO_ACCOUNT && (event.kind.adds_arr() || event.kind == Kind::Implementation)
    });
    for sale in sales {
        let account = sale.account as usize;
        if sold.len() <= account {
            sold.resize(account + 1, false);
        }
        sold[account] = true;
    }
    sold
}
