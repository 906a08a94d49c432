//! A component's payments, gone through month by month with all that the component says.

use super::clause::{Clause, Frame, Reading};
use super::notes::Notes;
use super::phase::TakenOver;
use super::rep::Rep;
use super::rep_pay::RepPay;
use super::statement::{Payment, Source};
use super::step::{Working, clause as by};
use super::window::{Span, payment_months};
use crate::credit::{Credits, Sum};
use crate::money::{Cents, Fraction, Rounding};
use crate::plan::{Against, Component, Pays, TrueUp, Window};

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
    /// It is the first for windows of another component, which was paid so much for them.
    pub taken_over: Option<Cents>,
}

/// Where a component stands while its payments are gone through month by month.
pub(super) struct Course<'a> {
    /// The window of the last payment: its first month and the month after its last.
    window: Option<(i64, i64)>,
    frame: &'a mut Frame,
    /// Paid before in that window.
    paid_before: Cents,
    paid_this_year: Cents,
    /// What the cap cut of the window so far, where the next one gets it.
    excess: Fraction,
    /// First month whose results the next payment is the first to pay.
    period_from: usize,
    rounding: Rounding,
    /// What it goes on with, where it takes up the windows of another component.
    taken_over: Option<TakenOver>,
    /// What the other was paid for the windows of the payment that is made, where it goes on with them.
    paid_by_other: Option<Cents>,
    /// The first month of the windows of another component that get what the cap cut before them, and how much.
    hands_on: Option<(i64, Fraction)>,
    /// A statement is written, so that every payment is worked out.
    stated: bool,
}

impl<'a> Course<'a> {
    pub fn new(start: usize, frame: &'a mut Frame, rounding: Rounding, stated: bool) -> Self {
        frame.carried = None;
        frame.converted = None;
        Self {
            window: None,
            frame,
            paid_before: Cents::ZERO,
            paid_this_year: Cents::ZERO,
            excess: Fraction::ZERO,
            period_from: start,
            rounding,
            taken_over: None,
            paid_by_other: None,
            hands_on: None,
            stated,
        }
    }

    /// Pays a clause month by month, with all that it says.
    pub fn pay(
        mut self,
        (number, clause): (usize, &Clause),
        rep: &Rep<'_>,
        (sum, credits): (Option<&Sum>, &Credits),
        pay: &mut RepPay,
        paid: &mut Vec<Paid>,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        let component = &clause.component;
        if let Some(phase) = &clause.phase {
            self.taken_over = phase.taken_over(pay);
            self.hands_on = clause.hands_on_to.map(|to| (to, Fraction::ZERO));
            if let Some(taken) = self.taken_over {
                self.period_from = taken.unpaid.max(rep.stint.start);
                self.paid_this_year = taken.paid_this_year;
            }
        }
        for month in payment_months(component.paid, rep.stint) {
            if clause.phase.is_some_and(|phase| !phase.pays_in(month)) {
                continue;
            }
            let period_from = self.period_from;
            if period_from.is_multiple_of(12) {
                self.paid_this_year = Cents::ZERO;
            }
            self.period_from = month + 1;
            let active_from = match self.taken_over {
                Some(_) => {
                    period_from.min((month - month % component.paid.months()).max(rep.stint.start))
                }
                None => period_from,
            };
            if !clause.is_active(active_from, month) {
                continue;
            }
            if let Some(taken) = &self.taken_over {
                let first = clause.windows(rep.stint, month).next();
                self.paid_by_other = first.and_then(|first| taken.paid_for(&first, pay));
            }
            rep.notes.open(month, Source::Component(number));
            match self.earned(clause, rep, sum, credits, month, period_from) {
                Some((span, reading, earned)) => {
                    let to_date = earned.to_cents(self.rounding);
                    rep.notes.settle(by::ROUNDING, to_date.into());
                    let amount = self.payment(component, rep.notes, to_date);
                    pay.pay(number, month, amount);
                    let taken_over = self.paid_by_other.filter(|_| paid.is_empty());
                    paid.push(Paid { month, period_from, span, amount, taken_over });
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
                        taken_over: None,
                        ..p
                    }));
                }
            }
        }
        if let Some((to, carried)) = self.hands_on {
            pay.hand_on(number, self.handed_on(to).unwrap_or(carried));
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
        for span in clause.windows(rep.stint, month) {
            let window = Some((span.from, span.full_to));
            let goes_on = self.window == window && !span.trailing;
            // Rates may rest on the quota in force: a window that saw the old one is looked at again.
            let moves = rep.stint.new_quota.is_some();
            let quiet = clause.steady && !moves && credits.none(period_from, month + 1);
            if goes_on && quiet && !self.stated {
                continue;
            }
            if !goes_on {
                if component.carry {
                    self.carry_into(&span);
                }
                if earned.is_none() {
                    self.paid_before = self.paid_by_other.unwrap_or_default();
                }
                if let Some(taken) = &self.taken_over {
                    if self.window.is_none() {
                        self.frame.carried = taken.carried;
                    } else if !component.carry {
                        self.frame.carried = None;
                    }
                }
                self.window = window;
            }
            if !goes_on || moves || component.against == Against::ToDate {
                clause.frame(rep, &span, self.frame);
            }
            rep.notes.fact(|| Working::Window { from: span.from, to: span.to });
            let reading = read(clause, rep, &span, self.frame, sum, credits);
            self.excess = reading.excess;
            let before = earned.map_or(Fraction::ZERO, |(.., before)| before);
            let so_far = before + reading.earned;
            rep.notes.earned(so_far);
            // Of the windows of one payment, too, only the first that earns it pays what is paid once.
            let again = is_once(component) && before > Fraction::ZERO;
            let to_date = if again { before } else { so_far };
            rep.notes.settle(by::ONCE, to_date);
            earned = Some((span, reading, to_date));
        }
        earned
    }

    /// Hands a window what the cap cut of the one before; none of the year before.
    fn carry_into(&mut self, span: &Span) {
        // A window that is still running then has not cut anything before them.
        if let Some((to, carried)) = self.hands_on.filter(|(to, _)| span.full_to > *to) {
            self.hands_on = Some((to, self.handed_on(to).unwrap_or(carried)));
        }
        self.frame.carried = self.carried_to(span.from);
    }

    /// What the cap cut of the window before and one that begins in a month gets; none of the year before.
    fn carried_to(&self, month: i64) -> Option<Fraction> {
        let year = |from: i64| from.div_euclid(12);
        let same_year = self.window.is_some_and(|(from, _)| year(from) == year(month));
        same_year.then_some(self.excess)
    }

    /// What the cap cut before windows that another component goes on with, while the last window is before
    /// them.
    fn handed_on(&self, to: i64) -> Option<Fraction> {
        let before = self.window.is_some_and(|(_, ended)| ended <= to);
        self.carried_to(to).filter(|_| before)
    }

    /// A payment: earned to date, less what was paid for it before.
    #[inline]
    fn payment(&mut self, component: &Component, notes: Notes<'_>, to_date: Cents) -> Cents {
        let to_date = if is_once(component) && self.paid_this_year > self.paid_before {
            self.paid_before
        } else {
            to_date
        };
        notes.settle(by::ONCE, to_date.into());
        let due = to_date - self.paid_before;
        notes.settle(by::BEFORE, due.into());
        let amount = match component.true_up {
            TrueUp::Both => due,
            TrueUp::Forward => due.max(Cents::ZERO),
        };
        notes.settle(by::FORWARD, amount.into());
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
    frame: &mut Frame,
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
