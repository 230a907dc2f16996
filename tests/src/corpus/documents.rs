//! Which documents a run is about.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use vetted_codegen::{
    load::{Document, Node, Value},
    settings::default_crate_name,
};
use xtask::{overlays, paths};

/// The endings of documents.
const ENDINGS: [&str; 3] = ["json", "yaml", "yml"];

/// A document of a corpus, not yet read.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path below the corpus, with `/`: how everything names the document.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// The name of its crate. No two documents of a run share one.
    pub package: String,
    /// How long it is, in bytes: the longest is generated first.
    pub size: u64,
}

/// The documents of a folder, by name, without the overlays beside them; those of the folders in it only where it has
/// none itself. A file is the only document.
///
/// # Errors
///
/// The folder cannot be read.
pub fn find(from: &Path) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    if fs::metadata(from)?.is_dir() {
        collect(from, "", &mut found)?;
    } else {
        let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.push((name, from.to_owned()));
    }
    found.sort();
    let mut packages = BTreeSet::new();
    let sources = found.into_iter().map(|(name, path)| {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let plain = default_crate_name(stem);
        let mut package = plain.clone();
        let mut count = 1;
        while !packages.insert(package.clone()) {
            count += 1;
            package = format!("{plain}-{count}");
        }
        let size = fs::metadata(&path)?.len();
        Ok(Source { name, path, package, size })
    });
    sources.collect()
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    let mut folders = Vec::new();
    let before = found.len();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            folders.push((name, path));
        } else if is_document(&path) {
            found.push((name, path));
        }
    }
    if found.len() == before {
        for (name, path) in folders {
            collect(&path, &format!("{name}/"), found)?;
        }
    }
    Ok(())
}

fn is_document(path: &Path) -> bool {
    let has_ending = |ending: &&str| path.extension().is_some_and(|found| found == *ending);
    ENDINGS.iter().any(has_ending) && !overlays::is_overlay(path)
}

/// Whether a file is a part of another document of the corpus and none by itself: its root says neither `openapi` nor
/// `swagger`, and a reference of another document leads to it.
#[must_use]
pub fn is_part(source: &Source, document: &Document, all: &[Source]) -> bool {
    let Some(root) = document.root().and_then(Node::as_map) else { return false };
    if root.get("openapi").is_some() || root.get("swagger").is_some() {
        return false;
    }
    let Ok(here) = paths::resolved(&source.path) else { return false };
    all.iter().filter(|other| other.path != source.path).any(|other| {
        Document::read(&other.path, other.name.as_str()).is_ok_and(|document| {
            let folder = other.path.parent().unwrap_or(Path::new("."));
            document.root().is_some_and(|root| refers_to(root, folder, &here))
        })
    })
}

/// Whether a reference in a value leads into a file.
fn refers_to(node: Node<'_>, folder: &Path, file: &Path) -> bool {
    match node.value() {
        Value::Map(map) => {
            let reference = map.get("$ref").and_then(Node::as_str);
            let target =
                reference.and_then(|text| text.split('#').next()).filter(|it| !it.is_empty());
            target.is_some_and(|it| paths::resolved(&folder.join(it)).is_ok_and(|it| it == file))
                || map.values().any(|node| refers_to(node, folder, file))
        }
        Value::List(list) => list.items().any(|node| refers_to(node, folder, file)),
        _ => false,
    }
}
