//! Schemas: one pass over the keys, then what the keywords say of one another.

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Number, Value};

use super::{Fields, Reader, Trail, reference};
use crate::{
    model::{
        AdditionalProperties, ArrayKeywords, Discriminator, NumberKeywords, ObjectKeywords,
        Properties, ReferenceOr, Schema, StringKeywords,
    },
    normalise::{given_up, upgrade, version::Dialect},
};

mod kind;
mod numbers;

/// What a schema says beside what the model keeps.
#[derive(Default)]
pub(super) struct Beside {
    /// The word under `type`.
    typ: Option<String>,
    /// The keywords that the client does not check.
    multiple_of: Option<Number>,
    min_properties: Option<usize>,
    max_properties: Option<usize>,
    unique_items: bool,
}

impl Reader<'_> {
    /// A schema, or a reference to one. What is no schema takes any value.
    pub(super) fn schema(&mut self, value: Value, at: &Trail<'_>) -> ReferenceOr<Schema> {
        if let Some(reference) = self.moved(at) {
            return ReferenceOr::Reference { reference };
        }
        let mut map = match value {
            Value::Object(map) => map,
            Value::Bool(true) => return ReferenceOr::Item(Schema::default()),
            Value::Bool(false) => {
                let not = Some(Box::new(ReferenceOr::Item(Schema::default())));
                return ReferenceOr::Item(Schema { not, ..Schema::default() });
            }
            other => {
                self.not_a_schema(&other, at);
                return ReferenceOr::Item(given_up());
            }
        };
        if self.dialect == Dialect::V20 {
            upgrade::swagger(&mut map);
        }
        if at.start().file_name().is_none() {
            self.anchored(&mut map);
        }
        if map.get("$ref").is_some_and(Value::is_string) {
            if map.len() == 1
                && let Some(Value::String(text)) = map.get_mut("$ref").map(Value::take)
            {
                let reference = self.reference(reference::Kind::Schema, text, &at.key("$ref"));
                return ReferenceOr::Reference { reference };
            }
            if upgrade::reference_with_siblings(&mut map, self.dialect) {
                let message = "OpenAPI 3.0 ignores what stands beside a `$ref`";
                let help = "put the `$ref` into an `allOf`";
                self.warn_with("ref-siblings", at, message, help);
            }
        }
        let mut remarks = Vec::new();
        upgrade::schema(&mut map, self.dialect, &mut remarks);
        for remark in remarks {
            self.remark(remark, at);
        }
        ReferenceOr::Item(self.schema_object(map, at))
    }

    /// A reference by anchor becomes one by place. A dynamic one leads to the anchor that the document has.
    fn anchored(&self, map: &mut Map<String, Value>) {
        for key in ["$ref", "$dynamicRef"] {
            let by_place =
                map.get(key).and_then(Value::as_str).and_then(|text| self.anchors.by_place(text));
            if let Some(reference) = by_place {
                map.shift_remove(key);
                map.entry("$ref").or_insert_with(|| reference.into());
            }
        }
    }

    fn schema_object(&mut self, mut map: Map<String, Value>, at: &Trail<'_>) -> Schema {
        self.required_flags(&mut map, at);
        let (mut schema, mut beside) = (Schema::default(), Beside::default());
        let mut extensions = Vec::new();
        for (key, value) in map {
            let at = &at.key(&key);
            match key.as_str() {
                "default" => schema.default = Some(Box::new(value)),
                "example" => schema.example = Some(Box::new(value)),
                _ if key.starts_with("x-") => extensions.push((key, value)),
                // Null says nothing anywhere else.
                _ if value.is_null() => self.null(at),
                key => self.keyword(&mut schema, &mut beside, key, value, at),
            }
        }
        schema.extensions = extensions.into_iter().collect();
        self.unchecked(&schema, &beside, at);
        self.kind(&mut schema, beside, at);
        schema
    }

    /// A keyword. Unknown ones say nothing to a client.
    fn keyword(
        &mut self,
        schema: &mut Schema,
        beside: &mut Beside,
        key: &str,
        value: Value,
        at: &Trail<'_>,
    ) {
        match key {
            "title" => schema.title = self.as_text(value, at),
            "description" => schema.description = self.as_text(value, at),
            "nullable" => schema.nullable = self.as_flag(&value, at).unwrap_or_default(),
            "readOnly" => schema.read_only = self.as_flag(&value, at).unwrap_or_default(),
            "writeOnly" => schema.write_only = self.as_flag(&value, at).unwrap_or_default(),
            "deprecated" => schema.deprecated = self.as_flag(&value, at).unwrap_or_default(),
            "discriminator" => schema.discriminator = self.discriminator(value, at).map(Box::new),
            "externalDocs" => {
                let mut fields = Map::new();
                fields.insert(key.to_owned(), value);
                if let Some(mut fields) = Fields::of(Value::Object(fields)) {
                    self.external_docs(&mut fields, at);
                }
            }
            "type" => beside.typ = self.as_text(value, at),
            "format" => schema.format = self.as_text(value, at),
            "enum" => schema.enumeration = self.values(value, at),
            "pattern" => string(schema).pattern = self.as_text(value, at),
            "minLength" => string(schema).min_length = self.count(&value, at),
            "maxLength" => string(schema).max_length = self.count(&value, at),
            "multipleOf" => beside.multiple_of = self.number(value, at),
            "minimum" => number(schema).minimum = self.number(value, at),
            "maximum" => number(schema).maximum = self.number(value, at),
            "exclusiveMinimum" => {
                number(schema).exclusive_minimum = self.as_flag(&value, at).unwrap_or_default();
            }
            "exclusiveMaximum" => {
                number(schema).exclusive_maximum = self.as_flag(&value, at).unwrap_or_default();
            }
            "items" => array(schema).items = Some(boxed(self.schema(value, at))),
            "minItems" => array(schema).min_items = self.count(&value, at),
            "maxItems" => array(schema).max_items = self.count(&value, at),
            "uniqueItems" => beside.unique_items = self.as_flag(&value, at).unwrap_or_default(),
            "properties" => object(schema).properties = self.properties(value, at),
            "required" => object(schema).required = self.required(value, at),
            "minProperties" => beside.min_properties = self.count(&value, at),
            "maxProperties" => beside.max_properties = self.count(&value, at),
            "additionalProperties" => {
                object(schema).additional = Some(match value {
                    Value::Bool(flag) => AdditionalProperties::Any(flag),
                    value => AdditionalProperties::Schema(Box::new(self.schema(value, at))),
                });
            }
            "oneOf" => schema.one_of = self.schemas(value, at),
            "anyOf" => schema.any_of = self.schemas(value, at),
            "allOf" => schema.all_of = self.schemas(value, at),
            "not" => schema.not = Some(Box::new(self.schema(value, at))),
            "contains" | "propertyNames" | "dependentRequired" | "dependentSchemas" | "if" => {
                self.not_checked(at, key);
            }
            "$dynamicRef" | "$recursiveRef" => {
                let message = format!("`{key}` leads to no anchor");
                self.warn_with("dynamic-reference", at, message, "any value is taken");
            }
            _ => {}
        }
    }

    /// Says which keywords the client has no check for.
    fn unchecked(&mut self, schema: &Schema, beside: &Beside, at: &Trail<'_>) {
        let typ = beside.typ.as_deref();
        let multiple_of = beside.multiple_of.as_ref().and_then(Number::as_f64);
        let every_integer = typ == Some("integer") && multiple_of == Some(1.0);
        // A keyword binds values of its own type alone.
        let is = |types: &[&str]| typ.is_none_or(|typ| types.contains(&typ));
        let a_number = is(&["number", "integer"]);
        let an_object = is(&["object"]);
        let said = [
            ("multipleOf", a_number && multiple_of.is_some() && !every_integer),
            ("minProperties", an_object && beside.min_properties.is_some_and(|count| count > 0)),
            ("maxProperties", an_object && beside.max_properties.is_some()),
            ("uniqueItems", is(&["array"]) && beside.unique_items),
            ("not", schema.not.is_some()),
        ];
        for (keyword, _) in said.into_iter().filter(|(_, said)| *said) {
            self.not_checked(&at.key(keyword), keyword);
        }
    }

    fn null(&mut self, at: &Trail<'_>) {
        self.note("wrong-type", at, "null says nothing here");
    }

    /// `required: true` on a property belongs into the parent's list.
    fn required_flags(&mut self, map: &mut Map<String, Value>, at: &Trail<'_>) {
        let Some(Value::Object(properties)) = map.get_mut("properties") else { return };
        let mut names = Vec::new();
        for (name, schema) in properties {
            let Value::Object(schema) = schema else { continue };
            let flag = match schema.get("required") {
                Some(Value::Bool(flag)) => *flag,
                Some(Value::String(text)) => text == "true",
                _ => continue,
            };
            schema.shift_remove("required");
            if flag {
                names.push(name.clone());
            }
            let at = at.key("properties");
            let at = at.key(name);
            let message = "`required` of a property is not said in the property";
            let help = "list it in `required` of the object around it; it is read as if it were";
            self.warn_with("misplaced-required", &at.key("required"), message, help);
        }
        if names.is_empty() {
            return;
        }
        if let Value::Array(list) =
            map.entry("required").or_insert_with(|| Value::Array(Vec::new()))
        {
            list.extend(names.into_iter().map(Value::String));
        }
    }

    fn required(&mut self, value: Value, at: &Trail<'_>) -> Vec<String> {
        match value {
            Value::Array(list) => {
                let mut names: IndexSet<String> = IndexSet::with_capacity(list.len());
                for (index, value) in list.into_iter().enumerate() {
                    names.extend(self.as_text(value, &at.item(index)));
                }
                names.into_iter().collect()
            }
            Value::Bool(_) => {
                self.note("misplaced-required", at, "`required` is a list of names here");
                Vec::new()
            }
            other => {
                self.wrong_type(&other, at, "a list");
                Vec::new()
            }
        }
    }

    fn properties(&mut self, value: Value, at: &Trail<'_>) -> Properties {
        let Some(fields) = self.object(value, at) else { return Properties::new() };
        let properties = fields.into_map().into_iter().map(|(name, value)| {
            let schema = boxed(self.schema(value, &at.key(&name)));
            (name, schema)
        });
        properties.collect()
    }

    fn schemas(&mut self, value: Value, at: &Trail<'_>) -> Vec<ReferenceOr<Schema>> {
        let Value::Array(list) = value else {
            self.wrong_type(&value, at, "a list");
            return Vec::new();
        };
        let schemas = list.into_iter().enumerate();
        schemas.map(|(index, value)| self.schema(value, &at.item(index))).collect()
    }

    /// Listed values. An empty list would allow nothing; what is meant is none.
    fn values(&mut self, value: Value, at: &Trail<'_>) -> Vec<Value> {
        match value {
            Value::Array(list) => list,
            other => {
                self.wrong_type(&other, at, "a list");
                Vec::new()
            }
        }
    }

    fn discriminator(&mut self, value: Value, at: &Trail<'_>) -> Option<Discriminator> {
        // Swagger 2.0 writes the property's name alone.
        if let Value::String(property_name) = value {
            if self.dialect != Dialect::V20 {
                self.note("wrong-type", at, "expected an object, found the property's name");
            }
            return Some(Discriminator { property_name, ..Discriminator::default() });
        }
        let mut fields = self.object(value, at)?;
        let property_name = self.required_text(&mut fields, "propertyName", at);
        let mapping = self.map(&mut fields, "mapping", at);
        let mapping_at = &at.key("mapping");
        let mut read = IndexMap::new();
        for (tag, target) in mapping {
            let at = &mapping_at.key(&tag);
            if let Some(target) = self.as_text(target, at) {
                let target = self.schema_name(target, at);
                read.insert(tag, target);
            }
        }
        (!property_name.is_empty()).then_some(Discriminator { property_name, mapping: read })
    }
}

fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

fn string(schema: &mut Schema) -> &mut StringKeywords {
    schema.string.get_or_insert_default()
}

fn number(schema: &mut Schema) -> &mut NumberKeywords {
    schema.number.get_or_insert_default()
}

fn array(schema: &mut Schema) -> &mut ArrayKeywords {
    schema.array.get_or_insert_default()
}

fn object(schema: &mut Schema) -> &mut ObjectKeywords {
    schema.object.get_or_insert_default()
}
