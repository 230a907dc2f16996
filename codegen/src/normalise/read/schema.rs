//! Schemas: one pass over the keys, then what the keywords say of one another.

use serde_json::Number;

use crate::{
    diagnostic::{Code, CodeFamily},
    load::{Map, Node, Value},
    model::{
        AdditionalProperties, ArrayKeywords, Kind, NumberKeywords, ObjectKeywords, ReferenceOr,
        Schema, SchemaId, Section, StringKeywords,
    },
    normalise::{given_up, version::Dialect},
};

use super::{Fields, Reader, fields::WRONG_TYPE};

pub(in crate::normalise) mod content;
mod discriminator;
pub(in crate::normalise) mod items;
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

pub(crate) static OLDER_KEYWORD: Code = Code::note(
    "older-keyword",
    "a keyword of an earlier version than the document's",
    "The keyword belongs to an earlier version of OpenAPI than the one that the document names. It is \
     read as that version meant it.",
);

pub(crate) static REF_SIBLINGS: Code = Code::warning(
    "ref-siblings",
    "constraints beside a `$ref`, which OpenAPI 3.0 ignores",
    "OpenAPI 3.0 says that what stands beside a `$ref` is ignored. Descriptions are kept, since \
     people mean them; constraints are not. From 3.1 on both count. Put the `$ref` into an `allOf`.",
);

/// Keys that say something about a schema without constraining its values.
const ANNOTATIONS: [&str; 12] = [
    "description",
    "title",
    "summary",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "nullable",
    "$comment",
];

fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// What a schema says beside what the model keeps, or before that is known.
#[derive(Default)]
struct Beside<'d> {
    /// Where the listed values stand.
    values: Vec<Node<'d>>,
    /// Whether a bound is not a value itself, as 3.0 says it.
    excludes_minimum: bool,
    excludes_maximum: bool,
    /// The properties that say of themselves that they are required.
    flagged: Vec<String>,
    /// The keywords that the client does not check.
    multiple_of: Option<Number>,
    min_properties: Option<usize>,
    max_properties: Option<usize>,
    unique_items: bool,
}

