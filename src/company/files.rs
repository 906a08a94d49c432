//! The files that a company is made of: where they come from, and which were read.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnosis, Document, Finding, LARGEST_FILE, unread};

use super::lower::Lowering;

/// Where files are read from.
#[derive(Clone, Copy, Debug)]
pub enum Files {
    /// The disk.
    Disk,
    /// Files that are part of the program, each with its path, separated by `/`, and its text.
    Embedded(&'static [(&'static str, &'static str)]),
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its path as looked for.
    pub path: String,
    /// The SHA-256 hash of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Why a file is no document.
#[derive(Clone, Debug)]
pub enum Unreadable {
    /// There is none, or it cannot be opened: in words that go on after the file's name.
    Missing(String),
    /// It is there and is no text.
    NotText(Diagnosis),
}

impl Files {
    /// The bytes of a file, or why there are none, in words that go on after its name.
    ///
    /// # Errors
    /// The file is missing, is a folder, or may not be read.
    pub fn read(self, path: &str) -> Result<Vec<u8>, String> {
        match self {
            Self::Disk => from_disk(path),
            Self::Embedded(files) => {
                let file = files.iter().find(|(name, _)| *name == path);
                file.map(|(_, text)| text.as_bytes().to_vec())
                    .ok_or_else(|| "is not there".to_owned())
            }
        }
    }

    /// The path of a file that another file names, relative to that file's folder.
    pub fn beside(self, folder: &str, file: &str) -> String {
        match self {
            Self::Disk => Path::new(folder).join(file).to_string_lossy().into_owned(),
            Self::Embedded(_) => {
                let mut steps: Vec<&str> =
                    folder.split('/').filter(|step| !step.is_empty()).collect();
                for step in file.split('/') {
                    match step {
                        "." | "" => {}
                        ".." => drop(steps.pop()),
                        step => steps.push(step),
                    }
                }
                steps.join("/")
            }
        }
    }
}

/// The folder of a file.
pub(super) fn folder_of(path: &str) -> String {
    Path::new(path).parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads files, and remembers which.
#[derive(Debug)]
pub(super) struct Library {
    pub files: Files,
    pub inputs: Vec<Input>,
}

impl Library {
    /// The document of that path.
    pub fn open(&mut self, files: Files, path: &str) -> Result<Arc<Document>, Unreadable> {
        let bytes = files.read(path).map_err(Unreadable::Missing)?;
        let input = Input {
            path: path.to_owned(),
            sha256: hexadecimal(&Sha256::digest(&bytes)),
            bytes: bytes.len() as u64,
        };
        if !self.inputs.contains(&input) {
            self.inputs.push(input);
        }
        Document::from_bytes(path, bytes).map(Arc::new).map_err(Unreadable::NotText)
    }
}

impl Lowering<'_> {
    /// A file that the company file names at a key.
    pub(super) fn read(&mut self, key: &str, file: &str) -> Option<Arc<Document>> {
        if let Some(altered) = self.altered.and_then(|altered| altered.rosters.get(key)) {
            return Some(Arc::clone(altered));
        }
        let path = self.library.files.beside(&self.folder, file);
        match self.library.open(self.library.files, &path) {
            Ok(document) => Some(document),
            Err(Unreadable::Missing(why)) => {
                self.report(missing(key, &path, &why));
                None
            }
            Err(Unreadable::NotText(diagnosis)) => {
                self.others.push(diagnosis);
                None
            }
        }
    }
}

/// The finding at the key that names a missing file.
pub(super) fn missing(key: &str, path: &str, why: &str) -> Finding {
    Finding::error(key, format!("the file `{path}` {why}"))
        .help("a path is relative to the folder of this file")
}

/// The finding about a file that the command line names.
pub fn missing_argument(what: &str, why: &str) -> Finding {
    let finding = Finding::error_in_file(format!("the {what} file {why}"));
    finding.help(match (why, what) {
        ("is a folder", _) => "name the file in it",
        (_, "company") => {
            "a path is relative to the working directory; `paycurve init DIR` writes an example company"
        }
        _ => "a path is relative to the working directory",
    })
}

fn from_disk(path: &str) -> Result<Vec<u8>, String> {
    let why = |error| unread(&error);
    let file = File::open(path).map_err(why)?;
    if file.metadata().map_err(why)?.is_dir() {
        return Err("is a folder".to_owned());
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(why)?;
    Ok(bytes)
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
