//! Many years: fixed batches of them on all threads, put together in order.
//!
//! The results are the same bits at any number of threads: a year depends on its own number alone, a
//! batch is a fixed number of years, and batches are appended in order.

mod batch;
mod model;
mod run;

pub use model::{Model, programs};
pub use run::{Outcome, RunError, Wanted, simulate};
