//! The fields of an object, each by what should stand there.

use indexmap::IndexMap;

use crate::{
    diagnostic::{Code, CodeFamily},
    load::{Map, Node, Stray, Value},
    model::{Component, Extensions, ReferenceOr},
};

use super::Reader;

pub(crate) static MISPLACED_REFERENCE: Code = Code::warning(
    "misplaced-reference",
    "a reference where none may stand",
    "OpenAPI has no `$ref` in this place, or it leads to something of another kind. Nothing is read \
     here, or it is taken for what is meant; the message says which.",
);

pub(crate) static MISSING_FIELD: Code = Code::warning(
    "missing-field",
    "a key that must be there is not",
    "OpenAPI requires this key. The message says what is taken in its place.",
);

pub(crate) static NOT_A_SCHEMA: Code = Code::warning(
    "not-a-schema",
    "what stands in the place of a schema is none",
    "A schema is an object, and from 3.1 also true or false. Any value is taken here.",
)
.of_family(CodeFamily::GivenUp);

pub(crate) static QUOTED_VALUE: Code = Code::note(
    "quoted-value",
    "a number, true or false in quotes",
    "A number, true or false stands in quotes, which makes it text. It is read as what is meant. \
     Remove the quotes.",
);

pub(crate) static UNKNOWN_VALUE: Code = Code::warning(
    "unknown-value",
    "a word that does not stand for anything there",
    "The key takes one of some words, and this is another. The message says which words there are, \
     and what is taken.",
);

pub(crate) static UNQUOTED_TEXT: Code = Code::note(
    "unquoted-text",
    "text that YAML takes for something else",
    "YAML reads words such as `1.0`, `yes` and `2024-01-01` as something other than text. What is \
     written is taken as text. Quote it.",
);

pub(crate) static WRONG_TYPE: Code = Code::warning(
    "wrong-type",
    "a value of another JSON type than what belongs there",
    "The key holds a value of another JSON type than OpenAPI has there. It is not read, or is read as \
     what is plainly meant; the message says which.",
);

/// The fields of an object. Null counts as absent, as in nearly every document that writes it.
#[derive(Clone, Copy)]
pub(super) struct Fields<'d> {
    map: Map<'d>,
    /// Where a field is looked for that is not there.
    behind: Option<Map<'d>>,
}

impl<'d> Fields<'d> {
    pub(super) fn of(map: Map<'d>) -> Self {
        Self { map, behind: None }
    }

    /// The same, with the fields of another object where it has none.
    pub(super) fn before(self, behind: Map<'d>) -> Self {
        Self { behind: Some(behind), ..self }
    }

    /// The object.
    pub(super) fn node(self) -> Node<'d> {
        self.map.node()
    }

    /// A field.
    pub(super) fn get(self, key: &str) -> Option<Node<'d>> {
        let present = |map: Map<'d>| map.get(key).filter(|value| !value.is_null());
        present(self.map).or_else(|| present(self.behind?))
    }

    /// A field that may well be null (an example, a default).
    pub(super) fn get_any(self, key: &str) -> Option<Node<'d>> {
        self.get(key).or_else(|| self.map.get(key)).or_else(|| self.behind?.get(key))
    }

    pub(super) fn has(self, key: &str) -> bool {
        self.get_any(key).is_some()
    }

    /// The `x-` fields.
    pub(super) fn extensions(self) -> Extensions {
        let behind = self.behind.into_iter().flat_map(Map::entries);
        let all = behind.chain(self.map.entries()).filter(|(key, _)| key.starts_with("x-"));
        all.map(|(key, value)| (key.to_owned(), value.to_json())).collect()
    }
}

/// The word for what a value is, for messages.
pub(super) fn kind_of(value: Value<'_>) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::Text(_) => "text",
        Value::List(_) => "a list",
        Value::Map(_) => "an object",
    }
}

