//! What a plan makes of a rep's pay as a whole: recoveries of components are entered before; then, month by
//! month, cap, guarantee, draw, hold, each on what the one before left.

use std::ops::Range;

use super::clause::Clause;
use super::course::Paid;
use super::draw::{DrawCourse, DrawMonth};
use super::exit;
use super::guarantee::GuaranteeCourse;
use super::hold::{HeldMonth, HoldCourse};
use super::notes::Notes;
use super::plan_cap::Caps;
use super::rep::Rep;
use super::rep_pay::RepPay;
use super::statement::{Payment, Source};
use super::step::Working;
use crate::events::{Stint, Timeline};
use crate::money::{Cents, Rounding};
use crate::plan::{
    Draw, Exit, Guarantee, Hold, MonthsFrom, NewTerms, Period, Plan, PlanCap, Treatment,
};

/// The clauses on a plan's pay as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlanLevel {
    terms: Terms,
    /// Those of another plan, from a month of the plan year on.
    new: Option<ChangeOfTerms>,
    timeline: Timeline,
}

/// What one plan says of pay as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    pub cap: Option<PlanCap>,
    guarantee: Option<Guarantee>,
    draw: Option<Draw>,
    hold: Option<Hold>,
    exit: Option<Exit>,
    pub target_incentive: Cents,
    pub rounding: Rounding,
}

/// Other terms from a month on.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChangeOfTerms {
    /// The first month of the new plan on the timeline.
    pub from: usize,
    pub treatment: Treatment,
    months_from: MonthsFrom,
    pub terms: Terms,
    /// How many components are the old plan's.
    pub old_components: usize,
}

/// A rep whose pay is settled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled<'a> {
    pub stint: &'a Stint,
    pub timeline: Timeline,
    /// The rep's own, where there is one.
    pub target_incentive: Option<Cents>,
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

impl Terms {
    fn of(plan: &Plan) -> Self {
        Self {
            cap: plan.cap,
            guarantee: plan.guarantee,
            draw: plan.draw,
            hold: plan.hold,
            exit: plan.exit,
            target_incentive: plan.target_incentive,
            rounding: plan.rounding,
        }
    }

    fn of_new(new: &NewTerms) -> Self {
        Self {
            cap: new.cap,
            guarantee: new.guarantee,
            draw: new.draw,
            hold: new.hold,
            exit: new.exit,
            target_incentive: new.target_incentive,
            rounding: new.rounding,
        }
    }

    fn forfeits(&self) -> bool {
        self.exit.is_some_and(|exit| exit.forfeits)
    }
}

impl ChangeOfTerms {
    fn new(new: &NewTerms, plan: &Plan, timeline: Timeline) -> Self {
        let is_old = |phase: crate::plan::Phase| !phase.is_new;
        Self {
            from: timeline.plan_year() + new.change.month,
            treatment: new.change.treatment,
            // Where it is not said it does not matter.
            months_from: new.change.months_from.unwrap_or(MonthsFrom::Start),
            terms: Terms::of_new(new),
            old_components: plan.components.iter().filter(|c| c.phase.is_some_and(is_old)).count(),
        }
    }

    /// The month from which its guarantee or its draw runs.
    fn first_month(&self, rep: &Settled<'_>) -> usize {
        match self.months_from {
            MonthsFrom::Start => rep.first_month(),
            MonthsFrom::Change => rep.first_month().max(self.from),
        }
    }
}

impl PlanLevel {
    /// Those of a plan, if it has any.
    pub fn of(plan: &Plan, timeline: Timeline) -> Option<Self> {
        let new = plan.changed.as_ref().map(|new| ChangeOfTerms::new(new, plan, timeline));
        plan.has_plan_level().then(|| Self { terms: Terms::of(plan), new, timeline })
    }

    /// The terms in force in a month.
    fn in_force(&self, month: usize) -> &Terms {
        match &self.new {
            Some(new) if month >= new.from => &new.terms,
            _ => &self.terms,
        }
    }

