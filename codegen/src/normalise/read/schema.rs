//! Schemas: one pass over the keys, then what the keywords say of one another.

use indexmap::{IndexMap, IndexSet};
use serde_json::Number;

use crate::{
    diagnostic::{Code, CodeFamily},
    load::{Node, Value},
    model::{
        AdditionalProperties, ArrayKeywords, Discriminator, NumberKeywords, ObjectKeywords,
        Properties, ReferenceOr, Schema, StringKeywords,
    },
    normalise::{given_up, upgrade, version::Dialect},
};

use super::{Fields, Keywords, Reader, Said, fields::WRONG_TYPE, reference};

pub(in crate::normalise) mod kind;
mod numbers;
pub(in crate::normalise) mod properties;

pub(crate) static DYNAMIC_REFERENCE: Code = Code::warning(
    "dynamic-reference",
    "a `$dynamicRef` that leads to no anchor",
    "`$dynamicRef` and `$recursiveRef` lead to an anchor, and the document has none of that name. Any \
     value is taken.",
)
.of_family(CodeFamily::GivenUp);

pub(crate) static REF_SIBLINGS: Code = Code::warning(
    "ref-siblings",
    "constraints beside a `$ref`, which OpenAPI 3.0 ignores",
    "OpenAPI 3.0 says that what stands beside a `$ref` is ignored. Descriptions are kept, since \
     people mean them; constraints are not. From 3.1 on both count. Put the `$ref` into an `allOf`.",
);

/// What a schema says beside what the model keeps.
#[derive(Default)]
pub(super) struct Beside<'d> {
    /// The word under `type`, and where it stands.
    typ: Option<String>,
    typ_at: Option<Node<'d>>,
    /// Where the listed values stand that stand somewhere.
    values: Vec<Option<Node<'d>>>,
    /// The keywords that the client does not check.
    multiple_of: Option<Number>,
    min_properties: Option<usize>,
    max_properties: Option<usize>,
    unique_items: bool,
}

impl<'d> Reader<'d> {
    /// A schema, or a reference to one: also where it moves among the components.
    pub(super) fn schema(&mut self, node: Node<'d>) -> ReferenceOr<Schema> {
        match self.moved(node) {
            Some(reference) => ReferenceOr::Reference { reference },
            None => self.schema_here(node),
        }
    }

    /// A schema, or a reference to one. What is no schema takes any value.
    pub(super) fn schema_here(&mut self, node: Node<'d>) -> ReferenceOr<Schema> {
        match node.value() {
            Value::Map(map) => self.keywords(Keywords::of(map)),
            Value::Bool(true) => ReferenceOr::Item(Schema::default()),
            Value::Bool(false) => {
                let not = Some(Box::new(ReferenceOr::Item(Schema::default())));
                ReferenceOr::Item(Schema { not, ..Schema::default() })
            }
            _ => {
                self.not_a_schema(node);
                ReferenceOr::Item(given_up())
            }
        }
    }

    /// The same for a schema that may have been rewritten. `at` is the one around it.
    pub(super) fn said_schema(&mut self, said: Said<'d>, at: Node<'d>) -> ReferenceOr<Schema> {
        match said {
            Said::At(node) => self.schema(node),
            Said::Schema(keywords) => self.keywords(keywords),
            _ => {
                self.not_a_schema(at);
                ReferenceOr::Item(given_up())
            }
        }
    }

    fn keywords(&mut self, mut map: Keywords<'d>) -> ReferenceOr<Schema> {
        let at = map.at();
        if self.dialect == Dialect::V20 {
            upgrade::swagger(&mut map);
        }
        if !self.anchors.is_empty() && at.file().file_name().is_none() {
            self.anchored(&mut map);
        }
        if let Some(said) = map.get("$ref")
            && let Some(text) = said.as_str()
        {
            if map.len() == 1 {
                let at = said.node().unwrap_or(at);
                let reference = self.reference(reference::Kind::Schema, text, at);
                return ReferenceOr::Reference { reference };
            }
            if upgrade::reference_with_siblings(&mut map, self.dialect) {
                let message = "OpenAPI 3.0 ignores what stands beside a `$ref`";
                let help = "put the `$ref` into an `allOf`";
                self.report_with(&REF_SIBLINGS, at, message, help);
            }
        }
        let mut remarks = Vec::new();
        upgrade::schema(&mut map, self.dialect, &mut remarks);
        for remark in remarks {
            self.remark(remark, at);
        }
        ReferenceOr::Item(self.schema_object(map))
    }

