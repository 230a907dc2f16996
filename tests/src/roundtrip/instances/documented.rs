//! Values that the document itself shows: examples and defaults of components, and of bodies that are a component.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::roundtrip::schemas::{Schemas, component_name, list};

/// The values that a document shows, by component.
#[derive(Debug, Default)]
pub(in crate::roundtrip) struct Documented<'d> {
    values: HashMap<&'d str, Vec<&'d Value>>,
}

/// As many as are taken of one component.
const MOST: usize = 20;

impl<'d> Documented<'d> {
    pub(in crate::roundtrip) fn of(schemas: Schemas<'d>) -> Self {
        let mut found = Self::default();
        for (name, schema) in schemas.components() {
            let Some(schema) = schema.as_object() else { continue };
            for value in shown(schemas, schema) {
                found.add(name, value);
            }
        }
        found.search(schemas, schemas.root(), 0);
        found
    }

    /// The values shown of a component.
    pub(in crate::roundtrip) fn component(&self, name: &str) -> &[&'d Value] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, name: &'d str, value: &'d Value) {
        let values = self.values.entry(name).or_default();
        if values.len() < MOST && !value.is_null() && !values.contains(&value) {
            values.push(value);
        }
    }

    /// Looks for whatever has a schema, and examples beside it.
    fn search(&mut self, schemas: Schemas<'d>, value: &'d Value, depth: usize) {
        match value {
            _ if depth > 64 => {}
            Value::Object(map) => {
                let name = map.get("schema").and_then(Schemas::reference).and_then(component_name);
                if let Some(name) = name {
                    for value in shown(schemas, map) {
                        self.add(name, value);
                    }
                }
                for value in map.values() {
                    self.search(schemas, value, depth + 1);
                }
            }
            Value::Array(list) => {
                for value in list {
                    self.search(schemas, value, depth + 1);
                }
            }
            _ => {}
        }
    }
}

/// What stands under `example`, `examples` and `default`.
fn shown<'d>(schemas: Schemas<'d>, map: &'d Map<String, Value>) -> Vec<&'d Value> {
    let mut found: Vec<&Value> =
        ["example", "default"].iter().filter_map(|key| map.get(*key)).collect();
    found.extend(list(map, "examples"));
    // Named ones hold the value, or refer to where it stands; those of Swagger 2.0 are the value of a media type.
    for (name, example) in map.get("examples").and_then(Value::as_object).into_iter().flatten() {
        let (_, example) = schemas.behind(example);
        if name.contains('/') {
            found.push(example);
        }
        found.extend(example.get("value"));
    }
    found
}
