//! Text → identifier: cases, keywords, and characters that identifiers do not have.

use std::{borrow::Cow, fmt::Write as _};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// `snake_case`, a raw identifier where it would be a keyword.
pub(super) fn snake(text: &str) -> String {
    keyword_safe(plain_snake(text))
}

/// How long a module's name may be. File systems take 255 bytes; a number and an ending come on top.
const LONGEST_MODULE: usize = 120;

/// `snake_case` for a module and its file: no raw identifiers, no names that a file system refuses.
pub(super) fn module(text: &str) -> String {
    let mut name = plain_snake(text);
    if name.len() > LONGEST_MODULE {
        // Names are ASCII by now; a cut inside a word does no harm.
        name = name.chars().take(LONGEST_MODULE).collect();
        name.truncate(name.trim_end_matches('_').len());
    }
    if is_keyword(&name) || is_device(&name) { format!("{name}_") } else { name }
}

/// `UpperCamelCase`.
pub(super) fn camel(text: &str) -> String {
    let name = camel_words(&plain(text));
    match name.as_str() {
        "" => "Empty".to_owned(),
        "Self" => "SelfValue".to_owned(),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("N{name}"),
        _ => name,
    }
}

/// The words of a plain text together, numbers kept apart: `gpt 5 2` is `Gpt5_2`.
fn camel_words(plain: &str) -> String {
    let digits_meet = |pair: &[u8]| pair[0].is_ascii_digit() && !pair[1].is_ascii_alphanumeric();
    if !plain.as_bytes().windows(2).any(digits_meet) {
        return plain.to_upper_camel_case();
    }
    let mut name = String::with_capacity(plain.len());
    for word in plain.to_snake_case().split('_') {
        let begins_so = word.starts_with(|c: char| c.is_ascii_digit());
        if begins_so && name.ends_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        name.push_str(&word.to_upper_camel_case());
    }
    name
}

/// `SHOUTY_SNAKE_CASE`.
pub(super) fn shouty(text: &str) -> String {
    let name = plain(text).to_shouty_snake_case();
    match name.as_str() {
        "" => "EMPTY".to_owned(),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("N{name}"),
        _ => name,
    }
}

/// `UpperCamelCase` with a word for each character that identifiers do not have; for texts that are the same without
/// them.
pub(super) fn camel_spelled(text: &str) -> String {
    let mut spelled = String::new();
    for c in text.chars() {
        match spell(c) {
            Some(word) => {
                spelled.push(' ');
                spelled.push_str(word);
                spelled.push(' ');
            }
            None => spelled.push(c),
        }
    }
    camel(&spelled)
}

/// A word for how a text is written.
pub(super) fn style(text: &str) -> &'static str {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    if !text.trim_matches('_').contains(|c: char| !c.is_alphanumeric() && c != '_') {
        if letters().all(char::is_uppercase) {
            return "upper";
        }
        if text.starts_with('_') || text.ends_with('_') {
            return "underscored";
        }
        if text.contains('_') {
            return "snake";
        }
    }
    match text.trim_start_matches(|c: char| !c.is_alphabetic()).chars().next() {
        _ if text.contains('-') => "dashed",
        _ if text.contains('.') => "dotted",
        _ if text.contains(' ') => "spaced",
        _ if text.contains('[') => "bracketed",
        _ if text.contains('/') => "slashed",
        _ if text.contains('$') => "dollar",
        _ if text.contains(':') => "colon",
        _ if text.contains('@') => "at",
        Some(first) if first.is_uppercase() => "capital",
        _ if letters().any(char::is_uppercase) => "camel",
        _ => "lower",
    }
}

/// A name in `snake_case` with one more word.
pub(super) fn joined_snake(name: &str, word: &str) -> String {
    format!("{}_{word}", name.trim_end_matches('_'))
}

/// The words of a name, in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    plain(text)
        .to_snake_case()
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The word without its plural ending, so that `applicants` and `applicant` compare equal.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && stem.len() > 1 => stem.to_owned(),
        _ => word.to_owned(),
    }
}

fn plain_snake(text: &str) -> String {
    if is_plain_snake(text) {
        return text.to_owned();
    }
    let name = plain(text).to_snake_case();
    match name.as_str() {
        "" => "empty".to_owned(),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("n{name}"),
        _ => name,
    }
}

/// Whether a text is what [`plain_snake`] makes of it, as most are: words of small letters and digits.
fn is_plain_snake(text: &str) -> bool {
    let is_word = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    let bytes = text.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.last().is_some_and(|&c| is_word(c))
        && bytes.windows(2).all(|pair| is_word(pair[0]) || (pair[0] == b'_' && is_word(pair[1])))
}

