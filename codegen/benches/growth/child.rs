//! One document: read, generated, its findings rendered; and what it took, on one line.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
    time::Instant,
};

use vetted_codegen::{
    diagnostic, generate,
    load::Document,
    settings::{Membership, Runtime, Settings, Ways},
};

/// The stages recurse as deep as documents nest, as in the commands.
const STACK: usize = 32 << 20;

pub(super) fn run(path: &str) -> ExitCode {
    let path = PathBuf::from(path);
    let work = move || measure(&path);
    let line = thread::Builder::new().stack_size(STACK).spawn(work).map(thread::JoinHandle::join);
    match line {
        Ok(Ok(Some(line))) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        _ => ExitCode::FAILURE,
    }
}

/// Microseconds, milliseconds of all cores, kilobytes at most, findings.
fn measure(path: &Path) -> Option<String> {
    let since = Instant::now();
    let document = Document::read(path, "growth.yaml").ok()?;
    let generated = generate(&document, &settings());
    let text = diagnostic::render(&document, &generated.findings, false);
    let took = since.elapsed().as_micros();
    let findings = generated.findings.len();
    drop(text);
    let (cores, peak) = (cores().unwrap_or_default(), peak().unwrap_or_default());
    Some(format!("{took} {cores} {peak} {findings}"))
}

fn settings() -> Settings {
    Settings {
        name: "growth".to_owned(),
        version: "0.0.0".to_owned(),
        replace: std::collections::BTreeMap::new(),
        runtime: Runtime::Path("../runtime".to_owned()),
        source: "growth.yaml".to_owned(),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    }
}

/// The time of all cores, where the system tells: on a busy machine it says more than the clock. Linux counts it in
/// hundredths of a second.
fn cores() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = status.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    Some(10 * (fields.next()?.ok()? + fields.next()?.ok()?))
}

/// The most memory that this process has had, where the system tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
