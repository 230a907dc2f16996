//! The schemas of a document → one JSON Schema, for a validator that knows nothing of `OpenAPI`.
//!
//! Only keywords that are written as they should be are taken over: a validator refuses a whole schema over one
//! `required: yes`. What bears on no value (`example`, `discriminator`, …) is left out.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{
    formats::{self, BASE64},
    schemas::{Schemas, Version, flag, is_null, is_nullable, list},
};

/// How strictly a document is taken at its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// As it stands.
    Strict,
    /// `oneOf` counts as `anyOf`, `not` and closed objects say nothing: for schemas that no value can fit otherwise.
    Loose,
}

/// The JSON Schema of an object that has, under the name of each component, a value of that component.
pub(super) fn convert(schemas: Schemas<'_>, strictness: Strictness) -> Value {
    let mut conversion = Conversion {
        schemas,
        strictness,
        numbers: HashMap::new(),
        queue: Vec::new(),
        patterns: HashMap::new(),
    };
    let mut properties = Map::new();
    for (name, _) in schemas.components() {
        let escaped = vetted_codegen::diagnostic::escaped(name);
        let home = if schemas.root().get("components").is_some() {
            "components/schemas"
        } else {
            "definitions"
        };
        let reference = conversion.reference(&format!("#/{home}/{escaped}"));
        properties.insert(name.to_owned(), reference);
    }
    let mut definitions = Map::new();
    while let Some((number, target)) = conversion.queue.pop() {
        let converted = target.map_or(Value::Bool(true), |target| conversion.schema(target, 0));
        definitions.insert(number.to_string(), converted);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": definitions,
        "properties": properties,
    })
}

/// Deeper schemas take any value.
const MAX_DEPTH: usize = 100;

struct Conversion<'d> {
    schemas: Schemas<'d>,
    strictness: Strictness,
    /// The number of each schema that is referred to.
    numbers: HashMap<String, usize>,
    /// Those that are still to be converted.
    queue: Vec<(usize, Option<&'d Value>)>,
    /// Whether the validator can read a pattern.
    patterns: HashMap<String, bool>,
}

impl<'d> Conversion<'d> {
    fn reference(&mut self, reference: &str) -> Value {
        let next = self.numbers.len();
        let number = *self.numbers.entry(reference.to_owned()).or_insert(next);
        if number == next {
            self.queue.push((number, self.schemas.target(reference)));
        }
        json!({"$ref": format!("#/$defs/{number}")})
    }

    fn schema(&mut self, schema: &'d Value, depth: usize) -> Value {
        let Value::Object(map) = schema else { return Value::Bool(schema != &Value::Bool(false)) };
        if depth > MAX_DEPTH {
            return Value::Bool(true);
        }
        if let Some(reference) = Schemas::reference(schema) {
            let converted = self.reference(reference);
            if self.schemas.version == Version::Before31 || map.len() == 1 {
                return converted;
            }
            let beside = self.keywords(map, depth);
            return json!({"allOf": [converted, beside]});
        }
        let converted = self.keywords(map, depth);
        if is_nullable(map) { json!({"anyOf": [{"type": "null"}, converted]}) } else { converted }
    }

    fn keywords(&mut self, map: &'d Map<String, Value>, depth: usize) -> Value {
        let mut out = Map::new();
        for (keyword, value) in map {
            if let Some((keyword, value)) = self.keyword(map, keyword, value, depth) {
                out.insert(keyword.to_owned(), value);
            }
        }
        let required = required(map);
        if !required.is_empty() {
            out.insert("required".to_owned(), required.into());
        }
        let mut more = Vec::new();
        if let Some((least, most)) = formats::bounds(map) {
            more.push(json!({"minimum": least, "maximum": most}));
        }
        // A discriminator says which of the branches is meant, even where several fit.
        if self.takes_several(map) && !list(map, "oneOf").is_empty() {
            more.push(json!({"anyOf": self.branches(list(map, "oneOf"), depth)}));
        }
        if !more.is_empty() {
            let all_of = out.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(members) = all_of {
                members.append(&mut more);
            }
        }
        Value::Object(out)
    }

