//! `consumes` and `produces`: which media types a body or an answer comes in.

use serde_json::Value;

use crate::diagnostic::Code;

use super::{At, Converter};

pub(crate) static MEDIA_TYPE_INFERRED: Code = Code::note(
    "media-type-inferred",
    "a schema that no media type of its operation can carry: JSON is meant",
    "`consumes` or `produces` names no media type that can carry the schema. JSON is meant, and is \
     what the client sends or reads.",
);

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

/// What a list of media types is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Request bodies.
    Body,
    /// Answers.
    Answer,
    /// Answers that say what went wrong: rarely in the media type of what was asked for.
    Failure,
}

impl Of {
    /// What the answer of a status is.
    pub(super) fn status(status: &str) -> Self {
        if status.starts_with(['4', '5']) || status.eq_ignore_ascii_case("default") {
            Self::Failure
        } else {
            Self::Answer
        }
    }

    /// Whether more than one text can come in a media type.
    fn carries(self, name: &str) -> bool {
        let essence = essence(name);
        let has = |words: &[&str]| words.iter().any(|word| essence.contains(word));
        match self {
            _ if is_json(name) => true,
            Self::Failure => has(&["xml", "yaml", "cbor", "msgpack", "protobuf"]),
            Self::Body | Self::Answer => {
                !(essence == "text/plain"
                    || essence == OCTETS
                    || has(&["image/", "audio/", "video/"]))
            }
        }
    }
}

/// The media types that a schema comes in.
#[derive(PartialEq, Eq)]
pub(super) struct Carrying {
    pub(super) names: Vec<String>,
    /// Whether the list has none that could carry it, so that JSON must be meant.
    pub(super) is_inferred: bool,
}

impl<'d> Converter<'d> {
    /// The media types out of a list that can carry a schema. The list is said once for many bodies or answers: an
    /// object is not meant to come as plain text, nor an error as a picture.
    pub(super) fn carrying(&self, names: Option<&[String]>, schema: &'d Value, of: Of) -> Carrying {
        let names = names.unwrap_or_default();
        if names.is_empty() {
            return Carrying { names: vec![JSON.to_owned()], is_inferred: false };
        }
        if self.is_text(schema) {
            return Carrying { names: names.to_vec(), is_inferred: false };
        }
        let names: Vec<String> = names.iter().filter(|name| of.carries(name)).cloned().collect();
        if !names.is_empty() {
            return Carrying { names, is_inferred: false };
        }
        let said = if of == Of::Body { &self.consumes } else { &self.produces };
        let json = said.iter().flatten().find(|name| is_json(name)).cloned();
        Carrying { names: vec![json.unwrap_or_else(|| JSON.to_owned())], is_inferred: true }
    }

    /// Says so where JSON is only inferred.
    pub(super) fn note_inferred(&mut self, carrying: &Carrying, at: &At) {
        if carrying.is_inferred {
            let message = "no media type of the operation can carry this schema; JSON is meant";
            self.report(&MEDIA_TYPE_INFERRED, at, message);
        }
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
