//! The places of JSON, by a scanner that only looks for where things begin and end.

use super::{Builder, Positions, Range};

/// `None` when the text is not JSON.
pub(super) fn positions(text: &str) -> Option<Positions> {
    let bytes = text.as_bytes();
    let mut builder = Builder::default();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => at += 1,
            b'{' | b'[' => {
                at += 1;
                builder.open(Range { start, end: at }, *byte == b'{');
            }
            b'}' | b']' => {
                at += 1;
                builder.close(at);
            }
            b'"' => {
                at = string_end(bytes, at)?;
                let range = Range { start, end: at };
                if builder.wants_key() {
                    // Escapes in keys are rare, and serde_json knows them all.
                    let written = text.get(start..at)?;
                    builder.key(serde_json::from_str::<String>(written).ok()?, range);
                } else {
                    builder.value(range, true);
                }
            }
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' if !builder.wants_key() => {
                let rest = bytes.get(at..).unwrap_or_default();
                let ends = |byte: &u8| {
                    !matches!(byte, b'-' | b'+' | b'.') && !byte.is_ascii_alphanumeric()
                };
                at += rest.iter().position(ends).unwrap_or(rest.len());
                builder.value(Range { start, end: at }, true);
            }
            _ => return None,
        }
    }
    builder.open.is_empty().then_some(builder.positions)
}

/// The byte behind a string's closing quote.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
