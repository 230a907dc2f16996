//! The harness: throw-away programs that read values into the generated types and write them again.
//!
//! A program holds the types of the crates alone: nothing else of them needs to be compiled.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use super::{Build, Subject};
use crate::corpus::workspace::{profiles, put, repository};

/// The package of the programs. Cargo takes packages of one name, each the root of a workspace, for the same one
/// wherever they are: what is built side by side into one target folder needs names of its own.
fn package(build: &Build) -> String {
    let mut hasher = DefaultHasher::new();
    build.work.hash(&mut hasher);
    format!("roundtrip_{:016x}", hasher.finish())
}

/// The name of a program.
pub(super) fn program(build: &Build, number: usize) -> String {
    format!("{}_{number}", package(build))
}

/// Writes the package. Each program has some subjects.
pub(super) fn write(build: &Build, programs: &[Vec<&Subject>]) -> Result<(), String> {
    let package = package(build);
    let mut manifest = format!(
        "[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\nautobins = false\n\n\
         [dependencies]\nvetted-runtime = {{ path = {runtime} }}\n\n[workspace]\n\n{profiles}\n\
         [profile.dev.package.{package}]\ndebug = false\n",
        runtime = quoted(&repository().join("runtime")),
        profiles = profiles(&read(&repository().join("Cargo.toml"))?),
    );
    for (number, subjects) in programs.iter().enumerate() {
        let (name, source) = (program(build, number), source(subjects)?);
        put_text(&build.work.join(format!("src/{name}.rs")), &source)?;
        manifest.push_str(&format!("\n[[bin]]\nname = \"{name}\"\npath = \"src/{name}.rs\"\n"));
    }
    put_text(&build.work.join("Cargo.toml"), &manifest)?;
    // Cargo adds the package to the lock file, so it is only replaced when the one that it came from changed.
    let lock = read(&repository().join("Cargo.lock"))?;
    let copy = build.work.join("Cargo.lock.source");
    if fs::read_to_string(&copy).ok().as_deref() != Some(lock.as_str()) {
        put_text(&build.work.join("Cargo.lock"), &lock)?;
        put_text(&copy, &lock)?;
    }
    Ok(())
}

/// The text of a program: the types of each subject, and the table of those that stand for components.
fn source(subjects: &[&Subject]) -> Result<String, String> {
    let mut modules = String::new();
    let mut table = String::new();
    for (number, subject) in subjects.iter().enumerate() {
        let types = types(&subject.krate.join("src"))?;
        modules.push_str(&format!("mod subject_{number} {{\npub mod types {{\n{types}}}\n}}\n\n"));
        for (_, ident) in subject.types() {
            table.push_str(&format!("    again::<subject_{number}::types::{ident}>,\n"));
        }
    }
    Ok(format!(
        "//! Reads values into generated types, and writes them again.\n#![allow(warnings)]\n\n{modules}\
         static TYPES: &[fn(&str) -> Result<String, String>] = &[\n{table}];\n\n{}",
        include_str!("program.rs")
    ))
}

/// The list of a crate's types, whose modules say where their files are.
fn types(folder: &Path) -> Result<String, String> {
    let list = folder.join("types.rs");
    if !list.exists() {
        return Ok(String::new());
    }
    let list = read(&list)?;
    let mut text = String::new();
    for line in list.lines().filter(|line| !line.starts_with("//")) {
        if let Some(name) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            let file = folder.join("types").join(format!("{}.rs", name.trim_start_matches("r#")));
            text.push_str(&format!("#[path = {}]\n", quoted(&file)));
        }
        text.push_str(line);
        text.push('\n');
    }
    Ok(text)
}

/// A path as a string of TOML or Rust.
fn quoted(path: &Path) -> String {
    format!("{:?}", path.to_string_lossy())
}

fn put_text(path: &Path, text: &str) -> Result<(), String> {
    put(path, text).map_err(|err| format!("{}: {err}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|err| format!("{}: {err}", path.display()))
}
