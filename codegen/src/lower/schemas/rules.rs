//! What values must hold beyond their type: patterns, lengths, bounds.

use serde_json::Number;

use crate::{
    ir::{Rule, Type, Values},
    lower::{
        context::Context,
        meaning::{Keywords, Kind, Node},
        site::Site,
    },
};

use super::{
    patterns::{self, PATTERN_UNCHECKED},
    scalars,
};

/// The rules of a schema that apply to its type; a finding where its pattern cannot be checked.
pub(in crate::lower) fn rules_of<'a>(
    cx: &mut Context<'a>,
    keywords: &Keywords<'a>,
    ty: &Type,
    site: &Site,
) -> Vec<Rule> {
    if ty.scalar_facts().is_some_and(|facts| facts.values == Values::Text)
        && keywords.pattern.is_some_and(|pattern| patterns::readable(cx, pattern).is_none())
    {
        cx.report(
            &PATTERN_UNCHECKED,
            &site.at,
            "the pattern uses what the client's engine does not know; values are sent unchecked",
        );
    }
    checkable(cx, keywords, ty)
}

/// The rules of a schema that the client can check.
pub(in crate::lower) fn checkable<'a>(
    cx: &mut Context<'a>,
    keywords: &Keywords<'a>,
    ty: &Type,
) -> Vec<Rule> {
    match (ty, ty.scalar_facts().map(|facts| facts.values)) {
        (_, Some(Values::Text)) => text(cx, keywords),
        (_, Some(values)) if values.are_numbers() => bounds(keywords, values),
        (Type::List(_), _) => items(keywords),
        _ => Vec::new(),
    }
}

fn text<'a>(cx: &mut Context<'a>, keywords: &Keywords<'a>) -> Vec<Rule> {
    let pattern = keywords.pattern.filter(|pattern| !pattern.is_empty());
    let pattern = pattern.and_then(|pattern| patterns::readable(cx, pattern));
    pattern
        .map(Rule::Pattern)
        .into_iter()
        .chain(keywords.min_length.filter(|&length| length > 0).map(|n| Rule::MinLength(wide(n))))
        .chain(keywords.max_length.map(|length| Rule::MaxLength(wide(length))))
        .collect()
}

fn bounds(keywords: &Keywords<'_>, values: Values) -> Vec<Rule> {
    let range = match values {
        Values::Integer { least, most } => Some((least, most)),
        _ => None,
    };
    let minimum = keywords.minimum.clone().map(|bound| {
        let value = bound.value;
        if bound.is_exclusive { Rule::Above(value) } else { Rule::Min(value) }
    });
    let maximum = keywords.maximum.clone().map(|bound| {
        let value = bound.value;
        if bound.is_exclusive { Rule::Below(value) } else { Rule::Max(value) }
    });
    // What every value of the type holds anyway needs no check.
    minimum
        .filter(|rule| !matches!((rule, range), (Rule::Min(bound), Some((least, _))) if at_most(bound, least)))
        .into_iter()
        .chain(maximum.filter(
            |rule| !matches!((rule, range), (Rule::Max(bound), Some((_, most))) if at_least(bound, most)),
        ))
        .collect()
}

fn items(keywords: &Keywords<'_>) -> Vec<Rule> {
    keywords
        .min_items
        .filter(|&count| count > 0)
        .map(|count| Rule::MinItems(wide(count)))
        .into_iter()
        .chain(keywords.max_items.map(|count| Rule::MaxItems(wide(count))))
        .collect()
}

/// Every digit of an integer.
fn integer(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

#[expect(clippy::cast_precision_loss, reason = "the bound is no more exact")]
fn at_most(bound: &Number, value: i128) -> bool {
    match integer(bound) {
        Some(bound) => bound <= value,
        None => bound.as_f64().is_some_and(|bound| bound <= value as f64),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the bound is no more exact")]
fn at_least(bound: &Number, value: i128) -> bool {
    match integer(bound) {
        Some(bound) => bound >= value,
        None => bound.as_f64().is_some_and(|bound| bound >= value as f64),
    }
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Whether the node refers to what is no object and has rules. An object brings its own checks.
pub(in crate::lower) fn bind_component<'a>(cx: &mut Context<'a>, node: Node<'a>) -> bool {
    if !matches!(node.unwrapped(), Node::Ref(_)) {
        return false;
    }
    let Some(keywords) = cx.schemas.unwrapped(node) else { return false };
    let ty = match keywords.inferred_kind() {
        _ if keywords.is_enumerated() || keywords.has_alternatives() => return false,
        Some(Kind::Array) if !keywords.tuple.is_empty() => return false,
        // A list of exactly one is that one.
        Some(Kind::Array) if (keywords.min_items, keywords.max_items) == (Some(1), Some(1)) => {
            return false;
        }
        Some(Kind::Array) => Type::List(Box::new(Type::UNTYPED)),
        Some(kind) if kind.is_scalar() => Type::Scalar(scalars::scalar(&keywords)),
        _ => return false,
    };
    // What is wrong with the rules is said where they stand.
    !checkable(cx, &keywords, &ty).is_empty()
}