/// The text with only letters and digits left, a leading sign before a digit spelled, so that `+1` and `-1` differ.
fn plain(text: &str) -> String {
    let text = &*joined_acronyms(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut first = true;
    while let Some(c) = chars.next() {
        let before_digit = chars.peek().is_some_and(char::is_ascii_digit);
        match c {
            '+' if first && before_digit => out.push_str("plus "),
            '-' if first && before_digit => out.push_str("minus "),
            // An apostrophe joins: `driver's` is one word.
            '\'' | '\u{2019}' => {}
            c if c.is_ascii_alphanumeric() => out.push(c),
            c if !c.is_ascii() => match deunicode::deunicode_char(c) {
                // A letter of another alphabet joins its neighbours, a sign is a word of its own.
                Some(text) if c.is_alphanumeric() => {
                    out.extend(
                        text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }),
                    );
                }
                Some(text) => {
                    let _ = write!(
                        out,
                        " {} ",
                        text.replace(|c: char| !c.is_ascii_alphanumeric(), " ")
                    );
                }
                None => {
                    let _ = write!(out, " u{:x} ", u32::from(c));
                }
            },
            _ => out.push(' '),
        }
        first = false;
    }
    if out.trim().is_empty() && !text.is_empty() {
        // Nothing but signs: spell them.
        return text
            .chars()
            .map(|c| spell(c).map_or_else(|| format!("u{:x}", u32::from(c)), str::to_owned))
            .collect::<Vec<_>>()
            .join(" ");
    }
    out
}

/// Acronyms that have small letters inside or behind them read as one word: `OAuth`, `IDs`, `IPv4`.
fn joined_acronyms(text: &str) -> Cow<'_, str> {
    // Most texts have no two capitals in a row.
    if !text.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase)) {
        return Cow::Borrowed(text);
    }
    let mut out = text.replace("OAuth", "Oauth").replace("IPv4", "Ipv4").replace("IPv6", "Ipv6");
    let bytes: Vec<char> = out.chars().collect();
    let plural = |at: usize| {
        at >= 2
            && bytes[at] == 's'
            && bytes[at - 1].is_ascii_uppercase()
            && bytes[at - 2].is_ascii_uppercase()
            && bytes.get(at + 1).is_none_or(|next| !next.is_ascii_lowercase())
    };
    if let Some(end) = (0..bytes.len()).find(|&at| plural(at)) {
        let begin =
            (0..end).rev().take_while(|&at| bytes[at].is_ascii_uppercase()).last().unwrap_or(end);
        let word: String = bytes[begin + 1..end].iter().collect::<String>().to_ascii_lowercase();
        let head: String = bytes[..=begin].iter().collect();
        let tail: String = bytes[end + 1..].iter().collect();
        out = format!("{head}{word}s{}", joined_acronyms(&tail));
    }
    Cow::Owned(out)
}

fn spell(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '%' => "percent",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '_' => "underscore",
        ' ' => "space",
        '(' => "open",
        ')' => "close",
        '[' => "bracket",
        ']' => "end",
        '"' => "quote",
        _ => return None,
    })
}

fn keyword_safe(name: String) -> String {
    match name.as_str() {
        // These four cannot be raw identifiers.
        "self" | "super" | "crate" | "Self" => format!("{name}_"),
        _ if is_keyword(&name) => format!("r#{name}"),
        _ => name,
    }
}

fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "self"
            | "static"
            | "struct"
            | "super"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}

/// Names that Windows keeps for devices, with any extension.
fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || (name.len() == 4
            && (name.starts_with("com") || name.starts_with("lpt"))
            && name.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_snake_case_stays() {
        for text in ["a", "a1", "a_b", "a_1", "a1_b2c", "n1"] {
            assert!(is_plain_snake(text), "{text}");
            assert_eq!(plain(text).to_snake_case(), text);
        }
        for text in ["", "_", "_a", "a_", "a__b", "1", "1a", "A", "aB", "a-b", "ä"] {
            assert!(!is_plain_snake(text), "{text}");
        }
    }

    #[test]
    fn texts_that_are_no_identifiers() {
        assert_eq!(snake("type"), "r#type");
        assert_eq!(snake("self"), "self_");
        assert_eq!(snake("X-Request-ID"), "x_request_id");
        assert_eq!(camel("+1"), "Plus1");
        assert_eq!(camel("-1"), "Minus1");
        assert_eq!(camel(""), "Empty");
        assert_eq!(camel("*"), "Star");
        assert_eq!(camel("2fa"), "N2fa");
        assert_eq!(camel("gpt-5.2-2025-12-11"), "Gpt5_2_2025_12_11");
        assert_eq!(camel("v1 beta 2"), "V1Beta2");
        assert_eq!(camel("Driver's licence"), "DriversLicence");
        assert_eq!(module("type"), "type_");
        assert_eq!(module("con"), "con_");
        assert_eq!(camel_spelled("a>b"), "AGreaterB");
        assert_eq!(camel("Größe"), "Grosse");
        assert_eq!(snake("état_civil"), "etat_civil");
        assert_eq!(snake("OAuth2"), "oauth2");
        assert_eq!(snake("userIDs"), "user_ids");
        assert_eq!(snake("IDsAndURLs"), "ids_and_urls");
        assert_eq!(snake("HTTPStatus"), "http_status");
    }

    #[test]
    fn plurals() {
        for (many, one) in [
            ("applicants", "applicant"),
            ("activities", "activity"),
            ("address", "address"),
            ("boxes", "box"),
            ("status", "statu"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
