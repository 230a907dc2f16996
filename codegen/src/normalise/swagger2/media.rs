//! `consumes` and `produces`: which media types a body or an answer comes in.

use serde_json::Value;

use super::Converter;

/// What a body is where nobody says.
pub(super) const JSON: &str = "application/json";

/// The media types of a list. `None` when nobody says; an empty list takes back what the document says.
pub(super) fn list(value: Option<&Value>) -> Option<Vec<String>> {
    let texts = |list: &[Value]| {
        let mut names: Vec<String> = Vec::with_capacity(list.len());
        for name in list.iter().filter_map(Value::as_str).map(str::trim) {
            if !name.is_empty() && !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
            }
        }
        names
    };
    match value? {
        Value::Array(list) => Some(texts(list)),
        Value::String(name) => Some(vec![name.clone()]),
        _ => None,
    }
}

/// The name without parameters, in small letters.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether the media type is JSON.
pub(super) fn is_json(name: &str) -> bool {
    let essence = essence(name);
    essence == JSON || essence == "text/json" || essence.ends_with("+json")
}

impl<'d> Converter<'d> {
    /// The media types out of a list that can carry a schema. The list is said once for many bodies: where JSON is among
    /// it, an object is not meant to be sent as plain text.
    pub(super) fn carrying(&self, names: Option<&[String]>, schema: &'d Value) -> Vec<String> {
        let names = match names {
            Some(names) if !names.is_empty() => names,
            _ => return vec![JSON.to_owned()],
        };
        let has_json = names.iter().any(|name| is_json(name));
        if !has_json || self.is_text(schema) {
            return names.to_vec();
        }
        let meant = names.iter().filter(|name| {
            let essence = essence(name);
            is_json(name) || !(essence.starts_with("text/") || essence == OCTETS)
        });
        meant.cloned().collect()
    }

    /// Whether the values of a schema may be text, as far as can be told.
    fn is_text(&self, schema: &'d Value) -> bool {
        let (schema, _) = self.followed(schema, &crate::diagnostic::Pointer::root());
        let is_structure = ["properties", "additionalProperties", "items", "allOf"]
            .into_iter()
            .any(|keyword| schema.get(keyword).is_some());
        match schema.get("type").and_then(Value::as_str) {
            Some(typ) => matches!(typ, "string" | "file"),
            None => !is_structure,
        }
    }
}

/// Bytes of which nothing is known.
pub(super) const OCTETS: &str = "application/octet-stream";
