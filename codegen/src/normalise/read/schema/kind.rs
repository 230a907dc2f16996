//! Which of the model's shapes a schema has: one type with the keywords that belong to it, one combination, or any mix.

use openapiv3::{
    ArrayType, BooleanType, IntegerType, NumberType, ObjectType, SchemaData, SchemaKind,
    StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Map, Number, Value};

use super::{
    Raw, Reader, Trail,
    numbers::{parsed, whole},
};
use crate::diagnostic::{BOUNDS, GIVEN_UP, WRITTEN};

/// The keywords that are there, by what they constrain.
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
struct Present {
    string: bool,
    number: bool,
    object: bool,
    array: bool,
    one_of: bool,
    all_of: bool,
    any_of: bool,
    not: bool,
    /// `enum` or `format`.
    scalar: bool,
}

impl Present {
    fn of(raw: &Raw) -> Self {
        Self {
            string: raw.pattern.is_some() || raw.min_length.is_some() || raw.max_length.is_some(),
            number: raw.multiple_of.is_some()
                || raw.exclusive_minimum.is_some()
                || raw.exclusive_maximum.is_some()
                || raw.minimum.is_some()
                || raw.maximum.is_some(),
            object: raw.properties.is_some()
                || raw.required.is_some()
                || raw.additional_properties.is_some()
                || raw.min_properties.is_some()
                || raw.max_properties.is_some(),
            array: raw.items.is_some()
                || raw.min_items.is_some()
                || raw.max_items.is_some()
                || raw.unique_items.is_some(),
            one_of: raw.one_of.is_some(),
            all_of: raw.all_of.is_some(),
            any_of: raw.any_of.is_some(),
            not: raw.not.is_some(),
            scalar: raw.enumeration.is_some() || raw.format.is_some(),
        }
    }

    fn combined(&self) -> bool {
        self.one_of || self.all_of || self.any_of || self.not
    }

    /// No keyword but those of one type.
    fn only(&self, own: fn(&Self) -> bool) -> bool {
        let all = [self.string, self.number, self.object, self.array];
        let there = all.into_iter().filter(|present| *present).count();
        !self.combined() && there == usize::from(own(self))
    }

    /// No keyword but the combinations.
    fn only_combined(&self, how: bool) -> bool {
        let constrained = self.string || self.number || self.object || self.array || self.scalar;
        let count =
            [self.one_of, self.all_of, self.any_of, self.not].into_iter().filter(|c| *c).count();
        how && count == 1 && !constrained
    }
}

