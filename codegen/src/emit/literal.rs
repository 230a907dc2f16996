//! Text, and other constants, as Rust literals: the one place where that happens.

use proc_macro2::{Literal, TokenStream};

use super::characters::is_hidden;

/// A string literal of any text, on one line; raw where that reads better. What shows nothing is escaped.
pub(super) fn literal(text: &str) -> String {
    // A quote and a backslash are what a raw literal is for.
    let plain = |c: char| {
        matches!(c, ' '..='~') || !is_hidden(c) && c != '\t' && c.escape_debug().count() == 1
    };
    let raw = text.contains(['\\', '"']) && !text.contains("\"#") && text.chars().all(plain);
    if raw {
        return if text.contains('"') { format!("r#\"{text}\"#") } else { format!("r\"{text}\"") };
    }
    let mut escaped = String::with_capacity(text.len() + 2);
    for c in format!("{text:?}").chars() {
        if is_hidden(c) {
            escaped.extend(c.escape_unicode());
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// The same as a token.
pub(super) fn literal_token(text: &str) -> TokenStream {
    let token = literal(text).parse::<Literal>();
    proc_macro2::TokenTree::from(token.unwrap_or_else(|_| Literal::string(text))).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_means_the_text_and_shows_all_of_it() {
        for text in [
            "",
            "plain",
            "a \"quote\"",
            r"back\slash",
            "\"#",
            r##"both "# and \"##,
            "line\nend\r\u{2028}\u{85}",
            "turn \u{202e}\u{2066}\u{200f} \\",
            "*/ // ``` ~~~",
            "zero\u{200b}width\u{feff}\0",
            "हिन्दी ⚙️ e\u{301}\u{a0}'",
            "\u{301}",
        ] {
            let written = literal(text);
            assert!(!written.contains(|c| is_hidden(c) || c == '\t'), "{written}");
            let read: syn::LitStr = syn::parse_str(&written).expect("a literal");
            assert_eq!(read.value(), text);
            assert_eq!(literal_token(text).to_string(), written);
        }
        assert_eq!(literal(r#"a "b""#), "r#\"a \"b\"\"#");
        assert_eq!(literal(r"\d+"), r#"r"\d+""#);
        assert_eq!(literal("a\tb"), r#""a\tb""#);
    }
}
