//! Which files of a folder are the generator's own.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{Error, MARKER};

/// The folders of a crate that emitted files stand in. Others (`target`, `.git`) are never looked into.
const FOLDERS: [&str; 3] = ["src", "examples", "tests"];

/// How much of a file is read to find its first line.
const HEAD: u64 = 512;

/// Whether a text begins with a line that carries the marker.
pub(super) fn is_owned(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.windows(MARKER.len()).any(|window| window == MARKER.as_bytes())
}

/// Whether the file at `path` begins with a line that carries the marker.
pub(super) fn is_owned_file(path: &Path) -> Result<bool, Error> {
    let head = || -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
        Ok(head)
    };
    Ok(is_owned(&head().map_err(Error::io("read", path))?))
}

/// The generator's own files in a crate's folder, as sorted paths below it, with `/`.
///
/// A folder that is a package of its own is left out: its files belong to another run.
pub(super) fn owned_files(dir: &Path) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    for (name, path, is_dir) in entries(dir)? {
        if !is_dir {
            if is_owned_file(&path)? {
                found.push(name);
            }
        } else if FOLDERS.contains(&name.as_str()) {
            collect(&path, &name, &mut found)?;
        }
    }
    found.sort();
    Ok(found)
}

fn collect(dir: &Path, prefix: &str, found: &mut Vec<String>) -> Result<(), Error> {
    if dir.join("Cargo.toml").exists() {
        return Ok(());
    }
    for (name, path, is_dir) in entries(dir)? {
        let name = format!("{prefix}/{name}");
        if is_dir {
            collect(&path, &name, found)?;
        } else if is_owned_file(&path)? {
            found.push(name);
        }
    }
    Ok(())
}

/// Plain files and folders (true) of a folder. Links, sockets and names that are not UTF-8 are not the generator's.
pub(super) fn entries(dir: &Path) -> Result<Vec<(String, PathBuf, bool)>, Error> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(dir).map_err(Error::io("read", dir))? {
        let entry = entry.map_err(Error::io("read", dir))?;
        let kind = entry.file_type().map_err(Error::io("read", &entry.path()))?;
        if let Ok(name) = entry.file_name().into_string()
            && (kind.is_dir() || kind.is_file())
        {
            entries.push((name, entry.path(), kind.is_dir()));
        }
    }
    Ok(entries)
}
