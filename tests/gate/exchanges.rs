//! What goes over the wire: clients of cases are called, what they send is compared byte by byte, and what they read of
//! an answer.
//!
//! `tests/exchanges/<case>.rs` is an exchange with the crate of a case; dropping a file into the folder adds one. They
//! are modules of one program, which has the crates of their cases and no network.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use vetted_tests::corpus::workspace::{Workspace, put, repository};

use crate::cases::{Case, compile::remove_others};

/// The package of the program.
const PROGRAM: &str = "exchanges";

/// What all exchanges use.
const SUPPORT: &str = "support";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("exchanges")
}

/// The cases that have an exchange.
fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of exchanges");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut names: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != SUPPORT)
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no exchanges");
    names
}

#[test]
fn exchanges_go_as_the_cases_say() {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = tmp.parent().expect("below the target folder");
    let workspace = Workspace::new(tmp.join("exchanges"), target.to_owned());
    let runtime = repository().join("runtime");
    let cases = Case::all();
    let mut members = BTreeSet::from([PROGRAM.to_owned()]);
    let mut modules = format!("#[path = {:?}]\nmod {SUPPORT};\n", module(SUPPORT));
    let (mut calls, mut dependencies) = (String::new(), String::new());
    for name in names() {
        let case = cases.iter().find(|case| case.name == name);
        let case = case.unwrap_or_else(|| panic!("there is no case `{name}`"));
        let package = case.package();
        let mut expected = BTreeSet::new();
        for file in case.generate(&runtime.to_string_lossy()).generated.files {
            let path = workspace.member(&package).join(&file.path);
            put(&path, &file.text).expect("files can be written");
            expected.insert(path);
        }
        assert!(!expected.is_empty(), "the case `{name}` gives no crate");
        remove_others(&workspace.member(&package), &expected);
        modules.push_str(&format!("#[path = {:?}]\nmod {name};\n", module(&name)));
        calls.push_str(&format!("    {name}::exchange();\n"));
        dependencies.push_str(&format!(
            "{package} = {{ path = \"../{package}\", default-features = false }}\n"
        ));
        members.insert(package);
    }
    let manifest = format!(
        "[package]\nname = \"{PROGRAM}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         vetted-runtime = {{ path = {runtime:?}, default-features = false }}\n{dependencies}"
    );
    let program = workspace.member(PROGRAM);
    put(&program.join("Cargo.toml"), &manifest).expect("files can be written");
    let main = format!("//! Exchanges.\n\n{modules}\nfn main() {{\n{calls}}}\n");
    put(&program.join("src/main.rs"), &main).expect("files can be written");
    workspace.finish(&members).expect("the workspace can be written");
    let ran = xtask::cargo::cargo()
        .args(["run", "--quiet", "--offline", "--package", PROGRAM, "--target-dir"])
        .arg(target)
        .current_dir(workspace.folder())
        .env("CARGO_INCREMENTAL", "0")
        .stdin(Stdio::null())
        .output()
        .expect("cargo runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn module(name: &str) -> PathBuf {
    folder().join(format!("{name}.rs"))
}

/// A path that the document gives in the place of a server is said where somebody looks for the server's address.
#[test]
fn a_relative_server_stands_in_the_readme_and_in_the_table_of_variables() {
    let cases = Case::all();
    let case = cases.iter().find(|case| case.name == "servers_path_alone").expect("the case");
    let files = case.generate("../../runtime").generated.files;
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        file.map(|file| file.text.as_str()).expect("the file")
    };
    assert!(text("README.md").contains("`https://api.example.com/api/v3`"));
    for file in ["README.md", "src/client.rs"] {
        assert!(text(file).contains("it ends in `/api/v3`"), "{file}");
    }
    assert!(text("src/servers.rs").contains("`/api/v3`"));
}
