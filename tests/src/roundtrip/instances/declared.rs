//! What a document shows can hold more than its schemas describe. Types keep nothing of that, and say so; it is taken
//! out beforehand.

use serde_json::{Map, Value};

use crate::roundtrip::schemas::{Schemas, list};

/// How deep schemas are followed into one another.
const MAX_DEPTH: usize = 24;

/// Removes the properties that no schema describes, however the branches are chosen.
pub(super) fn keep_declared(schemas: Schemas<'_>, nodes: &[&Value], value: &mut Value) {
    at(schemas, nodes, value, 0);
}

fn at(schemas: Schemas<'_>, nodes: &[&Value], value: &mut Value, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    let mut declared = Declared::default();
    for node in nodes {
        declared.add(schemas, node, false, 0);
    }
    match value {
        Value::Object(map) => {
            if !declared.open && !declared.properties.is_empty() {
                map.retain(|key, _| declared.of(key).next().is_some());
            }
            for (key, value) in map {
                let nodes: Vec<&Value> = declared.of(key).collect();
                at(schemas, &nodes, value, depth + 1);
            }
        }
        Value::Array(items) => {
            for item in items {
                at(schemas, &declared.items, item, depth + 1);
            }
        }
        _ => {}
    }
}

/// What schemas describe, all branches together.
#[derive(Default)]
struct Declared<'d> {
    properties: Vec<(&'d str, &'d Value)>,
    items: Vec<&'d Value>,
    /// Whether keys that are not listed may be kept.
    open: bool,
}

impl<'d> Declared<'d> {
    fn of(&self, key: &str) -> impl Iterator<Item = &'d Value> {
        let found = self.properties.iter().filter(move |(name, _)| *name == key);
        found.map(|(_, schema)| *schema)
    }

    fn add(&mut self, schemas: Schemas<'d>, node: &'d Value, is_branch: bool, depth: usize) {
        let Value::Object(map) = node else {
            self.open |= is_branch;
            return;
        };
        if depth > MAX_DEPTH {
            return;
        }
        if let Some(target) = Schemas::reference(node).and_then(|it| schemas.target(it)) {
            self.add(schemas, target, is_branch, depth + 1);
        }
        self.keywords(map, is_branch);
        for (keyword, is_branch) in [("allOf", false), ("oneOf", true), ("anyOf", true)] {
            for member in list(map, keyword) {
                self.add(schemas, member, is_branch, depth + 1);
            }
        }
    }

    fn keywords(&mut self, map: &'d Map<String, Value>, is_branch: bool) {
        let properties = map.get("properties").and_then(Value::as_object);
        self.properties.extend(properties.into_iter().flatten().map(|(name, it)| (&**name, it)));
        self.items.extend(map.get("items"));
        let additional = ["additionalProperties", "unevaluatedProperties", "patternProperties"];
        let kept = additional.iter().filter_map(|keyword| map.get(*keyword));
        self.open |= kept.into_iter().any(|schema| schema != false);
        // A branch that is an object of any keys.
        let any_keys = properties.is_none() && map.get("type").is_some_and(|it| it == "object");
        self.open |= is_branch && any_keys;
    }
}
