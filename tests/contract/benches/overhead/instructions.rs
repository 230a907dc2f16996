//! Instructions, counted by valgrind: the same on a machine that does something else too. The system's part is not in
//! them, so a share is larger here than in time.

use std::{env, io::ErrorKind, path::Path, process::Command};

use crate::{
    Result,
    calls::{Caller, Size},
};

/// Prints a line a size.
pub(crate) fn print(url: &str) -> Result<()> {
    println!("instructions a call, in thousands");
    for size in Size::ALL {
        let mut counts = Vec::new();
        for caller in Caller::ALL {
            counts.push(per_call(url, caller, size)?);
        }
        let [ours, hand, derive] = counts[..] else { continue };
        println!(
            "{:5} {:.1}; by hand {:.1} ({:+.2} %); with derive {:.1} ({:+.2} %)",
            size.name(),
            ours / 1e3,
            hand / 1e3,
            100.0 * (ours / hand - 1.0),
            derive / 1e3,
            100.0 * (ours / derive - 1.0),
        );
    }
    Ok(())
}

/// What some more calls cost more: starting is in both counts.
fn per_call(url: &str, caller: Caller, size: Size) -> Result<f64> {
    let few: u32 = match size {
        Size::Small => 200,
        Size::Large => 4,
    };
    let more = count(url, caller, size, 3 * few)? - count(url, caller, size, few)?;
    Ok(more / f64::from(2 * few))
}

/// Runs this program under valgrind. The profile is kept, for `callgrind_annotate`.
fn count(url: &str, caller: Caller, size: Size, calls: u32) -> Result<f64> {
    let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!(
        "overhead.{}.{}.callgrind",
        size.name(),
        caller.name()
    ));
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(env::current_exe()?)
        .args(["call", caller.name(), size.name(), &calls.to_string(), url])
        .output()
        .map_err(|err| match err.kind() {
            ErrorKind::NotFound => "`valgrind` is not installed".to_owned(),
            _ => format!("cannot run valgrind: {err}"),
        })?;
    let said = String::from_utf8_lossy(&output.stderr);
    let counted = said.lines().find_map(|line| line.split("Collected : ").nth(1));
    match counted.and_then(|number| number.trim().parse().ok()) {
        Some(number) if output.status.success() => Ok(number),
        _ => Err(format!("valgrind says:\n{said}").into()),
    }
}
