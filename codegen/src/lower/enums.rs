//! Lists of values.

use std::collections::HashSet;

use indexmap::IndexSet;
use serde_json::{Number, Value};

use crate::{
    diagnostic::{Code, CodeFamily},
    ir::{EnumType, EnumValue, EnumWire, JsonType, Scalar, Type, TypeKind},
    normalise::ENUM_MISTYPED,
};

use super::{
    branches::Branch,
    context::Context,
    said::{Keywords, Kind},
    schema::Shape,
    site::Site,
    unions,
};

pub(crate) static ENUM_IGNORED: Code = Code::warning(
    "enum-ignored",
    "the listed values are of no kind that a type can have",
    "A list of values becomes an enum where all are texts or all are whole numbers. These are mixed, \
     or lists, or objects, so any value of the type is taken.",
)
.of_family(CodeFamily::GivenUp);

pub(crate) static ENUM_REPEATED: Code = Code::warning(
    "enum-repeated",
    "a value is listed more than once",
    "The value is one variant, whichever number of times it is listed.",
);

/// The values of an enum.
#[derive(Debug)]
pub(super) struct List {
    pub(super) values: Vec<EnumValue>,
    /// Whether they had to be bent to one kind.
    is_bent: bool,
    /// Whether one of them is written twice.
    is_repeated: bool,
}

/// What a schema with a list of values is; `None` when the list says nothing that helps, and the type alone counts.
pub(super) fn shape<'a>(
    cx: &mut Context<'a>,
    keywords: &Keywords<'a>,
    site: &Site,
) -> Option<Shape> {
    let values = keywords.values();
    let listed: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
    if listed.is_empty() {
        // Only null: there is nothing else to tell apart.
        return keywords.kind.is_none().then_some(Shape::Type(Type::ONLY_NULL));
    }
    if are_booleans(keywords, &listed) {
        return Some(Shape::Type(Type::Scalar(Scalar::Bool)));
    }
    if are_of_several_kinds(keywords, &listed) {
        return Some(of_several_kinds(cx, &listed, site));
    }
    let Some(list) = list_of(keywords, &listed) else {
        cx.report(
            &ENUM_IGNORED,
            &site.at,
            "the listed values are neither all texts nor all whole numbers; any value of the type is taken",
        );
        return None;
    };
    if list.is_bent {
        cx.report(
            &ENUM_MISTYPED,
            &site.at,
            "the listed values are not of the type that is given; they are read as what fits both best",
        );
    }
    if list.is_repeated {
        cx.report(&ENUM_REPEATED, &site.at, "a value is listed more than once");
    }
    Some(Shape::Def(TypeKind::Enum(EnumType { values: list.values })))
}

/// The values of a schema that is an enum.
pub(super) fn list(keywords: &Keywords<'_>) -> Option<List> {
    let values = keywords.values();
    let listed: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
    let is_another = listed.is_empty()
        || are_booleans(keywords, &listed)
        || are_of_several_kinds(keywords, &listed);
    if is_another { None } else { list_of(keywords, &listed) }
}

fn are_booleans(keywords: &Keywords<'_>, listed: &[&Value]) -> bool {
    listed.iter().all(|value| value.is_boolean()) && keywords.kind != Some(Kind::String)
}

/// Whether values of several JSON types are listed, each of them one that can be told apart.
fn are_of_several_kinds(keywords: &Keywords<'_>, listed: &[&Value]) -> bool {
    let is_told = |value: &&Value| value.is_string() || value.is_boolean() || value.is_number();
    keywords.kind.is_none()
        && !listed.iter().all(|value| value.is_string())
        && !listed.iter().all(|value| value.as_number().and_then(whole).is_some())
        && listed.iter().all(is_told)
}

/// The values as those of one kind.
fn list_of(keywords: &Keywords<'_>, listed: &[&Value]) -> Option<List> {
    let (wires, is_bent) = wires(keywords, listed)?;
    let count = wires.len();
    let values = named(keywords, wires);
    Some(List { is_repeated: values.len() < count, values, is_bent })
}

/// Values of several JSON types: a union of a list of texts, a list of whole numbers, numbers and booleans.
fn of_several_kinds(cx: &mut Context<'_>, listed: &[&Value], site: &Site) -> Shape {
    let (mut texts, mut integers) = (IndexSet::new(), IndexSet::new());
    let (mut number, mut boolean) = (false, false);
    for value in listed {
        match value {
            Value::String(text) => _ = texts.insert(EnumWire::String(text.clone())),
            Value::Bool(_) => boolean = true,
            Value::Number(other) => match whole(other) {
                Some(integer) => _ = integers.insert(EnumWire::Integer(integer)),
                None => number = true,
            },
            Value::Null | Value::Array(_) | Value::Object(_) => {}
        }
    }
    if number {
        // Whole numbers among others are numbers.
        integers.clear();
    }
    let mut branches = Vec::new();
    for (wires, json) in [(texts, JsonType::String), (integers, JsonType::Integer)] {
        if !wires.is_empty() {
            let value = |wire| EnumValue { wire, name: None, description: None };
            let values = wires.into_iter().map(value).collect();
            let kind = TypeKind::Enum(EnumType { values });
            let word = if json == JsonType::String { "text" } else { "integer" };
            let ty = cx.define(&site.word(word), kind, None, false);
            branches.push(Branch::of_type(ty, Some(json)));
        }
    }
    let plain =
        [(number, Scalar::F64, JsonType::Number), (boolean, Scalar::Bool, JsonType::Boolean)];
    let plain = plain.into_iter().filter(|(listed, ..)| *listed);
    branches
        .extend(plain.map(|(_, scalar, json)| Branch::of_type(Type::Scalar(scalar), Some(json))));
    unions::of_branches(cx, branches, None, &[], site)
}

/// Whether alternatives are a list of values in another form: each branch is one value, with a title for its name.
pub(super) fn is_list_of_branches(keywords: &Keywords<'_>) -> bool {
    let mut branches = keywords.alternatives().peekable();
    !keywords.has_properties()
        && branches.peek().is_some()
        && branches.all(|branch| {
            branch.keywords().is_some_and(|branch| {
                branch.is_enumerated() && branch.kind.is_none_or(Kind::is_scalar)
            })
        })
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
fn whole(number: &Number) -> Option<i64> {
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
