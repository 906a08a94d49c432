//! What a plan makes of a rep's pay as a whole: recoveries of components are entered before; then, month by
//! month, cap, guarantee, draw, hold, each on what the one before left.

use super::clause::Clause;
use super::course::Paid;
use super::draw::{DrawCourse, DrawMonth};
use super::exit;
use super::guarantee::GuaranteeCourse;
use super::hold::{HeldMonth, HoldCourse};
use super::notes::Notes;
use super::plan_cap::CapCourse;
use super::rep_pay::RepPay;
use super::statement::{Payment, Source};
use super::step::Working;
use crate::events::{Stint, Timeline};
use crate::money::{Cents, Rounding};
use crate::plan::{Draw, Exit, Guarantee, Hold, Period, Plan, PlanCap};

/// The clauses on a plan's pay as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlanLevel {
    cap: Option<PlanCap>,
    guarantee: Option<Guarantee>,
    draw: Option<Draw>,
    hold: Option<Hold>,
    exit: Option<Exit>,
    rounding: Rounding,
    timeline: Timeline,
}

/// A rep whose pay is settled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled<'a> {
    pub stint: &'a Stint,
    pub timeline: Timeline,
    pub target_incentive: Cents,
}

impl Settled<'_> {
    /// Months in seat among `from..to`. Who has been there for long was there before the timeline, too.
    pub fn months_in_seat(&self, from: usize, to: usize) -> usize {
        let from = if self.stint.newly_hired { from.max(self.stint.start) } else { from };
        to.min(self.stint.end).saturating_sub(from)
    }

    /// The month from which a guarantee or a draw runs.
    pub fn first_month(&self) -> usize {
        let plan_year = self.timeline.plan_year();
        if self.stint.newly_hired { self.stint.start.max(plan_year) } else { plan_year }
    }

    /// Whether a month is the last of a rep who leaves.
    pub fn leaves_in(&self, month: usize) -> bool {
        month + 1 == self.stint.end && self.stint.end < self.timeline.months()
    }
}

impl PlanLevel {
    /// Those of a plan, if it has any.
    pub fn of(plan: &Plan, timeline: Timeline) -> Option<Self> {
        plan.has_plan_level().then_some(Self {
            cap: plan.cap,
            guarantee: plan.guarantee,
            draw: plan.draw,
            hold: plan.hold,
            exit: plan.exit,
            rounding: plan.rounding,
            timeline,
        })
    }

    /// Takes back what a leaver's component paid for a period that has not ended, where the plan says so.
    pub fn forfeit(
        &self,
        component: (usize, Period),
        stint: &Stint,
        pay: &mut RepPay,
        paid: &mut Vec<Paid>,
        statement: Option<&mut Vec<Payment>>,
    ) {
        let forfeits = self.exit.is_some_and(|exit| exit.forfeits);
        if forfeits && stint.end < self.timeline.months() {
            exit::forfeit(component, stint, pay, paid, statement);
        }
    }

    /// Months after a rep's last in which losses still recover.
    pub fn recover_months(&self) -> usize {
        self.exit.map_or(0, |exit| exit.recover_months as usize)
    }

    /// Settles a rep's months. Lines go to `statement` where one is given.
    pub fn settle(
        &self,
        stint: &Stint,
        (clauses, target_incentive): (&[Clause], Cents),
        notes: Notes<'_>,
        pay: &mut RepPay,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        let rep = Settled { stint, timeline: self.timeline, target_incentive };
        pay.open_plan_level(self.hold.is_some());
        let mut cap = self.cap.map(|cap| CapCourse::new(cap, self.rounding));
        let mut guarantee = self.guarantee.and_then(|it| GuaranteeCourse::new(it, &rep));
        let mut draw = self.draw.map(|draw| DrawCourse::new(draw, self.rounding, &rep));
        let forfeits = self.exit.is_some_and(|exit| exit.forfeits);
        let mut hold = self.hold.map(|hold| HoldCourse::new(hold, forfeits, self.rounding));
        for month in stint.start..stint.end {
            let statement = statement.as_deref_mut();
            let mut lines = Lines { pay, month, looks_at: Cents::ZERO, notes, statement };
            let leaves = rep.leaves_in(month);
            let earned = in_cash(clauses, lines.pay, month);
            lines.looks_at = earned;
            let cut = cap.as_mut().map_or(Cents::ZERO, |cap| cap.month(&rep, month, earned));
            lines.write(Source::Cap, (-cut).max(Cents::ZERO), cut.max(Cents::ZERO), None);
            let capped = earned - cut;

            lines.looks_at = capped;
            let top_up = guarantee.as_mut().map_or(Cents::ZERO, |it| it.month(month, capped));
            lines.write(Source::Guarantee, top_up, Cents::ZERO, None);

            let released = hold.as_ref().filter(|_| leaves).map_or(Cents::ZERO, HoldCourse::owed);
            let drawn = draw
                .as_mut()
                .and_then(|draw| draw.month(month, capped, top_up, leaves.then_some(released)));
            let DrawMonth { paid, recovered, balance } = drawn.unwrap_or_default();
            if drawn.is_some() {
                let balance = self.draw.and_then(|draw| draw.recovery_share).map(|_| balance);
                lines.enter(Source::Draw, paid, recovered, balance);
            }

            if let Some(hold) = &mut hold {
                lines.looks_at = capped - recovered;
                let HeldMonth { held, released, balance } =
                    hold.month(month, capped - recovered, leaves);
                lines.write(Source::Hold, released, held, Some(balance));
                lines.pay.hold(month, balance);
            }
        }
        if let Some(exit) = &self.exit {
            let last = stint.end - 1;
            let final_pay = in_cash(clauses, pay, last) + pay.plan_level(last);
            exit::recover_from_final_pay((exit, final_pay), &rep, notes, pay, statement);
        }
    }
}

/// Paid in cash by components in a month, less what was recovered: a prize in kind cannot be cut, topped up or
/// held back.
fn in_cash(clauses: &[Clause], pay: &RepPay, month: usize) -> Cents {
    let cash = clauses.iter().enumerate().filter(|(_, clause)| !clause.component.non_cash);
    cash.map(|(c, _)| pay.paid(c, month) - pay.recovered(c, month)).sum()
}

/// Where the lines of a rep's month go.
struct Lines<'a> {
    pay: &'a mut RepPay,
    month: usize,
    /// The pay that the next line looks at.
    looks_at: Cents,
    notes: Notes<'a>,
    statement: Option<&'a mut Vec<Payment>>,
}

impl Lines<'_> {
    /// Enters a line, if it says anything.
    fn write(&mut self, source: Source, paid: Cents, recovered: Cents, balance: Option<Cents>) {
        if [paid, recovered, balance.unwrap_or_default()] != [Cents::ZERO; 3] {
            self.enter(source, paid, recovered, balance);
        }
    }

    fn enter(&mut self, source: Source, paid: Cents, recovered: Cents, balance: Option<Cents>) {
        self.pay.add_plan_level(self.month, paid - recovered);
        let pay = self.looks_at;
        self.notes.open(self.month, source);
        self.notes.pays(paid.into(), || Working::Line { pay, back: false });
        self.notes.pays((-recovered).into(), || Working::Line { pay, back: true });
        if let Some(rows) = &mut self.statement {
            rows.push(Payment {
                seat: self.pay.seat,
                stint: self.pay.stint,
                month: self.month,
                source,
                result: None,
                quota: None,
                attainment: None,
                paid,
                recovered,
                balance,
            });
        }
    }
}
