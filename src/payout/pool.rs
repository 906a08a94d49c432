//! Pools: an amount for a team's common result, shared by the reps in seat.

use super::clause::Clause;
use super::notes::{Notes, Pad};
use super::payments::TeamPay;
use super::program::Program;
use super::rep::{holds, months_of};
use super::rep_pay::RepPay;
use super::statement::{Payment, Source};
use super::step::{Working, clause as by};
use super::window::Span;
use crate::credit::{Gauge, Months};
use crate::events::{CompanyYear, Stint, Timeline};
use crate::money::{Cents, Fraction, largest_remainder};
use crate::plan::{Pays, Split, TrueUp};

/// Pays a pool component to the reps of the program's team.
pub(super) fn pay(
    program: &Program,
    number: usize,
    clause: &Clause,
    year: &CompanyYear,
    pay: &mut TeamPay,
    pad: Option<&Pad>,
    mut statement: Option<&mut Vec<Payment>>,
) {
    let Pays::Pool { amount, when, split, .. } = &clause.component.pays else {
        return;
    };
    let component = &clause.component;
    let timeline = program.timeline;
    let Some(team) = clause.stint_of(&whole_team(timeline)) else {
        return;
    };
    let mut window = None;
    let notes_of = |rep: &RepPay| Notes::of(pad, rep.seat, rep.stint);
    // The place of the rep for whom notes are taken.
    let noted = pay.reps().iter().position(|rep| notes_of(rep).are_taken());
    let notes = noted.map_or(Notes::NONE, |place| notes_of(&pay.reps()[place]));
    if let (Some(place), Some(Gauge::Sum(sum))) =
        (noted, clause.gauge.as_ref().or(clause.when.as_ref()))
    {
        let rep = &pay.reps()[place];
        let seat = &year.teams[program.team].seats[rep.seat];
        if let Some(months) = clause.paid_months(&seat.stints[rep.stint]) {
            notes.credits(Source::Component(number), sum, &seat.ledger, &months);
        }
    }
    // By place in `pay`: paid in the window so far, and paid by one payment.
    let mut before = vec![Cents::ZERO; pay.reps().len()];
    let mut amounts = before.clone();
    // By place in `pay`: paid by the component of another plan for the windows that this one goes on with.
    let mut by_other = Vec::new();
    for month in timeline.first()..timeline.months() {
        if !clause.pays_team_in(&team, month) {
            continue;
        }
        amounts.fill(Cents::ZERO);
        let first = clause.windows(&team, month).next();
        taken_over(clause, first.as_ref(), pay, &mut by_other);
        notes.open(month, Source::Component(number));
        let mut earned = Fraction::ZERO;
        let mut last: Option<(Span, Option<Fraction>)> = None;
        for span in clause.windows(&team, month) {
            let key = (span.from, span.full_to);
            if window != Some(key) || span.trailing {
                window = Some(key);
                before.fill(Cents::ZERO);
                before.iter_mut().zip(&by_other).for_each(|(before, paid)| *before = *paid);
            }
            let result = |gauge: &Gauge| team_result(clause, gauge, year, &span);
            let share = Fraction::new(component.paid.months() as i128, 12)
                .filter(|_| span.trailing)
                .unwrap_or(Fraction::ONE)
                * clause.share_of_window(&span);
            let of_condition = clause.when.as_ref().and_then(result);
            let held = when.as_ref().is_none_or(|when| holds(when, of_condition));
            let shown = clause.gauge.as_ref().map_or(of_condition, result);
            let full = Fraction::from(if held { *amount } else { Cents::ZERO });
            notes.fact(|| Working::Window { from: span.from, to: span.to });
            notes.fact(|| Working::Result(shown));
            notes.pays(full * share, || Working::Pool { held });
            // Each of its reps has a target, the pool has none to be capped by.
            let uncapped = || Fraction::whole(i64::MAX.into());
            let of_window = clause.conditioned(notes, full * share, result, || share);
            let capped = clause.capped(notes, of_window, || share, uncapped);
            let part = capped * clause.part_of_team(&span);
            earned = earned + notes.change(by::PART, capped, part);
            last = Some((span, shown));
            let sum = |amounts: &[Cents]| amounts.iter().copied().sum::<Cents>();
            let due = earned.to_cents(clause.rounding) - sum(&amounts) - sum(&before);
            let shares = if due < Cents::ZERO {
                if component.true_up == TrueUp::Forward {
                    continue;
                }
                // What a window loses again goes back as it was paid.
                before.iter().map(|paid| i128::from(paid.0)).enumerate().collect()
            } else {
                shares(program, clause, *split, year, pay, &span)
            };
            let own = shares.iter().find(|(place, _)| Some(*place) == noted);
            let of = shares.iter().map(|(_, weight)| weight).sum();
            notes.fact(|| Working::Share {
                weight: own.map_or(0, |o| o.1),
                of,
                reps: shares.len(),
            });
            for ((place, _), amount) in shares.iter().zip(largest_remainder(due, &shares)) {
                before[*place] += amount;
                amounts[*place] += amount;
            }
        }
        let Some((span, result)) = last else { continue };
        let own = noted.map_or(Cents::ZERO, |place| amounts[place]);
        notes.settle(by::OTHERS, own.into());
        for (place, amount) in amounts.iter().enumerate() {
            let rep = &mut pay.reps_mut()[place];
            rep.pay(number, month, *amount);
            let stint = &year.teams[program.team].seats[rep.seat].stints[rep.stint];
            let Some(rows) = statement.as_deref_mut() else {
                continue;
            };
            if *amount == Cents::ZERO && !stint.holds((span.to - 1) as usize) {
                continue;
            }
            rows.push(Payment {
                seat: rep.seat,
                stint: rep.stint,
                month,
                source: Source::Component(number),
                result,
                quota: None,
                attainment: None,
                paid: *amount,
                recovered: Cents::ZERO,
                balance: None,
            });
        }
    }
}

