//! What DESIGN.md says of the code, read from the code: who may name which crate, and who may use which stage.
//!
//! The rules are tables. Each kind of rule is also tried on made-up sources that break it, so that it can fail.

mod circles;
mod hashes;
mod lengths;
mod public;
mod source;
mod writing;

use syn::visit::Visit;

use source::{Source, rust_files};

/// The stages, left to right: each may use those before it.
const STAGES: [&str; 13] = [
    "load",
    "overlay",
    "normalise",
    "lint",
    "resolve",
    "lower",
    "refine",
    "analyse",
    "name",
    "mend",
    "emit",
    "format",
    "write",
];

/// What is no stage, and what it may use itself.
const SHARED: [(&str, &[&str]); 9] = [
    // The list of what all stages find.
    (
        "codes",
        &[
            "diagnostic",
            "lint",
            "load",
            "lower",
            "mend",
            "normalise",
            "overlay",
            "refine",
            "resolve",
            "settings",
        ],
    ),
    // What a test finds a type by.
    ("components", &["analyse", "ir", "name"]),
    ("diagnostic", &["load"]),
    ("ir", &["diagnostic", "model"]),
    ("model", &["diagnostic"]),
    ("settings", &["diagnostic"]),
    ("parallel", &[]),
    ("census", &["load", "diagnostic", "ir"]),
    // The line that names the generator, a function of the crate.
    ("marker", &[]),
];

/// The modules of the runtime's `calls`, as ARCHITECTURE.md lists them: each may use those before it.
const CALLS: [&str; 17] = [
    "blocking",
    "call",
    "encode",
    "origin",
    "transport",
    "answer",
    "error",
    "delivery",
    "retry",
    "observe",
    "auth",
    "operation",
    "client",
    "state",
    "send",
    "request",
    "paging",
];

/// Names that only some stages may take into their mouths.
const ONLY_IN: [(&str, &[&str]); 13] = [
    ("openapiv3", &[]),
    ("proc_macro2", &["emit", "format"]),
    ("quote", &["emit", "format"]),
    ("syn", &["emit", "format"]),
    ("prettyplease", &["emit", "format"]),
    ("heck", &["name"]),
    ("deunicode", &["name"]),
    ("serde_yaml", &[]),
    ("saphyr_parser", &["load"]),
    ("serde_json_path", &["overlay"]),
    ("annotate_snippets", &["diagnostic"]),
    ("fs", &["load", "write"]),
    ("clap", &[]),
];

/// What the generator never does: print, ask where it was started, or give up half-way.
const NEVER: [&str; 10] = [
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
    "todo!",
    "unimplemented!",
    "current_dir",
    "env::var",
    "process::exit",
];

#[test]
fn stages_use_what_is_to_their_left() {
    assert_none(rust_files("codegen/src").iter().flat_map(wrong_uses));
}

#[test]
fn modules_of_a_call_use_those_below() {
    let files = rust_files("runtime/src/calls");
    assert_none(files.iter().filter(|file| file.path != "mod.rs").flat_map(uses_of_calls_above));
}

#[test]
fn crates_are_named_where_they_belong() {
    assert_none(rust_files("codegen/src").iter().flat_map(wrong_names));
}

#[test]
fn the_generator_neither_prints_nor_gives_up() {
    assert_none(rust_files("codegen/src").iter().flat_map(forbidden_words));
}

#[test]
fn stages_leave_no_marks_for_each_other() {
    // The file that refuses such keys in a document.
    let files = rust_files("codegen/src");
    assert_none(files.iter().filter(|file| file.path != "load/reserved.rs").flat_map(marks));
}

#[test]
fn every_code_is_found_by_a_rule() {
    // What is wrong with settings, the command finds that reads them.
    let files: Vec<Source> =
        rust_files("codegen/src").into_iter().chain(rust_files("xtask/src")).collect();
    let uses: Vec<&String> = files
        .iter()
        .filter(|file| !file.path.ends_with("codes.rs"))
        .flat_map(|file| file.paths.iter().filter_map(|path| path.segments.last()))
        .collect();
    let unused = vetted_codegen::codes::all().iter().filter(|code| {
        let name = code.name.replace('-', "_").to_uppercase();
        // Once where it is defined.
        uses.iter().filter(|used| ***used == name).count() < 2
    });
    assert_none(unused.map(|code| format!("`{}` is found by nobody", code.name)));
}