    /// Takes back what a leaver's component paid for a period that has not ended, where the plan says so.
    pub fn forfeit(
        &self,
        component: (usize, Period),
        rep: &Rep<'_>,
        pay: &mut RepPay,
        paid: &mut Vec<Paid>,
        statement: Option<&mut Vec<Payment>>,
    ) {
        let leaves = rep.whole.end < self.timeline.months() && rep.stint.end == rep.whole.end;
        if leaves && self.in_force(rep.whole.end - 1).forfeits() {
            exit::forfeit(component, rep.stint, pay, paid, statement);
        }
    }

    /// Months after the last of a rep who leaves before a month, in which losses still recover.
    pub fn recover_months(&self, leaves: usize) -> usize {
        self.in_force(leaves - 1).exit.map_or(0, |exit| exit.recover_months as usize)
    }

    /// Settles a rep's months; `target_incentive` is the rep's own. Lines go to `statement` where one is given.
    pub fn settle(
        &self,
        stint: &Stint,
        (clauses, target_incentive): (&[Clause], Option<Cents>),
        notes: Notes<'_>,
        pay: &mut RepPay,
        mut statement: Option<&mut Vec<Payment>>,
    ) {
        let rep = Settled { stint, timeline: self.timeline, target_incentive };
        let (terms, mut new) = (&self.terms, self.new.as_ref());
        let later = |of: fn(&Terms) -> bool| new.is_some_and(|new| of(&new.terms));
        let (draws, holds) = (later(|new| new.draw.is_some()), later(|new| new.hold.is_some()));
        pay.open_plan_level(terms.hold.is_some() || holds);
        let until = new.map_or(usize::MAX, |new| new.from);
        let mut caps = Caps::new(terms, new, &rep, clauses.len());
        let guaranteed = terms.guarantee;
        let mut guarantee =
            guaranteed.and_then(|it| GuaranteeCourse::new(it, (rep.first_month(), 0..until), &rep));
        let mut draw = (terms.draw.is_some() || draws)
            .then(|| DrawCourse::new(terms.draw, terms.rounding, rep.first_month()));
        let mut hold = (terms.hold.is_some() || holds)
            .then(|| HoldCourse::new(terms.hold, terms.forfeits(), terms.rounding));
        for month in stint.start..stint.end {
            if let Some(begun) = new.filter(|new| month >= new.from) {
                new = None;
                let (terms, first) = (&begun.terms, begun.first_month(&rep));
                caps.change(begun, &rep, |components, month| {
                    in_cash(clauses, components, pay, month)
                });
                guarantee = terms
                    .guarantee
                    .and_then(|it| GuaranteeCourse::new(it, (first, begun.from..usize::MAX), &rep));
                if let Some(draw) = &mut draw {
                    draw.change(terms.draw, terms.rounding, first);
                }
                if let Some(hold) = &mut hold {
                    hold.change(terms.hold, terms.forfeits(), terms.rounding);
                }
            }
            let statement = statement.as_deref_mut();
            let mut lines = Lines { pay, month, looks_at: Cents::ZERO, notes, statement };
            let leaves = rep.leaves_in(month);
            let earned = in_cash(clauses, 0..clauses.len(), lines.pay, month);
            lines.looks_at = earned;
            let cut = caps
                .month(&rep, month, |components| in_cash(clauses, components, lines.pay, month));
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
                let is_owed = draw.as_ref().is_some_and(DrawCourse::is_recovered);
                lines.enter(Source::Draw, paid, recovered, is_owed.then_some(balance));
            }

            if let Some(hold) = &mut hold {
                lines.looks_at = capped - recovered;
                let HeldMonth { held, released, balance } =
                    hold.month(month, capped - recovered, leaves);
                lines.write(Source::Hold, released, held, Some(balance));
                lines.pay.hold(month, balance);
            }
        }
        let last = stint.end - 1;
        if let Some(exit) = &self.in_force(last).exit {
            let final_pay = in_cash(clauses, 0..clauses.len(), pay, last) + pay.plan_level(last);
            exit::recover_from_final_pay((exit, final_pay), &rep, notes, pay, statement);
        }
    }
}

/// Paid in cash by some components in a month, less what was recovered: a prize in kind cannot be cut, topped up
/// or held back.
fn in_cash(clauses: &[Clause], components: Range<usize>, pay: &RepPay, month: usize) -> Cents {
    let cash = components.filter(|number| !clauses[*number].component.non_cash);
    cash.map(|c| pay.paid(c, month) - pay.recovered(c, month)).sum()
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
