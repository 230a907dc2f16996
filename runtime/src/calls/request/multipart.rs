//! `multipart/form-data` (RFC 7578).

use std::hash::{BuildHasher as _, RandomState};

use super::body::Body;
use crate::Part;

/// The parts as one body, behind a boundary that none of them holds.
pub(super) fn encode(parts: &[Part]) -> Result<Body, String> {
    let boundary = boundary(parts);
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.body.len() + 256).sum());
    for part in parts {
        let mut head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"",
            quoted(&part.name)
        );
        if let Some(name) = &part.file_name {
            head.push_str("; filename=\"");
            head.push_str(&quoted(name));
            head.push('"');
        }
        if let Some(content_type) = &part.content_type {
            if content_type.chars().any(char::is_control) {
                return Err(format!(
                    "the content type of the part `{}` has a control character",
                    part.name
                ));
            }
            head.push_str("\r\ncontent-type: ");
            head.push_str(content_type);
        }
        head.push_str("\r\n\r\n");
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend_from_slice(&part.body);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Body::new(bytes, &format!("multipart/form-data; boundary={boundary}"))
}

/// A random boundary: nobody can write a part that holds it, and by chance it is looked for all the same.
fn boundary(parts: &[Part]) -> String {
    loop {
        let word = || RandomState::new().hash_one(0_u8);
        let boundary = format!("vetted-{:016x}{:016x}", word(), word());
        let holds = |part: &Part| {
            part.body.windows(boundary.len()).any(|window| window == boundary.as_bytes())
        };
        if !parts.iter().any(holds) {
            return boundary;
        }
    }
}

/// A name between quotes, escaped as browsers do.
fn quoted(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '"' => text.push_str("%22"),
            '\r' => text.push_str("%0D"),
            '\n' => text.push_str("%0A"),
            other => text.push(other),
        }
    }
    text
}