#[test]
fn two_files_of_the_generator_know_how_yaml_is_parsed() {
    let files = rust_files("codegen/src");
    let knowing = files.iter().filter(|file| file.names("saphyr_parser"));
    let knowing: Vec<&str> = knowing.map(|file| file.path.as_str()).collect();
    assert_eq!(knowing, ["load/scalars.rs", "load/yaml.rs"]);
}

#[test]
fn http_clients_are_known_to_transports_and_shown_to_nobody() {
    const CLIENTS: [&str; 6] = ["reqwest", "ureq", "hyper", "rustls", "native_tls", "gloo_timers"];
    let files = rust_files("runtime/src");
    for client in CLIENTS {
        let knowing = files.iter().filter(|file| file.names(client));
        let others = knowing.filter(|file| !file.path.starts_with("calls/transport/"));
        assert_none(others.map(|file| format!("{client} is named in {}", file.path)));
        assert_none(files.iter().flat_map(|file| public_signatures_naming(file, client)));
    }
    // The generated crates show what the runtime does, and know no client either.
    let generated = rust_files("generated");
    for client in CLIENTS {
        let knowing = generated.iter().filter(|file| file.names(client));
        assert_none(knowing.map(|file| format!("{client} is named in {}", file.path)));
    }
}

/// Uses of stages to the right, or of what a shared module must not know.
fn wrong_uses(file: &Source) -> Vec<String> {
    let Some(here) = file.module() else { return Vec::new() };
    let stage = STAGES.iter().position(|&stage| stage == here);
    let shared = SHARED.iter().find(|(name, _)| *name == here);
    let may_use = |used: &str| match (stage, shared) {
        _ if used == here => true,
        (Some(stage), _) => {
            STAGES[..stage].contains(&used) || SHARED.iter().any(|(name, _)| *name == used)
        }
        (None, Some((_, allowed))) => allowed.contains(&used),
        (None, None) => false,
    };
    let used = file.crate_modules();
    let wrong = used.iter().filter(|used| !may_use(used));
    wrong.map(|used| format!("{}: `{here}` uses `{used}`", file.path)).collect()
}

/// Uses of a module of `calls` by one that stands below it.
fn uses_of_calls_above(file: &Source) -> Vec<String> {
    let place = |module: &str| CALLS.iter().position(|&it| it == module);
    let here = file.module().unwrap_or_default();
    let used = file.modules_below(&["calls"]);
    let above = used.iter().filter(|used| match (place(here), place(used)) {
        (Some(here), Some(used)) => used > here,
        _ => true,
    });
    above.map(|used| format!("{}: `{here}` uses `{used}`", file.path)).collect()
}

/// Crates and modules named where they do not belong.
fn wrong_names(file: &Source) -> Vec<String> {
    let here = file.module().unwrap_or("lib.rs");
    let wrong = ONLY_IN.iter().filter(|(name, at)| !at.contains(&here) && file.names(name));
    wrong.map(|(name, _)| format!("{}: `{here}` names `{name}`", file.path)).collect()
}

fn forbidden_words(file: &Source) -> Vec<String> {
    let found = NEVER.iter().filter(|word| file.holds(word));
    found.map(|word| format!("{}: `{word}`", file.path)).collect()
}

/// Keys of ours among a document's own, and what is told apart by where it lies in memory.
fn marks(file: &Source) -> Vec<String> {
    let found = ["x-vetted", "*const ", "ptr::from_ref"].into_iter();
    let found = found.filter(|mark| file.text.contains(mark));
    found.map(|mark| format!("{}: `{mark}`", file.path)).collect()
}

/// Public items that show a crate: in a signature, in the type of a field, by passing it on.
fn public_signatures_naming(file: &Source, name: &str) -> Vec<String> {
    let mut shown = public::Shown::default();
    file.items.iter().for_each(|item| shown.visit_item(item));
    let found = shown.0.into_iter().filter(|it| it.paths.iter().any(|path| path.names(name)));
    found.map(|it| format!("{}: `{}`", file.path, it.text)).collect()
}

fn assert_none(found: impl Iterator<Item = String>) {
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "against DESIGN.md:\n  {}", found.join("\n  "));
}

