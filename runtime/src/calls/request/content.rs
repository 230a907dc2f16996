//! Request bodies, ready to be sent.

use std::fmt;

use http::HeaderValue;
use serde::{
    Deserialize, Deserializer, Serializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};

use super::{
    encoding::Encoding,
    style::{self, Style},
};
use crate::{Body, calls::encode};

/// A body in pieces, and its `content-type`.
#[derive(Clone)]
pub(super) struct Content {
    pub(super) pieces: Vec<Body>,
    pub(super) content_type: HeaderValue,
}

impl Content {
    pub(super) fn new(body: impl Into<Body>, content_type: &str) -> Result<Self, String> {
        Self::in_pieces(vec![body.into()], content_type)
    }

    pub(super) fn in_pieces(pieces: Vec<Body>, content_type: &str) -> Result<Self, String> {
        let content_type = HeaderValue::from_str(content_type)
            .map_err(|_| format!("`{}` is no content type", content_type.escape_debug()))?;
        Ok(Self { pieces, content_type })
    }
}

/// `application/x-www-form-urlencoded` from an object: lists repeat their key, objects inside are JSON, nulls are left
/// out, unless an encoding says otherwise.
pub(super) fn form(value: &Value, encodings: &[Encoding]) -> Result<String, String> {
    let fields = match value {
        Value::Object(fields) => fields,
        Value::Null => return Ok(String::new()),
        _ => return Err("a form is made from an object".to_owned()),
    };
    let mut text = String::new();
    for (name, value) in fields {
        let encoding = Encoding::for_field(encodings, name);
        let has_parts = value.is_object() || value.is_array();
        let style = match encoding {
            Some(Encoding { style: Some(style), .. }) => *style,
            Some(encoding) if encoding.is_json() && has_parts => Style::Json,
            _ if value.is_object() => Style::Json,
            _ => Style::Form,
        };
        let reserved = encoding.is_some_and(|encoding| encoding.reserved);
        let encode = if reserved { encode::reserved } else { encode::form };
        for (name, value) in style::pairs(name, value, style, encode) {
            if !text.is_empty() {
                text.push('&');
            }
            text.push_str(&name);
            text.push('=');
            text.push_str(&value);
        }
    }
    Ok(text)
}

/// A JSON object in which a field is true; the text of the others is as it was. None for what is no object.
pub(super) fn with_true(text: &[u8], field: &str) -> Option<Vec<u8>> {
    let Entries(mut entries) = serde_json::from_slice(text).ok()?;
    let yes = RawValue::from_string("true".to_owned()).ok()?;
    match entries.iter_mut().find(|(key, _)| key == field) {
        Some((_, value)) => *value = yes,
        None => entries.push((field.to_owned(), yes)),
    }
    let mut out = Vec::with_capacity(text.len() + field.len());
    let mut object = serde_json::Serializer::new(&mut out);
    object.collect_map(entries).ok()?;
    Some(out)
}

/// The entries of an object, in their order and unread.
struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::Style, Encoding, form, with_true};

    #[test]
    fn a_field_is_set_and_the_others_stay() {
        let set = |text: &str| with_true(text.as_bytes(), "stream").map(String::from_utf8);
        let told = r#"{"z":1.50,"a":123456789012345678901234567890,"stream":true}"#;
        for text in [
            r#"{"z":1.50,"a":123456789012345678901234567890}"#,
            r#"{"z":1.50,"a":123456789012345678901234567890,"stream":false}"#,
        ] {
            assert_eq!(set(text), Some(Ok(told.to_owned())));
        }
        assert_eq!(set("[1]"), None);
    }

    #[test]
    fn forms_repeat_lists_and_nest_json() {
        let body = json!({"a b": "c&d", "n": 1, "no": null, "l": [1, "x"], "o": {"k": [true]}});
        let text = form(&body, &[]).unwrap();
        assert_eq!(text, "a+b=c%26d&n=1&l=1&l=x&o=%7B%22k%22%3A%5Btrue%5D%7D");
        assert!(form(&json!([1]), &[]).is_err());
    }

    #[test]
    fn encodings_say_otherwise() {
        let body = json!({"a": {"b": [1, 2], "c": {"d": "e f"}}, "l": [1, 2], "t": "x/y"});
        let shown = |encodings: &[Encoding]| {
            form(&body, encodings).unwrap().replace("%5B", "[").replace("%5D", "]")
        };
        let deep = Encoding::all().style(Style::DeepObject);
        assert_eq!(shown(&[deep]), "a[b][]=1&a[b][]=2&a[c][d]=e+f&l[]=1&l[]=2&t=x%2Fy");
        let a = Encoding::new("a").style(Style::DeepObject);
        let json = Encoding::new("l").content_type("application/json");
        let reserved = Encoding::new("t").reserved();
        assert_eq!(shown(&[a, json, reserved]), "a[b][]=1&a[b][]=2&a[c][d]=e+f&l=[1%2C2]&t=x/y");
        let joined = Encoding::new("l").style(Style::FormJoined);
        assert!(shown(&[joined]).contains("&l=1,2&"));
        let flat = Encoding::new("a").style(Style::Form);
        assert!(shown(&[flat]).starts_with("b=[1%2C2]&c="));
    }
}
