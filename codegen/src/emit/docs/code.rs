//! Names that a document gives, as they stand in documentation: paths, keys, media types, URLs. They can be any text.

use crate::emit::characters::is_hidden;

/// A code span of any text, on one line. What shows nothing is shown by its escape.
pub(in crate::emit) fn code(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => shown.push_str("\\t"),
            c if is_hidden(c) => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    // Markdown takes spaces at the ends for its own, and has no empty span.
    if shown.trim().len() != shown.len() || shown.is_empty() {
        shown = format!("\"{shown}\"");
    }
    let ticks = "`".repeat(longest_run(&shown) + 1);
    let pad = if shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{shown}{pad}{ticks}")
}

/// An address as a link; a code span where it is none that Markdown takes between angles.
pub(in crate::emit) fn address(url: &str) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let odd = |c: char| c.is_whitespace() || is_hidden(c) || matches!(c, '<' | '>' | '\\' | '`');
    if web && !url.contains(odd) { format!("<{url}>") } else { code(url) }
}

/// Markdown as a cell of a table: no bar in it ends the cell.
pub(in crate::emit) fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut escaped = false;
    for c in markdown.chars() {
        if c == '|' && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// The length of the longest run of ticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_one_code_span() {
        for (text, expected) in [
            ("/pets", "`/pets`"),
            ("", "`\"\"`"),
            (" ", "`\" \"`"),
            ("a ", "`\"a \"`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("```", "```` ``` ````"),
            ("/a\npub fn evil() {}\r//", "`/a\\npub fn evil() {}\\r//`"),
            ("a\u{2028}\u{202e}\tb", "`a\\u{2028}\\u{202e}\\tb`"),
            ("*/ <b> [x] \\", "`*/ <b> [x] \\`"),
        ] {
            assert_eq!(code(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_address_is_a_link_where_it_can_be() {
        for (url, expected) in [
            ("https://example.com/a?b=c", "<https://example.com/a?b=c>"),
            ("https://example.com/>\n```", "```` https://example.com/>\\n``` ````"),
            ("https://example.com/a b", "`https://example.com/a b`"),
            ("javascript:alert(1)", "`javascript:alert(1)`"),
        ] {
            assert_eq!(address(url), expected);
        }
    }

    #[test]
    fn a_bar_ends_no_cell() {
        assert_eq!(cell("a | b"), "a \\| b");
        assert_eq!(cell("a \\| b"), "a \\| b");
        assert_eq!(cell("a \\\\| b"), "a \\\\\\| b");
    }
}
