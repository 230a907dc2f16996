//! One schema object as 3.1 (JSON Schema), Swagger 2.0 or a careless 3.0 writes it → as 3.0 means it. Works on one
//! level; the reader comes back for what stands inside.

pub(super) mod content;
pub(super) mod lists;
pub(super) mod maps;
mod nulls;
mod types;

use crate::diagnostic::Code;

use super::{
    read::{Keywords, NEWER_KEYWORD, Said},
    version::Dialect,
};

pub(crate) static OLDER_KEYWORD: Code = Code::note(
    "older-keyword",
    "a keyword of an earlier version than the document's",
    "The keyword belongs to an earlier version of OpenAPI than the one that the document names. It is \
     read as that version meant it.",
);

/// Something to say about a schema that was rewritten.
pub(super) struct Remark {
    pub(super) code: &'static Code,
    /// The keyword that it is about.
    pub(super) key: &'static str,
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
}

impl Remark {
    fn new(code: &'static Code, key: &'static str, message: impl Into<String>) -> Self {
        Self { code, key, message: message.into(), help: None }
    }

    /// The same with what comes of it.
    fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }
}

/// Keys that say something about a schema without constraining its values.
const ANNOTATIONS: [&str; 12] = [
    "description",
    "title",
    "summary",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "nullable",
    "$comment",
];

fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// Rewrites a schema object in place. It has no `$ref`.
pub(super) fn schema(map: &mut Keywords<'_>, dialect: Dialect, remarks: &mut Vec<Remark>) {
    let is_31 = dialect >= Dialect::V31;
    if is_31 && map.get("nullable").and_then(Said::as_bool) == Some(true) {
        let message = "`nullable` went with OpenAPI 3.1; it is read as 3.0 meant it";
        remarks.push(Remark::new(&OLDER_KEYWORD, "nullable", message));
    }
    if is_file_object(|key| map.get(key).and_then(Said::as_str), map.has("properties")) {
        octets(map);
    }
    for key in ["anyOf", "oneOf"] {
        nulls::null_branch(map, key);
    }
    let mut newer = |key, message| {
        if !is_31 {
            remarks.push(Remark::new(&NEWER_KEYWORD, key, message));
        }
    };
    if let Some(value) = map.remove("const") {
        newer("const", "`const` came with OpenAPI 3.1");
        types::constant(map, value);
    }
    if map.get("type").is_some_and(Said::is_list) {
        newer("type", "a list of types came with OpenAPI 3.1");
        types::types(map);
    } else if map.get("type").and_then(Said::as_str) == Some("null") {
        newer("type", "the type `null` came with OpenAPI 3.1");
        map.remove("type");
        map.insert("enum", Said::List(vec![Said::Null]));
        map.insert("nullable", true);
    }
    if exclusive_bound(map, "exclusiveMinimum", "minimum", |exclusive, bound| exclusive >= bound) {
        newer("exclusiveMinimum", "a number as `exclusiveMinimum` came with OpenAPI 3.1");
    }
    if exclusive_bound(map, "exclusiveMaximum", "maximum", |exclusive, bound| exclusive <= bound) {
        newer("exclusiveMaximum", "a number as `exclusiveMaximum` came with OpenAPI 3.1");
    }
    if let Some(examples) = map.remove("examples")
        && !map.has("example")
        && let Some(first) = examples.as_list().and_then(|list| list.into_iter().next())
    {
        map.insert("example", first);
    }
    content::encoding(map, remarks);
    lists::positional_items(map, remarks);
    maps::patterns(map, remarks);
    maps::unevaluated(map);
    maps::conditional_properties(map, remarks);
}

/// What Swagger 2.0 writes in a way of its own: `x-nullable`, and files.
pub(super) fn swagger(map: &mut Keywords<'_>) {
    if let Some(nullable) = map.get("x-nullable").cloned() {
        map.or_insert("nullable", nullable);
    }
    if map.get("type").and_then(Said::as_str) == Some("file") {
        octets(map);
    }
}

/// Whether a schema is that of a file as Swagger 2.0 writes it: `type: file`, or an object by that format.
pub(super) fn is_file(map: &serde_json::Map<String, serde_json::Value>) -> bool {
    let text = |key: &str| map.get(key).and_then(serde_json::Value::as_str);
    text("type") == Some("file") || is_file_object(text, map.contains_key("properties"))
}

/// Whether a schema is an object whose format is a file, by which Azure's documents mean octets.
fn is_file_object<'d>(text: impl Fn(&str) -> Option<&'d str>, has_properties: bool) -> bool {
    text("type") == Some("object") && text("format") == Some("file") && !has_properties
}

fn octets(map: &mut Keywords<'_>) {
    map.insert("type", "string");
    map.insert("format", "binary");
}

/// `$ref` with siblings → `allOf` of the reference, with the siblings around it.
///
/// 3.0 says that siblings are ignored, but people write descriptions there and mean them: those are kept, constraints
/// are not. Returns whether a constraint was dropped.
pub(super) fn reference_with_siblings(map: &mut Keywords<'_>, dialect: Dialect) -> bool {
    let Some(reference) = map.remove("$ref") else { return false };
    let mut parts = vec![Said::Schema(Keywords::one(map.at(), "$ref", reference))];
    let mut constraints = Keywords::none(map.at());
    for key in map.keys().filter(|key| !is_annotation(key)).collect::<Vec<_>>() {
        if let Some(said) = map.remove(key) {
            constraints.insert(key, said);
        }
    }
    let dropped = constraints.len() > 0 && dialect < Dialect::V31;
    // `$defs` and the like constrain nothing.
    if dialect >= Dialect::V31 && constraints.keys().any(|key| !key.starts_with('$')) {
        parts.push(Said::Schema(constraints));
    }
    map.insert("allOf", Said::List(parts));
    dropped
}

/// `exclusiveMinimum: 5` → `minimum: 5, exclusiveMinimum: true`, unless a bound beside it is narrower.
fn exclusive_bound(
    map: &mut Keywords<'_>,
    exclusive: &'static str,
    bound: &'static str,
    narrower: fn(f64, f64) -> bool,
) -> bool {
    let Some(said) = map.get(exclusive).cloned() else { return false };
    let Some(value) = said.as_f64() else { return false };
    let other = map.get(bound).and_then(Said::as_f64);
    if other.is_none_or(|other| narrower(value, other)) {
        map.insert(exclusive, true);
        map.insert(bound, said);
    } else {
        map.remove(exclusive);
    }
    true
}
