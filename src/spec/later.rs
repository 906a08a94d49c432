//! Keys of the language that this version does not compute.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Whatever stands at a key that is part of the language but not computed yet. The key is read so that it can be
/// refused by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Later;

impl<'de> Deserialize<'de> for Later {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

impl JsonSchema for Later {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Later".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Later;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Later, E> {
        Ok(Later)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Later, E> {
        Ok(Later)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Later, E> {
        Ok(Later)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Later, E> {
        Ok(Later)
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Later, E> {
        Ok(Later)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Later, A::Error> {
        while list.next_element::<Later>()?.is_some() {}
        Ok(Later)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Later, A::Error> {
        while table.next_entry::<String, Later>()?.is_some() {}
        Ok(Later)
    }
}
