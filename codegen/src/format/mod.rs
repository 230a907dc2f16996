//! Format: items → text, with `syn` and `prettyplease`.
//!
//! Items are printed one by one and joined by an empty line. The runtime's tables are printed here: `prettyplease` does
//! not know them. Structs and their functions come in lines, and `prettyplease` sees those alone that are long.

mod code;
mod comment;
mod laid_out;

use std::fmt::Write as _;

use crate::emit::{Body, Item, Row, Table};
use comment::CommentMark;

/// A file as text. Takes the items: tokens that somebody else holds too would be copied first.
///
/// `marker`: the line that says who made the file, and from what.
#[must_use]
pub fn format(body: Body, marker: &str) -> String {
    let mut out = String::new();
    match body {
        Body::Manifest(text) => {
            comment::push_single(&mut out, CommentMark::Manifest, marker);
            out.push_str(&text);
        }
        Body::Page(text) => {
            comment::push_html(&mut out, marker);
            out.push('\n');
            out.push_str(&text);
        }
        Body::Rust { docs, items, comments } => {
            comment::push_single(&mut out, CommentMark::Plain, marker);
            if !docs.is_empty() {
                out.push('\n');
                push_docs(&mut out, "", CommentMark::File, &docs);
            }
            for item in items {
                out.push('\n');
                push_item(&mut out, item, &comments);
            }
        }
    }
    out
}

fn push_item(out: &mut String, item: Item, comments: &[Vec<String>]) {
    match item {
        Item::Code { docs, lines } => {
            push_docs(out, "", CommentMark::Item, &docs);
            for line in &lines {
                code::push(out, "", line);
            }
        }
        Item::Rust(tokens) => push_rust(out, tokens, comments),
        Item::Struct(item) => laid_out::push_struct(out, &item),
        Item::Impl { name, functions } => laid_out::push_impl(out, &name, functions, comments),
        Item::Table(table) => push_table(out, &table),
    }
}

fn push_docs(out: &mut String, margin: &str, mark: CommentMark, lines: &[String]) {
    for line in lines {
        comment::push(out, margin, mark, line);
    }
}

fn push_rust(out: &mut String, tokens: proc_macro2::TokenStream, comments: &[Vec<String>]) {
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => push_spaced(out, &prettyplease::unparse(&file), comments),
        // Only a fault of an emitter gets here; the compiler names it, and what stands around it shows the place.
        Err(err) => {
            let _ = writeln!(out, "compile_error!({:?});", err.to_string());
        }
    }
}

/// Puts an empty line between the functions of an `impl`, and the comments in the places that wait for them.
fn push_spaced(out: &mut String, text: &str, comments: &[Vec<String>]) {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some((margin, comment)) = comment(line, comments) {
            push_docs(out, margin, CommentMark::Item, comment);
            continue;
        }
        out.push_str(line);
        out.push('\n');
        let ends = line == "    }" || (line.starts_with("    pub const ") && line.ends_with(';'));
        if ends && lines.peek().is_some_and(|next| *next != "}") {
            out.push('\n');
        }
    }
}

/// The comment that a line stands for, and the line's margin.
fn comment<'t>(line: &'t str, comments: &'t [Vec<String>]) -> Option<(&'t str, &'t [String])> {
    let (margin, rest) = line.split_once("#[doc(")?;
    let number: usize = rest.strip_suffix(")]")?.parse().ok()?;
    let is_margin = margin.bytes().all(|byte| byte == b' ');
    Some((margin, comments.get(number).filter(|_| is_margin)?))
}

fn push_table(out: &mut String, table: &Table) {
    let Table { name, head, rows } = table;
    code::push(out, "", &format!("vetted_runtime::{name}! {{"));
    let margin = if head.is_empty() {
        "    "
    } else {
        code::push(out, "    ", &format!("{head} {{"));
        "        "
    };
    for Row { docs, text } in rows {
        push_docs(out, margin, CommentMark::Item, docs);
        code::push(out, margin, text);
    }
    out.push_str(if head.is_empty() { "}\n" } else { "    }\n}\n" });
}
