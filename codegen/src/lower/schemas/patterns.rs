//! Patterns: ECMA-262 in the document, `regex-lite` in the client.

use std::borrow::Cow;

use crate::{diagnostic::Code, lower::context::Context};

pub(crate) static PATTERN_UNCHECKED: Code = Code::warning(
    "pattern-unchecked",
    "a pattern that the client's engine does not know",
    "Patterns are regular expressions of ECMA-262. The client checks them with an engine that works \
     in linear time and knows no look-around and no back references. Values are sent unchecked.",
);

/// The pattern in a form that the runtime's engine reads.
pub(in crate::lower) fn readable<'a>(cx: &mut Context<'a>, pattern: &'a str) -> Option<String> {
    cx.patterns.entry(pattern).or_insert_with(|| read(pattern)).clone()
}

fn read(pattern: &str) -> Option<String> {
    let bare = undelimited(pattern);
    [Cow::Borrowed(bare), Cow::Owned(without_idle_escapes(bare))]
        .into_iter()
        .find(|form| regex_lite::Regex::new(form).is_ok())
        .map(Cow::into_owned)
}

/// `/^a$/` written as in JavaScript: as a pattern it could never match, for nothing stands before the beginning.
fn undelimited(pattern: &str) -> &str {
    pattern
        .strip_prefix("/^")
        .and_then(|rest| rest.strip_suffix("$/").or_else(|| rest.strip_suffix("$/u")))
        .and_then(|inner| pattern.get(1..=inner.len() + 2))
        .unwrap_or(pattern)
}

/// Drops the backslash before what needs none. ECMA-262 allows it before any sign that is no letter.
fn without_idle_escapes(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            out.push(char);
            continue;
        }
        match chars.next() {
            // `\<` and `\>` are word boundaries to the engine, and it refuses what is beyond ASCII.
            Some(escaped) if matches!(escaped, '<' | '>') || !escaped.is_ascii() => {
                out.push(escaped);
            }
            Some(escaped) => out.extend(['\\', escaped]),
            None => out.push('\\'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ecma_quirks_are_read() {
        assert_eq!(read(r"^aplt_\w+$").as_deref(), Some(r"^aplt_\w+$"));
        assert_eq!(read("/^[a-z]+$/").as_deref(), Some("^[a-z]+$"));
        assert!(read(r"^https?:\/\/").is_some());
        assert_eq!(without_idle_escapes(r"^a\<\w\ä$"), r"^a<\wä$");
        assert_eq!(read("(?=lookahead)"), None);
    }
}
