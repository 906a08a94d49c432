//! Clauses on a rep's pay as a whole, month by month: cap, guarantee, draw, hold, each on what the one before
//! left; last what can still be recovered from a leaver.

use std::ops::Range;

use super::Record;
use super::change::{self, WholePay};
use super::claim::Claim;
use super::number::{Number, TooLong};
use super::rep::Rep;
use super::window::{Months, period_of};
use crate::events::Timeline;
use crate::money::Cents;
use crate::plan::{AtExit, Component, DrawKind, Most, Plan, PlanCap, Treatment};

/// What the clauses on a rep's whole pay make of one month, line by line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// What the cap takes; below 0 where it gives back.
    pub cut: Cents,
    /// What the guarantee adds.
    pub guaranteed: Cents,
    /// What the draw pays.
    pub drawn: Cents,
    /// What is recovered of the draw.
    pub draw_recovered: Cents,
    /// What is owed for the draw after the month.
    pub owed: Cents,
    /// What is held back of the month.
    pub held: Cents,
    /// What was held back before and is paid now.
    pub released: Cents,
    /// What is held back for the rep after the month; what a leaver loses no longer is.
    pub held_after: Cents,
}

impl Lines {
    /// What the clauses add to the month, less what they take.
    pub fn sum(&self) -> Cents {
        let added = self.guaranteed + self.drawn + self.released;
        added - self.cut - self.draw_recovered - self.held
    }
}

/// What the clauses on the whole pay have made of a rep's months so far.
struct Desk<'a> {
    plan: &'a Plan,
    timeline: Timeline,
    rep: &'a Rep<'a>,
    /// The rep's own target incentive, where there is one.
    own_target: Option<Cents>,
    record: &'a Record,
    /// By month of the timeline.
    lines: Vec<Lines>,
}

