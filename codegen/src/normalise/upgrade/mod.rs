//! One schema object as 3.1 (JSON Schema), Swagger 2.0 or a careless 3.0 writes it → as 3.0 means it. Works on one level;
//! the reader comes back for what stands inside.

mod content;
mod lists;
mod maps;
mod nulls;
mod types;

use serde_json::{Map, Value, json};

use super::version::Dialect;
use crate::diagnostic::Severity;

/// Something to say about a schema that was rewritten.
pub(super) struct Remark {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    /// The keyword that it is about.
    pub(super) key: &'static str,
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
}

impl Remark {
    /// What has one sensible reading, which was taken.
    fn note(code: &'static str, key: &'static str, message: &str) -> Self {
        Self { code, severity: Severity::Note, key, message: message.to_owned(), help: None }
    }

    /// What is weaker in the client than in the document.
    fn warning(
        code: &'static str,
        key: &'static str,
        message: impl Into<String>,
        help: &'static str,
    ) -> Self {
        Self { code, severity: Severity::Warning, key, message: message.into(), help: Some(help) }
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
pub(super) fn schema(map: &mut Map<String, Value>, dialect: Dialect, remarks: &mut Vec<Remark>) {
    let is_31 = dialect == Dialect::V31;
    if is_31 && map.get("nullable").is_some_and(|flag| flag == true) {
        let message = "`nullable` went with OpenAPI 3.1; it is read as 3.0 meant it";
        remarks.push(Remark::note("older-keyword", "nullable", message));
    }
    if is_file_object(map) {
        octets(map);
    }
    for key in ["anyOf", "oneOf"] {
        nulls::null_branch(map, key);
    }
    let mut newer = |key, message| {
        if !is_31 {
            remarks.push(Remark::note("newer-keyword", key, message));
        }
    };
    if let Some(value) = map.remove_ordered("const") {
        newer("const", "`const` came with OpenAPI 3.1");
        types::constant(map, value);
    }
    if map.get("type").is_some_and(Value::is_array) {
        newer("type", "a list of types came with OpenAPI 3.1");
        types::types(map);
    } else if map.get("type").is_some_and(|value| value == "null") {
        newer("type", "the type `null` came with OpenAPI 3.1");
        map.remove_ordered("type");
        map.insert("enum".into(), json!([null]));
        map.insert("nullable".into(), Value::Bool(true));
    }
    if exclusive_bound(map, "exclusiveMinimum", "minimum", |exclusive, bound| exclusive >= bound) {
        newer("exclusiveMinimum", "a number as `exclusiveMinimum` came with OpenAPI 3.1");
    }
    if exclusive_bound(map, "exclusiveMaximum", "maximum", |exclusive, bound| exclusive <= bound) {
        newer("exclusiveMaximum", "a number as `exclusiveMaximum` came with OpenAPI 3.1");
    }
    if let Some(examples) = map.remove_ordered("examples")
        && !map.contains_key("example")
        && let Value::Array(examples) = examples
        && let Some(first) = examples.into_iter().next()
    {
        map.insert("example".into(), first);
    }
    content::encoding(map, remarks);
    lists::positional_items(map, remarks);
    maps::patterns(map, remarks);
    maps::unevaluated(map);
    maps::conditional_properties(map, remarks);
}

/// What Swagger 2.0 writes in a way of its own: `x-nullable`, and files.
pub(super) fn swagger(map: &mut Map<String, Value>) {
    if let Some(nullable) = map.get("x-nullable").cloned() {
        map.entry("nullable").or_insert(nullable);
    }
    if map.get("type").is_some_and(|typ| typ == "file") {
        octets(map);
    }
}

/// Whether a schema is that of a file as Swagger 2.0 writes it: `type: file`, or an object by that format.
pub(super) fn is_file(map: &Map<String, Value>) -> bool {
    map.get("type").is_some_and(|typ| typ == "file") || is_file_object(map)
}

/// Whether a schema is an object whose format is a file, by which Azure's documents mean octets.
fn is_file_object(map: &Map<String, Value>) -> bool {
    let says = |key: &str, word: &str| map.get(key).is_some_and(|value| value == word);
    says("type", "object") && says("format", "file") && !map.contains_key("properties")
}

fn octets(map: &mut Map<String, Value>) {
    map.insert("type".into(), "string".into());
    map.insert("format".into(), "binary".into());
}

/// `$ref` with siblings → `allOf` of the reference, with the siblings around it.
///
/// 3.0 says that siblings are ignored, but people write descriptions there and mean them: those are kept, constraints are
/// not. Returns whether a constraint was dropped.
pub(super) fn reference_with_siblings(map: &mut Map<String, Value>, dialect: Dialect) -> bool {
    let Some(reference) = map.remove_ordered("$ref") else { return false };
    let reference = json!({ "$ref": reference });
    let keys: Vec<String> = map.keys().filter(|key| !is_annotation(key)).cloned().collect();
    let constraints: Map<String, Value> = keys
        .into_iter()
        .filter_map(|key| map.remove_ordered(&key).map(|value| (key, value)))
        .collect();
    let mut parts = vec![reference];
    let dropped = !constraints.is_empty() && dialect != Dialect::V31;
    // `$defs` and the like constrain nothing.
    if dialect == Dialect::V31 && constraints.keys().any(|key| !key.starts_with('$')) {
        parts.push(Value::Object(constraints));
    }
    map.insert("allOf".into(), Value::Array(parts));
    dropped
}

/// `exclusiveMinimum: 5` → `minimum: 5, exclusiveMinimum: true`, unless a bound beside it is narrower.
fn exclusive_bound(
    map: &mut Map<String, Value>,
    exclusive: &str,
    bound: &str,
    narrower: fn(f64, f64) -> bool,
) -> bool {
    let Some(value) = map.get(exclusive).and_then(Value::as_f64) else { return false };
    let other = map.get(bound).and_then(Value::as_f64);
    if other.is_none_or(|other| narrower(value, other)) {
        let value = map.insert(exclusive.into(), Value::Bool(true)).unwrap_or_default();
        map.insert(bound.into(), value);
    } else {
        map.remove_ordered(exclusive);
    }
    true
}

/// Removing without disturbing the order of what stays.
trait RemoveOrdered {
    fn remove_ordered(&mut self, key: &str) -> Option<Value>;
}

impl RemoveOrdered for Map<String, Value> {
    fn remove_ordered(&mut self, key: &str) -> Option<Value> {
        if self.contains_key(key) { self.shift_remove(key) } else { None }
    }
}
