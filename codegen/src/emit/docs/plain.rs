//! The short way for plain sentences: text that Markdown reads as itself.
//!
//! Most descriptions are that. Whatever could be more goes the long way; a test holds that both ways give the same.

use super::wrap::{WIDTH, wrap};

/// The lines of text that is nothing but paragraphs of plain words.
pub(super) fn prose(text: &str) -> Option<Vec<String>> {
    let text = text.trim_matches(['\n', ' ']);
    let mut out = Vec::new();
    let mut paragraph = String::new();
    for line in text.split('\n') {
        if line.is_empty() {
            end(&mut paragraph, &mut out);
            continue;
        }
        if !is_plain(line) {
            return None;
        }
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }
    end(&mut paragraph, &mut out);
    Some(out)
}

/// One line of plain words.
pub(super) fn line(text: &str) -> Option<String> {
    let text = text.trim_matches(['\n', ' ']);
    (!text.is_empty() && is_plain(text)).then(|| text.to_owned())
}

fn end(paragraph: &mut String, out: &mut Vec<String>) {
    if paragraph.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(String::new());
    }
    out.extend(wrap(&std::mem::take(paragraph), WIDTH));
}

/// Whether a line is read as itself wherever it stands: it begins with a letter, which begins no block, and holds nothing
/// that marks, links or names.
fn is_plain(line: &str) -> bool {
    if !line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let mut before = b' ';
    for &c in line.as_bytes() {
        let plain = match c {
            b' ' => before != b' ',
            b'A'..=b'Z' => !before.is_ascii_lowercase(),
            b'a'..=b'z' | b'0'..=b'9' => true,
            // Not `http://`, not `a::b`.
            b'/' | b':' => before != b':',
            b'.' | b',' | b';' | b'\'' | b'"' | b'(' | b')' | b'?' | b'!' | b'%' | b'$' | b'-'
            | b'+' | b'=' | b'{' | b'}' | b'#' | b'^' => true,
            _ => false,
        };
        if !plain {
            return false;
        }
        before = c;
    }
    before != b' '
}
