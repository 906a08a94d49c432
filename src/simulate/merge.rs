//! Parts of a run, put together.

use std::path::PathBuf;

use super::journal::{Found, Head, Journal, JournalError};
use super::memory::{Room, TooLittle};
use super::outcome::Outcome;
use super::shard::Shard;

/// Why parts do not make a run. Each names the part.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// A part cannot be read, or is damaged.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A part of another run.
    #[error("{} {words}, as {} is: parts of one run are needed", part.display(), first.display())]
    Other {
        /// The part.
        part: PathBuf,
        /// In what it differs.
        words: String,
        /// What it is held against.
        first: PathBuf,
    },
    /// Years that were never run: an unfinished part, or no part.
    #[error("{} holds {found} of its {expected} years: let its shard run to the end (--resume)", part.display())]
    Unfinished {
        /// The part.
        part: PathBuf,
        /// Years in it.
        found: usize,
        /// Years of its shard.
        expected: usize,
    },
    /// The same shard twice.
    #[error("{} and {} are both shard {shard}: name each once", first.display(), second.display())]
    Doubled {
        /// A part.
        first: PathBuf,
        /// Another.
        second: PathBuf,
        /// Which they are.
        shard: Shard,
    },
    /// Shards that are not there.
    #[error("{} missing: name the folders of all parts", missing(numbers, *of))]
    Missing {
        /// Which, from 1.
        numbers: Vec<u32>,
        /// How many there should be.
        of: u32,
    },
    /// There is no room for one column.
    #[error(transparent)]
    TooLittle(#[from] TooLittle),
}

fn missing(numbers: &[u32], of: u32) -> String {
    const SHOWN: usize = 12;
    let mut words: Vec<String> = numbers.iter().take(SHOWN).map(u32::to_string).collect();
    if numbers.len() > SHOWN {
        words.push("…".to_owned());
    }
    match numbers.len() {
        1 => format!("shard {} of {of} is", words.join(", ")),
        _ => format!("shards {} of {of} are", words.join(", ")),
    }
}

/// A part that was read.
struct Part {
    path: PathBuf,
    head: Head,
    shard: Shard,
    found: Vec<Found>,
}

/// Puts the parts in these journals together; within so many bytes of memory, on so many threads. The head is
/// that of the whole run.
///
/// # Errors
/// A part is damaged, unfinished, missing, there twice, or of another run.
pub fn merge(
    paths: impl IntoIterator<Item = PathBuf>,
    memory: u64,
    threads: usize,
) -> Result<(Head, Outcome), MergeError> {
    let mut parts: Vec<Part> = Vec::new();
    for path in paths {
        let (head, found) = Journal::whole(path.clone())?;
        if let Some(first) = parts.first()
            && let Some(words) = first.head.refuses_to_join(&head)
        {
            return Err(MergeError::Other { part: path, words, first: first.path.clone() });
        }
        // A whole run is the only shard of its kind.
        let shard = head.shard.or_else(|| Shard::new(1, 1));
        let Some(shard) = shard else { return Err(JournalError::Damaged { path }.into()) };
        if let Some(first) = parts.iter().find(|part| part.shard == shard) {
            return Err(MergeError::Doubled { first: first.path.clone(), second: path, shard });
        }
        let part = Part { path, head, shard, found };
        part.is_finished()?;
        parts.push(part);
    }
    parts.sort_by_key(|part| part.shard);
    let of = parts.first().map_or(1, |part| part.shard.of());
    let is_there = |number: &u32| parts.iter().any(|part| part.shard.number() == *number);
    let numbers: Vec<u32> = (1..=of).filter(|number| !is_there(number)).collect();
    let Some(first) = parts.first().filter(|_| numbers.is_empty()) else {
        return Err(MergeError::Missing { numbers, of });
    };
    let head = Head { shard: None, ..first.head.clone() };
    let room = Room::within(memory, &head, threads)?;
    let mut outcome = Outcome::new(head.shape(), 0, room.columns);
    parts.into_iter().flat_map(|part| part.found).for_each(|found| outcome.push_placed(found));
    TooLittle::for_reps_of(&outcome, memory)?;
    Ok((head, outcome))
}

impl Part {
    fn is_finished(&self) -> Result<(), MergeError> {
        let years = self.shard.years(self.head.years);
        let found = self.found.iter().map(|(block, _)| block.years).sum();
        let starts = self.found.first().is_none_or(|(block, _)| block.first == years.start);
        if !starts || found > years.len() {
            return Err(JournalError::Damaged { path: self.path.clone() }.into());
        }
        if found < years.len() {
            let (part, expected) = (self.path.clone(), years.len());
            return Err(MergeError::Unfinished { part, found, expected });
        }
        Ok(())
    }
}
