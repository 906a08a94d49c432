//! Years on disk: one format for a checkpoint, for what memory has no room for, and for a part of a run.
//!
//! A journal only grows. It is whole up to the last block that is; what a killed program left behind that is
//! found by its length or checksum and cut off.
//!
//! ```text
//! journal = head block*
//! head    = "PAYCURVE", format (1), bytes of the text, the text (JSON: Head), checksum
//! block   = "YEARS\0\0\0", first year (from 0), years, groups, values, reps of each group, the values, checksum
//! values  = column by column, one value a year: the figures of the layout, then those by team (the company last),
//!           metric and month; then the reps' pay, group by group (by team, then attainment band), in the order of years
//! ```
//!
//! Numbers are of 64 bits, little-endian; values are `f64` in dollars or shares, NaN where a figure has none.
//! A checksum is XXH64 of all bytes of its head or block before it. Blocks are of consecutive years and of
//! any length: it follows the clock, so two journals of the same years may differ, and what is read from them
//! does not.

mod checksum;
mod file;
mod head;
#[cfg(test)]
mod tests;

pub(super) use file::{Found, Placed};
pub use file::{Journal, JournalError};
pub use head::Head;
