//! Objects whose properties are not simply listed: by pattern, by what is left over, under a condition.

use serde_json::{Map, Value, json};

use super::{Remark, RemoveOrdered};

/// `patternProperties` → `additionalProperties`.
pub(super) fn patterns(map: &mut Map<String, Value>, remarks: &mut Vec<Remark>) {
    let Some(Value::Object(patterns)) = map.remove_ordered("patternProperties") else { return };
    let mut schemas: Vec<Value> = Vec::with_capacity(patterns.len());
    let additional = match map.remove_ordered("additionalProperties") {
        // That anything else may come is said of every object; the patterns are what is meant.
        None | Some(Value::Bool(false)) => None,
        Some(Value::Bool(true)) => Some(json!({})),
        Some(schema) => Some(schema),
    };
    for schema in patterns.into_iter().map(|(_, schema)| schema).chain(additional) {
        if !schemas.contains(&schema) {
            schemas.push(schema);
        }
    }
    if schemas.len() > 1 {
        let message = "which key holds which type is not told apart";
        let help = "the value of every key is read as one of them";
        remarks.push(Remark::warning("pattern-properties", "patternProperties", message, help));
    }
    let schema = match schemas.len() {
        0 => return,
        1 => schemas.swap_remove(0),
        _ => json!({ "anyOf": schemas }),
    };
    map.insert("additionalProperties".into(), schema);
}

/// What is left over when all is counted that members of `allOf` name too. A client takes more than it knows in any case,
/// so only a schema says something.
pub(super) fn unevaluated(map: &mut Map<String, Value>) {
    for (key, meant) in
        [("unevaluatedProperties", "additionalProperties"), ("unevaluatedItems", "items")]
    {
        if let Some(schema @ Value::Object(_)) = map.remove_ordered(key) {
            map.entry(meant).or_insert(schema);
        }
    }
}

/// Properties that an object has under a condition are optional ones. A schema that lists no properties itself, or takes
/// some from others, may say no more of them than what a condition asks: nothing is read there.
pub(super) fn conditional_properties(map: &mut Map<String, Value>, remarks: &mut Vec<Remark>) {
    let lists = map.contains_key("properties") && !map.contains_key("allOf");
    if !lists {
        return;
    }
    let mut found: Vec<(&'static str, String, Value)> = Vec::new();
    for key in ["then", "else"] {
        if let Some(schema) = map.get(key) {
            found.extend(properties(schema).map(|(name, schema)| (key, name, schema)));
        }
    }
    if let Some(Value::Object(schemas)) = map.get("dependentSchemas") {
        let all = schemas.values().flat_map(properties);
        found.extend(all.map(|(name, schema)| ("dependentSchemas", name, schema)));
    }
    let listed = map.get("properties").and_then(Value::as_object);
    found.retain(|(_, name, schema)| {
        let has_type =
            ["type", "$ref", "enum", "const"].iter().any(|key| schema.get(key).is_some());
        has_type && !listed.is_some_and(|listed| listed.contains_key(name))
    });
    let Some((key, ..)) = found.first() else { return };
    let message = "properties that an object has under a condition alone are read as optional";
    remarks.push(Remark::note("conditional-properties", key, message));
    let Some(Value::Object(properties)) = map.get_mut("properties") else { return };
    for (_, name, schema) in found {
        match properties.get_mut(&name) {
            None => {
                properties.insert(name, schema);
            }
            Some(there) if *there == schema => {}
            // One under this condition, another under that.
            Some(there) => *there = json!({ "anyOf": [there.take(), schema] }),
        }
    }
}

/// The properties that a schema lists.
fn properties(schema: &Value) -> impl Iterator<Item = (String, Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flatten();
    properties.map(|(name, schema)| (name.clone(), schema.clone()))
}
