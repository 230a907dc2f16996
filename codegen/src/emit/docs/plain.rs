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

/// Whether a line is read as itself wherever it stands: it begins with a letter or with code, which begin no block, and
/// holds nothing else that marks, links or names.
fn is_plain(line: &str) -> bool {
    if !line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '`') {
        return false;
    }
    let mut in_code = false;
    let mut before = ' ';
    for c in line.chars() {
        let plain = match c {
            // Neither an empty span, nor one of several ticks, nor blanks inside its edge.
            '`' if in_code => before != '`' && before != ' ',
            '`' => before != '`',
            ' ' => before != ' ' && !(in_code && before == '`'),
            ' '..='~' if in_code => true,
            'A'..='Z' => !before.is_ascii_lowercase(),
            // Not `http://`, not `a::b`.
            '/' | ':' => before != ':',
            'a'..='z'
            | '0'..='9'
            | '.'
            | ','
            | ';'
            | '\''
            | '"'
            | '('
            | ')'
            | '?'
            | '!'
            | '%'
            | '$'
            | '-'
            | '+'
            | '='
            | '{'
            | '}'
            | '#'
            | '^'
            | '@'
            | '\u{2013}'
            | '\u{2014}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201c}'
            | '\u{201d}'
            | '\u{2026}' => true,
            _ => false,
        };
        if !plain {
            return false;
        }
        in_code ^= c == '`';
        before = c;
    }
    before != ' ' && !in_code
}
