//! The payments of a team's year: each component's, then what plan-level clauses make of them.

use super::calendar::Presence;
use super::clause::{Clause, Frame};
use super::clawback::{self, Sales};
use super::course::{Course, Paid};
use super::notes::{Notes, Pad};
use super::phase::PhaseMonths;
use super::program::Program;
use super::rep::Rep;
use super::rep_pay::RepPay;
use super::retention;
use super::statement::{Payment, Source};
use super::step::Step;
use super::{active, budget, commission, contest, pool};
use crate::company::Seat;
use crate::credit::{Credits, Gauge};
use crate::events::{CompanyYear, Ledger, Stint};
use crate::money::{Cents, Decimal6, Fraction};
use crate::plan::Pays;

/// What a team was paid; its memory is used again for the next year.
#[derive(Clone, Debug, Default)]
pub struct TeamPay {
    /// The reps in roster order, those of one seat in turn.
    pub reps: Vec<RepPay>,
    /// Months between the month of a payment and its payout.
    pub payment_lag: usize,
    /// Units of the currency of pay for one of the company's, by calendar month; none where they are the
    /// same.
    pub exchange: Option<[Decimal6; 12]>,
    used: usize,
    scratch: Scratch,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    /// The program that it was used for last: frames of another are no use.
    program: Option<u64>,
    pub presence: Presence,
    /// Of the months in which a component is active.
    active: Presence,
    /// By clause.
    frames: Vec<Frame>,
    pub credits: Credits,
    pub paid: Vec<Paid>,
    sales: Sales,
}

impl TeamPay {
    /// The reps who were paid.
    pub fn reps(&self) -> &[RepPay] {
        &self.reps[..self.used]
    }

    pub(super) fn reps_mut(&mut self) -> &mut [RepPay] {
        &mut self.reps[..self.used]
    }

    fn next(&mut self) -> usize {
        self.used += 1;
        if self.reps.len() < self.used {
            self.reps.push(RepPay::default());
        }
        self.used - 1
    }
}

impl Program {
    /// Pays a team for a year: the program's own team of `year`, whose seats these are. Statement rows go
    /// to `statement` where one is given.
    pub fn pay(
        &self,
        seats: &[Seat],
        year: &CompanyYear,
        pay: &mut TeamPay,
        statement: Option<&mut Vec<Payment>>,
    ) {
        self.pay_noting(seats, year, pay, statement, None);
    }

    /// Pays a team for a year as [`Self::pay`] does, and tells the steps by which the rep who holds a seat
    /// as its `stint`-th was paid, in the order in which they were taken.
    pub fn explain(
        &self,
        seats: &[Seat],
        year: &CompanyYear,
        (seat, stint): (usize, usize),
        pay: &mut TeamPay,
        statement: &mut Vec<Payment>,
    ) -> Vec<Step> {
        let pad = Pad::new(seat, stint);
        self.pay_noting(seats, year, pay, Some(statement), Some(&pad));
        pad.into_steps()
    }

