//! Many years: fixed batches of them on all threads, put together in order.
//!
//! ```text
//! Run ── extend_to ─► wave of batches ─► Block (a stretch of years, column by column) ─► Outcome ─► one column at a time
//!                                          └──► Journal (on disk: checkpoint, spill, part) ─▲
//! ```
//!
//! The results are the same bits at any number of threads: a year depends on its own number alone, a
//! batch is a fixed number of years, and batches are appended in order. So a run may be extended, and what
//! it has so far read in between; it may be stopped and go on later; and it may be cut into shards that several
//! machines run. Years that took long, that memory has no room for, or that are a shard's go into a [`Journal`]:
//! one format for all three.

mod batch;
mod block;
mod journal;
mod memory;
mod merge;
mod model;
mod outcome;
mod precision;
mod rest_of_year;
mod run;
mod shard;

pub use journal::{Head, Journal, JournalError};
pub use memory::{Room, TooLittle};
pub use merge::{MergeError, merge};
pub use model::{Model, listed_for, programs};
pub use outcome::{Outcome, Unreadable};
pub use precision::{Precise, PrecisionError, Target, run_to_precision};
pub use rest_of_year::RestOfYear;
pub use run::{Keeper, Run, RunError, Wanted, simulate};
pub use shard::{MOST_SHARDS, Shard};

#[cfg(test)]
mod tests;
