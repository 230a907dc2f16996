//! Rust sources as far as the invariants need them: the syntax without tests, and the paths in it.

use std::{collections::BTreeSet, fs, path::Path};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, UseTree};

/// A file of Rust.
pub(super) struct Source {
    /// Its path below the crate's `src`.
    pub(super) path: String,
    /// Its text, tests left out.
    pub(super) text: String,
    /// Its items, tests left out.
    pub(super) items: Vec<Item>,
    /// Every path in it, those of `use` written out.
    pub(super) paths: Vec<CodePath>,
}

/// A path in code: `a::b`, `a::b!`, or a word that stands alone.
pub(super) struct CodePath {
    pub(super) segments: Vec<String>,
    pub(super) of: PathOf,
}

/// What a path is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathOf {
    /// A `use`.
    Use,
    /// A macro that is called.
    Macro,
    /// Anything else.
    Code,
}

impl Source {
    /// Reads a file's text.
    pub(super) fn new(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let items: Vec<Item> = file.items.into_iter().filter(|item| !is_test(item)).collect();
        let mut paths = Vec::new();
        for item in &items {
            match item {
                Item::Use(it) => imported(&it.tree, &mut Vec::new(), &mut paths),
                Item::Mod(it) if it.content.is_none() => {}
                other => written(other.to_token_stream(), &mut paths),
            }
        }
        let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        Self { path: path.to_owned(), text: text[..end].to_owned(), items, paths }
    }

    /// The module of the crate that the file belongs to; none for `lib.rs`.
    pub(super) fn module(&self) -> Option<&str> {
        let first = self.path.split('/').next().unwrap_or_default();
        Some(first.trim_end_matches(".rs")).filter(|&first| first != "lib")
    }

    /// The names of the modules that the file is, outermost first.
    pub(super) fn modules(&self) -> Vec<&str> {
        let mut modules: Vec<&str> = self.path.trim_end_matches(".rs").split('/').collect();
        modules.pop_if(|last| ["mod", "lib"].contains(last));
        modules
    }

    /// Whether the code names a crate or a module: in a path, in a `use`, or as a macro.
    pub(super) fn names(&self, name: &str) -> bool {
        self.paths.iter().any(|path| path.names(name))
    }

    /// Whether the code holds these words, one behind the other in a path.
    pub(super) fn holds(&self, words: &str) -> bool {
        self.paths.iter().any(|path| path.holds(words))
    }

    /// The modules of the crate that the code names, by `crate::` or by climbing with `super::`.
    pub(super) fn crate_modules(&self) -> BTreeSet<String> {
        self.modules_below(&[])
    }

    /// The modules that the code names below `root`, the module that the file's path begins in.
    pub(super) fn modules_below(&self, root: &[&str]) -> BTreeSet<String> {
        let own: Vec<String> =
            root.iter().copied().chain(self.modules()).map(str::to_owned).collect();
        let is_below = |path: &Vec<String>| path.iter().zip(root).all(|(here, root)| here == root);
        let paths = self.paths.iter().map(|path| path.within(&own)).filter(is_below);
        paths.filter_map(|path| path.into_iter().nth(root.len())).collect()
    }
}

impl CodePath {
    /// Whether the path names a crate or a module, or is of a macro of that name.
    pub(super) fn names(&self, name: &str) -> bool {
        // A word that stands alone is a variable, and the last one of a path is what the module holds.
        let last = usize::from(self.of == PathOf::Code);
        self.segments.iter().rev().skip(last).any(|segment| segment == name)
    }

    /// Whether it has these words, one behind the other; with `!` behind them, as a macro.
    fn holds(&self, words: &str) -> bool {
        let is_macro = words.ends_with('!');
        let words: Vec<&str> = words.trim_end_matches('!').split("::").collect();
        let found = self.segments.windows(words.len()).any(|window| window == words);
        found && (!is_macro || self.of == PathOf::Macro)
    }