/// A team as if it were a rep: it was there before the timeline began and stays after it.
pub(super) fn whole_team(timeline: Timeline) -> Stint {
    Stint {
        start: 0,
        end: timeline.months(),
        newly_hired: false,
        quota: Cents::ZERO,
        new_quota: None,
        attainment: 0.0,
        number: 0,
    }
}

/// What the component of another plan was paid, by place in `pay`, for windows that this one goes on with;
/// empty where it does not.
fn taken_over(clause: &Clause, first: Option<&Span>, pay: &TeamPay, by_other: &mut Vec<Cents>) {
    by_other.clear();
    if let (Some(phase), Some(first)) = (&clause.phase, first) {
        let paid = |rep| phase.taken_over(rep).and_then(|taken| taken.paid_for(first, rep));
        by_other.extend(pay.reps().iter().filter_map(paid));
    }
}

/// The common result of the teams in a pool's scope.
fn team_result(
    clause: &Clause,
    gauge: &Gauge,
    year: &CompanyYear,
    span: &Span,
) -> Option<Fraction> {
    let seats =
        clause.scope.iter().filter_map(|team| year.teams.get(*team)).flat_map(|team| &team.seats);
    gauge.pool(seats.map(|seat| (&seat.ledger, months_of(gauge, &seat.ledger, span)))).value()
}

/// The reps in seat in the span's last month, by place in `pay` in roster order, each with a weight.
fn shares(
    program: &Program,
    clause: &Clause,
    split: Split,
    year: &CompanyYear,
    pay: &TeamPay,
    span: &Span,
) -> Vec<(usize, i128)> {
    let month = (span.to - 1) as usize;
    let seats = &year.teams[program.team].seats;
    let weight = |seat: usize, stint: usize| -> i128 {
        let (Split::ProRata, Some(gauge)) = (split, clause.gauge.as_ref().or(clause.when.as_ref()))
        else {
            return 1;
        };
        let stint = &seats[seat].stints[stint];
        let months = months_of(gauge, &seats[seat].ledger, span);
        let own = Months { from: months.from.max(stint.start), to: months.to.min(stint.end) };
        gauge.read(&seats[seat].ledger, own).numerator.max(0)
    };
    let mut shares: Vec<(usize, i128)> = pay
        .reps()
        .iter()
        .enumerate()
        .filter(|(_, rep)| seats[rep.seat].stints[rep.stint].holds(month))
        .map(|(place, rep)| (place, weight(rep.seat, rep.stint)))
        .collect();
    if shares.iter().all(|(_, weight)| *weight == 0) {
        // Nobody has a result of their own: alike.
        shares.iter_mut().for_each(|(_, weight)| *weight = 1);
    }
    shares
}
