//! The file of a journal.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::checksum::Checksum;
use super::head::Head;
use super::scan::Scan;
use crate::simulate::block::Block;
use crate::simulate::outcome::Unreadable;

pub(super) const MARK: &[u8; 8] = b"PAYCURVE";
pub(super) const FORMAT: u64 = 2;
pub(super) const YEARS: &[u8; 8] = b"YEARS\0\0\0";
/// Bytes that go to or come from the file at once.
pub(super) const AT_ONCE: usize = 1 << 18;
pub(super) const WORD: u64 = 8;

/// Why a journal cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// It cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is no journal, or its head is damaged.
    #[error("{} is damaged, or was not written by paycurve", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// It is of another version of the format.
    #[error("{} is in format {found}, expected {FORMAT}: it is of another version of paycurve; go on with that version, or run its years anew", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// The format that it is in.
        found: u64,
    },
    /// It is whole only up to some year.
    #[error("{} is damaged behind its first {whole} years", path.display())]
    Torn {
        /// The file.
        path: PathBuf,
        /// Years before the damage.
        whole: usize,
    },
    /// Another program writes to it.
    #[error("{} is in use by another run", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
}

/// A file that years are read from.
#[derive(Debug)]
pub(in crate::simulate) struct Store {
    path: PathBuf,
    file: Mutex<File>,
}

/// Where a block stands in a store.
#[derive(Clone, Debug)]
pub(in crate::simulate) struct Placed {
    store: Arc<Store>,
    /// Of its values.
    offset: u64,
}

/// A block without its values, and where these stand.
pub(in crate::simulate) type Found = (Block, Placed);

/// A journal that is written to.
#[derive(Debug)]
pub struct Journal {
    store: Arc<Store>,
    end: u64,
}

impl Journal {
    /// Begins a journal; what stands there and is in no other program's use is overwritten.
    ///
    /// # Errors
    /// The file cannot be written, or is in use.
    pub fn create(path: PathBuf, head: &Head) -> Result<Self, JournalError> {
        let fault = |source| JournalError::Write { path: path.clone(), source };
        let text = serde_json::to_vec(head).map_err(|error| fault(error.into()))?;
        let mut bytes = MARK.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend((text.len() as u64).to_le_bytes());
        bytes.extend(text);
        bytes.extend(Checksum::of(&bytes).to_le_bytes());
        let options = &mut File::options();
        let file = options.read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = file.map_err(fault)?;
        lock(&file, &path)?;
        file.set_len(0).and_then(|()| file.write_all(&bytes)).map_err(fault)?;
        let store = Store { path, file: Mutex::new(file) };
        Ok(Self { store: Arc::new(store), end: bytes.len() as u64 })
    }

