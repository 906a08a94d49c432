//! A clause and its two readings, in the words of the plan file.

use std::borrow::Cow;
use std::fmt;

/// A clause, how the plan reads it, and how else it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The key that decides it.
    pub key: &'static str,
    /// The plan's own reading.
    pub own: Cow<'static, str>,
    /// The other one.
    pub other: Cow<'static, str>,
}

impl Reading {
    /// A reading of words that files have.
    pub(super) fn new(
        key: &'static str,
        own: impl Into<Cow<'static, str>>,
        other: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { key, own: own.into(), other: other.into() }
    }

    /// The other reading alone, such as `tier_method retroactive`.
    pub fn other_words(&self) -> String {
        format!("{} {}", self.key, self.other)
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} instead of {}", self.key, self.other, self.own)
    }
}
