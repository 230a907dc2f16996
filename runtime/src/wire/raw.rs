//! The text of a value, unread, and borrowed where the text around it is held.
//!
//! `serde_json` gives such a text as a `RawValue`, which is either borrowed or not, as the type says: a reader that
//! takes both must ask for it by the name that `RawValue` asks by. The name is learnt from it.

use std::{borrow::Cow, fmt, sync::OnceLock};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Unexpected, Visitor, value},
    forward_to_deserialize_any,
};
use serde_json::{Value, value::RawValue};

use super::object::Key;

/// Reads a value of any kind as its text.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    deserializer.deserialize_newtype_struct(name(), Raw)
}

/// A value of any kind: its text, or what stands for it where there is none.
pub(super) enum Found<'t> {
    Text(Cow<'t, str>),
    Other(Value),
}

/// Reads a value of any kind as its text, if it comes from JSON.
pub(super) fn read_or<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Found<'de>, D::Error> {
    deserializer.deserialize_newtype_struct(name(), RawOr)
}

/// The name by which a raw value is asked for.
fn name() -> &'static str {
    static NAME: OnceLock<&str> = OnceLock::new();
    NAME.get_or_init(|| {
        let mut name = "";
        // It gets no value.
        drop(Box::<RawValue>::deserialize(Asked(&mut name)));
        name
    })
}

/// Learns the name, and gives no value.
struct Asked<'n>(&'n mut &'static str);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = value::Error;

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: V,
    ) -> Result<V::Value, value::Error> {
        *self.0 = name;
        Err(value::Error::custom("no value"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, value::Error> {
        Err(value::Error::custom("no value"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A map of one key, the name, and of the text.
struct Raw;

impl<'de> Visitor<'de> for Raw {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value in JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cow<'de, str>, A::Error> {
        match map.next_key()? {
            Some(Key(key)) if key == name() => map.next_value().map(|Key(text)| text),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// The same, or any value.
struct RawOr;

impl<'de> Visitor<'de> for RawOr {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Raw.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Found<'de>, A::Error> {
        Raw.visit_map(map).map(Found::Text)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, other: D) -> Result<Found<'de>, D::Error> {
        Value::deserialize(other).map(Found::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_borrowed_where_that_is_possible() {
        let text = r#" [ {"a" : 1.0 } , null] "#;
        let borrowed = read(&mut serde_json::Deserializer::from_str(text)).unwrap();
        assert!(matches!(borrowed, Cow::Borrowed(_)), "{borrowed}");
        assert_eq!(borrowed, text.trim());
        let bytes = text.as_bytes();
        let borrowed = read(&mut serde_json::Deserializer::from_slice(bytes)).unwrap();
        assert!(matches!(borrowed, Cow::Borrowed(_)), "{borrowed}");
        let owned = read(&mut serde_json::Deserializer::from_reader(bytes)).unwrap();
        assert_eq!(owned, text.trim());
        assert_eq!(read(serde_json::json!({"a": [1]})).unwrap(), r#"{"a":[1]}"#);
        // Not from a deserializer of something else.
        let other: value::MapDeserializer<'_, _, value::Error> =
            value::MapDeserializer::new([("a", 1)].into_iter());
        assert!(read(other).unwrap_err().to_string().contains("expected a value in JSON"));
    }
}
