//! A team whose reps are all there all along, paid clause by clause: plain commission to all of them at once. It pays
//! to the cent what rep by rep does; a test holds the two together.

use super::clause::Clause;
use super::commission;
use super::notes::Notes;
use super::payments::{Scratch, TeamPay};
use super::program::Program;
use super::recovery::PlainRecovery;
use super::rep::Rep;
use super::retention;
use crate::company::Seat;
use crate::credit::{Gauge, Sum};
use crate::events::{Ledger, Stint, TeamYear};
use crate::money::{Cents, Decimal6, Fraction};
use std::ops::Range;

impl Program {
    /// Whether all of a team's reps are in seat all along, on terms that do not change.
    pub(super) fn is_whole(&self, seats: &[Seat], team: &TeamYear) -> bool {
        let months = self.timeline.months();
        self.changed.is_none()
            && seats.iter().zip(&team.seats).all(|(seat, year)| {
                let [stint] = year.stints.as_slice() else {
                    return false;
                };
                let is_there = stint.start == 0 && stint.end == months && !stint.newly_hired;
                is_there && stint.new_quota.is_none() && seat.leave.is_none()
            })
    }

    /// A rep who is in seat all along, of whom no notes are taken.
    pub(super) fn rep_all_along<'a>(
        &'a self,
        seat: &Seat,
        stint: &'a Stint,
        ledger: &'a Ledger,
    ) -> Rep<'a> {
        Rep {
            stint,
            whole: stint,
            ledger,
            presence: &self.calendar.standard,
            calendar: &self.calendar.calendar,
            target_incentive: seat.target_incentive.unwrap_or(self.target_incentive),
            leave: None,
            notes: Notes::NONE,
            exchange: None,
        }
    }

    /// Pays such a team what its clauses pay each rep for themselves.
    pub(super) fn pay_whole_team(
        &self,
        seats: &[Seat],
        team: &TeamYear,
        exchange: Option<&[Decimal6; 12]>,
        pay: &mut TeamPay,
        scratch: &mut Scratch,
    ) {
        let months = self.timeline.months();
        let (from, to) = (self.timeline.plan_year() as i64, months as i64);
        let presence = &self.calendar.standard;
        let in_seat = Fraction::new(presence.months(from, to).into(), 12).unwrap_or(Fraction::ZERO);
        let of_quota = presence.quota_share(from, to);
        for (number, (seat, year)) in seats.iter().zip(&team.seats).enumerate() {
            let place = pay.next();
            let rep_pay = &mut pay.reps[place];
            rep_pay.clear(number, 0, self.clauses.len(), months);
            let quota = year.stints.first().map_or(Cents::ZERO, |stint| stint.quota);
            rep_pay.base = self.share_of(seat.base.unwrap_or(self.base), in_seat);
            rep_pay.quota = self.share_of(quota, of_quota);
        }
        for (c, clause) in self.clauses.iter().enumerate().filter(|(_, c)| !c.is_of_team()) {
            let by_month = by_month(clause);
            if let Some(sum) = by_month {
                let memory = (&mut scratch.frames[c], &mut scratch.earned);
                commission::pay_team(self, (c, clause), sum, (seats, team), memory, pay.reps_mut());
                if clause.component.clawback.is_none() {
                    continue;
                }
            }
            if clause.plain_retention {
                let memory = (&mut scratch.frames[c], &mut scratch.payments);
                retention::pay_team(self, (c, clause), (seats, team), memory, pay.reps_mut());
                continue;
            }
            for (place, (seat, year)) in seats.iter().zip(&team.seats).enumerate() {
                let Some(stint) = year.stints.first() else { continue };
                let rep = self.rep_all_along(seat, stint, &year.ledger);
                let rep = Rep { exchange, ..rep };
                let rep_pay = &mut pay.reps[place];
                if by_month.is_some() {
                    let nothing_lost = year.ledger.losses.is_empty();
                    let recovery = PlainRecovery::of(clause, &rep);
                    let mut recovered = |plain: PlainRecovery<'_>| {
                        plain.recover(c, &rep, &mut scratch.losses, rep_pay)
                    };
                    if nothing_lost || recovery.is_some_and(&mut recovered) {
                        continue;
                    }
                    rep_pay.clear_component(c);
                }
                self.pay_clause(c, clause, &rep, rep_pay, scratch, None);
            }
        }
    }

    /// A share of a yearly amount, rounded.
    pub(super) fn share_of(&self, amount: Cents, share: Fraction) -> Cents {
        // Most are in seat all year and fully ramped.
        if share == Fraction::ONE {
            return amount;
        }
        (Fraction::from(amount) * share).to_cents(self.rounding)
    }
}

/// Runs of a team's seats, side by side, whose reps have the same quota and target incentive; `quota` is that of the
/// rep in a seat, none where there is nobody.
pub(super) fn runs_on_same_terms(
    seats: &[Seat],
    quota: impl Fn(usize) -> Option<Cents>,
) -> impl Iterator<Item = Range<usize>> {
    // Numbers rather than options, which are compared by way of memory.
    let terms = move |place: usize| {
        let target = seats[place].target_incentive;
        let quota = quota(place).map_or(i64::MIN, |quota| quota.0);
        (quota, target.is_some(), target.map_or(0, |target| target.0))
    };
    let mut first = 0;
    std::iter::from_fn(move || {
        let (quota, is_own, target) = (first < seats.len()).then(|| terms(first))?;
        let same = |place: &usize| {
            let other = terms(*place);
            (other.0 == quota) & (other.1 == is_own) & (other.2 == target)
        };
        let others = (first + 1..seats.len()).take_while(same).count();
        let run = first..first + 1 + others;
        first = run.end;
        Some(run)
    })
}

/// The measure of plain commission, where a rep's credits by month stand in the ledger as they are.
fn by_month(clause: &Clause) -> Option<&Sum> {
    let no_cap = clause.component.deal_cap.is_none();
    match &clause.gauge {
        Some(Gauge::Sum(sum)) if clause.plain_commission && no_cap && sum.is_by_month() => {
            Some(sum)
        }
        _ => None,
    }
}
