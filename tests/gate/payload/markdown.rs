//! Documentation as rustdoc reads it: which blocks it takes for Rust, and what is HTML.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A block of code that rustdoc takes for Rust, or that GitHub shows as Rust.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// What stands behind the fence; nothing for an indented block.
    pub(super) info: String,
    pub(super) code: String,
}

/// What a page of Markdown holds that is more than text.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) rust: Vec<Block>,
    pub(super) html: Vec<String>,
}

/// Reads Markdown with the extensions that rustdoc switches on.
pub(super) fn read(markdown: &str) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut page = Page::default();
    let mut open: Option<Block> = None;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                open = is_rust(&info).then(|| Block { info, code: String::new() });
            }
            Event::End(TagEnd::CodeBlock) => page.rust.extend(open.take()),
            Event::Text(text) => {
                if let Some(block) = &mut open {
                    block.code.push_str(&text);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => page.html.push(html.to_string()),
            _ => {}
        }
    }
    page
}

/// The doc comments of a file of Rust, each as one text. `plain` lines between them end one.
pub(super) fn doc_comments(text: &str) -> Vec<String> {
    let mut comments: Vec<String> = Vec::new();
    let mut open = "";
    for line in text.lines() {
        let line = line.trim_start();
        let mark = ["///", "//!"].into_iter().find(|mark| line.starts_with(mark)).unwrap_or("");
        if mark.is_empty() {
            open = "";
            continue;
        }
        let said = &line[mark.len()..];
        let said = said.strip_prefix(' ').unwrap_or(said);
        match comments.last_mut() {
            Some(comment) if open == mark => {
                comment.push('\n');
                comment.push_str(said);
            }
            _ => comments.push(said.to_owned()),
        }
        open = mark;
    }
    comments
}

/// Whether rustdoc takes a block for Rust: it does unless a word behind the fence is one that it does not know.
fn is_rust(info: &str) -> bool {
    let mut words = info.split([',', ' ', '\t']).map(str::trim).filter(|word| !word.is_empty());
    let known = |word: &str| {
        matches!(
            word,
            "rust"
                | "should_panic"
                | "no_run"
                | "compile_fail"
                | "test_harness"
                | "standalone_crate"
                | "custom"
        ) || word.starts_with("ignore")
            || word.starts_with("edition")
            || word.starts_with('{')
            || (word.len() == 5 && word.starts_with('E'))
    };
    info.is_empty() || words.any(known)
}

#[test]
fn what_rustdoc_would_run_is_found() {
    for (markdown, blocks) in [
        ("```\na\n```", 1),
        ("```rust\na\n```", 1),
        ("~~~no_run, ignore\na\n~~~", 1),
        ("```text\na\n```", 0),
        ("```json\na\n```", 0),
        ("a\n\n    b", 1),
        ("a\n    b", 0),
        ("- a\n\n      b\n\n  ```\n  c", 2),
        ("````text\n```\na\n```\n````", 0),
    ] {
        assert_eq!(read(markdown).rust.len(), blocks, "{markdown:?}");
    }
    let text = "/// a\n/// b\nfn f() {}\n    ///\n    /// c\n//! d\n";
    assert_eq!(doc_comments(text), ["a\nb", "\nc", "d"]);
}
