//! Which call it is: what errors, spans and hooks say of it.

use std::{borrow::Cow, fmt};

use http::Method;

/// Which call it is, and how often it was sent.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) operation: Cow<'static, str>,
    pub(crate) method: Method,
    pub(crate) path: Cow<'static, str>,
    /// Whether the server may get it twice.
    pub(crate) repeatable: bool,
    /// How often it was sent so far.
    pub(crate) attempts: u32,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, path) = (one_line(&self.operation), one_line(&self.path));
        write!(f, "{operation} ({} {path})", self.method)
    }
}

/// Text of a document or a server, as it stands in a line of a log: it cannot end the line, or turn it round.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(breaks) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if breaks(c) { line.extend(c.escape_default()) } else { line.push(c) }
    }
    Cow::Owned(line)
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_line_stays_one() {
        assert_eq!(one_line("get \"é\""), "get \"é\"");
        let turned = one_line("a\r\nb\u{2028}c\u{202e}d\0\u{1b}[31m");
        assert_eq!(turned, "a\\r\\nb\\u{2028}c\\u{202e}d\\u{0}\\u{1b}[31m");
    }
}
