//! A table as one CSV file at a place of its own: whole, or not there.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::column::TableSpec;
use super::output::OutputError;
use super::table::Table;
use super::target::{TargetError, UNFINISHED};
use super::writer::{TableWriter, WriteError};

/// Where a table goes as a single CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvFile {
    path: PathBuf,
}

impl CsvFile {
    /// Looks at the place: nothing may stand there, or with `force` a file of the same table.
    ///
    /// # Errors
    /// The place is refused; see [`TargetError`].
    pub fn at(path: &Path, force: bool, spec: &TableSpec) -> Result<Self, TargetError> {
        let place = Self { path: path.to_owned() };
        let folder = place.folder();
        fs::read_dir(folder).map_err(|error| match error.kind() {
            ErrorKind::NotFound => TargetError::NoFolder { path: folder.to_owned() },
            _ => TargetError::system(folder, error),
        })?;
        match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(place),
            Err(error) => Err(TargetError::system(path, error)),
            Ok(file) => {
                let mut first = String::new();
                // What cannot be read is no table of this program.
                let _ = BufReader::new(io::Read::take(file, 4096)).read_line(&mut first);
                let names: Vec<&str> = spec.columns.iter().map(|c| c.name.as_ref()).collect();
                let ours = first.trim_end() == names.join(",");
                if force && ours {
                    return Ok(place);
                }
                Err(TargetError::FileThere { path: place.path, ours })
            }
        }
    }

    /// Writes the table beside its place and moves it there when it is whole.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, table: &Table) -> Result<(), OutputError> {
        let folder = self.folder();
        let hidden = TempDir::with_prefix_in(UNFINISHED, folder)
            .map_err(|e| TargetError::system(folder, e))?;
        let mut writer = TableWriter::create(hidden.path(), table.spec())?;
        writer.append(table)?;
        writer.finish()?;
        let written = hidden.path().join(format!("{}.csv", table.spec().name));
        fs::rename(written, &self.path).map_err(WriteError::io(&self.path))?;
        Ok(())
    }

    /// The place.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn folder(&self) -> &Path {
        let parent = self.path.parent().filter(|parent| !parent.as_os_str().is_empty());
        parent.unwrap_or(Path::new("."))
    }
}
