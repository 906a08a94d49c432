//! Clauses on a rep's pay as a whole, month by month: cap, guarantee, draw, hold, each on what the one before
//! left; last what can still be recovered from a leaver.

use super::Record;
use super::number::{Number, TooLong};
use super::rep::Rep;
use super::window::{Months, period_of};
use crate::events::Timeline;
use crate::money::Cents;
use crate::plan::{AtExit, DrawKind, Most, Plan};

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
    record: &'a Record,
    /// By month of the timeline.
    lines: Vec<Lines>,
}

/// Settles a rep's months.
pub(super) fn settle(
    plan: &Plan,
    timeline: Timeline,
    rep: &Rep<'_>,
    record: &mut Record,
) -> Result<(), TooLong> {
    let lines = vec![Lines::default(); timeline.months()];
    let mut desk = Desk { plan, timeline, rep, record, lines };
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

/// What components pay in cash in a month, less what they recover.
fn cash(plan: &Plan, record: &Record, month: usize) -> Cents {
    let cash = plan.components.iter().enumerate().filter(|(_, component)| !component.non_cash);
    cash.map(|(number, _)| record.paid[number][month] - record.recovered[number][month]).sum()
}

impl Desk<'_> {
    /// Pay of a month after the cap.
    fn capped(&self, month: usize) -> Cents {
        cash(self.plan, self.record, month) - self.lines[month].cut
    }

    /// What the cap takes in a month: of the window, all above its bound, less what it took before.
    fn cut(&self, month: usize) -> Result<Cents, TooLong> {
        let Some(cap) = self.plan.cap else {
            return Ok(Cents::ZERO);
        };
        let window = period_of(cap.per, month as i64);
        let seat_months = self.rep.months_in_seat(window);
        let bound = match cap.most {
            Most::Amount(amount) => {
                Number::from(amount) * seat_months / Number::whole(cap.per.months() as i64)
            }
            Most::ShareOfTarget(share) => {
                let target = Number::from(self.rep.target_incentive) * seat_months;
                target * share.into() / Number::whole(12)
            }
        };
        let from = (window.from.max(0) as usize).max(self.rep.stint.start);
        let pay: Cents = (from..=month).map(|m| cash(self.plan, self.record, m)).sum();
        let before: Cents = (from..month).map(|m| self.lines[m].cut).sum();
        let above = pay - bound.to_cents(self.plan.rounding)?;
        Ok(above.max(Cents::ZERO) - before)
    }

    /// The month from which a guarantee or a draw runs.
    fn first_month(&self) -> usize {
        let started = if self.rep.stint.newly_hired { self.rep.stint.start } else { 0 };
        started.max(self.timeline.plan_year())
    }

    fn leaves_in(&self, month: usize) -> bool {
        month + 1 == self.rep.stint.end && self.rep.stint.end < self.timeline.months()
    }

    /// What a guarantee adds in a month in which it is settled.
    fn guaranteed(&self, month: usize) -> Cents {
        let Some(guarantee) = self.plan.guarantee else {
            return Cents::ZERO;
        };
        let first = self.first_month();
        let after = (first + guarantee.months as usize).min(self.rep.stint.end);
        let has_it = self.rep.stint.newly_hired || !guarantee.new_hires_only;
        if !has_it || !(first..after).contains(&month) {
            return Cents::ZERO;
        }
        let period = period_of(guarantee.per, month as i64);
        if period.to != month as i64 + 1 && month + 1 != after {
            return Cents::ZERO;
        }
        let months = (period.from.max(0) as usize).max(first)..=month;
        let short = months.map(|m| guarantee.amount - self.capped(m)).sum::<Cents>();
        short.max(Cents::ZERO)
    }

    /// What a draw pays in a month, and what is recovered of it.
    fn draw(&mut self, month: usize) -> Result<(), TooLong> {
        let (Some(draw), first) = (self.plan.draw, self.first_month()) else {
            return Ok(());
        };
        if month < first {
            return Ok(());
        }
        let (runs, pay) = (month < first + draw.months as usize, self.capped(month));
        let topped_up = pay + self.lines[month].guaranteed;
        let drawn = match draw.kind {
            _ if !runs => Cents::ZERO,
            DrawKind::Minimum => (draw.amount - topped_up).max(Cents::ZERO),
            DrawKind::Advance => draw.amount,
        };
        self.lines[month].drawn = drawn;
        let Some(share) = draw.recovery_share else {
            return Ok(());
        };
        let owed = drawn + if month > first { self.lines[month - 1].owed } else { Cents::ZERO };
        let mut recovered = Cents::ZERO;
        if month >= first + draw.recovery_start as usize {
            let above = if runs { pay - draw.amount } else { pay }.max(Cents::ZERO);
            recovered = (Number::from(above) * share.into()).to_cents(self.plan.rounding)?;
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

    fn forfeits(&self) -> bool {
        self.plan.exit.is_some_and(|exit| exit.forfeits)
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
        if self.plan.hold.is_none() || self.forfeits() {
            return Cents::ZERO;
        }
        self.held_before(month)
    }

    /// What is held back of a month, and what of earlier months is paid.
    fn hold(&mut self, month: usize) -> Result<(), TooLong> {
        let Some(hold) = self.plan.hold else {
            return Ok(());
        };
        if self.leaves_in(month) && !self.forfeits() {
            self.lines[month].released = self.released_at_exit(month);
            return Ok(());
        }
        let pay = (self.capped(month) - self.lines[month].draw_recovered).max(Cents::ZERO);
        let at_once = Number::from(pay) * hold.share_at_booking.into();
        self.lines[month].held = pay - at_once.to_cents(self.plan.rounding)?;
        if let Some(booked) = month.checked_sub(hold.after_months as usize) {
            self.lines[month].released = self.lines[booked].held;
        }
        Ok(())
    }
}

/// Losses after a leaver's last month recover no more than the pay of that month: month by month, and component
/// by component.
fn limit_to_final_pay(plan: &Plan, timeline: Timeline, rep: &Rep<'_>, record: &mut Record) {
    let last = rep.stint.end - 1;
    let mut left = (cash(plan, record, last) + record.plan_level(last)).max(Cents::ZERO);
    for month in rep.stint.end..timeline.months() {
        for recovered in &mut record.recovered {
            recovered[month] = recovered[month].min(left);
            left -= recovered[month];
        }
    }
}

/// The months after a rep's last in which losses still recover, with those in seat.
pub(super) fn recovering(plan: &Plan, rep: &Rep<'_>) -> Months {
    let after = plan.exit.map_or(0, |exit| exit.recover_months as usize);
    Months::new(rep.stint.start, rep.stint.end + after)
}
