//! The fields of an object, taken out one by one by what should stand there.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::{Reader, Trail, reference::Kind};
use crate::{
    load::Stray,
    model::{Extensions, ReferenceOr},
};

/// An object whose fields are being taken out.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self(map)),
            _ => None,
        }
    }

    /// Takes a field. Null counts as absent, as in nearly every document that writes it.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.0.get_mut(key).map(Value::take).filter(|value| !value.is_null())
    }

    /// Takes a field that may well be null (an example, a default).
    pub(super) fn take_any(&mut self, key: &str) -> Option<Value> {
        self.0.get_mut(key).map(Value::take)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// What is left of `x-` fields.
    pub(super) fn extensions(self) -> Extensions {
        self.0.into_iter().filter(|(key, _)| key.starts_with("x-")).collect()
    }

    pub(super) fn into_map(self) -> Map<String, Value> {
        self.0
    }
}

/// The word for what a value is, for messages.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

impl Reader<'_> {
    /// An object. Anything else is a finding.
    pub(super) fn object(&mut self, value: Value, at: &Trail<'_>) -> Option<Fields> {
        match value {
            Value::Object(map) => Some(Fields(map)),
            other => {
                self.wrong_type(&other, at, "an object");
                None
            }
        }
    }

    /// The items of a list. Absent or null is empty; a lone item is a list of one.
    pub(super) fn list(&mut self, fields: &mut Fields, key: &str, at: &Trail<'_>) -> Vec<Value> {
        match self.present(fields, key, at, "a list") {
            None => Vec::new(),
            Some(Value::Array(list)) => list,
            Some(other) => {
                self.wrong_type(&other, &at.key(key), "a list");
                Vec::new()
            }
        }
    }

    /// The entries of an object. Absent or null is empty.
    pub(super) fn map(
        &mut self,
        fields: &mut Fields,
        key: &str,
        at: &Trail<'_>,
    ) -> Map<String, Value> {
        match self.present(fields, key, at, "an object") {
            None => Map::new(),
            Some(Value::Object(map)) => self.followed(map, &at.key(key)),
            Some(other) => {
                self.wrong_type(&other, &at.key(key), "an object");
                Map::new()
            }
        }
    }

    /// A map that is written as a reference, where OpenAPI knows none: bundlers do that (`content: {$ref: …}`).
    fn followed(&mut self, map: Map<String, Value>, at: &Trail<'_>) -> Map<String, Value> {
        let Some(Value::String(reference)) = map.get("$ref") else { return map };
        let at = &at.key("$ref");
        let message = "a reference has no place here";
        match self.source.object_at(reference, at) {
            Ok(Some(target)) if !target.contains_key("$ref") => {
                self.note("misplaced-reference", at, message);
                target
            }
            Err(Stray::Unread(unread)) => {
                self.unread(&unread, at, "nothing is read here");
                Map::new()
            }
            _ => {
                let shown = reference.escape_debug();
                let help = format!("`{shown}` leads to no object; nothing is read here");
                self.warn_with("misplaced-reference", at, message, help);
                Map::new()
            }
        }
    }

    /// A field, and a finding where it is null.
    fn present(
        &mut self,
        fields: &mut Fields,
        key: &str,
        at: &Trail<'_>,
        expected: &str,
    ) -> Option<Value> {
        let value = fields.take_any(key)?;
        if value.is_null() {
            self.wrong_type(&value, &at.key(key), expected);
            return None;
        }
        Some(value)
    }

    /// Text. A number or a boolean without quotes is taken as it is written.
    pub(super) fn text(
        &mut self,
        fields: &mut Fields,
        key: &str,
        at: &Trail<'_>,
    ) -> Option<String> {
        let value = fields.take(key)?;
        self.as_text(value, &at.key(key))
    }

    /// A value that should be text.
    pub(super) fn as_text(&mut self, value: Value, at: &Trail<'_>) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => {
                let written = self.written(&value, at);
                self.note("unquoted-text", at, format!("text without quotes: `{written}`"));
                Some(written)
            }
            other => {
                self.wrong_type(&other, at, "text");
                None
            }
        }
    }

    /// A number or a boolean as the document writes it: `1.10` stays `1.10`, `012` stays `012`.
    pub(super) fn written(&self, value: &Value, at: &Trail<'_>) -> String {
        let at = self.source.places.written(&at.pointer());
        self.source.document.written(&at).map_or_else(|| value.to_string(), str::to_owned)
    }

    /// Text that has to be there; empty where it is not.
    pub(super) fn required_text(
        &mut self,
        fields: &mut Fields,
        key: &str,
        at: &Trail<'_>,
    ) -> String {
        if let Some(text) = self.text(fields, key, at) {
            return text;
        }
        self.warn("missing-field", at, format!("`{key}` is missing"));
        String::new()
    }

    /// True or false; `"true"` in quotes is taken for it.
    pub(super) fn flag(&mut self, fields: &mut Fields, key: &str, at: &Trail<'_>) -> Option<bool> {
        let value = fields.take(key)?;
        self.as_flag(&value, &at.key(key))
    }

    /// A value that should be true or false.
    pub(super) fn as_flag(&mut self, value: &Value, at: &Trail<'_>) -> Option<bool> {
        let read = match value {
            Value::Bool(flag) => return Some(*flag),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        match read {
            Some(_) => self.note("quoted-value", at, "true or false in quotes"),
            None => self.wrong_type(value, at, "true or false"),
        }
        read
    }

    /// Texts; what is none is left out.
    pub(super) fn texts(&mut self, fields: &mut Fields, key: &str, at: &Trail<'_>) -> Vec<String> {
        let list = self.list(fields, key, at);
        let at = at.key(key);
        let texts = list.into_iter().enumerate();
        texts.filter_map(|(index, value)| self.as_text(value, &at.item(index))).collect()
    }

    /// A map of references or items.
    pub(super) fn references<T>(
        &mut self,
        fields: &mut Fields,
        key: &str,
        at: &Trail<'_>,
        kind: Kind,
        read: impl Fn(&mut Self, Value, &Trail<'_>) -> Option<T>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        let map = self.map(fields, key, at);
        let at = at.key(key);
        let entries = map.into_iter().filter_map(|(name, value)| {
            let read = self.reference_or(kind, value, &at.key(&name), &read)?;
            Some((name, read))
        });
        entries.collect()
    }

    /// A reference or an item.
    pub(super) fn reference_or<T>(
        &mut self,
        kind: Kind,
        value: Value,
        at: &Trail<'_>,
        read: impl FnOnce(&mut Self, Value, &Trail<'_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        match value {
            Value::Object(mut map) if map.get("$ref").is_some_and(Value::is_string) => {
                let Some(Value::String(text)) = map.get_mut("$ref").map(Value::take) else {
                    return None;
                };
                let reference = self.reference(kind, text, &at.key("$ref"));
                Some(ReferenceOr::Reference { reference })
            }
            value => read(self, value, at).map(ReferenceOr::Item),
        }
    }

    /// One of a list of words. Anything else is a finding and counts as absent.
    pub(super) fn word<T, const N: usize>(
        &mut self,
        fields: &mut Fields,
        key: &str,
        at: &Trail<'_>,
        words: [(&str, T); N],
    ) -> Option<T> {
        let text = self.text(fields, key, at)?;
        let known = words.each_ref().map(|(word, _)| format!("`{word}`")).join(", ");
        let found = words.into_iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let message = format!("`{key}` cannot be `{text}` here");
            self.warn_with("unknown-value", &at.key(key), message, format!("it can be {known}"));
        }
        found.map(|(_, value)| value)
    }

    pub(super) fn wrong_type(&mut self, value: &Value, at: &Trail<'_>, expected: &str) {
        self.warn("wrong-type", at, not_what_belongs_there(expected, value));
    }

    pub(super) fn not_a_schema(&mut self, value: &Value, at: &Trail<'_>) {
        self.warn("not-a-schema", at, not_what_belongs_there("a schema", value));
    }
}

fn not_what_belongs_there(expected: &str, value: &Value) -> String {
    format!("expected {expected}, found {}", kind_of(value))
}
