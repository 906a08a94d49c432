//! The account of one rep's year: who it is, what happened, what it counted for, and how each payment
//! came about, so that a person can follow it to the cent. Nothing is worked out again here: the steps are
//! those that the payout engine took.

mod events;
mod facts;
mod figure;
mod looked;
mod payment;
mod recovery;
mod wording;

pub use events::EventLine;
pub use figure::{Figure, decimal, months_in_words};
pub use payment::PaymentAccount;

use std::collections::HashMap;

use crate::company::Team;
use crate::events::{MarketYear, Names, SeatYear, Stint, Timeline};
use crate::money::{Cents, Fraction};
use crate::payout::{Payment, RepPay, Source, Step};
use crate::plan::Plan;

/// Everything that is known of a rep's year once it is paid.
#[derive(Clone, Copy, Debug)]
pub struct RepYear<'a> {
    /// The rep's team.
    pub team: &'a Team,
    /// Its plan.
    pub plan: &'a Plan,
    /// By team: the seats, by whose names reps are called.
    pub reps: &'a [Vec<crate::company::Seat>],
    /// What is known of the seat's first rep.
    pub seat: &'a crate::company::Seat,
    /// What happened to the seat.
    pub year: &'a SeatYear,
    /// Which rep of the seat it is, from 0.
    pub stint: usize,
    /// The months of the year, history included.
    pub timeline: Timeline,
    /// Names of scores, products and activities, as the ledger numbers them.
    pub names: &'a Names,
    /// Names of accounts by their numbers in the ledger; drawn accounts have none.
    pub accounts: &'a HashMap<u32, &'a str>,
    /// The market of a simulated year.
    pub market: Option<MarketYear>,
    /// What the rep was paid.
    pub pay: &'a RepPay,
    /// The team's payments.
    pub payments: &'a [Payment],
    /// The steps by which the rep was paid.
    pub steps: &'a [Step],
}

/// One line of an account, as tables have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Month of the plan year, from 1; 0 and less before it.
    pub month: i64,
    /// The component, or the plan-level clause; empty where the line is about neither.
    pub component: String,
    /// What kind of line it is.
    pub step: &'static str,
    /// What it is about, in words.
    pub what: String,
    /// How much is looked at.
    pub quantity: Option<Figure>,
    /// What it is multiplied by.
    pub rate: Option<Figure>,
    /// What it comes to in cents, exact.
    pub amount: Option<Fraction>,
}

/// The account of a rep's year.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Who it is, on which terms, in which market.
    pub facts: Vec<Line>,
    /// What happened, and what it counted for.
    pub events: Vec<EventLine>,
    /// What each component paid, and then each plan-level clause.
    pub sections: Vec<Section>,
    /// Variable pay of the plan year.
    pub total: Cents,
    /// The last month of the plan year in seat, from 1.
    pub last_month: i64,
}

/// What one component, or one plan-level clause, did to a rep's pay.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its name.
    pub name: String,
    /// What the plan says of it, in plain words; empty where it says nothing.
    pub words: String,
    /// Its payments of the plan year.
    pub payments: Vec<PaymentAccount>,
}

/// An account that does not come to what was counted: a fault of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the account comes to {told} where {counted} was counted: please report this as a fault of the program"
)]
pub struct Mismatch {
    /// What the account comes to.
    pub told: Cents,
    /// What was counted.
    pub counted: Cents,
}

impl<'a> RepYear<'a> {
    /// The account of the year. `counted` is the rep's variable pay where nobody asked for steps, as the
    /// simulation counts it.
    ///
    /// # Errors
    /// The account does not come to what was counted.
    pub fn account(&self, counted: Cents) -> Result<Account, Mismatch> {
        let own = |p: &&Payment| {
            (p.seat, p.stint) == (self.pay.seat, self.pay.stint)
                && p.month >= self.timeline.plan_year()
        };
        let payments: Vec<&Payment> = self.payments.iter().filter(own).collect();
        let total = payments.iter().map(|p| p.paid - p.recovered).sum();
        if total != counted {
            return Err(Mismatch { told: total, counted });
        }
        let mut sources: Vec<Source> = payments.iter().map(|payment| payment.source).collect();
        sources.extend((0..self.plan.components.len()).map(Source::Component));
        sources.sort_unstable();
        sources.dedup();
        let description = self.plan.describe(None);
        let section = |source: Source| {
            let words = match source {
                Source::Component(number) => {
                    description.components.get(number).map(|clause| clause.words.clone())
                }
                line => line.plan_level().and_then(|name| description.plan_level(name)),
            };
            let of_source = payments.iter().filter(|payment| payment.source == source);
            Section {
                name: self.name(source),
                words: words.unwrap_or_default(),
                payments: of_source.map(|payment| payment::account(self, payment)).collect(),
            }
        };
        Ok(Account {
            facts: facts::lines(self),
            events: events::lines(self),
            sections: sources.into_iter().map(section).collect(),
            total,
            last_month: self.last_month(),
        })
    }

    /// The rep's time in the seat.
    fn holder(&self) -> Option<&'a Stint> {
        self.year.stints.get(self.stint)
    }

    /// The name of what pays, as in statements.
    fn name(&self, source: Source) -> String {
        match source {
            Source::Component(number) => self
                .plan
                .components
                .get(number)
                .map_or_else(String::new, |component| component.name.clone()),
            line => line.plan_level().unwrap_or_default().to_owned(),
        }
    }

    /// A month of the timeline as a month of the plan year, from 1.
    fn month(&self, month: usize) -> i64 {
        month as i64 - self.timeline.plan_year() as i64 + 1
    }

    /// The first month that the rep's line stands in: that of the year, or the first in seat.
    fn first_month(&self) -> i64 {
        self.holder().map_or(1, |stint| self.month(stint.start).max(1))
    }

    /// The last month of the year in seat.
    fn last_month(&self) -> i64 {
        self.holder().map_or(12, |stint| self.month(stint.end) - 1)
    }
}

impl Account {
    /// All lines, in the order of reading: facts, events with their credits, payments step by step, and
    /// last the total. The amounts of a payment's steps add up to its `paid`, those of its recoveries to
    /// its `recovered`; these two kinds of lines add up to the `total`.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let events = self.events.iter();
        let of_events = events.flat_map(|event| std::iter::once(&event.line).chain(&event.credits));
        let payments = self.sections.iter().flat_map(|section| &section.payments);
        self.facts.iter().chain(of_events).chain(payments.flat_map(PaymentAccount::lines))
    }

    /// The last line: what it all comes to.
    pub fn total_line(&self) -> Line {
        Line {
            month: self.last_month,
            component: String::new(),
            step: "total",
            what: "variable pay of the plan year".to_owned(),
            quantity: None,
            rate: None,
            amount: Some(self.total.into()),
        }
    }
}