/// Where a schema stands, as far as it makes a difference.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// As a property that says of itself that it is required; what is around it has heard of that.
    FlaggedProperty,
    Other,
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
            Value::Map(map) => self.schema_of(map, Place::Other),
            Value::Bool(true) => ReferenceOr::Item(self.new_schema()),
            Value::Bool(false) => {
                let not = Some(Box::new(ReferenceOr::Item(self.new_schema())));
                ReferenceOr::Item(Schema { not, ..self.new_schema() })
            }
            _ => {
                self.not_a_schema(node);
                ReferenceOr::Item(Schema { given_up: true, ..self.new_schema() })
            }
        }
    }

    fn new_schema(&mut self) -> Schema {
        self.schemas += 1;
        Schema { id: SchemaId::new(self.schemas), ..Schema::default() }
    }

    fn schema_of(&mut self, map: Map<'d>, place: Place) -> ReferenceOr<Schema> {
        let reference = self.reference_in(map);
        let others = map.len() - usize::from(place == Place::FlaggedProperty);
        match reference {
            Some((_, Some(reference))) if others == 1 => ReferenceOr::Reference { reference },
            Some((_, None)) if others == 1 => ReferenceOr::Item(given_up()),
            reference => ReferenceOr::Item(self.schema_object(map, reference, place)),
        }
    }

    /// The reference that a schema has, if it leads into what is read, and its keyword: by place or by an anchor. A
    /// dynamic one leads to the anchor that the document has.
    fn reference_in(&mut self, map: Map<'d>) -> Option<(&'static str, Option<String>)> {
        let is_own = map.node().file().file_name().is_none();
        for key in ["$ref", "$dynamicRef"] {
            let Some(node) = map.get(key) else { continue };
            let Some(text) = node.as_str() else { continue };
            return match (self.anchors.place(text).filter(|_| is_own), key) {
                (Some(place), _) => Some((key, Some(self.reference_to_schema(place, node)))),
                (None, "$ref") => Some((key, self.reference(Section::Schemas, text, node))),
                (None, _) => continue,
            };
        }
        None
    }

    fn schema_object(
        &mut self,
        map: Map<'d>,
        reference: Option<(&'static str, Option<String>)>,
        place: Place,
    ) -> Schema {
        let at = map.node();
        let (mut schema, mut beside) = (self.new_schema(), Beside::default());
        let (referring, reference) = reference.unzip();
        let ignored = referring.is_some() && self.dialect < Dialect::V31;
        let text = |key: &str| map.get(key)?.as_str();
        let is_file = !ignored && is_file(text, map.contains_key("properties"), self.dialect);
        if is_file {
            schema.types.insert(Kind::String);
            schema.format = Some("binary".to_owned());
        }
        if ignored && map.keys().any(|key| Some(key) != referring && !is_annotation(key)) {
            let message = "OpenAPI 3.0 ignores what stands beside a `$ref`";
            let help = "put the `$ref` into an `allOf`";
            self.report_with(&REF_SIBLINGS, at, message, help);
        }
        let mut extensions = Vec::new();
        for (key, node) in map.entries() {
            match key {
                "default" => schema.default = Some(Box::new(node.to_json())),
                "example" => schema.example = Some(Box::new(node.to_json())),
                "examples" if map.contains_key("example") => {}
                "examples" => {
                    let first = node.as_list().and_then(|list| list.items().next());
                    schema.example = first.map(|first| Box::new(first.to_json()));
                }
                "x-nullable" if self.dialect == Dialect::V20 && !map.contains_key("nullable") => {
                    schema.nullable = self.as_flag(node).unwrap_or_default();
                }
                _ if key.starts_with("x-") => extensions.push((key.to_owned(), node.to_json())),
                key if Some(key) == referring => {}
                key if ignored && !is_annotation(key) => {}
                "type" | "format" if is_file => {}
                "required" if place == Place::FlaggedProperty => {}
                "const" => {
                    self.newer(Dialect::V31, node, "`const` came with OpenAPI 3.1");
                    schema.constant = Some(Box::new(node.to_json()));
                    beside.values = vec![node];
                }
                // Null says nothing anywhere else.
                _ if node.is_null() => self.note(&WRONG_TYPE, node, "null says nothing here"),
                key => self.keyword(&mut schema, &mut beside, key, node),
            }
        }
        schema.given_up |= reference == Some(None);
        schema.reference = reference.flatten().map(String::into_boxed_str);
        schema.extensions = extensions.into_iter().collect();
        if !ignored {
            self.settle(&mut schema, beside, map);
        }
        schema
    }

    /// A keyword. Unknown ones say nothing to a client.
    fn keyword(&mut self, schema: &mut Schema, beside: &mut Beside<'d>, key: &str, node: Node<'d>) {
        match key {
            "title" => schema.title = self.as_text(node),
            "description" => schema.description = self.as_text(node),
            "nullable" => {
                schema.nullable = self.as_flag(node).unwrap_or_default();
                if schema.nullable && self.dialect >= Dialect::V31 {
                    let message = "`nullable` went with OpenAPI 3.1; it is read as 3.0 meant it";
                    self.report(&OLDER_KEYWORD, node, message);
                }
            }
            "readOnly" => schema.read_only = self.as_flag(node).unwrap_or_default(),
            "writeOnly" => schema.write_only = self.as_flag(node).unwrap_or_default(),
            "deprecated" => schema.deprecated = self.as_flag(node).unwrap_or_default(),
            "discriminator" => schema.discriminator = self.discriminator(node).map(Box::new),
            "externalDocs" => {
                if let Some(fields) = self.object(node) {
                    self.text(fields, "description");
                    self.required_text(fields, "url");
                }
            }
            "type" => self.types(schema, node),
            "format" => schema.format = self.as_text(node),
            "enum" => match node.as_list() {
                _ if schema.constant.is_some() => {}
                Some(list) => {
                    schema.enumeration = list.items().map(Node::to_json).collect();
                    beside.values = list.items().collect();
                }
                None => self.wrong_type(node, "a list"),
            },
            "pattern" => string(schema).pattern = self.as_text(node),
            "minLength" => string(schema).min_length = self.count(node),
            "maxLength" => string(schema).max_length = self.count(node),
            "contentEncoding" => {
                string(schema).content_encoding = self.as_text(node);
            }
            "contentMediaType" => {
                string(schema).content_media_type = self.as_text(node);
            }
            "multipleOf" => beside.multiple_of = self.number(node),
            "minimum" => number(schema).minimum = self.number(node),
            "maximum" => number(schema).maximum = self.number(node),
            "exclusiveMinimum" => match self.exclusive(key, node) {
                Ok(bound) => number(schema).exclusive_minimum = Some(bound),
                Err(flag) => beside.excludes_minimum = flag,
            },
            "exclusiveMaximum" => match self.exclusive(key, node) {
                Ok(bound) => number(schema).exclusive_maximum = Some(bound),
                Err(flag) => beside.excludes_maximum = flag,
            },
            "prefixItems" | "items" | "unevaluatedItems" => self.items(schema, key, node),
            "minItems" => array(schema).min_items = self.count(node),
            "maxItems" => array(schema).max_items = self.count(node),
            "uniqueItems" => beside.unique_items = self.as_flag(node).unwrap_or_default(),
            "properties" => {
                let (properties, flagged) = self.properties(node);
                object(schema).properties = properties;
                beside.flagged = flagged;
            }
            "required" => object(schema).required = self.required(node),
            "minProperties" => beside.min_properties = self.count(node),
            "maxProperties" => beside.max_properties = self.count(node),
            "additionalProperties" => {
                object(schema).additional = Some(match node.as_bool() {
                    Some(flag) => AdditionalProperties::Any(flag),
                    None => AdditionalProperties::Schema(Box::new(self.schema(node))),
                });
            }
            "patternProperties" => self.patterns(schema, node),
            "oneOf" => schema.one_of = self.schemas(node),
            "anyOf" => schema.any_of = self.schemas(node),
            "allOf" => schema.all_of = self.schemas(node),
            "not" => schema.not = Some(Box::new(self.schema(node))),
            "contains" | "propertyNames" | "dependentRequired" | "dependentSchemas" | "if" => {
                self.not_checked(node, key);
            }
            "$dynamicRef" | "$recursiveRef" => {
                schema.given_up = true;
                let message = format!("`{key}` leads to no anchor");
                self.report_with(&DYNAMIC_REFERENCE, node, message, "any value is taken");
            }
            _ => {}
        }
    }

    /// A bound that is no value itself, or, as 3.0 has it, whether the bound beside it is none.
    fn exclusive(&mut self, key: &str, node: Node<'d>) -> Result<Number, bool> {
        let Value::Number(bound) = node.value() else {
            return Err(self.as_flag(node).unwrap_or_default());
        };
        let message = format!("a number as `{key}` came with OpenAPI 3.1");
        self.newer(Dialect::V31, node, &message);
        Ok(bound.clone())
    }

    /// What keywords say of one another, and what the client has no use for.
    fn settle(&mut self, schema: &mut Schema, beside: Beside<'d>, map: Map<'d>) {
        if let Some(number) = &mut schema.number {
            if beside.excludes_minimum {
                number.exclusive_minimum = number.minimum.take();
            }
            if beside.excludes_maximum {
                number.exclusive_maximum = number.maximum.take();
            }
        }
        self.unevaluated(schema, map);
        self.conditional_properties(schema, map);
        self.unchecked(schema, &beside, map.node());
        self.listed_values(schema, &beside.values, map.node());
        properties::require(schema, beside.flagged, map);
        self.content_encoding(schema, map);
        self.positions(schema, map);
        self.pattern_types(schema, map);
    }

    /// Says which keywords the client has no check for.
    fn unchecked(&mut self, schema: &Schema, beside: &Beside<'d>, at: Node<'d>) {
        let multiple_of = beside.multiple_of.as_ref().and_then(Number::as_f64);
        let every_integer = schema.types.only() == Some(Kind::Integer) && multiple_of == Some(1.0);
        // A keyword binds values of its own type alone.
        let is = |kinds: &[Kind]| {
            schema.types.is_empty() || schema.types.iter().any(|kind| kinds.contains(&kind))
        };
        let a_number = is(&[Kind::Number, Kind::Integer]);
        let an_object = is(&[Kind::Object]);
        let said = [
            ("multipleOf", a_number && multiple_of.is_some() && !every_integer),
            ("minProperties", an_object && beside.min_properties.is_some_and(|count| count > 0)),
            ("maxProperties", an_object && beside.max_properties.is_some()),
            ("uniqueItems", is(&[Kind::Array]) && beside.unique_items),
            ("not", schema.not.is_some()),
        ];
        for (keyword, _) in said.into_iter().filter(|(_, said)| *said) {
            self.not_checked(at.get(keyword).unwrap_or(at), keyword);
        }
    }

    fn schemas(&mut self, node: Node<'d>) -> Vec<ReferenceOr<Schema>> {
        let Some(list) = node.as_list() else {
            self.wrong_type(node, "a list");
            return Vec::new();
        };
        list.items().map(|node| self.schema(node)).collect()
    }
}

/// Whether a schema is that of a file: `type: file` in Swagger 2.0, or an object whose format is a file, by which
/// Azure's documents mean octets.
pub(in crate::normalise) fn is_file<'d>(
    text: impl Fn(&str) -> Option<&'d str>,
    has_properties: bool,
    dialect: Dialect,
) -> bool {
    match text("type") {
        Some("file") => dialect == Dialect::V20,
        Some("object") => text("format") == Some("file") && !has_properties,
        _ => false,
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
