//! Commands that are programs of the tests: `cargo xtask corpus` and `cargo xtask contract`. They need what no user of
//! the generator does, so they are built when they are asked for, and not with the other commands.

use std::{
    ffi::OsString,
    io::{self, IsTerminal as _},
};

use xtask::cargo::cargo;

use crate::report::{Exit, Failure};

/// A program of this repository.
pub(crate) struct Program {
    package: &'static str,
    bin: &'static str,
    release: bool,
}

/// The corpus runner. In release mode, since speed is one of the things that it measures.
pub(crate) const CORPUS: Program =
    Program { package: "vetted-tests", bin: "corpus", release: true };

/// The run against a mock.
pub(crate) const CONTRACT: Program =
    Program { package: "vetted-contract", bin: "contract", release: false };

impl Program {
    /// Builds and runs it with the words behind the command.
    pub(crate) fn run(&self, words: &[OsString]) -> Result<Exit, Failure> {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
        let mut command = cargo();
        command.args(["run", "--manifest-path", manifest]);
        command.args(["--package", self.package, "--bin", self.bin]);
        if self.release {
            command.arg("--release");
        }
        if !io::stderr().is_terminal() {
            command.arg("--quiet");
        }
        let status = command.arg("--").args(words).status();
        let status =
            status.map_err(|err| Failure::new("cargo", format!("cannot run cargo: {err}")))?;
        Ok(match status.code() {
            Some(0) => Exit::Good,
            Some(2) => Exit::Usage,
            _ => Exit::Bad,
        })
    }
}
