//! Plain commission: marginal tiers on the results of one window and no further clause. Most plans pay most
//! of their money so, and it is worked out in whole numbers, payment by payment instead of month by
//! month. It pays to the cent what the general way pays; a test holds the two together.

use super::clause::{Clause, Frame};
use super::course::Paid;
use super::rep::Rep;
use super::rep_pay::RepPay;
use super::tiers::ShortLadder;
use super::window::Span;
use crate::credit::Credits;
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
    paid: &mut Vec<Paid>,
) {
    let Window::Calendar(measured) = clause.component.measured else {
        return;
    };
    let stint = rep.stint;
    let length = measured.months();
    let noted = clause.component.clawback.is_some();
    let payments = pay.payments(number);
    let is_short = match source {
        Source::Ledger(months) => {
            let longest = ShortLadder::LONGEST as u64 / months.len().max(1) as u64;
            months.iter().all(|credit| credit.unsigned_abs() <= longest)
        }
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
        match (source, frame.ladder.short()) {
            (Source::Ledger(months), Some(ladder)) if is_short => {
                if clause.component.paid == Period::Month {
                    window.pay_months(months, &ladder, rounding);
                } else {
                    let mut credit = 0;
                    window.pay(|from, to| {
                        credit += months[from..to].iter().sum::<i64>();
                        ladder.pay(credit, rounding)
                    });
                }
            }
            (Source::Ledger(months), _) => {
                let mut credit = 0;
                window.pay(|from, to| {
                    credit += months[from..to].iter().copied().map(i128::from).sum::<i128>();
                    clause.earned_directly(frame, credit, 1, rounding)
                });
            }
            (Source::AddedUp(credits, scale), _) => {
                let mut credit = 0;
                window.pay(|from, to| {
                    credit += credits.over(from, to);
                    clause.earned_directly(frame, credit, scale, rounding)
                });
            }
        }
        if noted {
            window.note(paid);
        }
        (window_from, first) = (window_to, full_to);
    }
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
