//! Prism, brought by npm into `target/`.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The version: the last that runs on the Node.js that distributions ship. Later ones ask for 24.
const VERSION: &str = "5.14.2";

/// What to run with `node`; npm installs it when it is not there.
///
/// # Errors
///
/// Node.js or npm is missing, or npm fails.
pub(crate) fn prism() -> Result<PathBuf, String> {
    found("node")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/contract");
    let dir = root.join(format!("prism-{VERSION}"));
    let script = dir.join("node_modules/@stoplight/prism-cli/dist/index.js");
    if script.is_file() {
        return Ok(script);
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    found(npm)?;
    eprintln!("installing Prism {VERSION}, once");
    // Beside its place at first: a run that is broken off leaves nothing that looks whole.
    let part = root.join(format!("prism-{VERSION}.part"));
    let named = |err: std::io::Error| format!("{}: {err}", root.display());
    for leftover in [&part, &dir] {
        match fs::remove_dir_all(leftover) {
            Err(err) if err.kind() != ErrorKind::NotFound => return Err(named(err)),
            _ => {}
        }
    }
    fs::create_dir_all(&part).map_err(named)?;
    let status = Command::new(npm)
        .args(["install", "--prefix"])
        .arg(&part)
        // Nothing that is installed may run by itself, or report that it was installed.
        .args(["--ignore-scripts", "--engine-strict", "--no-save", "--no-audit", "--no-fund"])
        .args(["--loglevel", "error"])
        .arg(format!("@stoplight/prism-cli@{VERSION}"))
        .stdout(Stdio::null())
        .status()
        .map_err(|err| format!("cannot run npm: {err}"))?;
    if !status.success() {
        return Err(format!("npm could not install @stoplight/prism-cli@{VERSION} ({status})"));
    }
    fs::rename(&part, &dir).map_err(named)?;
    Ok(script)
}

/// Whether a program is there.
fn found(program: &str) -> Result<(), String> {
    let asked = Command::new(program).arg("--version").stdout(Stdio::null()).status();
    match asked {
        Ok(_) => Ok(()),
        Err(err) if err.kind() == ErrorKind::NotFound => Err(format!(
            "`{program}` is not installed; Prism needs Node.js 18.20 or later, and npm: https://nodejs.org"
        )),
        Err(err) => Err(format!("cannot run {program}: {err}")),
    }
}