impl Reader<'_> {
    /// The model's shape for a schema's keywords.
    pub(super) fn kind(
        &mut self,
        mut raw: Raw,
        data: &mut SchemaData,
        at: &Trail<'_>,
    ) -> SchemaKind {
        self.known_type(&mut raw, data, at);
        self.enum_values(&mut raw, at);
        if raw.enumeration.as_ref().is_some_and(|values| values.contains(&Value::Null))
            && raw.typ.is_none()
        {
            data.nullable = true;
        }
        self.keep_constant(&raw, data, at);
        if raw.typ.as_deref() == Some("integer") {
            integer_bounds(&mut raw);
        }
        let present = Present::of(&raw);
        match raw.typ.as_deref() {
            Some("string")
                if present.only(|p| p.string)
                    && all(raw.enumeration.as_ref(), Value::is_string) =>
            {
                SchemaKind::Type(Type::String(StringType {
                    format: format(raw.format),
                    pattern: raw.pattern,
                    enumeration: values(raw.enumeration.as_ref(), |v| {
                        v.as_str().map(str::to_owned)
                    }),
                    min_length: raw.min_length,
                    max_length: raw.max_length,
                }))
            }
            Some("number")
                if present.only(|p| p.number)
                    && all(raw.enumeration.as_ref(), Value::is_number) =>
            {
                let float = |number: Option<Number>| number.and_then(|number| number.as_f64());
                SchemaKind::Type(Type::Number(NumberType {
                    format: format(raw.format),
                    multiple_of: float(raw.multiple_of),
                    exclusive_minimum: raw.exclusive_minimum.unwrap_or_default(),
                    exclusive_maximum: raw.exclusive_maximum.unwrap_or_default(),
                    minimum: float(raw.minimum),
                    maximum: float(raw.maximum),
                    enumeration: values(raw.enumeration.as_ref(), Value::as_f64),
                }))
            }
            Some("integer")
                if present.only(|p| p.number)
                    && all(raw.enumeration.as_ref(), Value::is_i64)
                    && [&raw.multiple_of, &raw.minimum, &raw.maximum]
                        .into_iter()
                        .all(|bound| bound.as_ref().is_none_or(Number::is_i64)) =>
            {
                let integer = |number: Option<Number>| number.and_then(|number| number.as_i64());
                SchemaKind::Type(Type::Integer(IntegerType {
                    format: format(raw.format),
                    multiple_of: integer(raw.multiple_of),
                    exclusive_minimum: raw.exclusive_minimum.unwrap_or_default(),
                    exclusive_maximum: raw.exclusive_maximum.unwrap_or_default(),
                    minimum: integer(raw.minimum),
                    maximum: integer(raw.maximum),
                    enumeration: values(raw.enumeration.as_ref(), Value::as_i64),
                }))
            }
            Some("boolean")
                if present.only(|_| false)
                    && raw.format.is_none()
                    && all(raw.enumeration.as_ref(), Value::is_boolean) =>
            {
                let enumeration = values(raw.enumeration.as_ref(), Value::as_bool);
                SchemaKind::Type(Type::Boolean(BooleanType { enumeration }))
            }
            Some("object") if present.only(|p| p.object) && !present.scalar => {
                SchemaKind::Type(Type::Object(ObjectType {
                    properties: raw.properties.unwrap_or_default(),
                    required: raw.required.unwrap_or_default(),
                    additional_properties: raw.additional_properties,
                    min_properties: raw.min_properties,
                    max_properties: raw.max_properties,
                }))
            }
            Some("array") if present.only(|p| p.array) && !present.scalar => {
                SchemaKind::Type(Type::Array(ArrayType {
                    items: raw.items,
                    min_items: raw.min_items,
                    max_items: raw.max_items,
                    unique_items: raw.unique_items.unwrap_or_default(),
                }))
            }
            None if present.only_combined(present.one_of) => {
                SchemaKind::OneOf { one_of: raw.one_of.unwrap_or_default() }
            }
            None if present.only_combined(present.all_of) => {
                SchemaKind::AllOf { all_of: raw.all_of.unwrap_or_default() }
            }
            None if present.only_combined(present.any_of) => {
                SchemaKind::AnyOf { any_of: raw.any_of.unwrap_or_default() }
            }
            _ => {
                keep_bounds(&raw, data);
                SchemaKind::Any(raw.into())
            }
        }
    }

    /// A type that is known, or none.
    fn known_type(&mut self, raw: &mut Raw, data: &mut SchemaData, at: &Trail<'_>) {
        let Some(typ) = raw.typ.take() else { return };
        raw.typ = self.type_name(typ, at);
        if raw.typ.is_none() {
            data.extensions.insert(GIVEN_UP.to_owned(), Value::Bool(true));
        }
    }

    /// Keeps how a number is written that is the only value: `-1.034E-20` and `1.10` are sent as they stand there.
    fn keep_constant(&self, raw: &Raw, data: &mut SchemaData, at: &Trail<'_>) {
        let Some([only @ Value::Number(number)]) = raw.enumeration.as_deref() else { return };
        if !number.is_f64() {
            return;
        }
        for at in [&at.key("enum").item(0), &at.key("const")] {
            let written = self.written(only, at);
            let is_other = written != number.to_string();
            if is_other && serde_json::from_str::<Number>(&written).is_ok() {
                data.extensions.insert(WRITTEN.to_owned(), written.into());
                return;
            }
        }
    }

    /// The type's name. One that JSON Schema does not know, but everybody understands, is repaired.
    fn type_name(&mut self, typ: String, at: &Trail<'_>) -> Option<String> {
        let known = ["string", "number", "integer", "boolean", "object", "array"];
        if known.contains(&typ.as_str()) {
            return Some(typ);
        }
        let at = &at.key("type");
        let lower = typ.to_ascii_lowercase();
        let meant = match lower.as_str() {
            "int" | "long" => Some("integer"),
            "float" | "double" => Some("number"),
            "bool" => Some("boolean"),
            "str" | "text" | "uuid" | "date" | "datetime" | "date-time" | "file" => Some("string"),
            "list" => Some("array"),
            "dict" | "map" => Some("object"),
            other => known.into_iter().find(|name| *name == other),
        };
        let message = format!("there is no type `{typ}`");
        match meant {
            Some(meant) => {
                self.warn_with("misspelt-type", at, message, format!("it is read as `{meant}`"));
            }
            None => self.warn_with("unknown-type", at, message, "any value is taken"),
        }
        meant.map(str::to_owned)
    }

    /// Values of an enum in the type that the schema says: `012` without quotes is text in an enum of strings.
    fn enum_values(&mut self, raw: &mut Raw, at: &Trail<'_>) {
        let (Some(typ), Some(values)) = (raw.typ.as_deref(), raw.enumeration.as_mut()) else {
            return;
        };
        let at = &at.key("enum");
        let mut repaired = false;
        for (index, value) in values.iter_mut().enumerate() {
            let meant = match (typ, &*value) {
                ("string", Value::Number(_) | Value::Bool(_)) => {
                    Some(Value::String(self.written(value, &at.item(index))))
                }
                ("integer", Value::Number(number)) if !number.is_i64() => {
                    whole(number).map(Value::from)
                }
                ("integer" | "number", Value::String(text)) => {
                    let number = parsed(text);
                    number.and_then(|n| {
                        if typ == "integer" { whole(&n).map(Value::from) } else { Some(n.into()) }
                    })
                }
                _ => None,
            };
            if let Some(meant) = meant {
                repaired |= std::mem::discriminant(&meant) != std::mem::discriminant(value);
                *value = meant;
            }
        }
        if repaired {
            let message = format!("not all values are of the type `{typ}`; they are read as such");
            self.note("enum-mistyped", at, message);
        }
    }
}

