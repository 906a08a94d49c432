//! Where the output may go: looked at before anything is computed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::run::{PROGRAM, RUN_FILE};

/// Hidden folders with this prefix hold the output of a run that is not done.
pub(super) const UNFINISHED: &str = ".paycurve-unfinished-";

/// How the name of a checkpoint ends: the years of a run that is not done, beside its output.
pub(super) const PARTIAL: &str = ".paycurve-partial";

/// Why nothing can be written to the place that was asked for. The user's to mend: exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// The path has no last name: empty, or ends in `..`.
    #[error(
        "the output folder {path:?} has no name; expected the name of a folder, such as results"
    )]
    NoName {
        /// Path as given.
        path: PathBuf,
    },
    /// Something that is no folder stands where a folder must be.
    #[error("{} is not a folder; expected a folder or a new name: name another place for the output", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// The folder that a file is to be written in is not there.
    #[error("there is no folder {}; expected one that is there: make it, or name another", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A file stands where a file is to be written.
    #[error(
        "the file {} is there already{}",
        path.display(),
        if *ours {
            "; expected a new name: name another, or replace it with --force"
        } else {
            ", and is not of that kind, which --force could replace: name another"
        }
    )]
    FileThere {
        /// The file.
        path: PathBuf,
        /// Does it hold what is to be written, of an earlier run, so that `--force` would help?
        ours: bool,
    },
    /// A folder with something in it, and no `--force`.
    #[error(
        "the output folder {} is not empty (it holds {first:?}); expected a new or an empty folder: {}",
        path.display(),
        if *ours { "name another, or replace its earlier run with --force" } else { "name another" }
    )]
    NotEmpty {
        /// The folder.
        path: PathBuf,
        /// First name in it.
        first: String,
        /// Does it hold an earlier run, so that `--force` would help?
        ours: bool,
    },
    /// `--force`, but what is there is not the output of an earlier run.
    #[error(
        "the folder {} holds {first:?} but no {RUN_FILE} of {PROGRAM}; --force replaces only the output of \
         an earlier run: name another folder, or empty this one yourself",
        path.display()
    )]
    NotOurs {
        /// The folder.
        path: PathBuf,
        /// First name in it.
        first: String,
    },
    /// `--force` on a folder that holds the working folder or the home folder.
    #[error(
        "the folder {} is or holds {what}; --force does not replace it: name another folder",
        path.display()
    )]
    Protected {
        /// The folder.
        path: PathBuf,
        /// What it is or holds.
        what: &'static str,
    },
    /// No right to write there.
    #[error("cannot write in {}: {source}; expected a folder that you may write in: name another place for the output", path.display())]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Any other word of the system.
    #[error("cannot use {} for the output: {source}; name another place", path.display())]
    Unusable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl TargetError {
    /// What the system says, put in the terms of an output folder.
    pub(super) fn system(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                Self::NotAFolder { path: first_file(&path).unwrap_or(path) }
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::NotWritable { path, source }
            }
            _ => Self::Unusable { path, source },
        }
    }
}

/// The folders that must never be replaced.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'a> {
    /// Relative paths start here.
    pub working: &'a Path,
    /// The user's home folder, where there is one.
    pub home: Option<&'a Path>,
}

/// How the finished output gets to its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    /// As the next number in this folder.
    Numbered(PathBuf),
    /// As this folder, which is not there yet.
    New(PathBuf),
    /// Into this folder, which is there and empty.
    Fill(PathBuf),
    /// In place of this folder, which holds an earlier run.
    Replace(PathBuf),
}

impl Placement {
    /// Looks at the place that was asked for.
    pub(super) fn of(
        target: &Path,
        force: bool,
        around: Surroundings<'_>,
    ) -> Result<Self, TargetError> {
        let path = around.working.join(target);
        if target.as_os_str().is_empty() {
            return Err(TargetError::NoName { path: target.to_owned() });
        }
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => Self::of_existing(&path, force, around),
            Ok(_) => Err(TargetError::NotAFolder { path }),
            Err(e) if e.kind() == ErrorKind::NotFound => match path.file_name() {
                None => Err(TargetError::NoName { path: target.to_owned() }),
                // A link that leads nowhere.
                Some(_) if path.is_symlink() => Err(TargetError::NotAFolder { path }),
                Some(_) => Ok(Self::New(path)),
            },
            Err(e) => Err(TargetError::system(&path, e)),
        }
    }

    fn of_existing(
        path: &Path,
        force: bool,
        around: Surroundings<'_>,
    ) -> Result<Self, TargetError> {
        let system = |e| TargetError::system(path, e);
        // Links are followed once, here, so that a link to a folder stays a link.
        let path = &fs::canonicalize(path).map_err(system)?;
        let Some(first) = first_name(path).map_err(system)? else {
            return Ok(Self::Fill(path.clone()));
        };
        let holds =
            |inner: &Path| fs::canonicalize(inner).is_ok_and(|inner| inner.starts_with(path));
        let protected = if path.parent().is_none() {
            Some("the whole file system")
        } else if holds(around.working) {
            Some("the folder you are working in")
        } else if around.home.is_some_and(holds) {
            Some("your home folder")
        } else {
            None
        };
        let ours = protected.is_none() && holds_run(path);
        let path = path.clone();
        match (force, protected) {
            (false, _) => Err(TargetError::NotEmpty { path, first, ours }),
            (true, Some(what)) => Err(TargetError::Protected { path, what }),
            (true, None) if !ours => Err(TargetError::NotOurs { path, first }),
            (true, None) => Ok(Self::Replace(path)),
        }
    }
}

/// Is there the output of an earlier run?
pub(super) fn holds_run(folder: &Path) -> bool {
    #[derive(Deserialize)]
    struct Mark {
        program: String,
    }
    let record = fs::read(folder.join(RUN_FILE)).unwrap_or_default();
    serde_json::from_slice::<Mark>(&record).is_ok_and(|mark| mark.program == PROGRAM)
}

/// The alphabetically first name in a folder; what an interrupted run has left behind does not count.
pub(super) fn first_name(folder: &Path) -> io::Result<Option<String>> {
    let mut first: Option<String> = None;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let earlier = first.as_ref().is_none_or(|first| name < *first);
        if earlier && !name.starts_with(UNFINISHED) && name != PARTIAL {
            first = Some(name);
        }
    }
    Ok(first)
}

/// The name after the highest number in a folder: `0001` in an empty or missing one. Checkpoints keep theirs.
pub(super) fn next_number(folder: &Path) -> io::Result<String> {
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok("0001".to_owned()),
        entries => entries?,
    };
    let mut highest = 0_u32;
    for entry in entries {
        let name = entry?.file_name();
        let name = name.to_str().map(|name| name.strip_suffix(PARTIAL).unwrap_or(name));
        let number = name.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
        highest = highest.max(number.and_then(|number| number.parse().ok()).unwrap_or(0));
    }
    Ok(format!("{:04}", u64::from(highest) + 1))
}

/// The part of a path at which a file stands in the way.
fn first_file(path: &Path) -> Option<PathBuf> {
    let whole: Vec<&Path> = path.ancestors().collect();
    whole
        .into_iter()
        .rev()
        .find(|part| !part.is_dir() && part.symlink_metadata().is_ok())
        .map(Path::to_owned)
}
