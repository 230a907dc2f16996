//! JSON text → values, through `serde_json`, noticing keys that stand twice.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{MAX_DEPTH, syntax, too_deep};
use crate::diagnostic::{At, Finding, Pointer, Severity, Trail};

/// Why text is not JSON.
pub(super) struct NotJson {
    pub(super) finding: Finding,
    /// The text is JSON, but a number does not fit into 64 bits of floating point.
    pub(super) number_out_of_range: bool,
}

/// Reads JSON.
pub(super) fn read(text: &str) -> Result<(Value, Vec<Finding>), NotJson> {
    let mut findings = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let root = Pointer::root();
    let seed = Seed { findings: &mut findings, at: &Trail::from(&root), depth: 0 };
    let read = seed
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|err| not_json(&err));
    read.map(|value| (value, findings))
}

const TOO_DEEP: &str = "too deep";

fn not_json(err: &serde_json::Error) -> NotJson {
    let message = err.to_string();
    // serde_json says the place twice: in the text of the message and in the error.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(before, _)| before);
    let number_out_of_range = message == "number out of range";
    let (line, column) = (err.line().max(1), err.column().max(1));
    let finding = match message {
        TOO_DEEP | "recursion limit exceeded" => too_deep(line, column),
        _ => syntax(line, column, format!("this is not JSON: {message}")),
    };
    NotJson { finding, number_out_of_range }
}

struct Seed<'a> {
    findings: &'a mut Vec<Finding>,
    at: &'a Trail<'a>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
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

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = self.depth + 1;
        if depth > MAX_DEPTH {
            return Err(A::Error::custom(TOO_DEEP));
        }
        let mut list = Vec::new();
        loop {
            let at = self.at.item(list.len());
            let seed = Seed { findings: self.findings, at: &at, depth };
            match access.next_element_seed(seed)? {
                Some(value) => list.push(value),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = self.depth + 1;
        if depth > MAX_DEPTH {
            return Err(A::Error::custom(TOO_DEEP));
        }
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let at = self.at.key(&key);
            let seed = Seed { findings: self.findings, at: &at, depth };
            let value = access.next_value_seed(seed)?;
            if map.contains_key(&key) {
                self.findings.push(duplicate_key(At::Key(at.pointer()), &key));
            }
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

/// The finding for a key that stands twice in one object.
pub(super) fn duplicate_key(at: At, key: &str) -> Finding {
    let message = format!("the key `{key}` stands here twice");
    Finding::new("duplicate-key", Severity::Warning, at, message)
        .help("the last one counts; remove the others")
}
