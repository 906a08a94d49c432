//! From the company argument to a loaded company.

use super::example;
use super::failure::Failure;
use super::terminal;
use crate::company::{Files, Loaded, Overrides, Source, load};
use crate::diagnostic::render;

/// Loads a company file, or the embedded example where none is given, and checks that its plans suit its
/// teams. Warnings are told.
pub(super) fn load_company(
    path: Option<&str>,
    overrides: &Overrides,
    source: Source,
    quiet: bool,
) -> Result<Loaded, Failure> {
    let loaded = match path {
        Some(path) => load(Files::Disk, path, overrides)?,
        None => load(example::FILES, example::COMPANY, overrides)?,
    };
    let mut warnings = loaded.agree(source)?;
    warnings.splice(0..0, loaded.warnings.iter().cloned());
    if !quiet && !warnings.is_empty() {
        eprint!("{}", render(&warnings, terminal::colours_stderr()));
    }
    Ok(loaded)
}

/// `TEAM=FILE` of the command line.
pub(super) fn team_and_file(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((team, file)) if !team.is_empty() && !file.is_empty() => {
            Ok((team.to_owned(), file.to_owned()))
        }
        _ => Err(format!(
            "expected TEAM=FILE, such as AE=plans/ae-accelerated.toml; found `{text}`"
        )),
    }
}