    /// A reference by anchor becomes one by place. A dynamic one leads to the anchor that the document has.
    fn anchored(&self, map: &mut Keywords<'d>) {
        for key in ["$ref", "$dynamicRef"] {
            let by_place =
                map.get(key).and_then(Said::as_str).and_then(|text| self.anchors.by_place(text));
            if let Some(reference) = by_place {
                map.remove(key);
                map.or_insert("$ref", Said::Reference(reference));
            }
        }
    }

    fn schema_object(&mut self, mut map: Keywords<'d>) -> Schema {
        let at = map.at();
        let flagged = self.required_flags(&mut map);
        let lists_required = map.get("required").is_none_or(Said::is_list);
        let (mut schema, mut beside) = (Schema::default(), Beside::default());
        let mut extensions = Vec::new();
        for (key, said) in map {
            match key {
                "default" => schema.default = Some(Box::new(said.to_json())),
                "example" => schema.example = Some(Box::new(said.to_json())),
                _ if key.starts_with("x-") => extensions.push((key.to_owned(), said.to_json())),
                // Null says nothing anywhere else.
                _ if said.is_null() => {
                    let at = said.node().unwrap_or(at);
                    self.note(&WRONG_TYPE, at, "null says nothing here");
                }
                key => self.keyword(&mut schema, &mut beside, key, said, at),
            }
        }
        if lists_required && !flagged.is_empty() {
            let required = &mut object(&mut schema).required;
            let all: IndexSet<String> = required.drain(..).chain(flagged).collect();
            required.extend(all);
        }
        schema.extensions = extensions.into_iter().collect();
        self.unchecked(&schema, &beside, at);
        self.kind(&mut schema, &beside, at);
        schema
    }

    /// A keyword. Unknown ones say nothing to a client. `around` is the schema that has it.
    fn keyword(
        &mut self,
        schema: &mut Schema,
        beside: &mut Beside<'d>,
        key: &str,
        said: Said<'d>,
        around: Node<'d>,
    ) {
        let at = said.node().unwrap_or(around);
        match key {
            "title" => schema.title = self.said_text(&said),
            "description" => schema.description = self.said_text(&said),
            "nullable" => schema.nullable = self.said_flag(&said),
            "readOnly" => schema.read_only = self.said_flag(&said),
            "writeOnly" => schema.write_only = self.said_flag(&said),
            "deprecated" => schema.deprecated = self.said_flag(&said),
            "discriminator" => schema.discriminator = self.discriminator(at).map(Box::new),
            "externalDocs" => {
                if let Some(fields) = self.object(at) {
                    self.text(fields, "description");
                    self.required_text(fields, "url");
                }
            }
            "type" => {
                beside.typ = self.said_text(&said);
                beside.typ_at = said.node();
            }
            "format" => schema.format = self.said_text(&said),
            "enum" => self.values(schema, beside, &said),
            "pattern" => string(schema).pattern = self.said_text(&said),
            "minLength" => string(schema).min_length = self.count(at),
            "maxLength" => string(schema).max_length = self.count(at),
            "multipleOf" => beside.multiple_of = self.number(at),
            "minimum" => number(schema).minimum = self.number(at),
            "maximum" => number(schema).maximum = self.number(at),
            "exclusiveMinimum" => number(schema).exclusive_minimum = self.said_flag(&said),
            "exclusiveMaximum" => number(schema).exclusive_maximum = self.said_flag(&said),
            "items" => array(schema).items = Some(boxed(self.said_schema(said, around))),
            "minItems" => array(schema).min_items = self.count(at),
            "maxItems" => array(schema).max_items = self.count(at),
            "uniqueItems" => beside.unique_items = self.said_flag(&said),
            "properties" => object(schema).properties = self.properties(said, at),
            "required" => object(schema).required = self.required(at),
            "minProperties" => beside.min_properties = self.count(at),
            "maxProperties" => beside.max_properties = self.count(at),
            "additionalProperties" => {
                object(schema).additional = Some(match said.as_bool() {
                    Some(flag) => AdditionalProperties::Any(flag),
                    None => AdditionalProperties::Schema(Box::new(self.said_schema(said, around))),
                });
            }
            "oneOf" => schema.one_of = self.schemas(&said, at),
            "anyOf" => schema.any_of = self.schemas(&said, at),
            "allOf" => schema.all_of = self.schemas(&said, at),
            "not" => schema.not = Some(Box::new(self.said_schema(said, around))),
            "contains" | "propertyNames" | "dependentRequired" | "dependentSchemas" | "if" => {
                self.not_checked(at, key);
            }
            "$dynamicRef" | "$recursiveRef" => {
                let message = format!("`{key}` leads to no anchor");
                self.report_with(&DYNAMIC_REFERENCE, at, message, "any value is taken");
            }
            _ => {}
        }
    }

