//! The payments of a team's year: each component's, then what plan-level clauses make of them.

use super::calendar::Presence;
use super::clause::{Clause, Frame};
use super::clawback::{self, Sales};
use super::course::{Course, Paid};
use super::lag::PaymentLag;
use super::notes::{Notes, Pad};
use super::program::{Program, TeamCalendar};
use super::recovery::{LossOfAccount, PlainRecovery};
use super::rep::Rep;
use super::rep_pay::RepPay;
use super::retention::{self, RetentionPayment};
use super::statement::{Payment, Source};
use super::step::Step;
use super::sums::{PaidInSums, SumsPad};
use super::{active, budget, commission, contest, pool};
use crate::company::Seat;
use crate::credit::{Credits, Gauge};
use crate::events::{CompanyYear, Ledger, Stint, Sums};
use crate::money::{Cents, Decimal6, Fraction};
use crate::plan::Pays;

/// What a team was paid; its memory is used again for the next year.
#[derive(Clone, Debug, Default)]
pub struct TeamPay {
    /// The reps in roster order, those of one seat in turn.
    pub reps: Vec<RepPay>,
    /// Months between the month of a payment and its payout.
    pub payment_lag: PaymentLag,
    /// Units of the currency of pay for one of the company's, by calendar month; none where they are the
    /// same.
    pub exchange: Option<[Decimal6; 12]>,
    used: usize,
    /// Of a year in sums nobody is told apart.
    is_in_sums: bool,
    /// By year.
    sums: Vec<PaidInSums>,
    scratch: Scratch,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    /// The program that it was used for last: frames of another are no use.
    program: Option<u64>,
    pub presence: Presence,
    /// As a new plan sees it.
    presence_of_new: Presence,
    /// Of the months in which a component is active.
    active: Presence,
    /// By clause.
    pub frames: Vec<Frame>,
    pub credits: Credits,
    pub paid: Vec<Paid>,
    sales: Sales,
    pub losses: LossOfAccount,
    /// What reps have earned by a clause to date.
    pub earned: Vec<i64>,
    /// When a clause pays.
    pub payments: Vec<RetentionPayment>,
    pub sums: SumsPad,
}

impl Scratch {
    /// Has a frame for each clause of a program.
    fn turn_to(&mut self, program: &Program) {
        if self.program != Some(program.number) {
            self.program = Some(program.number);
            self.frames.clear();
        }
        self.frames.resize_with(program.clauses.len(), Frame::default);
    }
}

impl TeamPay {
    /// What was paid for years in sums, one after the other; none where reps are told apart.
    pub fn in_sums(&self) -> &[PaidInSums] {
        if self.is_in_sums { &self.sums } else { &[] }
    }

    /// The reps who were paid.
    pub fn reps(&self) -> &[RepPay] {
        &self.reps[..self.used]
    }

    pub(super) fn reps_mut(&mut self) -> &mut [RepPay] {
        &mut self.reps[..self.used]
    }

