//! The payments of a team's year: each component's, then what plan-level clauses make of them.

use std::ops::Range;

use super::calendar::Presence;
use super::clause::{Clause, Frame, Reading, Rep};
use super::clawback::{self, Sales};
use super::commission;
use super::draw::draw_month;
use super::pool;
use super::program::Program;
use super::statement::{Payment, Source};
use super::window::{Span, pays_in, windows};
use crate::company::Seat;
use crate::credit::{Credits, Sum};
use crate::events::{CompanyYear, Stint};
use crate::money::{Cents, Fraction, Rounding};
use crate::plan::{Against, Component, Pays, TrueUp, Window};

/// What a team was paid; its memory is used again for the next year.
#[derive(Clone, Debug, Default)]
pub struct TeamPay {
    /// The reps in roster order, those of one seat in turn.
    pub reps: Vec<RepPay>,
    used: usize,
    scratch: Scratch,
}

/// What a rep was paid, by component and month of the timeline.
#[derive(Clone, Debug, Default)]
pub struct RepPay {
    /// Seat of the team, from 0.
    pub seat: usize,
    /// Which rep of the seat, from 0.
    pub stint: usize,
    /// Base for the months of the plan year in seat.
    pub base: Cents,
    /// Quota of the plan year: season, ramp and months in seat applied; 0 where there is none.
    pub quota: Cents,
    months: usize,
    paid: Vec<Cents>,
    recovered: Vec<Cents>,
    draw_paid: Vec<Cents>,
    draw_recovered: Vec<Cents>,
}

#[derive(Clone, Debug, Default)]
struct Scratch {
    presence: Presence,
    /// By clause.
    frames: Vec<Frame>,
    credits: Credits,
    paid: Vec<Paid>,
    sales: Sales,
}

/// A payment of a component, with the months that it covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paid {
    /// Month of the timeline in which it was made.
    pub month: usize,
    /// First month whose results it is the first to pay.
    pub period_from: usize,
    /// The window that it is part of.
    pub span: Span,
    pub amount: Cents,
}

impl RepPay {
    fn clear(&mut self, seat: usize, stint: usize, clauses: usize, months: usize) {
        (self.seat, self.stint, self.months) = (seat, stint, months);
        for (amounts, length) in [
            (&mut self.paid, clauses * months),
            (&mut self.recovered, clauses * months),
            (&mut self.draw_paid, months),
            (&mut self.draw_recovered, months),
        ] {
            amounts.clear();
            amounts.resize(length, Cents::ZERO);
        }
    }

    /// Paid by a component in a month, before recoveries.
    pub fn paid(&self, component: usize, month: usize) -> Cents {
        self.paid[component * self.months + month]
    }

    /// Recovered by a component's clawback in a month.
    pub fn recovered(&self, component: usize, month: usize) -> Cents {
        self.recovered[component * self.months + month]
    }

    /// Paid by a component in some months, before recoveries.
    pub fn paid_over(&self, component: usize, months: Range<usize>) -> Cents {
        self.paid[component * self.months..][months].iter().copied().sum()
    }

    /// Recovered by a component's clawback in some months.
    pub fn recovered_over(&self, component: usize, months: Range<usize>) -> Cents {
        self.recovered[component * self.months..][months].iter().copied().sum()
    }

    /// Paid by the draw in some months, less what it recovered.
    pub fn drawn_over(&self, months: Range<usize>) -> Cents {
        let paid: Cents = self.draw_paid[months.clone()].iter().copied().sum();
        paid - self.draw_recovered[months].iter().copied().sum()
    }

    /// Paid by the draw in a month, less what it recovered.
    pub fn draw(&self, month: usize) -> Cents {
        self.draw_paid[month] - self.draw_recovered[month]
    }

    pub(super) fn pay(&mut self, component: usize, month: usize, amount: Cents) {
        self.paid[component * self.months + month] += amount;
    }

