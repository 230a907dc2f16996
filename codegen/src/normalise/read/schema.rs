//! Schemas: one pass over the keys, then the model's shape for what was found.

use indexmap::{IndexMap, IndexSet};
use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind,
};
use serde_json::{Map, Number, Value};

use super::{Fields, Reader, Trail, parameter::any, reference::Kind};
use crate::normalise::{given_up, upgrade, version::Dialect};

mod kind;
mod numbers;

/// A schema's keywords as they stand there.
#[derive(Default)]
pub(super) struct Raw {
    typ: Option<String>,
    pattern: Option<String>,
    multiple_of: Option<Number>,
    exclusive_minimum: Option<bool>,
    exclusive_maximum: Option<bool>,
    minimum: Option<Number>,
    maximum: Option<Number>,
    properties: Option<IndexMap<String, ReferenceOr<Box<Schema>>>>,
    required: Option<Vec<String>>,
    additional_properties: Option<AdditionalProperties>,
    min_properties: Option<usize>,
    max_properties: Option<usize>,
    items: Option<ReferenceOr<Box<Schema>>>,
    min_items: Option<usize>,
    max_items: Option<usize>,
    unique_items: Option<bool>,
    enumeration: Option<Vec<Value>>,
    format: Option<String>,
    min_length: Option<usize>,
    max_length: Option<usize>,
    one_of: Option<Vec<ReferenceOr<Schema>>>,
    all_of: Option<Vec<ReferenceOr<Schema>>>,
    any_of: Option<Vec<ReferenceOr<Schema>>>,
    not: Option<Box<ReferenceOr<Schema>>>,
}

