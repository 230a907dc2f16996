//! Unions of cases are called: what a client sends, and what it reads an answer as.
//!
//! The programs in `unions/` are text here, compiled with the crates of the cases that they call.

use std::{collections::BTreeSet, path::Path, process::Stdio};

use vetted_tests::corpus::workspace::{Workspace, put, repository};

use super::cases::Case;

/// The cases that are called.
const CASES: [&str; 6] = [
    "all_of_middle_parent",
    "recursive_union_shapes",
    "union_literal_default",
    "union_numbers",
    "union_pydantic",
    "union_tag_not_required",
];

/// The package of the program.
const PROGRAM: &str = "union-exchanges";

/// Its files.
const FILES: [(&str, &str); 4] = [
    ("src/main.rs", include_str!("unions/main.rs")),
    ("src/client.rs", include_str!("unions/client.rs")),
    ("src/exchanges.rs", include_str!("unions/exchanges.rs")),
    ("src/values.rs", include_str!("unions/values.rs")),
];

#[test]
fn unions_are_sent_and_read_as_they_are_meant() {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = tmp.parent().expect("below the target folder");
    let workspace = Workspace::new(tmp.join("unions"), target.to_owned());
    let runtime = repository().join("runtime");
    let mut members = BTreeSet::from([PROGRAM.to_owned()]);
    let mut manifest = format!(
        "[package]\nname = \"{PROGRAM}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         serde_json = \"1\"\nvetted-runtime = {{ path = {runtime:?}, default-features = false }}\n",
    );
    for case in Case::all().iter().filter(|case| CASES.contains(&case.name.as_str())) {
        let package = case.package();
        for file in case.generate(&runtime.to_string_lossy()).generated.files {
            put(&workspace.member(&package).join(&file.path), &file.text).expect("a file");
        }
        manifest.push_str(&format!(
            "{package} = {{ path = \"../{package}\", default-features = false }}\n"
        ));
        members.insert(package);
    }
    assert_eq!(members.len(), CASES.len() + 1);
    let folder = workspace.member(PROGRAM);
    put(&folder.join("Cargo.toml"), &manifest).expect("a file");
    for (path, text) in FILES {
        put(&folder.join(path), text).expect("a file");
    }
    workspace.finish(&members).expect("the workspace can be written");
    let ran = xtask::cargo::cargo()
        .args(["run", "--offline", "--package", PROGRAM, "--target-dir"])
        .arg(target)
        .current_dir(workspace.folder())
        .env("CARGO_INCREMENTAL", "0")
        .stdin(Stdio::null())
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    assert!(!said.contains("warning:"), "{said}");
}
