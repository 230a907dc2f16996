//! The crates of all cases, compiled, in the corpus runner's workspace: one run of `cargo check`.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use vetted_codegen::write::File;
use vetted_tests::corpus::workspace::{Checked, LINTS, Workspace, put, repository};

use super::{Case, WHOLE};

#[test]
fn crates_of_cases_compile_without_a_warning() {
    let workspace = workspace();
    let words =
        ["check", "--workspace", "--lib", "--examples", "--features", "blocking"].map(String::from);
    no_complaints(&workspace.cargo(&words, &mut |_| {}).expect("cargo runs"));

    // rustdoc takes seconds a crate, so it only sees those whose prose it could stumble over.
    let mut words = ["doc", "--no-deps", "--lib"].map(String::from).to_vec();
    for case in Case::all() {
        if case.name == WHOLE || case.name.starts_with("prose_") {
            words.extend(["--package".to_owned(), case.package()]);
        }
    }
    no_complaints(&workspace.cargo(&words, &mut |_| {}).expect("cargo runs"));
}

pub(crate) fn no_complaints(checked: &Checked) {
    let said: Vec<&str> = checked
        .complaints
        .values()
        .flatten()
        .map(|complaint| complaint.rendered.as_str())
        .collect();
    assert!(said.is_empty(), "{} complaints:\n\n{}", said.len(), said.join("\n"));
    assert!(checked.failure.is_empty(), "{}", checked.failure);
}

/// The workspace, brought up to date with the cases.
fn workspace() -> Workspace {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = tmp.parent().expect("below the target folder");
    let workspace = Workspace::new(tmp.join("cases"), target.to_owned());
    let runtime = repository().join("runtime");
    let mut members = BTreeSet::new();
    for case in Case::all() {
        let files = case.generate(&runtime.to_string_lossy()).generated.files;
        if files.is_empty() {
            continue;
        }
        let folder = workspace.member(&case.package());
        let mut expected = BTreeSet::new();
        let mut put = |path: PathBuf, text: &str| {
            put(&path, text).expect("files can be written");
            expected.insert(path);
        };
        put(folder.join("examples/documented.rs"), &documented(&files));
        for file in files {
            let lints = if file.path == "Cargo.toml" { LINTS } else { "" };
            put(folder.join(&file.path), &(file.text + lints));
        }
        remove_others(&folder, &expected);
        members.insert(case.package());
    }
    workspace.finish(&members).expect("the workspace can be written");
    workspace
}

/// A program of all examples in the documentation: checking it is quicker than having rustdoc run each.
fn documented(files: &[File]) -> String {
    let mut text =
        String::from("//! What the documentation shows.\n#![allow(deprecated, unused)]\n\n");
    let mut count = 0;
    for file in
        files.iter().filter(|file| Path::new(&file.path).extension().is_some_and(|it| it == "rs"))
    {
        let mut inside = false;
        for line in file.text.lines() {
            let line = line.trim_start();
            let Some(line) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
                continue;
            };
            let line = line.strip_prefix(' ').unwrap_or(line);
            match line {
                "```no_run" => {
                    text.push_str(&format!("mod example_{count} {{\n"));
                    (inside, count) = (true, count + 1);
                }
                "```" if inside => {
                    text.push_str("}\n");
                    inside = false;
                }
                _ if inside => {
                    text.push_str(line.strip_prefix("# ").unwrap_or(line));
                    text.push('\n');
                }
                _ => {}
            }
        }
    }
    text.push_str("\nfn main() {}\n");
    text
}

/// Removes what earlier runs left in a crate.
pub(crate) fn remove_others(folder: &Path, expected: &BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if !path.is_dir() {
            if !expected.contains(&path) {
                fs::remove_file(&path).expect("files can be removed");
            }
        } else if expected.iter().any(|file| file.starts_with(&path)) {
            remove_others(&path, expected);
        } else {
            fs::remove_dir_all(&path).expect("folders can be removed");
        }
    }
}
