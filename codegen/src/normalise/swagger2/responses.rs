//! Answers: `schema`, `examples` and `produces` → content.

use serde_json::{Map, Value, json};

use crate::normalise::{
    read::{
        self,
        fields::{MISPLACED_REFERENCE, MISSING_FIELD},
    },
    version::Dialect,
};

use super::{
    At, Converter, copied, extensions,
    media::{JSON, OCTETS, Of, is_json},
};

impl<'d> Converter<'d> {
    /// A shared answer.
    pub(super) fn shared_response(&mut self, value: &'d Value, at: &At) -> Value {
        let produces = self.produces.clone();
        self.response(value, produces.as_deref(), Of::Answer, at)
    }

    /// An answer of an operation that produces these media types.
    pub(super) fn response(
        &mut self,
        value: &'d Value,
        produces: Option<&[String]>,
        of: Of,
        at: &At,
    ) -> Value {
        let (mut value, mut at) = (value, at.clone());
        if value.get("$ref").is_some() {
            if let Some((target, at)) = self.elsewhere(value, &at) {
                self.moved(&at);
                let response = self.response(target, produces, of, &at);
                return self.rebased(response, &at.from);
            }
            let (target, from) = self.followed(value, &at.from);
            if let ["definitions", _] = from.tokens()[..] {
                return self.schema_alone(value, produces, of, &at);
            }
            // A shared answer comes in the media types that the document says, not in those of an operation.
            let differs = target.get("schema").is_some_and(|schema| {
                let shared = self.carrying(self.produces.as_deref(), schema, Of::Answer);
                self.carrying(produces, schema, of).names != shared.names
            });
            if !differs {
                return value.clone();
            }
            (value, at.from, at.is_copy) = (target, from, true);
            self.moved(&at);
        }
        let Value::Object(map) = value else { return value.clone() };
        let mut response = copied(map, &["description"]);
        if let Some(headers) = map.get("headers") {
            response.insert("headers".into(), self.each(headers, &at.key("headers"), Self::header));
        }
        let content = match map.get("content") {
            Some(content) => content.clone(),
            None => Value::Object(self.content(map, produces, of, &at)),
        };
        response.insert("content".into(), content);
        response.extend(extensions(map));
        Value::Object(response)
    }

    /// A reference to a schema where an answer belongs: the answer holds it.
    fn schema_alone(
        &mut self,
        value: &'d Value,
        produces: Option<&[String]>,
        of: Of,
        at: &At,
    ) -> Value {
        let message = "the reference leads to a schema, not to an answer".to_owned();
        let help = "put it into `schema` of the answer; it is read as if it were there";
        self.report_with(&MISPLACED_REFERENCE, &at.key("$ref"), message, help);
        let mut content = Map::new();
        for name in self.carrying(produces, value, of).names {
            let at = at.under("content").under(&name).under("schema");
            self.made(&at);
            content.insert(name, json!({ "schema": value }));
        }
        json!({ "content": content })
    }

    fn content(
        &mut self,
        map: &'d Map<String, Value>,
        produces: Option<&[String]>,
        of: Of,
        at: &At,
    ) -> Map<String, Value> {
        let schema = map.get("schema").filter(|schema| !schema.is_null());
        let examples = map.get("examples").and_then(Value::as_object);
        let shown = |name: &str| examples.and_then(|examples| examples.get(name));
        let names = match schema {
            Some(schema) if is_file(schema) => file_types(produces),
            // Where nobody says, the examples do.
            Some(_) if produces.is_none() => shown_types(examples),
            Some(schema) => {
                let carrying = self.carrying(produces, schema, of);
                self.note_inferred(&carrying, &at.key("schema"));
                carrying.names
            }
            // Nothing comes; an example says otherwise, but not of what type it is.
            None => Vec::new(),
        };
        if schema.is_none() && examples.is_some_and(|examples| !examples.is_empty()) {
            let message = "an example, but no `schema`: nothing is read of the answer".to_owned();
            let help = "say in `schema` what the answer holds";
            self.report_with(&MISSING_FIELD, &at.key("examples"), message, help);
        }
        let mut content = Map::new();
        for name in names {
            let at = at.under("content").under(&name);
            let mut media = Map::new();
            self.made(&at);
            if let Some(schema) = schema {
                self.moved(&at.key("schema"));
                media.insert("schema".into(), schema.clone());
            }
            if let Some(example) = shown(&name) {
                let from = at.from.join("examples").join(&name);
                self.moved(&At { from, ..at.under("example") });
                media.insert("example".into(), example.clone());
            }
            content.insert(name, Value::Object(media));
        }
        content
    }
}

/// Whether a schema is that of a file.
pub(super) fn is_file(schema: &Value) -> bool {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    read::is_file(text, schema.get("properties").is_some(), Dialect::V20)
}

/// The media types of a file: JSON is said of all bodies and answers, and not meant.
pub(super) fn file_types(produces: Option<&[String]>) -> Vec<String> {
    let names: Vec<String> =
        produces.into_iter().flatten().filter(|name| !is_json(name)).cloned().collect();
    if names.is_empty() { vec![OCTETS.to_owned()] } else { names }
}

/// The media types that examples are given for.
fn shown_types(examples: Option<&Map<String, Value>>) -> Vec<String> {
    let is_media_type = |name: &&String| name.contains('/');
    let names: Vec<String> =
        examples.into_iter().flat_map(Map::keys).filter(is_media_type).cloned().collect();
    if names.is_empty() { vec![JSON.to_owned()] } else { names }
}
