//! Components with a budget for the team: money that goes to the first who come.
//!
//! First each rep is paid as if the money sufficed. Then the budget of each plan year is gone through month by
//! month, and what it does not cover is cut. Recoveries come last: they look at what was paid.

use super::RepPay;
use super::clause::Clause;
use super::course::Paid;
use super::notes::{Notes, Pad};
use super::payments::{Scratch, TeamPay};
use super::program::Program;
use super::rep::Rep;
use super::statement::{Payment, Source};
use super::step::clause;
use crate::company::Seat;
use crate::events::CompanyYear;
use crate::money::{Cents, Fraction, largest_remainder};

/// Pays a component with a budget to the reps of the program's team.
pub(super) fn pay(
    program: &Program,
    (number, rationed): (usize, &Clause),
    (seats, year): (&[Seat], &CompanyYear),
    (pay, scratch): (&mut TeamPay, &mut Scratch),
    pad: Option<&Pad>,
    mut statement: Option<&mut Vec<Payment>>,
) {
    let mut payments: Vec<Vec<Paid>> = Vec::with_capacity(pay.reps().len());
    let as_if_it_sufficed = |rep: Option<&Rep<'_>>, rep_pay: &mut RepPay, scratch: &mut Scratch| {
        scratch.paid.clear();
        if let Some(rep) = rep {
            let rows = statement.as_deref_mut();
            let noted = rationed.component.clawback.is_some();
            program.pay_course((number, rationed), rep, (rep_pay, noted), scratch, rows);
        }
        payments.push(std::mem::take(&mut scratch.paid));
    };
    each_rep((program, rationed), (seats, year), (pay, scratch), pad, as_if_it_sufficed);
    if let Some(budget) = rationed.component.budget {
        let left = left_of(budget, rationed, pay);
        let of_clause = (program, number, rationed);
        ration((budget, left), of_clause, pay, &mut payments, pad, statement.as_deref_mut());
    }
    if rationed.component.clawback.is_none() {
        return;
    }
    let mut payments = payments.into_iter();
    let recover = |rep: Option<&Rep<'_>>, rep_pay: &mut RepPay, scratch: &mut Scratch| {
        scratch.paid = payments.next().unwrap_or_default();
        if let Some(rep) = rep {
            if let Some(sum) = rationed.sum_for(rep) {
                scratch.credits.add_up(&sum, rep.ledger);
            }
            let rows = statement.as_deref_mut();
            program.recover((number, rationed), rep, rep_pay, scratch, rows);
        }
    };
    each_rep((program, rationed), (seats, year), (pay, scratch), pad, recover);
}

/// Hands over every rep of the team with what is kept of the rep's pay, in roster order; none in place of one who is
/// not in seat while the clause is in force.
fn each_rep(
    (program, rationed): (&Program, &Clause),
    (seats, year): (&[Seat], &CompanyYear),
    (pay, scratch): (&mut TeamPay, &mut Scratch),
    pad: Option<&Pad>,
    mut hand_over: impl FnMut(Option<&Rep<'_>>, &mut RepPay, &mut Scratch),
) {
    let of_team = &year.teams[program.team].seats;
    let exchange = pay.exchange;
    for rep_pay in pay.reps_mut() {
        let seat = &of_team[rep_pay.seat];
        let stint = &seat.stints[rep_pay.stint];
        let mut presence = std::mem::take(&mut scratch.presence);
        let of_seat = (&seats[rep_pay.seat], rep_pay.stint);
        let notes = Notes::of(pad, rep_pay.seat, rep_pay.stint);
        let terms = (notes, exchange.as_ref());
        let rep =
            program.rep(of_seat, stint, &seat.ledger, terms, rationed.is_new(), &mut presence);
        let stint = rationed.stint_of(stint);
        let rep = stint.as_ref().map(|stint| Rep { stint, ..rep });
        hand_over(rep.as_ref(), rep_pay, scratch);
        scratch.presence = presence;
    }
}

/// What of a budget is the component's in the year of a change of plan: of a plan that is paid for its part of the
/// months, that part; less what the component was paid that it goes on with.
fn left_of(budget: Cents, rationed: &Clause, pay: &TeamPay) -> Cents {
    let Some(phase) = &rationed.phase else {
        return budget;
    };
    let part = Fraction::from(budget) * phase.part_of_year(rationed.component.months);
    let spent: Cents = pay.reps().iter().map(|rep| phase.paid_before(rep)).sum();
    (part.to_cents(rationed.rounding) - spent).max(Cents::ZERO)
}

/// Cuts the payments that a budget does not cover: one a year, and what is left of it in the plan year.
fn ration(
    (budget, of_plan_year): (Cents, Cents),
    (program, number, rationed): (&Program, usize, &Clause),
    pay: &mut TeamPay,
    payments: &mut [Vec<Paid>],
    pad: Option<&Pad>,
    mut statement: Option<&mut Vec<Payment>>,
) {
    let mut left = budget;
    for month in 0..program.timeline.months() {
        if month % 12 == 0 {
            let is_plan_year = rationed.phase.is_some() && month == program.timeline.plan_year();
            left = if is_plan_year { of_plan_year } else { budget };
        }
        let of_rep = |(place, rep): (usize, &RepPay)| (place, rep.paid(number, month).0.into());
        let wanted: Vec<(usize, i128)> = pay.reps().iter().enumerate().map(of_rep).collect();
        let total: i128 = wanted.iter().map(|(_, amount)| amount).sum();
        if total <= i128::from(left.0) {
            left -= Cents(total as i64);
            continue;
        }
        for ((place, wanted), given) in wanted.iter().zip(largest_remainder(left, &wanted)) {
            let rep = &mut pay.reps_mut()[*place];
            rep.pay(number, month, given - Cents(*wanted as i64));
            if *wanted > 0 {
                let notes = Notes::of(pad, rep.seat, rep.stint);
                notes.open(month, Source::Component(number));
                notes.change(clause::BUDGET, Fraction::whole(*wanted), given.into());
            }
            for payment in payments[*place].iter_mut().filter(|paid| paid.month == month) {
                payment.amount = given;
            }
            let of_payment = |row: &&mut Payment| {
                (row.seat, row.stint, row.month) == (rep.seat, rep.stint, month)
                    && row.source == Source::Component(number)
            };
            let rows = statement.as_deref_mut().into_iter().flatten();
            rows.filter(of_payment).for_each(|row| row.paid = given);
        }
        left = Cents::ZERO;
    }
}
