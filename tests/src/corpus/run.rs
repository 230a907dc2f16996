//! A run from the command line: phases, what is printed, the exit code.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs,
    io::{self, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use serde_json::Value;
use xtask::{cargo::cargo, paths, progress::Progress};

use super::{
    Asked,
    arguments::{self, Arguments},
    doctests, documents, generating,
    outcome::{Made, Outcome},
    report::report,
    round_trip, style,
    table::{failures, share_of_values, summary, table},
    versions,
    workspace::{Workspace, repository},
};

/// The whole program. The exit code: 0 when all went well, 1 when a document did not, 2 for wrong arguments.
#[must_use]
pub fn main(words: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match arguments::read(words) {
        Ok(arguments) => arguments,
        Err(err) => {
            // Nothing can be done when the message itself cannot be printed.
            let _ = err.print();
            return ExitCode::from(if err.use_stderr() { 2 } else { 0 });
        }
    };
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(err) => {
            say(&format!("error: {err}"));
            ExitCode::FAILURE
        }
    }
}

/// Whether all documents did what was asked.
fn run(arguments: &Arguments) -> io::Result<bool> {
    let dir = &arguments.dir;
    let named = |err: io::Error| io::Error::new(err.kind(), format!("`{}`: {err}", dir.display()));
    if arguments.equivalence {
        let said = versions::run(dir).map_err(named)?;
        finish(arguments, &said.text, || said.report)?;
        return Ok(said.good);
    }
    let sources = documents::find(dir).map_err(named)?;
    if sources.is_empty() {
        return Err(named(io::Error::other("there is no document")));
    }
    let builds = arguments.check || arguments.round_trip;
    let workspace = if builds { Some(workspace(dir)?) } else { None };
    let asked = Asked {
        jobs: arguments.jobs,
        levels: arguments.levels.clone(),
        write_to: workspace.as_ref().map(|workspace| workspace.folder().to_owned()),
        runtime: paths::slashed(&repository().join("runtime")),
        list: arguments.report.is_some(),
        style: arguments.style,
        shuffle: arguments.shuffle,
    };

    let since = Instant::now();
    let looked_at = io::stderr().is_terminal();
    let mut progress = Progress::new("generating", sources.len(), looked_at);
    let mut outcomes = generating::all(&sources, &asked, &mut progress);
    let took = since.elapsed();
    let summary = summary(&outcomes, took);
    say(&format!("generated from {} documents in {:.1} s", sources.len(), took.as_secs_f32()));
    if let Some(workspace) = workspace.as_ref().filter(|_| arguments.check) {
        let since = Instant::now();
        check(workspace, arguments, &mut outcomes, looked_at)?;
        say(&format!("compiled in {:.1} s", since.elapsed().as_secs_f32()));
        if let Some(count) = arguments.doctests {
            let since = Instant::now();
            let progress = Progress::new("compiling examples", count.get(), looked_at);
            doctests::phase(&mut outcomes, workspace, count, progress)?;
            say(&format!("compiled examples in {:.1} s", since.elapsed().as_secs_f32()));
        }
    }
    if let Some(workspace) = workspace.as_ref().filter(|_| arguments.round_trip) {
        let since = Instant::now();
        round_trip::phase(&mut outcomes, workspace, &beside(workspace, "roundtrip"))?;
        say(&format!("took values through in {:.1} s", since.elapsed().as_secs_f32()));
    }

    let figures = if arguments.style { styles(&outcomes) } else { table(&outcomes).to_string() };
    let mut text = format!("{figures}\n{summary}\n");
    if arguments.shuffle.is_some() {
        let all = outcomes
            .iter()
            .fold(0, |all, outcome| generating::hash(all, &outcome.hash.to_le_bytes()));
        text.push_str(&format!("hash of all crates: {all:016x}\n"));
    }
    if let Some(share) = share_of_values(&outcomes) {
        text.push_str(&format!("{share}\n"));
    }
    let failures = failures(&outcomes);
    if !failures.is_empty() {
        text.push_str(&format!("\n{failures}"));
    }
    finish(arguments, &text, || report(&outcomes))?;
    Ok(outcomes.iter().all(Outcome::is_good))
}

/// How the crates read.
fn styles(outcomes: &[Outcome]) -> String {
    let styles: Vec<_> = (outcomes.iter())
        .filter_map(|outcome| Some((outcome.source.name.as_str(), outcome.style.as_ref()?)))
        .collect();
    style::table::text(&styles)
}

/// Prints the text, and writes the report where one is asked for.
fn finish(arguments: &Arguments, text: &str, report: impl FnOnce() -> String) -> io::Result<()> {
    // A reader that went away is no reason to fail: the exit code still tells.
    let _ = io::stdout().lock().write_all(text.as_bytes());
    let Some(path) = &arguments.report else { return Ok(()) };
    let said = |err: io::Error| io::Error::new(err.kind(), format!("`{}`: {err}", path.display()));
    fs::write(path, report()).map_err(said)
}

/// Has the compiler look at the crates.
fn check(
    workspace: &Workspace,
    arguments: &Arguments,
    outcomes: &mut [Outcome],
    looked_at: bool,
) -> io::Result<()> {
    let made = outcomes.iter().filter(|outcome| outcome.made == Made::Crate);
    let members: BTreeSet<String> = made.map(|outcome| outcome.source.package.clone()).collect();
    if members.is_empty() {
        return Ok(());
    }
    workspace.finish(&members)?;
    let mut progress = Progress::new("compiling", members.len(), looked_at);
    let jobs = arguments.jobs.to_string();
    let words =
        ["check", "--workspace", "--lib", "--examples", "--features", "blocking", "--jobs", &jobs]
            .map(String::from);
    let mut checked = workspace.cargo(&words, &mut |done| progress.draw(done))?;
    progress.clear();
    if !checked.failure.is_empty() {
        return Err(io::Error::other(format!("cargo failed:\n{}", checked.failure)));
    }
    for outcome in outcomes.iter_mut().filter(|outcome| outcome.made == Made::Crate) {
        let complaints = checked.complaints.remove(&outcome.source.package);
        outcome.complaints = Some(complaints.unwrap_or_default());
    }
    Ok(())
}

/// The folder below this repository's target folder where the crates of a corpus are written.
fn workspace(dir: &Path) -> io::Result<Workspace> {
    let target = target_folder()?;
    let name = paths::resolved(dir)?;
    let name = name.file_stem().unwrap_or_default();
    Ok(Workspace::new(target.join("corpus").join(name), target))
}

/// A folder of its own for something that is done with a workspace's crates.
fn beside(workspace: &Workspace, what: &str) -> PathBuf {
    let mut name = workspace.folder().as_os_str().to_owned();
    name.push(format!(".{what}"));
    PathBuf::from(name)
}

/// Where cargo builds to, whatever sets it.
fn target_folder() -> io::Result<PathBuf> {
    let output = cargo()
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(repository())
        .output()?;
    let metadata: Option<Value> = serde_json::from_slice(&output.stdout).ok();
    let folder = metadata.as_ref().and_then(|it| it["target_directory"].as_str());
    folder.map(PathBuf::from).ok_or_else(|| {
        let said = String::from_utf8_lossy(&output.stderr);
        io::Error::other(format!("cargo does not name its target folder: {said}"))
    })
}

/// A line for whoever watches.
fn say(line: &str) {
    // A terminal that went away is no reason to fail.
    let _ = writeln!(io::stderr(), "{line}");
}
