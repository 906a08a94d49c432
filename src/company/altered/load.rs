//! A company loaded again with changed files.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Document, Place, Refused, Severity};

use super::super::files::Files;
use super::super::load::load_with;
use super::super::{Loaded, Overrides, Source};
use super::Change;
use super::alteration::Alteration;

/// Files with other values, in place of those on the disk.
#[derive(Debug, Default)]
pub struct Altered {
    /// The company file.
    pub(in super::super) company: Option<Arc<Document>>,
    /// The plan of each team; none where the changed company names another.
    pub(in super::super) plans: Vec<Option<Arc<Document>>>,
    /// The plan that each team changes to within the year.
    pub(in super::super) new_plans: Vec<Option<Arc<Document>>>,
    /// The rosters, by the path of the key that names them.
    pub(in super::super) rosters: BTreeMap<String, Arc<Document>>,
    /// What was changed.
    pub(super) touched: Vec<Touched>,
}

/// A value that was changed.
#[derive(Debug)]
pub(super) struct Touched {
    /// Its file.
    pub file: String,
    /// Its path in that file; none where it is a column.
    pub path: Option<String>,
    /// What was changed, in words.
    pub words: String,
}

impl Loaded {
    /// The same company with changed files, and whether its plans still suit it; `name` is what the changes are called.
    /// None where nothing is changed: where all changes are optional, and none finds what it is about.
    ///
    /// `files` and `overrides` are those that it was loaded with.
    ///
    /// # Errors
    /// A change whose path leads nowhere or to a value that it is not for; and everything that the loader refuses in the
    /// changed files, with the changes that led to it.
    pub fn altered(
        &self,
        files: Files,
        overrides: &Overrides,
        name: &str,
        changes: &[Change],
    ) -> Result<Option<Self>, Refused> {
        let altered = Alteration::of(self, files)?.all(changes)?;
        if altered.touched.is_empty() {
            return Ok(None);
        }
        let loaded = load_with(files, self.document.name(), overrides, Some(&altered));
        let loaded = loaded.map_err(|refused| altered.explain(refused, name))?;
        loaded.agree(Source::Simulated).map_err(|refused| altered.explain(refused, name))?;
        Ok(Some(loaded))
    }
}

impl Altered {
    /// What was refused, with the changes that led to it.
    fn explain(&self, mut refused: Refused, name: &str) -> Refused {
        for diagnosis in &mut refused.0 {
            let file = diagnosis.document.name().to_owned();
            let errors = diagnosis.findings.iter_mut();
            for finding in errors.filter(|finding| finding.severity == Severity::Error) {
                let near: Vec<&Touched> =
                    self.touched.iter().filter(|it| it.leads_to(&file, &finding.place)).collect();
                let led = if near.is_empty() { self.touched.iter().collect() } else { near };
                let mut words: Vec<&str> = led.iter().map(|it| it.words.as_str()).collect();
                words.dedup();
                words.truncate(3);
                let under = format!("under \"{name}\": {}", words.join("; "));
                finding.help = Some(match finding.help.take() {
                    Some(help) => format!("{under}; {help}"),
                    None => under,
                });
            }
        }
        refused
    }
}

impl Touched {
    /// Whether it is the value at a place, within it or around it.
    fn leads_to(&self, file: &str, place: &Place) -> bool {
        let within = |path: &str, outer: &str| {
            path.strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.file == file
            && match (place, &self.path) {
                (Place::Path(path, _), Some(own)) => within(path, own) || within(own, path),
                (Place::Path(..), None) => false,
                _ => true,
            }
    }
}
