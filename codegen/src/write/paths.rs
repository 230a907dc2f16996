//! Paths of emitted files: which are allowed, and what stands there.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
    time::SystemTime,
};

use super::{Error, Problem};

/// Whether a path stays in its folder and can be written as one line of a list. Hidden files are not emitted: what is
/// staged is hidden.
pub(super) fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with('#')
        && !path.contains(|c: char| c == '\\' || c == ':' || c.is_control())
        && !path.split('/').any(|part| part.is_empty() || part.starts_with('.'))
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The file at `path`; `None` where nothing stands. A link on the way, or a file where a folder is needed (or the other
/// way round), is an error.
pub(super) fn standing(dir: &Path, path: &str) -> Result<Option<fs::Metadata>, Error> {
    let mut at = dir.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        at.push(part);
        let found = match fs::symlink_metadata(&at) {
            Ok(found) => found,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(err) => return Err(Error::io("read", &at)(err)),
        };
        if found.is_symlink() {
            return Err(Error::new(at, Problem::Link));
        }
        if parts.peek().is_some() {
            if !found.is_dir() {
                return Err(Error::new(at, Problem::Kind));
            }
        } else if found.is_file() {
            return Ok(Some(found));
        } else {
            return Err(Error::new(at, Problem::Kind));
        }
    }
    Err(Error::new(dir, Problem::Path))
}

/// The innermost folder above `path` that is there, as a path below `dir`; empty for `dir` itself.
pub(super) fn nearest_folder<'a>(dir: &Path, path: &'a str) -> &'a str {
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if dir.join(above).is_dir() {
            return above;
        }
        folder = above;
    }
    ""
}

/// A name in a folder, as a path below `dir`.
pub(super) fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Whether two paths that differ in case alone are one file, as on file systems without case.
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let id = |path: &Path| fs::symlink_metadata(path).map(|it| (it.dev(), it.ino())).ok();
        id(a).is_some_and(|known| id(b) == Some(known))
    }
    #[cfg(not(unix))]
    {
        let id = |path: &Path| fs::canonicalize(path).ok();
        id(a).is_some_and(|known| id(b) == Some(known))
    }
}

/// What a file was when it was read: another one in its place, or another text in it, shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SeenFile {
    len: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

impl SeenFile {
    pub(super) fn of(found: &fs::Metadata) -> Self {
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(found);
        #[cfg(not(unix))]
        let inode = 0;
        Self { len: found.len(), modified: found.modified().ok(), inode }
    }
}

/// The folder that holds `dir`; `.` where the path does not say.
pub(super) fn parent(dir: &Path) -> PathBuf {
    match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
