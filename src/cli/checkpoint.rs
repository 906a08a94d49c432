//! Whether a run goes on from a checkpoint.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::failure::Failure;
use crate::simulate::{Head, Journal};
use crate::tables::OutputFolder;

/// What the command line says of checkpoints.
#[derive(Clone, Copy, Debug)]
pub(super) struct Checkpoint {
    /// `--resume`.
    pub resume: bool,
    /// `--force`.
    pub force: bool,
    /// `--quiet`.
    pub quiet: bool,
}

impl Checkpoint {
    /// The checkpoint that this run goes on from; none where it begins with its first year.
    pub fn find(self, folder: &OutputFolder, head: &Head) -> Result<Option<PathBuf>, Failure> {
        let there = folder.checkpoints().context("checkpoints cannot be looked for")?;
        if !self.resume {
            // Numbered outputs stand beside each other, and so do their checkpoints.
            let of_this_place = there.first().filter(|_| folder.is_named());
            return of_this_place.map_or(Ok(()), |path| self.begin_anew(path)).map(|()| None);
        }
        let mut begun = Vec::new();
        for path in there {
            if let Some(of) = Journal::head_at(&path)? {
                begun.push((path, of));
            }
        }
        match begun.as_slice() {
            [] => {
                if !self.quiet {
                    eprintln!("There is no checkpoint of this run; it begins with its first year.");
                }
                Ok(None)
            }
            [(path, checkpoint)] => match head.refuses_to_resume(checkpoint) {
                None => Ok(Some(path.clone())),
                Some(words) => Err(Failure::Unusable(format!(
                    "the checkpoint {} {words}: this run cannot go on from it; give what it was begun with, or leave \
                     --resume out{}",
                    path.display(),
                    if folder.is_named() { " and begin anew with --force" } else { "" }
                ))),
            },
            [(path, _), ..] => Err(Failure::Unusable(format!(
                "there are {} checkpoints in {}; say which run goes on by its output, such as --out {}",
                begun.len(),
                path.parent().unwrap_or(path).display(),
                path.with_extension("").display()
            ))),
        }
    }

    /// A checkpoint stands at the place of a run that is not to go on from it.
    fn begin_anew(self, path: &Path) -> Result<(), Failure> {
        let holds_nothing = matches!(Journal::head_at(path), Ok(None));
        if self.force || holds_nothing {
            return Ok(Journal::discard(path)?);
        }
        Err(Failure::Unusable(format!(
            "there are years of an unfinished run in {}; go on from there with --resume, or begin anew with --force",
            path.display()
        )))
    }
}

/// A failure after the years were run: what is left of them.
pub(super) fn left_behind(failure: Failure, kept: Option<&Path>) -> Failure {
    let Some(kept) = kept else { return failure };
    let words = format!(
        "the years are kept in {}: the same command with --resume goes on from there",
        kept.display()
    );
    match failure {
        Failure::Failed(error) => Failure::Failed(anyhow!("{error:#}; {words}")),
        Failure::Unusable(error) => Failure::Unusable(format!("{error}; {words}")),
        other => other,
    }
}
