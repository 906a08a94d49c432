//! The keys of a struct, as serde knows them.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeOwned, Deserializer, Visitor};

/// The keys that a struct reads, in the order of its fields; none for other types.
///
/// A key that may hold a number or a table reads the table with
/// `deserializer.deserialize_struct("", keys_of::<Table>(), …)`, so that unknown keys in it are told from known ones.
pub fn keys_of<T: DeserializeOwned>() -> &'static [&'static str] {
    let keys = Cell::new(&[][..]);
    // Always an error: the probe has no values, it only hears for which keys it is asked.
    let _ = T::deserialize(Probe(&keys));
    keys.get()
}

struct Probe<'a>(&'a Cell<&'static [&'static str]>);

#[derive(Debug)]
struct NoValues;

impl fmt::Display for NoValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a probe for keys holds no values")
    }
}

impl std::error::Error for NoValues {}

impl de::Error for NoValues {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = NoValues;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NoValues> {
        Err(NoValues)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        keys: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, NoValues> {
        self.0.set(keys);
        Err(NoValues)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
