//! Paths of emitted files: which are allowed, what stands there, and where they are staged.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use super::{Error, Problem};

/// What stands at a path below a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// A plain file, below plain folders.
    File,
}

/// Whether a path stays in its folder and can be written in one line of a journal. Hidden files are not emitted: what
/// is staged is hidden.
pub(super) fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(|c: char| c == '\\' || c == ':' || c.is_control())
        && !path.split('/').any(|part| part.is_empty() || part.starts_with('.'))
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// What stands at `path`. A link on the way, or a file where a folder is needed (or the other way round), is an error.
pub(super) fn standing(dir: &Path, path: &str) -> Result<Standing, Error> {
    let mut at = dir.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        at.push(part);
        let found = match fs::symlink_metadata(&at) {
            Ok(found) => found,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(err) => return Err(Error::io("read", &at)(err)),
        };
        let is_last = parts.peek().is_none();
        if found.is_symlink() {
            return Err(Error::new(at, Problem::Link));
        }
        if is_last != found.is_file() || is_last == found.is_dir() {
            return Err(Error::new(at, Problem::Kind));
        }
    }
    Ok(Standing::File)
}

/// Where files are staged for a folder that is there: inside, since the folder may be a file system of its own.
/// `None` when it is not there.
pub(super) fn staging_inside(dir: &Path) -> Option<PathBuf> {
    dir.is_dir().then(|| dir.join(".vetted"))
}

/// Where a folder is staged that comes or goes as a whole. Its name begins with a dot, so that a workspace whose
/// members are `generated/[a-z]*` does not take it for one. `None` for a folder without a name (`/`, `..`).
pub(super) fn staging_beside(dir: &Path) -> Option<PathBuf> {
    let name = dir.file_name()?.to_string_lossy();
    Some(dir.with_file_name(format!(".{name}.vetted")))
}
