//! Pools: an amount for a team's common result, shared by the reps in seat.

use super::clause::{Clause, holds, months_of};
use super::payments::TeamPay;
use super::program::Program;
use super::statement::{Payment, Source};
use super::window::{Span, windows};
use crate::credit::{Gauge, Months};
use crate::events::{CompanyYear, Stint};
use crate::money::{Cents, Fraction};
use crate::plan::{Pays, Split, TrueUp};

/// Pays a pool component to the reps of the program's team.
pub(super) fn pay(
    program: &Program,
    number: usize,
    clause: &Clause,
    year: &CompanyYear,
    pay: &mut TeamPay,
    mut statement: Option<&mut Vec<Payment>>,
) {
    let Pays::Pool {
        amount,
        when,
        split,
        ..
    } = &clause.component.pays
    else {
        return;
    };
    let component = &clause.component;
    let timeline = program.timeline;
    // The team was there before the timeline began and stays after it.
    let team = Stint {
        start: 0,
        end: timeline.months(),
        newly_hired: false,
        quota: Cents::ZERO,
        attainment: 0.0,
        number: 0,
    };
    let mut window = None;
    let mut paid_before = Cents::ZERO;
    for month in timeline.first()..timeline.months() {
        if (month + 1) % component.paid.months() != 0 {
            continue;
        }
        let mut earned = Fraction::ZERO;
        let mut last: Option<(Span, Option<Fraction>)> = None;
        for span in windows(component.paid, component.measured, &team, month) {
            let key = (span.from, span.full_to);
            if window != Some(key) || span.trailing {
                (window, paid_before) = (Some(key), Cents::ZERO);
            }
            let result = clause
                .when
                .as_ref()
                .and_then(|gauge| team_result(clause, gauge, year, &span));
            if when.as_ref().is_none_or(|when| holds(when, result)) {
                let share = if span.trailing {
                    component.paid.months() as i128
                } else {
                    12
                };
                earned = earned
                    + Fraction::from(*amount) * Fraction::new(share, 12).unwrap_or(Fraction::ONE);
            }
            last = Some((span, result));
        }
        let Some((span, result)) = last else { continue };
        let mut due = earned.to_cents(program.rounding) - paid_before;
        if component.true_up == TrueUp::Forward {
            due = due.max(Cents::ZERO);
        }
        paid_before += due;
        share_out(
            program,
            number,
            clause,
            *split,
            year,
            pay,
            &span,
            due,
            |seat, stint, paid| {
                if let Some(rows) = statement.as_deref_mut() {
                    rows.push(Payment {
                        seat,
                        stint,
                        month,
                        source: Source::Component(number),
                        result,
                        quota: None,
                        attainment: None,
                        paid,
                        recovered: Cents::ZERO,
                        balance: None,
                    });
                }
            },
        );
    }
}

/// The common result of the teams in a pool's scope.
fn team_result(
    clause: &Clause,
    gauge: &Gauge,
    year: &CompanyYear,
    span: &Span,
) -> Option<Fraction> {
    let seats = clause
        .scope
        .iter()
        .filter_map(|team| year.teams.get(*team))
        .flat_map(|team| &team.seats);
    gauge
        .pool(seats.map(|seat| (&seat.ledger, months_of(gauge, &seat.ledger, span))))
        .value()
}

/// Shares an amount among the reps in seat in the span's last month, whole cents by largest remainder,
/// ties in roster order.
#[expect(
    clippy::too_many_arguments,
    reason = "one call, each argument a thing of its own"
)]
fn share_out(
    program: &Program,
    number: usize,
    clause: &Clause,
    split: Split,
    year: &CompanyYear,
    pay: &mut TeamPay,
    span: &Span,
    due: Cents,
    mut enter: impl FnMut(usize, usize, Cents),
) {
    let month = (span.to - 1) as usize;
    let seats = &year.teams[program.team].seats;
    let in_seat = |seat: usize, stint: usize| seats[seat].stints[stint].holds(month);
    let weight = |seat: usize, stint: usize| -> i128 {
        let (Split::ProRata, Some(gauge)) = (split, clause.gauge.as_ref().or(clause.when.as_ref()))
        else {
            return 1;
        };
        let stint = &seats[seat].stints[stint];
        let months = months_of(gauge, &seats[seat].ledger, span);
        let own = Months {
            from: months.from.max(stint.start),
            to: months.to.min(stint.end),
        };
        gauge.read(&seats[seat].ledger, own).numerator.max(0)
    };
    let mut shares: Vec<(usize, i128)> = pay
        .reps()
        .iter()
        .enumerate()
        .filter(|(_, rep)| in_seat(rep.seat, rep.stint))
        .map(|(place, rep)| (place, weight(rep.seat, rep.stint)))
        .collect();
    let mut total: i128 = shares.iter().map(|(_, weight)| weight).sum();
    if total == 0 {
        // Nobody has a result of their own: alike.
        shares.iter_mut().for_each(|(_, weight)| *weight = 1);
        total = shares.len() as i128;
    }
    if total == 0 {
        return;
    }
    let amounts = largest_remainder(due, total, &shares);
    for ((place, _), amount) in shares.iter().zip(amounts) {
        let rep = &mut pay.reps_mut()[*place];
        rep.pay(number, month, amount);
        enter(rep.seat, rep.stint, amount);
    }
}

fn largest_remainder(due: Cents, total: i128, shares: &[(usize, i128)]) -> Vec<Cents> {
    let due = i128::from(due.0);
    let mut amounts: Vec<i128> = shares
        .iter()
        .map(|(_, weight)| (due * weight).div_euclid(total))
        .collect();
    let left = due - amounts.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|i| -(due * shares[*i].1).rem_euclid(total));
    for i in order.into_iter().take(left.max(0) as usize) {
        amounts[i] += 1;
    }
    amounts
        .into_iter()
        .map(|cents| Cents(cents as i64))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_left_over_go_to_the_largest_remainders_in_roster_order() {
        for (due, weights, expected) in [
            (2_000_000, vec![1, 1, 1, 1], vec![500_000; 4]),
            (100, vec![1, 1, 1], vec![34, 33, 33]),
            (100, vec![1, 2, 3], vec![17, 33, 50]),
            (-100, vec![1, 1, 1], vec![-33, -33, -34]),
            (1, vec![0, 5], vec![0, 1]),
        ] {
            let shares: Vec<(usize, i128)> = weights.iter().copied().enumerate().collect();
            let total = weights.iter().sum();
            let cents: Vec<i64> = largest_remainder(Cents(due), total, &shares)
                .iter()
                .map(|c| c.0)
                .collect();
            assert_eq!(cents, expected, "{due} by {weights:?}");
        }
    }
}
