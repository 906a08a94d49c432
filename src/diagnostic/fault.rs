//! Why a value of a file is not taken: serde's errors, in plain words.

use std::fmt;

use serde::de::{self, Unexpected};

use super::place::{last, named};
use super::{Finding, nearest, wording};

/// Why a value is not taken.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where it stands, once known.
    pub path: Option<String>,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with a value.
#[derive(Debug)]
pub(super) enum What {
    /// Its type, or its range.
    Wrong { found: String, expected: String },
    /// A word that is none of the known ones.
    Word { found: String, known: &'static [&'static str] },
    /// A table lacks a key.
    Missing(&'static str),
    /// Anything else: "has more than the 15 digits that are read exactly".
    Other(String),
}

impl Fault {
    /// A fault at a place that is not known yet.
    pub fn new(what: What) -> Self {
        Self { path: None, what }
    }

    /// Says where, if nothing deeper has said it.
    pub fn at(mut self, path: &str) -> Self {
        self.path.get_or_insert_with(|| path.to_owned());
        self
    }

    /// The fault as it is told.
    pub fn finding(self) -> Finding {
        let path = self.path.unwrap_or_default();
        let name = last(&path);
        let this = if name.is_empty() { "this".to_owned() } else { named(&path) };
        match self.what {
            What::Wrong { found, expected } => {
                let help = mend(name, &found, &expected);
                let finding =
                    Finding::error(&path, format!("{this} must be {expected}, found {found}"));
                match help {
                    Some(help) => finding.help(help),
                    None => finding,
                }
            }
            What::Word { found, known } => {
                let words = wording::list(known.iter().map(|word| format!("\"{word}\"")), "or");
                let finding =
                    Finding::error(&path, format!("{this} must be {words}, found \"{found}\""));
                match nearest(&found, known.iter().copied()) {
                    Some(meant) => finding.help(format!("did you mean \"{meant}\"?")),
                    None => finding,
                }
            }
            What::Missing(field) => Finding::error(&path, format!("`{field}` is missing")),
            What::Other(message) => Finding::error(&path, format!("{this} {message}")),
        }
    }
}

/// What is usually meant by a value of that wrong type.
fn mend(name: &str, found: &str, expected: &str) -> Option<String> {
    if found == "a table" && expected.starts_with("a list") {
        Some(format!(
            "a list of tables is written `{name} = [ {{ … }} ]`, or with headers of two brackets: `[[{name}]]`"
        ))
    } else if found == "a list" && expected.starts_with("a table") {
        Some(format!(
            "one table is written `{name} = {{ … }}`, or with a header of one bracket: `[{name}]`"
        ))
    } else if found.starts_with("the text \"")
        && (expected.ends_with("number") || expected.starts_with("a number"))
    {
        Some("numbers stand without quotes; digits may be parted by `_` and a point starts the decimals: 60_000.50".to_owned())
    } else {
        None
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.what)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(What::Other(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(What::Wrong {
            found: wording::found(found),
            expected: wording::expected(expected),
        })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        Self::new(What::Wrong { found: format!("{length}"), expected: wording::expected(expected) })
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::Word { found: word.to_owned(), known })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(What::Missing(field))
    }
}
