//! What is kept of a year of which some months are over: each rep's pay in those that are left, and attainment.

use serde::{Deserialize, Serialize};

use super::Model;
use super::batch::Desk;
use crate::events::{CompanyYear, SoFar};
use crate::metrics::{MonthlyFigures, PaidSoFar, RepPaidSoFar};
use crate::money::Cents;
use crate::payout::{RepPay, TeamPay};

/// A year of which some months are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestOfYear {
    /// How many months of the plan year are over.
    pub over: u8,
    /// Seats of the company.
    pub seats: u32,
}

impl RestOfYear {
    /// Columns that are kept of every year: by seat the pay of its first rep in the months that are left, in
    /// dollars, then by seat the rep's attainment.
    pub(super) fn columns(self) -> usize {
        2 * self.seats as usize
    }
}

impl Model<'_> {
    /// What is kept of a year after these months.
    pub fn rest_after(&self, so_far: &SoFar) -> RestOfYear {
        let seats: usize = self.company.teams.iter().map(|team| team.seats.len()).sum();
        RestOfYear { over: so_far.months() as u8, seats: seats as u32 }
    }

    /// Puts a year's figures of the rest into the columns from `first` on.
    pub(super) fn note_rest(&self, desk: &mut Desk, first: usize, rest: RestOfYear) {
        let timeline = self.simulator.timeline();
        let Desk { year, pay, row, .. } = desk;
        let (of_pay, of_attainment) = row[first..].split_at_mut(rest.seats as usize);
        of_pay.fill(0.0);
        let mut seat = 0;
        for (team, pay) in year.teams.iter().zip(pay) {
            for rep in pay.reps().iter().filter(|rep| rep.stint == 0) {
                let place = seat + rep.seat;
                let of_year = due(pay, rep, timeline.plan_year()..timeline.months());
                let paid = self.as_paid.as_ref().and_then(|paid| paid.reps.get(place));
                of_pay[place] = (of_year - paid.copied().unwrap_or_default()).to_f64();
            }
            for (place, seat) in of_attainment[seat..].iter_mut().zip(&team.seats) {
                *place = seat.stints.first().map_or(0.0, |stint| stint.attainment);
            }
            seat += team.seats.len();
        }
    }

    /// What was paid in the months that are over. No draw moves it.
    pub fn paid_so_far(&self, so_far: &SoFar) -> PaidSoFar {
        let months = so_far.months();
        let Some(paid) = &self.as_paid else {
            return PaidSoFar::new(months, Vec::new(), Vec::new());
        };
        let of_team =
            |team: &MonthlyFigures| (0..months).map(|month| team.variable_pay(month)).sum();
        let seats = self.company.teams.iter().enumerate();
        let seats = seats.flat_map(|(t, team)| (0..team.seats.len()).map(move |s| (t, s)));
        let reps = seats.zip(&paid.reps).map(|((t, s), paid)| {
            let rep = so_far.rep(self.company, t, s);
            let results = (rep.results, rep.count);
            RepPaidSoFar::new((t, rep.rep), results, rep.prior_attainment, *paid)
        });
        PaidSoFar::new(months, paid.teams.iter().map(of_team).collect(), reps.collect())
    }
}

/// What was paid in the months that are over, as it was paid: when it was not known yet who will leave.
#[derive(Clone, Debug)]
pub(super) struct AsPaid {
    /// How many months are over.
    over: usize,
    /// By team; of the months that are over.
    teams: Vec<MonthlyFigures>,
    /// By team, then seat: what its first rep was paid.
    reps: Vec<Cents>,
}

impl AsPaid {
    /// What the model's plans paid.
    pub fn of(model: &Model<'_>, so_far: &SoFar) -> Self {
        let (timeline, over) = (model.simulator.timeline(), so_far.months());
        let months = timeline.plan_year()..timeline.plan_year() + over;
        let (mut year, mut pay) = (CompanyYear::default(), TeamPay::default());
        // What happened is in every year, so any year tells.
        model.simulator.draw(0, &mut year);
        year.with_nobody_leaving(model.company, timeline);
        let (mut teams, mut reps) = (Vec::new(), Vec::new());
        for (t, program) in model.programs.iter().enumerate() {
            let seats = &model.company.teams[t].seats;
            program.pay(seats, &year, &mut pay, None);
            let components = program.components().len();
            teams.push(MonthlyFigures::of_team(timeline, &year.teams[t], &pay, components));
            for s in 0..seats.len() {
                let of_seat = pay.reps().iter().find(|rep| rep.seat == s && rep.stint == 0);
                reps.push(of_seat.map_or(Cents::ZERO, |rep| due(&pay, rep, months.clone())));
            }
        }
        Self { over, teams, reps }
    }

    /// Has a team's months that are over be as they were paid.
    pub fn settle(&self, team: usize, months: &mut MonthlyFigures) {
        if let Some(so_far) = self.teams.get(team) {
            months.paid_as(so_far, self.over);
        }
    }
}

/// What a rep is due for some months, in the company's currency.
fn due(pay: &TeamPay, rep: &RepPay, months: std::ops::Range<usize>) -> Cents {
    pay.sum_to_company(months, |month| rep.due(month))
}
