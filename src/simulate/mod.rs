//! Many years: fixed batches of them on all threads, put together in order.
//!
//! ```text
//! Run ── extend_to ─► wave of batches ─► Block (a stretch of years, column by column) ─► Outcome ─► one column at a time
//! ```
//!
//! The results are the same bits at any number of threads: a year depends on its own number alone, a
//! batch is a fixed number of years, and batches are appended in order. So a run may be extended, and what
//! it has so far read in between.

mod batch;
mod block;
mod model;
mod outcome;
mod precision;
mod run;

pub use model::{Model, programs};
pub use outcome::{Outcome, Unreadable};
pub use precision::{Precise, PrecisionError, Target, run_to_precision};
pub use run::{Run, RunError, Wanted, simulate};

#[cfg(test)]
mod tests;
