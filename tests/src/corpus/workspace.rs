//! Crates, compiled: one throw-away workspace with all of them as members, one run of cargo.
//!
//! The workspace takes this repository's lock file and profiles and builds into the same target folder, so that cargo
//! finds the dependencies there, and a file whose text did not change is not written, so that it finds the unchanged
//! crates too.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fs, io,
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use serde_json::Value;

/// What goes to the end of each manifest: crates are held to what this repository asks of its generated crates, beyond
/// the compiler's own warnings.
pub const LINTS: &str = "\n[lints.rust]\nmissing_debug_implementations = \"warn\"\nmissing_docs = \"warn\"\n\
                         unreachable_pub = \"warn\"\nunsafe_code = \"forbid\"\n";

/// The throw-away workspace. Its members are folders in its own, named as their packages are.
#[derive(Debug)]
pub struct Workspace {
    folder: PathBuf,
    target: PathBuf,
}

/// What a run of cargo said of the members.
#[derive(Debug, Default)]
pub struct Checked {
    /// The warnings and errors, by member. Those without any are not listed.
    pub complaints: BTreeMap<String, Vec<Complaint>>,
    /// What cargo itself has to say, when it could not do what it was asked for. Empty when it could.
    pub failure: String,
}

/// A warning or an error of the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// In one line, with its place in the crate.
    pub line: String,
    /// As the compiler shows it.
    pub rendered: String,
}

impl Workspace {
    /// A workspace in a folder. `target`: the target folder that it builds into.
    #[must_use]
    pub fn new(folder: PathBuf, target: PathBuf) -> Self {
        Self { folder, target }
    }

    /// The folder of a member.
    #[must_use]
    pub fn member(&self, package: &str) -> PathBuf {
        self.folder.join(package)
    }

    /// The workspace's own folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The target folder.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Writes what stands beside the members, and removes the folders of others.
    ///
    /// # Errors
    ///
    /// The disk refuses.
    pub fn finish(&self, members: &BTreeSet<String>) -> io::Result<()> {
        let outer = read(&repository().join("Cargo.toml"))?;
        let list: Vec<String> = members.iter().map(|name| format!("    \"{name}\",\n")).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n{}",
            list.concat(),
            profiles(&outer)
        );
        put(&self.folder.join("Cargo.toml"), &manifest)?;
        // Cargo adds the members to the lock file, so it is only replaced when the one that it came from changed.
        let lock = read(&repository().join("Cargo.lock"))?;
        let source = self.folder.join("Cargo.lock.source");
        if fs::read_to_string(&source).ok().as_deref() != Some(lock.as_str()) {
            put(&self.folder.join("Cargo.lock"), &lock)?;
        }
        put(&source, &lock)?;
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            if path.is_dir() && !members.contains(name) {
                fs::remove_dir_all(&path)?;
            }
        }
        Ok(())
    }

    /// Runs cargo over members, as far as it comes, and calls `done` with the number of those whose library is done.
    ///
    /// # Errors
    ///
    /// Cargo cannot be run.
    pub fn cargo(&self, arguments: &[String], done: &mut dyn FnMut(usize)) -> io::Result<Checked> {
        let mut cargo = self
            .command()
            .args(arguments)
            .args(["--offline", "--keep-going", "--message-format=json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stderr = cargo.stderr.take();
        let said = thread::spawn(move || {
            let mut text = Vec::new();
            // What cannot be read is not shown.
            let _ = stderr.as_mut().map(|stderr| stderr.read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        });
        let mut checked = Checked::default();
        let mut finished = BTreeSet::new();
        for line in cargo.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
            let Ok(message) = serde_json::from_str::<Value>(&line?) else { continue };
            let Some(member) = self.about(&message) else { continue };
            if message["reason"] == "compiler-artifact" && finished.insert(member.clone()) {
                done(finished.len());
            }
            if let Some(complaint) = complaint(&message["message"]) {
                checked.complaints.entry(member).or_default().push(complaint);
            }
        }
        let good = cargo.wait()?.success();
        let said = said.join().unwrap_or_default();
        if !good && checked.complaints.is_empty() {
            checked.failure = said;
        }
        Ok(checked)
    }

    /// Cargo in the workspace, building where all of it is built.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut cargo = xtask::cargo::cargo();
        cargo
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            // A crate that changed is mostly new; records for the next time would fill the disk.
            .env("CARGO_INCREMENTAL", "0")
            .stdin(Stdio::null());
        cargo
    }

    /// The member that a message is about.
    fn about(&self, message: &Value) -> Option<String> {
        let folder = Path::new(message["manifest_path"].as_str()?).parent()?;
        let member = folder.strip_prefix(&self.folder).ok()?;
        member.to_str().map(str::to_owned)
    }
}

fn complaint(message: &Value) -> Option<Complaint> {
    let level = message["level"].as_str()?;
    let spans = message["spans"].as_array()?;
    // The sum that rustc draws at the end has no place.
    let is_sum = spans.is_empty() && message["code"].is_null();
    if !matches!(level, "warning" | "error") || is_sum {
        return None;
    }
    let place = spans.iter().find(|span| span["is_primary"] == true).map(|span| {
        let file = span["file_name"].as_str().unwrap_or_default();
        format!("{file}:{}:{}: ", span["line_start"], span["column_start"])
    });
    let code = message["code"]["code"].as_str().map(|code| format!("[{code}]"));
    Some(Complaint {
        line: format!(
            "{}{level}{}: {}",
            place.unwrap_or_default(),
            code.unwrap_or_default(),
            message["message"].as_str().unwrap_or_default()
        ),
        rendered: message["rendered"].as_str().unwrap_or_default().to_owned(),
    })
}

/// Writes a file unless it has that text: a newer time would have cargo build again.
///
/// # Errors
///
/// The disk refuses.
pub fn put(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).ok().as_deref() == Some(text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    fs::write(path, text)
}

/// The tables of a manifest that say how to build: cargo only finds the dependencies again if they are the same.
#[must_use]
pub fn profiles(manifest: &str) -> String {
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

fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
        .map_err(|err| io::Error::new(err.kind(), format!("{}: {err}", path.display())))
}

/// The root of this repository.
#[must_use]
pub fn repository() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
