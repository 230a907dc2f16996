//! Constants and lists of types.

use serde_json::{Map, Value, json};

use super::{RemoveOrdered, is_annotation};

pub(super) fn constant(map: &mut Map<String, Value>, value: Value) {
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
pub(super) fn types(map: &mut Map<String, Value>) {
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
