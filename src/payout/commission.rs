//! Plain commission: marginal tiers on the results of one window and no further clause. Most plans pay most
//! of their money so, and it is worked out in whole numbers, payment by payment instead of month by
//! month. It pays to the cent what the general way pays; a test holds the two together.

use super::clause::{Clause, Frame};
use super::course::Paid;
use super::program::Program;
use super::rep::Rep;
use super::rep_pay::RepPay;
use super::rungs::ShortLadder;
use super::whole_team::runs_on_same_terms;
use super::window::Span;
use crate::company::Seat;
use crate::credit::{Credits, Sum};
use crate::events::TeamYear;
use crate::money::{Cents, Rounding};
use crate::plan::{Component, MonthSet, Pays, Period, TierMethod, TrueUp, Window};

/// Whether a component is marginal tiers on the results of one window, without any further clause that
/// touches its pay. `steady`: it earns nothing more while nothing more is credited.
pub(super) fn is_plain(component: &Component, steady: bool) -> bool {
    let marginal = matches!(&component.pays, Pays::Rate(tiers) if !tiers.per_deal && tiers.method == TierMethod::Marginal);
    let one_window = matches!(component.measured, Window::Calendar(window) if window.months() >= component.paid.months());
    let unlimited =
        component.cap.is_none() && component.floor.is_none() && component.credit_cap.is_none();
    let unlimited = unlimited && component.hurdle.is_none() && component.rate_cap.is_none();
    let all_year = component.months == MonthSet::ALL;
    marginal && one_window && unlimited && all_year && steady
}

/// A rep's credits by month.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// As they stand in the ledger, in hundredths of the measure's unit.
    Ledger(&'a [i64]),
    /// Added up, with their scale.
    AddedUp(&'a Credits, i64),
}

/// Pays a rep's plain commission of all months. Payments are noted in `paid` only where they are asked for
/// later (a clawback).
pub(super) fn pay(
    (number, clause): (usize, &Clause),
    rep: &Rep<'_>,
    source: Source<'_>,
    rounding: Rounding,
    frame: &mut Frame,
    pay: &mut RepPay,
    mut paid: Option<&mut Vec<Paid>>,
) {
    let Window::Calendar(measured) = clause.component.measured else {
        return;
    };
    let stint = rep.stint;
    let length = measured.months();
    let payments = pay.payments(number);
    let is_short = match source {
        Source::Ledger(months) => is_short(months),
        Source::AddedUp(..) => false,
    };
    // Windows are those of the calendar; the rep's first may have begun before them.
    let mut window_from = stint.start - stint.start % length;
    let mut first = stint.start;
    while first < stint.end {
        let window_to = window_from + length;
        let from = if stint.newly_hired { first } else { window_from };
        let full_to = window_to.min(stint.end);
        let span = Span {
            from: from as i64,
            to: full_to as i64,
            full_to: full_to as i64,
            length: length as i64,
            period_from: first as i64,
            trailing: false,
        };
        clause.frame(rep, &span, frame);
        let mut window = Open { clause, span, first, payments };
        match source {
            Source::Ledger(months) => window.pay_by_month(months, is_short, frame, rounding),
            Source::AddedUp(credits, scale) => {
                let mut credit = 0;
                window.pay(|from, to| {
                    credit += credits.over(from, to);
                    clause.earned_directly(frame, credit, scale, rounding)
                });
            }
        }
        if let Some(paid) = paid.as_deref_mut() {
            window.note(paid);
        }
        (window_from, first) = (window_to, full_to);
    }
}

/// Pays plain commission, whose credits stand in the ledgers as they are, to all reps of a team who are there all
/// along. `earned` is memory.
pub(super) fn pay_team(
    program: &Program,
    (number, clause): (usize, &Clause),
    sum: &Sum,
    (seats, team): (&[Seat], &TeamYear),
    (frame, earned): (&mut Frame, &mut Vec<i64>),
    pay: &mut [RepPay],
) {
    let Window::Calendar(measured) = clause.component.measured else {
        return;
    };
    let (length, period) = (measured.months(), clause.component.paid.months());
    for from in (0..program.timeline.months()).step_by(length) {
        let (start, to) = (from as i64, (from + length) as i64);
        let span = Span {
            from: start,
            to,
            full_to: to,
            length: to - start,
            period_from: start,
            trailing: false,
        };
        let seats = &seats[..seats.len().min(team.seats.len())];
        let of_seat = |place: usize| &team.seats[place];
        let quota = |place: usize| of_seat(place).stints.first().map(|stint| stint.quota);
        // Reps on the same terms climb one ladder, many at a time.
        for run in runs_on_same_terms(seats, quota) {
            let Some(stint) = of_seat(run.start).stints.first() else { continue };
            let rep = program.rep_all_along(&seats[run.start], stint, &of_seat(run.start).ledger);
            clause.frame(&rep, &span, frame);

            earned.clear();
            earned.resize(run.len() * length / period, 0);
            let (mut bits, mut largest) = (0, 0);
            for (place, earned) in run.clone().zip(earned.chunks_exact_mut(length / period)) {
                let credits = sum.by_month(&of_seat(place).ledger).unwrap_or_default();
                let of_window = credits.get(from..from + length).unwrap_or_default();
                bits |= of_window.iter().fold(0, |bits, credit| bits | *credit);
                add_up(of_window, period, earned);
                largest = largest.max(earned.last().copied().unwrap_or(0));
            }
            // Of credits below 0, and of too large ones, some higher bit is set.
            let ladder = frame.ladder.short().filter(|_| (0..=LARGEST_CREDIT).contains(&bits));
            if ladder.is_some_and(|ladder| ladder.pay_all(earned, largest, clause.rounding)) {
                for (place, earned) in run.zip(earned.chunks_exact(length / period)) {
                    let payments = &mut pay[place].payments(number)[from..from + length];
                    pay_what_is_new(earned, period, payments);
                }
                continue;
            }
            for place in run {
                let payments = pay[place].payments(number);
                let mut window = Open { clause, span, first: from, payments };
                let credits = sum.by_month(&of_seat(place).ledger).unwrap_or_default();
                window.pay_by_month(credits, is_short(credits), frame, clause.rounding);
            }
        }
    }
}

/// Twelve credits of it, and more, are no result that is too large for a short ladder.
const LARGEST_CREDIT: i64 = (1 << 35) - 1;

/// Adds credits by month up to the end of each payment period. They are wrapped where they are too large for that.
pub(super) fn add_up(credits: &[i64], period: usize, to_date: &mut [i64]) {
    let mut sum = 0_i64;
    if period == 1 {
        for (credit, to_date) in credits.iter().zip(to_date) {
            sum = sum.wrapping_add(*credit);
            *to_date = sum;
        }
        return;
    }
    for (credits, to_date) in credits.chunks_exact(period).zip(to_date) {
        sum = credits.iter().fold(sum, |sum, credit| sum.wrapping_add(*credit));
        *to_date = sum;
    }
}

/// Pays in the last month of each period what was earned to date and not yet paid. What is earned never falls, so it
/// is the same whether or not a shortfall is carried.
fn pay_what_is_new(earned: &[i64], period: usize, payments: &mut [Cents]) {
    let mut paid_before = 0;
    if period == 1 {
        for (payment, earned) in payments.iter_mut().zip(earned) {
            *payment = Cents(earned - paid_before);
            paid_before = *earned;
        }
        return;
    }
    let last_months = payments.iter_mut().skip(period - 1).step_by(period);
    for (payment, earned) in last_months.zip(earned) {
        *payment = Cents(earned - paid_before);
        paid_before = *earned;
    }
}

/// Whether no sum of these credits is too long for a short ladder.
fn is_short(months: &[i64]) -> bool {
    let longest = ShortLadder::LONGEST as u64 / months.len().max(1) as u64;
    months.iter().all(|credit| credit.unsigned_abs() <= longest)
}

/// A window whose payments are being made.
struct Open<'a> {
    clause: &'a Clause,
    span: Span,
    /// The rep's first month in it.
    first: usize,
    /// The component's payments by month.
    payments: &'a mut [Cents],
}

