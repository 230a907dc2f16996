//! What is wrong with a crate whose document holds a payload.

use std::{collections::BTreeMap, path::Path};

use proc_macro2::{TokenStream, TokenTree};
use toml::de::{DeTable, DeValue};
use vetted_codegen::write::{File, MARKER};

use super::markdown::{self, Page};

/// What the code of a payload is known by: letters that no name is made with.
pub(super) const MARK: &str = "eViL_";

/// A crate by the paths of its files.
pub(super) type Files = BTreeMap<String, String>;

/// The files of a crate, by their paths.
pub(super) fn by_path(files: Vec<File>) -> Files {
    files.into_iter().map(|file| (file.path, file.text)).collect()
}

/// What is wrong with a crate. `before`: the crate without the payload; what it has as well is not looked at again.
pub(super) fn complaints(before: &Files, crate_: &Files) -> Vec<String> {
    let mut said = Vec::new();
    for (path, text) in crate_ {
        if before.get(path) == Some(text) {
            continue;
        }
        let mut found = Vec::new();
        if !text.lines().next().is_some_and(|line| line.contains(MARKER)) {
            found.push("its first line does not say who made it".to_owned());
        }
        if is_rust(path) {
            rust(text, &mut found);
        } else if path == "README.md" {
            let page = markdown::read(text);
            let expected = text.lines().filter(|line| *line == "```rust").count();
            blocks(&page, "rust", expected, &mut found);
        } else {
            let unlike = before.get(path).and_then(|before| manifest(before, text).err());
            found.extend(unlike);
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "_./-".contains(c);
        if !path.chars().all(plain) || path.contains("..") {
            found.push("no path of a file that a crate has".to_owned());
        }
        said.extend(found.into_iter().map(|what| format!("{path}: {what}")));
    }
    said
}

/// Whether a file of the crate is Rust.
pub(super) fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

fn rust(text: &str, found: &mut Vec<String>) {
    // rustc denies the first, and refuses a bare `\r` in documentation.
    let hidden = |c: char| {
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{200b}' | '\u{feff}')
            || (c.is_control() && c != '\n')
    };
    if let Some(c) = text.chars().find(|&c| hidden(c)) {
        found.push(format!("holds {c:?}"));
    }
    // Reading is most of the time, and without the payload there is nothing to find but what its names became.
    if !text.contains(MARK) && !text.contains("compile_error") {
        return;
    }
    match text.parse::<TokenStream>() {
        Ok(tokens) => identifiers(tokens, &mut |name| {
            if name.contains(MARK) || name == "compile_error" {
                found.push(format!("`{name}` is code"));
            }
        }),
        Err(err) => found.push(format!("is no Rust: {err}")),
    }
    for comment in markdown::doc_comments(text) {
        let expected = comment.lines().filter(|line| *line == "```no_run").count();
        blocks(&markdown::read(&comment), "no_run", expected, found);
    }
}

/// A page holds the blocks of Rust that the generator made, with nothing of the payload but in literals.
fn blocks(page: &Page, info: &str, expected: usize, found: &mut Vec<String>) {
    if page.rust.len() != expected {
        found.push(format!(
            "{} blocks of Rust in place of {expected}: {:?}",
            page.rust.len(),
            page.rust
        ));
    }
    for block in &page.rust {
        if block.info != info {
            found.push(format!("a block of Rust that nobody made: {block:?}"));
        }
        let shown = block.code.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
        let code = shown.collect::<Vec<_>>().join("\n");
        match code.parse::<TokenStream>() {
            Ok(tokens) => identifiers(tokens, &mut |name| {
                if name.contains(MARK) {
                    found.push(format!("`{name}` is code of an example"));
                }
            }),
            Err(err) => found.push(format!("an example is no Rust: {err}: {code}")),
        }
    }
    for html in page.html.iter().filter(|html| html.contains(MARK)) {
        if !html.starts_with("<!-- @generated") || html.matches("-->").count() != 1 {
            found.push(format!("HTML that nobody made: {html:?}"));
        }
    }
}

fn identifiers(tokens: TokenStream, visit: &mut impl FnMut(String)) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => identifiers(group.stream(), visit),
            TokenTree::Ident(name) => visit(name.to_string()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// A manifest says what it said before the payload, but for the sentence that holds the API's title.
fn manifest(before: &str, text: &str) -> Result<(), String> {
    let [before, after] = [before, text].map(|text| {
        let table = DeTable::parse(text).map_err(|err| format!("is no TOML: {err}"))?;
        let mut pairs = BTreeMap::new();
        for (key, value) in table.get_ref() {
            flatten(key.get_ref(), value.get_ref(), &mut pairs);
        }
        Ok::<_, String>(pairs)
    });
    let (mut before, mut after) = (before?, after?);
    // A payload can cost all webhooks, and with them the feature that they need.
    for pairs in [&mut before, &mut after] {
        pairs.retain(|key, value| !key.contains(".features[") || value != "webhooks");
    }
    let [said, says] = [&mut before, &mut after].map(|it| it.remove("package.description"));
    let says =
        says.filter(|says| says.starts_with("Client for the ") && !says.contains(char::is_control));
    if said.is_none() || says.is_none() || before != after {
        return Err(format!("another manifest: {before:?}, {after:?}"));
    }
    Ok(())
}

fn flatten(key: &str, value: &DeValue<'_>, pairs: &mut BTreeMap<String, String>) {
    match value {
        DeValue::Table(table) => {
            for (inner, value) in table {
                flatten(&format!("{key}.{}", inner.get_ref()), value.get_ref(), pairs);
            }
        }
        DeValue::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                flatten(&format!("{key}[{index}]"), value.get_ref(), pairs);
            }
        }
        DeValue::String(text) => {
            pairs.insert(key.to_owned(), text.to_string());
        }
        other => {
            pairs.insert(key.to_owned(), format!("{other:?}"));
        }
    }
}

