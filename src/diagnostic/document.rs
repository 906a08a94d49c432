//! A file as it was read: its name, its text and, once asked for, its TOML tree.

use std::ops::Range;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::lines::Lines;
use super::tree::Node;
use super::{Diagnosis, Finding, Part, Place};
use super::{place, reading, syntax};

/// The largest file that is read (bytes): 16 MiB, far beyond any plan, company or roster.
pub const LARGEST_FILE: usize = 16 << 20;

const IN_UTF_8: &str = "save the file as text in the encoding UTF-8";

/// A file's shown name and text.
#[derive(Debug)]
pub struct Document {
    name: String,
    text: String,
    lines: OnceLock<Lines>,
    tree: OnceLock<(Node, Vec<Finding>)>,
}

impl Document {
    /// A document of a text that is already at hand.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceLock::new(), tree: OnceLock::new() }
    }

    /// A document of a file's bytes; a byte order mark at the start is dropped.
    ///
    /// # Errors
    /// The file is empty or blank, is no text in UTF-8, or is larger than [`LARGEST_FILE`].
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Diagnosis> {
        let name = name.into();
        text_of(bytes)
            .map(|text| Self::new(name.clone(), text))
            .map_err(|finding| Diagnosis::of_file(name, finding))
    }

    /// The name under which the file is shown.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file as a struct of its keys.
    ///
    /// # Errors
    /// Every syntax error; or else every unknown key and every value of a wrong type.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Vec<Finding>> {
        let (root, errors) = self.tree();
        if errors.is_empty() { reading::read(root) } else { Err(errors.clone()) }
    }

    /// The keys at the top of the file, in its order.
    ///
    /// # Errors
    /// Every syntax error.
    pub fn keys(&self) -> Result<Vec<&str>, Vec<Finding>> {
        let (root, errors) = self.tree();
        if errors.is_empty() { Ok(root.keys().collect()) } else { Err(errors.clone()) }
    }

    /// Its values as a tree.
    ///
    /// # Errors
    /// Every syntax error.
    pub fn root(&self) -> Result<&Node, Vec<Finding>> {
        let (root, errors) = self.tree();
        if errors.is_empty() { Ok(root) } else { Err(errors.clone()) }
    }

    /// The same file with other values: what is found in it is shown at the places of its own text.
    #[must_use]
    pub fn with_values(&self, root: Node) -> Self {
        let altered = Self::new(self.name.clone(), self.text.clone());
        // A fresh lock takes its first value.
        let _ = altered.tree.set((root, Vec::new()));
        altered
    }

    /// The line, from 1, at which the value of a dotted path stands; where there is no such value, its nearest
    /// parent. `None` where there is neither.
    pub fn line_of(&self, path: &str) -> Option<usize> {
        let range = self.range(&Place::Path(path.to_owned(), Part::Value))?;
        Some(self.lines().number(range.start))
    }

    /// The place of a finding as a byte range of the text; `None` means the file as a whole.
    pub(super) fn range(&self, place: &Place) -> Option<Range<usize>> {
        match place {
            Place::File => None,
            Place::Bytes(range) => Some(place::within(&self.text, range)),
            Place::Position { line, column } => self.lines().at(&self.text, *line, *column),
            Place::Path(path, part) => place::of_path(&self.tree().0, path, *part),
        }
    }

    /// The lines of the text.
    pub(super) fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    fn tree(&self) -> &(Node, Vec<Finding>) {
        self.tree.get_or_init(|| syntax::parse(&self.text, self.lines()))
    }
}

fn text_of(mut bytes: Vec<u8>) -> Result<String, Finding> {
    const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
    if bytes.len() > LARGEST_FILE {
        let message = format!(
            "the file has {} bytes, more than the {LARGEST_FILE} that are read",
            bytes.len()
        );
        return Err(Finding::error_in_file(message));
    }
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(
            Finding::error_in_file("the file is text in UTF-16, not in UTF-8").help(IN_UTF_8)
        );
    }
    if bytes.contains(&0) {
        return Err(Finding::error_in_file("the file is not text")
            .help("is this a spreadsheet or another binary file? Export it as text, in UTF-8"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|&&b| b == b'\n')
            .count()
            + 1;
        Finding::error_in_file(format!(
            "the file is not text in UTF-8: line {line} holds bytes that are no character"
        ))
        .help(IN_UTF_8)
    })?;
    if text.trim().is_empty() {
        let what = if text.is_empty() { "the file is empty" } else { "the file is blank" };
        return Err(Finding::error_in_file(what)
            .help("is it the right one? A save or an export that broke off leaves an empty file"));
    }
    Ok(text)
}
