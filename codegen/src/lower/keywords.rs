//! A schema's keywords side by side, and what they say together.

use serde_json::{Number, Value};

use crate::model::{AdditionalProperties, ReferenceOr, Schema};
pub(super) use crate::model::{Kind, Properties};

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

/// The keywords of a schema. What is not written is absent or empty.
#[derive(Debug, Default)]
pub(super) struct Keywords<'a> {
    pub(super) kind: Option<Kind>,
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
        let string = schema.string.as_deref();
        let number = schema.number.as_deref();
        let array = schema.array.as_deref();
        let object = schema.object.as_deref();
        let properties = object.map(|object| &object.properties);
        Self {
            kind: schema.kind,
            format: schema.format.as_deref(),
            pattern: string.and_then(|string| string.pattern.as_deref()),
            min_length: string.and_then(|string| string.min_length),
            max_length: string.and_then(|string| string.max_length),
            minimum: number.and_then(|number| number.minimum.as_ref()).map(plain),
            maximum: number.and_then(|number| number.maximum.as_ref()).map(plain),
            exclusive_minimum: number.is_some_and(|number| number.exclusive_minimum),
            exclusive_maximum: number.is_some_and(|number| number.exclusive_maximum),
            properties: properties.filter(|properties| !properties.is_empty()),
            required: object.map_or(&[], |object| &object.required),
            additional: object.and_then(|object| object.additional.as_ref()),
            items: array.and_then(|array| array.items.as_ref()),
            min_items: array.and_then(|array| array.min_items),
            max_items: array.and_then(|array| array.max_items),
            enumerated: !schema.enumeration.is_empty(),
            one_of: &schema.one_of,
            any_of: &schema.any_of,
            all_of: &schema.all_of,
        }
    }

    /// What the values are, also where `type` is left out but other keywords tell.
    pub(super) fn inferred_kind(&self) -> Option<Kind> {
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
            _ if self.enumerated => values(schema).iter().all(Value::is_null),
            None => schema.nullable && self.says_nothing(),
            _ => false,
        }
    }
}

/// The listed values of a schema, null included.
pub(super) fn values(schema: &Schema) -> Vec<Value> {
    let values = schema.enumeration.iter();
    if schema.kind != Some(Kind::Number) {
        return values.cloned().collect();
    }
    let plain = |value: &Value| match value {
        Value::Number(number) => Value::Number(plain(number)),
        other => other.clone(),
    };
    values.map(plain).collect()
}

/// The number, without a point where it is a whole one.
fn plain(number: &Number) -> Number {
    // Beyond 2^53 a float stands for several integers.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        Some(value) if number.is_f64() && value.fract() == 0.0 && value.abs() <= EXACT => {
            Number::from(value as i64)
        }
        _ => number.clone(),
    }
}
