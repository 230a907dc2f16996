//! `x-wire`: text on the wire that is another thing in Rust.

use openapiv3::Schema;
use serde_json::Value;

use crate::ir::{Scalar, Type};

use super::{
    all_of,
    context::Context,
    keywords::{Keywords, Kind, Node},
    nullable::allows_null,
    site::Site,
};

/// The type of a field whose schema says `x-wire`, null included. Only fields have such types.
pub(super) fn field<'a>(cx: &mut Context<'a>, node: Node<'a>) -> Option<Type> {
    let schema = all_of::behind(cx, node)?;
    let scalar = scalar(schema)?;
    let ty = Type::Scalar(scalar);
    Some(if allows_null(cx, node) { ty.or_null() } else { ty })
}

/// The type of a parameter whose schema says `x-wire`. A parameter is text in any case, so an integer is just one.
pub(super) fn parameter<'a>(cx: &Context<'a>, node: Node<'a>) -> Option<Type> {
    match scalar(all_of::behind(cx, node)?)? {
        Scalar::IntegerText => Some(Type::Scalar(Scalar::I64)),
        Scalar::LocalDateTime => None,
        other => Some(Type::Scalar(other)),
    }
}

/// Says where `x-wire` has no effect: it stands on what is no text, or is no field.
pub(super) fn refuse(cx: &mut Context<'_>, schema: &Schema, site: &Site) {
    let Some(word) = schema.schema_data.extensions.get("x-wire") else { return };
    // A component can be the type of a field elsewhere.
    if scalar(schema).is_some() && site.component_name().is_some() {
        return;
    }
    let word = word.as_str().unwrap_or("x-wire").to_owned();
    cx.warn(
        "wire-format-ignored",
        &site.at,
        format!("the wire format `{word}` is known only for fields and parameters that hold text"),
    );
}

fn scalar(schema: &Schema) -> Option<Scalar> {
    let extensions = &schema.schema_data.extensions;
    let word = extensions.get("x-wire").and_then(Value::as_str)?;
    if !holds_text(schema) {
        return None;
    }
    match (word, extensions.get("x-wire-items").and_then(Value::as_str)) {
        ("integer", None) => Some(Scalar::IntegerText),
        ("flag", None) => Some(Scalar::Flag),
        ("comma-separated", None | Some("string")) => Some(Scalar::CommaStrings),
        ("comma-separated", Some("integer")) => Some(Scalar::CommaIntegers),
        ("local-date-time", None) => Some(Scalar::LocalDateTime),
        _ => None,
    }
}

/// Whether the value is a string, or a string or an integer.
fn holds_text(schema: &Schema) -> bool {
    let keywords = Keywords::of(schema);
    let mut branches = keywords.one_of.iter().chain(keywords.any_of).peekable();
    if branches.peek().is_none() {
        return keywords.kind == Some(Kind::String);
    }
    branches.all(|branch| {
        branch.as_item().is_some_and(|branch| {
            matches!(Keywords::of(branch).kind, Some(Kind::String | Kind::Integer | Kind::Null))
        })
    })
}
