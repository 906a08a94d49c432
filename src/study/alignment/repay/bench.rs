//! Where a copy of a team's year lies while it is changed and paid again.

use std::ops::Range;

use super::super::rep_year::RepYear;
use super::super::subject::{Seen, Subject};
use super::is_paid_alone;
use super::revise::Scribe;
use crate::events::{CompanyYear, Event, TeamYear};
use crate::money::Cents;
use crate::payout::TeamPay;

/// A copy of some seats of a team, which are paid again; its memory is used for one year after another.
#[derive(Default)]
pub(in super::super) struct Bench {
    year: CompanyYear,
    pay: TeamPay,
    /// The seats of the team that are on it.
    seats: Range<usize>,
    /// By seat on it.
    scribes: Vec<Scribe>,
    /// By seat on it, whether it is not as it was.
    changed: Vec<bool>,
}

impl Bench {
    /// Lays out what the pay of these reps rests on: their seats, or the whole company where reps are paid for each
    /// other's results.
    pub fn lay_out(&mut self, seen: &Seen<'_>, reps: &[RepYear]) {
        let Seen { subject, year, .. } = seen;
        let seats = &year.teams[subject.number].seats;
        if is_paid_alone(subject) {
            let first = reps.iter().map(|rep| rep.seat).min().unwrap_or(0);
            self.seats = first..reps.iter().map(|rep| rep.seat + 1).max().unwrap_or(0);
            self.year.teams.resize_with(year.teams.len(), TeamYear::default);
            let copy = &mut self.year.teams[subject.number].seats;
            copy.clear();
            copy.extend_from_slice(&seats[self.seats.clone()]);
            self.year.exchange.clone_from(&year.exchange);
        } else {
            self.seats = 0..seats.len();
            self.year.clone_from(year);
        }
        self.scribes.resize_with(self.seats.len(), Scribe::default);
        self.changed.clear();
        self.changed.resize(self.seats.len(), false);
        for rep in reps {
            let at = rep.seat - self.seats.start;
            let copy = &mut self.year.teams[subject.number].seats[at];
            self.scribes[at].read(&seats[rep.seat].ledger, &mut copy.ledger);
            self.changed[at] = true;
            self.restore(seen, rep);
        }
    }

    /// Changes what happened to a rep; see [`Scribe::revise`].
    pub fn revise(
        &mut self,
        seen: &Seen<'_>,
        rep: &RepYear,
        change: impl FnMut(usize, Event, &mut dyn FnMut(Event)),
    ) {
        let at = rep.seat - self.seats.start;
        let from = &seen.team_year().seats[rep.seat].ledger;
        let into = &mut self.year.teams[seen.subject.number].seats[at].ledger;
        self.scribes[at].revise(from, into, change);
        self.changed[at] = true;
    }

    /// Leaves a rep as it was.
    pub fn restore(&mut self, seen: &Seen<'_>, rep: &RepYear) {
        let at = rep.seat - self.seats.start;
        if self.changed[at] {
            let from = &seen.team_year().seats[rep.seat].ledger;
            self.year.teams[seen.subject.number].seats[at].ledger.clone_from(from);
            self.changed[at] = false;
        }
    }

    /// Pays what lies on it.
    pub fn pay(&mut self, subject: &Subject<'_>) {
        let seats = &subject.team().seats[self.seats.clone()];
        subject.program().pay(seats, &self.year, &mut self.pay, None);
    }

    /// What a rep was paid: variable pay of the year, in the company's currency.
    pub fn paid(&self, subject: &Subject<'_>, rep: &RepYear) -> Cents {
        let timeline = subject.timeline();
        let year = timeline.plan_year()..timeline.months();
        let at = rep.seat - self.seats.start;
        let found = self.pay.reps().iter().find(|paid| paid.seat == at && paid.stint == 0);
        found.map_or(Cents::ZERO, |paid| match &self.pay.exchange {
            None => paid.variable_over(year),
            Some(_) => self.pay.sum_to_company(year, |month| paid.due(month)),
        })
    }

    /// What lies on it of a rep.
    #[cfg(test)]
    pub fn ledger(&self, seen: &Seen<'_>, rep: &RepYear) -> &crate::events::Ledger {
        &self.year.teams[seen.subject.number].seats[rep.seat - self.seats.start].ledger
    }
}
