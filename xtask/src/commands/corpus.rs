//! `cargo xtask corpus`: the corpus runner, which is a program of `vetted-tests`. It is built in release mode, since
//! speed is one of the things that it measures, and only when it is asked for.

use std::{
    ffi::OsString,
    io::{self, IsTerminal as _},
};

use xtask::cargo::cargo;

use crate::report::{Exit, Failure};

/// Builds and runs it with the words behind `corpus`.
pub(crate) fn run(words: &[OsString]) -> Result<Exit, Failure> {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let mut command = cargo();
    command.args(["run", "--release", "--manifest-path", manifest]);
    command.args(["--package", "vetted-tests", "--bin", "corpus"]);
    if !io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    let status = command.arg("--").args(words).status();
    let status = status.map_err(|err| Failure::new("cargo", format!("cannot run cargo: {err}")))?;
    Ok(match status.code() {
        Some(0) => Exit::Good,
        Some(2) => Exit::Usage,
        _ => Exit::Bad,
    })
}
