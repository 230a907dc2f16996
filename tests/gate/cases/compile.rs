//! The crates of all cases, compiled: one throw-away workspace below the target folder, one run of `cargo check`.
//!
//! The workspace takes this one's lock file and profiles and builds into the same target folder, so that cargo finds
//! the dependencies there, and only files whose text changed are written, so that it finds the unchanged cases too.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use vetted_codegen::write::File;

use super::{Case, WHOLE};

/// What the crates are held to beyond the compiler's own warnings: what this workspace asks of its generated crates.
const LINTS: &str = "\n[lints.rust]\nmissing_debug_implementations = \"warn\"\nmissing_docs = \"warn\"\n\
                     unreachable_pub = \"warn\"\nunsafe_code = \"forbid\"\n";

#[test]
fn crates_of_cases_compile_without_a_warning() {
    let workspace = Workspace::write();
    let checked =
        workspace.cargo(&["check", "--workspace", "--lib", "--examples"].map(String::from));
    let said = workspace.said(&checked);
    assert!(said.is_empty(), "{} complaints:\n\n{}", said.len(), said.join("\n"));
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));

    // rustdoc takes seconds a crate, so it only sees those whose prose it could stumble over.
    let mut arguments = vec!["doc".to_owned(), "--no-deps".to_owned(), "--lib".to_owned()];
    for case in Case::all() {
        if case.name == WHOLE || case.name.starts_with("prose_") {
            arguments.extend(["--package".to_owned(), case.package()]);
        }
    }
    let documented = workspace.cargo(&arguments);
    let said = workspace.said(&documented);
    assert!(said.is_empty(), "{} complaints of rustdoc:\n\n{}", said.len(), said.join("\n"));
    assert!(documented.status.success(), "{}", String::from_utf8_lossy(&documented.stderr));
}

/// The throw-away workspace.
struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Brings the workspace up to date with the cases.
    fn write() -> Self {
        let workspace = Self { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases") };
        let runtime = repository().join("runtime");
        let mut expected = BTreeSet::new();
        let mut put = |path: PathBuf, text: &str| {
            put(&path, text);
            expected.insert(path);
        };
        for case in Case::all() {
            let folder = workspace.folder.join(&case.name);
            let files = case.generate(&runtime.to_string_lossy()).generated.files;
            if !files.is_empty() {
                put(folder.join("examples/documented.rs"), &documented(&files));
            }
            for file in files {
                let lints = if file.path == "Cargo.toml" { LINTS } else { "" };
                put(folder.join(&file.path), &(file.text + lints));
            }
        }
        let outer = read(&repository().join("Cargo.toml"));
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\nexclude = [\"target\"]\n\n{}",
            profiles(&outer)
        );
        put(workspace.folder.join("Cargo.toml"), &manifest);
        // Cargo adds the cases to the lock file, so it is only replaced when the one that it came from changed.
        let lock = read(&repository().join("Cargo.lock"));
        let source = workspace.folder.join("Cargo.lock.source");
        if fs::read_to_string(&source).ok().as_deref() != Some(lock.as_str()) {
            put(workspace.folder.join("Cargo.lock"), &lock);
        }
        put(source, &lock);
        expected.insert(workspace.folder.join("Cargo.lock"));
        remove_others(&workspace.folder, &expected);
        workspace
    }

    /// Runs cargo with the outer target folder, which is where the dependencies are.
    fn cargo(&self, arguments: &[String]) -> Output {
        let target =
            Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("below the target folder");
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // What cargo tells this test of itself would make build scripts run again, here and then outside.
        let told = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
        for (name, _) in env::vars_os() {
            if told.iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .args(["--offline", "--keep-going", "--message-format=json"])
            .arg("--target-dir")
            .arg(target)
            .current_dir(&self.folder)
            .output()
            .expect("cargo runs")
    }

    /// The warnings and errors about the cases.
    fn said(&self, output: &Output) -> Vec<String> {
        let text = String::from_utf8_lossy(&output.stdout);
        let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        messages.filter_map(|message| self.complaint(&message)).collect()
    }

    fn complaint(&self, message: &Value) -> Option<String> {
        let about = Path::new(message["manifest_path"].as_str()?).parent()?;
        let message = &message["message"];
        let level = message["level"].as_str()?;
        // The sum that rustc draws at the end has no place.
        let sum = message["spans"].as_array()?.is_empty() && message["code"].is_null();
        if !about.starts_with(&self.folder) || !matches!(level, "warning" | "error") || sum {
            return None;
        }
        Some(message["rendered"].as_str()?.to_owned())
    }
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

/// Writes a file unless it has that text: a newer time would have cargo build again.
fn put(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().expect("a file in a folder"))
            .expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
}

/// Removes what earlier runs left: files of cases that are gone, or that give other files now.
fn remove_others(folder: &Path, expected: &BTreeSet<PathBuf>) {
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

/// The tables of a manifest that say how to build: cargo only finds the dependencies again if they are the same.
fn profiles(manifest: &str) -> String {
    let mut inside = false;
    let mut kept = String::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.starts_with("[profile");
        }
        if inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}

/// The root of this repository.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the repository")
}
