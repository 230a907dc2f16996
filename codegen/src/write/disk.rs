//! Making files and folders, with the owner that is wanted, and renaming without replacing.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

use super::{Error, paths};

/// Makes a file that was not there, and writes it. Its mode and owner are those of the file that it is going to replace;
/// else the owner is that of the folder that it stands in.
pub(super) fn create(
    path: &Path,
    text: &[u8],
    replaced: Option<&fs::Metadata>,
) -> io::Result<fs::File> {
    let mut file = fs::File::options().write(true).create_new(true).open(path)?;
    file.write_all(text)?;
    match replaced {
        Some(replaced) => {
            set_owner(path, &file, replaced);
            if file.metadata()?.permissions() != replaced.permissions() {
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
fn set_owner(_: &Path, file: &fs::File, like: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let Ok(found) = file.metadata() else { return };
    if (found.uid(), found.gid()) != (like.uid(), like.gid())
        && fchown(file, Some(like.uid()), Some(like.gid())).is_err()
    {
        // A group that one is in can be chosen by anybody.
        let _ = fchown(file, None, Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn set_owner(_: &Path, _: &fs::File, _: &fs::Metadata) {}

#[cfg(unix)]
pub(super) fn follow_folder(path: &Path, file: &fs::File) {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(folder) = fs::metadata(paths::parent(path)) else { return };
    // Where it is ours, the group is the system's to choose, as for any file.
    if file.metadata().is_ok_and(|found| found.uid() != folder.uid()) {
        set_owner(path, file, &folder);
    }
}

#[cfg(not(unix))]
pub(super) fn follow_folder(_: &Path, _: &fs::File) {}

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
