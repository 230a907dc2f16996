//! `x-wire`: text on the wire that is another thing in Rust.

use serde_json::Value;

use crate::{
    diagnostic::{Code, Finding},
    ir::{Meaning, Scalar, Type},
    model::Schema,
};

use super::{
    all_of,
    context::Context,
    keywords::{Keywords, Kind, Node},
    nullable::allows_null,
    site::Site,
};

pub(crate) static WIRE_FORMAT_IGNORED: Code = Code::warning(
    "wire-format-ignored",
    "`x-wire` on what it does not fit",
    "`x-wire` says how a value is written on the wire. It has a meaning on fields and parameters of \
     some types, not on what it stands on here.",
);

/// The words that `x-wire` can hold.
const WORDS: [&str; 5] = ["integer", "flag", "comma-separated", "local-date-time", "uuid"];

/// What becomes of a text that is not what `x-wire` or `format` says.
const OTHERWISE: &str = "x-wire-otherwise";

/// What comes of a wire format without effect.
const AS_WRITTEN: &str = "the value has the type that the schema says without it";

/// The type of a field whose schema says `x-wire`, null included. Only fields have such types.
pub(super) fn field<'a>(cx: &mut Context<'a>, node: Node<'a>) -> Option<Type> {
    let schema = all_of::behind(cx, node)?;
    let ty = Type::Scalar(lenient(schema).or_else(|| scalar(schema))?);
    Some(if allows_null(cx, node) { ty.or_null() } else { ty })
}

/// The type of a field whose text is kept where it does not mean what it should (`x-wire-otherwise: text`).
fn lenient(schema: &Schema) -> Option<Scalar> {
    if schema.extensions.get(OTHERWISE).and_then(Value::as_str) != Some("text") {
        return None;
    }
    Some(Scalar::TextOf(match scalar(schema)? {
        Scalar::IntegerText => Meaning::Integer,
        Scalar::Flag => Meaning::Flag,
        Scalar::LocalDateTime => Meaning::LocalDateTime,
        Scalar::Uuid => Meaning::Uuid,
        Scalar::CommaIntegers => return Some(Scalar::CommaTexts),
        _ => return None,
    }))
}

/// The type of a parameter whose schema says `x-wire`. A parameter is text in any case, so an integer is just one.
pub(super) fn parameter<'a>(cx: &mut Context<'a>, node: Node<'a>, site: &Site) -> Option<Type> {
    match scalar(all_of::behind(cx, node)?)? {
        Scalar::IntegerText => Some(Type::Scalar(Scalar::I64)),
        Scalar::LocalDateTime => {
            refuse_reference(cx, node, site);
            None
        }
        other => Some(Type::Scalar(other)),
    }
}

/// Says why the `x-wire` of a schema has no effect, where it has none: the schema is no field, or what it says is
/// wrong.
pub(super) fn refuse(cx: &mut Context<'_>, schema: &Schema, site: &Site) {
    let extensions = &schema.extensions;
    if extensions.contains_key(OTHERWISE) {
        refuse_otherwise(cx, schema, site);
    }
    let Some(word) = extensions.get("x-wire") else { return };
    let word = word.as_str().unwrap_or("x-wire");
    if let Some(scalar) = scalar(schema) {
        // A component can be the type of a field elsewhere.
        if site.component_name().is_none() {
            ignored(cx, site, misplaced(word, scalar), AS_WRITTEN);
        }
    } else if !WORDS.contains(&word) {
        let known = WORDS.map(|word| format!("`{word}`")).join(", ");
        ignored(cx, site, format!("`{word}` is no wire format"), format!("known are {known}"));
    } else if !holds_text(schema) {
        ignored(cx, site, format!("the wire format `{word}` needs a schema of text"), AS_WRITTEN);
    } else {
        let message = format!("`x-wire-items` does not fit the wire format `{word}`");
        let help = "it is `string` or `integer`, and stands beside `comma-separated` alone";
        ignored(cx, site, message, help);
    }
}

/// Says why `x-wire-otherwise` has no effect, where it has none.
fn refuse_otherwise(cx: &mut Context<'_>, schema: &Schema, site: &Site) {
    if lenient(schema).is_none() {
        let message = "`x-wire-otherwise` does not fit";
        let help = "it is `text`, beside an `x-wire` that some texts cannot be read as";
        ignored(cx, site, message.to_owned(), help);
    }
}

/// Says that a reference leads to a wire format, where none is known: the component itself may be right elsewhere.
pub(super) fn refuse_reference<'a>(cx: &mut Context<'a>, node: Node<'a>, site: &Site) {
    if !matches!(all_of::annotated(node), Node::Ref(_)) {
        return;
    }
    let Some(schema) = all_of::behind(cx, node) else { return };
    let word = schema.extensions.get("x-wire").and_then(Value::as_str);
    if let (Some(word), Some(scalar)) = (word, scalar(schema)) {
        ignored(cx, site, misplaced(word, scalar), AS_WRITTEN);
    }
}

fn misplaced(word: &str, scalar: Scalar) -> String {
    let places = match scalar {
        Scalar::LocalDateTime => "fields",
        _ => "fields and parameters",
    };
    format!("the wire format `{word}` is known only for {places}")
}

fn ignored(cx: &mut Context<'_>, site: &Site, message: String, help: impl Into<String>) {
    let finding = Finding::new(&WIRE_FORMAT_IGNORED, &site.at, message);
    cx.findings.push(finding.help(help));
}

fn scalar(schema: &Schema) -> Option<Scalar> {
    let extensions = &schema.extensions;
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
        ("uuid", None) => Some(Scalar::Uuid),
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
            matches!(Keywords::of(branch).kind, Some(Kind::String | Kind::Integer))
        })
    })
}
