//! The steps by which a payment came about, as the engine took them.

use super::statement::Source;
use crate::events::Loss;
use crate::money::{Cents, Fraction};

/// One step on the way to a payment. The amounts of a payment's steps add up to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Month of the timeline: that of the payment; of a credit, that of its event.
    pub month: usize,
    /// What pays.
    pub source: Source,
    /// What was done.
    pub what: Working,
    /// By how much it changes the payment, in cents, exact; 0 where it only says what is looked at.
    pub amount: Fraction,
}

/// What a step does. Results, credits and quotas are in units of the measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Working {
    /// An event counts towards the component's measure.
    Credit {
        /// Its place among the ledger's events; none for those of a month that are known by their sum only.
        event: Option<usize>,
        /// What it counts for.
        credit: Fraction,
    },
    /// The window whose results are looked at.
    Window {
        /// Its first month on the timeline; below 0 before the timeline.
        from: i64,
        /// The month after the last whose results are known.
        to: i64,
    },
    /// A measure was read that is a quotient: the two numbers, in hundredths (of a score, millionths).
    Quotient {
        /// The numerator.
        numerator: i128,
        /// The denominator; 0 where the measure has no value.
        denominator: i128,
    },
    /// The result of the window.
    Result(Option<Fraction>),
    /// What of the result counts under a cap on credit.
    Counted(Fraction),
    /// What the result is held against.
    Quota {
        /// The whole quota a year, unramped.
        yearly: Fraction,
        /// The window's.
        quota: Fraction,
    },
    /// Result ÷ quota or goal; none without a value.
    Attainment(Option<Fraction>),
    /// What a tier pays.
    Tier {
        /// The tier, from 0.
        number: usize,
        /// The credit that its rate applies to.
        credit: Fraction,
        /// The rate, in currency units for each unit of the measure.
        rate: Fraction,
    },
    /// What a curve pays.
    Band {
        /// The band that the attainment falls into, from 0; none below the first.
        number: Option<usize>,
        /// The share of the target that it pays.
        payout: Fraction,
        /// The target of the window, in cents.
        target: Fraction,
    },
    /// What units of the measure pay.
    Units {
        /// How many are paid.
        units: Fraction,
        /// Cents each.
        each: Cents,
    },
    /// A fixed amount, paid or not as its condition says.
    Amount {
        /// Whether the condition holds.
        held: bool,
        /// The share of the amount that is for the rep's months in seat.
        share: Fraction,
    },
    /// The whole of a pool, paid or not as its condition says.
    Pool {
        /// Whether the condition holds.
        held: bool,
    },
    /// How a pool is shared: what follows is the share of one rep.
    Share {
        /// The rep's weight.
        weight: i128,
        /// The weight of all.
        of: i128,
        /// How many share.
        reps: usize,
    },
    /// A condition of a clause was looked at.
    Condition {
        /// The clause.
        clause: &'static str,
        /// The result that it looks at; none without a value.
        value: Option<Fraction>,
        /// Whether it holds.
        held: bool,
    },
    /// A multiplier was looked up.
    Factor {
        /// The result, or result ÷ goal, that it depends on; none without a value.
        value: Option<Fraction>,
        /// What pay is multiplied by.
        factor: Fraction,
    },
    /// A clause changes the pay so far.
    Clause(&'static str),
    /// Pay on a sale is recovered.
    Recovery {
        /// The place of the sale among the ledger's events.
        sale: usize,
        /// The loss that recovers it.
        loss: Loss,
    },
    /// What is lost of a sale, and how much of the pay on it goes back.
    Lost {
        /// The share of the sale that this loss takes.
        share: Fraction,
        /// Pay on what is lost, in cents.
        pay: Fraction,
        /// The share of it that is recovered.
        recovered: Fraction,
    },
    /// A plan-level clause pays, or takes back.
    Line {
        /// The pay that it looks at, in cents.
        pay: Cents,
        /// Whether it takes back.
        back: bool,
    },
}

/// Names of clauses in [`Working::Clause`].
pub mod clause {
    /// Pay of a condition that does not hold.
    pub const GATE: &str = "gate";
    /// A factor by another result.
    pub const MULTIPLIER: &str = "multiplier";
    /// At least so much.
    pub const FLOOR: &str = "floor";
    /// The cell of a matrix.
    pub const CELL: &str = "cell of the matrix";
    /// What lies below a hurdle.
    pub const HURDLE: &str = "hurdle";
    /// At most such a share of the credit.
    pub const RATE_CAP: &str = "cap on the rate";
    /// What the cap of the window before cut.
    pub const CARRIED: &str = "carried into the window";
    /// A prize of a contest.
    pub const PRIZE: &str = "prize";
    /// What the team's budget does not cover.
    pub const BUDGET: &str = "budget";
    /// At most so much.
    pub const CAP: &str = "cap";
    /// The payment period's share of a trailing year.
    pub const PERIOD: &str = "share of the year";
    /// An amount that is paid once a year.
    pub const ONCE: &str = "once a year";
    /// Clauses that say nothing of themselves.
    pub const FURTHER: &str = "further clauses";
    /// The one rounding.
    pub const ROUNDING: &str = "rounding";
    /// From the currency of sales to that of pay.
    pub const EXCHANGE: &str = "exchange";
    /// The months of a plan that changes within the year.
    pub const PART: &str = "share of the months";
    /// What the window was paid before.
    pub const BEFORE: &str = "paid before";
    /// A shortfall that is set against later payments.
    pub const FORWARD: &str = "carried forward";
    /// The parts of a pool that others get, or were paid before.
    pub const OTHERS: &str = "of others";
}
