//! A document through the whole generator, and what must hold of all that comes out, whatever the document says.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use vetted_codegen::{
    Generated,
    codes,
    diagnostic::{self, Finding},
    generate,
    load::Document,
    settings::{Membership, Runtime, Settings, Ways},
    write::File,
};

use crate::{edits::MARK, prose};

/// The tables of a manifest.
const TABLES: [&str; 6] = ["package", "features", "dependencies", "example", "lints", "lib"];

/// Generates from a text, and checks what came of it. `shown_as` is the document's path.
///
/// # Panics
///
/// When something does not hold; so does the generator if it panics itself.
pub fn check(shown_as: &str, text: &str) {
    let document = match Document::parse(shown_as, text.to_owned()) {
        Ok(document) => document,
        Err(unreadable) => return findings(&unreadable.document, &unreadable.findings),
    };
    let made = generate(&document, &settings(shown_as));
    findings(&document, &document.findings);
    findings(&document, &made.findings);
    crate_of(&made.files);
    // To generate twice takes twice as long, so only some documents do.
    if text.len() % 8 == 0 {
        let again = generate(&document, &settings(shown_as));
        let Generated { files, findings, .. } = again;
        assert!(files == made.files, "the same document gives other files");
        assert!(findings == made.findings, "the same document gives other findings");
    }
}

fn settings(source: &str) -> Settings {
    Settings {
        name: "fuzzed".to_owned(),
        version: "0.0.0".to_owned(),
        replace: std::collections::BTreeMap::new(),
        runtime: Runtime::Path("runtime".to_owned()),
        source: source.to_owned(),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    }
}

/// Each finding is of a known kind, says something, and can be shown.
fn findings(document: &Document, findings: &[Finding]) {
    for finding in findings {
        let known = codes::named(finding.code.name) == Some(finding.code);
        assert!(known, "a finding has the code {:?}, which is in no table", finding.code);
        assert!(!finding.message.is_empty(), "a finding of {:?} says nothing", finding.code);
    }
    let shown = diagnostic::render(document, findings, false);
    let control = shown.chars().find(|c| c.is_control() && *c != '\n');
    assert!(control.is_none(), "a terminal would be sent {control:?}");
    let _ = diagnostic::to_json(document, findings);
}

/// The files are where they should be, and each is what its name says.
fn crate_of(files: &[File]) {
    let mut paths = BTreeSet::new();
    for File { path, text } in files {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let name =
            |name: &str| name.starts_with(plain) && name.chars().all(|c| plain(c) || c == '.');
        let fixed = ["Cargo.toml", "README.md"].contains(&path.as_str());
        assert!(fixed || path.split('/').all(name), "a file is called {path:?}");
        assert!(paths.insert(path), "two files are called {path:?}");
        match path.rsplit_once('.') {
            Some((_, "rs")) => rust(path, text),
            Some((_, "toml")) => manifest(text),
            _ => {}
        }
    }
}

/// Text from the document is in comments and literals, and nowhere else.
fn rust(path: &str, text: &str) {
    let tokens: TokenStream = match text.parse() {
        Ok(tokens) => tokens,
        Err(err) => panic!("{path} is no Rust: {err}"),
    };
    if let Err(err) = syn::parse2::<syn::File>(tokens.clone()) {
        panic!("{path} is no file of Rust: {err}");
    }
    assert!(!has_mark(&tokens), "{path}: text of the document is code");
    for docs in prose::docs(tokens) {
        prose::check(path, &docs);
    }
}

/// Whether there is an identifier that hostile text wrote, or a call of a macro that no crate calls.
pub(crate) fn has_mark(tokens: &TokenStream) -> bool {
    let mut before = String::new();
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => {
            before = ident.to_string();
            before.contains(MARK)
        }
        TokenTree::Punct(punct) => punct.as_char() == '!' && before == "compile_error",
        TokenTree::Group(group) => has_mark(&group.stream()),
        TokenTree::Literal(_) => false,
    })
}

fn manifest(text: &str) {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(err) => panic!("Cargo.toml is no TOML: {err}\n{text}"),
    };
    let unknown = table.keys().find(|key| !TABLES.contains(&key.as_str()));
    assert!(unknown.is_none(), "Cargo.toml has the key {unknown:?}");
    assert!(!keys(&toml::Value::Table(table)), "text of the document is a key of Cargo.toml");
}

fn keys(value: &toml::Value) -> bool {
    match value {
        toml::Value::Table(table) => {
            table.iter().any(|(key, value)| key.contains(MARK) || keys(value))
        }
        toml::Value::Array(items) => items.iter().any(keys),
        _ => false,
    }
}
