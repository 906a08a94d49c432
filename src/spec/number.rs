//! Numbers as people write them, read exactly.

use std::fmt;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

/// Digits up to which a number with a point is read exactly: every decimal of so many survives a 64-bit float.
const EXACT_DIGITS: usize = 15;

/// A number of a file, exactly as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl Number {
    /// The share that so many percent are.
    pub fn percent(self) -> Self {
        Self(self.0 / Decimal::ONE_HUNDRED)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Digits)
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

struct Digits;

impl Visitor<'_> for Digits {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Number, E> {
        Ok(Number(n.into()))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Number, E> {
        Ok(Number(n.into()))
    }

    fn visit_f64<E: de::Error>(self, x: f64) -> Result<Number, E> {
        exactly(x).map_err(E::custom)
    }
}

/// The shortest decimal that is this float and no other: what the file says, if it says few enough digits.
pub(super) fn exactly(x: f64) -> Result<Number, String> {
    if !x.is_finite() {
        return Err("is not a finite number".to_owned());
    }
    let shortest = x.to_string();
    let digits =
        shortest.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let zeros = if shortest.contains('.') {
        0
    } else {
        shortest.len() - shortest.trim_end_matches('0').len()
    };
    if digits.saturating_sub(zeros) > EXACT_DIGITS {
        return Err(format!("has more than the {EXACT_DIGITS} digits that are read exactly"));
    }
    Decimal::from_str_exact(&shortest)
        .map(Number)
        .map_err(|_| format!("is beyond the numbers that are read: {x:e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_read() {
        for written in [
            "0.1",
            "1.005",
            "0.0825",
            "-2.675",
            "60000",
            "123456789.012345",
            "0.000001",
            "100000000000",
        ] {
            let number = exactly(written.parse().unwrap()).unwrap();
            assert_eq!(number.0, written.parse().unwrap(), "{written}");
        }
    }

    #[test]
    fn what_a_float_cannot_hold_is_refused() {
        for (x, why) in [
            (f64::NAN, "is not a finite number"),
            (f64::INFINITY, "is not a finite number"),
            (9007199254740992.5, "has more than the 15 digits that are read exactly"),
            (0.1 + 0.2, "has more than the 15 digits that are read exactly"),
            (1e300, "is beyond the numbers that are read: 1e300"),
            (1e-40, "is beyond the numbers that are read: 1e-40"),
        ] {
            assert_eq!(exactly(x), Err(why.to_owned()));
        }
    }
}