    fn said_text(&mut self, said: &Said<'d>) -> Option<String> {
        match said {
            Said::At(node) => self.as_text(*node),
            other => other.as_str().map(str::to_owned),
        }
    }

    fn said_flag(&mut self, said: &Said<'d>) -> bool {
        match said {
            Said::At(node) => self.as_flag(*node).unwrap_or_default(),
            other => other.as_bool().unwrap_or_default(),
        }
    }

    /// Says which keywords the client has no check for.
    fn unchecked(&mut self, schema: &Schema, beside: &Beside<'d>, at: Node<'d>) {
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
            self.not_checked(at.get(keyword).unwrap_or(at), keyword);
        }
    }

    fn schemas(&mut self, said: &Said<'d>, at: Node<'d>) -> Vec<ReferenceOr<Schema>> {
        let Some(list) = said.as_list() else {
            self.wrong_type(at, "a list");
            return Vec::new();
        };
        list.into_iter().map(|said| self.said_schema(said, at)).collect()
    }

    /// Listed values. An empty list would allow nothing; what is meant is none.
    fn values(&mut self, schema: &mut Schema, beside: &mut Beside<'d>, said: &Said<'d>) {
        match (said.as_list(), said) {
            (Some(list), _) => {
                schema.enumeration = list.iter().map(Said::to_json).collect();
                beside.values = list.iter().map(Said::node).collect();
            }
            (None, Said::At(node)) => self.wrong_type(*node, "a list"),
            (None, _) => {}
        }
    }

    fn discriminator(&mut self, node: Node<'d>) -> Option<Discriminator> {
        // Swagger 2.0 writes the property's name alone.
        if let Some(property_name) = node.as_str() {
            if self.dialect != Dialect::V20 {
                self.note(&WRONG_TYPE, node, "expected an object, found the property's name");
            }
            let property_name = property_name.to_owned();
            return Some(Discriminator { property_name, ..Discriminator::default() });
        }
        let fields: Fields<'d> = self.object(node)?;
        let property_name = self.required_text(fields, "propertyName");
        let mut mapping = IndexMap::new();
        for (tag, node) in self.map(fields, "mapping") {
            if let Some(target) = self.as_text(node) {
                mapping.insert(tag.to_owned(), self.schema_name(target, node));
            }
        }
        let default_mapping = fields.get("defaultMapping").and_then(|node| {
            self.newer(Dialect::V32, node, "`defaultMapping` came with OpenAPI 3.2");
            let target = self.as_text(node)?;
            Some(self.schema_name(target, node))
        });
        let read = Discriminator { property_name, mapping, default_mapping };
        (!read.property_name.is_empty()).then_some(read)
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
