//! The values of schemas that are enums.

use std::collections::HashSet;

use serde_json::{Number, Value};

use crate::ir::{EnumValue, EnumWire};

use super::{Keywords, Kind};

impl Keywords<'_> {
    /// Whether alternatives are a list of values in another form: each branch is one value, with a title for its name.
    pub(in crate::lower) fn is_list_of_branches(&self) -> bool {
        let mut branches = self.alternatives().peekable();
        !self.has_properties()
            && branches.peek().is_some()
            && branches.all(|branch| {
                branch.keywords().is_some_and(|branch| {
                    branch.is_enumerated() && branch.kind.is_none_or(Kind::is_scalar)
                })
            })
    }
}

/// The values of an enum.
#[derive(Debug)]
pub(in crate::lower) struct EnumList {
    pub(in crate::lower) values: Vec<EnumValue>,
    /// Whether they had to be bent to one kind.
    pub(in crate::lower) is_bent: bool,
    /// Whether one of them is written twice.
    pub(in crate::lower) is_repeated: bool,
}

/// The values of a schema that is an enum.
pub(in crate::lower) fn enum_list(keywords: &Keywords<'_>) -> Option<EnumList> {
    let values = keywords.values();
    let listed: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
    let is_another = listed.is_empty()
        || are_booleans(keywords, &listed)
        || are_of_several_kinds(keywords, &listed);
    if is_another { None } else { list_of(keywords, &listed) }
}

pub(in crate::lower) fn are_booleans(keywords: &Keywords<'_>, listed: &[&Value]) -> bool {
    listed.iter().all(|value| value.is_boolean()) && keywords.kind != Some(Kind::String)
}

/// Whether values of several JSON types are listed, each of them one that can be told apart.
pub(in crate::lower) fn are_of_several_kinds(keywords: &Keywords<'_>, listed: &[&Value]) -> bool {
    let is_told = |value: &&Value| value.is_string() || value.is_boolean() || value.is_number();
    keywords.kind.is_none()
        && !listed.iter().all(|value| value.is_string())
        && !listed.iter().all(|value| value.as_number().and_then(whole).is_some())
        && listed.iter().all(is_told)
}

/// The values as those of one kind.
pub(in crate::lower) fn list_of(keywords: &Keywords<'_>, listed: &[&Value]) -> Option<EnumList> {
    let (wires, is_bent) = wires(keywords, listed)?;
    let count = wires.len();
    let values = named(keywords, wires);
    Some(EnumList { is_repeated: values.len() < count, values, is_bent })
}

/// The values of one kind, and whether they had to be bent to it.
fn wires(keywords: &Keywords<'_>, listed: &[&Value]) -> Option<(Vec<EnumWire>, bool)> {
    let texts = |value: &&Value| match value {
        Value::String(text) => Some(EnumWire::String(text.clone())),
        Value::Number(number) => Some(EnumWire::String(number.to_string())),
        Value::Bool(bool) => Some(EnumWire::String(bool.to_string())),
        _ => None,
    };
    let integers = |value: &&Value| value.as_number().and_then(whole).map(EnumWire::Integer);

    let all_text = listed.iter().all(|value| value.is_string());
    let all_whole = || listed.iter().all(|value| value.as_number().and_then(whole).is_some());
    match keywords.kind {
        Some(Kind::String) => Some((listed.iter().map(texts).collect::<Option<_>>()?, !all_text)),
        None if all_text => Some((listed.iter().map(texts).collect::<Option<_>>()?, false)),
        Some(Kind::Integer | Kind::Number) | None if all_whole() => {
            Some((listed.iter().map(integers).collect::<Option<_>>()?, false))
        }
        // Texts under a type that no text is of: the values were copied from what is sent, the type was not.
        Some(Kind::Integer | Kind::Number | Kind::Boolean | Kind::Object) if all_text => {
            Some((listed.iter().map(texts).collect::<Option<_>>()?, true))
        }
        _ => None,
    }
}

/// The number as a whole one: `2` and `2.0` are the same value.
pub(in crate::lower) fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let float = number.as_f64().filter(|_| number.is_f64())?;
        // Beyond 2^53 a float stands for several integers.
        let exact = float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        exact.then_some(float as i64)
    })
}

/// The values with the document's own names and descriptions, each once.
fn named(keywords: &Keywords<'_>, wires: Vec<EnumWire>) -> Vec<EnumValue> {
    let extension = |keys: &[&str]| keys.iter().find_map(|&key| keywords.extension(key));
    let names = extension(&["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let descriptions = extension(&["x-enum-descriptions", "x-enumDescriptions"]);

    // The lists of names run beside the values as written, null included.
    let positions = keywords
        .values()
        .iter()
        .enumerate()
        .filter(|(_, value)| !value.is_null())
        .map(|(index, _)| index)
        .collect::<Vec<_>>();
    let mut seen = HashSet::new();
    let mut out = Vec::with_capacity(wires.len());
    for (index, wire) in positions.into_iter().zip(wires) {
        if !seen.insert(wire.clone()) {
            continue;
        }
        out.push(EnumValue {
            name: names.and_then(|names| beside(names, index, &wire)),
            description: descriptions.and_then(|texts| beside(texts, index, &wire)),
            wire,
        });
    }
    out
}

/// What an extension says of a value: a list runs beside the values, a map has them as keys.
fn beside(extension: &Value, index: usize, wire: &EnumWire) -> Option<String> {
    let found = match (extension, wire) {
        (Value::Array(list), _) => list.get(index),
        (Value::Object(map), EnumWire::String(text)) => map.get(text),
        (Value::Object(map), EnumWire::Integer(number)) => map.get(&number.to_string()),
        _ => None,
    };
    found.and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}
