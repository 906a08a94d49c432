//! Plain commission: marginal tiers on the results of one window and no further clause. Most plans pay most
//! of their money so, and it is worked out in whole numbers, payment by payment instead of month by
//! month. It pays to the cent what the general way pays; a test holds the two together.

use super::clause::{Clause, Frame};
use super::course::Paid;
use super::rep::Rep;
use super::rep_pay::RepPay;
use super::window::Span;
use crate::credit::Credits;
use crate::money::{Cents, Rounding};
use crate::plan::{TrueUp, Window};

/// Pays a rep's plain commission of all months. Payments are noted in `paid` only where they are asked for
/// later (a clawback).
pub(super) fn pay(
    (number, clause): (usize, &Clause),
    rep: &Rep<'_>,
    (credits, scale): (&Credits, i64),
    rounding: Rounding,
    frame: &mut Frame,
    pay: &mut RepPay,
    paid: &mut Vec<Paid>,
) {
    let component = &clause.component;
    let Window::Calendar(measured) = component.measured else {
        return;
    };
    let (period, length) = (component.paid.months(), measured.months());
    let stint = rep.stint;
    let noted = component.clawback.is_some();
    // Periods and windows are those of the calendar; the rep's first may have begun before them.
    let mut period_ends = stint.start - stint.start % period;
    let mut window_ends = stint.start - stint.start % length;
    let mut span =
        Span { from: 0, to: 0, full_to: 0, length: length as i64, period_from: 0, trailing: false };
    let mut paid_before = Cents::ZERO;
    let mut period_from = stint.start;
    while period_from < stint.end {
        period_ends = (period_ends + period).min(stint.end);
        let opens = period_from >= window_ends;
        if opens {
            span.from = if stint.newly_hired { period_from } else { window_ends } as i64;
            window_ends += length;
            span.full_to = window_ends.min(stint.end) as i64;
            paid_before = Cents::ZERO;
        }
        (span.period_from, span.to) = (period_from as i64, period_ends as i64);
        if opens {
            clause.frame(rep, &span, frame);
        }
        // Periods without credit are worked out like the rest, and pay nothing: which they are cannot be
        // foreseen, and a wrong guess costs more than the division.
        let credit = credits.over(span.from as usize, period_ends);
        let mut amount = clause.earned_directly(frame, credit, scale, rounding) - paid_before;
        if component.true_up == TrueUp::Forward {
            amount = amount.max(Cents::ZERO);
        }
        paid_before += amount;
        pay.pay(number, period_ends - 1, amount);
        if noted {
            paid.push(Paid { month: period_ends - 1, period_from, span, amount });
        }
        period_from = period_ends;
    }
}
