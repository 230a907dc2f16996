//! Format: items → text, with `syn` and `prettyplease`.
//!
//! Items are printed one by one and joined by an empty line. The runtime's tables are printed here: `prettyplease` does
//! not know them.

use std::fmt::Write as _;

use crate::emit::{Body, Item, Row, Table};

/// A file as text. Takes the items: tokens that somebody else holds too would be copied first.
#[must_use]
pub fn format(body: Body, marker: &str) -> String {
    let (docs, items, comments) = match body {
        Body::Text(text) => return text,
        Body::Rust { docs, items, comments } => (docs, items, comments),
    };
    let mut out = format!("// {marker}\n");
    if !docs.is_empty() {
        out.push('\n');
        for line in &docs {
            push_doc(&mut out, "", "//!", line);
        }
    }
    for item in items {
        out.push('\n');
        match item {
            Item::Lines(lines) => {
                for line in &lines {
                    out.push_str(line);
                    out.push('\n');
                }
            }
            Item::Rust(tokens) => push_rust(&mut out, tokens, &comments),
            Item::Table(table) => push_table(&mut out, &table),
        }
    }
    out
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
            for line in comment {
                push_doc(out, margin, "///", line);
            }
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
    let margin = if head.is_empty() {
        let _ = writeln!(out, "vetted_runtime::{name}! {{");
        "    "
    } else {
        let _ = writeln!(out, "vetted_runtime::{name}! {{\n    {head} {{");
        "        "
    };
    for Row { docs, text } in rows {
        for line in docs {
            push_doc(out, margin, "///", line);
        }
        let _ = writeln!(out, "{margin}{text}");
    }
    out.push_str(if head.is_empty() { "}\n" } else { "    }\n}\n" });
}

fn push_doc(out: &mut String, margin: &str, mark: &str, line: &str) {
    out.push_str(margin);
    out.push_str(mark);
    let line = line.trim_end_matches(' ');
    if !line.is_empty() {
        out.push(' ');
        out.push_str(line);
    }
    out.push('\n');
}