    pub(super) fn next(&mut self) -> usize {
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

    /// Pays a team for years in sums, for [`TeamPay::in_sums`]: a plan of which [`Self::listed_for_figures`] says that it
    /// needs no more.
    pub fn pay_years_in_sums(&self, seats: &[Seat], sums: &Sums, pay: &mut TeamPay) {
        pay.used = 0;
        pay.payment_lag = self.payment_lag;
        (pay.exchange, pay.is_in_sums) = (None, true);
        pay.scratch.turn_to(self);
        self.pay_in_sums(seats, sums, &mut pay.sums, &mut pay.scratch);
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
        pay.scratch.turn_to(self);
        let team = &year.teams[self.team];
        if team.is_in_sums {
            self.pay_years_in_sums(seats, &team.sums, pay);
            return;
        }
        pay.is_in_sums = false;
        let mut scratch = std::mem::take(&mut pay.scratch);
        let is_whole = statement.is_none() && pad.is_none() && self.is_whole(seats, team);
        if is_whole {
            self.pay_whole_team(seats, team, exchange.as_ref(), pay, &mut scratch);
        }
        let one_by_one = seats.iter().zip(&team.seats).filter(|_| !is_whole);
        for (s, (seat, seat_year)) in one_by_one.enumerate() {
            for (n, stint) in seat_year.stints.iter().enumerate() {
                let place = pay.next();
                let rep_pay = &mut pay.reps[place];
                rep_pay.clear(s, n, self.clauses.len(), months);
                let mut presence = std::mem::take(&mut scratch.presence);
                let mut of_new = std::mem::take(&mut scratch.presence_of_new);
                let notes = Notes::of(pad, s, n);
                let terms = (notes, exchange.as_ref());
                let ledger = &seat_year.ledger;
                let rep = self.rep((seat, n), stint, ledger, terms, false, &mut presence);
                let under_new = self
                    .changed
                    .as_ref()
                    .map(|_| self.rep((seat, n), stint, ledger, terms, true, &mut of_new));
                let own_base = of_roster(seat, n).and_then(|seat| seat.base);
                self.note_terms(&rep, under_new.as_ref(), own_base, rep_pay);
                for (c, clause) in self.clauses.iter().enumerate() {
                    if clause.is_of_team() {
                        continue;
                    }
                    let statement = statement.as_deref_mut();
                    match &clause.phase {
                        None => self.pay_clause(c, clause, &rep, rep_pay, &mut scratch, statement),
                        Some(phase) => {
                            let rep = under_new.as_ref().filter(|_| phase.is_new()).unwrap_or(&rep);
                            let Some(stint) = phase.stint(stint) else { continue };
                            let rep = Rep { stint: &stint, ..*rep };
                            self.pay_clause(c, clause, &rep, rep_pay, &mut scratch, statement);
                        }
                    }
                }
                scratch.presence = presence;
                scratch.presence_of_new = of_new;
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
                let own_target = own.and_then(|seat| seat.target_incentive);
                let notes = Notes::of(pad, rep.seat, rep.stint);
                let terms = (self.clauses.as_slice(), own_target);
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
        rep: &Rep<'_>,
        under_new: Option<&Rep<'_>>,
        own_base: Option<Cents>,
        pay: &mut RepPay,
    ) {
        let (stint, presence) = (rep.whole, rep.presence);
        let year = (self.timeline.plan_year() as i64, self.timeline.months() as i64);
        let part = |from, to| {
            Fraction::new(presence.months(from, to).into(), 12).unwrap_or(Fraction::ZERO)
        };
        let changed = self.changed.as_ref();
        pay.base = match changed.filter(|_| own_base.is_none()) {
            None => self.share_of(own_base.unwrap_or(self.base), part(year.0, year.1)),
            Some(changed) => {
                let change = changed.from as i64;
                let before = Fraction::from(self.base) * part(year.0, change);
                let after = Fraction::from(changed.base) * part(change, year.1);
                (before + after).to_cents(self.rounding)
            }
        };
        if let (Some(changed), Some(new)) = (changed, under_new) {
            let change = changed.from as i64;
            let before = presence.quota_of(stint, year.0, change);
            let after = new.presence.quota_of(stint, change, year.1);
            pay.quota = (before + after).to_cents(self.rounding);
            return;
        }
        pay.quota = match stint.new_quota {
            None => self.share_of(stint.quota, presence.quota_share(year.0, year.1)),
            Some(_) => presence.quota_of(stint, year.0, year.1).to_cents(self.rounding),
        };
    }

    /// A rep of a seat, its `number`-th, with the rates of exchange of the year, on the terms of the plan or of
    /// the new one that it changes to. `own` is memory for a presence that is not the standard one.
    pub(super) fn rep<'a>(
        &'a self,
        (seat, number): (&Seat, usize),
        stint: &'a Stint,
        ledger: &'a Ledger,
        (notes, exchange): (Notes<'a>, Option<&'a [Decimal6; 12]>),
        new: bool,
        own: &'a mut Presence,
    ) -> Rep<'a> {
        let leave = of_roster(seat, number).and_then(|seat| seat.leave);
        let changed = self.changed.as_ref().filter(|_| new);
        let TeamCalendar { calendar, standard } = changed.map_or(&self.calendar, |it| &it.calendar);
        let presence = if calendar.is_standard(stint, leave, self.timeline.months()) {
            standard
        } else {
            calendar.follow(stint, leave, self.timeline.months(), own);
            own
        };
        let target_incentive = of_roster(seat, number).and_then(|seat| seat.target_incentive);
        let of_plan = changed.map_or(self.target_incentive, |it| it.target_incentive);
        let target_incentive = target_incentive.unwrap_or(of_plan);
        let whole = stint;
        Rep { stint, whole, ledger, presence, calendar, target_incentive, leave, notes, exchange }
    }

    pub(super) fn pay_clause(
        &self,
        number: usize,
        clause: &Clause,
        rep: &Rep<'_>,
        pay: &mut RepPay,
        scratch: &mut Scratch,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        let recovers = recovers(clause, rep);
        let plain =
            if recovers && statement.is_none() { PlainRecovery::of(clause, rep) } else { None };
        if let Some(plain) = plain {
            self.pay_course((number, clause), rep, (pay, false), scratch, None);
            if plain.recover(number, rep, &mut scratch.losses, pay) {
                return;
            }
            pay.clear_component(number);
        }
        self.pay_course((number, clause), rep, (pay, recovers), scratch, statement.as_deref_mut());
        if recovers {
            self.recover((number, clause), rep, pay, scratch, statement);
        }
    }

    /// Pays a clause before recoveries. Its credits and payments stay at hand where they are noted, for
    /// [`Self::recover`].
    pub(super) fn pay_course(
        &self,
        (number, clause): (usize, &Clause),
        rep: &Rep<'_>,
        (pay, noted): (&mut RepPay, bool),
        scratch: &mut Scratch,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        let Scratch { active, frames, credits, paid, .. } = scratch;
        let rep = &active::of_rep(clause, rep, active);
        let sum = clause.sum_for(rep);
        let sum = sum.as_deref();
        if rep.notes.are_taken() {
            let of_condition = match &clause.when {
                Some(Gauge::Sum(sum)) => Some(sum),
                _ => None,
            };
            if let Some(sum) = sum.or(of_condition) {
                let months = clause.paid_months(rep.whole).unwrap_or(*rep.stint);
                rep.notes.credits(Source::Component(number), sum, rep.ledger, &months);
            }
        }
        paid.clear();
        let frame = &mut frames[number];
        let is_plain = clause.plain_commission && rep.stint.new_quota.is_none();
        let plain = sum.filter(|_| is_plain && statement.is_none());
        let by_month = plain.and_then(|sum| sum.by_month(rep.ledger));
        if let Some(sum) = sum.filter(|_| by_month.is_none() || noted) {
            credits.add_up(sum, rep.ledger);
        }
        let (clause, rounding) = ((number, clause), clause.rounding);
        let source = by_month
            .map(commission::Source::Ledger)
            .or_else(|| plain.map(|sum| commission::Source::AddedUp(credits, sum.scale())));
        if clause.1.plain_retention && statement.is_none() {
            retention::pay(clause, rep, frame, pay);
        } else if let Some(source) = source {
            let paid = noted.then_some(&mut *paid);
            commission::pay(clause, rep, source, rounding, frame, pay, paid);
        } else {
            let course = Course::new(rep.stint.start, frame, rounding, statement.is_some());
            let statement = statement.as_deref_mut();
            course.pay(clause, rep, (sum, credits), pay, paid, statement);
        }
        if let Some(plan_level) = &self.plan_level {
            let component = (number, clause.1.component.paid);
            plan_level.forfeit(component, rep, pay, paid, statement);
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
        let rep = &active::of_rep(clause, rep, active);
        let sum = clause.sum_for(rep);
        if let (Some(terms), Some(sum)) = (&clause.component.clawback, sum.as_deref()) {
            let takes_up = clause.phase.is_some_and(|phase| phase.takes_up().is_some());
            let program = self;
            let case = clawback::Case {
                program,
                number,
                clause,
                rep,
                terms,
                sum,
                credits,
                paid,
                takes_up,
            };
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
