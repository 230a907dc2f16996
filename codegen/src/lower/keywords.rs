//! One view of a schema's keywords, whichever of `openapiv3`'s forms the schema was read into.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind,
    StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Number, Value};

use crate::diagnostic::{BOUNDS, GIVEN_UP};

/// A schema, or a reference to one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'a> {
    /// `$ref`
    Ref(&'a str),
    /// A schema that is written here.
    Schema(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(from: &'a ReferenceOr<Schema>) -> Self {
        match from {
            ReferenceOr::Reference { reference } => Self::Ref(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(from: &'a ReferenceOr<Box<Schema>>) -> Self {
        match from {
            ReferenceOr::Reference { reference } => Self::Ref(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

/// The word under `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
    Null,
    Other(&'a str),
}

impl<'a> Kind<'a> {
    fn parse(word: &'a str) -> Self {
        match word {
            "string" => Self::String,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "array" => Self::Array,
            "object" => Self::Object,
            "null" => Self::Null,
            other => Self::Other(other),
        }
    }

    /// Whether its values are neither lists nor objects.
    pub(super) fn is_scalar(self) -> bool {
        matches!(self, Self::String | Self::Integer | Self::Number | Self::Boolean)
    }
}

/// The properties of an object.
pub(super) type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The keywords of a schema. What is not written is absent or empty.
#[derive(Debug, Default)]
pub(super) struct Keywords<'a> {
    pub(super) kind: Option<Kind<'a>>,
    pub(super) format: Option<&'a str>,
    pub(super) pattern: Option<&'a str>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    pub(super) exclusive_minimum: bool,
    pub(super) exclusive_maximum: bool,
    pub(super) properties: Option<&'a Properties>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    pub(super) items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    /// Whether there is a list of values; [`values`] gives it.
    pub(super) enumerated: bool,
    pub(super) one_of: &'a [ReferenceOr<Schema>],
    pub(super) any_of: &'a [ReferenceOr<Schema>],
    pub(super) all_of: &'a [ReferenceOr<Schema>],
}

impl<'a> Keywords<'a> {
    /// Reads a schema.
    pub(super) fn of(schema: &'a Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::Not { .. } => Self::default(),
            SchemaKind::Any(any) => Self {
                kind: any.typ.as_deref().map(Kind::parse),
                format: any.format.as_deref(),
                pattern: any.pattern.as_deref(),
                min_length: any.min_length,
                max_length: any.max_length,
                minimum: exact(schema, "minimum").or_else(|| any.minimum.and_then(number)),
                maximum: exact(schema, "maximum").or_else(|| any.maximum.and_then(number)),
                exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
                exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
                properties: Some(&any.properties).filter(|properties| !properties.is_empty()),
                required: &any.required,
                additional: any.additional_properties.as_ref(),
                items: any.items.as_ref(),
                min_items: any.min_items,
                max_items: any.max_items,
                enumerated: !any.enumeration.is_empty(),
                one_of: &any.one_of,
                any_of: &any.any_of,
                all_of: &any.all_of,
            },
        }
    }

    fn of_type(ty: &'a Type) -> Self {
        match ty {
            Type::String(string) => Self {
                kind: Some(Kind::String),
                format: format(&string.format, |format| match format {
                    StringFormat::Date => "date",
                    StringFormat::DateTime => "date-time",
                    StringFormat::Password => "password",
                    StringFormat::Byte => "byte",
                    StringFormat::Binary => "binary",
                }),
                pattern: string.pattern.as_deref(),
                min_length: string.min_length,
                max_length: string.max_length,
                enumerated: !string.enumeration.is_empty(),
                ..Self::default()
            },
            Type::Number(any) => Self {
                kind: Some(Kind::Number),
                format: format(&any.format, |format| match format {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                }),
                minimum: any.minimum.and_then(number),
                maximum: any.maximum.and_then(number),
                exclusive_minimum: any.exclusive_minimum,
                exclusive_maximum: any.exclusive_maximum,
                enumerated: !any.enumeration.is_empty(),
                ..Self::default()
            },
            Type::Integer(integer) => Self {
                kind: Some(Kind::Integer),
                format: format(&integer.format, |format| match format {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                }),
                minimum: integer.minimum.map(Number::from),
                maximum: integer.maximum.map(Number::from),
                exclusive_minimum: integer.exclusive_minimum,
                exclusive_maximum: integer.exclusive_maximum,
                enumerated: !integer.enumeration.is_empty(),
                ..Self::default()
            },
            Type::Boolean(boolean) => Self {
                kind: Some(Kind::Boolean),
                enumerated: !boolean.enumeration.is_empty(),
                ..Self::default()
            },
            Type::Array(array) => Self {
                kind: Some(Kind::Array),
                items: array.items.as_ref(),
                min_items: array.min_items,
                max_items: array.max_items,
                ..Self::default()
            },
            Type::Object(object) => Self {
                kind: Some(Kind::Object),
                properties: Some(&object.properties).filter(|properties| !properties.is_empty()),
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                ..Self::default()
            },
        }
    }

    /// What the values are, also where `type` is left out but other keywords tell.
    pub(super) fn inferred_kind(&self) -> Option<Kind<'a>> {
        self.kind.or_else(|| {
            if self.properties.is_some() || self.additional.is_some() || !self.required.is_empty() {
                Some(Kind::Object)
            } else if self.items.is_some() || self.min_items.is_some() || self.max_items.is_some() {
                Some(Kind::Array)
            } else if self.pattern.is_some()
                || self.min_length.is_some()
                || self.max_length.is_some()
                || matches!(self.format, Some("date-time" | "date" | "uuid" | "byte" | "binary"))
            {
                Some(Kind::String)
            } else if matches!(self.format, Some("int32" | "int64")) {
                Some(Kind::Integer)
            } else if self.minimum.is_some()
                || self.maximum.is_some()
                || matches!(self.format, Some("float" | "double"))
            {
                Some(Kind::Number)
            } else {
                None
            }
        })
    }

    /// Whether the schema names alternatives.
    pub(super) fn has_alternatives(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// Whether nothing is said of the value, or only that it is an object.
    pub(super) fn says_nothing(&self) -> bool {
        self.says_nothing_but_all_of() && self.all_of.is_empty()
    }

    /// The same, `allOf` aside.
    pub(super) fn says_nothing_but_all_of(&self) -> bool {
        matches!(self.kind, None | Some(Kind::Object))
            && matches!(self.inferred_kind(), None | Some(Kind::Object))
            && self.properties.is_none()
            && self.required.is_empty()
            && matches!(self.additional, None | Some(AdditionalProperties::Any(false)))
            && !self.enumerated
            && !self.has_alternatives()
    }

    /// Whether the only value is null.
    pub(super) fn is_null_only(&self, schema: &Schema) -> bool {
        match self.kind {
            Some(Kind::Null) => true,
            _ if self.enumerated => values(schema).iter().all(Value::is_null),
            None => schema.schema_data.nullable && self.says_nothing(),
            _ => false,
        }
    }
}

/// Whether the schema took the place of one that could not be read.
pub(super) fn is_given_up(schema: &Schema) -> bool {
    schema.schema_data.extensions.contains_key(GIVEN_UP)
}

/// The listed values of a schema, null included.
pub(super) fn values(schema: &Schema) -> Vec<Value> {
    fn all<T: Clone + Into<Value>>(values: &[Option<T>]) -> Vec<Value> {
        values.iter().map(|value| value.clone().map_or(Value::Null, Into::into)).collect()
    }
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => all(&string.enumeration),
        SchemaKind::Type(Type::Integer(integer)) => all(&integer.enumeration),
        SchemaKind::Type(Type::Boolean(boolean)) => all(&boolean.enumeration),
        SchemaKind::Type(Type::Number(any)) => any
            .enumeration
            .iter()
            .map(|value| value.and_then(number).map_or(Value::Null, Value::Number))
            .collect(),
        SchemaKind::Any(any) => any.enumeration.clone(),
        _ => Vec::new(),
    }
}

/// A bound that the model would round.
fn exact(schema: &Schema, bound: &str) -> Option<Number> {
    let kept = schema.schema_data.extensions.get(BOUNDS)?.get(bound)?;
    kept.as_number().cloned()
}

/// The number, as an integer where it is one: `openapiv3` keeps bounds as floats.
fn number(value: f64) -> Option<Number> {
    // Beyond 2^53 a float stands for several integers.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

fn format<T: Copy>(
    format: &VariantOrUnknownOrEmpty<T>,
    known: fn(T) -> &'static str,
) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => Some(known(*item)),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
