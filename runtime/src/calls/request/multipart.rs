//! `multipart/form-data` (RFC 7578).

use std::hash::{BuildHasher as _, RandomState};

use serde_json::Value;

use super::{
    content::Content,
    encoding::Encoding,
    style::{self, Style},
};
use crate::{Body, File, Part, PartContent, calls::encode};

/// A part as it is sent.
struct Section<'p> {
    name: String,
    file_name: Option<&'p str>,
    content_type: Option<&'p str>,
    body: Body,
}

/// The parts as one body, behind a boundary that none of them holds. What is streamed stays a stream.
pub(super) fn encode(parts: &[Part], encodings: &[Encoding]) -> Result<Content, String> {
    let mut sections = Vec::with_capacity(parts.len());
    for part in parts {
        let encoding = Encoding::for_field(encodings, &part.name);
        match &part.content {
            PartContent::File(it) => sections.push(file(&part.name, it, encoding)),
            PartContent::Value(it) => values(&part.name, it, encoding, &mut sections),
        }
    }
    let boundary = boundary(&sections);
    let mut pieces = Vec::with_capacity(sections.len() * 2 + 1);
    let mut before = "";
    for section in sections {
        pieces.push(Body::from(format!("{before}{}", head(&section, &boundary)?)));
        pieces.push(section.body);
        before = "\r\n";
    }
    pieces.push(Body::from(format!("{before}--{boundary}--\r\n")));
    Content::in_pieces(pieces, &format!("multipart/form-data; boundary={boundary}"))
}

fn file<'p>(name: &str, file: &'p File, encoding: Option<&Encoding>) -> Section<'p> {
    let documented = encoding.and_then(|encoding| encoding.content_type);
    let content_type = file.media_type().or(documented);
    Section {
        name: name.to_owned(),
        file_name: file.name(),
        content_type: Some(content_type.unwrap_or("application/octet-stream")),
        body: file.body().clone(),
    }
}

/// The parts of a value.
fn values(name: &str, value: &Value, encoding: Option<&Encoding>, sections: &mut Vec<Section<'_>>) {
    let content_type = encoding.and_then(|encoding| encoding.content_type);
    let mut add = |name: String, content_type, body: String| {
        sections.push(Section { name, file_name: None, content_type, body: body.into() });
    };
    let style = encoding.and_then(|encoding| encoding.style);
    // Exploded `form` is what is done in any case, but that it would take objects apart, which have parts of their own.
    if let Some(style) = style.filter(|style| *style != Style::Form) {
        for (name, value) in style::pairs(name, value, style, encode::plain) {
            add(name, content_type, value);
        }
        return;
    }
    match value {
        Value::Null => {}
        Value::Array(items) if !encoding.is_some_and(Encoding::is_json) => {
            for item in items.iter().filter(|item| !item.is_null()) {
                add(name.to_owned(), content_type.or(own_type(item)), text(item));
            }
        }
        value => add(name.to_owned(), content_type.or(own_type(value)), text(value)),
    }
}

/// A part without a media type is text.
fn own_type(value: &Value) -> Option<&'static str> {
    matches!(value, Value::Object(_) | Value::Array(_)).then_some("application/json")
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What stands before a part.
fn head(section: &Section<'_>, boundary: &str) -> Result<String, String> {
    let shown = section.name.escape_debug();
    let name = quoted(&section.name)
        .ok_or_else(|| format!("the name of the part `{shown}` has a control character"))?;
    let mut head = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"");
    if let Some(name) = section.file_name {
        head.push_str("; filename=\"");
        head.push_str(&quoted(name).ok_or_else(|| {
            format!("the file name of the part `{shown}` has a control character")
        })?);
        head.push('"');
    }
    if let Some(content_type) = section.content_type {
        if content_type.chars().any(char::is_control) {
            return Err(format!("the content type of the part `{shown}` has a control character"));
        }
        head.push_str("\r\ncontent-type: ");
        head.push_str(content_type);
    }
    head.push_str("\r\n\r\n");
    Ok(head)
}

/// A random boundary: nobody can write a part that holds it, and by chance it is looked for all the same.
fn boundary(sections: &[Section<'_>]) -> String {
    loop {
        let word = || RandomState::new().hash_one(0_u8);
        let boundary = format!("vetted-{:016x}{:016x}", word(), word());
        let holds = |section: &Section<'_>| {
            let body = section.body.bytes().map_or(&[][..], |bytes| bytes);
            body.windows(boundary.len()).any(|window| window == boundary.as_bytes())
        };
        if !sections.iter().any(holds) {
            return boundary;
        }
    }
}

/// A name between quotes, escaped as browsers do (HTML, "multipart/form-data encoding algorithm").
///
/// Browsers let all other control characters through. They cannot stand in a header (RFC 9110, section 5.5), and a
/// server that ends the name at the first NUL saves another file than the one that was checked: None.
fn quoted(name: &str) -> Option<String> {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '"' => text.push_str("%22"),
            '\r' => text.push_str("%0D"),
            '\n' => text.push_str("%0A"),
            '\t' => text.push(c),
            control if control.is_ascii_control() => return None,
            other => text.push(other),
        }
    }
    Some(text)
}
