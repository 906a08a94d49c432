//! The stresses that are part of the program, and those of files.

use std::sync::Arc;

use super::failure::Failure;
use crate::company::altered::{Stress, read_stress};
use crate::company::{Files, missing_argument};
use crate::diagnostic::{Diagnosis, Document, Refused, list, nearest};

macro_rules! embedded {
    ($($path:literal),+ $(,)?) => {
        &[$((concat!("configs/stress/", $path), include_str!(concat!("../../configs/stress/", $path)))),+]
    };
}

/// The files of the library.
const TEXTS: &[(&str, &str)] = embedded![
    "recession.toml",
    "churn-spike.toml",
    "hypergrowth.toml",
    "whale-deal.toml",
    "top-performers-leave.toml",
    "hiring-freeze.toml",
    "late-hires.toml",
    "quota-too-low.toml",
    "quota-too-high.toml",
    "price-rise.toml",
    "correlation-0.toml",
    "correlation-0.1.toml",
    "correlation-0.3.toml",
    "bimodal-attainment.toml",
    "all-reps-up-5.toml",
];

/// All of the library.
pub(super) fn library() -> Result<Vec<Stress>, Refused> {
    let read = |(path, text): &(&str, &str)| read_stress(&Arc::new(Document::new(*path, *text)));
    TEXTS.iter().map(read).map(|stress| stress.map_err(Refused::from)).collect()
}

/// The stress that a word of the command line asks for: a name of the library, a file, or several joined by `+`.
pub(super) fn asked(word: &str) -> Result<Stress, Failure> {
    if word.ends_with(".toml") && !word.contains('+') {
        return of_file(word);
    }
    let mut whole: Option<Stress> = None;
    for part in word.split('+').map(str::trim) {
        let part = if part.ends_with(".toml") { of_file(part)? } else { of_name(part)? };
        whole = Some(match whole {
            Some(before) => before.and(part),
            None => part,
        });
    }
    whole.ok_or_else(|| Failure::Unusable("no stress is named".to_owned()))
}

fn of_name(name: &str) -> Result<Stress, Failure> {
    let library = library()?;
    let names: Vec<&str> = library.iter().map(|stress| stress.name.as_str()).collect();
    if let Some(place) = names.iter().position(|known| *known == name) {
        return Ok(library[place].clone());
    }
    let meant = match nearest(name, names.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "the library has {}; a file of your own ends with .toml",
            list(names.iter().map(|name| format!("`{name}`")), "and")
        ),
    };
    Err(Failure::Unusable(format!("no stress is called `{name}`: {meant}")))
}

fn of_file(path: &str) -> Result<Stress, Failure> {
    let missing = |why: String| Diagnosis::of_file(path, missing_argument("stress", &why));
    let bytes = Files::Disk.read(path).map_err(missing).map_err(Refused::from)?;
    let document = Document::from_bytes(path, bytes).map_err(Refused::from)?;
    Ok(read_stress(&Arc::new(document)).map_err(Refused::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every file of the folder is in the program, sound, and called like its file.
    #[test]
    fn the_library_is_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/stress");
        let entries = std::fs::read_dir(folder).expect("the folder is there");
        let mut files: Vec<String> = entries
            .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
            .collect();
        let library = library().unwrap_or_else(|refused| panic!("{refused}"));
        let mut names: Vec<String> =
            library.iter().map(|stress| format!("{}.toml", stress.name)).collect();
        files.sort();
        names.sort();
        assert_eq!(files, names);
        assert!(library.iter().all(|stress| !stress.meaning.is_empty()));
    }

    #[test]
    fn stresses_stack_and_slips_are_named() {
        let both = asked("recession+late-hires").expect("both are known");
        assert_eq!((both.name.as_str(), both.changes.len()), ("recession + late-hires", 4));
        assert!(
            matches!(asked("recesion"), Err(Failure::Unusable(words)) if words.contains("`recession`"))
        );
    }
}
