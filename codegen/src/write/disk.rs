//! Making files and folders, with the owner that is wanted, and renaming without replacing.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

use super::{Error, paths};

/// Makes a file that was not there, and writes it. Its mode and owner are those of the file that it is going to
/// replace; else the owner is that of the folder that it stands in.
pub(super) fn create(
    path: &Path,
    text: &[u8],
    replaced: Option<&fs::Metadata>,
) -> io::Result<fs::File> {
    let mut file = fs::File::options().write(true).create_new(true).open(path)?;
    file.write_all(text)?;
    match replaced {
        Some(replaced) => {
            let found = file.metadata()?;
            set_owner(&file, &found, replaced);
            if found.permissions() != replaced.permissions() {
                file.set_permissions(replaced.permissions())?;
            }
        }
        None => follow_folder(path, &file),
    }
    Ok(file)
}

/// Makes a folder, and those above it that are not there, each with the owner of the one that holds it. Gives how many.
pub(super) fn create_folders(path: &Path) -> Result<usize, Error> {
    if path.is_dir() {
        return Ok(0);
    }
    let made = create_folders(&paths::parent(path))?;
    match fs::create_dir(path) {
        Ok(()) => {}
        // Somebody else made it meanwhile.
        Err(_) if path.is_dir() => return Ok(made),
        Err(err) => return Err(Error::io("write", path)(err)),
    }
    follow_parent(path);
    Ok(made + 1)
}

/// Gives a folder that was just made the owner of the one that holds it.
pub(super) fn follow_parent(path: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(path) {
        follow_folder(path, &folder);
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// A failure leaves the owner that the system chose: only root may choose another.
#[cfg(unix)]
fn set_owner(file: &fs::File, found: &fs::Metadata, like: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    if (found.uid(), found.gid()) != (like.uid(), like.gid())
        && fchown(file, Some(like.uid()), Some(like.gid())).is_err()
    {
        // A group that one is in can be chosen by anybody.
        let _ = fchown(file, None, Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn set_owner(_: &fs::File, _: &fs::Metadata, _: &fs::Metadata) {}

#[cfg(unix)]
pub(super) fn follow_folder(path: &Path, file: &fs::File) {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(folder) = fs::metadata(paths::parent(path)) else { return };
    // Where it is ours, the group is the system's to choose, as for any file.
    if let Ok(found) = file.metadata()
        && found.uid() != folder.uid()
    {
        set_owner(file, &found, &folder);
    }
}

#[cfg(not(unix))]
pub(super) fn follow_folder(_: &Path, _: &fs::File) {}

/// Brings a file into the place of another, if that one `is_ours`; if not it stays, and is an error of the kind
/// `AlreadyExists`.
///
/// The two change places where the system can do that, so that what was replaced can be looked at once more: then no
/// moment is left in which a file of somebody else's is lost. It is also cheaper: ext4 takes a rename onto a file for
/// a wish to have it on the disk at once.
pub(super) fn replace(
    from: &Path,
    to: &Path,
    is_ours: impl Fn(&Path, &fs::Metadata) -> bool,
) -> io::Result<()> {
    match exchange(from, to) {
        Ok(()) => {
            if fs::symlink_metadata(from).is_ok_and(|found| is_ours(from, &found)) {
                return fs::remove_file(from);
            }
            exchange(from, to)?;
            Err(io::ErrorKind::AlreadyExists.into())
        }
        // It went meanwhile.
        Err(err) if err.kind() == io::ErrorKind::NotFound => rename_new(from, to),
        Err(_) => fs::rename(from, to),
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Renames to a place where nothing stands. What came there meanwhile stays, and is an error of the kind
/// `AlreadyExists`.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match rename_no_replace(from, to) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Err(err),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Err(err),
        Ok(()) => Ok(()),
        Err(_) => {
            // Not known to this system or file system. A folder cannot be linked, nor replaced unless it is empty.
            match fs::hard_link(from, to) {
                Ok(()) => return fs::remove_file(from),
                Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Err(err),
                Err(_) => {}
            }
            if fs::symlink_metadata(to).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(from, to)
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_no_replace(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn rename_no_replace(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
