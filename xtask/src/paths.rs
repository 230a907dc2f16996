//! Paths as they are shown and as manifests write them.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

/// The absolute path with links resolved, as far as it exists.
pub fn resolved(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut known = absolute.clone();
    while let Err(err) = fs::symlink_metadata(&known) {
        if err.kind() != io::ErrorKind::NotFound || !known.pop() {
            return Err(err);
        }
    }
    let mut whole = fs::canonicalize(&known)?;
    for part in absolute.strip_prefix(&known).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            other => whole.push(other),
        }
    }
    Ok(whole)
}

/// How to come from one folder to another place, with `/`; both resolved. Absolute where there is no way.
#[must_use]
pub fn relative(from: &Path, to: &Path) -> String {
    let (mut a, mut b) = (from.components().peekable(), to.components().peekable());
    if a.peek() != b.peek() {
        return slashed(to);
    }
    while a.peek().is_some() && a.peek() == b.peek() {
        a.next();
        b.next();
    }
    let mut way: PathBuf = a.map(|_| Component::ParentDir).collect();
    way.extend(b);
    if way.as_os_str().is_empty() { ".".to_owned() } else { slashed(&way) }
}

/// A path with `/` on every system.
#[must_use]
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{relative, resolved};

    #[test]
    fn the_way_between_folders() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/a/b", "/a/runtime"), "../runtime");
        assert_eq!(way("/srv/out", "/home/ann/vetted/runtime"), "../../home/ann/vetted/runtime");
        assert_eq!(way("/a", "/a/runtime"), "runtime");
        assert_eq!(way("/a", "/a"), ".");
    }

    #[test]
    fn a_path_that_is_not_there_yet_is_resolved_as_far_as_it_is() {
        let here = std::env::temp_dir();
        let there = resolved(&here.join("not-there/../nor-there")).unwrap();
        assert_eq!(there, std::fs::canonicalize(here).unwrap().join("nor-there"));
    }
}
