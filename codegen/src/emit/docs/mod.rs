//! A document's prose → rustdoc.
//!
//! Prose is written for a web page: it holds HTML, bare links, brackets that rustdoc takes for links, and indented text
//! that it would run as a test. All of that is cleaned, line by line; text is never dropped but for HTML tags.

pub(super) mod aside;
mod code;
mod inline;
mod wrap;

use proc_macro2::TokenStream;

pub(super) use code::{address, cell, code};
use inline::clean;
use wrap::wrap;

/// Prose as the lines of a doc comment. Empty for prose that says nothing.
pub(super) fn prose(text: &str) -> Vec<String> {
    let text = inline::strip_html(&printable(text));
    let mut page = Page::default();
    let mut fence: Option<&str> = None;
    for line in text.trim().lines() {
        let line = line.replace('\t', "    ");
        let trimmed = line.trim();
        if page.code(&line) {
            continue;
        }
        if let Some(mark) = fence {
            if trimmed.starts_with(mark) {
                fence = None;
                page.out.push("```".to_owned());
            } else {
                page.out.push(line.trim_end().to_owned());
            }
            continue;
        }
        // ```` ```text``` ```` on one line is a code span, not a fence.
        let opens = |mark: &&str| trimmed.starts_with(*mark) && !trimmed[3..].contains(*mark);
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| opens(mark)) {
            fence = Some(mark);
            page.end_item();
            page.out.push(format!("```{}", language(trimmed.trim_start_matches(['`', '~']))));
        } else if trimmed.is_empty() {
            page.end_item();
            page.blank();
        } else if let Some(marker) = list_marker(trimmed) {
            // Four spaces would make a code block, and rustdoc runs those.
            let indent = (line.len() - line.trim_start().len()).min(2);
            page.begin_item(indent, &trimmed[..marker], trimmed[marker..].trim_start());
        } else if trimmed.starts_with('|') || trimmed.starts_with('#') {
            page.end_item();
            page.out.push(clean(trimmed));
        } else {
            page.text(trimmed);
        }
    }
    page.end_item();
    if fence.is_some() || page.in_code {
        page.end_code();
        page.out.push("```".to_owned());
    }
    while page.out.last().is_some_and(String::is_empty) {
        page.out.pop();
    }
    page.out
}

/// A doc comment while it is written. Lines that belong together are gathered first, so that they wrap as one.
#[derive(Debug, Default)]
struct Page {
    out: Vec<String>,
    /// The marker of the list item that is open, with its indentation; empty for a paragraph.
    head: String,
    /// What the paragraph or the item says so far.
    text: String,
    /// Whether what is indented belongs to a list.
    in_list: bool,
    /// Whether the lines are code, as their indentation says.
    in_code: bool,
}

impl Page {
    /// Takes a line that is code because it is indented by four spaces; rustdoc would run it as a test.
    fn code(&mut self, line: &str) -> bool {
        let indented = line.strip_prefix("    ").filter(|code| !code.trim().is_empty());
        if self.in_code {
            match indented {
                Some(code) => self.out.push(code.trim_end().to_owned()),
                None if line.trim().is_empty() => self.out.push(String::new()),
                None => {
                    self.end_code();
                    self.out.extend(["```".to_owned(), String::new()]);
                    self.in_code = false;
                }
            }
            return self.in_code;
        }
        let idle = self.text.is_empty() && self.out.last().is_some_and(String::is_empty);
        if let Some(code) = indented
            && idle
            && !self.in_list
        {
            self.out.extend(["```text".to_owned(), code.trim_end().to_owned()]);
            self.in_code = true;
        }
        self.in_code
    }

    /// Takes back empty lines at the end of code.
    fn end_code(&mut self) {
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
    }

    fn begin_item(&mut self, indent: usize, marker: &str, text: &str) {
        let depth = if self.head.is_empty() { 0 } else { indent };
        self.end_item();
        self.in_list = true;
        self.head = format!("{}{marker}", " ".repeat(depth));
        text.clone_into(&mut self.text);
    }

    fn text(&mut self, text: &str) {
        if self.text.is_empty() {
            self.in_list = false;
        } else {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    /// Writes what was gathered.
    fn end_item(&mut self) {
        let text = clean(&std::mem::take(&mut self.text));
        let head = std::mem::take(&mut self.head);
        self.out.extend(wrap(&head, &" ".repeat(head.len()), &text));
    }

    fn blank(&mut self) {
        if self.out.last().is_some_and(|last| !last.is_empty()) {
            self.out.push(String::new());
        }
    }
}

/// One line of prose, for places that have only one: the first paragraph's first line.
pub(super) fn line(text: &str) -> String {
    let text = inline::strip_html(&printable(text));
    let first: Vec<&str> =
        text.trim().lines().map(str::trim).take_while(|line| !line.is_empty()).take(3).collect();
    clean(&first.join(" "))
}

/// A sentence that ends like one.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '`']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// Text with one kind of line end, and without characters that a comment must not hold.
fn printable(text: &str) -> String {
    shown(&text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Text without control characters, and without those that turn its direction: rustc refuses them in a comment.
fn shown(text: &str) -> String {
    let hidden = |c: char| (c.is_control() && c != '\n' && c != '\t') || turns_text(c);
    text.chars().filter(|&c| !hidden(c)).collect()
}

/// Whether a character changes the direction of the text behind it.
pub(super) fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text of the generator's own, wrapped like prose.
pub(super) fn own(text: &str) -> Vec<String> {
    wrap("", "", text)
}

/// Lines as the doc comment of what stands behind it.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    aside::attribute(lines.iter().map(|line| shown(line)).collect())
}

/// The length of a list marker with the space behind it.
fn list_marker(line: &str) -> Option<usize> {
    if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
        return Some(2);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=3).contains(&digits) && line[digits..].starts_with(". ")).then_some(digits + 2)
}

/// The word behind a fence: what is no language, or would be run, is plain text.
fn language(info: &str) -> &str {
    let word = info.trim();
    let plain = !word.is_empty()
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
    let runs = matches!(
        word,
        "rust" | "ignore" | "no_run" | "should_panic" | "compile_fail" | "test_harness"
    ) || word.starts_with("edition");
    if plain && !runs { word } else { "text" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_that_rustdoc_would_trip_over() {
        for (text, expected) in [
            ("see https://example.com.", "see <https://example.com>."),
            ("see [docs](https://example.com/a_b)", "see [docs](https://example.com/a_b)"),
            ("see [docs](#section) and [x]", "see docs and \\[x\\]"),
            ("a Vec<String> here", "a Vec\\<String> here"),
            ("the first_name field", "the `first_name` field"),
            ("a `code_span [x]`", "a `code_span [x]`"),
            ("one ` tick", "one \\` tick"),
            ("<p>para</p>", "para"),
            ("    indented", "indented"),
            ("a\n\n    let x = 1;\n\n      y\n\nb", "a\n\n```text\nlet x = 1;\n\n  y\n```\n\nb"),
            ("- a\n\n    more", "- a\n\nmore"),
            ("```\nx\n", "```text\nx\n```"),
            ("- one\ntwo", "- one two"),
            ("one\ntwo\n\nthree", "one two\n\nthree"),
        ] {
            assert_eq!(prose(text).join("\n"), expected, "{text:?}");
        }
    }
}
