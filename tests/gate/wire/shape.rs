//! What a schema means to this harness. References, `allOf` around one schema and `nullable` are looked through here
//! only.

use serde_json::Value;
use vetted_contract::document::{Document, entries, items, text};

/// What a value must look like.
#[derive(Debug)]
pub(super) enum Shape<'d> {
    /// Anything at all.
    Any,
    Object {
        /// Name, schema, whether it must be there.
        fields: Vec<(&'d str, &'d Value, bool)>,
        /// The schema of the keys that are not listed, where the document says one.
        rest: Option<&'d Value>,
    },
    List(&'d Value),
    /// One of these.
    OneOf(Vec<&'d Value>),
    /// Text, one of these as far as is known.
    Listed(Vec<&'d str>),
    /// Text that means something else, by its `x-wire`.
    Wire(&'d str),
    /// The same, where a text that does not mean it is kept.
    Kept(&'d str),
    /// Text in a format.
    Text(&'d str),
    Integer,
    Number,
    Bool,
}

/// What a schema says, and whether null is fine.
pub(super) fn shape<'d>(document: &'d Document, schema: &'d Value) -> (Shape<'d>, bool) {
    let schema = document.resolve(schema);
    let nullable = schema["nullable"] == true;
    if let Some(wire) = schema.get("x-wire") {
        let kept = schema.get("x-wire-otherwise").is_some();
        let shape = if kept { Shape::Kept } else { Shape::Wire };
        return (shape(text(wire)), nullable);
    }
    if let Some(parts) = schema.get("allOf") {
        // All the documents use it for: a description and `nullable` beside a reference.
        let [part] = parts.as_array().map_or(&[][..], Vec::as_slice) else {
            panic!("the harness does not know an allOf of several schemas")
        };
        let (inner, inner_nullable) = shape(document, part);
        return (inner, nullable || inner_nullable);
    }
    if let Some(choices) = schema.get("oneOf").or(schema.get("anyOf")) {
        return (Shape::OneOf(items(choices).collect()), nullable);
    }
    let shape = match text(&schema["type"]) {
        "object" => Shape::Object {
            fields: entries(&schema["properties"])
                .map(|(name, field)| (name, field, items(&schema["required"]).any(|it| it == name)))
                .collect(),
            rest: schema.get("additionalProperties"),
        },
        "array" => Shape::List(&schema["items"]),
        "string" if schema.get("enum").is_some() => {
            Shape::Listed(items(&schema["enum"]).map(text).collect())
        }
        "string" => Shape::Text(text(&schema["format"])),
        "integer" => Shape::Integer,
        "number" => Shape::Number,
        "boolean" => Shape::Bool,
        _ => Shape::Any,
    };
    (shape, nullable)
}
