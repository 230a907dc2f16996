//! Format: items → text, with `syn` and `prettyplease`.
//!
//! Items are printed one by one and joined by an empty line. The runtime's tables are printed here: `prettyplease` does
//! not know them.

use std::fmt::Write as _;

use crate::emit::{Body, Item, Row, Source, Table};

/// A file as text.
#[must_use]
pub fn format(source: &Source, marker: &str) -> String {
    let (docs, items) = match &source.body {
        Body::Text(text) => return text.clone(),
        Body::Rust { docs, items } => (docs, items),
    };
    let mut out = format!("// {marker}\n");
    if !docs.is_empty() {
        out.push('\n');
        for line in docs {
            push_doc(&mut out, "", "//!", line);
        }
    }
    for item in items {
        out.push('\n');
        match item {
            Item::Lines(lines) => {
                for line in lines {
                    out.push_str(line);
                    out.push('\n');
                }
            }
            Item::Rust(tokens) => out.push_str(&rust(tokens)),
            Item::Table(table) => push_table(&mut out, table),
        }
    }
    out
}

fn rust(tokens: &proc_macro2::TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        // Only a fault of an emitter gets here; the text shows it, and the compiler names it.
        Err(err) => format!("compile_error!({:?});\n// {tokens}\n", err.to_string()),
    }
}

/// Puts an empty line between the functions of an `impl`.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let ends = line == "    }" || (line.starts_with("    pub const ") && line.ends_with(';'));
        if ends && lines.peek().is_some_and(|next| *next != "}") {
            out.push('\n');
        }
    }
    out
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
    if line.is_empty() {
        let _ = writeln!(out, "{margin}{mark}");
    } else {
        let _ = writeln!(out, "{margin}{mark} {line}");
    }
}
