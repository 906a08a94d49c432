//! Keys that hold a fixed word, or something else: `quota`, `scope`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Unexpected, Visitor};

use super::number::{Number, exactly};

/// The word for the rep's own team.
const TEAM: &str = "team";

/// Where a quota comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaOf {
    /// `"team"`: the company file.
    Team,
    /// A number a year.
    Yearly(Number),
}

/// Whose results count for a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `"team"`: those of the rep's own team.
    Team,
    /// Those of these teams.
    Teams(Vec<String>),
}

impl<'de> Deserialize<'de> for QuotaOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TeamOrNumber)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TeamOrTeams)
    }
}

impl JsonSchema for QuotaOf {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "QuotaOf".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "const": TEAM }, { "type": "number", "minimum": 0 }] })
    }
}

impl JsonSchema for Scope {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scope".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "const": TEAM }, { "type": "array", "items": { "type": "string" } }] })
    }
}

struct TeamOrNumber;

impl Visitor<'_> for TeamOrNumber {
    type Value = QuotaOf;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"team\" (the quota in the company file) or a number a year")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<QuotaOf, E> {
        if word == TEAM {
            Ok(QuotaOf::Team)
        } else {
            Err(E::invalid_value(Unexpected::Str(word), &self))
        }
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<QuotaOf, E> {
        Ok(QuotaOf::Yearly(Number(n.into())))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<QuotaOf, E> {
        Ok(QuotaOf::Yearly(Number(n.into())))
    }

    fn visit_f64<E: de::Error>(self, x: f64) -> Result<QuotaOf, E> {
        exactly(x).map(QuotaOf::Yearly).map_err(E::custom)
    }
}

struct TeamOrTeams;

impl<'de> Visitor<'de> for TeamOrTeams {
    type Value = Scope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"team\" (the rep's own team) or a list of team names")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Scope, E> {
        if word == TEAM {
            Ok(Scope::Team)
        } else {
            Err(E::invalid_value(Unexpected::Str(word), &self))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scope, A::Error> {
        let mut teams = Vec::new();
        while let Some(team) = list.next_element()? {
            teams.push(team);
        }
        Ok(Scope::Teams(teams))
    }
}
