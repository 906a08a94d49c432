//! What is wrong (or doubtful) in a file, where, and what would be right.

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run goes on; the reader should look.
    Warning,
    /// The file is refused.
    Error,
}

/// Which part of a keyed place is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key itself (a key that should not be there).
    Key,
    /// The value behind the key.
    Value,
}

/// Where in a file a finding points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A dotted path into a TOML file, such as `component[0].tiers[1].rate`; the empty path is the
    /// whole file. A path that does not exist in the file points at its nearest existing parent.
    Path(String, Part),
    /// A line and a column, both counted from 1, as in a CSV file.
    Position {
        /// Line of the file, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// A byte range of the file's text.
    Bytes(std::ops::Range<usize>),
    /// The file as a whole (it is missing, empty, not text).
    File,
}

/// One thing found in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What was found and which rule it breaks, in one sentence without a final stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// Other places of the same file that matter, each with a word on why.
    pub related: Vec<(Place, String)>,
}

impl Finding {
    /// An error at the value of a dotted path.
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, Place::Path(path.into(), Part::Value), message)
    }

    /// An error at a key that should not be there.
    pub fn error_at_key(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, Place::Path(path.into(), Part::Key), message)
    }

    /// An error about the file as a whole.
    pub fn error_in_file(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, Place::File, message)
    }

    /// An error at a line and column, both from 1.
    pub fn error_at(line: usize, column: usize, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, Place::Position { line, column }, message)
    }

    /// A warning at the value of a dotted path.
    pub fn warning(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, Place::Path(path.into(), Part::Value), message)
    }

    /// A finding of the given severity and place.
    pub fn new(severity: Severity, place: Place, message: impl Into<String>) -> Self {
        Self { severity, place, message: message.into(), help: None, related: Vec::new() }
    }

    /// Adds what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place of the same file that matters, with a word on why.
    #[must_use]
    pub fn related(mut self, path: impl Into<String>, label: impl Into<String>) -> Self {
        self.related.push((Place::Path(path.into(), Part::Value), label.into()));
        self
    }
}
