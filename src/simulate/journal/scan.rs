//! Reading a journal from its start: its head, and as many blocks as are whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::checksum::Checksum;
use super::file::{AT_ONCE, FORMAT, JournalError, MARK, WORD, YEARS};
use super::head::Head;
use crate::simulate::block::{Block, Shape};

/// A head's text is not longer: beyond, its length is damaged.
const LONGEST_TEXT: u64 = 1 << 28;

/// A journal that is read from its start.
pub(super) struct Scan<'a> {
    path: &'a Path,
    pub file: File,
    /// Bytes of the file.
    pub length: u64,
    at: u64,
    sum: Checksum,
    bytes: Vec<u8>,
}

/// What stands in the way of reading on.
enum Stop {
    /// The bytes are not, or not all, there.
    Torn,
    System(io::Error),
}

impl<'a> Scan<'a> {
    pub fn new(path: &'a Path, file: File) -> Result<Self, JournalError> {
        let length = file.metadata().map(|data| data.len());
        let length =
            length.map_err(|source| JournalError::Read { path: path.to_owned(), source })?;
        Ok(Self { path, file, length, at: 0, sum: Checksum::new(), bytes: Vec::new() })
    }

    pub fn head(&mut self) -> Result<Head, JournalError> {
        let damaged = || JournalError::Damaged { path: self.path.to_owned() };
        let path = self.path;
        let mut text = || -> Result<Result<Vec<u8>, u64>, Stop> {
            self.expect(MARK)?;
            let format = self.word()?;
            if format != FORMAT {
                return Ok(Err(format));
            }
            let length = self.word()?;
            if length > LONGEST_TEXT {
                return Err(Stop::Torn);
            }
            self.take(length)?;
            let text = self.bytes.clone();
            self.checked()?;
            Ok(Ok(text))
        };
        match text() {
            Ok(Ok(text)) => serde_json::from_slice(&text).map_err(|_| damaged()),
            Ok(Err(found)) => Err(JournalError::Format { path: path.to_owned(), found }),
            Err(Stop::Torn) => Err(damaged()),
            Err(Stop::System(source)) => Err(JournalError::Read { path: path.to_owned(), source }),
        }
    }

    /// The whole blocks, each without its values but with their place, and where they end.
    pub fn blocks(&mut self, shape: Shape) -> Result<(Vec<(Block, u64)>, u64), JournalError> {
        let (mut blocks, mut end): (Vec<(Block, u64)>, u64) = (Vec::new(), self.at);
        while self.at < self.length {
            let next = blocks.last().map(|(block, _)| block.first + block.years);
            match self.block(shape, next) {
                Ok(block) => blocks.push(block),
                Err(Stop::Torn) => break,
                Err(Stop::System(source)) => {
                    return Err(JournalError::Read { path: self.path.to_owned(), source });
                }
            }
            end = self.at;
        }
        Ok((blocks, end))
    }

    fn block(&mut self, shape: Shape, next: Option<usize>) -> Result<(Block, u64), Stop> {
        self.sum = Checksum::new();
        self.expect(YEARS)?;
        let [first, years, groups, values] =
            [self.number()?, self.number()?, self.number()?, self.number()?];
        if next.is_some_and(|next| next != first) || groups != shape.groups {
            return Err(Stop::Torn);
        }
        let mut reps = Vec::new();
        for _ in 0..groups {
            reps.push(self.number()?);
        }
        let offset = self.at;
        let all = reps.iter().try_fold(0_usize, |sum, reps| sum.checked_add(*reps));
        let expected =
            shape.columns().checked_mul(years).zip(all).map(|(columns, reps)| columns + reps);
        if expected != Some(values) {
            return Err(Stop::Torn);
        }
        let mut left = (values as u64).checked_mul(WORD).ok_or(Stop::Torn)?;
        while left > 0 {
            let some = left.min(AT_ONCE as u64);
            self.take(some)?;
            left -= some;
        }
        self.checked()?;
        Ok((Block { first, years, values: Vec::new(), reps }, offset))
    }

    /// Reads so many bytes on.
    fn take(&mut self, length: u64) -> Result<(), Stop> {
        if length > self.length - self.at {
            return Err(Stop::Torn);
        }
        self.bytes.resize(length as usize, 0);
        self.file.read_exact(&mut self.bytes).map_err(Stop::System)?;
        self.at += length;
        self.sum.add(&self.bytes);
        Ok(())
    }

    fn expect(&mut self, mark: &[u8; 8]) -> Result<(), Stop> {
        self.take(WORD)?;
        if self.bytes == mark { Ok(()) } else { Err(Stop::Torn) }
    }

    fn word(&mut self) -> Result<u64, Stop> {
        self.take(WORD)?;
        self.bytes.first_chunk().map(|word| u64::from_le_bytes(*word)).ok_or(Stop::Torn)
    }

    fn number(&mut self) -> Result<usize, Stop> {
        usize::try_from(self.word()?).map_err(|_| Stop::Torn)
    }

    /// Reads the checksum of what was read since it began.
    fn checked(&mut self) -> Result<(), Stop> {
        let sum = self.sum.value();
        if self.word()? == sum { Ok(()) } else { Err(Stop::Torn) }
    }
}
