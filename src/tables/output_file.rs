//! A single file at a place of its own: whole, or not there.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::output::OutputError;
use super::target::{TargetError, UNFINISHED};
use super::writer::WriteError;

/// How much of a file says what it is, in bytes.
const LOOKED_AT: u64 = 4096;

/// Where a single file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    path: PathBuf,
}

impl OutputFile {
    /// Looks at the place: nothing may stand there, or with `force` a file that this program could have written, which
    /// `is_ours` tells by its first bytes.
    ///
    /// # Errors
    /// The place is refused; see [`TargetError`].
    pub fn at(
        path: &Path,
        force: bool,
        is_ours: impl FnOnce(&[u8]) -> bool,
    ) -> Result<Self, TargetError> {
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
                let mut first = Vec::new();
                // What cannot be read is no file of this program.
                let _ = file.take(LOOKED_AT).read_to_end(&mut first);
                let ours = is_ours(&first);
                if force && ours {
                    return Ok(place);
                }
                Err(TargetError::FileThere { path: place.path, ours })
            }
        }
    }

    /// Has the file written beside its place, and moves it there when it is whole.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(
        &self,
        write: impl FnOnce(&Path) -> Result<PathBuf, OutputError>,
    ) -> Result<(), OutputError> {
        let folder = self.folder();
        let hidden = TempDir::with_prefix_in(UNFINISHED, folder)
            .map_err(|e| TargetError::system(folder, e))?;
        let written = write(hidden.path())?;
        fs::rename(written, &self.path).map_err(WriteError::io(&self.path))?;
        Ok(())
    }

    /// Writes a file that is in memory.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_bytes(&self, bytes: &[u8]) -> Result<(), OutputError> {
        self.write(|hidden| {
            let written = hidden.join("whole");
            // The place is what people know, not where it is written meanwhile.
            let fill = || -> io::Result<()> {
                fs::write(&written, bytes)?;
                File::open(&written)?.sync_all()
            };
            fill().map_err(WriteError::io(&self.path))?;
            Ok(written)
        })
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
