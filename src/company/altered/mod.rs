//! Named changes of a company's files: a recession, a plan with another rate, a number a tenth higher.
//!
//! ```text
//! company, plans, rosters as read ─► changes at dotted paths ─► the same files with other values ─► load
//! ```
//!
//! Changes meet the values as they were read, before any rule is checked. So whatever the loader refuses in a file it
//! refuses here, at the same line, with the change that led to it.
//!
//! A path starts in the company file; `plan.TEAM` leads into the plan of a team and `new_plan.TEAM` into the one that it
//! changes to within the year. An element of a list is named by its `name`, or by its place from 0: `team.AE`,
//! `team[0]`, `attainment.of.top`, `tiers[1]`. `*` is every element or key. The plan of a team is that team's: another
//! team with the same file keeps what the file says, unless `plan.*` names both.
//!
//! `team.X.quota` and `team.X.attainment` are also what the team's roster says in columns of these names (and
//! `new_quota`); `team.X.roster.COLUMN` is one column alone.
//!
//! What an act does to a value:
//!
//! | act | number | list of numbers | distribution |
//! |---|---|---|---|
//! | set | is replaced | is replaced | is replaced |
//! | multiply | times it | each times it | every draw times it: mean, sd and bounds together |
//! | add | plus it | each plus it | every draw plus it: mean and bounds, the sd stays |
//! | mixture of multiples | a draw of its multiples | – | the mixture of the scaled distributions |
//!
//! A change touches what it names and nothing else: the mean of a distribution times 1.1 leaves its `sd` as it is (and its
//! `cv`, which then means a larger sd). Counts, such as a headcount or months, stay whole: they are rounded to the nearest,
//! a half away from 0. Other numbers are rounded to 6 decimals, from 1,000 up to 2, so that no tail of a binary fraction
//! gets into an exact amount.

mod act;
mod alteration;
mod load;
mod number;
mod numbers;
mod places;
mod roster;
mod scale;
mod stress;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::diagnostic::{Document, Finding, Node, Place};

pub use load::Altered;
pub use number::{is_count, tidy};
pub use places::{Found, named_places};
pub use stress::{Stress, read_stress};

/// A change of the values at a path.
#[derive(Clone, Debug)]
pub struct Change {
    /// The dotted path, as written.
    pub path: String,
    /// What is done to the values there.
    pub act: Act,
    /// What a number counts as where the files do not state it; none where it has to be there.
    pub absent: Option<f64>,
    /// Whether `set` may write a key that is not there.
    pub creates: bool,
    /// Whether nothing happens where there is no such value.
    pub optional: bool,
    /// Only teams that have all of these keys.
    pub having: Vec<String>,
    /// Only teams that have none of these keys.
    pub lacking: Vec<String>,
    /// Where it was asked for, for what is wrong with it.
    pub origin: Origin,
}

/// Where a change was asked for.
#[derive(Clone, Debug)]
pub struct Origin {
    /// A file, or the command line.
    pub document: Arc<Document>,
    /// The place of the path in it.
    pub place: Place,
}

/// What is done to a value.
#[derive(Clone, Debug)]
pub enum Act {
    /// Another value in its place.
    Set(Node),
    /// Times a number.
    Multiply(f64),
    /// Plus a number.
    Add(f64),
    /// A mixture of multiples of itself: the share and the factor of each part.
    Mixture(Vec<(f64, f64)>),
}

impl Change {
    /// A change that has to find its path; what is wrong with it is shown at a path's own text.
    pub fn new(path: impl Into<String>, act: Act) -> Self {
        let path = path.into();
        let document = Arc::new(Document::new("command line", path.clone()));
        let place = Place::Bytes(0..path.len());
        Self {
            path,
            act,
            absent: None,
            creates: false,
            optional: false,
            having: Vec::new(),
            lacking: Vec::new(),
            origin: Origin { document, place },
        }
    }

    /// An error about it.
    fn fault(&self, message: impl Into<String>) -> Finding {
        let place = self.origin.place.clone();
        Finding::new(crate::diagnostic::Severity::Error, place, message)
    }

    /// What it does, in words that follow its path.
    pub fn in_words(&self) -> String {
        match &self.act {
            Act::Set(node) => match node.number() {
                Some(number) => format!("set to {number}"),
                None => "set to another value".to_owned(),
            },
            Act::Multiply(factor) => format!("times {factor}"),
            Act::Add(term) if *term < 0.0 => format!("less {}", -term),
            Act::Add(term) => format!("plus {term}"),
            Act::Mixture(parts) => {
                let parts = parts.iter().map(|(share, times)| format!("{share} of times {times}"));
                format!("a mixture of {}", crate::diagnostic::list(parts, "and"))
            }
        }
    }
}
