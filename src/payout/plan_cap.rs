//! The cap on a plan's pay.

use std::ops::Range;

use super::plan_level::{ChangeOfTerms, Settled, Terms};
use crate::money::{Cents, Fraction, Rounding};
use crate::plan::{Most, Period, PlanCap, Treatment};

/// The caps on a rep's pay: that of the plan in force, or, where a plan that changes within the year is paid for
/// its part of the months, that of each plan on what its own components pay.
#[derive(Clone, Debug)]
pub(super) struct Caps {
    courses: [Option<CapCourse>; 2],
    /// How many components there are.
    components: usize,
    /// What they cut in each of the last months, at month mod 12.
    cut: [Cents; 12],
}

/// More than any pay.
const UNBOUNDED: Cents = Cents(i64::MAX / 4);

/// A cap on its way through a rep's months.
#[derive(Clone, Debug)]
struct CapCourse {
    /// None where what an earlier plan cut of a running window is given back.
    cap: Option<PlanCap>,
    per: Period,
    rounding: Rounding,
    target_incentive: Cents,
    /// The components whose pay it looks at.
    components: Range<usize>,
    /// The months that are its plan's.
    months: Range<usize>,
    /// The part of the bound that counts, of windows of the plan year and of those before.
    part: (Fraction, Fraction),
    /// The first month of the window that it is in.
    window: Option<usize>,
    /// The most that the window pays.
    most: Cents,
    /// Pay of the window so far.
    earned: Cents,
    /// Cut of it so far.
    cut: Cents,
}

impl Caps {
    /// Of the plan with which a rep begins; `new` is one that follows within the year.
    pub fn new(
        terms: &Terms,
        new: Option<&ChangeOfTerms>,
        rep: &Settled<'_>,
        components: usize,
    ) -> Self {
        let whole = (Fraction::ONE, Fraction::ONE);
        let courses = match new {
            Some(new) if new.treatment == Treatment::Prorate => {
                let (plan_year, old) = (rep.timeline.plan_year(), new.old_components);
                let months = |to| rep.months_in_seat(plan_year, to) as i128;
                let part = Fraction::new(months(new.from), months(plan_year + 12));
                let part = part.unwrap_or(Fraction::ZERO);
                let of_new = (Fraction::ONE - part, Fraction::ZERO);
                [
                    CapCourse::of(terms, rep, 0..old, 0..usize::MAX, (part, Fraction::ONE)),
                    CapCourse::of(&new.terms, rep, old..components, 0..usize::MAX, of_new),
                ]
            }
            Some(new) if new.treatment == Treatment::Restart => {
                [CapCourse::of(terms, rep, 0..components, 0..new.from, whole), None]
            }
            _ => [CapCourse::of(terms, rep, 0..components, 0..usize::MAX, whole), None],
        };
        Self { courses, components, cut: [Cents::ZERO; 12] }
    }

    /// The new plan begins. `pay` tells what components pay in a month.
    pub fn change(
        &mut self,
        new: &ChangeOfTerms,
        rep: &Settled<'_>,
        pay: impl Fn(Range<usize>, usize) -> Cents,
    ) {
        if new.treatment == Treatment::Prorate {
            return;
        }
        let [old, _] = &self.courses;
        let of_old = old.as_ref().and_then(|course| course.cap);
        let Some(cap) = new.terms.cap.or(of_old) else {
            return;
        };
        let all = 0..self.components;
        let whole = (Fraction::ONE, Fraction::ONE);
        let from = new.from - new.from % cap.per.months();
        let carries = new.treatment == Treatment::Carry && from < new.from;
        let first = if carries { 0 } else { new.from };
        let mut course = CapCourse::of(&new.terms, rep, all.clone(), first..usize::MAX, whole);
        if carries {
            let before = from.max(rep.stint.start)..new.from;
            let mut running = course.unwrap_or(CapCourse {
                cap: None,
                per: cap.per,
                rounding: new.terms.rounding,
                target_incentive: Cents::ZERO,
                components: all,
                months: 0..usize::MAX,
                part: whole,
                window: None,
                most: UNBOUNDED,
                earned: Cents::ZERO,
                cut: Cents::ZERO,
            });
            running.earned =
                before.clone().map(|month| pay(running.components.clone(), month)).sum();
            running.cut = before.map(|month| self.cut[month % 12]).sum();
            running.window = Some(from);
            // What was paid before is not taken back.
            running.most = running.most(rep, from).max(running.earned - running.cut);
            course = Some(running);
        }
        self.courses = [course, None];
    }

    /// What is cut of a month's pay; below 0 where something that was cut is given back. `pay` tells what
    /// components pay in the month.
    pub fn month(
        &mut self,
        rep: &Settled<'_>,
        month: usize,
        pay: impl Fn(Range<usize>) -> Cents,
    ) -> Cents {
        let courses = self.courses.iter_mut().flatten();
        let cut = courses.map(|cap| cap.month(rep, month, pay(cap.components.clone()))).sum();
        self.cut[month % 12] = cut;
        cut
    }
}

impl CapCourse {
    /// That of a plan, if it has one.
    fn of(
        terms: &Terms,
        rep: &Settled<'_>,
        components: Range<usize>,
        months: Range<usize>,
        part: (Fraction, Fraction),
    ) -> Option<Self> {
        terms.cap.map(|cap| Self {
            cap: Some(cap),
            per: cap.per,
            rounding: terms.rounding,
            target_incentive: rep.target_incentive.unwrap_or(terms.target_incentive),
            components,
            months,
            part,
            window: None,
            most: Cents::ZERO,
            earned: Cents::ZERO,
            cut: Cents::ZERO,
        })
    }

    /// What is cut of a month's pay; below 0 where something that was cut is given back, because later
    /// months of the window brought its pay down.
    fn month(&mut self, rep: &Settled<'_>, month: usize, pay: Cents) -> Cents {
        let from = month - month % self.per.months();
        if self.window != Some(from) {
            self.window = Some(from);
            self.most = self.most(rep, from);
            (self.earned, self.cut) = (Cents::ZERO, Cents::ZERO);
        }
        self.earned += pay;
        let cut = (self.earned - self.most).max(Cents::ZERO);
        let more = cut - self.cut;
        self.cut = cut;
        more
    }

    /// The most that a window pays: in proportion to its months in seat.
    fn most(&self, rep: &Settled<'_>, from: usize) -> Cents {
        let Some(cap) = self.cap else {
            return UNBOUNDED;
        };
        let length = cap.per.months();
        let to = (from + length).min(self.months.end);
        let months = rep.months_in_seat(from.max(self.months.start), to) as i128;
        let share = |of: usize| Fraction::new(months, of as i128).unwrap_or(Fraction::ZERO);
        let most = match cap.most {
            Most::Amount(amount) => Fraction::from(amount) * share(length),
            Most::ShareOfTarget(times) => {
                Fraction::from(self.target_incentive) * share(12) * Fraction::from(times)
            }
        };
        let in_year = from >= rep.timeline.plan_year();
        let part = if in_year { self.part.0 } else { self.part.1 };
        (most * part).to_cents(self.rounding)
    }
}
