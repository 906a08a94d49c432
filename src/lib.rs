//! **paycurve**: what a sales compensation plan costs, how widely that varies, and why.
//!
//! A company's year is drawn thousands of times; every plan is run on every year.
//!
//! ```text
//! files ─► spec ─► plan ─► payout program ───────────────┐
//!             └──► company ─┐                            ▼
//! seed, year, rep ─► draws ─► events ─► credits ─► payments ─► figures ─► statistics ─► tables
//!                              ▲
//! events.csv ─► replay ────────┘
//!
//! tables of a run ─► plots ─► report; workbook; Markdown, LaTeX
//! ```
//!
//! A year may go on from the months of such a file: the rest of its events is drawn, given what happened.
//!
//! One direction, no way back: a module imports only modules that stand above it in the list below.
//! The payout engine does not know that its events were simulated; the simulator knows no plan.
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | attainment | a rep's credited result ÷ quota |
//! | OTE | on-target earnings: base + target incentive |
//! | tier, accelerator | a rate that holds from an attainment up; a higher one |
//! | curve | payout, as a share of target, by attainment |
//! | clawback | recovery of pay on revenue that was lost again |
//! | draw | an advance on pay |
//! | ACV, ARR | yearly contract value; yearly recurring revenue |
//! | NRR, GRR | ARR now ÷ ARR at the start, of the same accounts; the same without what was added |
//! | CCOS | compensation cost of sales: sales pay ÷ bookings |
//! | synthetic year | one drawn year, with its number and its seed always the same |

mod wide;

pub mod money;

pub mod diagnostic;

pub mod random;

pub mod distribution;

pub mod spec;

pub mod plan;

pub mod company;

pub mod events;

pub mod credit;

pub mod replay;

pub mod payout;

pub mod statistics;

pub mod digits;

pub mod metrics;

pub mod simulate;

pub mod study;

pub mod tables;

pub mod export;

pub mod plots;

pub mod typeset;

pub mod workbook;

pub mod report;

pub mod cli;
