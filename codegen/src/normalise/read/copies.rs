//! The one copy of the tree, whose strings move into the model. Paths and components, which are nearly all of it, are copied
//! one by one when they are read: all copies at once would double what a large document needs.

use serde_json::{Map, Value};

use super::{Source, reference::SECTIONS};

/// A copy of a document in which null stands for each path and each component that is an object.
pub(super) fn outline(root: &Value) -> Value {
    mapped(root, |key, value| match key {
        "paths" => keys(value),
        "components" => {
            mapped(
                value,
                |section, value| {
                    if SECTIONS.contains(&section) { keys(value) } else { value.clone() }
                },
            )
        }
        _ => value.clone(),
    })
}

/// The keys of a map, with null for the objects under them.
fn keys(value: &Value) -> Value {
    mapped(value, |_, value| if value.is_object() { Value::Null } else { value.clone() })
}

/// A map with other values; a copy of what is none.
fn mapped(value: &Value, change: impl Fn(&str, &Value) -> Value) -> Value {
    let Value::Object(map) = value else { return value.clone() };
    let entries = map.iter().map(|(key, value)| (key.clone(), change(key, value)));
    Value::Object(entries.collect::<Map<_, _>>())
}

impl Source<'_> {
    /// What null stands for at a place of an outline; null itself, where the document says that.
    pub(super) fn copied(self, value: Value, way: &[&str]) -> Value {
        if !value.is_null() {
            return value;
        }
        let found = way.iter().try_fold(self.root, |value, key| value.get(key));
        found.cloned().unwrap_or_default()
    }
}