#[test]
fn what_is_wrong_is_found() {
    let one = |path: &str, text: &str| Files::from([(path.to_owned(), text.to_owned())]);
    let wrong = |path: &str, text: &str| complaints(&Files::new(), &one(path, text)).len();
    let rs = |text: &str| wrong("src/lib.rs", &format!("// {MARKER}\n{text}"));
    assert_eq!(rs("/// eViL_a\n// eViL_b\nconst A: &str = \"eViL_c\";"), 0);
    assert_eq!(rs("/// a\nconst eViL_a: u8 = 0;"), 1);
    assert_eq!(rs("#[eViL_a]\nconst A: u8 = compile_error!();"), 2);
    assert_eq!(rs("/// a\u{202e}\nconst A: u8 = 0;"), 1);
    assert_eq!(rs("/// a\rb eViL_a\nconst A: u8 = 0;"), 2);
    assert_eq!(rs("/// ```no_run\n/// a(\"eViL_a\");\n/// ```\nconst A: u8 = 0;"), 0);
    assert_eq!(rs("/// ```no_run\n/// eViL_a!();\n/// ```\nconst A: u8 = 0;"), 1);
    assert_eq!(rs("/// ~~~\n/// ```no_run eViL_a\n/// ~~~\nconst A: u8 = 0;"), 3);
    assert_eq!(rs("///     \"eViL_a\"\nconst A: u8 = 0;"), 2);
    assert_eq!(rs("/// <b eViL_a>\nconst A: u8 = 0;"), 1);
    assert_eq!(wrong("src/lib.rs", "const A: u8 = 0;"), 1);
    assert_eq!(wrong("src/../lib.rs", &format!("// {MARKER}\n")), 1);
    let page = |name: &str| wrong("README.md", &format!("<!-- {MARKER} {name} -->\n\n# a\n"));
    assert_eq!(page("eViL_a"), 0);
    assert_eq!(page("--> <b eViL_a>"), 1);

    let before = "# a\n[package]\nname = \"a\"\ndescription = \"Client for the A\"\n";
    let says = |text: &str| manifest(before, text).is_ok();
    assert!(says("[package]\nname = 'a'\ndescription = \"Client for the B ⚙️\""));
    assert!(!says("[package]\nname = \"a\"\ndescription = \"Client for the \\u{20}\""));
    assert!(!says("[package]\nname = \"b\"\ndescription = \"Client for the B\""));
    assert!(!says("[package]\nname = \"a\"\nbuild = \"a\"\ndescription = \"Client for the B\""));
}
