//! A document's prose → rustdoc.
//!
//! Prose is Markdown with HTML in it, written for a web page. rustdoc would run its code, take its brackets for links
//! and complain of its HTML. So it is read as what it is, and written anew:
//!
//! | step | what |
//! |---|---|
//! | `depth` | no deeper than anybody reads |
//! | `read`, `html` | the events of Markdown, and what tags say |
//! | `build`, `leaf`, `page` | blocks and lines, whatever opened and closed them |
//! | `tidy`, `words`, `links`, `fences` | one form for each meaning; what may be a link, a name, a language |
//! | `blocks`, `inline`, `marks`, `wrap` | Markdown that says the same, in lines of a readable length |
//!
//! `sentences` puts prose behind a name, or gives its first sentence.
//!
//! `plain` is a short way for the most of all descriptions, which are plain sentences.
//!
//! `pulldown-cmark-to-cmark` would write events back too. It breaks no long lines, and what breaks them afterwards has
//! to know where they may be broken, which is half of writing them.

mod blocks;
mod build;
mod code;
pub(super) mod comments;
mod depth;
mod fences;
mod html;
mod inline;
mod leaf;
mod links;
mod marks;
mod page;
mod plain;
mod read;
mod sentences;
mod tidy;
mod words;
mod wrap;

use std::borrow::Cow;

use proc_macro2::TokenStream;

pub(super) use code::{address, cell, code};
pub(super) use links::{Base, set_base};
use page::{Block, Inline};
pub(super) use sentences::{behind, first_sentence, item_behind, opening};

use super::characters::{ends_line, is_hidden};

/// Prose as the lines of a doc comment. Empty for prose that says nothing.
pub(super) fn prose(text: &str) -> Vec<String> {
    plain::prose(text).unwrap_or_else(|| blocks::write(&page(text)))
}

/// One line of prose, for places that have only one: the first paragraph.
pub(super) fn line(text: &str) -> String {
    plain::line(text).unwrap_or_else(|| long_line(text))
}

fn long_line(text: &str) -> String {
    let page = page(text);
    if let Some(line) = page.iter().find_map(first_line) {
        return inline::part(&line);
    }
    // A version of `1.` is no empty list.
    let text = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    inline::part(&tidy::tidy(vec![Inline::Text(text)]))
}

fn page(text: &str) -> Vec<Block> {
    read::read(&depth::bounded(unindented(&printable(text)).trim()))
}

/// Text without the blanks that all its lines begin with: they are of the place where it was written, and make no code.
fn unindented(text: &str) -> Cow<'_, str> {
    let written = text.lines().filter(|line| !line.trim().is_empty());
    let margin = written.map(|line| line.len() - line.trim_start_matches(' ').len()).min();
    match margin {
        None | Some(0) => Cow::Borrowed(text),
        Some(margin) => {
            let lines = text.lines().map(|line| line.get(margin..).unwrap_or_default());
            Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// The first line of text in a block.
fn first_line(block: &Block) -> Option<Vec<Inline>> {
    match block {
        Block::Paragraph(line) | Block::Heading(_, line) => Some(line.clone()),
        Block::Code(_, lines) => {
            lines.first().map(|line| vec![Inline::Code(line.trim().to_owned())])
        }
        Block::Quote(blocks) => blocks.iter().find_map(first_line),
        Block::List(list) => list.items.iter().flatten().find_map(first_line),
        Block::Table(table) => table.rows.iter().flatten().find(|cell| !cell.is_empty()).cloned(),
        Block::Rule => None,
    }
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

/// Text with one kind of line end, and without characters that nobody sees.
fn printable(text: &str) -> Cow<'_, str> {
    let line_end = |c: char| c != '\n' && ends_line(c);
    let hidden = |c: char| c != '\n' && is_hidden(c);
    if !text.contains(|c| line_end(c) || hidden(c)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace(line_end, "\n");
    Cow::Owned(text.replace(hidden, ""))
}

/// Text of the generator's own, wrapped like prose.
pub(super) fn own(text: &str) -> Vec<String> {
    wrap::wrap(text, wrap::WIDTH)
}

/// The same as an item of a list.
pub(super) fn own_item(text: &str) -> Vec<String> {
    let first = |(at, line)| if at == 0 { format!("- {line}") } else { format!("  {line}") };
    own(text).into_iter().enumerate().map(first).collect()
}

/// Lines as the doc comment of what stands behind it.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    comments::attribute(lines.to_vec())
}

#[cfg(test)]
mod tests;
