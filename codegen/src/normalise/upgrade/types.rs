//! Constants and lists of types.

use super::{Keywords, Said, is_annotation};
use crate::load::{Node, Value};

pub(super) fn constant<'d>(map: &mut Keywords<'d>, said: Said<'d>) {
    if !map.has("type")
        && let Some(name) = type_of(&said)
    {
        map.insert("type", name);
    }
    if said.is_null() {
        map.insert("nullable", true);
    }
    map.insert("enum", Said::List(vec![said]));
}

fn type_of(said: &Said<'_>) -> Option<&'static str> {
    match said {
        Said::At(node) => type_of_value(*node),
        Said::Null => None,
        Said::Bool(_) => Some("boolean"),
        Said::Text(_) | Said::Reference(_) => Some("string"),
        Said::List(_) => Some("array"),
        Said::Schema(_) => Some("object"),
    }
}

fn type_of_value(node: Node<'_>) -> Option<&'static str> {
    match node.value() {
        Value::Null => None,
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::Text(_) => Some("string"),
        Value::List(_) => Some("array"),
        Value::Map(_) => Some("object"),
    }
}

/// A list of types: null becomes `nullable`; of several others each becomes a branch that takes the keywords it knows.
pub(super) fn types(map: &mut Keywords<'_>) {
    let Some(list) = map.remove("type").and_then(|said| said.as_list()) else { return };
    let mut names: Vec<Said<'_>> = Vec::new();
    for said in list {
        let is_new = |name: &str| !is_among(&names, name);
        if said.as_str().is_some_and(is_new) {
            names.push(said);
        }
    }
    let count = names.len();
    names.retain(|name| name.as_str() != Some("null"));
    if names.len() < count {
        map.insert("nullable", true);
        if names.is_empty() {
            map.insert("enum", Said::List(vec![Said::Null]));
        }
    }
    // Every integer is a number.
    if is_among(&names, "number") {
        names.retain(|name| name.as_str() != Some("integer"));
    }
    if let [name] = names.as_slice() {
        map.insert("type", name.clone());
        return;
    }
    if names.is_empty() || covers_everything(&names) && !map.keys().any(|key| !is_annotation(key)) {
        return;
    }
    let has = |key: &str| map.has(key);
    if has("anyOf") || has("oneOf") || has("allOf") {
        // The branches say what the types are.
        return;
    }
    let branches = names.iter().map(|name| branch(map, name)).collect();
    let words = names.iter().filter_map(Said::as_str);
    let of_types = words.flat_map(|name| keywords(name).iter().copied());
    for key in ["enum", "format"].into_iter().chain(of_types) {
        map.remove(key);
    }
    map.insert("anyOf", Said::List(branches));
}

fn is_among(names: &[Said<'_>], name: &str) -> bool {
    names.iter().any(|other| other.as_str() == Some(name))
}

fn covers_everything(names: &[Said<'_>]) -> bool {
    ["string", "number", "boolean", "array", "object"].iter().all(|name| is_among(names, name))
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
fn branch<'d>(map: &Keywords<'d>, typ: &Said<'d>) -> Said<'d> {
    let name = typ.as_str().unwrap_or_default();
    let mut branch = Keywords::one(map.at(), "type", typ.clone());
    for key in keywords(name) {
        if let Some(said) = map.get(key) {
            branch.insert(key, said.clone());
        }
    }
    let said_format = map.get("format");
    let format = said_format.and_then(Said::as_str);
    let numeric = format.is_some_and(|f| f.contains("int") || f == "float" || f == "double");
    let takes_format = match name {
        "string" => !numeric,
        "number" | "integer" => numeric,
        _ => false,
    };
    if let Some(format) = said_format.filter(|_| format.is_some() && takes_format) {
        branch.insert("format", format.clone());
    }
    if let Some(values) = map.get("enum").and_then(Said::as_list) {
        let fits = |said: &Said<'_>| {
            let found = type_of(said);
            found == Some(name) || name == "number" && found == Some("integer")
        };
        let values: Vec<Said<'_>> = values.into_iter().filter(fits).collect();
        if !values.is_empty() {
            branch.insert("enum", Said::List(values));
        }
    }
    Said::Schema(branch)
}
