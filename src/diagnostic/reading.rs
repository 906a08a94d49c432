//! A tree of values to a struct: every unknown key and every wrong type at once, in plain words.
//!
//! serde stops at the first value it cannot take. So the struct is read again without that value until nothing
//! is left to refuse. Which keys a table knows comes from the struct itself: its fields, as serde tells them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor,
};

use super::fault::{Fault, What};
use super::place::last;
use super::tree::{Entry, Node, Value};
use super::{Finding, element, join, nearest, suggestion, wording};

/// After so many values of a wrong type the rest is not looked for.
const MOST_FAULTS: usize = 50;

/// The file as a struct, or everything that is wrong with its keys and types.
pub(super) fn read<T: DeserializeOwned>(root: &Node) -> Result<T, Vec<Finding>> {
    let notes = RefCell::new(Notes::default());
    let mut findings = Vec::new();
    loop {
        let outcome = T::deserialize(Reader { node: root, path: String::new(), notes: &notes });
        let mut notes = notes.borrow_mut();
        match outcome {
            Ok(value) if findings.is_empty() && notes.unknown.is_empty() => return Ok(value),
            Ok(_) => break,
            Err(fault) => {
                let path = fault.path.clone().unwrap_or_default();
                if !notes.explain(&fault) {
                    findings.push(fault.finding());
                }
                if path.is_empty() || findings.len() >= MOST_FAULTS {
                    break;
                }
                notes.refused.insert(path);
            }
        }
    }
    findings.extend(notes.into_inner().unknown.into_values());
    Err(findings)
}

/// What earlier readings of the same file came upon.
#[derive(Default)]
struct Notes {
    /// Paths of values that were refused, left out since.
    refused: BTreeSet<String>,
    /// Keys that no struct knows.
    unknown: BTreeMap<String, Finding>,
    /// Paths that were probably meant by unknown keys.
    meant: BTreeSet<String>,
}

impl Notes {
    /// Whether a fault only follows from what was noted before.
    fn explain(&self, fault: &Fault) -> bool {
        let path = fault.path.as_deref().unwrap_or_default();
        let follows =
            !path.is_empty() && self.refused.iter().any(|refused| is_within(refused, path));
        let missing = match &fault.what {
            What::Missing(field) => Some(join(path, field)),
            _ => None,
        };
        follows
            || missing
                .is_some_and(|field| self.meant.contains(&field) || self.refused.contains(&field))
    }

    fn unknown_key(&mut self, table: &str, key: &str, known: &[&str]) {
        let path = join(table, key);
        if let Some(meant) = nearest(key, known.iter().copied()) {
            self.meant.insert(join(table, meant));
        }
        let finding = Finding::error_at_key(&path, format!("unknown key `{}`", last(&path)))
            .help(suggestion(key, known));
        self.unknown.insert(path, finding);
    }

    /// A key that was read and dropped by a reader that does not tell which keys it knows.
    fn ignored(&mut self, path: &str) {
        let finding = Finding::error_at_key(path, format!("unknown key `{}`", last(path)));
        self.unknown.insert(path.to_owned(), finding);
    }
}

/// Whether a path leads through the value at another, or is that value.
fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Reads one value.
struct Reader<'a> {
    node: &'a Node,
    path: String,
    notes: &'a RefCell<Notes>,
}

impl<'a> Reader<'a> {
    fn entries<'de, V: Visitor<'de>>(
        &self,
        entries: &'a [Entry],
        known: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(Entries {
            entries: entries.iter(),
            value: None,
            known,
            table: &self.path,
            notes: self.notes,
        })
    }

    fn value<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Text(text) => visitor.visit_str(text),
            Value::Whole(Some(n)) => visitor.visit_i64(*n),
            Value::Whole(None) => Err(de::Error::custom(
                "is too large: whole numbers are read up to 9_223_372_036_854_775_807",
            )),
            Value::Float(x) if x.is_finite() => visitor.visit_f64(*x),
            Value::Float(x) => Err(Fault::new(What::Wrong {
                found: if x.is_nan() {
                    "nan, which is no number".to_owned()
                } else {
                    format!("{x}")
                },
                expected: "a finite number".to_owned(),
            })),
            Value::Truth(truth) => visitor.visit_bool(*truth),
            Value::Date => {
                Err(de::Error::invalid_type(Unexpected::Other("a date without quotes"), &visitor))
            }
            Value::List(nodes) => visitor.visit_seq(Elements {
                nodes: nodes.iter().enumerate(),
                list: &self.path,
                notes: self.notes,
            }),
            Value::Table(entries) => self.entries(entries, None, visitor),
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.value(visitor).map_err(|fault| fault.at(&self.path))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let read = match &self.node.value {
            Value::Table(entries) => self.entries(entries, Some(fields), visitor),
            // A struct must not be taken from a list of its fields.
            Value::List(_) => Err(de::Error::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.value(visitor),
        };
        read.map_err(|fault| fault.at(&self.path))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let read = match &self.node.value {
            Value::Text(word) => {
                let word: StrDeserializer<'_, Fault> = word.as_str().into_deserializer();
                visitor.visit_enum(word)
            }
            _ => {
                let words = wording::list(known.iter().map(|word| format!("\"{word}\"")), "or");
                self.value(Words(words)).map(|never| match never {})
            }
        };
        read.map_err(|fault| fault.at(&self.path))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.notes.borrow_mut().ignored(&self.path);
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map identifier
    }
}

/// Waits for one of some words, and refuses everything else.
struct Words(String);

impl Visitor<'_> for Words {
    type Value = std::convert::Infallible;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The elements of a list, without those that were refused before.
struct Elements<'a> {
    nodes: std::iter::Enumerate<std::slice::Iter<'a, Node>>,
    list: &'a str,
    notes: &'a RefCell<Notes>,
}

impl<'de> de::SeqAccess<'de> for Elements<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        for (index, node) in self.nodes.by_ref() {
            let path = element(self.list, index);
            if !self.notes.borrow().refused.contains(&path) {
                let reader = Reader { node, path: path.clone(), notes: self.notes };
                return seed.deserialize(reader).map(Some).map_err(|fault| fault.at(&path));
            }
        }
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        None
    }
}

/// The entries of a table, without unknown keys and without those that were refused before.
struct Entries<'a> {
    entries: std::slice::Iter<'a, Entry>,
    value: Option<&'a Entry>,
    known: Option<&'static [&'static str]>,
    table: &'a str,
    notes: &'a RefCell<Notes>,
}

impl<'de> de::MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        for entry in self.entries.by_ref() {
            let path = join(self.table, &entry.key);
            if let Some(known) = self.known.filter(|known| !known.contains(&entry.key.as_str())) {
                self.notes.borrow_mut().unknown_key(self.table, &entry.key, known);
            } else if !self.notes.borrow().refused.contains(&path) {
                self.value = Some(entry);
                let key: StrDeserializer<'_, Fault> = entry.key.as_str().into_deserializer();
                return seed.deserialize(key).map(Some).map_err(|fault| fault.at(&path));
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let entry =
            self.value.take().ok_or_else(|| Fault::new(What::Other("has no value".to_owned())))?;
        let path = join(self.table, &entry.key);
        let reader = Reader { node: &entry.node, path: path.clone(), notes: self.notes };
        seed.deserialize(reader).map_err(|fault| fault.at(&path))
    }
}
