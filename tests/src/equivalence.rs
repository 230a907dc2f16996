//! Whether the same document gives the same crate, whatever version of OpenAPI it is written in.
//!
//! A folder holds one folder a version, and in each the same document under the same name, with any extension. What the
//! documents say of themselves (`info`) is not compared: people write the version there.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    thread,
};

use serde_json::json;
use vetted_codegen::{
    Generated,
    diagnostic::{Severity, render},
    load::Document,
    settings::{Membership, Runtime, Settings, Ways},
    write::File,
};

/// The stages recurse as deep as documents nest, as in the commands.
const STACK: usize = 32 << 20;

/// What was found about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The document's name: its file's, without the extension.
    pub name: String,
    /// The folders that have it, in their order.
    pub versions: Vec<String>,
    /// What came out.
    pub outcome: Outcome,
}

/// Whether the crates of a document's versions are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// They are.
    Same,
    /// They are not: the first difference of each version from the one before it.
    Different(Vec<Difference>),
    /// There is nothing to compare with.
    OneVersion,
    /// One of the versions gives no crate.
    NotGenerated {
        /// The version.
        version: String,
        /// Why: its errors, as people read them.
        why: String,
    },
}

/// The first difference between two crates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The two versions.
    pub versions: (String, String),
    /// The path of the file, in the crate.
    pub file: String,
    /// The line, from one.
    pub line: usize,
    /// The line in both crates. `None` where one has no such line, or no such file.
    pub lines: (Option<String>, Option<String>),
}

/// Compares every document of a folder, by name.
///
/// # Errors
///
/// When the folder or one in it cannot be listed.
pub fn compare(folder: &Path) -> io::Result<Vec<Compared>> {
    let mut documents: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for version in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        for path in entries(&version)?.into_iter().filter(|path| is_document(path)) {
            documents.entry(stem(&path)).or_default().insert(folder_name(&version), path);
        }
    }
    Ok(documents.into_iter().map(|(name, versions)| compared(name, &versions)).collect())
}

fn compared(name: String, versions: &BTreeMap<String, PathBuf>) -> Compared {
    let outcome = if versions.len() < 2 { Outcome::OneVersion } else { outcome(&name, versions) };
    Compared { name, versions: versions.keys().cloned().collect(), outcome }
}

fn outcome(name: &str, versions: &BTreeMap<String, PathBuf>) -> Outcome {
    let mut before: Option<(&String, Vec<File>)> = None;
    let mut differences = Vec::new();
    for (version, path) in versions {
        let files = match generated(name, path) {
            Ok(files) => files,
            Err(why) => return Outcome::NotGenerated { version: version.clone(), why },
        };
        if let Some((other, before)) = &before
            && let Some((file, line, lines)) = difference(before, &files)
        {
            let versions = ((*other).clone(), version.clone());
            differences.push(Difference { versions, file, line, lines });
        }
        before = Some((version, files));
    }
    if differences.is_empty() { Outcome::Same } else { Outcome::Different(differences) }
}

/// The crate of a document, or why there is none.
fn generated(name: &str, path: &Path) -> Result<Vec<File>, String> {
    let (name, path) = (name.to_owned(), path.to_owned());
    let work = move || {
        let shown_as = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut document = match Document::read(&path, shown_as) {
            Ok(document) => document,
            Err(unreadable) => {
                return Err(render(&unreadable.document, &unreadable.findings, false));
            }
        };
        let mut values = document.to_json();
        if let Some(info) = values.get_mut("info") {
            *info = json!({ "title": name, "version": "1" });
        }
        if let Ok(retitled) = Document::parse(document.path.as_str(), values.to_string()) {
            document = retitled;
        }
        let Generated { files, mut findings, .. } =
            vetted_codegen::generate(&document, &settings(&name));
        if !files.is_empty() {
            return Ok(files);
        }
        findings.retain(|finding| finding.severity == Severity::Error);
        Err(render(&document, &findings, false))
    };
    let thread = thread::Builder::new().stack_size(STACK).spawn(work);
    let joined = thread.map(thread::JoinHandle::join);
    match joined {
        Ok(Ok(generated)) => generated,
        Ok(Err(_)) => Err("the generator panicked".to_owned()),
        Err(err) => Err(format!("no thread: {err}")),
    }
}

/// The same for all versions of a document.
fn settings(name: &str) -> Settings {
    Settings {
        name: name.to_owned(),
        version: "0.1.0".to_owned(),
        replace: BTreeMap::new(),
        runtime: Runtime::Version("0.1".to_owned()),
        source: name.to_owned(),
        membership: Membership::Standalone,
        features: Vec::new(),
        ways: Ways::default(),
    }
}

type FirstDifference = (String, usize, (Option<String>, Option<String>));

fn difference(left: &[File], right: &[File]) -> Option<FirstDifference> {
    fn by_path(files: &[File]) -> BTreeMap<&str, &str> {
        files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect()
    }
    let (left, right) = (by_path(left), by_path(right));
    let paths: BTreeSet<&str> = left.keys().chain(right.keys()).copied().collect();
    // A file that only one has says more than the lines that follow from it.
    let (missing, shared): (Vec<&str>, Vec<&str>) =
        paths.into_iter().partition(|path| left.contains_key(path) != right.contains_key(path));
    missing.into_iter().chain(shared).find_map(|path| {
        let mut lines = [&left, &right].map(|files| files.get(path).map(|text| text.lines()));
        let mut line = 0;
        loop {
            line += 1;
            match lines.each_mut().map(|lines| lines.as_mut().and_then(Iterator::next)) {
                [None, None] => return None,
                [left, right] if left == right => {}
                [left, right] => {
                    let lines = (left.map(str::to_owned), right.map(str::to_owned));
                    return Some((path.to_owned(), line, lines));
                }
            }
        }
    })
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    entries.collect()
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "json" || it == "yaml" || it == "yml")
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// A folder's whole name: `3.0` has no extension.
fn folder_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