    pub(super) fn recover(&mut self, component: usize, month: usize, amount: Cents) {
        self.recovered[component * self.months + month] += amount;
    }
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
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        pay.used = 0;
        let months = self.timeline.months();
        let mut scratch = std::mem::take(&mut pay.scratch);
        scratch.frames.resize_with(self.clauses.len(), Frame::default);
        for (s, (seat, seat_year)) in seats.iter().zip(&year.teams[self.team].seats).enumerate() {
            for (n, stint) in seat_year.stints.iter().enumerate() {
                let place = pay.next();
                let rep_pay = &mut pay.reps[place];
                rep_pay.clear(s, n, self.clauses.len(), months);
                let mut own_presence = std::mem::take(&mut scratch.presence);
                let presence = if self.calendar.is_standard(stint, months) {
                    &self.standard_presence
                } else {
                    self.calendar.follow(stint, months, &mut own_presence);
                    &own_presence
                };
                // Roster facts are those of the person there at first.
                let roster = (n == 0).then_some(seat);
                let own = roster.and_then(|seat| seat.target_incentive);
                let base = roster.and_then(|seat| seat.base).unwrap_or(self.base);
                self.note_terms(stint, presence, base, rep_pay);
                let rep = Rep {
                    stint,
                    ledger: &seat_year.ledger,
                    presence,
                    target_incentive: own.unwrap_or(self.target_incentive),
                };
                for (c, clause) in self.clauses.iter().enumerate() {
                    if !matches!(clause.component.pays, Pays::Pool { .. }) {
                        self.pay_clause(
                            c,
                            clause,
                            &rep,
                            rep_pay,
                            &mut scratch,
                            statement.as_deref_mut(),
                        );
                    }
                }
                scratch.presence = own_presence;
            }
        }
        pay.scratch = scratch;
        for (c, clause) in self.clauses.iter().enumerate() {
            if let Pays::Pool { .. } = clause.component.pays {
                pool::pay(self, c, clause, year, pay, statement.as_deref_mut());
            }
        }
        for rep in &mut pay.reps[..pay.used] {
            let stint = &year.teams[self.team].seats[rep.seat].stints[rep.stint];
            self.pay_draw(stint, rep, statement.as_deref_mut());
        }
        if let Some(rows) = statement {
            rows.sort_by_key(|row| (row.seat, row.stint, row.month, row.source));
        }
    }

    /// Base pay and quota of the plan year.
    fn note_terms(&self, stint: &Stint, presence: &Presence, base: Cents, pay: &mut RepPay) {
        let year = (self.timeline.plan_year() as i64, self.timeline.months() as i64);
        // Most are in seat all year and fully ramped.
        let share_of = |amount: Cents, share: Fraction| {
            if share == Fraction::ONE {
                return amount;
            }
            (Fraction::from(amount) * share).to_cents(self.rounding)
        };
        let months = presence.months(year.0, year.1).into();
        pay.base = share_of(base, Fraction::new(months, 12).unwrap_or(Fraction::ZERO));
        pay.quota = share_of(stint.quota, presence.quota_share(year.0, year.1));
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
        let Scratch { frames, credits, paid, sales, .. } = scratch;
        let component = &clause.component;
        let sum = clause.sum_for(rep);
        let sum = sum.as_deref();
        if let Some(sum) = sum {
            credits.add_up(sum, rep.ledger);
        }
        paid.clear();
        let frame = &mut frames[number];
        if let (true, None, Some(sum)) = (clause.plain_commission, &statement, sum) {
            let credits = (&*credits, sum.scale());
            commission::pay((number, clause), rep, credits, self.rounding, frame, pay, paid);
        } else {
            let course = Course::new(rep.stint.start, frame, self.rounding, statement.is_some());
            let statement = statement.as_deref_mut();
            course.pay((number, clause), rep, (sum, credits), pay, paid, statement);
        }
        if let (Some(terms), Some(sum)) = (&component.clawback, sum) {
            let case =
                clawback::Case { program: self, number, clause, rep, terms, sum, credits, paid };
            clawback::recover(&case, sales, pay, statement);
        }
    }

    fn pay_draw(&self, stint: &Stint, pay: &mut RepPay, mut statement: Option<&mut Vec<Payment>>) {
        let Some(draw) = &self.draw else { return };
        let plan_year = self.timeline.plan_year();
        let first = if stint.newly_hired { stint.start.max(plan_year) } else { plan_year };
        let mut owed = Cents::ZERO;
        for month in first..stint.end {
            let clauses = 0..self.clauses.len();
            let earned: Cents = clauses.map(|c| pay.paid(c, month) - pay.recovered(c, month)).sum();
            let running = month - first < draw.months as usize;
            if !running && owed == Cents::ZERO {
                break;
            }
            let drawn = draw_month(draw, self.rounding, running, owed, earned);
            owed = drawn.balance;
            pay.draw_paid[month] = drawn.paid;
            pay.draw_recovered[month] = drawn.recovered;
            if let Some(rows) = statement.as_deref_mut() {
                rows.push(Payment {
                    seat: pay.seat,
                    stint: pay.stint,
                    month,
                    source: Source::Draw,
                    result: None,
                    quota: None,
                    attainment: None,
                    paid: drawn.paid,
                    recovered: drawn.recovered,
                    balance: draw.recovery_share.map(|_| drawn.balance),
                });
            }
        }
    }
}

/// Where a component stands while its payments are gone through month by month.
struct Course<'a> {
    /// The window of the last payment: its first month and the month after its last.
    window: Option<(i64, i64)>,
    frame: &'a mut Frame,
    /// Paid before in that window.
    paid_before: Cents,
    paid_this_year: Cents,
    /// First month whose results the next payment is the first to pay.
    period_from: usize,
    rounding: Rounding,
    /// A statement is written, so that every payment is worked out.
    stated: bool,
}

impl<'a> Course<'a> {
    fn new(start: usize, frame: &'a mut Frame, rounding: Rounding, stated: bool) -> Self {
        Self {
            window: None,
            frame,
            paid_before: Cents::ZERO,
            paid_this_year: Cents::ZERO,
            period_from: start,
            rounding,
            stated,
        }
    }

