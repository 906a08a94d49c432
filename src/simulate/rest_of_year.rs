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
        let left = timeline.plan_year() + usize::from(rest.over)..timeline.months();
        let Desk { year, pay, row, .. } = desk;
        let (of_pay, of_attainment) = row[first..].split_at_mut(rest.seats as usize);
        of_pay.fill(0.0);
        let mut seat = 0;
        for (team, pay) in year.teams.iter().zip(pay) {
            for rep in pay.reps().iter().filter(|rep| rep.stint == 0) {
                of_pay[seat + rep.seat] = due(pay, rep, left.clone()).to_f64();
            }
            for (place, seat) in of_attainment[seat..].iter_mut().zip(&team.seats) {
                *place = seat.stints.first().map_or(0.0, |stint| stint.attainment);
            }
            seat += team.seats.len();
        }
    }

    /// What was paid in the months that are over. No draw moves it, so any year tells.
    pub fn paid_so_far(&self, so_far: &SoFar) -> PaidSoFar {
        let timeline = self.simulator.timeline();
        let over = timeline.plan_year()..timeline.plan_year() + so_far.months();
        let (mut year, mut pay) = (CompanyYear::default(), TeamPay::default());
        self.simulator.draw(0, &mut year);
        let (mut teams, mut reps) = (Vec::new(), Vec::new());
        for (t, program) in self.programs.iter().enumerate() {
            let seats = &self.company.teams[t].seats;
            program.pay(seats, &year, &mut pay, None);
            let months =
                MonthlyFigures::of_team(timeline, &year.teams[t], &pay, program.components().len());
            teams.push((0..so_far.months()).map(|month| months.variable_pay(month)).sum());
            for s in 0..seats.len() {
                let of_seat = pay.reps().iter().find(|rep| rep.seat == s && rep.stint == 0);
                let paid = of_seat.map_or(Cents::ZERO, |rep| due(&pay, rep, over.clone()));
                let rep = so_far.rep(self.company, t, s);
                reps.push(RepPaidSoFar::new(
                    (t, rep.rep),
                    (rep.results, rep.count),
                    rep.prior_attainment,
                    paid,
                ));
            }
        }
        PaidSoFar::new(so_far.months(), teams, reps)
    }
}

/// What a rep is due for some months, in the company's currency.
fn due(pay: &TeamPay, rep: &RepPay, months: std::ops::Range<usize>) -> Cents {
    pay.sum_to_company(months, |month| rep.due(month))
}