impl<'d> Reader<'d> {
    /// An object. Anything else is a finding.
    pub(super) fn object(&mut self, node: Node<'d>) -> Option<Fields<'d>> {
        let map = node.as_map();
        if map.is_none() {
            self.wrong_type(node, "an object");
        }
        map.map(Fields::of)
    }

    /// The items of a list. Absent or null is empty.
    pub(super) fn list(&mut self, fields: Fields<'d>, key: &str) -> Vec<Node<'d>> {
        let Some(node) = fields.get_any(key) else { return Vec::new() };
        if let Some(list) = node.as_list() {
            return list.items().collect();
        }
        self.wrong_type(node, "a list");
        Vec::new()
    }

    /// The entries of an object. Absent or null is empty.
    pub(super) fn map(&mut self, fields: Fields<'d>, key: &str) -> Vec<(&'d str, Node<'d>)> {
        let Some(node) = fields.get_any(key) else { return Vec::new() };
        let Some(map) = node.as_map() else {
            self.wrong_type(node, "an object");
            return Vec::new();
        };
        self.followed(map).map(|map| map.entries().collect()).unwrap_or_default()
    }

    /// A map that is written as a reference, where OpenAPI knows none: bundlers do that (`content: {$ref: …}`).
    fn followed(&mut self, map: Map<'d>) -> Option<Map<'d>> {
        let reference = map.get("$ref").and_then(|at| Some((at, at.as_str()?)));
        let Some((at, reference)) = reference else { return Some(map) };
        let message = "a reference has no place here";
        match self.source.object_at(reference, at) {
            Ok(Some(target)) if !target.contains_key("$ref") => {
                self.note(&MISPLACED_REFERENCE, at, message);
                Some(target)
            }
            Err(Stray::Unread(unread)) => {
                self.unread(&unread, at, "nothing is read here");
                None
            }
            _ => {
                let shown = reference.escape_debug();
                let help = format!("`{shown}` leads to no object; nothing is read here");
                self.report_with(&MISPLACED_REFERENCE, at, message, help);
                None
            }
        }
    }

    /// Text. A number or a boolean without quotes is taken as it is written.
    pub(super) fn text(&mut self, fields: Fields<'d>, key: &str) -> Option<String> {
        self.as_text(fields.get(key)?)
    }

    /// A value that should be text.
    pub(super) fn as_text(&mut self, node: Node<'d>) -> Option<String> {
        match node.value() {
            Value::Text(text) => Some(text.to_owned()),
            Value::Number(_) | Value::Bool(_) => {
                let written = written(node);
                self.report(&UNQUOTED_TEXT, node, format!("text without quotes: `{written}`"));
                Some(written)
            }
            _ => {
                self.wrong_type(node, "text");
                None
            }
        }
    }

    /// Text that has to be there; empty where it is not.
    pub(super) fn required_text(&mut self, fields: Fields<'d>, key: &str) -> String {
        if let Some(text) = self.text(fields, key) {
            return text;
        }
        self.report(&MISSING_FIELD, fields.node(), format!("`{key}` is missing"));
        String::new()
    }

    /// True or false; `"true"` in quotes is taken for it.
    pub(super) fn flag(&mut self, fields: Fields<'d>, key: &str) -> Option<bool> {
        self.as_flag(fields.get(key)?)
    }

    /// A value that should be true or false.
    pub(super) fn as_flag(&mut self, node: Node<'d>) -> Option<bool> {
        let read = match node.value() {
            Value::Bool(flag) => return Some(flag),
            Value::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        match read {
            Some(_) => self.report(&QUOTED_VALUE, node, "true or false in quotes"),
            None => self.wrong_type(node, "true or false"),
        }
        read
    }

    /// Texts; what is none is left out.
    pub(super) fn texts(&mut self, fields: Fields<'d>, key: &str) -> Vec<String> {
        let list = self.list(fields, key);
        list.into_iter().filter_map(|node| self.as_text(node)).collect()
    }

    /// A map of references or items.
    pub(super) fn references<T: Component>(
        &mut self,
        fields: Fields<'d>,
        key: &str,
        read: impl Fn(&mut Self, Node<'d>) -> Option<T>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        let map = self.map(fields, key);
        let entries = map
            .into_iter()
            .filter_map(|(name, node)| Some((name.to_owned(), self.reference_or(node, &read)?)));
        entries.collect()
    }

    /// A reference or an item.
    pub(super) fn reference_or<T: Component>(
        &mut self,
        node: Node<'d>,
        read: impl FnOnce(&mut Self, Node<'d>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        let reference = node.get("$ref").and_then(|at| Some((at, at.as_str()?)));
        match reference {
            Some((at, text)) => {
                let reference = self.reference(T::SECTION, text, at)?;
                Some(ReferenceOr::Reference { reference })
            }
            None => read(self, node).map(ReferenceOr::Item),
        }
    }

    /// One of a list of words. Anything else is a finding and counts as absent.
    pub(super) fn word<T, const N: usize>(
        &mut self,
        fields: Fields<'d>,
        key: &str,
        words: [(&str, T); N],
    ) -> Option<T> {
        let node = fields.get(key)?;
        let text = self.as_text(node)?;
        let known = words.each_ref().map(|(word, _)| format!("`{word}`")).join(", ");
        let found = words.into_iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let message = format!("`{key}` cannot be `{text}` here");
            self.report_with(&UNKNOWN_VALUE, node, message, format!("it can be {known}"));
        }
        found.map(|(_, value)| value)
    }

    pub(super) fn wrong_type(&mut self, node: Node<'d>, expected: &str) {
        self.report(&WRONG_TYPE, node, not_what_belongs_there(expected, node));
    }

    pub(super) fn not_a_schema(&mut self, node: Node<'d>) {
        self.report(&NOT_A_SCHEMA, node, not_what_belongs_there("a schema", node));
    }
}

/// A number or a boolean as the document writes it: `1.10` stays `1.10`, `012` stays `012`.
pub(super) fn written(node: Node<'_>) -> String {
    node.written().map_or_else(|| node.to_json().to_string(), str::to_owned)
}

fn not_what_belongs_there(expected: &str, node: Node<'_>) -> String {
    format!("expected {expected}, found {}", kind_of(node.value()))
}
