//! What a document says of values that go one way: `readOnly` properties are never sent, `writeOnly` ones never
//! answered.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use vetted_codegen::components::{Component, Direction};

use super::schemas::{Schemas, flag};

/// Whether properties of the document go one way at all.
pub(super) fn matters(document: &Value) -> bool {
    match document {
        Value::Object(map) => {
            flag(map, "readOnly") || flag(map, "writeOnly") || map.values().any(matters)
        }
        Value::Array(list) => list.iter().any(matters),
        _ => false,
    }
}

/// The document without the properties that never go that way.
///
/// What no operation holds goes no way and has all properties, but what it holds may well go one.
pub(super) fn only(document: &Value, direction: Direction, components: &[Component]) -> Value {
    let mut tags = BTreeSet::new();
    find_tags(document, &mut tags);
    let mut filter = Filter { schemas: Schemas::new(document), direction, tags };
    let mut filtered = filter.value(document);
    if direction == Direction::Unused {
        let home = ["/components/schemas", "/definitions"].iter();
        for (name, schema) in filter.schemas.components() {
            let own = components.iter().find(|component| component.schema == name);
            filter.direction = own.map_or(direction, |component| component.direction);
            let found = home.clone().find(|home| filtered.pointer(home).is_some());
            if let Some(Value::Object(all)) = found.and_then(|home| filtered.pointer_mut(home)) {
                all.insert(name.to_owned(), filter.value(schema));
            }
        }
    }
    filtered
}

struct Filter<'d> {
    schemas: Schemas<'d>,
    direction: Direction,
    /// The properties that tell branches apart: they go both ways whatever is said of them.
    tags: BTreeSet<&'d str>,
}

impl<'d> Filter<'d> {
    fn value(&self, value: &'d Value) -> Value {
        match value {
            Value::Object(map) => Value::Object(self.object(map)),
            Value::Array(list) => list.iter().map(|value| self.value(value)).collect(),
            other => other.clone(),
        }
    }

    fn object(&self, map: &'d Map<String, Value>) -> Map<String, Value> {
        let mut out = Map::new();
        let mut gone = BTreeSet::new();
        for (key, value) in map {
            let value = match value {
                Value::Object(properties) if key == "properties" => {
                    let (here, not): (Vec<_>, Vec<_>) =
                        properties.iter().partition(|(name, schema)| self.goes(name, schema));
                    // An object without any property would be one of any keys.
                    let none_left = not.first().filter(|_| here.is_empty());
                    let impossible = none_left.map(|(name, _)| ((*name).clone(), false.into()));
                    gone.extend(not.into_iter().map(|(name, _)| name.clone()));
                    let here = here.into_iter();
                    let here = here.map(|(name, schema)| (name.clone(), self.value(schema)));
                    here.chain(impossible).collect()
                }
                other => self.value(other),
            };
            out.insert(key.clone(), value);
        }
        if let Some(Value::Array(required)) = out.get_mut("required") {
            required.retain(|name| name.as_str().is_none_or(|name| !gone.contains(name)));
        }
        out
    }

    fn goes(&self, name: &str, schema: &'d Value) -> bool {
        let (_, schema) = self.schemas.behind(schema);
        let Value::Object(schema) = schema else { return true };
        let never_sent = flag(schema, "readOnly");
        let never_answered = flag(schema, "writeOnly");
        // What says both says nothing.
        if never_sent == never_answered || self.tags.contains(name) {
            return true;
        }
        match self.direction {
            Direction::Answered => never_sent,
            Direction::Sent => never_answered,
            Direction::Unused => true,
        }
    }
}

/// The names of all properties that are discriminators.
fn find_tags<'d>(value: &'d Value, tags: &mut BTreeSet<&'d str>) {
    match value {
        Value::Object(map) => {
            let discriminator = map.get("discriminator");
            let property = discriminator.map(|it| it.get("propertyName").unwrap_or(it));
            tags.extend(property.and_then(Value::as_str));
            for value in map.values() {
                find_tags(value, tags);
            }
        }
        Value::Array(list) => {
            for value in list {
                find_tags(value, tags);
            }
        }
        _ => {}
    }
}