/// Settles a rep's months.
pub(super) fn settle(
    plan: &Plan,
    timeline: Timeline,
    (rep, own_target): (&Rep<'_>, Option<Cents>),
    record: &mut Record,
) -> Result<(), TooLong> {
    let lines = vec![Lines::default(); timeline.months()];
    let mut desk = Desk { plan, timeline, rep, own_target, record, lines };
    for month in rep.stint.start..rep.stint.end {
        desk.lines[month].cut = desk.cut(month)?;
        desk.lines[month].guaranteed = desk.guaranteed(month);
        desk.draw(month)?;
        desk.hold(month)?;
        desk.lines[month].held_after = desk.held_after(month);
    }
    record.lines = desk.lines;
    limit_to_final_pay(plan, timeline, rep, record);
    Ok(())
}

/// What some components pay in cash in a month, less what they recover.
fn cash(plan: &Plan, components: Range<usize>, record: &Record, month: usize) -> Cents {
    let cash = components.filter(|number| !plan.components[*number].non_cash);
    cash.map(|number| record.paid[number][month] - record.recovered[number][month]).sum()
}

impl Desk<'_> {
    /// What the plan in force in a month says.
    fn terms(&self, month: usize) -> WholePay {
        change::in_force(self.plan, self.timeline, month)
    }

    fn cash(&self, month: usize) -> Cents {
        cash(self.plan, 0..self.plan.components.len(), self.record, month)
    }

    /// Pay of a month after the cap.
    fn capped(&self, month: usize) -> Cents {
        self.cash(month) - self.lines[month].cut
    }

    /// What the cap takes in a month: of the window, all above its bound, less what it took before.
    fn cut(&self, month: usize) -> Result<Cents, TooLong> {
        let treatment = self.plan.changed.as_ref().map(|new| new.change.treatment);
        if treatment == Some(Treatment::Prorate) {
            return self.cut_by_both(month);
        }
        let (mut terms, old) = (self.terms(month), change::of_old(self.plan, self.timeline));
        let change = old.months.to;
        let is_new = month as i64 >= change;
        let carries = is_new && treatment == Some(Treatment::Carry);
        let Some(cap) = terms.cap.or(old.cap.filter(|_| carries)) else {
            return Ok(Cents::ZERO);
        };
        let window = period_of(cap.per, month as i64);
        let goes_on = carries && window.contains(change) && window.from < change;
        if terms.cap.is_none() && !goes_on {
            return Ok(Cents::ZERO);
        }
        if !goes_on && treatment != Some(Treatment::Restart) {
            // A window that lies in one plan, or begins with a rep who was there before.
            terms.months = Months::EVER;
        }
        let own = if goes_on { window } else { window.and(terms.months) };
        let from = (own.from.max(0) as usize).max(self.rep.stint.start);
        let pay: Cents = (from..=month).map(|m| self.cash(m)).sum();
        let before: Cents = (from..month).map(|m| self.lines[m].cut).sum();
        let bound = match terms.cap {
            Some(cap) => Some(self.bound(&terms, cap, own)?.to_cents(terms.rounding)?),
            None => None,
        };
        if !goes_on {
            return Ok((pay - bound.unwrap_or(pay)).max(Cents::ZERO) - before);
        }
        // Nothing is taken back of what the old plan paid.
        let paid_by_old: Cents = (from..change as usize).map(|m| self.capped(m)).sum();
        let above = bound.map_or(Cents::ZERO, |bound| pay - bound.max(paid_by_old));
        Ok(above.max(Cents::ZERO) - before)
    }

    /// What a cap allows in some months of one of its windows.
    fn bound(&self, terms: &WholePay, cap: PlanCap, months: Months) -> Result<Number, TooLong> {
        let seat_months = self.rep.months_in_seat(months);
        Ok(match cap.most {
            Most::Amount(amount) => {
                Number::from(amount) * seat_months / Number::whole(cap.per.months() as i64)
            }
            Most::ShareOfTarget(share) => {
                let target = self.own_target.unwrap_or(terms.target_incentive);
                Number::from(target) * seat_months * share.into() / Number::whole(12)
            }
        })
    }

    /// What the caps of two plans take that are both paid on the whole year: each of what its own components pay,
    /// with its part of the bound.
    fn cut_by_both(&self, month: usize) -> Result<Cents, TooLong> {
        let (old, new) = (
            change::of_old(self.plan, self.timeline),
            change::of_new(self.plan, self.timeline).unwrap_or_else(|| self.terms(month)),
        );
        let is_old = |component: &Component| component.phase.is_some_and(|phase| !phase.is_new);
        let first_new = self.plan.components.iter().filter(|c| is_old(c)).count();
        let year = Months::new(self.timeline.plan_year(), self.timeline.plan_year() + 12);
        let months = |months: Months| self.rep.months_in_seat(months.and(year));
        let mut cut = Cents::ZERO;
        for (terms, components) in
            [(old, 0..first_new), (new, first_new..self.plan.components.len())]
        {
            let Some(cap) = terms.cap else { continue };
            let window = period_of(cap.per, month as i64);
            let before_the_year = window.to <= year.from;
            let part = if before_the_year {
                Number::whole((components.start == 0).into())
            } else if months(year).is_zero() {
                Number::ZERO
            } else {
                months(terms.months) / months(year)
            };
            let bound = (self.bound(&terms, cap, window)? * part).to_cents(terms.rounding)?;
            let from = (window.from.max(0) as usize).max(self.rep.stint.start);
            let to_date = |month: usize| {
                let pay = |m| cash(self.plan, components.clone(), self.record, m);
                ((from..=month).map(pay).sum::<Cents>() - bound).max(Cents::ZERO)
            };
            cut += to_date(month);
            if month > from {
                cut -= to_date(month - 1);
            }
        }
        Ok(cut)
    }

    /// The month from which a guarantee or a draw runs.
    fn first_month(&self, terms: &WholePay) -> usize {
        let started = if self.rep.stint.newly_hired { self.rep.stint.start } else { 0 };
        let first = started.max(self.timeline.plan_year());
        if terms.from_change { first.max(terms.months.from.max(0) as usize) } else { first }
    }

    fn leaves_in(&self, month: usize) -> bool {
        month + 1 == self.rep.stint.end && self.rep.stint.end < self.timeline.months()
    }

    /// What a guarantee adds in a month in which it is settled: at the end of a period, with the last guaranteed
    /// month, or with the last of its plan.
    fn guaranteed(&self, month: usize) -> Cents {
        let terms = self.terms(month);
        let Some(guarantee) = terms.guarantee else {
            return Cents::ZERO;
        };
        let first = self.first_month(&terms);
        let after = (first + guarantee.months as usize).min(self.rep.stint.end);
        let guaranteed = Months::new(first, after).and(terms.months);
        let has_it = self.rep.stint.newly_hired || !guarantee.new_hires_only;
        if !has_it || !guaranteed.contains(month as i64) {
            return Cents::ZERO;
        }
        let period = period_of(guarantee.per, month as i64);
        if period.to != month as i64 + 1 && month as i64 + 1 != guaranteed.to {
            return Cents::ZERO;
        }
        let months = period.and(guaranteed).from..=month as i64;
        let short = months.map(|m| guarantee.amount - self.capped(m as usize)).sum::<Cents>();
        short.max(Cents::ZERO)
    }

    /// What a draw pays in a month, and what is recovered of it: by its own terms, or by those of the old plan's
    /// draw where it is none that is recovered.
    fn draw(&mut self, month: usize) -> Result<(), TooLong> {
        let (terms, old) = (self.terms(month), change::of_old(self.plan, self.timeline));
        let pay = self.capped(month);
        let first = self.first_month(&terms);
        let running =
            terms.draw.filter(|draw| (first..first + draw.months as usize).contains(&month));
        let topped_up = pay + self.lines[month].guaranteed;
        let drawn = running.map_or(Cents::ZERO, |draw| match draw.kind {
            DrawKind::Minimum => (draw.amount - topped_up).max(Cents::ZERO),
            DrawKind::Advance => draw.amount,
        });
        self.lines[month].drawn = drawn;
        let recoverable = |terms: WholePay| terms.draw.is_some_and(|d| d.recovery_share.is_some());
        let by = [terms, old].into_iter().find(|terms| recoverable(*terms));
        let Some((by, draw)) = by.and_then(|by| Some((by, by.draw?))) else {
            return Ok(());
        };
        let before = month.checked_sub(1).map_or(Cents::ZERO, |before| self.lines[before].owed);
        let owed = if recoverable(terms) { before + drawn } else { before };
        let mut recovered = Cents::ZERO;
        if month >= self.first_month(&by) + draw.recovery_start as usize {
            let above = pay - running.map_or(Cents::ZERO, |running| running.amount);
            let share = draw.recovery_share.map_or(Number::ZERO, Number::from);
            let above = Number::from(above.max(Cents::ZERO));
            recovered = (above * share).to_cents(terms.rounding)?;
        }
        if self.leaves_in(month) && draw.at_exit == AtExit::Collected {
            recovered = (pay + self.released_at_exit(month)).max(Cents::ZERO);
        }
        let recovered = recovered.min(owed);
        self.lines[month].draw_recovered = recovered;
        let forgiven = self.leaves_in(month) && draw.at_exit == AtExit::Forgiven;
        self.lines[month].owed = if forgiven { Cents::ZERO } else { owed - recovered };
        Ok(())
    }

    /// Whether one who leaves with a month loses what is held.
    fn forfeits(&self, month: usize) -> bool {
        self.terms(month).exit.is_some_and(|exit| exit.forfeits)
    }

    /// What is held when a month begins.
    fn held_before(&self, month: usize) -> Cents {
        self.lines[..month].iter().map(|line| line.held - line.released).sum()
    }

    /// What is held when a month is over. A leaver has been paid it, or has lost it.
    fn held_after(&self, month: usize) -> Cents {
        if self.leaves_in(month) { Cents::ZERO } else { self.held_before(month + 1) }
    }

    /// What is held and paid with a leaver's last month.
    fn released_at_exit(&self, month: usize) -> Cents {
        if self.forfeits(month) { Cents::ZERO } else { self.held_before(month) }
    }

    /// What is held back of a month, and what of earlier months is paid, each by the plan that held it.
    fn hold(&mut self, month: usize) -> Result<(), TooLong> {
        if self.leaves_in(month) && !self.forfeits(month) {
            self.lines[month].released = self.released_at_exit(month);
            return Ok(());
        }
        let due = |booked: &usize| {
            let hold = self.terms(*booked).hold;
            hold.is_some_and(|hold| booked + hold.after_months as usize == month)
        };
        self.lines[month].released =
            (self.rep.stint.start..month).filter(due).map(|booked| self.lines[booked].held).sum();
        let terms = self.terms(month);
        let Some(hold) = terms.hold else {
            return Ok(());
        };
        let pay = (self.capped(month) - self.lines[month].draw_recovered).max(Cents::ZERO);
        let at_once = Number::from(pay) * hold.share_at_booking.into();
        self.lines[month].held = pay - at_once.to_cents(terms.rounding)?;
        Ok(())
    }
}

/// Losses after a leaver's last month recover no more than the pay of that month: month by month, and component
/// by component.
fn limit_to_final_pay(plan: &Plan, timeline: Timeline, rep: &Rep<'_>, record: &mut Record) {
    let last = rep.stint.end - 1;
    let in_cash = cash(plan, 0..plan.components.len(), record, last);
    let mut left = (in_cash + record.plan_level(last)).max(Cents::ZERO);
    for month in rep.stint.end..timeline.months() {
        for recovered in &mut record.recovered {
            recovered[month] = recovered[month].min(left);
            left -= recovered[month];
        }
    }
}

/// The months after a rep's last in which losses still recover, with those in seat: by the plan in force in the
/// last.
pub(super) fn recovering(claim: &Claim<'_>) -> Months {
    let stint = claim.rep.stint;
    let exit = change::in_force(claim.plan, claim.timeline, stint.end - 1).exit;
    let after = exit.map_or(0, |exit| exit.recover_months as usize);
    Months::new(stint.start, stint.end + after)
}
