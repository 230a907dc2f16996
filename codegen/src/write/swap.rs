//! Two folders change places in one step.

use std::{collections::HashSet, fs, path::Path};

use super::{Error, Problem};

/// How many entries a folder may hold to be swapped: beyond that, linking them costs more than moving a few.
const MOST: usize = 20_000;

/// Whether a folder holds only what can be linked into another: no link, nothing of other tools (`.git`, `target`).
pub(super) fn can_swap(dir: &Path) -> bool {
    let is_link = fs::symlink_metadata(dir).is_ok_and(|found| found.is_symlink());
    cfg!(any(target_os = "linux", target_os = "macos"))
        && !is_link
        && count(dir).is_some_and(|count| count <= MOST)
}

fn count(dir: &Path) -> Option<usize> {
    let mut count = 0;
    for entry in fs::read_dir(dir).ok()? {
        let entry = entry.ok()?;
        let kind = entry.file_type().ok()?;
        let name = entry.file_name();
        count += if kind.is_file() {
            1
        } else if kind.is_dir() && name != "target" && !name.to_string_lossy().starts_with('.') {
            self::count(&entry.path())?
        } else {
            return None;
        };
    }
    Some(count)
}

/// Links every file below `from` into `to`, less those that are `gone`. A folder that was not empty and would be is
/// left out.
pub(super) fn link_all(
    from: &Path,
    to: &Path,
    prefix: &str,
    gone: &HashSet<&str>,
) -> Result<(), Error> {
    let (mut seen, mut made) = (false, to.is_dir());
    for entry in fs::read_dir(from).map_err(Error::io("read", from))? {
        let entry = entry.map_err(Error::io("read", from))?;
        seen = true;
        let name = entry.file_name();
        let Some(text) = name.to_str() else {
            return Err(Error::new(entry.path(), Problem::Path));
        };
        let (path, target) = (format!("{prefix}{text}"), to.join(&name));
        if entry.file_type().map_err(Error::io("read", from))?.is_dir() {
            link_all(&entry.path(), &target, &format!("{path}/"), gone)?;
        } else if !gone.contains(path.as_str()) {
            if !made {
                fs::create_dir_all(to).map_err(Error::io("write", to))?;
                made = true;
            }
            fs::hard_link(entry.path(), &target).map_err(Error::io("write", &target))?;
        }
    }
    if !seen {
        fs::create_dir_all(to).map_err(Error::io("write", to))?;
    }
    if to.is_dir() {
        let permissions = fs::metadata(from).map_err(Error::io("read", from))?.permissions();
        fs::set_permissions(to, permissions).map_err(Error::io("write", to))?;
    }
    Ok(())
}

/// Lets two folders change places. `false` when nothing was done.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn swap(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

/// Not on this system.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn swap(_: &Path, _: &Path) -> bool {
    false
}