    fn pay_noting(
        &self,
        seats: &[Seat],
        year: &CompanyYear,
        pay: &mut TeamPay,
        mut statement: Option<&mut Vec<Payment>>,
        pad: Option<&Pad>,
    ) {
        pay.used = 0;
        pay.payment_lag = self.payment_lag;
        pay.exchange = self.exchange.and_then(|number| year.exchange.get(number).copied());
        let exchange = pay.exchange;
        let months = self.timeline.months();
        let mut scratch = std::mem::take(&mut pay.scratch);
        if scratch.program != Some(self.number) {
            scratch.program = Some(self.number);
            scratch.frames.clear();
        }
        scratch.frames.resize_with(self.clauses.len(), Frame::default);
        for (s, (seat, seat_year)) in seats.iter().zip(&year.teams[self.team].seats).enumerate() {
            for (n, stint) in seat_year.stints.iter().enumerate() {
                let place = pay.next();
                let rep_pay = &mut pay.reps[place];
                rep_pay.clear(s, n, self.clauses.len(), months);
                let mut presence = std::mem::take(&mut scratch.presence);
                let notes = Notes::of(pad, s, n);
                let terms = (notes, exchange.as_ref());
                let rep = self.rep((seat, n), stint, &seat_year.ledger, terms, &mut presence);
                let roster = of_roster(seat, n);
                self.note_terms(stint, rep.presence, roster.and_then(|seat| seat.base), rep_pay);
                let own_target = roster.and_then(|seat| seat.target_incentive);
                for (c, clause) in self.clauses.iter().enumerate() {
                    let statement = statement.as_deref_mut();
                    if let Some(phase) = &clause.phase {
                        let target_incentive = own_target.unwrap_or(phase.target_incentive());
                        let rep = Rep { target_incentive, ..rep };
                        self.pay_phase((c, clause, phase), &rep, rep_pay, &mut scratch, statement);
                    } else if !clause.is_of_team() {
                        self.pay_clause(c, clause, &rep, rep_pay, &mut scratch, statement);
                    }
                }
                scratch.presence = presence;
            }
        }
        for (c, clause) in self.clauses.iter().enumerate().filter(|(_, c)| c.is_of_team()) {
            let rows = statement.as_deref_mut();
            match clause.component.pays {
                Pays::Pool { .. } => pool::pay(self, c, clause, year, pay, pad, rows),
                Pays::Contest(_) => contest::pay(self, (c, clause), (seats, year), pay, pad, rows),
                _ => {
                    budget::pay(self, (c, clause), (seats, year), (pay, &mut scratch), pad, rows);
                }
            }
        }
        pay.scratch = scratch;
        if let Some(plan_level) = &self.plan_level {
            for rep in &mut pay.reps[..pay.used] {
                let stint = &year.teams[self.team].seats[rep.seat].stints[rep.stint];
                let own = seats.get(rep.seat).filter(|_| rep.stint == 0);
                let target = own.and_then(|seat| seat.target_incentive);
                let target = target.unwrap_or(self.target_incentive);
                let notes = Notes::of(pad, rep.seat, rep.stint);
                let terms = (self.clauses.as_slice(), target);
                plan_level.settle(stint, terms, notes, rep, statement.as_deref_mut());
            }
        }
        if let Some(rows) = statement {
            rows.sort_by_key(|row| (row.seat, row.stint, row.month, row.source));
        }
    }

    /// Base pay (the rep's own where there is one) and quota of the plan year.
    fn note_terms(
        &self,
        stint: &Stint,
        presence: &Presence,
        own_base: Option<Cents>,
        pay: &mut RepPay,
    ) {
        let year = (self.timeline.plan_year() as i64, self.timeline.months() as i64);
        // Most are in seat all year and fully ramped.
        let share_of = |amount: Cents, share: Fraction| {
            if share == Fraction::ONE {
                return amount;
            }
            (Fraction::from(amount) * share).to_cents(self.rounding)
        };
        let part = |from, to| {
            Fraction::new(presence.months(from, to).into(), 12).unwrap_or(Fraction::ZERO)
        };
        pay.base = match self.changed_pay.filter(|_| own_base.is_none()) {
            None => share_of(own_base.unwrap_or(self.base), part(year.0, year.1)),
            Some(changed) => {
                let change = year.0 + changed.month as i64;
                let before = Fraction::from(self.base) * part(year.0, change);
                let after = Fraction::from(changed.base) * part(change, year.1);
                (before + after).to_cents(self.rounding)
            }
        };
        pay.quota = share_of(stint.quota, presence.quota_share(year.0, year.1));
    }

