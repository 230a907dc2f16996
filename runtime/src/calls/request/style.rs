//! How parameters are written: the document's `style` and `explode`, as RFC 6570 reads them.
//!
//! Values come as JSON trees, so that this is compiled once for all types.

use std::borrow::Cow;

use serde_json::Value;

/// A parameter's `style` together with `explode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// `form`, exploded: `color=blue&color=black`. The default for queries and cookies.
    Form,
    /// `form`, not exploded: `color=blue,black`.
    FormJoined,
    /// `spaceDelimited`: `color=blue%20black`.
    Space,
    /// `pipeDelimited`: `color=blue%7Cblack`.
    Pipe,
    /// `deepObject`: `color%5BR%5D=100`. OpenAPI defines it for flat objects only; beyond those it goes on in brackets,
    /// as most servers read it: `filter[status][in][]=a` for a list in an object in an object. Items of a list that are
    /// objects or lists carry their place, `of[0][x]=1`, so that they stay apart. A list or a single value by itself is
    /// `name[]=a` or `name=a`.
    DeepObject,
    /// `simple`: `blue,black`, `R,100,G,200`. The default for paths and headers.
    Simple,
    /// `simple`, exploded: `blue,black`, `R=100,G=200`.
    SimpleExploded,
    /// `label`: `.blue,black`.
    Label,
    /// `label`, exploded: `.blue.black`.
    LabelExploded,
    /// `matrix`: `;color=blue,black`.
    Matrix,
    /// `matrix`, exploded: `;color=blue;color=black`.
    MatrixExploded,
    /// JSON text: a parameter with `content: application/json`.
    Json,
}

/// Turns text into what may stand in its place.
pub(super) type Encode = fn(&str) -> String;

/// A value as far as styles tell values apart. Nulls are gone: they are not sent.
pub(super) enum Shape<'v> {
    Nothing,
    One(Cow<'v, str>),
    List(Vec<Cow<'v, str>>),
    Fields(Vec<(&'v str, Cow<'v, str>)>),
}

impl<'v> Shape<'v> {
    pub(super) fn from_json(value: &'v Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.iter().filter_map(scalar).collect()),
            Value::Object(fields) => Self::Fields(
                fields
                    .iter()
                    .filter_map(|(key, value)| Some((key.as_str(), scalar(value)?)))
                    .collect(),
            ),
            other => scalar(other).map_or(Self::Nothing, Self::One),
        }
    }
}

/// A single value as text; what has parts itself becomes JSON.
fn scalar(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.into()),
        other => Some(other.to_string().into()),
    }
}

/// The `name=value` pairs of a query parameter, a cookie or a form field. Encoded; empty if there is nothing to send.
pub(super) fn pairs(
    name: &str,
    value: &Value,
    style: Style,
    encode: Encode,
) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (encode(name), encode(value));
    if style == Style::DeepObject {
        let mut found = Vec::new();
        deep(name.to_owned(), value, &mut found);
        return found.iter().map(|(name, value)| pair(name, value)).collect();
    }
    if style == Style::Json {
        return if value.is_null() { Vec::new() } else { vec![pair(name, &value.to_string())] };
    }
    let separator = match style {
        Style::FormJoined => ",".to_owned(),
        Style::Space => encode(" "),
        Style::Pipe => encode("|"),
        // The other styles belong to paths and headers; a query takes them as its own default.
        _ => {
            return match Shape::from_json(value) {
                Shape::Nothing => Vec::new(),
                Shape::One(text) => vec![pair(name, &text)],
                Shape::List(items) => items.iter().map(|item| pair(name, item)).collect(),
                Shape::Fields(fields) => fields.iter().map(|(key, it)| pair(key, it)).collect(),
            };
        }
    };
    let parts = match Shape::from_json(value) {
        Shape::Nothing => return Vec::new(),
        Shape::One(text) => vec![encode(&text)],
        Shape::List(items) => items.iter().map(|item| encode(item)).collect(),
        Shape::Fields(fields) => fields.iter().flat_map(|(k, v)| [encode(k), encode(v)]).collect(),
    };
    if parts.is_empty() { Vec::new() } else { vec![(encode(name), parts.join(&separator))] }
}

