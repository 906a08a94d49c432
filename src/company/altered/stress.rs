//! A stress file, checked.

use std::sync::Arc;

use crate::diagnostic::{Diagnosis, Document, Finding, Part, Place, element, join};
use crate::spec::stress::{ChangeTable, Multiple, StressFile};

use super::places::parsed;
use super::{Act, Change, Origin};

/// Something that happens to a company, as changes of its files.
#[derive(Clone, Debug)]
pub struct Stress {
    /// What tables and screens call it.
    pub name: String,
    /// What it stands for; empty where not said.
    pub meaning: String,
    /// The changes, done one after the other.
    pub changes: Vec<Change>,
}

impl Stress {
    /// This stress and then another, as one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.name = format!("{} + {}", self.name, other.name);
        self.meaning = [self.meaning, other.meaning].join(" ").trim().to_owned();
        self.changes.extend(other.changes);
        self
    }
}

/// The stress that a file says.
///
/// # Errors
/// Everything that is wrong with the file by itself; whether its paths exist depends on the company.
pub fn read_stress(document: &Arc<Document>) -> Result<Stress, Diagnosis> {
    let refuse = |findings| Diagnosis::new(Arc::clone(document), findings);
    let file: StressFile = document.parse().map_err(refuse)?;
    let mut lowering = Lowering { document, findings: Vec::new() };
    if file.format.is_some_and(|format| format.0 != 1.into()) {
        lowering.error(
            "format",
            "this version reads files of format 1",
            "write `format = 1`, or leave the key out",
        );
    }
    let name = file.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    if name.is_none() {
        lowering.report(Finding::error_at(1, 1, "`name` is missing: what tables call the stress"));
    }
    if name.is_some_and(|name| name.contains('+') || name == "base") {
        lowering.error(
            "name",
            "a stress may not be called `base`, nor have a `+` in its name",
            "`a+b` means two stresses at once",
        );
    }
    let tables = file.change.as_deref().unwrap_or_default();
    if tables.is_empty() {
        lowering.report(
            Finding::error_at(1, 1, "the stress changes nothing: it has no `[[change]]`")
                .help("such as [[change]] path = \"market.demand\" multiply = 0.8"),
        );
    }
    let changes: Vec<_> =
        tables.iter().enumerate().map(|(i, table)| lowering.change(i, table)).collect();
    let findings = lowering.findings;
    let whole = changes.into_iter().collect::<Option<Vec<_>>>().filter(|_| findings.is_empty());
    match (name, whole) {
        (Some(name), Some(changes)) => {
            Ok(Stress { name: name.to_owned(), meaning: file.meaning.unwrap_or_default(), changes })
        }
        _ => Err(refuse(findings)),
    }
}

struct Lowering<'a> {
    document: &'a Arc<Document>,
    findings: Vec<Finding>,
}

impl Lowering<'_> {
    fn change(&mut self, index: usize, table: &ChangeTable) -> Option<Change> {
        let at = element("change", index);
        let Some(path) = table.path.as_deref() else {
            self.error(
                &at,
                "`path` is missing: what is changed",
                "such as `path = \"team.AE.quota\"`",
            );
            return None;
        };
        let key = join(&at, "path");
        if let Err(why) = parsed(path) {
            self.error(
                &key,
                format!("\"{path}\" is no path: {why}"),
                "such as `team.AE.attainment.mean` or `tiers[1].rate`",
            );
            return None;
        }
        let act = self.act(&at, table)?;
        if table.new == Some(true) && !matches!(act, Act::Set(_)) {
            self.error(
                &join(&at, "new"),
                "`new` goes with `set`",
                "say by `absent` what a key counts as that is not there",
            );
            return None;
        }
        Some(Change {
            path: path.to_owned(),
            act,
            absent: table.absent,
            creates: table.new == Some(true),
            optional: table.optional == Some(true),
            having: table.having.clone().unwrap_or_default(),
            lacking: table.lacking.clone().unwrap_or_default(),
            origin: Origin {
                document: Arc::clone(self.document),
                place: Place::Path(key, Part::Value),
            },
        })
    }

    fn act(&mut self, at: &str, table: &ChangeTable) -> Option<Act> {
        let set = table.set.clone().map(|value| Act::Set(value.0));
        let multiply = table.multiply.map(Act::Multiply);
        let add = table.add.map(Act::Add);
        let multiples = match &table.multiples {
            Some(parts) => Some(self.multiples(&join(at, "multiples"), parts)?),
            None => None,
        };
        let mut acts: Vec<Act> = [set, multiply, add, multiples].into_iter().flatten().collect();
        if acts.len() == 1 {
            return acts.pop();
        }
        let message = match acts.len() {
            0 => "the change does not say what it does",
            _ => "the change says two things at once",
        };
        self.error(at, message, "give one of `set`, `multiply`, `add` and `multiples`; a further one is a further [[change]]");
        None
    }

    fn multiples(&mut self, at: &str, parts: &[Multiple]) -> Option<Act> {
        let part = |part: &Multiple| Some((part.share?, part.times?));
        let Some(parts) = parts.iter().map(part).collect::<Option<Vec<_>>>() else {
            self.error(
                at,
                "each part has a `share` and `times`",
                "such as { share = 0.5, times = 1.4 }",
            );
            return None;
        };
        let sum: f64 = parts.iter().map(|(share, _)| share).sum();
        if !((sum - 1.0).abs() <= 1e-9 && parts.iter().all(|(share, _)| *share >= 0.0)) {
            self.error(
                at,
                format!("the shares sum to {sum}"),
                "they are parts of a whole: their sum is 1",
            );
            return None;
        }
        if let Some((_, times)) = parts.iter().find(|(_, times)| !(*times > 0.0)) {
            self.error(
                at,
                format!("`times` must be above 0, found {times}"),
                "1 is the value itself",
            );
            return None;
        }
        Some(Act::Mixture(parts))
    }

    fn error(&mut self, path: &str, message: impl Into<String>, help: &str) {
        self.report(Finding::error(path, message).help(help));
    }

    fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}