impl Reader<'_> {
    /// A schema, or a reference to one. What is no schema takes any value.
    pub(super) fn schema(&mut self, value: Value, at: &Trail<'_>) -> ReferenceOr<Schema> {
        if let Some(reference) = self.moved(at) {
            return ReferenceOr::Reference { reference };
        }
        let mut map = match value {
            Value::Object(map) => map,
            Value::Bool(true) => return ReferenceOr::Item(any()),
            Value::Bool(false) => {
                let not = Box::new(ReferenceOr::Item(any()));
                let schema_kind = SchemaKind::Not { not };
                return ReferenceOr::Item(Schema {
                    schema_data: SchemaData::default(),
                    schema_kind,
                });
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
                let reference = self.reference(Kind::Schema, text, &at.key("$ref"));
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
        let (mut raw, mut data) = (Raw::default(), SchemaData::default());
        for (key, value) in map {
            let at = &at.key(&key);
            match key.as_str() {
                "default" => data.default = Some(value),
                "example" => data.example = Some(value),
                key if key.starts_with("x-") => {
                    data.extensions.insert(key.to_owned(), value);
                }
                // Null says nothing anywhere else.
                _ if value.is_null() => self.null(at),
                "title" => data.title = self.as_text(value, at),
                "description" => data.description = self.as_text(value, at),
                "nullable" => data.nullable = self.as_flag(&value, at).unwrap_or_default(),
                "readOnly" => data.read_only = self.as_flag(&value, at).unwrap_or_default(),
                "writeOnly" => data.write_only = self.as_flag(&value, at).unwrap_or_default(),
                "deprecated" => data.deprecated = self.as_flag(&value, at).unwrap_or_default(),
                "discriminator" => data.discriminator = self.discriminator(value, at),
                "externalDocs" => {
                    let mut fields = Map::new();
                    fields.insert(key.clone(), value);
                    let fields = Fields::of(Value::Object(fields));
                    data.external_docs = fields.and_then(|mut f| self.external_docs(&mut f, at));
                }
                key => self.keyword(&mut raw, key, value, at),
            }
        }
        self.unchecked(&raw, at);
        let schema_kind = self.kind(raw, &mut data, at);
        Schema { schema_data: data, schema_kind }
    }

    /// A keyword that constrains values. Unknown ones say nothing to a client.
    fn keyword(&mut self, raw: &mut Raw, key: &str, value: Value, at: &Trail<'_>) {
        match key {
            "type" => raw.typ = self.as_text(value, at),
            "format" => raw.format = self.as_text(value, at),
            "pattern" => raw.pattern = self.as_text(value, at),
            "enum" => raw.enumeration = self.values(value, at),
            "multipleOf" => raw.multiple_of = self.number(value, at),
            "minimum" => raw.minimum = self.number(value, at),
            "maximum" => raw.maximum = self.number(value, at),
            "exclusiveMinimum" => raw.exclusive_minimum = self.as_flag(&value, at),
            "exclusiveMaximum" => raw.exclusive_maximum = self.as_flag(&value, at),
            "minLength" => raw.min_length = self.count(&value, at),
            "maxLength" => raw.max_length = self.count(&value, at),
            "minItems" => raw.min_items = self.count(&value, at),
            "maxItems" => raw.max_items = self.count(&value, at),
            "minProperties" => raw.min_properties = self.count(&value, at),
            "maxProperties" => raw.max_properties = self.count(&value, at),
            "uniqueItems" => raw.unique_items = self.as_flag(&value, at),
            "items" => raw.items = Some(boxed(self.schema(value, at))),
            "properties" => raw.properties = self.properties(value, at),
            "required" => raw.required = self.required(value, at),
            "additionalProperties" => {
                raw.additional_properties = Some(match value {
                    Value::Bool(flag) => AdditionalProperties::Any(flag),
                    value => AdditionalProperties::Schema(Box::new(self.schema(value, at))),
                });
            }
            "oneOf" => raw.one_of = self.schemas(value, at),
            "anyOf" => raw.any_of = self.schemas(value, at),
            "allOf" => raw.all_of = self.schemas(value, at),
            "not" => raw.not = Some(Box::new(self.schema(value, at))),
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
    fn unchecked(&mut self, raw: &Raw, at: &Trail<'_>) {
        let multiple_of = raw.multiple_of.as_ref().and_then(Number::as_f64);
        let every_integer = raw.typ.as_deref() == Some("integer") && multiple_of == Some(1.0);
        // A keyword binds values of its own type alone.
        let is = |types: &[&str]| raw.typ.as_deref().is_none_or(|typ| types.contains(&typ));
        let a_number = is(&["number", "integer"]);
        let an_object = is(&["object"]);
        let said = [
            ("multipleOf", a_number && multiple_of.is_some() && !every_integer),
            ("minProperties", an_object && raw.min_properties.is_some_and(|count| count > 0)),
            ("maxProperties", an_object && raw.max_properties.is_some()),
            ("uniqueItems", is(&["array"]) && raw.unique_items == Some(true)),
            ("not", raw.not.is_some()),
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

    fn required(&mut self, value: Value, at: &Trail<'_>) -> Option<Vec<String>> {
        match value {
            Value::Array(list) => {
                let mut names: IndexSet<String> = IndexSet::with_capacity(list.len());
                for (index, value) in list.into_iter().enumerate() {
                    names.extend(self.as_text(value, &at.item(index)));
                }
                Some(names.into_iter().collect())
            }
            Value::Bool(_) => {
                self.note("misplaced-required", at, "`required` is a list of names here");
                None
            }
            other => {
                self.wrong_type(&other, at, "a list");
                None
            }
        }
    }

    fn properties(
        &mut self,
        value: Value,
        at: &Trail<'_>,
    ) -> Option<IndexMap<String, ReferenceOr<Box<Schema>>>> {
        let fields = self.object(value, at)?;
        let properties = fields.into_map().into_iter().map(|(name, value)| {
            let schema = boxed(self.schema(value, &at.key(&name)));
            (name, schema)
        });
        Some(properties.collect())
    }

    fn schemas(&mut self, value: Value, at: &Trail<'_>) -> Option<Vec<ReferenceOr<Schema>>> {
        let Value::Array(list) = value else {
            self.wrong_type(&value, at, "a list");
            return None;
        };
        let schemas = list.into_iter().enumerate();
        Some(schemas.map(|(index, value)| self.schema(value, &at.item(index))).collect())
    }

    fn values(&mut self, value: Value, at: &Trail<'_>) -> Option<Vec<Value>> {
        match value {
            // An empty list would allow nothing; what is meant is none.
            Value::Array(list) => Some(list).filter(|list| !list.is_empty()),
            other => {
                self.wrong_type(&other, at, "a list");
                None
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
        let extensions = fields.extensions();
        (!property_name.is_empty()).then_some(Discriminator {
            property_name,
            mapping: read,
            extensions,
        })
    }
}

fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

impl From<Raw> for AnySchema {
    fn from(raw: Raw) -> Self {
        let float = |number: Option<Number>| number.and_then(|number| number.as_f64());
        Self {
            typ: raw.typ,
            pattern: raw.pattern,
            multiple_of: float(raw.multiple_of),
            exclusive_minimum: raw.exclusive_minimum,
            exclusive_maximum: raw.exclusive_maximum,
            minimum: float(raw.minimum),
            maximum: float(raw.maximum),
            properties: raw.properties.unwrap_or_default(),
            required: raw.required.unwrap_or_default(),
            additional_properties: raw.additional_properties,
            min_properties: raw.min_properties,
            max_properties: raw.max_properties,
            items: raw.items,
            min_items: raw.min_items,
            max_items: raw.max_items,
            unique_items: raw.unique_items,
            enumeration: raw.enumeration.unwrap_or_default(),
            format: raw.format,
            min_length: raw.min_length,
            max_length: raw.max_length,
            one_of: raw.one_of.unwrap_or_default(),
            all_of: raw.all_of.unwrap_or_default(),
            any_of: raw.any_of.unwrap_or_default(),
            not: raw.not,
        }
    }
}
