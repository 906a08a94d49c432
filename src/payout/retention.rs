//! Plain retention pay: a target by the curve at a ratio such as NRR, and no further clause. It pays to the
//! cent what the general way pays (`course.rs`); a test holds the two together.

use super::clause::{Clause, Frame};
use super::program::Program;
use super::rep::{Rep, months_of, read};
use super::rep_pay::RepPay;
use super::window::{Span, payment_months, windows};
use crate::company::Seat;
use crate::events::{Stint, TeamYear};
use crate::money::{Cents, Fraction};
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
            let earned = clause.earned_by_ratio(rep, &span, frame, ratio);
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
    pub span: Span,
    /// It is the first of its window.
    pub opens: bool,
}

/// Pays plain retention to all reps of a team who are there all along. `payments` is memory.
pub(super) fn pay_team(
    program: &Program,
    (number, clause): (usize, &Clause),
    (seats, team): (&[Seat], &TeamYear),
    (frame, payments): (&mut Frame, &mut Vec<RetentionPayment>),
    pay: &mut [RepPay],
) {
    let component = &clause.component;
    let (Some(gauge), Some(stint)) =
        (&clause.gauge, team.seats.first().and_then(|s| s.stints.first()))
    else {
        return;
    };
    list_payments(component, stint, payments);
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
            let earned = clause.earned_by_ratio(&rep, span, frame, ratio);
            let amount = due(component, earned, paid_before);
            paid_before += amount;
            amounts[*month] += amount;
        }
    }
}

/// Lists the payments to reps who are there as long as this one.
pub(super) fn list_payments(
    component: &Component,
    stint: &Stint,
    payments: &mut Vec<RetentionPayment>,
) {
    payments.clear();
    let mut window = None;
    for month in payment_months(component.paid, stint) {
        for span in windows(component.paid, component.measured, stint, month) {
            let opens = window.replace(span.from) != Some(span.from);
            payments.push(RetentionPayment { month, span, opens });
        }
    }
}

/// What a payment pays of what was earned to date.
#[inline]
pub(super) fn due(component: &Component, earned: Cents, paid_before: Cents) -> Cents {
    match component.true_up {
        TrueUp::Forward => (earned - paid_before).max(Cents::ZERO),
        TrueUp::Both => earned - paid_before,
    }
}

/// The most levels of a curve that are looked up: one more than pieces.
const LEVELS: usize = 8;

impl Clause {
    /// By number of pieces reached, what was earned to date, rounded: the same for all reps on the same terms; none
    /// where a piece slopes, and none at all of a curve with more pieces than that.
    pub(super) fn levels(
        &self,
        rep: &Rep<'_>,
        span: &Span,
        frame: &mut Frame,
    ) -> Option<[Option<Cents>; LEVELS]> {
        let curve = self.curve.as_ref().filter(|curve| curve.pieces() < LEVELS)?;
        let mut levels = [None; LEVELS];
        levels[0] = Some(Cents::ZERO);
        for (piece, level) in levels[1..].iter_mut().take(curve.pieces()).enumerate() {
            *level = self.level_pay(rep, span, frame, piece);
        }
        Some(levels)
    }

    /// Pay earned to date on a flat piece of the curve, rounded: it depends only on the months that the target is
    /// for, and is worked out once for all reps with the same target.
    fn level_pay(
        &self,
        rep: &Rep<'_>,
        span: &Span,
        frame: &mut Frame,
        piece: usize,
    ) -> Option<Cents> {
        let level = self.curve.as_ref()?.level(piece)?;
        let pay = || (level * self.target(rep, span)).to_cents(self.rounding);
        let end = if self.component.against == Against::Full { span.full_to } else { span.to };
        let months = rep.presence.months(span.from, end) as usize;
        if frame.level_pay.len() <= piece {
            frame.level_pay.resize(piece + 1, [None; 13]);
        }
        Some(match frame.level_pay[piece].get_mut(months) {
            Some(known) => *known.get_or_insert_with(pay),
            None => pay(),
        })
    }

    /// Pay earned to date by plain retention with a ratio as it stands, rounded.
    pub(super) fn earned_by_ratio(
        &self,
        rep: &Rep<'_>,
        span: &Span,
        frame: &mut Frame,
        ratio: Option<Fraction>,
    ) -> Cents {
        let (Some(curve), Some(ratio)) = (&self.curve, ratio) else {
            return Cents::ZERO;
        };
        let Some(reached) = curve.reached(ratio) else {
            return Cents::ZERO;
        };
        self.level_pay(rep, span, frame, reached).unwrap_or_else(|| {
            (curve.payout(ratio) * self.target(rep, span)).to_cents(self.rounding)
        })
    }
}
