//! `consumes` and `produces`: which media types a body or an answer comes in.

use crate::{
    diagnostic::Code,
    load::{List, Node, Value},
};

use super::{Converter, text};

pub(crate) static MEDIA_TYPE_INFERRED: Code = Code::note(
    "media-type-inferred",
    "a schema that no media type of its operation can carry: JSON is meant",
    "`consumes` or `produces` names no media type that can carry the schema. JSON is meant, and is \
     what the client sends or reads.",
);

/// What a body is where nobody says.
pub(super) const JSON: &str = "application/json";

/// The media types of a list. `None` when nobody says; an empty list takes back what the document says.
pub(super) fn list(node: Option<Node<'_>>) -> Option<Vec<String>> {
    let texts = |list: List<'_>| {
        let mut names: Vec<String> = Vec::with_capacity(list.len());
        for name in list.items().filter_map(Node::as_str).map(str::trim) {
            if !name.is_empty() && !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
            }
        }
        names
    };
    match node?.value() {
        Value::List(list) => Some(texts(list)),
        Value::Text(name) => Some(vec![name.to_owned()]),
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

impl<'d> Converter<'d> {
    /// The media types out of a list that can carry a schema. Where JSON is only inferred, a finding says so.
    pub(super) fn carrying(
        &mut self,
        names: Option<&[String]>,
        schema: Option<Node<'d>>,
        of: Of,
    ) -> Vec<String> {
        let (names, is_inferred) = self.able(names, schema, of);
        if let Some(schema) = schema.filter(|_| is_inferred) {
            let message = "no media type of the operation can carry this schema; JSON is meant";
            self.report(&MEDIA_TYPE_INFERRED, schema, message);
        }
        names
    }

    /// The media types out of a list that can carry a schema, and whether the list has none, so that JSON must be
    /// meant. The list is said once for many bodies or answers: an object is not meant to come as plain text, nor an
    /// error as a picture.
    pub(super) fn able(
        &self,
        names: Option<&[String]>,
        schema: Option<Node<'d>>,
        of: Of,
    ) -> (Vec<String>, bool) {
        let names = names.unwrap_or_default();
        if names.is_empty() {
            return (vec![JSON.to_owned()], false);
        }
        if schema.is_none_or(|schema| self.is_text(schema)) {
            return (names.to_vec(), false);
        }
        let able: Vec<String> = names.iter().filter(|name| of.carries(name)).cloned().collect();
        if !able.is_empty() {
            return (able, false);
        }
        let said = if of == Of::Body { &self.consumes } else { &self.produces };
        let json = said.iter().flatten().find(|name| is_json(name)).cloned();
        (vec![json.unwrap_or_else(|| JSON.to_owned())], true)
    }

    /// Whether the values of a schema may be text, as far as can be told.
    fn is_text(&self, schema: Node<'d>) -> bool {
        let schema = self.followed(schema);
        let is_structure = ["properties", "additionalProperties", "items", "allOf"]
            .into_iter()
            .any(|keyword| schema.get(keyword).is_some());
        match text(schema, "type") {
            Some(typ) => matches!(typ, "string" | "file"),
            None => !is_structure,
        }
    }
}

/// Bytes of which nothing is known.
pub(super) const OCTETS: &str = "application/octet-stream";
