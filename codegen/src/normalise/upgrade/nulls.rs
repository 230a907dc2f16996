//! Branches of a union that only say null.

use serde_json::{Map, Value, json};

use super::{RemoveOrdered, is_annotation};

/// A branch of a union that only says null → `nullable`. A union of one is that one.
pub(super) fn null_branch(map: &mut Map<String, Value>, key: &str) {
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
