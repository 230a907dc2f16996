//! Lists whose items have their places.

use serde_json::{Map, Value, json};

use super::{Remark, RemoveOrdered};

/// `prefixItems`, or a list as `items` (draft 4): every item is one of them.
pub(super) fn positional_items(map: &mut Map<String, Value>, remarks: &mut Vec<Remark>) {
    let key = if map.contains_key("prefixItems") { "prefixItems" } else { "items" };
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
    if distinct.len() > 1 {
        let message = "which item stands at which place is not told apart";
        let help = "every item is read as one of them, wherever it stands";
        remarks.push(Remark::warning("positional-items", key, message, help));
    }
    let items = match distinct.len() {
        0 => json!({}),
        1 => distinct.swap_remove(0),
        _ => json!({ "anyOf": distinct }),
    };
    map.insert("items".into(), items);
    map.entry("type").or_insert_with(|| "array".into());
}
