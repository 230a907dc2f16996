//! The page of each method: what its own documentation says, taken from the text that was emitted.

use std::collections::{HashMap, HashSet};

use syn::{Attribute, Expr, ExprLit, ImplItem, Item, Lit, Meta, Type};

use super::{Look, words};

/// What stands behind the fence of code that is Rust.
const RUN: [&str; 5] = ["", "rust", "no_run", "ignore", "should_panic"];

/// The pages of all methods that begin a request.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// By the type that has the method, and the method.
    pages: HashMap<(String, String), Page>,
}

/// The documentation of a method.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The words of its prose, in lower case.
    words: Vec<String>,
    /// Its examples, as a compiler would see them.
    pub(super) examples: Vec<String>,
}

impl Pages {
    /// Reads the files that have a block for a group's handle, or for the client.
    pub(super) fn of(look: Look<'_>) -> Self {
        let handles = look.made.cx.names.groups.iter().map(|group| group.handle.as_str());
        let handles: HashSet<&str> = handles.chain(["Client"]).collect();
        let mut pages = Self::default();
        for file in look.sources() {
            let mut heads = file.text.lines().filter_map(|line| line.strip_prefix("impl "));
            let of_handle = |head: &str| {
                let ident = head.split(|c: char| !c.is_alphanumeric() && c != '_').next();
                ident.is_some_and(|ident| handles.contains(ident))
            };
            if heads.any(of_handle)
                && let Ok(parsed) = syn::parse_file(&file.text)
            {
                pages.read(parsed.items, &handles);
            }
        }
        pages
    }

    fn read(&mut self, items: Vec<Item>, handles: &HashSet<&str>) {
        for item in items {
            let Item::Impl(block) = item else { continue };
            let Type::Path(path) = &*block.self_ty else { continue };
            let Some(ident) = path.path.segments.last().map(|it| it.ident.to_string()) else {
                continue;
            };
            if !handles.contains(ident.as_str()) {
                continue;
            }
            for item in block.items {
                if let ImplItem::Fn(method) = item {
                    let place = (ident.clone(), method.sig.ident.to_string());
                    self.pages.insert(place, Page::of(&documentation(&method.attrs)));
                }
            }
        }
    }

    /// The page of an operation's first method.
    pub(super) fn of_operation(&self, look: Look<'_>, index: usize) -> Option<&Page> {
        let cx = look.made.cx;
        let method = cx.names.operations.get(index)?.methods.first()?;
        let group = cx.names.groups.get(cx.api.operations.get(index)?.group.0)?;
        let at = |handle: &str| self.pages.get(&(handle.to_owned(), method.clone()));
        at(&group.handle).or_else(|| at("Client"))
    }
}

impl Page {
    fn of(text: &str) -> Self {
        let mut page = Self::default();
        let mut prose = String::new();
        let mut lines = text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        while let Some(line) = lines.next() {
            let begin = line.trim_start();
            let info = begin.trim_start_matches('`');
            let fence = begin.len() - info.len();
            if fence >= 3 {
                let ends = |line: &str| {
                    line.trim().len() >= fence && line.trim().chars().all(|c| c == '`')
                };
                // rustdoc hides a line behind `# `; it is compiled like the others.
                let code = lines.by_ref().take_while(|line| !ends(line));
                let code: Vec<&str> =
                    code.map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
                if info.split(',').all(|word| RUN.contains(&word.trim())) {
                    page.examples.push(code.join("\n"));
                }
            } else if !begin.starts_with('#') {
                // Headings are the generator's own.
                prose.push_str(line);
                prose.push('\n');
            }
        }
        page.words = words::of_prose(&prose);
        page
    }

    /// Whether words stand there, one behind the other.
    pub(super) fn says(&self, words: &[String]) -> bool {
        self.words.windows(words.len().max(1)).any(|window| window == words)
    }
}

/// The lines of a doc comment.
fn documentation(attributes: &[Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let Meta::NameValue(pair) = &attribute.meta
            && let Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) = &pair.value
        {
            text.push_str(&line.value());
            text.push('\n');
        }
    }
    text
}
