//! What a run may take of memory, and what it has to put on disk for that.

use std::collections::BTreeSet;

use super::batch::BATCH;
use super::journal::Head;
use super::outcome::Outcome;
use super::run::MOST_BATCHES;

/// The program itself, its company and what the system keeps of it: measured 29 MB with the example, and room above.
const PROGRAM: u64 = 48_000_000;
/// What writing takes of a table for each cell of a chunk: the value, the frame's, and both files' text and pages;
/// measured 34 bytes.
const OF_CELL: u64 = 48;
/// Rows of a chunk of a table.
const CHUNK: u64 = 1 << 16;

/// How a run divides its memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// For years that are kept, in bytes.
    pub(super) kept: u64,
    /// Batches of a wave.
    pub(super) wave: usize,
    /// Columns that are read at once.
    pub(super) columns: usize,
}

/// Memory in which a run cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this run needs {} of memory at least", in_words(*needed))]
pub struct TooLittle {
    /// What it needs, in bytes.
    pub needed: u64,
}

impl Room {
    /// Without a bound.
    pub fn unbounded() -> Self {
        Self { kept: u64::MAX, wave: MOST_BATCHES, columns: usize::MAX }
    }

    /// For a run within so many bytes, on so many threads.
    ///
    /// # Errors
    /// Not even a run that keeps all its years on disk has room in them.
    pub fn within(bytes: u64, head: &Head, threads: usize) -> Result<Self, TooLittle> {
        let layout = &head.company.layout;
        let seats: usize = head.company.teams.iter().map(|team| team.seats).sum();
        // Seats change hands: two reps a seat, where reps are kept.
        let reps = if head.wanted.payouts { 2 * seats } else { 0 };
        // Batches and the block that they become.
        let batch = 2 * 8 * (BATCH * (head.shape().columns() + reps)) as u64;
        // What is read, and the copy that is put in order.
        let column = 2 * 8 * head.years as u64;
        let metrics: BTreeSet<String> = layout.columns.iter().map(|it| it.metric.name()).collect();
        let writes_years = head.tables.iter().any(|table| table == "years");
        let table = if writes_years { CHUNK * (2 + metrics.len() as u64) * OF_CELL } else { 0 };

        let needed = PROGRAM + (threads as u64 * batch).max(column).max(table);
        if bytes < needed {
            return Err(TooLittle { needed });
        }
        let wave = (bytes / 8 / batch).clamp(threads as u64, MOST_BATCHES as u64);
        // Statistics are worked out on all cores.
        let cores = std::thread::available_parallelism().map_or(1, usize::from) as u64;
        let columns = (bytes / 4 / column.max(1)).clamp(1, cores);
        let working = (wave * batch).max(columns * column).max(table);
        Ok(Self {
            kept: (bytes - PROGRAM).saturating_sub(working),
            wave: wave as usize,
            columns: columns as usize,
        })
    }
}

impl TooLittle {
    /// Checks that so many bytes have room for the largest group of reps of a run, which is read as a whole: how
    /// large it is, the years decide.
    ///
    /// # Errors
    /// They have not.
    pub fn for_reps_of(outcome: &Outcome, bytes: u64) -> Result<(), Self> {
        // What is read, and the copy that is put in order; by year, the reps of the team, those of the group, what is
        // added up of each year's and how many these are.
        let values = match outcome.largest_group() {
            0 => 0,
            reps => 2 * reps + 4 * outcome.years(),
        };
        let needed = PROGRAM + 8 * values as u64;
        if bytes < needed { Err(Self { needed }) } else { Ok(()) }
    }
}

/// Bytes as people write them, rounded up.
fn in_words(bytes: u64) -> String {
    match bytes.div_ceil(1_000_000) {
        megabytes @ 0..10_000 => format!("{megabytes}MB"),
        megabytes => format!("{}GB", megabytes.div_ceil(1_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::{Files, Overrides, load};
    use crate::metrics::Masthead;
    use crate::simulate::{Model, Wanted};

    /// The head of a run of the reference workload.
    fn head(years: usize, tables: &[&str]) -> Head {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/reference/company.toml");
        let loaded = load(Files::Disk, path, &Overrides::default())
            .unwrap_or_else(|refused| panic!("{refused}"));
        let model = Model::new(&loaded.company, &loaded.plans);
        let writes = |table| tables.contains(&table);
        Head {
            version: String::new(),
            inputs: Vec::new(),
            years,
            shard: None,
            tables: tables.iter().map(|table| (*table).to_owned()).collect(),
            wanted: Wanted { months: writes("months"), payouts: writes("payouts"), rest: None },
            company: Masthead::new(&loaded.company, &model.layout),
        }
    }

    #[test]
    fn a_million_years_within_a_gigabyte_and_their_summary_within_a_fifth() {
        let all = ["summary", "years", "months", "payouts"];
        for (memory, tables, threads) in
            [(1_000_000_000, &all[..], 2), (1_000_000_000, &all, 64), (200_000_000, &all[..1], 2)]
        {
            let room = Room::within(memory, &head(1_000_000, tables), threads);
            let Room { kept, wave, columns } = room.unwrap_or_else(|error| panic!("{error}"));
            // A column and its copy: 16 MB.
            let working = 16_000_000 * columns as u64;
            assert!(kept + working + PROGRAM <= memory, "{kept} + {working} of {memory}");
            assert!(wave >= threads && columns >= 1);
        }
    }

    #[test]
    fn what_is_needed_at_least_is_enough() {
        for (years, tables, threads) in
            [(100, &["summary"][..], 1), (10_000_000, &["summary"], 8), (5_000, &["years"], 2)]
        {
            let head = head(years, tables);
            let TooLittle { needed } = Room::within(1, &head, threads).unwrap_err();
            assert!(Room::within(needed, &head, threads).is_ok());
            assert_eq!(Room::within(needed - 1, &head, threads), Err(TooLittle { needed }));
            // Ten million years are 160 MB a column with its copy, beside the program.
            assert!(years < 10_000_000 || needed == 160_000_000 + PROGRAM);
        }
    }

    #[test]
    fn memory_in_words_is_rounded_up() {
        for (bytes, words) in [(1, "1MB"), (108_000_001, "109MB"), (10_000_000_001, "11GB")] {
            assert_eq!(in_words(bytes), words);
        }
    }
}
