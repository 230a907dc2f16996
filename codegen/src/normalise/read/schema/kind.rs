//! What keywords say of one another: `type` binds the values of `enum`, and the bounds of integers.

use serde_json::{Number, Value};

use crate::{
    diagnostic::{Code, CodeFamily},
    model::{Kind, NumberKeywords, Schema},
};

use super::{
    Beside, Node, Reader,
    numbers::{parsed, whole},
};

pub(crate) static ENUM_MISTYPED: Code = Code::warning(
    "enum-mistyped",
    "listed values are not of the type beside them",
    "`type` and the listed values contradict each other. The values count: they are what the server \
     sends. Quote texts that YAML reads as something else.",
);

pub(crate) static MISSPELT_TYPE: Code = Code::warning(
    "misspelt-type",
    "a type whose name is meant for another",
    "`type` knows `string`, `number`, `integer`, `boolean`, `array`, `object`, and `null` from 3.1. \
     The word is read as the one that it is meant for.",
);

pub(crate) static UNKNOWN_TYPE: Code = Code::warning(
    "unknown-type",
    "there is no such type",
    "`type` knows `string`, `number`, `integer`, `boolean`, `array`, `object`, and `null` from 3.1. \
     Any value is taken.",
)
.of_family(CodeFamily::GivenUp);

impl<'d> Reader<'d> {
    /// Reads what depends on the type.
    pub(super) fn kind(&mut self, schema: &mut Schema, beside: &Beside<'d>, at: Node<'d>) {
        if let Some(typ) = &beside.typ {
            schema.kind = self.type_name(typ, beside.typ_at.unwrap_or(at));
            schema.given_up = schema.kind.is_none();
        }
        self.enum_values(schema, &beside.values, at);
        if schema.kind.is_none() && schema.enumeration.contains(&Value::Null) {
            schema.nullable = true;
        }
        self.keep_constant(schema, &beside.values);
        if schema.kind == Some(Kind::Integer)
            && let Some(number) = &mut schema.number
        {
            integer_bounds(number, &mut schema.format);
        }
    }

    /// Keeps how a number is written that is the only value: `-1.034E-20` and `1.10` are sent as they stand there.
    fn keep_constant(&self, schema: &mut Schema, values: &[Option<Node<'d>>]) {
        let [Value::Number(number)] = schema.enumeration.as_slice() else { return };
        let Some(node) = values.first().copied().flatten().filter(|_| number.is_f64()) else {
            return;
        };
        let written = self.written(node);
        let is_other = written != number.to_string();
        if is_other && serde_json::from_str::<Number>(&written).is_ok() {
            schema.written = Some(written);
        }
    }

    /// The type's name. One that JSON Schema does not know, but everybody understands, is repaired.
    fn type_name(&mut self, typ: &str, at: Node<'d>) -> Option<Kind> {
        let known = |word: &str| Kind::ALL.into_iter().find(|kind| kind.as_str() == word);
        if let Some(kind) = known(typ) {
            return Some(kind);
        }
        let lower = typ.to_ascii_lowercase();
        let meant = match lower.as_str() {
            "int" | "long" => Some(Kind::Integer),
            "float" | "double" => Some(Kind::Number),
            "bool" => Some(Kind::Boolean),
            "str" | "text" | "uuid" | "date" | "datetime" | "date-time" | "file" => {
                Some(Kind::String)
            }
            "list" => Some(Kind::Array),
            "dict" | "map" => Some(Kind::Object),
            other => known(other),
        };
        let message = format!("there is no type `{typ}`");
        match meant {
            Some(meant) => {
                let help = format!("it is read as `{}`", meant.as_str());
                self.report_with(&MISSPELT_TYPE, at, message, help);
            }
            None => self.report_with(&UNKNOWN_TYPE, at, message, "any value is taken"),
        }
        meant
    }

    /// Values of an enum in the type that the schema says: `012` without quotes is text in an enum of strings.
    fn enum_values(&mut self, schema: &mut Schema, values: &[Option<Node<'d>>], at: Node<'d>) {
        let Some(kind) = schema.kind else { return };
        let node = |index: usize| values.get(index).copied().flatten();
        let mut repaired = false;
        for (index, value) in schema.enumeration.iter_mut().enumerate() {
            let meant = match (kind, &*value) {
                (Kind::String, Value::Number(_) | Value::Bool(_)) => {
                    let written = node(index).map(|node| self.written(node));
                    Some(Value::String(written.unwrap_or_else(|| value.to_string())))
                }
                (Kind::Integer, Value::Number(number)) if !number.is_i64() => {
                    whole(number).map(Value::from)
                }
                (Kind::Integer | Kind::Number, Value::String(text)) => {
                    let number = parsed(text);
                    number.and_then(|n| {
                        if kind == Kind::Integer {
                            whole(&n).map(Value::from)
                        } else {
                            Some(n.into())
                        }
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
            let message = format!(
                "not all values are of the type `{}`; they are read as such",
                kind.as_str()
            );
            let at = at.get("enum").or_else(|| at.get("const")).unwrap_or(at);
            self.note(&ENUM_MISTYPED, at, message);
        }
    }
}

/// Bounds of integers as integers: `2.0` is 2. What no 64-bit integer can break says nothing, but for one thing: values
/// from zero to beyond `i64` are unsigned.
fn integer_bounds(number: &mut NumberKeywords, format: &mut Option<String>) {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    // As a float the last integers of 64 bits are beyond them.
    let beyond = number
        .maximum
        .as_ref()
        .is_some_and(|most| !most.is_i64() && most.as_f64().is_some_and(|most| most >= BEYOND));
    if beyond {
        let least = number.minimum.as_ref().and_then(Number::as_f64);
        let from_zero = least.is_some_and(|least| least >= 0.0);
        let unsigned = from_zero || matches!(format.as_deref(), Some("uint" | "uint64"));
        if from_zero && format.is_none() {
            *format = Some("uint64".to_owned());
        }
        // An unsigned integer of 64 bits can break a bound below its own end.
        let exact = number.maximum.as_ref().and_then(Number::as_u64).filter(|_| unsigned);
        if exact.is_none_or(|most| most == u64::MAX) {
            number.maximum = None;
            number.exclusive_maximum = false;
        }
    }
    let below = number.minimum.as_ref().is_some_and(|least| match least.as_i64() {
        Some(least) => least == i64::MIN,
        None => least.as_f64().is_some_and(|least| least <= -BEYOND),
    });
    if below {
        number.minimum = None;
        number.exclusive_minimum = false;
    }
    for bound in [&mut number.minimum, &mut number.maximum] {
        if let Some(number) = bound.as_ref().and_then(whole) {
            *bound = Some(number.into());
        }
    }
}
