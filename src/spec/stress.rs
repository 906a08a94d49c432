//! A stress file as people write it: named changes of a company's files.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::number::Number;
use crate::diagnostic::{Entry, Node, Value};

/// A stress: what happens to a company, as changes of its files.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StressFile {
    /// The version of the file language; 1 where absent.
    pub format: Option<Number>,
    /// What tables and screens call it.
    #[schemars(required)]
    pub name: Option<String>,
    /// What it stands for, in a sentence.
    pub meaning: Option<String>,
    /// The changes, done one after the other; at least one.
    #[schemars(required)]
    pub change: Option<Vec<ChangeTable>>,
}

/// A change of the values at a path: one of `set`, `multiply`, `add` and `multiples`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ChangeTable {
    /// The dotted path in the company file, such as `market.demand` or `team.AE.quota`; `plan.TEAM` leads into the plan
    /// of a team, `new_plan.TEAM` into the one that it changes to. Elements of lists go by their name, or by their
    /// place from 0 in `[…]`; `*` is each of them.
    #[schemars(required)]
    pub path: Option<String>,
    /// Another value: a number, a text, a list, a distribution.
    pub set: Option<Anything>,
    /// A factor: on a number, on each number of a list, or on every draw of a distribution.
    pub multiply: Option<f64>,
    /// A term: to a number, to each number of a list, or to every draw of a distribution.
    pub add: Option<f64>,
    /// A mixture of multiples of the number or distribution that is there, each with its share.
    pub multiples: Option<Vec<Multiple>>,
    /// What the key counts as where the files do not state it.
    pub absent: Option<f64>,
    /// Whether `set` may write a key that is not there; `false` where absent.
    pub new: Option<bool>,
    /// Whether nothing happens where there is no such value, which is an error else; `false` where absent.
    pub optional: Option<bool>,
    /// Keys of a team: only teams that have all of them are changed.
    pub having: Option<Vec<String>>,
    /// Keys of a team: only teams that have none of them are changed.
    pub lacking: Option<Vec<String>>,
}

/// A part of a mixture of multiples.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Multiple {
    /// How much of the whole this part is, 0–1; the shares sum to 1.
    #[schemars(required)]
    pub share: Option<f64>,
    /// How many times the value it is, above 0.
    #[schemars(required)]
    pub times: Option<f64>,
}

/// Any value of a file.
#[derive(Clone, Debug)]
pub struct Anything(pub Node);

impl Anything {
    fn of(value: Value) -> Self {
        Self(Node { span: 0..0, value })
    }
}

impl<'de> serde::Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

impl JsonSchema for Anything {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Anything".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string", "boolean", "array", "object"] })
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Anything;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Anything, E> {
        Ok(Anything::of(Value::Truth(truth)))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Anything, E> {
        Ok(Anything::of(Value::Whole(Some(n))))
    }

    fn visit_f64<E>(self, x: f64) -> Result<Anything, E> {
        Ok(Anything::of(Value::Float(x)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Anything, E> {
        Ok(Anything::of(Value::Text(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Anything, A::Error> {
        let mut elements = Vec::new();
        while let Some(Anything(node)) = list.next_element()? {
            elements.push(node);
        }
        Ok(Anything::of(Value::List(elements)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Anything, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, Anything(node))) = table.next_entry::<String, Anything>()? {
            entries.push(Entry { key, key_span: 0..0, node });
        }
        Ok(Anything::of(Value::Table(entries)))
    }
}
