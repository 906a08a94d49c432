//! Plain retention pay: a target by the curve at a ratio such as NRR, and no further clause. It pays to the
//! cent what the general way pays (`course.rs`); a test holds the two together.

use super::clause::{Clause, Frame};
use super::program::Program;
use super::rep::{Rep, months_of, read};
use super::rep_pay::RepPay;
use super::window::{Span, payment_months, windows};
use crate::company::Seat;
use crate::events::TeamYear;
use crate::money::{Cents, Fraction, Rounding};
use crate::plan::{Against, Component, Measure, MonthSet, Pays, TrueUp, Window};

/// Whether a component is a target by a ratio, on one window a payment, without any further clause that
/// touches its pay.
pub(super) fn is_plain(component: &Component) -> bool {
    matches!(component.pays, Pays::Target(_))
        && matches!(component.measure, Some(Measure::Ratio(_)))
        && matches!(component.measured, Window::Calendar(window) if window.months() >= component.paid.months())
        && component.months == MonthSet::ALL
        && component.quota.is_none()
        && component.goal.is_none()
        && component.round_attainment.is_none()
        && component.gate.is_none()
        && component.multiplier.is_none()
        && component.floor.is_none()
        && component.cap.is_none()
        && component.clawback.is_none()
}

/// Pays a rep's plain retention of all months.
pub(super) fn pay(
    (number, clause): (usize, &Clause),
    rep: &Rep<'_>,
    rounding: Rounding,
    frame: &mut Frame,
    pay: &mut RepPay,
) {
    let component = &clause.component;
    let Some(gauge) = &clause.gauge else {
        return;
    };
    let mut window = None;
    let mut paid_before = Cents::ZERO;
    for month in payment_months(component.paid, rep.stint) {
        for span in windows(component.paid, component.measured, rep.stint, month) {
            let opens = window != Some(span.from);
            if opens {
                (window, paid_before) = (Some(span.from), Cents::ZERO);
                clause.frame(rep, &span, frame);
            }
            let ratio = read(gauge, rep, &span);
            let earned = clause.earned_by_ratio(rep, &span, frame, ratio, rounding);
            let amount = due(component, earned, paid_before);
            paid_before += amount;
            pay.pay(number, month, amount);
        }
    }
}

/// A payment of plain retention: its window, and what the target is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct RetentionPayment {
    /// The month in which it is made.
    month: usize,
    span: Span,
    /// It is the first of its window.
    opens: bool,
}

/// Pays plain retention to all reps of a team who are there all along. `payments` is memory.
pub(super) fn pay_team(
    program: &Program,
    (number, clause): (usize, &Clause),
    (seats, team): (&[Seat], &TeamYear),
    (frame, payments): (&mut Frame, &mut Vec<RetentionPayment>),
    pay: &mut [RepPay],
) {
    let (component, rounding) = (&clause.component, clause.rounding);
    let (Some(gauge), Some(stint)) =
        (&clause.gauge, team.seats.first().and_then(|s| s.stints.first()))
    else {
        return;
    };
    payments.clear();
    let mut window = None;
    for month in payment_months(component.paid, stint) {
        for span in windows(component.paid, component.measured, stint, month) {
            let opens = window.replace(span.from) != Some(span.from);
            payments.push(RetentionPayment { month, span, opens });
        }
    }
    for (place, (seat, year)) in seats.iter().zip(&team.seats).enumerate() {
        let Some(stint) = year.stints.first() else { continue };
        let rep = program.rep_all_along(seat, stint, &year.ledger);
        let amounts = pay[place].payments(number);
        let mut paid_before = Cents::ZERO;
        for RetentionPayment { month, span, opens } in &*payments {
            if *opens {
                paid_before = Cents::ZERO;
                clause.frame(&rep, span, frame);
            }
            let ratio = gauge.read(&year.ledger, months_of(gauge, &year.ledger, span)).value();
            let earned = clause.earned_by_ratio(&rep, span, frame, ratio, rounding);
            let amount = due(component, earned, paid_before);
            paid_before += amount;
            amounts[*month] += amount;
        }
    }
}

/// What a payment pays of what was earned to date.
#[inline]
fn due(component: &Component, earned: Cents, paid_before: Cents) -> Cents {
    match component.true_up {
        TrueUp::Forward => (earned - paid_before).max(Cents::ZERO),
        TrueUp::Both => earned - paid_before,
    }
}

impl Clause {
    /// Pay earned to date by plain retention with a ratio as it stands,
    /// rounded. On the flat parts of the curve pay depends only on the months that the target is for, and
    /// is worked out once for all reps with the same target.
    fn earned_by_ratio(
        &self,
        rep: &Rep<'_>,
        span: &Span,
        frame: &mut Frame,
        ratio: Option<Fraction>,
        rounding: Rounding,
    ) -> Cents {
        let (Some(curve), Some(ratio)) = (&self.curve, ratio) else {
            return Cents::ZERO;
        };
        let Some(reached) = curve.reached(ratio) else {
            return Cents::ZERO;
        };
        let pay = |payout: Fraction| (payout * self.target(rep, span)).to_cents(rounding);
        let Some(level) = curve.level(reached) else {
            return pay(curve.payout(ratio));
        };
        let end = if self.component.against == Against::Full { span.full_to } else { span.to };
        let months = rep.presence.months(span.from, end) as usize;
        if frame.level_pay.len() <= reached {
            frame.level_pay.resize(reached + 1, [None; 13]);
        }
        match frame.level_pay[reached].get_mut(months) {
            Some(known) => *known.get_or_insert_with(|| pay(level)),
            None => pay(level),
        }
    }
}
