//! Which schemas can be followed here: those whose references are pointers into the document. What stands in another
//! file, or is known by an anchor, is not.

use std::collections::HashSet;

use serde_json::Value;

use super::schemas::Schemas;

/// The references that cannot be followed.
#[derive(Debug)]
pub(super) struct References {
    /// Whether the document has any of them.
    any: bool,
}

impl References {
    pub(super) fn of(schemas: Schemas<'_>) -> Self {
        let mut any = false;
        walk(schemas.root(), &mut |_, is_pointer| any |= !is_pointer);
        Self { any }
    }

    /// Whether all that a schema refers to, however far, is there.
    pub(super) fn can_follow(&self, schemas: Schemas<'_>, schema: &Value) -> bool {
        if !self.any {
            return true;
        }
        let mut can_follow = true;
        let mut seen = HashSet::new();
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            walk(schema, &mut |reference, is_pointer| {
                can_follow &= is_pointer;
                if seen.insert(reference.to_owned()) {
                    open.extend(schemas.target(reference));
                }
            });
        }
        can_follow
    }
}

/// Calls `visit` for each reference, and says whether it is a pointer into the document.
fn walk(value: &Value, visit: &mut impl FnMut(&str, bool)) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(reference) if key == "$ref" => {
                        visit(reference, reference == "#" || reference.starts_with("#/"));
                    }
                    Value::String(reference) if key == "$dynamicRef" => {
                        visit(reference, false);
                    }
                    value => walk(value, visit),
                }
            }
        }
        Value::Array(list) => {
            for value in list {
                walk(value, visit);
            }
        }
        _ => {}
    }
}
