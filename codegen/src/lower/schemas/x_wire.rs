//! `x-wire`: text on the wire that is another thing in Rust.

use serde_json::Value;

use crate::{
    diagnostic::{Code, Finding},
    ir::{Meaning, Scalar, Type},
    lower::{
        context::Context,
        meaning::{Keywords, Kind, Node},
        site::Site,
    },
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

/// The type of a field whose schema says `x-wire`, null included. Only fields have such types. `said`: what is said
/// behind references.
pub(in crate::lower) fn field<'a>(
    cx: &Context<'a>,
    node: Node<'a>,
    said: &Keywords<'a>,
) -> Option<Type> {
    let ty = Type::Scalar(lenient(said).or_else(|| scalar(said))?);
    Some(if cx.schemas.allows_null(node) { ty.or_null() } else { ty })
}

/// The type of a field whose text is kept where it does not mean what it should (`x-wire-otherwise: text`).
fn lenient(said: &Keywords<'_>) -> Option<Scalar> {
    if said.extension(OTHERWISE).and_then(Value::as_str) != Some("text") {
        return None;
    }
    Some(Scalar::TextOf(match scalar(said)? {
        Scalar::IntegerText => Meaning::Integer,
        Scalar::Flag => Meaning::Flag,
        Scalar::LocalDateTime => Meaning::LocalDateTime,
        Scalar::Uuid => Meaning::Uuid,
        Scalar::CommaIntegers => return Some(Scalar::CommaTexts),
        _ => return None,
    }))
}

/// The type of a parameter whose schema says `x-wire`. A parameter is text in any case, so an integer is just one.
pub(in crate::lower) fn parameter<'a>(
    cx: &mut Context<'a>,
    node: Node<'a>,
    site: &Site,
) -> Option<Type> {
    let said = cx.schemas.unwrapped(node)?;
    match scalar(&said)? {
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
pub(in crate::lower) fn refuse(cx: &mut Context<'_>, said: &Keywords<'_>, site: &Site) {
    if said.extension(OTHERWISE).is_some() {
        refuse_otherwise(cx, said, site);
    }
    let Some(word) = said.extension("x-wire") else { return };
    let word = word.as_str().unwrap_or("x-wire");
    if let Some(scalar) = scalar(said) {
        // A component can be the type of a field elsewhere.
        if site.component_name().is_none() {
            ignored(cx, site, misplaced(word, scalar), AS_WRITTEN);
        }
    } else if !WORDS.contains(&word) {
        let known = WORDS.map(|word| format!("`{word}`")).join(", ");
        ignored(cx, site, format!("`{word}` is no wire format"), format!("known are {known}"));
    } else if !holds_text(said) {
        ignored(cx, site, format!("the wire format `{word}` needs a schema of text"), AS_WRITTEN);
    } else {
        let message = format!("`x-wire-items` does not fit the wire format `{word}`");
        let help = "it is `string` or `integer`, and stands beside `comma-separated` alone";
        ignored(cx, site, message, help);
    }
}

/// Says why `x-wire-otherwise` has no effect, where it has none.
fn refuse_otherwise(cx: &mut Context<'_>, said: &Keywords<'_>, site: &Site) {
    if lenient(said).is_none() {
        let message = "`x-wire-otherwise` does not fit";
        let help = "it is `text`, beside an `x-wire` that some texts cannot be read as";
        ignored(cx, site, message.to_owned(), help);
    }
}

/// Says that a reference leads to a wire format, where none is known: the component itself may be right elsewhere.
pub(in crate::lower) fn refuse_reference<'a>(cx: &mut Context<'a>, node: Node<'a>, site: &Site) {
    if !matches!(node.unwrapped(), Node::Ref(_)) {
        return;
    }
    let Some(said) = cx.schemas.unwrapped(node) else { return };
    let word = said.extension("x-wire").and_then(Value::as_str);
    if let (Some(word), Some(scalar)) = (word, scalar(&said)) {
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
    cx.say(finding.help(help));
}

fn scalar(said: &Keywords<'_>) -> Option<Scalar> {
    let word = said.extension("x-wire").and_then(Value::as_str)?;
    if !holds_text(said) {
        return None;
    }
    match (word, said.extension("x-wire-items").and_then(Value::as_str)) {
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
fn holds_text(said: &Keywords<'_>) -> bool {
    let mut branches = said.alternatives().peekable();
    if branches.peek().is_none() {
        return said.kind == Some(Kind::String);
    }
    branches.all(|branch| {
        let kind = branch.keywords().and_then(|said| said.kind);
        matches!(kind, Some(Kind::String | Kind::Integer))
    })
}