    /// Pays a clause month by month, with all that it says.
    fn pay(
        mut self,
        (number, clause): (usize, &Clause),
        rep: &Rep<'_>,
        (sum, credits): (Option<&Sum>, &Credits),
        pay: &mut RepPay,
        paid: &mut Vec<Paid>,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        let component = &clause.component;
        for month in rep.stint.start..rep.stint.end {
            if month % 12 == 0 {
                self.paid_this_year = Cents::ZERO;
            }
            if !pays_in(component.paid, rep.stint, month) {
                continue;
            }
            let period_from = self.period_from;
            self.period_from = month + 1;
            match self.earned(clause, rep, sum, credits, month, period_from) {
                Some((span, reading, earned)) => {
                    let amount = self.payment(component, earned.to_cents(self.rounding));
                    pay.pay(number, month, amount);
                    paid.push(Paid { month, period_from, span, amount });
                    if let Some(rows) = statement.as_deref_mut() {
                        rows.push(row(pay, month, number, clause, &reading, amount));
                    }
                }
                None => {
                    let previous = paid.last().copied();
                    paid.extend(previous.map(|p| Paid {
                        month,
                        period_from,
                        amount: Cents::ZERO,
                        ..p
                    }));
                }
            }
        }
    }

    /// What the windows of a payment have earned to date, with the last window and how it was read. None
    /// where nothing can have changed since the last payment.
    #[inline]
    fn earned(
        &mut self,
        clause: &Clause,
        rep: &Rep<'_>,
        sum: Option<&Sum>,
        credits: &Credits,
        month: usize,
        period_from: usize,
    ) -> Option<(Span, Reading, Fraction)> {
        let component = &clause.component;
        let mut earned: Option<(Span, Reading, Fraction)> = None;
        for span in windows(component.paid, component.measured, rep.stint, month) {
            let window = Some((span.from, span.full_to));
            let goes_on = self.window == window && !span.trailing;
            if goes_on && clause.steady && !self.stated && credits.none(period_from, month + 1) {
                continue;
            }
            if !goes_on {
                (self.window, self.paid_before) = (window, Cents::ZERO);
            }
            if !goes_on || component.against == Against::ToDate {
                clause.frame(rep, &span, self.frame);
            }
            let reading = read(clause, rep, &span, self.frame, sum, credits);
            let before = earned.map_or(Fraction::ZERO, |(.., before)| before);
            // Of the windows of one payment, too, only the first that earns it pays what is paid once.
            let again = is_once(component) && before > Fraction::ZERO;
            let to_date = if again { before } else { before + reading.earned };
            earned = Some((span, reading, to_date));
        }
        earned
    }

    /// A payment: earned to date, less what was paid for it before.
    #[inline]
    fn payment(&mut self, component: &Component, to_date: Cents) -> Cents {
        let to_date = if is_once(component) && self.paid_this_year > self.paid_before {
            self.paid_before
        } else {
            to_date
        };
        let due = to_date - self.paid_before;
        let amount = match component.true_up {
            TrueUp::Both => due,
            TrueUp::Forward => due.max(Cents::ZERO),
        };
        self.paid_before += amount;
        self.paid_this_year += amount;
        amount
    }
}

/// Whether a component pays at most once a year.
fn is_once(component: &Component) -> bool {
    matches!(component.pays, Pays::Amount { once: true, .. })
}

/// What a clause has earned in a span, given its credits.
#[inline]
fn read(
    clause: &Clause,
    rep: &Rep<'_>,
    span: &Span,
    frame: &Frame,
    sum: Option<&Sum>,
    credits: &Credits,
) -> Reading {
    let (from, to) = (span.from.max(0) as usize, span.to.max(0) as usize);
    let credit = sum.and_then(|sum| Fraction::new(credits.over(from, to), sum.scale().into()));
    let deals = rep.ledger.events.iter().filter_map(|event| {
        let within = (from..to).contains(&usize::from(event.month));
        let sum = sum.filter(|_| within)?;
        Fraction::new(sum.credit(event), sum.scale().into())
    });
    clause.earned(rep, span, frame, credit, deals)
}

/// A statement row of a component's payment.
fn row(
    pay: &RepPay,
    month: usize,
    component: usize,
    clause: &Clause,
    reading: &Reading,
    paid: Cents,
) -> Payment {
    Payment {
        seat: pay.seat,
        stint: pay.stint,
        month,
        source: Source::Component(component),
        result: reading.result,
        quota: reading.quota.map(|quota| quota * Fraction::HUNDREDTH),
        attainment: clause
            .has_attainment()
            .then(|| clause.attainment(reading.result, reading.quota))
            .flatten(),
        paid,
        recovered: Cents::ZERO,
        balance: None,
    }
}

/// Whether two payments belong to one window.
pub(super) fn same_window(a: &Span, b: &Span, measured: Window) -> bool {
    matches!(measured, Window::Calendar(_)) && a.from == b.from && a.full_to == b.full_to
}