    fn keyword(
        &mut self,
        map: &'d Map<String, Value>,
        keyword: &'d str,
        value: &'d Value,
        depth: usize,
    ) -> Option<(&'d str, Value)> {
        let loose = self.strictness == Strictness::Loose;
        let converted = match keyword {
            "type" => types(value)?,
            "enum" if value.as_array().is_some_and(|values| !values.is_empty()) => value.clone(),
            "const" => value.clone(),
            "multipleOf" if value.as_f64().is_some_and(|number| number > 0.0) => value.clone(),
            "minimum" if value.is_number() => {
                let exclusive = flag(map, "exclusiveMinimum");
                return Some((if exclusive { "exclusiveMinimum" } else { keyword }, value.clone()));
            }
            "maximum" if value.is_number() => {
                let exclusive = flag(map, "exclusiveMaximum");
                return Some((if exclusive { "exclusiveMaximum" } else { keyword }, value.clone()));
            }
            "exclusiveMinimum" | "exclusiveMaximum" if value.is_number() => value.clone(),
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" | "minContains" | "maxContains"
                if value.is_u64() =>
            {
                value.clone()
            }
            "uniqueItems" if value.is_boolean() => value.clone(),
            "pattern" => Value::String(self.pattern(value)?),
            "format" => formats::asserted(value.as_str()?)?.into(),
            "contentEncoding" if value.as_str()?.starts_with("base64") => {
                return Some(("format", BASE64.into()));
            }
            "not" if loose => return None,
            "additionalProperties" | "unevaluatedProperties" if loose && value == false => {
                return None;
            }
            "items" if value.is_array() => {
                return Some(("prefixItems", self.list(value.as_array()?, depth)));
            }
            "items"
            | "additionalProperties"
            | "not"
            | "contains"
            | "propertyNames"
            | "if"
            | "then"
            | "else"
            | "unevaluatedProperties"
            | "unevaluatedItems" => self.schema(value, depth + 1),
            "oneOf" if self.takes_several(map) => return None,
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let list = value.as_array().filter(|list| !list.is_empty())?;
                if matches!(keyword, "anyOf" | "oneOf") {
                    self.branches(list, depth)
                } else {
                    self.list(list, depth)
                }
            }
            "properties" | "dependentSchemas" => self.named(value, depth, false)?,
            "patternProperties" => self.named(value, depth, true)?,
            "dependentRequired" => value.as_object()?.clone().into(),
            _ => return None,
        };
        Some((keyword, converted))
    }

    /// Whether `oneOf` counts as `anyOf`.
    fn takes_several(&self, map: &Map<String, Value>) -> bool {
        self.strictness == Strictness::Loose || map.contains_key("discriminator")
    }

    fn list(&mut self, list: &'d [Value], depth: usize) -> Value {
        list.iter().map(|schema| self.schema(schema, depth + 1)).collect()
    }

    fn branches(&mut self, list: &'d [Value], depth: usize) -> Value {
        let mut convert = |schema: &'d Value| match schema {
            Value::Object(map) if is_null(map) => json!({"type": "null"}),
            schema => self.schema(schema, depth + 1),
        };
        list.iter().map(&mut convert).collect()
    }

    fn named(&mut self, value: &'d Value, depth: usize, patterns: bool) -> Option<Value> {
        let mut out = Map::new();
        for (name, schema) in value.as_object()? {
            if !patterns || self.is_pattern(name) {
                out.insert(name.clone(), self.schema(schema, depth + 1));
            }
        }
        Some(Value::Object(out))
    }

    fn pattern(&mut self, value: &Value) -> Option<String> {
        let pattern = value.as_str()?;
        self.is_pattern(pattern).then(|| pattern.to_owned())
    }

    fn is_pattern(&mut self, pattern: &str) -> bool {
        *self.patterns.entry(pattern.to_owned()).or_insert_with(|| {
            jsonschema::draft202012::options().build(&json!({"pattern": pattern})).is_ok()
        })
    }
}

/// The JSON types that a schema names; `None` if it names none.
fn types(value: &Value) -> Option<Value> {
    const TYPES: [&str; 7] = ["null", "boolean", "object", "array", "number", "string", "integer"];
    let known = |value: &Value| value.as_str().is_some_and(|name| TYPES.contains(&name));
    match value {
        Value::Array(list) if !list.is_empty() && list.iter().all(known) => {
            let mut seen = HashSet::new();
            Some(list.iter().filter(|name| seen.insert(*name)).cloned().collect())
        }
        name if known(name) => Some(name.clone()),
        name if name == "file" => Some("string".into()),
        _ => None,
    }
}

/// The names that must be there: the list, and properties that say so of themselves.
fn required(map: &Map<String, Value>) -> Vec<&str> {
    let listed = list(map, "required").iter().filter_map(Value::as_str);
    let properties = map.get("properties").and_then(Value::as_object).into_iter().flatten();
    let flagged = properties.filter(|(_, schema)| {
        schema.get("required").is_some_and(|flag| flag == true || flag == "true")
    });
    let mut seen = HashSet::new();
    listed.chain(flagged.map(|(name, _)| name.as_str())).filter(|name| seen.insert(*name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a schema of OpenAPI 3.0.
    fn converted(schema: &Value) -> Value {
        let document = json!({"openapi": "3.0.3", "components": {"schemas": {"A": schema}}});
        convert(Schemas::new(&document), Strictness::Strict)["$defs"]["0"].clone()
    }

    #[test]
    fn schemas_become_json_schema() {
        for (schema, expected) in [
            (
                json!({"type": "string", "nullable": true}),
                json!({"anyOf": [{"type": "null"}, {"type": "string"}]}),
            ),
            (
                json!({"type": "number", "minimum": 1, "exclusiveMinimum": true}),
                json!({"type": "number", "exclusiveMinimum": 1}),
            ),
            (
                json!({"$ref": "#/components/schemas/A", "nullable": true}),
                json!({"$ref": "#/$defs/0"}),
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"nullable": true}]}),
                json!({"anyOf": [{"type": "string"}, {"type": "null"}]}),
            ),
            (
                json!({"properties": {"a": {"required": true}, "b": {}}, "example": 1}),
                json!({"properties": {"a": {}, "b": {}}, "required": ["a"]}),
            ),
            // What the validator would refuse all schemas over.
            (json!({"type": "text", "pattern": "(", "minLength": "1", "enum": []}), json!({})),
        ] {
            assert_eq!(converted(&schema), expected, "{schema}");
        }
    }
}
