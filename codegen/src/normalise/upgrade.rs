//! One schema object as 3.1 (JSON Schema) or a careless 3.0 writes it → as 3.0 means it. Works on one level; the reader
//! comes back for what stands inside.

use serde_json::{Map, Value, json};

use super::version::Dialect;

/// What was rewritten that the document's version does not allow: a key, and what is odd about it.
pub(super) type Oddity = (&'static str, &'static str);

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
pub(super) fn schema(map: &mut Map<String, Value>, dialect: Dialect, odd: &mut Vec<Oddity>) {
    for key in ["anyOf", "oneOf"] {
        null_branch(map, key);
    }
    let mut strange = |key, what| {
        if dialect != Dialect::V31 {
            odd.push((key, what));
        }
    };
    if let Some(value) = map.remove_ordered("const") {
        strange("const", "`const` came with OpenAPI 3.1");
        constant(map, value);
    }
    if map.get("type").is_some_and(Value::is_array) {
        strange("type", "a list of types came with OpenAPI 3.1");
        types(map);
    } else if map.get("type").is_some_and(|value| value == "null") {
        strange("type", "the type `null` came with OpenAPI 3.1");
        map.remove_ordered("type");
        map.insert("enum".into(), json!([null]));
        map.insert("nullable".into(), Value::Bool(true));
    }
    if exclusive_bound(map, "exclusiveMinimum", "minimum", |exclusive, bound| exclusive >= bound) {
        strange("exclusiveMinimum", "a number as `exclusiveMinimum` came with OpenAPI 3.1");
    }
    if exclusive_bound(map, "exclusiveMaximum", "maximum", |exclusive, bound| exclusive <= bound) {
        strange("exclusiveMaximum", "a number as `exclusiveMaximum` came with OpenAPI 3.1");
    }
    if let Some(examples) = map.remove_ordered("examples")
        && !map.contains_key("example")
        && let Value::Array(examples) = examples
        && let Some(first) = examples.into_iter().next()
    {
        map.insert("example".into(), first);
    }
    encoding(map);
    positional_items(map);
    pattern_properties(map);
}

/// What Swagger 2.0 writes in a way of its own: `x-nullable`, and files.
pub(super) fn swagger(map: &mut Map<String, Value>) {
    if let Some(nullable) = map.get("x-nullable").cloned() {
        map.entry("nullable").or_insert(nullable);
    }
    if map.get("type").is_some_and(|typ| typ == "file") {
        map.insert("type".into(), "string".into());
        map.insert("format".into(), "binary".into());
    }
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

fn constant(map: &mut Map<String, Value>, value: Value) {
    if !map.contains_key("type")
        && let Some(name) = type_of(&value)
    {
        map.insert("type".into(), name.into());
    }
    if value.is_null() {
        map.insert("nullable".into(), Value::Bool(true));
    }
    map.insert("enum".into(), Value::Array(vec![value]));
}

fn type_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::String(_) => Some("string"),
        Value::Array(_) => Some("array"),
        Value::Object(_) => Some("object"),
    }
}

/// A list of types: null becomes `nullable`; of several others each becomes a branch that takes the keywords it knows.
fn types(map: &mut Map<String, Value>) {
    let Some(Value::Array(list)) = map.remove_ordered("type") else { return };
    let mut names: Vec<String> = Vec::new();
    for value in list {
        if let Value::String(name) = value
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    let count = names.len();
    names.retain(|name| name != "null");
    if names.len() < count {
        map.insert("nullable".into(), Value::Bool(true));
        if names.is_empty() {
            map.insert("enum".into(), json!([null]));
        }
    }
    // Every integer is a number.
    if names.iter().any(|name| name == "number") {
        names.retain(|name| name != "integer");
    }
    if names.len() == 1 {
        map.insert("type".into(), names.swap_remove(0).into());
        return;
    }
    if names.is_empty() || covers_everything(&names) && !map.keys().any(|key| !is_annotation(key)) {
        return;
    }
    let has = |key: &str| map.contains_key(key);
    if has("anyOf") || has("oneOf") || has("allOf") {
        // The branches say what the types are.
        return;
    }
    let branches = names.iter().map(|name| branch(map, name)).collect();
    for key in ["enum", "format"]
        .into_iter()
        .chain(names.iter().flat_map(|name| keywords(name).iter().copied()))
    {
        map.remove_ordered(key);
    }
    map.insert("anyOf".into(), Value::Array(branches));
}

fn covers_everything(names: &[String]) -> bool {
    ["string", "number", "boolean", "array", "object"]
        .into_iter()
        .all(|name| names.iter().any(|other| other == name))
}

fn keywords(name: &str) -> &'static [&'static str] {
    match name {
        "string" => &["pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"],
        "number" | "integer" => {
            &["multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
        }
        "array" => &["items", "minItems", "maxItems", "uniqueItems", "prefixItems"],
        "object" => &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "minProperties",
            "maxProperties",
        ],
        _ => &[],
    }
}

