//! Bodies: request bodies, media types, encodings, examples.

use indexmap::IndexMap;

use crate::{
    diagnostic::Finding,
    load::{Node, Stray, Value},
    model::{Content, Encoding, Example, MediaType, QueryStyle, ReferenceOr, RequestBody},
    normalise::version::Dialect,
};

use super::{
    Fields, Reader,
    fields::{MISSING_FIELD, WRONG_TYPE},
    parameter::QUERY_STYLES,
    reference::DANGLING_REFERENCE,
};

impl<'d> Reader<'d> {
    /// A request body.
    pub(super) fn request_body(&mut self, node: Node<'d>) -> Option<RequestBody> {
        let f = self.object(node)?;
        let description = self.text(f, "description");
        let content = self.content(f);
        if content.is_empty() {
            self.report(&MISSING_FIELD, node, "the body says no media type");
        }
        let required = self.flag(f, "required").unwrap_or_default();
        Some(RequestBody { description, content, required })
    }

    /// Media types, by name.
    pub(super) fn content(&mut self, fields: Fields<'d>) -> Content {
        let map = self.map(fields, "content");
        map.into_iter().map(|(name, node)| (name.to_owned(), self.media_type(node))).collect()
    }

    fn media_type(&mut self, node: Node<'d>) -> MediaType {
        // `application/json:` with nothing behind it says that JSON comes, and no more.
        if node.is_null() {
            return MediaType::default();
        }
        let Some(f) = self.object(node) else { return MediaType::default() };
        if let Some(reference) = self.text(f, "$ref") {
            return self.media_type_reference(&reference, f.get("$ref").unwrap_or(node));
        }
        // `itemSchema` came with 3.2, and says more of a stream than the schema of all its items.
        let item = f.get("itemSchema").map(|schema| self.schema(schema));
        let of_items = item.is_some();
        let schema = f.get("schema").filter(|_| !of_items);
        MediaType {
            schema: item.or_else(|| schema.map(|schema| self.schema(schema))),
            of_items,
            example: f.get_any("example").map(Node::to_json),
            examples: self.examples(f),
            encoding: self.encodings(f),
            prefix_encoding: self.prefix_encoding(f),
            item_encoding: self.item_encoding(f).map(Box::new),
            extensions: f.extensions(),
        }
    }

    /// `components.mediaTypes` came with 3.2, but is met earlier: the target is read here.
    fn media_type_reference(&mut self, reference: &str, at: Node<'d>) -> MediaType {
        let found = match self.source.target(reference, at) {
            Err(Stray::Unread(unread)) => {
                self.unread(&unread, at, "any value is taken");
                return MediaType::default();
            }
            Err(Stray::NoPointer) => None,
            Ok(pointer) => self.source.value_at(&pointer),
        };
        match found {
            Some(node) if node.get("$ref").is_none() => self.media_type(node),
            _ => {
                let message = format!("`{}` leads to no media type", reference.escape_debug());
                let finding = Finding::new(&DANGLING_REFERENCE, &at.pointer(), message);
                self.findings.push(finding.help("any value is taken").into_warning());
                MediaType::default()
            }
        }
    }

    fn encodings(&mut self, fields: Fields<'d>) -> IndexMap<String, Encoding> {
        let map = self.map(fields, "encoding");
        let encodings = map.into_iter().filter_map(|(name, node)| {
            let encoding = self.encoding(node)?;
            Some((name.to_owned(), encoding))
        });
        encodings.collect()
    }

    /// The encodings of the first items of a list, which came with 3.2.
    fn prefix_encoding(&mut self, fields: Fields<'d>) -> Vec<Encoding> {
        let Some(node) = fields.get("prefixEncoding") else { return Vec::new() };
        self.newer(Dialect::V32, node, "`prefixEncoding` came with OpenAPI 3.2");
        let list = self.list(fields, "prefixEncoding");
        list.into_iter().filter_map(|node| self.encoding(node)).collect()
    }

    /// The encoding of all other items, which came with it.
    fn item_encoding(&mut self, fields: Fields<'d>) -> Option<Encoding> {
        let node = fields.get("itemEncoding")?;
        self.newer(Dialect::V32, node, "`itemEncoding` came with OpenAPI 3.2");
        self.encoding(node)
    }

    fn encoding(&mut self, node: Node<'d>) -> Option<Encoding> {
        let f = self.object(node)?;
        let style = self.word(f, "style", QUERY_STYLES);
        // `form`, which is the default, explodes unless told otherwise.
        let is_form = matches!(style, None | Some(QueryStyle::Form));
        let explode = self.flag(f, "explode").unwrap_or(is_form);
        Some(Encoding {
            content_type: self.text(f, "contentType"),
            headers: self.references(f, "headers", Self::header),
            style,
            explode,
            allow_reserved: self.flag(f, "allowReserved").unwrap_or_default(),
        })
    }

    /// Named examples. A list of them, as JSON Schema has it, gets names by place.
    pub(super) fn examples(
        &mut self,
        fields: Fields<'d>,
    ) -> IndexMap<String, ReferenceOr<Example>> {
        let Some(node) = fields.get("examples") else { return IndexMap::new() };
        match node.value() {
            Value::Map(map) => map
                .entries()
                .filter_map(|(name, node)| {
                    let read = self.reference_or(node, Self::example)?;
                    Some((name.to_owned(), read))
                })
                .collect(),
            Value::List(list) => {
                let examples = list.items().enumerate().map(|(index, node)| {
                    let example = Example { value: Some(node.to_json()) };
                    (index.to_string(), ReferenceOr::Item(example))
                });
                examples.collect()
            }
            _ => {
                self.wrong_type(node, "an object");
                IndexMap::new()
            }
        }
    }

    /// A named example. What is no example object is taken for the value itself.
    #[expect(clippy::unnecessary_wraps, reason = "one reader of components among others")]
    pub(super) fn example(&mut self, node: Node<'d>) -> Option<Example> {
        let example = node.as_map().filter(|map| {
            let known = [
                "value",
                "externalValue",
                "summary",
                "description",
                "dataValue",
                "serializedValue",
            ];
            map.is_empty() || known.into_iter().any(|key| map.contains_key(key))
        });
        let Some(f) = example.map(Fields::of) else {
            self.note(&WRONG_TYPE, node, "expected an example object, found the example itself");
            return Some(Example { value: Some(node.to_json()) });
        };
        for key in ["summary", "description", "externalValue"] {
            self.text(f, key);
        }
        for key in ["dataValue", "serializedValue"] {
            if let Some(node) = f.get_any(key) {
                self.newer(Dialect::V32, node, &format!("`{key}` came with OpenAPI 3.2"));
            }
        }
        let value = f.get_any("dataValue").or_else(|| f.get_any("value"));
        // What goes over the wire is text; where that is JSON, it says the value too.
        let value = value.map(Node::to_json).or_else(|| {
            let text = self.text(f, "serializedValue")?;
            Some(serde_json::from_str(&text).unwrap_or(serde_json::Value::String(text)))
        });
        Some(Example { value })
    }
}
