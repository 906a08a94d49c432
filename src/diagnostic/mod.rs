//! What is wrong with a file: many findings at once, each with its place, the rule it breaks and what would
//! be right, rendered the way a compiler shows its errors.
//!
//! ```text
//! bytes ─► Document ─ parse ─► a spec struct, as the file says it ─ lower ─► domain types
//!              │         └── findings: syntax, types, unknown keys ──┐  └── findings: rules
//!              └──────────────── Diagnosis = document + findings ◄───┴──────────┘
//!                                     └─► render
//! ```
//!
//! Domain types carry no places. A finding names a dotted path, and the place is looked up in the document's
//! own text when the finding is shown.

mod document;
mod fault;
mod finding;
mod keys;
mod lines;
mod place;
mod reading;
mod render;
mod syntax;
#[cfg(test)]
mod tests;
mod tree;
mod wording;

use std::fmt;
use std::sync::Arc;

pub use document::{Document, LARGEST_FILE};
pub use finding::{Finding, Part, Place, Severity};
pub use keys::keys_of;
pub use place::{Step, element, join, named, steps};
pub use render::render;
pub use tree::{Entry, Node, Value};
pub use wording::{list, nearest, suggestion, thousands, unread};

/// A document with what was found in it.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// The file.
    pub document: Arc<Document>,
    /// What was found, in no particular order.
    pub findings: Vec<Finding>,
}

impl Diagnosis {
    /// What was found in a document.
    pub fn new(document: Arc<Document>, findings: Vec<Finding>) -> Self {
        Self { document, findings }
    }

    /// One finding about a file that could not even be read: it is missing, or is no text.
    pub fn of_file(name: impl Into<String>, finding: Finding) -> Self {
        Self::new(Arc::new(Document::new(name, "")), vec![finding])
    }

    /// Whether any finding refuses the file.
    pub fn is_refusal(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Files that are refused: at least one finding is an error.
#[derive(Clone, Debug)]
pub struct Refused(pub Vec<Diagnosis>);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(render(&self.0, false).trim_end())
    }
}

impl std::error::Error for Refused {}

impl From<Diagnosis> for Refused {
    fn from(diagnosis: Diagnosis) -> Self {
        Self(vec![diagnosis])
    }
}