/// The branch for one of several types.
fn branch(map: &Map<String, Value>, name: &str) -> Value {
    let mut branch = Map::new();
    branch.insert("type".into(), name.into());
    for key in keywords(name) {
        if let Some(value) = map.get(*key) {
            branch.insert((*key).into(), value.clone());
        }
    }
    let format = map.get("format").and_then(Value::as_str);
    let numeric = format.is_some_and(|f| f.contains("int") || f == "float" || f == "double");
    let takes_format = match name {
        "string" => !numeric,
        "number" | "integer" => numeric,
        _ => false,
    };
    if let Some(format) = format.filter(|_| takes_format) {
        branch.insert("format".into(), format.into());
    }
    if let Some(Value::Array(values)) = map.get("enum") {
        let fits = |value: &&Value| {
            let found = type_of(value);
            found == Some(name) || name == "number" && found == Some("integer")
        };
        let values: Vec<Value> = values.iter().filter(fits).cloned().collect();
        if !values.is_empty() {
            branch.insert("enum".into(), Value::Array(values));
        }
    }
    Value::Object(branch)
}

/// A branch of a union that only says null → `nullable`. A union of one is that one.
fn null_branch(map: &mut Map<String, Value>, key: &str) {
    let Some(Value::Array(branches)) = map.get_mut(key) else { return };
    let count = branches.len();
    branches.retain(|branch| !is_null(branch));
    if branches.len() == count {
        return;
    }
    let left = branches.len();
    map.insert("nullable".into(), Value::Bool(true));
    if left == 0 {
        map.remove_ordered(key);
        map.entry("enum").or_insert_with(|| json!([null]));
    } else if left == 1
        && !map.contains_key("allOf")
        && !map.contains_key("discriminator")
        && let Some(Value::Array(mut branches)) = map.remove_ordered(key)
    {
        let alone = map.keys().all(|key| is_annotation(key));
        match branches.first_mut() {
            // What stands around the branch goes before what it says of itself.
            Some(Value::Object(branch)) if alone && !branch.contains_key("$ref") => {
                for (key, value) in std::mem::take(branch) {
                    map.entry(key).or_insert(value);
                }
            }
            _ => {
                lift_annotations(map, &mut branches);
                map.insert("allOf".into(), Value::Array(branches));
            }
        }
    }
}

/// What the only branch says beside its reference is said of the whole.
fn lift_annotations(map: &mut Map<String, Value>, branches: &mut [Value]) {
    let [Value::Object(branch)] = branches else { return };
    if !branch.contains_key("$ref") {
        return;
    }
    let keys: Vec<String> = branch.keys().filter(|key| is_annotation(key)).cloned().collect();
    for key in keys {
        if let Some(value) = branch.remove_ordered(&key) {
            map.entry(key).or_insert(value);
        }
    }
}

fn is_null(schema: &Value) -> bool {
    let Value::Object(map) = schema else { return false };
    let null_list = |value: &Value| value.as_array().is_some_and(|list| *list == [Value::Null]);
    let is_null_type = |value: &Value| {
        value == "null" || value.as_array().is_some_and(|list| *list == [Value::from("null")])
    };
    let mut says_null = false;
    for (key, value) in map {
        match key.as_str() {
            "type" if is_null_type(value) => says_null = true,
            "const" if value.is_null() => says_null = true,
            "enum" if null_list(value) => says_null = true,
            "type" if map.get("enum").is_some_and(null_list) => {}
            key if is_annotation(key) => {}
            _ => return false,
        }
    }
    says_null
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

/// `contentEncoding: base64` → `format: byte`; a media type without an encoding → `format: binary`.
fn encoding(map: &mut Map<String, Value>) {
    let encoding = map.remove_ordered("contentEncoding");
    let media_type = map.remove_ordered("contentMediaType");
    if map.contains_key("format") {
        return;
    }
    let format = match (encoding.as_ref().and_then(Value::as_str), &media_type) {
        (Some("base64" | "base64url"), _) => "byte",
        (Some("binary"), _) => "binary",
        (None, Some(Value::String(media_type))) if media_type == "application/octet-stream" => {
            "binary"
        }
        _ => return,
    };
    map.insert("format".into(), format.into());
    map.entry("type").or_insert_with(|| "string".into());
}

/// `prefixItems`, or a list as `items` (draft 4): every item is one of them.
fn positional_items(map: &mut Map<String, Value>) {
    let mut parts = match map.remove_ordered("prefixItems") {
        Some(Value::Array(parts)) => parts,
        _ => Vec::new(),
    };
    match map.get_mut("items").map(Value::take) {
        Some(Value::Array(list)) => parts.extend(list),
        // Nothing behind the prefix, or anything: the prefix is what is known.
        Some(Value::Bool(_)) if !parts.is_empty() => {}
        Some(items) => {
            if parts.is_empty() {
                map.insert("items".into(), items);
                return;
            }
            parts.push(items);
        }
        None if parts.is_empty() => return,
        None => {}
    }
    let mut distinct: Vec<Value> = Vec::new();
    for part in parts {
        if !distinct.contains(&part) {
            distinct.push(part);
        }
    }
    let items = match distinct.len() {
        0 => json!({}),
        1 => distinct.swap_remove(0),
        _ => json!({ "anyOf": distinct }),
    };
    map.insert("items".into(), items);
    map.entry("type").or_insert_with(|| "array".into());
}

/// `patternProperties` → `additionalProperties`.
fn pattern_properties(map: &mut Map<String, Value>) {
    let Some(Value::Object(patterns)) = map.remove_ordered("patternProperties") else { return };
    let mut schemas: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    match map.remove_ordered("additionalProperties") {
        None | Some(Value::Bool(false)) => {}
        Some(Value::Bool(true)) => schemas.push(json!({})),
        Some(schema) => schemas.push(schema),
    }
    let schema =
        if schemas.len() == 1 { schemas.swap_remove(0) } else { json!({ "anyOf": schemas }) };
    map.insert("additionalProperties".into(), schema);
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
