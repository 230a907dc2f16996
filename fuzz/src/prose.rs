//! Documentation of emitted items, read as rustdoc reads it.

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::generator::has_mark;

/// The documentation of each item.
pub(crate) fn docs(tokens: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    add(tokens, &mut all);
    all
}

fn add(tokens: TokenStream, all: &mut Vec<String>) {
    let mut lines = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!') => continue,
            TokenTree::Group(group) => {
                if let Some(line) = line(group.stream()) {
                    lines.push(line);
                    continue;
                }
                flush(&mut lines, all);
                add(group.stream(), all);
            }
            _ => flush(&mut lines, all),
        }
    }
    flush(&mut lines, all);
}

/// The text of `doc = "…"`.
fn line(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter();
    let is_doc = matches!(tokens.next()?, TokenTree::Ident(name) if name == "doc");
    let is_set = matches!(tokens.next()?, TokenTree::Punct(punct) if punct.as_char() == '=');
    let TokenTree::Literal(text) = tokens.next()? else { return None };
    let text: syn::LitStr = syn::parse2(TokenTree::from(text).into()).ok()?;
    (is_doc && is_set).then(|| text.value())
}

/// What rustdoc makes of the lines: what all are indented by is no part of the text.
fn flush(lines: &mut Vec<String>, all: &mut Vec<String>) {
    let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let common =
        lines.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or_default();
    let text: Vec<&str> = lines.iter().map(|line| line.get(common..).unwrap_or_default()).collect();
    if !text.is_empty() {
        all.push(text.join("\n"));
    }
    lines.clear();
}

/// What rustdoc would run holds no text of the document but in comments and literals.
pub(crate) fn check(path: &str, docs: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut code: Option<String> = None;
    for event in Parser::new_ext(docs, options) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) if is_rust(&kind) => code = Some(String::new()),
            Event::Text(text) => {
                if let Some(code) = &mut code {
                    code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some(code) = code.take() else { continue };
                let tokens: Result<TokenStream, _> = code.parse();
                let Ok(tokens) = tokens else { panic!("{path}: an example is no Rust:\n{docs}") };
                assert!(!has_mark(&tokens), "{path}: prose of the document is a doctest:\n{docs}");
            }
            _ => {}
        }
    }
}

/// Whether rustdoc takes a block for Rust: as long as no word beside it is one that it does not know.
fn is_rust(kind: &CodeBlockKind<'_>) -> bool {
    let CodeBlockKind::Fenced(info) = kind else { return true };
    let words = || info.split([',', ' ', '\t']).map(str::trim).filter(|word| !word.is_empty());
    let known = |word: &str| {
        ["should_panic", "no_run", "compile_fail", "test_harness", "standalone_crate"]
            .contains(&word)
            || ["ignore", "edition", "E0"].iter().any(|start| word.starts_with(start))
    };
    words().any(|word| word == "rust") || words().all(known)
}
