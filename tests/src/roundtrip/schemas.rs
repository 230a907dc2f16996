//! The schemas of a document, as the document writes them.
//!
//! Read from the value tree, so that a mistake of the generator's stages is not repeated here.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// The versions of `OpenAPI`, as far as their schemas differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Swagger 2.0 and `OpenAPI` 3.0: a schema language of their own.
    Before31,
    /// `OpenAPI` 3.1 and later: JSON Schema.
    Since31,
}

/// A document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schemas<'d> {
    root: &'d Value,
    pub(super) version: Version,
}

impl<'d> Schemas<'d> {
    pub(super) fn new(root: &'d Value) -> Self {
        let before = match root.get("openapi") {
            Some(Value::String(version)) => version.trim().starts_with("3.0"),
            Some(Value::Number(version)) => version.as_f64() == Some(3.0),
            _ => true,
        };
        let version = if before { Version::Before31 } else { Version::Since31 };
        Self { root, version }
    }

    pub(super) fn root(self) -> &'d Value {
        self.root
    }

    /// The named schemas, in the document's order.
    pub(super) fn components(self) -> impl Iterator<Item = (&'d str, &'d Value)> {
        let schemas =
            self.root.pointer("/components/schemas").or_else(|| self.root.get("definitions"));
        let schemas = schemas.and_then(Value::as_object).into_iter().flatten();
        schemas.map(|(name, schema)| (name.as_str(), schema))
    }

    /// What a reference within the document points at.
    pub(super) fn target(self, reference: &str) -> Option<&'d Value> {
        let pointer = reference.strip_prefix('#')?;
        let direct = self.root.pointer(pointer);
        direct.or_else(|| {
            let decoded = percent_decode_str(pointer).decode_utf8().ok()?;
            self.root.pointer(&decoded)
        })
    }

    /// The reference that a schema consists of. Before 3.1 what stands beside it says nothing.
    pub(super) fn reference(schema: &Value) -> Option<&str> {
        schema.get("$ref")?.as_str()
    }

    /// A schema behind all references that it consists of, and the name of the last component on the way.
    pub(super) fn behind(self, mut schema: &'d Value) -> (Option<&'d str>, &'d Value) {
        let mut name = None;
        // References in a circle lead nowhere.
        for _ in 0..32 {
            let Some(reference) = Self::reference(schema) else { break };
            let Some(target) = self.target(reference) else { break };
            name = component_name(reference).or(name);
            schema = target;
        }
        (name, schema)
    }
}

/// The name of the component that a reference points at.
pub(super) fn component_name(reference: &str) -> Option<&str> {
    reference
        .strip_prefix("#/components/schemas/")
        .or_else(|| reference.strip_prefix("#/definitions/"))
        .filter(|name| !name.contains('/'))
}

/// A keyword that is a list of schemas.
pub(super) fn list<'d>(schema: &'d Map<String, Value>, keyword: &str) -> &'d [Value] {
    schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A keyword that is a number.
pub(super) fn count(schema: &Map<String, Value>, keyword: &str) -> Option<usize> {
    usize::try_from(schema.get(keyword)?.as_u64()?).ok()
}

/// Whether a keyword is there and true.
pub(super) fn flag(schema: &Map<String, Value>, keyword: &str) -> bool {
    schema.get(keyword) == Some(&Value::Bool(true))
}

/// Whether a schema says nothing but that null is allowed: as a branch, that is null.
pub(super) fn is_null(schema: &Map<String, Value>) -> bool {
    let annotations = ["nullable", "x-nullable", "title", "description", "default", "example"];
    is_nullable(schema) && schema.keys().all(|key| annotations.contains(&key.as_str()))
}

/// Whether null is allowed beside what the schema says otherwise.
pub(super) fn is_nullable(schema: &Map<String, Value>) -> bool {
    flag(schema, "nullable") || flag(schema, "x-nullable")
}