/// `name[key][key]=value`; lists of scalars end in `[]`, and other lists carry a place, so that items stay apart.
fn deep(name: String, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                deep(format!("{name}[{key}]"), value, found);
            }
        }
        Value::Array(items) => {
            let placed = items.iter().any(|item| item.is_object() || item.is_array());
            for (index, item) in items.iter().enumerate() {
                let name = if placed { format!("{name}[{index}]") } else { format!("{name}[]") };
                deep(name, item, found);
            }
        }
        other => found.extend(scalar(other).map(|text| (name, text.into_owned()))),
    }
}

/// The text of a path parameter or a header. Encoded; None if there is nothing to send.
pub(super) fn text(name: &str, value: &Value, style: Style, encode: Encode) -> Option<String> {
    if style == Style::Json {
        return (!value.is_null()).then(|| encode(&value.to_string()));
    }
    // What goes first, what goes between two values, and whether fields are `key=value`.
    let (prefix, separator, explode) = match style {
        Style::SimpleExploded => ("", ",", true),
        Style::Label => (".", ",", false),
        Style::LabelExploded => (".", ".", true),
        Style::Matrix => (";", ",", false),
        Style::MatrixExploded => (";", ";", true),
        // The styles of queries; a path takes them as its own default.
        _ => ("", ",", false),
    };
    let named = |value: String| {
        let name = encode(name);
        if value.is_empty() { name } else { format!("{name}={value}") }
    };
    let matrix = prefix == ";";
    let joined = match Shape::from_json(value) {
        Shape::Nothing => return None,
        Shape::One(text) if matrix => named(encode(&text)),
        Shape::One(text) => encode(&text),
        Shape::List(items) if items.is_empty() => return None,
        Shape::Fields(fields) if fields.is_empty() => return None,
        Shape::List(items) if matrix && explode => {
            join(items.iter().map(|item| named(encode(item))), separator)
        }
        Shape::List(items) if matrix => named(join(items.iter().map(|it| encode(it)), separator)),
        Shape::List(items) => join(items.iter().map(|item| encode(item)), separator),
        Shape::Fields(fields) if explode => {
            join(fields.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))), separator)
        }
        Shape::Fields(fields) => {
            let flat = join(fields.iter().flat_map(|(k, v)| [encode(k), encode(v)]), separator);
            if matrix { named(flat) } else { flat }
        }
    };
    Some(if prefix.is_empty() { joined } else { format!("{prefix}{joined}") })
}

fn join(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}

/// The styles themselves are tested on the wire, in `tests/calls/styles.rs`.
#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Style, pairs, text};
    use crate::calls::encode;

    fn query(value: &Value, style: Style) -> String {
        let pairs = pairs("color", value, style, encode::value);
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("&")
    }

    fn path(value: &Value, style: Style) -> String {
        text("color", value, style, encode::value).unwrap_or_default()
    }

    #[test]
    fn null_is_not_sent() {
        assert_eq!(query(&Value::Null, Style::Form), "");
        assert_eq!(query(&json!([null, 1]), Style::FormJoined), "color=1");
        assert_eq!(query(&json!([]), Style::FormJoined), "");
        assert_eq!(query(&json!({"a": null}), Style::DeepObject), "");
    }

    #[test]
    fn values_cannot_break_out() {
        assert_eq!(query(&json!(["a,b", "&c=#"]), Style::FormJoined), "color=a%2Cb,%26c%3D%23");
        assert_eq!(query(&json!({"a": [true, 1.5]}), Style::Form), "a=%5Btrue%2C1.5%5D");
        assert_eq!(path(&json!(["a/b", ";c"]), Style::Matrix), ";color=a%2Fb,%3Bc");
    }
}
