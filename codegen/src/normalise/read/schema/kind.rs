//! `type`, and the listed values that it binds.

use serde_json::{Number, Value};

use crate::{
    diagnostic::{Code, CodeFamily},
    model::{Kind, Schema, Types},
    normalise::version::Dialect,
};

use crate::normalise::read::fields::{UNQUOTED_TEXT, written};

use super::{
    Node, Reader,
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
    /// The word under `type`, or several.
    pub(super) fn types(&mut self, schema: &mut Schema, node: Node<'d>) {
        let words: Vec<(String, Node<'d>)> = match node.as_list() {
            Some(list) => {
                self.newer(Dialect::V31, node, "a list of types came with OpenAPI 3.1");
                list.items().filter_map(|item| Some((self.type_word(item)?, item))).collect()
            }
            None => self.as_text(node).into_iter().map(|word| (word, node)).collect(),
        };
        for (word, at) in words {
            if word == "null" {
                schema.null = true;
                if node.as_list().is_none() {
                    self.newer(Dialect::V31, node, "the type `null` came with OpenAPI 3.1");
                }
                continue;
            }
            match self.type_name(&word, at) {
                Some(kind) => schema.types.insert(kind),
                None => schema.given_up = true,
            }
        }
        if schema.given_up {
            schema.types = Types::default();
        }
    }

    /// A word of a list of types.
    fn type_word(&mut self, node: Node<'d>) -> Option<String> {
        if node.is_null() {
            self.report(&UNQUOTED_TEXT, node, "null without quotes is taken for the type `null`");
            return Some("null".to_owned());
        }
        self.as_text(node)
    }

    /// Reads listed values as what the type says.
    pub(super) fn listed_values(&mut self, schema: &mut Schema, values: &[Node<'d>], at: Node<'d>) {
        if let Some(kind) = schema.types.only() {
            self.retype(schema, kind, values, at);
        }
        keep_constant(schema, values);
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

    /// Values in the type that the schema says: `012` without quotes is text in an enum of strings.
    fn retype(&mut self, schema: &mut Schema, kind: Kind, values: &[Node<'d>], at: Node<'d>) {
        let mut repaired = false;
        let listed = schema.constant.as_deref_mut().into_iter().chain(&mut schema.enumeration);
        for (value, node) in listed.zip(values) {
            let meant = match (kind, &*value) {
                (Kind::String, Value::Number(_) | Value::Bool(_)) => {
                    Some(Value::String(written(*node)))
                }
                (Kind::Integer, Value::Number(number)) if !number.is_i64() => {
                    whole(number).map(Value::from)
                }
                (Kind::Integer, Value::String(text)) => {
                    parsed(text).as_ref().and_then(whole).map(Value::from)
                }
                (Kind::Number, Value::String(text)) => parsed(text).map(Value::from),
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

/// Keeps how a number is written that is the only value: `-1.034E-20` and `1.10` are sent as they stand there.
fn keep_constant(schema: &mut Schema, values: &[Node<'_>]) {
    let listed = (schema.constant.as_deref(), schema.enumeration.as_slice());
    let ((Some(only), _) | (None, [only])) = listed else { return };
    let (Value::Number(number), [node]) = (only, values) else { return };
    let written = written(*node);
    let is_other = number.is_f64() && written != number.to_string();
    if is_other && serde_json::from_str::<Number>(&written).is_ok() {
        schema.written = Some(written.into_boxed_str());
    }
}
