//! `paycurve init`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::example;
use super::failure::Failure;
use super::terminal;

/// Write an example company with its plans, to start from
///
/// The folder gets company.toml and plans/; change the numbers to your own.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  paycurve init my-company
  paycurve simulate my-company/company.toml")]
pub(super) struct Arguments {
    /// Folder to write to; new or empty
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = &arguments.folder;
    refuse_occupied(folder)?;
    write(folder).with_context(|| format!("{} could not be written", folder.display()))?;
    let folder = folder.display();
    terminal::say(&format!(
        "Wrote {folder}/company.toml and {folder}/plans. Next:\n\n  \
         paycurve check {folder}/company.toml\n  paycurve simulate {folder}/company.toml\n"
    ));
    Ok(())
}

fn refuse_occupied(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    let why = match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => return Ok(()),
        Ok(false) => "is not empty",
        Err(_) => "is not a folder that can be read",
    };
    let folder = folder.display();
    Err(Failure::Unusable(format!(
        "{folder} {why}; nothing was written. Name a new or an empty folder"
    )))
}

/// Writes everything to a temporary neighbour first, so that no part of it stays behind on failure.
fn write(folder: &Path) -> anyhow::Result<()> {
    let parent = folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let temporary = tempfile::Builder::new().prefix(".paycurve-init").tempdir_in(parent)?;
    let new = temporary.path().join("new");
    fs::create_dir_all(new.join("plans"))?;
    for (path, text) in example::TEXTS {
        if *path == example::COMPANY {
            fs::write(new.join("company.toml"), text.replace("\"../plans/", "\"plans/"))?;
        } else {
            fs::write(new.join(path), text)?;
        }
    }
    if folder.exists() {
        fs::remove_dir(folder)?;
    }
    fs::rename(&new, folder)?;
    Ok(())
}
