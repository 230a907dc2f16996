//! What an emitted file holds.

use proc_macro2::TokenStream;

use super::docs::comments;

/// A file, before it is text.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path inside the crate, with `/`.
    pub path: String,
    /// What it holds.
    pub body: Body,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Body {
    /// Rust: the lines of `//!` at its top, then items.
    Rust {
        /// The lines of the file's own documentation.
        docs: Vec<String>,
        /// The items, in order.
        items: Vec<Item>,
        /// The doc comments of the items: an attribute `#[doc(7)]` stands for the lines of number 7.
        comments: Vec<Vec<String>>,
    },
    /// A manifest, in TOML, without the line that says who generated it.
    Manifest(String),
    /// A page of Markdown, without that line.
    Page(String),
}

/// One thing at the top level of a file.
#[derive(Debug, Clone)]
pub enum Item {
    /// A Rust item.
    Rust(TokenStream),
    /// Lines that stand together, such as `mod` and `use`; already laid out. They hold no comment: what there is to say
    /// of them is apart.
    Code {
        /// Lines of `///` above it.
        docs: Vec<String>,
        /// The lines.
        lines: Vec<String>,
    },
    /// A struct with named fields. Documents have objects of ten thousand fields, so these are laid out here: as tokens
    /// each would cost a hundred times its text.
    Struct(Struct),
    /// The functions of a type, laid out for the same reason.
    Impl {
        /// The type.
        name: String,
        /// The functions.
        functions: Vec<Member>,
    },
    /// A table of the runtime.
    Table(Table),
}

/// A struct with named fields.
#[derive(Debug, Clone)]
pub struct Struct {
    /// Lines of `///` above it.
    pub docs: Vec<String>,
    /// Its attributes, a line each.
    pub attributes: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its fields: a row holds `pub a: b,`, and before it an attribute on a line of its own.
    pub fields: Vec<Row>,
}

/// What stands in an `impl`.
#[derive(Debug, Clone)]
pub enum Member {
    /// A function in lines.
    Laid(Function),
    /// Some functions in tokens: those of which there are few.
    Rust(TokenStream),
}

/// A function in lines, as they would stand at the margin.
#[derive(Debug, Clone)]
pub struct Function {
    /// Lines of `///` above it.
    pub docs: Vec<String>,
    /// The lines. Those that are long are laid out again.
    pub lines: Vec<String>,
}

/// A macro call of the runtime that reads like a table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The macro, without `vetted_runtime::` and without `!`.
    pub name: &'static str,
    /// What stands before the inner braces; empty for a macro whose rows are all there is.
    pub head: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One line of a table, with its documentation.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Lines of `///` above it.
    pub docs: Vec<String>,
    /// The line, with its semicolon.
    pub text: String,
}

impl From<String> for Row {
    fn from(text: String) -> Self {
        Self { docs: Vec::new(), text }
    }
}

impl Item {
    /// Lines of code without documentation.
    pub(super) fn code(lines: Vec<String>) -> Self {
        Self::Code { docs: Vec::new(), lines }
    }
}

impl Source {
    /// A Rust file: its items are all made, and no other file is begun.
    pub(super) fn rust(path: impl Into<String>, docs: Vec<String>, items: Vec<Item>) -> Self {
        Self { path: path.into(), body: Body::Rust { docs, items, comments: comments::take() } }
    }

    /// A file that is no Rust.
    pub(super) fn other(path: impl Into<String>, body: Body) -> Self {
        Self { path: path.into(), body }
    }
}
