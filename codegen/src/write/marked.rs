//! Which files of a folder say that they were generated.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{LIST, MARKER};

/// The folders of a crate that emitted files stand in. Others (`target`, `.git`) are never looked into.
const FOLDERS: [&str; 3] = ["src", "examples", "tests"];

/// How much of a file is read to find its first line.
const HEAD: u64 = 512;

/// Whether a text begins with a line that carries the marker.
pub(super) fn is_marked(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.windows(MARKER.len()).any(|window| window == MARKER.as_bytes())
}

/// Whether the file at `path` begins with a line that carries the marker.
pub(super) fn is_marked_file(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(is_marked(&head))
}

/// The files of a crate's folder that carry the marker and are not `known`, as sorted paths below it. Only for telling,
/// so that what cannot be read is passed over.
///
/// A folder that is a package of its own is left out: its files belong to another run.
pub(super) fn unknown_files(dir: &Path, known: &BTreeSet<&str>) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![(dir.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let is_root = prefix.is_empty();
        if !is_root && folder.join("Cargo.toml").exists() {
            continue;
        }
        for (name, path, is_dir) in entries(&folder) {
            let below = format!("{prefix}{name}");
            if is_dir {
                if !is_root || FOLDERS.contains(&name.as_str()) {
                    folders.push((path, format!("{below}/")));
                }
            } else if below != LIST
                && !name.starts_with('.')
                && !known.contains(below.as_str())
                && is_marked_file(&path).unwrap_or(false)
            {
                found.push(below);
            }
        }
    }
    found.sort();
    found
}

/// Plain files and folders (true) of a folder. Links, sockets and names that are not UTF-8 are not the generator's.
pub(super) fn entries(dir: &Path) -> Vec<(String, PathBuf, bool)> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if let Ok(kind) = entry.file_type()
            && let Ok(name) = entry.file_name().into_string()
            && (kind.is_dir() || kind.is_file())
        {
            entries.push((name, entry.path(), kind.is_dir()));
        }
    }
    entries
}
