//! The values of a TOML file with their places.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its place in the text. A table that a header opens has the header as its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands, in bytes.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// A value of a TOML file.
#[derive(Clone, Debug)]
pub enum Value {
    /// A quoted text.
    Text(String),
    /// A whole number; `None` where it is beyond 64 bits.
    Whole(Option<i64>),
    /// A number with a point or an exponent, `nan` or `inf`.
    Float(f64),
    /// `true` or `false`.
    Truth(bool),
    /// A date or a time without quotes.
    Date,
    /// `[ … ]`, or the tables of `[[…]]` headers.
    List(Vec<Node>),
    /// `{ … }` or a table of a header, in the order of the file.
    Table(Vec<Entry>),
}

/// A key of a table, and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands, in bytes.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The whole of a parsed file.
    pub(super) fn of_file(table: &Spanned<DeTable<'_>>) -> Self {
        Self { span: table.span(), value: table_of(table.get_ref()) }
    }

    /// The keys of a table; none of anything else.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let entries: &[Entry] = match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        };
        entries.iter().map(|entry| entry.key.as_str())
    }

    /// The entry of a table.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The element of a list.
    pub fn element(&self, index: usize) -> Option<&Self> {
        match &self.value {
            Value::List(elements) => elements.get(index),
            _ => None,
        }
    }

    /// The entry of a table, to be changed.
    pub fn entry_mut(&mut self, key: &str) -> Option<&mut Entry> {
        match &mut self.value {
            Value::Table(entries) => entries.iter_mut().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The element of a list, to be changed.
    pub fn element_mut(&mut self, index: usize) -> Option<&mut Self> {
        match &mut self.value {
            Value::List(elements) => elements.get_mut(index),
            _ => None,
        }
    }

    /// The number that it is, if it is a finite one.
    pub fn number(&self) -> Option<f64> {
        match self.value {
            Value::Whole(whole) => whole.map(|whole| whole as f64),
            Value::Float(number) => Some(number).filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// The text that it is.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn of(value: &Spanned<DeValue<'_>>) -> Self {
        Self { span: value.span(), value: value_of(value.get_ref()) }
    }
}

fn value_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(n) => Value::Whole(i64::from_str_radix(n.as_str(), n.radix()).ok()),
        DeValue::Float(x) => Value::Float(x.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(elements) => Value::List(elements.iter().map(Node::of).collect()),
        DeValue::Table(table) => table_of(table),
    }
}

fn table_of(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            node: Node::of(value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Table(entries)
}
