//! Rust's words for types, and what a file must import to use them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use super::{Context, Item, scalars::RustScalar};
use crate::{
    ir::{Type, TypeId},
    name::FileNames,
};

/// The names that one file uses, and how it may write them.
#[derive(Debug)]
pub(super) struct Imports<'a> {
    cx: Context<'a>,
    /// Types of the document that the file names bare (the files of types do; groups write `types::X`).
    bare: bool,
    /// Names that mean a type of the document in this file.
    taken: BTreeSet<String>,
    siblings: BTreeSet<String>,
    runtime: BTreeSet<&'static str>,
    std: BTreeSet<&'static str>,
    types: bool,
    schemes: bool,
}

impl<'a> Imports<'a> {
    /// For a type's own file; `names` are the types that it defines or mentions.
    pub(super) fn of_type_file(cx: Context<'a>, names: BTreeSet<String>) -> Self {
        Self { bare: true, taken: names, ..Self::of_group_file(cx) }
    }

    /// For a file that writes `types::X`.
    pub(super) fn of_group_file(cx: Context<'a>) -> Self {
        Self {
            cx,
            bare: false,
            taken: BTreeSet::new(),
            siblings: BTreeSet::new(),
            runtime: BTreeSet::new(),
            std: BTreeSet::new(),
            types: false,
            schemes: false,
        }
    }

    /// Notes that the file names the module of schemes.
    pub(super) fn note_schemes(&mut self) {
        self.schemes = true;
    }

    /// Whether the file names the module of schemes.
    pub(super) fn uses_schemes(&self) -> bool {
        self.schemes
    }

    /// Whether the file names the module of types.
    pub(super) fn uses_types(&self) -> bool {
        self.types
    }

    /// A name of the prelude, spelled out where the document has a type of that name.
    pub(super) fn prelude(&self, name: &str) -> String {
        if !self.taken.contains(name) {
            return name.to_owned();
        }
        let module = match name {
            "Option" => "option",
            "String" => "string",
            "Vec" => "vec",
            "Box" => "boxed",
            "Default" => "default",
            _ => "convert",
        };
        format!("std::{module}::{name}")
    }

    /// A name of the runtime, imported unless the document has a type of that name.
    pub(super) fn runtime(&mut self, name: &'static str) -> String {
        if self.taken.contains(name) {
            return format!("vetted_runtime::{name}");
        }
        self.runtime.insert(name);
        name.to_owned()
    }

    /// The map of objects whose keys are not known.
    pub(super) fn map(&mut self) -> String {
        self.std("collections::BTreeMap")
    }

    /// A type of the standard library, imported unless the document has a type of that name.
    pub(super) fn std(&mut self, path: &'static str) -> String {
        let name = path.rsplit("::").next().unwrap_or(path);
        if self.taken.contains(name) {
            return format!("std::{path}");
        }
        self.std.insert(path);
        name.to_owned()
    }

    /// A type of the document.
    pub(super) fn named(&mut self, id: TypeId) -> String {
        let ident = self.cx.names.types[id.0].ident.clone();
        if self.bare {
            self.siblings.insert(ident.clone());
            ident
        } else {
            self.types = true;
            format!("types::{ident}")
        }
    }

    /// A type as a value holds it.
    pub(super) fn ty(&mut self, ty: &Type) -> String {
        match ty {
            Type::Named(id) => self.named(*id),
            Type::List(item) => format!("{}<{}>", self.prelude("Vec"), self.ty(item)),
            Type::Only(item) => format!("{}<{}>", self.runtime("Only"), self.ty(item)),
            Type::OrEmpty(inner) => format!("{}<{}>", self.runtime("OrEmpty"), self.ty(inner)),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.ty(item)).collect();
                format!("({})", items.join(", "))
            }
            Type::Map(value) => {
                let value = self.ty(value);
                format!("{}<{}, {value}>", self.map(), self.prelude("String"))
            }
            Type::Nullable(inner) => format!("{}<{}>", self.prelude("Option"), self.ty(inner)),
            Type::Any(_) => self.runtime("Value"),
            Type::Scalar(scalar) => RustScalar::of(*scalar).path.text(self),
        }
    }

    /// The `use` lines: std, the runtime, the types that stand in other files. `own`: those of the file.
    pub(super) fn lines(&self, own: &BTreeSet<&str>) -> Vec<String> {
        let mut lines = self.lines_beside();
        let siblings = self.siblings.iter().map(String::as_str);
        let siblings: Vec<&str> = siblings.filter(|name| !own.contains(name)).collect();
        push_group(&mut lines, use_line("super", &siblings));
        lines
    }

    /// The same for the file in which all types are named.
    pub(super) fn lines_beside(&self) -> Vec<String> {
        let mut lines: Vec<String> =
            self.std.iter().map(|path| format!("use std::{path};")).collect();
        let runtime: Vec<&str> = self.runtime.iter().copied().collect();
        push_group(&mut lines, use_line("vetted_runtime", &runtime));
        lines
    }
}

