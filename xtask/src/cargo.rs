//! Running cargo from a program that cargo runs.

use std::{env, process::Command};

/// The cargo that runs this program, without what it tells this program of itself: that would make build scripts run
/// again, here and then outside.
#[must_use]
pub fn cargo() -> Command {
    let told = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        if told.iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command
}
