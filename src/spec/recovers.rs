//! How much a clawback recovers: a word, or a list of bands.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use super::number::Number;

const FULL: &str = "full";
const PRO_RATA: &str = "pro_rata";

/// How much of the pay on a lost sale is recovered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovers {
    /// `"full"`: all.
    Full,
    /// `"pro_rata"`: by the months left of `within_months`.
    ProRata,
    /// A share by the months passed since the sale.
    Bands(Vec<RecoveryBand>),
}

/// A band of a recovery schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RecoveryBand {
    /// Whole months from the month of the sale, the last one included; the last band's is `within_months`.
    #[schemars(required)]
    pub within: Option<i64>,
    /// Share that is recovered of a sale lost within them, 0–1.
    #[schemars(required)]
    pub share: Option<Number>,
}

impl<'de> Deserialize<'de> for Recovers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordOrBands)
    }
}

impl JsonSchema for Recovers {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Recovers".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let band = generator.subschema_for::<RecoveryBand>();
        json_schema!({ "anyOf": [{ "enum": [FULL, PRO_RATA] }, { "type": "array", "items": band }] })
    }
}

struct WordOrBands;

impl<'de> Visitor<'de> for WordOrBands {
    type Value = Recovers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"full\", \"pro_rata\" or a list of bands")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Recovers, E> {
        match word {
            FULL => Ok(Recovers::Full),
            PRO_RATA => Ok(Recovers::ProRata),
            other => Err(E::unknown_variant(other, &[FULL, PRO_RATA])),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Recovers, A::Error> {
        let mut bands = Vec::new();
        while let Some(band) = list.next_element()? {
            bands.push(band);
        }
        Ok(Recovers::Bands(bands))
    }
}