#[test]
fn a_use_to_the_right_is_found() {
    let wrong = |path: &str, text: &str| wrong_uses(&Source::new(path, text)).len();
    assert_eq!(wrong("lower/mod.rs", "use crate::{ir::Api, resolve::Resolved};"), 0);
    assert_eq!(wrong("lower/mod.rs", "use crate::emit::Context;"), 1);
    assert_eq!(
        wrong("lower/mod.rs", "use crate::{\n    ir::Api,\n    name::{Names, ident},\n};"),
        1
    );
    assert_eq!(wrong("lower/schema.rs", "fn f() { crate::name::name(); }"), 1);
    assert_eq!(wrong("lower/schema.rs", "use super::super::format::format;"), 1);
    assert_eq!(wrong("lower/schema.rs", "use super::format::format;"), 0);
    assert_eq!(wrong("lower/mod.rs", "use super::format;"), 1);
    assert_eq!(wrong("ir/mod.rs", "use crate::load::Document;"), 1);
    assert_eq!(wrong("ir/mod.rs", "// use crate::load::Document;\n/* crate::emit::x */"), 0);
    assert_eq!(wrong("emit/item.rs", r#"const T: &str = "use crate::write::File;";"#), 0);
    assert_eq!(wrong("other.rs", "use crate::load::Document;"), 1);
}

#[test]
fn a_use_of_what_stands_above_is_found() {
    let wrong = |path: &str, text: &str| uses_of_calls_above(&Source::new(path, text)).len();
    assert_eq!(wrong("send/mod.rs", "use super::{answer::RawResponse, state::Prepared};"), 0);
    assert_eq!(wrong("state/mod.rs", "use crate::{Secret, calls::{call::Call, send}};"), 1);
    assert_eq!(wrong("auth/token.rs", "use crate::calls::state::Prepared;"), 1);
    assert_eq!(wrong("auth/mod.rs", "use super::request::Request;"), 1);
    assert_eq!(wrong("auth/mod.rs", "use super::somewhere::Else;"), 1);
    assert_eq!(wrong("nowhere/mod.rs", "use super::call::Call;"), 1);
}

#[test]
fn a_crate_in_the_wrong_place_is_found() {
    let wrong = |path: &str, text: &str| wrong_names(&Source::new(path, text)).len();
    assert_eq!(wrong("emit/mod.rs", "use quote::quote;"), 0);
    assert_eq!(wrong("lower/mod.rs", "use quote::quote;"), 1);
    assert_eq!(wrong("lower/mod.rs", "fn f() { let quote = 1; }"), 0);
    assert_eq!(wrong("ir/mod.rs", "struct S { ty: openapiv3::Schema }"), 1);
    assert_eq!(wrong("name/mod.rs", "fn f() { let x = quote! { a }; }"), 1);
    assert_eq!(wrong("emit/mod.rs", "use std::{fs, path::Path};"), 1);
    assert_eq!(wrong("emit/mod.rs", "fn f() { std::fs::read(path) }"), 1);
    assert_eq!(wrong("lib.rs", "use clap as arguments;"), 1);
    assert_eq!(wrong("load/mod.rs", "#[cfg(test)]\nmod tests {\n    use openapiv3::Schema;\n}"), 0);
}

#[test]
fn a_mark_is_found() {
    let wrong = |text: &str| marks(&Source::new("lower/mod.rs", text)).len();
    assert_eq!(wrong("fn f() { map.insert(\"x-vetted-kind\", kind); }"), 1);
    assert_eq!(wrong("fn f() { let id = schema as *const Schema as usize; }"), 1);
    assert_eq!(wrong("fn f(id: SchemaId) {}"), 0);
}

#[test]
fn printing_and_giving_up_are_found() {
    let wrong = |text: &str| forbidden_words(&Source::new("emit/mod.rs", text)).len();
    assert_eq!(wrong("fn f() { println!(\"x\") }"), 1);
    assert_eq!(wrong("fn f() { let text = \"println!(x)\"; }"), 0);
    assert_eq!(wrong("fn f() { let text = r#\"todo!(\"x\")\"#; let c = '\"'; todo!() }"), 1);
    assert_eq!(wrong("fn f() { std::env::current_dir() }"), 1);
}

#[test]
fn a_crate_in_a_public_signature_is_found() {
    let wrong = |text: &str| public_signatures_naming(&Source::new("a.rs", text), "reqwest").len();
    assert_eq!(wrong("pub fn f(client: reqwest::Client) {}"), 1);
    assert_eq!(wrong("pub(crate) fn f(client: reqwest::Client) {}"), 0);
    assert_eq!(wrong("pub fn f() { reqwest::get(); }"), 0);
    assert_eq!(wrong("pub use reqwest::Client;"), 1);
}