/// Keeps bounds that are integers beyond what a float holds.
fn keep_bounds(raw: &Raw, data: &mut SchemaData) {
    const EXACT: u64 = 1 << 53;
    let bounds: Map<String, Value> = [("minimum", &raw.minimum), ("maximum", &raw.maximum)]
        .into_iter()
        .filter_map(|(key, bound)| {
            let bound = bound.as_ref().filter(|bound| {
                bound.as_u64().or_else(|| Some(bound.as_i64()?.unsigned_abs())) > Some(EXACT)
            })?;
            Some((key.to_owned(), bound.clone().into()))
        })
        .collect();
    if !bounds.is_empty() {
        data.extensions.insert(BOUNDS.to_owned(), Value::Object(bounds));
    }
}

/// Bounds of integers as integers: `2.0` is 2. What no 64-bit integer can break says nothing, but for one thing: values
/// from zero to beyond `i64` are unsigned.
fn integer_bounds(raw: &mut Raw) {
    // As a float the last integers of 64 bits are beyond them.
    let beyond = |bound: &Option<Number>| {
        let bound = bound.as_ref().filter(|bound| !bound.is_i64());
        let bound = bound.and_then(Number::as_f64);
        bound.is_some_and(|bound| bound >= 9_223_372_036_854_775_808.0)
    };
    if beyond(&raw.maximum) {
        let from_zero = raw.minimum.as_ref().and_then(Number::as_f64).is_some_and(|min| min >= 0.0);
        let unsigned = from_zero || matches!(raw.format.as_deref(), Some("uint" | "uint64"));
        if from_zero && raw.format.is_none() {
            raw.format = Some("uint64".to_owned());
        }
        // An unsigned integer of 64 bits can break a bound below its own end.
        let exact = raw.maximum.as_ref().and_then(Number::as_u64).filter(|_| unsigned);
        if exact.is_none_or(|most| most == u64::MAX) {
            raw.maximum = None;
            raw.exclusive_maximum = None;
        }
    }
    let below = raw.minimum.as_ref().is_some_and(|least| match least.as_i64() {
        Some(least) => least == i64::MIN,
        None => least.as_f64().is_some_and(|least| least <= -9_223_372_036_854_775_808.0),
    });
    if below {
        raw.minimum = None;
        raw.exclusive_minimum = None;
    }
    for bound in [&mut raw.minimum, &mut raw.maximum, &mut raw.multiple_of] {
        if let Some(number) = bound.as_ref().and_then(whole) {
            *bound = Some(number.into());
        }
    }
}

fn format<T: std::str::FromStr>(format: Option<String>) -> VariantOrUnknownOrEmpty<T> {
    format.into()
}

fn all(values: Option<&Vec<Value>>, fits: fn(&Value) -> bool) -> bool {
    values.into_iter().flatten().all(|value| value.is_null() || fits(value))
}

fn values<T>(values: Option<&Vec<Value>>, read: impl Fn(&Value) -> Option<T>) -> Vec<Option<T>> {
    values.into_iter().flatten().map(read).collect()
}
