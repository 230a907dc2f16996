//! What a parser meets → values. The same for JSON and YAML, and for whichever crate parses them.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::{Map, Number, Value};

use super::reserved;
use crate::diagnostic::{At, Finding, Pointer, Severity, Trail};

/// How many values the aliases of a document may stand for, together. Real documents stay below ten thousand.
pub(super) const MAX_ALIASED: usize = 1_000_000;

/// The error's message when aliases stand for more than [`MAX_ALIASED`] values.
pub(super) const TOO_MANY_VALUES: &str = "too many values";

/// The key of YAML whose value is a map, or a list of maps, whose keys fill the gaps of the map around it.
const MERGE: &str = "<<";

/// The values of a document.
pub(super) struct Read {
    pub(super) value: Value,
    /// What was odd about them.
    pub(super) findings: Vec<Finding>,
    /// What might be references into other files; whether they are is known to whoever knows what they stand in.
    pub(super) references: Vec<String>,
}

/// Reads the values of a text. `merges` says whether the key `<<` merges.
pub(super) fn read<'de, D: Deserializer<'de>>(
    text: &str,
    merges: bool,
    deserializer: D,
) -> Result<Read, D::Error> {
    // A value that stands in the text itself takes a byte of it, so only aliases can use up more than that.
    let left = text.len().saturating_add(MAX_ALIASED);
    let (findings, references) = (Vec::new(), Vec::new());
    let mut reading = Reading { findings, references, left, merges };
    let root = Pointer::root();
    let value =
        Seed { reading: &mut reading, at: &Trail::from(&root) }.deserialize(deserializer)?;
    let Reading { findings, references, .. } = reading;
    Ok(Read { value, findings, references })
}

struct Reading {
    findings: Vec<Finding>,
    references: Vec<String>,
    /// How many more values there may be.
    left: usize,
    merges: bool,
}

impl Reading {
    /// Keeps references into other files: those of `$ref`, and what a discriminator's `mapping` names.
    fn note_references(&mut self, key: &str, value: &Value) {
        let mut note = |text: &str, is_path: bool| {
            if is_path && !text.starts_with('#') {
                self.references.push(text.to_owned());
            }
        };
        match (key, value) {
            ("$ref", Value::String(text)) => note(text, true),
            ("mapping", Value::Object(map)) => {
                for text in map.values().filter_map(Value::as_str) {
                    note(text, text.contains(['.', '/', '#']));
                }
            }
            _ => {}
        }
    }
}

struct Seed<'a> {
    reading: &'a mut Reading,
    at: &'a Trail<'a>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let left = self.reading.left.checked_sub(1);
        self.reading.left = left.ok_or_else(|| D::Error::custom(TOO_MANY_VALUES))?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    #[expect(clippy::cast_precision_loss, reason = "what JSON readers do with huge integers, too")]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "what JSON readers do with huge integers, too")]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        if let Some(number) = Number::from_f64(value) {
            return Ok(Value::Number(number));
        }
        let text = match value {
            f64::INFINITY => ".inf",
            f64::NEG_INFINITY => "-.inf",
            _ => ".nan",
        };
        let message = format!("JSON has no number `{text}`; it is read as text");
        let at = At::Value(self.at.pointer());
        self.reading.findings.push(Finding::new("no-json-number", Severity::Warning, at, message));
        Ok(Value::String(text.to_owned()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        let (text, found) = reserved::cleaned(value);
        if found {
            let at = At::Value(self.at.pointer());
            self.reading.findings.push(reserved::noncharacter(at));
        }
        Ok(Value::String(text))
    }

    /// A value with a tag of its own (`!Ref x`): the tag means nothing here.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (IgnoredAny, value) = access.variant()?;
        value.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let at = self.at.item(list.len());
            match access.next_element_seed(Seed { reading: self.reading, at: &at })? {
                Some(value) => list.push(value),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        let mut merged = Vec::new();
        // Keys are asked for as text, whatever they look like (`200:`, `on:`).
        while let Some(key) = access.next_key::<String>()? {
            let (key, found) = reserved::cleaned(key);
            let at = self.at.key(&key);
            if found {
                self.reading.findings.push(reserved::noncharacter(At::Key(at.pointer())));
            }
            self.reading.findings.extend(reserved::key(&key, &at));
            let value = access.next_value_seed(Seed { reading: self.reading, at: &at })?;
            if self.reading.merges && key == MERGE && can_merge(&value) {
                merged.push(value);
                continue;
            }
            self.reading.note_references(&key, &value);
            entries.push((key, value));
        }
        // Most objects have a key or two: a map that grew would hold room for more.
        let mut map = Map::with_capacity(entries.len());
        for (key, value) in entries {
            if map.contains_key(&key) {
                let at = self.at.key(&key).pointer();
                self.reading.findings.push(duplicate_key(At::Key(at), &key));
            }
            map.insert(key, value);
        }
        for source in merged {
            merge(&mut map, source);
        }
        Ok(Value::Object(map))
    }
}

/// The finding for a key that stands twice in one object.
fn duplicate_key(at: At, key: &str) -> Finding {
    let message = format!("the key `{key}` stands here twice");
    Finding::new("duplicate-key", Severity::Warning, at, message)
        .help("the last one counts; remove the others")
}

fn can_merge(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(list) => list.iter().all(Value::is_object),
        _ => false,
    }
}

/// Adds the keys of a merged map that are not there yet; of several maps the first wins.
fn merge(map: &mut Map<String, Value>, source: Value) {
    match source {
        Value::Object(source) => {
            for (key, value) in source {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(sources) => sources.into_iter().for_each(|source| merge(map, source)),
        _ => {}
    }
}
