//! Lists of values.

use indexmap::IndexSet;
use serde_json::Value;

use crate::{
    diagnostic::{Code, CodeFamily},
    ir::{EnumType, EnumValue, EnumWire, JsonType, Scalar, Type, TypeKind},
    lower::{
        context::Context,
        meaning::{Keywords, are_booleans, are_of_several_kinds, list_of, whole},
        site::Site,
    },
    normalise::ENUM_MISTYPED,
};

use super::{branch::Branch, schema::Shape, unions};

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

/// What a schema with a list of values is; `None` when the list says nothing that helps, and the type alone counts.
pub(in crate::lower) fn shape<'a>(
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
