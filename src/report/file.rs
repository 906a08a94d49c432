//! The file of a report: whole, or not there.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::tables::{PROGRAM, TargetError};

/// Where a report goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    path: PathBuf,
}

impl ReportFile {
    /// Name of the file in a folder of results.
    pub const NAME: &'static str = "report.html";

    /// Looks at the place: nothing may stand there, or with `force` an earlier report.
    ///
    /// # Errors
    /// The place is refused.
    pub fn at(path: &Path, force: bool) -> Result<Self, TargetError> {
        let place = Self { path: path.to_owned() };
        let folder = place.folder();
        if !folder.is_dir() {
            let path = folder.to_owned();
            return Err(match folder.symlink_metadata() {
                Ok(_) => TargetError::NotAFolder { path },
                Err(_) => TargetError::NoFolder { path },
            });
        }
        if path.is_dir() {
            let source = io::Error::from(ErrorKind::IsADirectory);
            return Err(TargetError::Unusable { path: place.path, source });
        }
        if path.symlink_metadata().is_err() {
            return Ok(place);
        }
        let ours = is_report(path);
        if force && ours {
            Ok(place)
        } else {
            Err(TargetError::FileThere { path: place.path, ours })
        }
    }

    /// Writes the page beside its place and moves it there when it is whole.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, page: &str) -> Result<(), TargetError> {
        let refused = |source: io::Error| match source.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                TargetError::NotWritable { path: self.folder().to_owned(), source }
            }
            _ => TargetError::Unusable { path: self.path.clone(), source },
        };
        let mut aside = NamedTempFile::with_prefix_in(".paycurve-unfinished-", self.folder())
            .map_err(refused)?;
        aside.write_all(page.as_bytes()).map_err(refused)?;
        readable_by_others(aside.path()).map_err(refused)?;
        aside.persist(&self.path).map_err(|error| refused(error.error))?;
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

/// Whether a file is a report of this program, by the mark in its head.
fn is_report(path: &Path) -> bool {
    let mut head = Vec::new();
    // What cannot be read is no report.
    let _ = File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head));
    let mark = format!("<meta name=\"generator\" content=\"{PROGRAM} ");
    String::from_utf8_lossy(&head).contains(&mark)
}

/// A temporary file is its owner's alone; a report is for others too.
#[cfg(unix)]
fn readable_by_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> io::Result<()> {
    Ok(())
}
