//! A plan file while it is drawn and made smaller: sections of lines.

use std::fmt;

use crate::plan::PlanChange;

/// A section of a plan file: its header and its keys with their values.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// Empty for the keys at the top.
    pub header: &'static str,
    pub lines: Vec<(&'static str, String)>,
}

/// A plan file.
#[derive(Clone, Debug, Default)]
pub(super) struct PlanText {
    pub sections: Vec<Section>,
    /// Another plan from a month of the year on.
    pub change: Option<Box<ChangeText>>,
}

/// A change of plan.
#[derive(Clone, Debug)]
pub(super) struct ChangeText {
    pub new: PlanText,
    pub change: PlanChange,
}

impl Section {
    pub fn new(header: &'static str) -> Self {
        Self { header, lines: Vec::new() }
    }

    /// Adds a key with a number, a list or a table as it is written.
    pub fn put(&mut self, key: &'static str, value: impl Into<String>) {
        self.lines.push((key, value.into()));
    }

    /// Adds a key with a word.
    pub fn say(&mut self, key: &'static str, word: &str) {
        self.put(key, format!("\"{word}\""));
    }

    /// The value of a key as it is written.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.lines.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for PlanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for section in &self.sections {
            if !section.header.is_empty() {
                writeln!(f, "\n{}", section.header)?;
            }
            for (key, value) in &section.lines {
                writeln!(f, "{key} = {value}")?;
            }
        }
        match &self.change {
            Some(text) => write!(f, "\n# then, by {:?}:\n\n{}", text.change, text.new),
            None => Ok(()),
        }
    }
}
