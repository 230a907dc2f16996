//! Runs cargo on the harness.

use std::{collections::BTreeMap, path::PathBuf};

use serde_json::Value;

use super::Build;

/// What became of each program, by its name: where it is, or what the compiler says.
pub(super) type Programs = BTreeMap<String, Result<PathBuf, String>>;

/// Compiles all programs. Those that do not compile are no reason to do without the others.
pub(super) fn compile(build: &Build) -> Result<Programs, String> {
    let mut command = xtask::cargo::cargo();
    command.args(["build", "--bins", "--keep-going", "--offline", "--message-format=json"]);
    command.arg("--target-dir").arg(&build.target).current_dir(&build.work);
    // What is built once and thrown away needs no records for the next time.
    command.env("CARGO_INCREMENTAL", "0");
    let output = command.output().map_err(|err| format!("cargo does not run: {err}"))?;
    let mut programs = Programs::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Ok(message) = serde_json::from_str(line) {
            note(&message, &mut programs);
        }
    }
    if programs.is_empty() && !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(programs)
}

/// Takes what a line of cargo's says of a program.
fn note(message: &Value, programs: &mut Programs) {
    let Some(name) = message.pointer("/target/name").and_then(Value::as_str) else { return };
    if let Some(executable) = message.get("executable").and_then(Value::as_str) {
        programs.insert(name.to_owned(), Ok(executable.into()));
    }
    let of_compiler = |key| message.pointer(key).and_then(Value::as_str);
    if of_compiler("/message/level") == Some("error")
        && let Some(rendered) = of_compiler("/message/rendered")
    {
        let said = programs.entry(name.to_owned()).or_insert_with(|| Err(String::new()));
        if let Err(said) = said {
            said.push_str(rendered);
        }
    }
}