    /// What the journal at a place is of; none where there is none, or one that was killed before it had begun.
    ///
    /// # Errors
    /// It cannot be read, or is something else.
    pub fn head_at(path: &Path) -> Result<Option<Head>, JournalError> {
        let fault = |source| JournalError::Read { path: path.to_owned(), source };
        match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(error)),
            Ok(file) if file.metadata().map_err(fault)?.len() == 0 => Ok(None),
            Ok(file) => Scan::new(path, file)?.head().map(Some),
        }
    }

    /// Removes the journal at a place, unless another program writes to it.
    ///
    /// # Errors
    /// It is in use, or cannot be removed.
    pub fn discard(path: &Path) -> Result<(), JournalError> {
        let fault = |source| JournalError::Write { path: path.to_owned(), source };
        match File::options().write(true).open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            opened => lock(&opened.map_err(fault)?, path)?,
        }
        fs::remove_file(path).map_err(fault)
    }

    /// Opens a journal to go on with it: what is torn off behind its last whole block is cut.
    ///
    /// # Errors
    /// It cannot be read or written, is something else, or is in use.
    pub(in crate::simulate) fn resume(path: PathBuf) -> Result<(Self, Vec<Found>), JournalError> {
        let open = File::options().read(true).write(true).open(&path);
        let file = open.map_err(|source| JournalError::Read { path: path.clone(), source })?;
        lock(&file, &path)?;
        let mut scan = Scan::new(&path, file)?;
        let shape = scan.head()?.shape();
        let (blocks, end) = scan.blocks(shape)?;
        let file = scan.file;
        file.set_len(end).map_err(|source| JournalError::Write { path: path.clone(), source })?;
        let store = Arc::new(Store { path, file: Mutex::new(file) });
        Ok((Self { store: Arc::clone(&store), end }, placed(blocks, &store)))
    }

    /// Opens a journal that is to be whole.
    ///
    /// # Errors
    /// It cannot be read, is something else, or is damaged anywhere.
    pub(in crate::simulate) fn whole(path: PathBuf) -> Result<(Head, Vec<Found>), JournalError> {
        let fault = |source| JournalError::Read { path: path.clone(), source };
        let mut scan = Scan::new(&path, File::open(&path).map_err(fault)?)?;
        let head = scan.head()?;
        let (blocks, end) = scan.blocks(head.shape())?;
        let (length, file) = (scan.length, scan.file);
        if end < length {
            let whole = blocks.iter().map(|(block, _)| block.years).sum();
            return Err(JournalError::Torn { path, whole });
        }
        let store = Arc::new(Store { path, file: Mutex::new(file) });
        Ok((head, placed(blocks, &store)))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.store.path
    }

    /// Puts a block behind the others. If that fails the journal is as it was.
    pub(in crate::simulate) fn append(&mut self, block: &Block) -> Result<Placed, JournalError> {
        let mut file = self.store.lock();
        let numbers = [block.first, block.years, block.reps.len(), block.values.len()];
        let mut bytes = YEARS.to_vec();
        for number in numbers.iter().chain(&block.reps) {
            bytes.extend((*number as u64).to_le_bytes());
        }
        let offset = self.end + bytes.len() as u64;
        let written = write_block(&mut file, self.end, bytes, &block.values);
        match written {
            Ok(length) => self.end += length,
            Err(source) => {
                // Whoever resumes would cut it as well.
                let _ = file.set_len(self.end);
                return Err(JournalError::Write { path: self.store.path.clone(), source });
            }
        }
        Ok(Placed { store: Arc::clone(&self.store), offset })
    }

    /// Makes sure that all of it is on the disk, and lets go of it.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn settle(self) -> Result<PathBuf, JournalError> {
        let path = self.store.path.clone();
        let settled = self.store.lock().sync_all();
        settled.map_err(|source| JournalError::Write { path: path.clone(), source })?;
        Ok(path)
    }

    /// Removes it; whatever keeps it there is no fault of the run.
    pub fn remove(self) {
        let _ = fs::remove_file(&self.store.path);
    }
}

/// Writes a block's head, values and checksum; how many bytes these are.
fn write_block(file: &mut File, at: u64, head: Vec<u8>, values: &[f64]) -> io::Result<u64> {
    let (mut sum, mut length) = (Checksum::new(), 0);
    let mut put = |file: &mut File, bytes: &[u8]| {
        length += bytes.len() as u64;
        file.write_all(bytes)
    };
    file.seek(SeekFrom::Start(at))?;
    sum.add(&head);
    put(file, &head)?;
    let mut bytes = Vec::with_capacity(AT_ONCE);
    for some in values.chunks(AT_ONCE / 8) {
        bytes.clear();
        some.iter().for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
        sum.add(&bytes);
        put(file, &bytes)?;
    }
    put(file, &sum.value().to_le_bytes())?;
    Ok(length)
}

fn lock(file: &File, path: &Path) -> Result<(), JournalError> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(JournalError::InUse { path: path.to_owned() }),
        // A file system without locks is no reason not to write.
        Err(TryLockError::Error(_)) | Ok(()) => Ok(()),
    }
}

fn placed(blocks: Vec<(Block, u64)>, store: &Arc<Store>) -> Vec<Found> {
    let place = |(block, offset)| (block, Placed { store: Arc::clone(store), offset });
    blocks.into_iter().map(place).collect()
}

impl Store {
    fn lock(&self) -> std::sync::MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Placed {
    /// Appends some of the block's values.
    pub(in crate::simulate) fn read(
        &self,
        values: Range<usize>,
        into: &mut Vec<f64>,
    ) -> Result<(), Unreadable> {
        let fault = |source| Unreadable { path: self.store.path.clone(), source };
        let mut file = self.store.lock();
        file.seek(SeekFrom::Start(self.offset + values.start as u64 * WORD)).map_err(fault)?;
        let mut bytes = vec![0; AT_ONCE.min(values.len() * 8)];
        let mut left = values.len() * 8;
        while left > 0 {
            let some = bytes.len().min(left);
            file.read_exact(&mut bytes[..some]).map_err(fault)?;
            into.extend(bytes[..some].as_chunks().0.iter().map(|word| f64::from_le_bytes(*word)));
            left -= some;
        }
        Ok(())
    }
}