    /// A rep of a seat, its `number`-th, with the rates of exchange of the year. `own` is memory for a presence
    /// that is not the standard one.
    pub(super) fn rep<'a>(
        &'a self,
        (seat, number): (&Seat, usize),
        stint: &'a Stint,
        ledger: &'a Ledger,
        (notes, exchange): (Notes<'a>, Option<&'a [Decimal6; 12]>),
        own: &'a mut Presence,
    ) -> Rep<'a> {
        let leave = of_roster(seat, number).and_then(|seat| seat.leave);
        let presence = if self.calendar.is_standard(stint, leave, self.timeline.months()) {
            &self.standard_presence
        } else {
            self.calendar.follow(stint, leave, self.timeline.months(), own);
            own
        };
        let target_incentive = of_roster(seat, number).and_then(|seat| seat.target_incentive);
        let target_incentive = target_incentive.unwrap_or(self.target_incentive);
        let leaves = stint.end;
        Rep { stint, ledger, presence, target_incentive, leave, leaves, notes, exchange }
    }

    /// Pays a component of a plan that changes within the year for its part of the year.
    fn pay_phase(
        &self,
        (number, clause, phase): (usize, &Clause, &PhaseMonths),
        rep: &Rep<'_>,
        pay: &mut RepPay,
        scratch: &mut Scratch,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        if let Some(stint) = phase.stint(rep.stint) {
            let rep = Rep { stint: &stint, ..*rep };
            self.pay_clause(number, clause, &rep, pay, scratch, statement.as_deref_mut());
            phase.end(number, pay, &stint, statement);
        }
    }

    fn pay_clause(
        &self,
        number: usize,
        clause: &Clause,
        rep: &Rep<'_>,
        pay: &mut RepPay,
        scratch: &mut Scratch,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        self.pay_course((number, clause), rep, pay, scratch, statement.as_deref_mut());
        if recovers(clause, rep) {
            self.recover((number, clause), rep, pay, scratch, statement);
        }
    }

    /// Pays a clause before recoveries.
    pub(super) fn pay_course(
        &self,
        (number, clause): (usize, &Clause),
        rep: &Rep<'_>,
        pay: &mut RepPay,
        scratch: &mut Scratch,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        let Scratch { active, frames, credits, paid, .. } = scratch;
        let rep = &active::of_rep(clause, &self.calendar, rep, active);
        let sum = clause.sum_for(rep);
        let sum = sum.as_deref();
        if rep.notes.are_taken() {
            let of_condition = match &clause.when {
                Some(Gauge::Sum(sum)) => Some(sum),
                _ => None,
            };
            if let Some(sum) = sum.or(of_condition) {
                rep.notes.credits(Source::Component(number), sum, rep.ledger, rep.stint);
            }
        }
        paid.clear();
        let frame = &mut frames[number];
        let plain = sum.filter(|_| clause.plain_commission && statement.is_none());
        let by_month = plain.and_then(|sum| sum.by_month(rep.ledger));
        if let Some(sum) = sum.filter(|_| by_month.is_none() || recovers(clause, rep)) {
            credits.add_up(sum, rep.ledger);
        }
        let (clause, rounding) = ((number, clause), self.rounding);
        let source = by_month
            .map(commission::Source::Ledger)
            .or_else(|| plain.map(|sum| commission::Source::AddedUp(credits, sum.scale())));
        if clause.1.plain_retention && statement.is_none() {
            retention::pay(clause, rep, rounding, frame, pay);
        } else if let Some(source) = source {
            commission::pay(clause, rep, source, rounding, frame, pay, paid);
        } else {
            let course = Course::new(rep.stint.start, frame, rounding, statement.is_some());
            let statement = statement.as_deref_mut();
            course.pay(clause, rep, (sum, credits), pay, paid, statement);
        }
        if let Some(plan_level) = &self.plan_level {
            let component = (number, clause.1.component.paid);
            plan_level.forfeit(component, rep.stint, pay, paid, statement);
        }
    }

    /// Recovers of what a clause has paid a rep, whose credits and payments are at hand.
    pub(super) fn recover(
        &self,
        (number, clause): (usize, &Clause),
        rep: &Rep<'_>,
        pay: &mut RepPay,
        scratch: &mut Scratch,
        statement: Option<&mut Vec<Payment>>,
    ) {
        let Scratch { active, credits, paid, sales, .. } = scratch;
        let rep = &active::of_rep(clause, &self.calendar, rep, active);
        let sum = clause.sum_for(rep);
        if let (Some(terms), Some(sum)) = (&clause.component.clawback, sum.as_deref()) {
            let case =
                clawback::Case { program: self, number, clause, rep, terms, sum, credits, paid };
            clawback::recover(&case, sales, pay, statement);
        }
    }
}

/// Whether anything could be recovered of what a clause pays a rep.
fn recovers(clause: &Clause, rep: &Rep<'_>) -> bool {
    clause.component.clawback.is_some() && !rep.ledger.losses.is_empty()
}

/// The seat where its roster facts hold: they are those of the person there at first.
fn of_roster(seat: &Seat, number: usize) -> Option<&Seat> {
    (number == 0).then_some(seat)
}