/// Adds lines of imports, apart from those before them.
pub(super) fn push_group(lines: &mut Vec<String>, group: Vec<String>) {
    if !lines.is_empty() && !group.is_empty() {
        lines.push(String::new());
    }
    lines.extend(group);
}

/// `use root::{a, b};`, broken into lines where it is long.
pub(super) fn use_line(root: &str, names: &[&str]) -> Vec<String> {
    match names {
        [] => Vec::new(),
        [one] => vec![format!("use {root}::{one};")],
        many => {
            let flat = format!("use {root}::{{{}}};", many.join(", "));
            if flat.len() <= 100 {
                return vec![flat];
            }
            let mut lines = vec![format!("use {root}::{{")];
            let mut line = String::from("   ");
            for name in many {
                if line.len() + name.len() + 2 > 100 {
                    lines.push(std::mem::replace(&mut line, String::from("   ")));
                }
                line.push(' ');
                line.push_str(name);
                line.push(',');
            }
            lines.push(line);
            lines.push("};".to_owned());
            lines
        }
    }
}

/// The modules of the files below one, and that all which they define is known by this one's name.
pub(super) fn modules_below(files: &[FileNames]) -> Vec<Item> {
    let mut modules: Vec<&str> =
        files.iter().map(|file| file.module.as_str()).filter(|module| !module.is_empty()).collect();
    modules.sort_unstable();
    if modules.is_empty() {
        return Vec::new();
    }
    let exports = modules.iter().map(|module| format!("pub use {module}::*;")).collect();
    let modules = modules.iter().map(|module| format!("mod {module};")).collect();
    vec![Item::code(modules), Item::code(exports)]
}

/// A name without the mark of one that Rust has a meaning for.
pub(super) fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Names and types as tokens.
pub(super) fn tokens(text: &str) -> TokenStream {
    // No literal, no comment, no statement: those are made of tokens, so that a document's text is never read as Rust.
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_:<>,&'= #()[]".contains(c);
    let read = if text.chars().all(is_word) { text.parse().ok() } else { None };
    // Anything else would be a fault of an emitter; it must not bring the generator down.
    read.unwrap_or_else(|| quote::quote! { compile_error!("a name that is none") })
}

/// How long a line may become before things stand on lines of their own: that of a signature is laid out again where it
/// is long, and longer ones are broken by any measure.
pub(super) const SIGNATURE: usize = 100;
/// A value's fields in braces are read one by one, sooner than arguments.
pub(super) const LITERAL: usize = 35;

/// A statement that is a chain of calls: on one line, or each call on a line of its own.
pub(super) fn chained(head: String, mut calls: Vec<String>) -> Vec<String> {
    let flat = format!("{head}{};", calls.concat());
    if flat.len() <= 100 || calls.is_empty() {
        return vec![flat];
    }
    if let Some(last) = calls.last_mut() {
        last.push(';');
    }
    [head].into_iter().chain(calls.iter().map(|call| format!("    {call}"))).collect()
}

/// Things between brackets: on one line, or a line each.
pub(super) fn listed(
    margin: &str,
    open: &str,
    items: &[String],
    close: &str,
    most: usize,
) -> Vec<String> {
    let room = if close == "}" && !items.is_empty() { " " } else { "" };
    let length: usize = items.iter().map(|item| item.len() + 2).sum();
    let brackets = open.len() + close.len() + 2 * room.len();
    if brackets + length.saturating_sub(2) <= most {
        return vec![format!("{margin}{open}{room}{}{room}{close}", items.join(", "))];
    }
    let mut lines = vec![format!("{margin}{open}")];
    lines.extend(items.iter().map(|item| format!("{margin}    {item},")));
    lines.push(format!("{margin}{close}"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_and_types_are_tokens() {
        for name in ["r#type", "Option<Vec<types::A>>", "&'a [u8]", "impl Into<String>"] {
            let read = tokens(name).to_string().replace(' ', "");
            assert_eq!(read, name.replace(' ', ""));
        }
        for other in ["a // b", "a\npub", "a {}", "a; b", "\"a\"", "a /* b */", "a!", "é"] {
            assert!(tokens(other).to_string().starts_with("compile_error"), "{other}");
        }
    }
}
