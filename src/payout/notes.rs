//! Notes that the engine takes of what it does, for one rep, where somebody asks. Where nobody does, a note
//! costs a look at an option.

use std::cell::RefCell;

use super::statement::Source;
use super::step::{Step, Working, clause};
use crate::credit::{Months, Sum};
use crate::events::{Ledger, Stint};
use crate::money::Fraction;

/// Where notes of one rep are written.
#[derive(Debug)]
pub(super) struct Pad {
    /// Seat and stint.
    rep: (usize, usize),
    pages: RefCell<Pages>,
}

#[derive(Debug)]
struct Pages {
    steps: Vec<Step>,
    month: usize,
    source: Source,
    /// Sum of the amounts since the payment's first step.
    so_far: Fraction,
}

impl Pad {
    /// An empty pad for the rep who holds a seat as its `stint`-th.
    pub fn new(seat: usize, stint: usize) -> Self {
        let pages = Pages {
            steps: Vec::new(),
            month: 0,
            source: Source::Component(0),
            so_far: Fraction::ZERO,
        };
        Self { rep: (seat, stint), pages: RefCell::new(pages) }
    }

    /// Kept apart, so that payments of which nobody asks for notes are not held up by it.
    #[cold]
    #[inline(never)]
    fn write(&self, note: impl FnOnce(&mut Pages)) {
        note(&mut self.pages.borrow_mut());
    }

    /// What was noted.
    pub fn into_steps(self) -> Vec<Step> {
        self.pages.into_inner().steps
    }
}

/// A hand that writes notes, or one that does not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Notes<'a>(Option<&'a Pad>);

impl<'a> Notes<'a> {
    /// Takes none.
    pub const NONE: Self = Self(None);

    /// Takes notes where there is a pad for this rep.
    pub fn of(pad: Option<&'a Pad>, seat: usize, stint: usize) -> Self {
        Self(pad.filter(|pad| pad.rep == (seat, stint)))
    }

    /// Whether notes are taken at all.
    #[inline(always)]
    pub fn are_taken(self) -> bool {
        self.0.is_some()
    }

    /// Begins a payment: what follows is about it, until the next.
    #[inline(always)]
    pub fn open(self, month: usize, source: Source) {
        self.write(|pages| {
            (pages.month, pages.source, pages.so_far) = (month, source, Fraction::ZERO);
        });
    }

    /// Notes what is looked at.
    #[inline(always)]
    pub fn fact(self, what: impl FnOnce() -> Working) {
        self.pays(Fraction::ZERO, what);
    }

    /// Notes a step that adds an amount to the payment, in cents.
    #[inline(always)]
    pub fn pays(self, amount: Fraction, what: impl FnOnce() -> Working) {
        self.write(|pages| pages.add(what(), amount));
    }

    /// Notes that a clause changes the pay of a window, in cents; answers the changed pay.
    #[inline(always)]
    pub fn change(self, clause: &'static str, before: Fraction, after: Fraction) -> Fraction {
        self.write(|pages| {
            if after != before {
                pages.add(Working::Clause(clause), (after - before).reduced());
            }
        });
        after
    }

    /// Notes that a clause brings the payment so far to this, in cents; nothing where it is there already.
    #[inline(always)]
    pub fn settle(self, clause: &'static str, to: Fraction) {
        self.write(|pages| {
            if to != pages.so_far {
                pages.add(Working::Clause(clause), (to - pages.so_far).reduced());
            }
        });
    }

    /// Notes what each tier pays: its number, the credit in hundredths, the rate. Of deals that are looked up
    /// one by one, all their parts in a tier are one step.
    #[inline(always)]
    pub fn tiers(self, parts: impl FnOnce() -> Vec<(usize, Fraction, Fraction)>) {
        self.write(|pages| {
            for (number, credit, rate) in parts() {
                pages.add_tier(number, credit, rate);
            }
        });
    }

    /// Notes what each event of a rep counts for.
    pub fn credits(self, source: Source, sum: &Sum, ledger: &Ledger, stint: &Stint) {
        self.write(|pages| {
            let in_units = |credit: i128| {
                Fraction::new(credit, 100 * i128::from(sum.scale())).unwrap_or(Fraction::ZERO)
            };
            let mut rest: Vec<i128> = (stint.start..stint.end)
                .map(|month| sum.over(ledger, Months { from: month, to: month + 1 }))
                .collect();
            let mut add = |month: usize, event: Option<usize>, credit: i128| {
                let what = Working::Credit { event, credit: in_units(credit).reduced() };
                pages.steps.push(Step { month, source, what, amount: Fraction::ZERO });
            };
            for (number, event) in ledger.events.iter().enumerate() {
                let month = usize::from(event.month);
                let credit = sum.credit(event);
                if stint.holds(month) && credit != 0 {
                    rest[month - stint.start] -= credit;
                    add(month, Some(number), credit);
                }
            }
            for (month, rest) in (stint.start..).zip(rest).filter(|(_, rest)| *rest != 0) {
                add(month, None, rest);
            }
        });
    }

    /// Notes that the windows of a payment have earned this to date. What no step has said is noted as
    /// that of further clauses, so that the steps add up whatever a clause leaves unsaid.
    #[inline(always)]
    pub fn earned(self, to_date: Fraction) {
        self.settle(clause::FURTHER, to_date);
    }

    #[inline(always)]
    fn write(self, note: impl FnOnce(&mut Pages)) {
        if let Some(pad) = self.0 {
            pad.write(note);
        }
    }
}

impl Pages {
    fn add(&mut self, what: Working, amount: Fraction) {
        self.so_far = (self.so_far + amount).reduced();
        self.steps.push(Step { month: self.month, source: self.source, what, amount });
    }

    fn add_tier(&mut self, tier: usize, hundredths: Fraction, rate: Fraction) {
        let (pay, more) = ((hundredths * rate).reduced(), hundredths * Fraction::HUNDREDTH);
        let of_window = self.steps.iter_mut().rev();
        let mut of_window =
            of_window.take_while(|step| !matches!(step.what, Working::Window { .. }));
        let known = of_window.find_map(|step| match &mut step.what {
            Working::Tier { number, credit, .. } if *number == tier => {
                Some((credit, &mut step.amount))
            }
            _ => None,
        });
        let Some((credit, amount)) = known else {
            return self.add(Working::Tier { number: tier, credit: more.reduced(), rate }, pay);
        };
        *credit = (*credit + more).reduced();
        *amount = (*amount + pay).reduced();
        self.so_far = (self.so_far + pay).reduced();
    }
}