    /// The path from the root of the crate on, as it is meant in a module of the crate. One into another crate, and a
    /// word of the module's own, come out as paths below the module.
    pub(super) fn within(&self, own: &[String]) -> Vec<String> {
        let climbs = self.segments.iter().take_while(|segment| *segment == "super").count();
        let (base, rest) = match self.segments.first().map(String::as_str) {
            Some("crate") => (&[][..], &self.segments[1..]),
            Some("self") => (own, &self.segments[1..]),
            _ => (&own[..own.len().saturating_sub(climbs)], &self.segments[climbs..]),
        };
        base.iter().chain(rest).cloned().collect()
    }
}

/// Whether an item is there for tests alone.
fn is_test(item: &Item) -> bool {
    let attributes = match item {
        Item::Mod(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => return false,
    };
    let is_test = |it: &Attribute| {
        it.path().is_ident("cfg") && it.parse_args::<syn::Ident>().is_ok_and(|it| it == "test")
    };
    attributes.iter().any(is_test)
}

/// The paths of a `use`.
pub(super) fn imported(tree: &UseTree, before: &mut Vec<String>, paths: &mut Vec<CodePath>) {
    let with = |last: Option<String>| {
        let segments = before.iter().cloned().chain(last).collect();
        CodePath { segments, of: PathOf::Use }
    };
    match tree {
        UseTree::Path(it) => {
            before.push(it.ident.to_string());
            imported(&it.tree, before, paths);
            before.pop();
        }
        UseTree::Group(it) => it.items.iter().for_each(|it| imported(it, before, paths)),
        UseTree::Name(it) if it.ident == "self" => paths.push(with(None)),
        UseTree::Name(it) => paths.push(with(Some(it.ident.to_string()))),
        UseTree::Rename(it) => paths.push(with(Some(it.ident.to_string()))),
        UseTree::Glob(_) => paths.push(with(None)),
    }
}

/// The paths among tokens, those inside macros too.
pub(super) fn written(tokens: TokenStream, paths: &mut Vec<CodePath>) {
    let mut segments: Vec<String> = Vec::new();
    let mut colons = 0;
    let mut flush = |segments: &mut Vec<String>, of| {
        if !segments.is_empty() {
            paths.push(CodePath { segments: std::mem::take(segments), of });
        }
    };
    let mut inner = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                if colons < 2 {
                    flush(&mut segments, PathOf::Code);
                }
                segments.push(word.to_string());
                colons = 0;
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
            TokenTree::Punct(mark) => {
                let of = if mark.as_char() == '!' { PathOf::Macro } else { PathOf::Code };
                flush(&mut segments, of);
                colons = 0;
            }
            // Who may see something is no use of it.
            TokenTree::Group(_) if segments == ["pub"] => segments.clear(),
            TokenTree::Group(group) => {
                flush(&mut segments, PathOf::Code);
                colons = 0;
                inner.push(group.stream());
            }
            TokenTree::Literal(_) => {
                flush(&mut segments, PathOf::Code);
                colons = 0;
            }
        }
    }
    flush(&mut segments, PathOf::Code);
    for tokens in inner {
        written(tokens, paths);
    }
}

/// The Rust files below a folder of the repository, tests left out.
pub(super) fn rust_files(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let mut files = Vec::new();
    gather(&root, &root, &mut files);
    assert!(!files.is_empty(), "no sources in {folder}");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("sources can be listed") {
        let path = entry.expect("sources can be listed").path();
        let of_tests = path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() && !of_tests {
            gather(root, &path, files);
        } else if path.extension().is_some_and(|it| it == "rs") && !of_tests {
            let below = path.strip_prefix(root).expect("below the root");
            let text = fs::read_to_string(&path).expect("sources are text");
            files.push(Source::new(&below.to_string_lossy().replace('\\', "/"), &text));
        }
    }
}
