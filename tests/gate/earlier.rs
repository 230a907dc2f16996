//! Crates that an earlier generator wrote build on today's runtime: their tables are an interface, and `cargo update`
//! brings a new runtime to crates that nobody generates again.
//!
//! `tests/fixtures/every-table-<version>` is the crate of the case `every_table` as that version wrote it: each table
//! once. The others there are those of `generated/` as they stood at some time, without the prose outside of tables:
//! whole APIs, with what is rare in tables and what stands between them. CONTRIBUTING.md says when some are added.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use vetted_tests::corpus::workspace::{Workspace, put, repository};

use crate::cases::compile::{no_complaints, remove_others};

#[test]
fn earlier_crates_compile_without_a_warning() {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = tmp.parent().expect("below the target folder");
    let workspace = Workspace::new(tmp.join("earlier"), target.to_owned());
    let mut members = BTreeSet::new();
    for (name, files) in crates() {
        let folder = workspace.member(&name);
        let mut written = BTreeSet::new();
        for (path, text) in files {
            let path = folder.join(path);
            put(&path, &text).expect("files can be written");
            written.insert(path);
        }
        remove_others(&folder, &written);
        members.insert(name);
    }
    workspace.finish(&members).expect("the workspace can be written");
    let words = ["check", "--workspace", "--lib", "--examples", "--features", "blocking"];
    let checked = workspace.cargo(&words.map(String::from), &mut |_| {});
    no_complaints(&checked.expect("cargo runs"));
}

#[test]
fn earlier_crates_have_the_tables_of_the_runtime() {
    let newest = crates().into_iter().rfind(|(name, _)| name.starts_with("every-table-"));
    let (name, files) = newest.expect("there is one");
    let holds = |table: &str| {
        let used = format!("vetted_runtime::{table}! {{");
        files.iter().any(|(_, text)| text.contains(&used))
    };
    let missing: Vec<String> = tables().into_iter().filter(|table| !holds(table)).collect();
    assert!(
        missing.is_empty(),
        "{name} does not have {}\nhelp: let `tests/cases/every_table.yaml` need them, and keep the crate that it gives",
        missing.join(", ")
    );
}

/// The crates that are kept, by name, with their files; their manifests name the runtime of this repository.
fn crates() -> Vec<(String, Vec<(PathBuf, String)>)> {
    let folder = repository().join("tests/fixtures");
    let mut crates: Vec<_> = fs::read_dir(&folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the folder can be listed").path())
        .map(|path| {
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            let mut files = Vec::new();
            gather(&path, &path, &mut files);
            (name, files)
        })
        .collect();
    crates.sort();
    crates
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a crate can be listed") {
        let path = entry.expect("a crate can be listed").path();
        if path.is_dir() {
            gather(root, &path, files);
            continue;
        }
        let text = fs::read_to_string(&path).expect("a crate is text");
        let below = path.strip_prefix(root).expect("below the root").to_owned();
        let text = if below == Path::new("Cargo.toml") {
            let runtime = repository().join("runtime").to_string_lossy().replace('\\', "/");
            text.replace("\"../../../runtime\"", &format!("{runtime:?}"))
        } else {
            text
        };
        files.push((below, text));
    }
}

/// The tables that the runtime has for generated crates.
fn tables() -> Vec<String> {
    let mut files = Vec::new();
    let sources = repository().join("runtime/src");
    gather(&sources, &sources, &mut files);
    let mut tables = Vec::new();
    for (_, text) in files {
        for macro_rules in text.split("#[macro_export]\nmacro_rules! ").skip(1) {
            let name = macro_rules.split(' ').next().unwrap_or_default();
            // Those are parts of others.
            if !name.starts_with("__") {
                tables.push(name.to_owned());
            }
        }
    }
    assert!(!tables.is_empty(), "no tables in {}", sources.display());
    tables
}
