//! Names and addresses inside text: a name of code becomes code, a bare address a link.

use super::{
    links::{Target, target},
    page::Inline,
};

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// The text in pieces. Inside a link an address is code: a link holds no other.
pub(super) fn pieces(text: &str, in_link: bool, out: &mut Vec<Inline>) {
    if !may_name(text) {
        push_text(out, text);
        return;
    }
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if let Some(length) = address(rest) {
            let (url, _) = rest.split_at(length);
            // `{host}` is to be filled in first.
            let found =
                if in_link || url.contains(['{', '}']) { Target::Nothing } else { target(url) };
            match found {
                Target::Link(to) if to == url => out.push(Inline::Url(to)),
                _ => push_code(out, url.to_owned()),
            }
            length
        } else if let Some((front, name, length)) = name(rest) {
            push_text(out, &rest[..front]);
            push_code(out, rest[front..front + name].to_owned());
            length.min(front + name)
        } else {
            let length = word(rest).max(c.len_utf8());
            push_text(out, &rest[..length]);
            length
        };
        rest = &rest[length..];
    }
}

/// Whether a text holds anything that a name or an address is known by.
fn may_name(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let pair = (std::mem::replace(&mut before, c), c);
        matches!(pair, (_, '_') | (':', ':' | '/')) || (pair.0.is_lowercase() && c.is_uppercase())
    })
}

/// Two pieces of code that touch are one.
pub(super) fn push_code(out: &mut Vec<Inline>, code: String) {
    match out.last_mut() {
        Some(Inline::Code(last)) => last.push_str(&code),
        _ => out.push(Inline::Code(code)),
    }
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

/// The length of the address that `text` begins with.
fn address(text: &str) -> Option<usize> {
    let scheme = SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?;
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '[' | ']' | '|' | '\\');
    let whole = text.split(ends).next().unwrap_or_default();
    let closing = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '\'' | '*' | '_');
    let kept = whole.trim_end_matches(closing).len();
    Some(kept.max(scheme.len()))
}

/// The name of code that `text` begins with: what stands before it, its length, and that of the whole word.
fn name(text: &str) -> Option<(usize, usize, usize)> {
    let whole = &text[..word(text)];
    let edge = ['.', '-', '/', ':'];
    let front = whole.len() - whole.trim_start_matches(edge).len();
    let core = whole[front..].trim_end_matches(edge);
    is_code(core).then_some((front, core.len(), whole.len()))
}

/// The length of the word that `text` begins with. An address inside it ends it.
fn word(text: &str) -> usize {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':');
    let end = text.find(|c: char| !inside(c)).unwrap_or(text.len());
    let whole = &text[..end];
    if !whole.contains(':') {
        return end;
    }
    SCHEMES.iter().filter_map(|scheme| whole.find(scheme)).min().unwrap_or(end)
}

/// Whether a word reads as code: it has an underscore, a capital behind a small letter, `::` or `://`.
fn is_code(word: &str) -> bool {
    const NAMES: [&str; 10] = [
        "OAuth",
        "OAuth2",
        "GitHub",
        "GitLab",
        "OpenAPI",
        "JavaScript",
        "TypeScript",
        "GraphQL",
        "macOS",
        "iOS",
    ];
    if NAMES.contains(&word) || !word.contains(char::is_alphanumeric) {
        return false;
    }
    let camel = || {
        word.split(['/', '.', '-', ':']).filter(|part| !NAMES.contains(part)).any(|part| {
            let capital = part.chars().skip(1).map(char::is_uppercase);
            part.chars().map(char::is_lowercase).zip(capital).any(|pair| pair == (true, true))
        })
    };
    word.contains('_') || word.contains("::") || word.contains("://") || camel()
}
