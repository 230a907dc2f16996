//! Rust sources as far as the invariants need them: text without comments, literals and tests, and the paths in it.

use std::{collections::BTreeSet, fs, path::Path};

/// A file of Rust.
pub(super) struct Source {
    /// Its path below the crate's `src`.
    pub(super) path: String,
    /// Its code: comments, literals and tests are blank.
    code: String,
    /// Its text, tests left out.
    pub(super) text: String,
}

impl Source {
    /// Takes the code out of a file's text.
    pub(super) fn new(path: &str, text: &str) -> Self {
        let text = match text.find("#[cfg(test)]\nmod tests {") {
            Some(tests) => &text[..tests],
            None => text,
        };
        let code = without_comments_and_literals(text);
        Self { path: path.to_owned(), code, text: text.to_owned() }
    }

    /// The module of the crate that the file belongs to; none for `lib.rs`.
    pub(super) fn module(&self) -> Option<&str> {
        let first = self.path.split('/').next().unwrap_or_default();
        Some(first.trim_end_matches(".rs")).filter(|&first| first != "lib")
    }

    /// Whether the code names a crate or a module: in a path, in a `use`, or as a macro.
    pub(super) fn names(&self, name: &str) -> bool {
        names(&self.code, name)
    }

    /// Whether the code holds these words.
    pub(super) fn holds(&self, words: &str) -> bool {
        holds(&self.code, words)
    }

    /// The modules of the crate that the code names, by `crate::` or by climbing with `super::`.
    pub(super) fn crate_modules(&self) -> BTreeSet<String> {
        self.modules_below("crate::")
    }

    /// The modules that the code names below `root`, the folder that its path begins in: by that, or by climbing there.
    pub(super) fn modules_below(&self, root: &str) -> BTreeSet<String> {
        let folders = self.path.split('/').count();
        let own_folder = self.path.ends_with("/mod.rs") || self.path == "lib.rs";
        let depth = if own_folder { folders - 1 } else { folders };
        let top = "super::".repeat(depth);
        let mut found = BTreeSet::new();
        for root in [root, top.as_str()] {
            for at in occurrences(&self.code, root) {
                // `super::super::` holds `super::`: only the outermost one counts.
                if !self.code[..at].ends_with("super::") {
                    found.extend(first_words(&self.code[at + root.len()..]));
                }
            }
        }
        found.remove("super");
        found
    }

    /// What is declared as a `HashMap` or a `HashSet`: its name, and the code that can mean it by that name.
    pub(super) fn hashes(&self) -> Vec<(&str, &str)> {
        let declared = |at: usize| {
            let before = self.code[..at].trim_end_matches(['&', ' ']).trim_end_matches("mut");
            let before = before.trim_end().strip_suffix([':', '='])?.trim_end();
            let start = before.rfind(|c| !is_word(c)).map_or(0, |end| end + 1);
            let statement = before[..start].rfind([';', '{', '}']).map_or(0, |end| end + 1);
            let local = self.code[statement..start].split_whitespace().any(|word| word == "let");
            let behind = &self.code[at..];
            let scope = match occurrences(behind, "fn ").next() {
                Some(end) if local => &behind[..end],
                _ => self.code.as_str(),
            };
            (start < before.len()).then(|| (&before[start..], scope))
        };
        let kinds = ["HashMap", "HashSet"];
        kinds.iter().flat_map(|kind| occurrences(&self.code, kind)).filter_map(declared).collect()
    }

    /// What stands before the body of each public item.
    pub(super) fn public_heads(&self) -> Vec<&str> {
        let starts = occurrences(&self.code, "pub ");
        let head = |at: usize| {
            let item = &self.code[at..];
            &item[..item.find(['{', ';', '=']).unwrap_or(item.len())]
        };
        starts.map(head).collect()
    }
}

/// Whether code names a crate or a module: in a path, in a `use`, or as a macro.
pub(super) fn names(code: &str, name: &str) -> bool {
    occurrences(code, name).any(|at| {
        let behind = &code[at + name.len()..];
        let before = code[..at].trim_end();
        let statement = before.rfind(';').map_or(before, |end| &before[end + 1..]);
        let imported = statement.split_whitespace().any(|word| word == "use");
        behind.starts_with("::") || behind.starts_with('!') || imported
    })
}

/// Whether code holds these words.
pub(super) fn holds(code: &str, words: &str) -> bool {
    occurrences(code, words).next().is_some()
}

/// Where `words` stand in code, not as a part of a longer word.
fn occurrences<'a>(code: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(words).map(|(at, _)| at).filter(move |&at| {
        let joins = |inner: Option<char>, outer: Option<char>| {
            inner.is_some_and(is_word) && outer.is_some_and(is_word)
        };
        let behind = code[at + words.len()..].chars().next();
        !joins(words.chars().next(), code[..at].chars().next_back())
            && !joins(words.chars().next_back(), behind)
    })
}

/// The first words of a path or of each path of a `{…}` group.
fn first_words(path: &str) -> Vec<String> {
    let word =
        |text: &str| -> String { text.trim_start().chars().take_while(|&c| is_word(c)).collect() };
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut depth = 0;
    let mut found = vec![word(group)];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => found.push(word(&group[at + 1..])),
            _ => {}
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Text in which comments and literals are gone. Good for code that rustfmt has seen.
fn without_comments_and_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word_before = code.chars().next_back().is_some_and(is_word);
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            string(rest)
        } else if c == 'r' && !word_before && (rest.starts_with("r\"") || rest.starts_with("r#")) {
            raw_string(rest)
        } else if c == '\'' {
            character(rest)
        } else {
            0
        };
        let taken = if skipped == 0 { c.len_utf8() } else { skipped };
        if skipped == 0 {
            code.push(c);
        }
        rest = &rest[taken..];
    }
    code
}

/// The length of the string that text starts with.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the raw string that text starts with; 0 for a raw identifier.
fn raw_string(text: &str) -> usize {
    let marks = text[1..].chars().take_while(|&c| c == '#').count();
    let Some(body) = text[1 + marks..].strip_prefix('"') else { return 0 };
    let end = format!("\"{}", "#".repeat(marks));
    body.find(&end).map_or(text.len(), |at| 1 + marks + 1 + at + end.len())
}

/// The length of the character that text starts with; 0 for a lifetime.
fn character(text: &str) -> usize {
    let inner = &text[1..];
    if inner.starts_with('\\') {
        // `'\''` and `'\u{1}'`: the end is the first quote behind the escaped character.
        let end = inner.char_indices().skip(2).find(|&(_, c)| c == '\'');
        return end.map_or(0, |(at, _)| at + 2);
    }
    let Some(c) = inner.chars().next() else { return 0 };
    if inner[c.len_utf8()..].starts_with('\'') { c.len_utf8() + 2 } else { 0 }
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
