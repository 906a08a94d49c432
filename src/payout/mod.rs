//! The payout engine: a compiled plan applied to ledgers gives payments, exact to the cent.
//!
//! ```text
//! plan × team ─► Program ─┐
//! ledgers of a team ──────┴─► credits by month ─► earned to date ─► payments ─► recoveries ─► plan level
//! ```
//!
//! The engine does not know whether its events were simulated or happened, and never sees a float.
//! Within a component: curve or tiers with their hurdle → gate → multiplier → floor → cap on the rate → what the
//! window before carried → cap → one rounding. Then, by rep and month: recoveries, plan cap, guarantee, draw,
//! hold. Each of these can say what it did: the steps of a payment add up to it.

mod active;
mod budget;
mod by_result;
mod calendar;
mod clause;
mod clawback;
mod commission;
mod company_currency;
mod contest;
mod conversion;
mod course;
mod curve;
mod draw;
mod exit;
mod guarantee;
mod hold;
mod lag;
mod limits;
mod matrix;
mod notes;
mod payments;
mod phase;
mod plan_cap;
mod plan_level;
mod pool;
mod program;
mod recoveries;
mod recovery;
pub mod reference;
mod rep;
mod rep_pay;
mod results;
mod retention;
mod rungs;
mod scorecard;
mod statement;
pub mod step;
mod sums;
mod target;
mod tiers;
mod whole_team;
mod window;

pub use lag::PaymentLag;
pub use payments::TeamPay;
pub use program::{Program, TeamTerms};
pub use rep_pay::RepPay;
pub use statement::{Payment, Source};
pub use step::{Step, Working};
pub use sums::PaidInSums;
