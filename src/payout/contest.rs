//! Contests: prizes for the reps of a team with the best results, decided when a window has ended.

use std::borrow::Cow;

use super::active;
use super::calendar::Presence;
use super::clause::Clause;
use super::notes::{Notes, Pad};
use super::payments::TeamPay;
use super::pool::whole_team;
use super::program::Program;
use super::rep::Rep;
use super::statement::{Payment, Source};
use super::step::{Working, clause};
use super::window::Span;
use crate::company::Seat;
use crate::credit::Gauge;
use crate::events::CompanyYear;
use crate::money::{Cents, Fraction, largest_remainder};
use crate::plan::{Contest, Pays, Ties};

/// Pays a contest to the reps of the program's team.
pub(super) fn pay(
    program: &Program,
    (number, contested): (usize, &Clause),
    (seats, year): (&[Seat], &CompanyYear),
    pay: &mut TeamPay,
    pad: Option<&Pad>,
    mut statement: Option<&mut Vec<Payment>>,
) {
    let Pays::Contest(contest) = &contested.component.pays else {
        return;
    };
    let timeline = program.timeline;
    let Some(team) = contested.stint_of(&whole_team(timeline)) else {
        return;
    };
    let mut presence = (Presence::default(), Presence::default());
    // By place in `pay`: won by one payment, and the last result.
    let mut won = vec![(Cents::ZERO, None); pay.reps().len()];
    for month in timeline.first()..timeline.months() {
        if !contested.pays_team_in(&team, month) {
            continue;
        }
        won.fill((Cents::ZERO, None));
        for span in contested.windows(&team, month) {
            let results = results(program, contested, (seats, year), pay, &span, &mut presence);
            for (place, result) in &results {
                won[*place].1 = Some(*result);
            }
            let parts = contested.part_of_prizes(contest, &span);
            for (place, prize) in prizes((contest, &parts), contested, &results) {
                won[place].0 += prize;
            }
        }
        if let (Some(phase), Some(first)) =
            (&contested.phase, contested.windows(&team, month).next())
        {
            for ((prize, _), rep) in won.iter_mut().zip(pay.reps()) {
                let paid = phase.taken_over(rep).and_then(|taken| taken.paid_for(&first, rep));
                *prize = (*prize - paid.unwrap_or_default()).max(Cents::ZERO);
            }
        }
        for ((prize, result), rep) in won.iter().zip(pay.reps_mut()) {
            rep.pay(number, month, *prize);
            let notes = Notes::of(pad, rep.seat, rep.stint);
            if result.is_some() {
                notes.open(month, Source::Component(number));
                notes.fact(|| Working::Result(*result));
                notes.pays(Fraction::from(*prize), || Working::Clause(clause::PRIZE));
            }
            if let (Some(rows), Some(_)) = (statement.as_deref_mut(), result) {
                rows.push(Payment {
                    seat: rep.seat,
                    stint: rep.stint,
                    month,
                    source: Source::Component(number),
                    result: *result,
                    quota: None,
                    attainment: None,
                    paid: *prize,
                    recovered: Cents::ZERO,
                    balance: None,
                });
            }
        }
    }
}

impl Clause {
    /// The prizes of a window: of one that a change of plan cuts, or whose plan is paid for its part of the
    /// months, that part of each, to the cent.
    fn part_of_prizes<'a>(&self, contest: &'a Contest, span: &Span) -> Cow<'a, [Cents]> {
        let part = self.share_of_window(span) * self.part_of_team(span);
        if part == Fraction::ONE {
            return Cow::Borrowed(&contest.prizes);
        }
        let of_prize = |prize: &Cents| (Fraction::from(*prize) * part).to_cents(self.rounding);
        contest.prizes.iter().map(of_prize).collect()
    }
}

/// The results of the reps in seat at a window's end, by place in `pay`, in roster order.
fn results(
    program: &Program,
    clause: &Clause,
    (seats, year): (&[Seat], &CompanyYear),
    pay: &TeamPay,
    span: &Span,
    (whole, of_active): &mut (Presence, Presence),
) -> Vec<(usize, Fraction)> {
    let Some(gauge) = &clause.gauge else {
        return Vec::new();
    };
    let of_team = &year.teams[program.team].seats;
    let mut results = Vec::new();
    for (place, rep_pay) in pay.reps().iter().enumerate() {
        let seat = &of_team[rep_pay.seat];
        let stint = &seat.stints[rep_pay.stint];
        if !stint.holds((span.to - 1) as usize) {
            continue;
        }
        let of_seat = (&seats[rep_pay.seat], rep_pay.stint);
        let terms = (Notes::NONE, None);
        let rep = program.rep(of_seat, stint, &seat.ledger, terms, clause.is_new(), whole);
        let rep: Rep<'_> = active::of_rep(clause, &rep, of_active);
        let first = if stint.newly_hired { stint.start as i64 } else { span.from };
        let own = Span { from: span.from.max(first), ..*span };
        results.extend(clause.value(gauge, &rep, &own).map(|result| (place, result)));
    }
    results
}

/// What each ranked rep wins, by place.
fn prizes(
    (contest, prizes): (&Contest, &[Cents]),
    clause: &Clause,
    results: &[(usize, Fraction)],
) -> Vec<(usize, Cents)> {
    let is_sum = matches!(clause.gauge, Some(Gauge::Sum(_)));
    let counts = |result: Fraction| match contest.at_least {
        Some(least) => result >= Fraction::from(least),
        None => !is_sum || result > Fraction::ZERO,
    };
    let mut ranked: Vec<_> = results.iter().filter(|(_, result)| counts(*result)).collect();
    // Equal results stay in roster order.
    ranked.sort_by(|(_, a), (_, b)| b.cmp(a));
    let mut won = Vec::new();
    let mut rank = 0;
    for tied in ranked.chunk_by(|(_, a), (_, b)| a == b) {
        let Some(prizes) = prizes.get(rank..).filter(|prizes| !prizes.is_empty()) else {
            break;
        };
        let shares: Vec<(usize, i128)> = tied.iter().map(|(place, _)| (*place, 1)).collect();
        match contest.ties {
            Ties::All => won.extend(shares.iter().map(|(place, _)| (*place, prizes[0]))),
            Ties::Share => {
                let together = prizes.iter().take(tied.len()).copied().sum();
                let parts = largest_remainder(together, &shares);
                won.extend(shares.iter().map(|(place, _)| *place).zip(parts));
            }
        }
        rank += tied.len();
    }
    won
}
