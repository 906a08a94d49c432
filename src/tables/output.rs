//! The output folder: whole, or not there.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::abandoned;
use super::column::TableSpec;
use super::run::{RUN_FILE, RunRecord, TableRecord};
use super::table::{Table, TableError};
use super::target::{
    Placement, Surroundings, TargetError, UNFINISHED, first_name, holds_run, next_number,
};
use super::writer::{TableWriter, WriteError};

/// The folder of the tables in the output.
pub(super) const TABLES: &str = "tables";
/// Inside the hidden folder: the output of this run.
const NEW: &str = "new";
/// Inside the hidden folder: the output that was replaced, to be deleted with it.
pub(super) const OLD: &str = "old";
/// How often a number that another run has taken meanwhile is passed over.
const NUMBERS_TRIED: usize = 1000;

/// Why an output folder did not come about.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The place that was asked for, changed while the run went on.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A table that was already written: a fault of the program.
    #[error("the table {0} is written twice")]
    Twice(&'static str),
    /// The whole output could not be moved to its place.
    #[error("cannot move the finished output to {}: {source}", path.display())]
    Move {
        /// The place.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl From<TableError> for OutputError {
    fn from(fault: TableError) -> Self {
        Self::Write(fault.into())
    }
}

/// The output of one run while it is written: a hidden folder on the file system of its target. It takes
/// its place by [`OutputFolder::finish`]; dropped before that, it leaves nothing.
#[derive(Debug)]
pub struct OutputFolder {
    pub(super) placement: Placement,
    tables: Vec<TableRecord>,
    names: BTreeSet<&'static str>,
    adopted: Vec<(PathBuf, &'static str)>,
    // Dropped in this order: the hidden folder and what says that it is in use, then the folders that were made to
    // hold it.
    hidden: TempDir,
    _claim: File,
    _made: MadeFolders,
}

impl OutputFolder {
    /// Checks the place and makes the hidden folder. Without a target the output becomes the next
    /// number in `stem` in the working folder (`paycurve-out/0001`, `0002`, …); a target must be new or
    /// empty, or with `force` the output of an earlier run, which is replaced when this one is whole.
    ///
    /// # Errors
    /// The target is refused; see [`TargetError`].
    pub fn create(target: Option<&Path>, force: bool, stem: &str) -> Result<Self, TargetError> {
        let here = Path::new(".");
        let working = std::env::current_dir().map_err(|e| TargetError::system(here, e))?;
        let home = std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
        let around = Surroundings { working: &working, home: home.as_deref() };
        Self::create_in(around, target, force, stem)
    }

    pub(super) fn create_in(
        around: Surroundings<'_>,
        target: Option<&Path>,
        force: bool,
        stem: &str,
    ) -> Result<Self, TargetError> {
        let placement = match target {
            None => Placement::Numbered(around.working.join(stem)),
            Some(target) => Placement::of(target, force, around)?,
        };
        let holder = match &placement {
            Placement::Numbered(folder) | Placement::Fill(folder) => folder,
            Placement::New(path) | Placement::Replace(path) => path.parent().unwrap_or(path),
        };
        let system = |e| TargetError::system(holder, e);
        let made = MadeFolders::down_to(holder)?;
        abandoned::sweep(holder);
        let hidden = TempDir::with_prefix_in(UNFINISHED, holder).map_err(system)?;
        let claim = abandoned::claim(hidden.path()).map_err(system)?;
        fs::create_dir(hidden.path().join(NEW)).map_err(system)?;
        let (tables, names, adopted) = (Vec::new(), BTreeSet::new(), Vec::new());
        Ok(Self { placement, tables, names, adopted, hidden, _claim: claim, _made: made })
    }

    /// The hidden folder, for files that are not tables (plots, report). It moves: keep no path into it.
    pub fn path(&self) -> PathBuf {
        self.hidden.path().join(NEW)
    }

    /// Takes a file of the same file system into the output, under a name, when that is put in its place. If it
    /// cannot be, the file is where it was.
    pub fn adopt(&mut self, file: PathBuf, name: &'static str) {
        self.adopted.push((file, name));
    }

    /// Writes a table at once.
    ///
    /// # Errors
    /// The table was written before; a file cannot be written.
    pub fn write(&mut self, table: &Table) -> Result<(), OutputError> {
        self.write_chunks(table.spec(), [Ok::<_, OutputError>(table)])
    }

    /// Writes a table chunk by chunk, so that it is never whole in memory. Chunks of
    /// [`ROWS_PER_CHUNK`](super::ROWS_PER_CHUNK) rows are a good size; none gives an empty table.
    ///
    /// # Errors
    /// The table was written before; a chunk is faulty or of another table; a file cannot be written. What a
    /// chunk fails with is handed on.
    pub fn write_chunks<C: Borrow<Table>, E: From<OutputError>>(
        &mut self,
        spec: &Arc<TableSpec>,
        chunks: impl IntoIterator<Item = Result<C, impl Into<E>>>,
    ) -> Result<(), E> {
        if !self.names.insert(spec.name) {
            return Err(OutputError::Twice(spec.name).into());
        }
        let output = OutputError::from;
        let folder = self.path().join(TABLES);
        fs::create_dir_all(&folder).map_err(WriteError::io(&folder)).map_err(output)?;
        let mut writer = TableWriter::create(&folder, spec).map_err(output)?;
        for chunk in chunks {
            writer.append(chunk.map_err(Into::into)?.borrow()).map_err(output)?;
        }
        self.tables.push(writer.finish().map_err(output)?);
        Ok(())
    }

    /// Writes `run.json` (the record with the tables filled in) and puts the output in its place, which
    /// is returned. A replaced output is deleted only then.
    ///
    /// # Errors
    /// `run.json` cannot be written, or the place has been taken meanwhile. Nothing is left then, and an
    /// earlier output is as it was.
    pub fn finish(self, mut record: RunRecord) -> Result<PathBuf, OutputError> {
        record.tables.clone_from(&self.tables);
        let path = self.path().join(RUN_FILE);
        let write = WriteError::io(&path);
        let text = serde_json::to_string_pretty(&record).map_err(io::Error::from);
        text.and_then(|text| fs::write(&path, text + "\n")).map_err(write)?;
        for (file, name) in &self.adopted {
            let place = self.path().join(name);
            fs::rename(file, &place).map_err(|source| moved(&place, source))?;
        }
        let (new, adopted) = (self.path(), self.adopted.clone());
        self.put_in_place(|| {
            for (file, name) in &adopted {
                // The fault that led here is the one to tell.
                let _ = fs::rename(new.join(name), file);
            }
        })
    }

    /// Puts the output in its place; `give_back` is called where that fails, before what was made goes.
    fn put_in_place(mut self, give_back: impl FnOnce()) -> Result<PathBuf, OutputError> {
        let new = self.path();
        let put = match &self.placement {
            Placement::Numbered(folder) => take_number(&new, folder),
            Placement::New(path) => {
                fs::rename(&new, path).map(|()| path.clone()).map_err(|source| moved(path, source))
            }
            Placement::Fill(path) => fill(&new, path).map(|()| path.clone()),
            Placement::Replace(path) => {
                let old = self.hidden.path().join(OLD);
                let replaced = replace(&new, path, &old);
                // An earlier output that could not be put back must not go with the hidden folder.
                self.hidden.disable_cleanup(replaced.is_err() && old.exists());
                replaced.map(|()| path.clone())
            }
        };
        if put.is_err() {
            give_back();
        }
        put
    }
}

fn moved(path: &Path, source: io::Error) -> OutputError {
    OutputError::Move { path: path.to_owned(), source }
}

/// Moves the output to the first free number.
fn take_number(new: &Path, folder: &Path) -> Result<PathBuf, OutputError> {
    let mut tries = 0;
    loop {
        let number = next_number(folder).map_err(|source| moved(folder, source))?;
        let path = folder.join(number);
        match fs::rename(new, &path) {
            Ok(()) => return Ok(path),
            // Another run was faster.
            Err(_) if path.exists() && tries < NUMBERS_TRIED => tries += 1,
            Err(source) => return Err(moved(&path, source)),
        }
    }
}

/// Moves the output into an empty folder, entry by entry: the folder may be a mount point, or the working
/// folder, and keeps its rights. `run.json`, the mark of a whole output, comes last.
fn fill(new: &Path, path: &Path) -> Result<(), OutputError> {
    let here = |source| moved(path, source);
    if let Some(first) = first_name(path).map_err(here)? {
        let (path, ours) = (path.to_owned(), false);
        return Err(TargetError::NotEmpty { path, first, ours }.into());
    }
    let entries: io::Result<Vec<_>> = fs::read_dir(new).map_err(here)?.collect();
    let mut names: Vec<_> = entries.map_err(here)?.iter().map(fs::DirEntry::file_name).collect();
    names.sort_by_key(|name| (name == RUN_FILE, name.clone()));
    for name in names {
        fs::rename(new.join(&name), path.join(&name)).map_err(here)?;
    }
    Ok(())
}

/// Puts the earlier output aside and the new one in its place; back again if that fails.
fn replace(new: &Path, path: &Path, old: &Path) -> Result<(), OutputError> {
    let here = |source| moved(path, source);
    if path.exists() {
        if !holds_run(path) {
            let first = first_name(path).map_err(here)?.unwrap_or_default();
            let path = path.to_owned();
            return Err(TargetError::NotOurs { path, first }.into());
        }
        fs::rename(path, old).map_err(here)?;
    }
    fs::rename(new, path).map_err(|source| {
        // If this fails too the earlier output stays aside; the first fault is the one to tell.
        let _ = fs::rename(old, path);
        here(source)
    })
}

/// Folders that were missing above the output and had to be made; those still empty are removed on drop.
#[derive(Debug, Default)]
struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    fn down_to(folder: &Path) -> Result<Self, TargetError> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|part| matches!(part.metadata(), Err(e) if e.kind() == ErrorKind::NotFound))
            .collect();
        let mut made = Self::default();
        for part in missing.into_iter().rev() {
            match fs::create_dir(part) {
                Ok(()) => made.0.push(part.to_owned()),
                Err(e) if e.kind() == ErrorKind::AlreadyExists && part.is_dir() => {}
                Err(e) => return Err(TargetError::system(part, e)),
            }
        }
        Ok(made)
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Fails where the output, or anything else, is in it by now: that is the point.
            let _ = fs::remove_dir(folder);
        }
    }
}
