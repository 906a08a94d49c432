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
use crate::plan::{Component, MonthSet, Pays, TierMethod, TrueUp, Window};

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
        let mut window = Open { clause, span, first, payments, paid: noted.then_some(&mut *paid) };
        match (source, frame.ladder.short()) {
            (Source::Ledger(months), Some(ladder)) if is_short => {
                let mut credit = 0;
                window.pay(|from, to| {
                    credit += months[from..to].iter().sum::<i64>();
                    ladder.pay(credit, rounding)
                });
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
    /// Where they are noted, if anywhere.
    paid: Option<&'a mut Vec<Paid>>,
}

impl Open<'_> {
    /// Makes the window's payments. `earned` tells what it has earned to date, given the months that are
    /// new to it.
    #[inline(always)]
    fn pay(&mut self, mut earned: impl FnMut(usize, usize) -> Cents) {
        let component = &self.clause.component;
        let period = component.paid.months();
        let least = match component.true_up {
            TrueUp::Forward => Cents::ZERO,
            TrueUp::Both => Cents(i64::MIN),
        };
        let window_ends = self.span.full_to as usize;
        let mut paid_before = Cents::ZERO;
        let mut from = self.span.from as usize;
        let mut period_from = self.first;
        // Periods, too, are those of the calendar.
        let mut period_ends = self.first - self.first % period;
        while period_from < window_ends {
            period_ends = (period_ends + period).min(window_ends);
            // Periods without credit are worked out like the rest, and pay nothing: which they are cannot
            // be foreseen, and a wrong guess costs more than the division.
            let amount = (earned(from, period_ends) - paid_before).max(least);
            paid_before += amount;
            self.payments[period_ends - 1] += amount;
            if let Some(paid) = &mut self.paid {
                let (from, to) = (period_from as i64, period_ends as i64);
                let span = Span { period_from: from, to, ..self.span };
                paid.push(Paid { month: period_ends - 1, period_from, span, amount });
            }
            (from, period_from) = (period_ends, period_ends);
        }
    }
}