impl Open<'_> {
    /// The least that a payment may be.
    fn least(&self) -> Cents {
        match self.clause.component.true_up {
            TrueUp::Forward => Cents::ZERO,
            TrueUp::Both => Cents(i64::MIN),
        }
    }

    /// The window's payments: the first month that is new to each, and the month after its last.
    fn periods(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (period, first) = (self.clause.component.paid.months(), self.first);
        let window_ends = self.span.full_to as usize;
        // Periods, too, are those of the calendar.
        (first - first % period..window_ends)
            .step_by(period)
            .map(move |from| (from.max(first), (from + period).min(window_ends)))
    }

    /// Makes the window's payments. `earned` tells what it has earned to date, given the months that are
    /// new to it.
    #[inline(always)]
    fn pay(&mut self, mut earned: impl FnMut(usize, usize) -> Cents) {
        let least = self.least();
        let mut paid_before = Cents::ZERO;
        let mut from = self.span.from as usize;
        for (_, to) in self.periods() {
            let amount = (earned(from, to) - paid_before).max(least);
            paid_before += amount;
            self.payments[to - 1] += amount;
            from = to;
        }
    }

    /// The same from credits by month.
    fn pay_by_month(&mut self, months: &[i64], is_short: bool, frame: &Frame, rounding: Rounding) {
        match frame.ladder.short().filter(|_| is_short) {
            Some(ladder) if self.clause.component.paid == Period::Month => {
                self.pay_months(months, &ladder, rounding);
            }
            Some(ladder) => {
                let mut credit = 0;
                self.pay(|from, to| {
                    credit += months[from..to].iter().sum::<i64>();
                    ladder.pay(credit, rounding)
                });
            }
            None => {
                let (clause, mut credit) = (self.clause, 0);
                self.pay(|from, to| {
                    credit += months[from..to].iter().copied().map(i128::from).sum::<i128>();
                    clause.earned_directly(frame, credit, 1, rounding)
                });
            }
        }
    }

    /// The same where every month is paid by a short ladder, as most are.
    ///
    /// Months without credit are worked out like the rest, and pay nothing: which they are cannot be
    /// foreseen, and a wrong guess costs more than the division.
    fn pay_months(&mut self, credits: &[i64], ladder: &ShortLadder<'_>, rounding: Rounding) {
        let least = self.least();
        let (from, to) = (self.span.from as usize, self.span.full_to as usize);
        let mut credit = credits[from..self.first].iter().sum::<i64>();
        let mut paid_before = Cents::ZERO;
        let months = credits[self.first..to].iter().zip(&mut self.payments[self.first..to]);
        for (new, payment) in months {
            credit += new;
            let amount = (ladder.pay(credit, rounding) - paid_before).max(least);
            paid_before += amount;
            *payment += amount;
        }
    }

    /// Notes the window's payments, which have been made.
    fn note(&self, paid: &mut Vec<Paid>) {
        paid.extend(self.periods().map(|(period_from, to)| {
            let span = Span { period_from: period_from as i64, to: to as i64, ..self.span };
            Paid {
                month: to - 1,
                period_from,
                span,
                amount: self.payments[to - 1],
                taken_over: None,
            }
        }));
    }
}
