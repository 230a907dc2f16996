//! Request bodies as bytes.

use bytes::Bytes;
use http::HeaderValue;
use serde_json::Value;

use super::{
    encode,
    style::{self, Style},
};

/// A body and its `content-type`.
pub(super) struct Body {
    pub(super) bytes: Bytes,
    pub(super) content_type: HeaderValue,
}

impl Body {
    pub(super) fn new(bytes: impl Into<Bytes>, content_type: &str) -> Result<Self, String> {
        let content_type = HeaderValue::from_str(content_type)
            .map_err(|_| format!("`{}` is no content type", content_type.escape_debug()))?;
        Ok(Self { bytes: bytes.into(), content_type })
    }
}

/// `application/x-www-form-urlencoded` from an object: lists repeat their key, objects inside are JSON, nulls are left out.
pub(super) fn form(value: &Value) -> Result<String, String> {
    let fields = match value {
        Value::Object(fields) => fields,
        Value::Null => return Ok(String::new()),
        _ => return Err("a form is made from an object".to_owned()),
    };
    let mut text = String::new();
    for (name, value) in fields {
        let style = if value.is_object() { Style::Json } else { Style::Form };
        for (name, value) in style::pairs(name, value, style, encode::form) {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::form;

    #[test]
    fn forms_repeat_lists_and_nest_json() {
        let body = json!({"a b": "c&d", "n": 1, "no": null, "l": [1, "x"], "o": {"k": [true]}});
        assert_eq!(form(&body).unwrap(), "a+b=c%26d&n=1&l=1&l=x&o=%7B%22k%22%3A%5Btrue%5D%7D");
        assert!(form(&json!([1])).is_err());
    }
}
