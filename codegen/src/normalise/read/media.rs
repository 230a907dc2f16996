//! Bodies: request bodies, media types, encodings, examples.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Fields, Reader, Trail, parameter::QUERY_STYLES, reference::Kind};
use crate::{
    load::Stray,
    model::{Content, Encoding, Example, MediaType, QueryStyle, ReferenceOr, RequestBody},
};

impl Reader<'_> {
    /// A request body.
    pub(super) fn request_body(&mut self, value: Value, at: &Trail<'_>) -> Option<RequestBody> {
        let mut fields = self.object(value, at)?;
        let f = &mut fields;
        let description = self.text(f, "description", at);
        let content = self.content(f, at);
        if content.is_empty() {
            self.warn("missing-field", at, "the body says no media type");
        }
        let required = self.flag(f, "required", at).unwrap_or_default();
        Some(RequestBody { description, content, required })
    }

    /// Media types, by name.
    pub(super) fn content(&mut self, fields: &mut Fields, at: &Trail<'_>) -> Content {
        let map = self.map(fields, "content", at);
        let at = &at.key("content");
        let content = map.into_iter().map(|(name, value)| {
            let media_type = self.media_type(value, &at.key(&name));
            (name, media_type)
        });
        content.collect()
    }

    fn media_type(&mut self, value: Value, at: &Trail<'_>) -> MediaType {
        // `application/json:` with nothing behind it says that JSON comes, and no more.
        if value.is_null() {
            return MediaType::default();
        }
        let Some(mut fields) = self.object(value, at) else { return MediaType::default() };
        if let Some(reference) = self.text(&mut fields, "$ref", at) {
            return self.media_type_reference(&reference, at);
        }
        let f = &mut fields;
        // `itemSchema` came with 3.2, and says more of a stream than the schema of all its items.
        let item = f.take("itemSchema").map(|schema| self.schema(schema, &at.key("itemSchema")));
        let of_items = item.is_some();
        let schema = f.take("schema").filter(|_| !of_items);
        MediaType {
            schema: item.or_else(|| schema.map(|schema| self.schema(schema, &at.key("schema")))),
            of_items,
            example: f.take_any("example"),
            examples: self.examples(f, at),
            encoding: self.encodings(f, at),
            extensions: fields.extensions(),
        }
    }

    /// `components.mediaTypes` came with 3.2, but is met earlier: the target is read here.
    fn media_type_reference(&mut self, reference: &str, at: &Trail<'_>) -> MediaType {
        let at = &at.key("$ref");
        let found = match self.source.target(reference, at.start()) {
            Err(Stray::Unread(unread)) => {
                self.unread(&unread, at, "any value is taken");
                return MediaType::default();
            }
            Err(Stray::NoPointer) => None,
            Ok(pointer) => self.source.value_at(&pointer).map(|value| (pointer, value)),
        };
        match found {
            Some((pointer, value)) if value.get("$ref").is_none() => {
                self.media_type(value.clone(), &Trail::from(&pointer))
            }
            _ => {
                let message = format!("`{}` leads to no media type", reference.escape_debug());
                self.warn_with("dangling-reference", at, message, "any value is taken");
                MediaType::default()
            }
        }
    }

    fn encodings(&mut self, fields: &mut Fields, at: &Trail<'_>) -> IndexMap<String, Encoding> {
        let map = self.map(fields, "encoding", at);
        let at = &at.key("encoding");
        let mut encodings = IndexMap::new();
        for (name, value) in map {
            let at = &at.key(&name);
            let Some(mut fields) = self.object(value, at) else { continue };
            let f = &mut fields;
            let style = self.word(f, "style", at, QUERY_STYLES);
            // `form`, which is the default, explodes unless told otherwise.
            let is_form = matches!(style, None | Some(QueryStyle::Form));
            let explode = self.flag(f, "explode", at).unwrap_or(is_form);
            let encoding = Encoding {
                content_type: self.text(f, "contentType", at),
                headers: self.references(f, "headers", at, Kind::Header, Self::header),
                style,
                explode,
                allow_reserved: self.flag(f, "allowReserved", at).unwrap_or_default(),
            };
            encodings.insert(name, encoding);
        }
        encodings
    }

    /// Named examples. A list of them, as JSON Schema has it, gets names by place.
    pub(super) fn examples(
        &mut self,
        fields: &mut Fields,
        at: &Trail<'_>,
    ) -> IndexMap<String, ReferenceOr<Example>> {
        let at = &at.key("examples");
        match fields.take("examples") {
            None => IndexMap::new(),
            Some(Value::Object(map)) => map
                .into_iter()
                .filter_map(|(name, value)| {
                    let at = &at.key(&name);
                    let read = self.reference_or(Kind::Example, value, at, Self::example)?;
                    Some((name, read))
                })
                .collect(),
            Some(Value::Array(list)) => {
                let examples = list.into_iter().enumerate().map(|(index, value)| {
                    let example = Example { value: Some(value) };
                    (index.to_string(), ReferenceOr::Item(example))
                });
                examples.collect()
            }
            Some(other) => {
                self.wrong_type(&other, at, "an object");
                IndexMap::new()
            }
        }
    }

    /// A named example. What is no example object is taken for the value itself.
    pub(super) fn example(&mut self, value: Value, at: &Trail<'_>) -> Option<Example> {
        let is_example = value.as_object().is_some_and(|map| {
            let known = ["value", "externalValue", "summary", "description"];
            map.is_empty() || known.into_iter().any(|key| map.contains_key(key))
        });
        let mut fields = match value {
            Value::Object(map) if is_example => Fields::of(Value::Object(map))?,
            value => {
                self.note("wrong-type", at, "expected an example object, found the example itself");
                return Some(Example { value: Some(value) });
            }
        };
        let f = &mut fields;
        for key in ["summary", "description", "externalValue"] {
            self.text(f, key, at);
        }
        Some(Example { value: f.take_any("value") })
    }
}
