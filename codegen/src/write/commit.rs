//! What is staged comes into place, a step at a time. Each looks again at what stands there.

use std::{fs, io, path::Path};

use super::{
    Error, LIST, Problem, Staged, disk, marked,
    paths::{self, SeenFile},
    plan::{PlanScope, plan},
    record,
    stage::Work,
};

/// One step. Whatever was done before it, and whatever is left after it, the next run can go on.
#[derive(Debug)]
pub(super) enum CommitStep {
    /// The temporary file comes to its path.
    Put { temporary: String, path: String, over: Replaced },
    /// The file of this path goes.
    Delete(String),
    /// The folders that held this path go, if they are empty.
    Prune(String),
}

/// What a file is to replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Replaced {
    /// Nothing stood there.
    Nothing,
    /// A file of ours, as it was when it was compared.
    Seen(SeenFile),
    /// A file of ours.
    Ours,
}

impl Staged {
    /// Brings the files into place. Takes no space on the disk.
    ///
    /// # Errors
    ///
    /// A file cannot be moved or removed, or one came meanwhile in the place of a new one; that one stays. Where some
    /// were moved already, the next run does the rest.
    pub fn commit(self) -> Result<(), Error> {
        let dir = self.dir;
        match self.work {
            Work::Nothing => Ok(()),
            Work::Folder(mut record, files) => {
                if cfg!(windows) {
                    record.unlock();
                }
                match disk::rename_new(record.folder(), &dir) {
                    Ok(()) => {
                        record.moved_to(&dir);
                        record.finish()
                    }
                    // Somebody made it, and it is theirs.
                    Err(_) if fs::symlink_metadata(&dir).is_ok() => {
                        drop(record);
                        plan(&dir, files)?.stage()?.commit()
                    }
                    Err(err) => Err(Error::io("write", &dir)(err)),
                }
            }
            Work::Files(record, steps, scope) => {
                for step in &steps {
                    step.take(&dir)?;
                }
                record.finish()?;
                if scope == PlanScope::Removal {
                    // Refused when somebody has put something there meanwhile.
                    let _ = fs::remove_dir(&dir);
                }
                Ok(())
            }
        }
    }
}

impl CommitStep {
    pub(super) fn take(&self, dir: &Path) -> Result<(), Error> {
        match self {
            Self::Put { temporary, path, over } => put(dir, &dir.join(temporary), path, over),
            Self::Delete(path) => delete(dir, path),
            Self::Prune(path) => {
                if matches!(paths::standing(dir, path), Ok(None)) {
                    record::remove_empty_above(dir, path);
                }
                Ok(())
            }
        }
    }
}

fn put(dir: &Path, temporary: &Path, path: &str, over: &Replaced) -> Result<(), Error> {
    let target = dir.join(path);
    let written = Error::io("write", &target);
    let is_ours = |path: &Path, found: &fs::Metadata| match over {
        Replaced::Nothing => false,
        Replaced::Seen(seen) if *seen == SeenFile::of(found) => true,
        _ => found.is_file() && marked::is_marked_file(path).unwrap_or(false),
    };
    let moved = match paths::standing(dir, path)? {
        Some(found) if is_ours(&target, &found) => disk::replace(temporary, &target, is_ours),
        Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
        None => {
            disk::create_folders(&paths::parent(&target))?;
            disk::rename_new(temporary, &target)
        }
    };
    match moved {
        // Another run may have made what this one wants.
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
            if fs::read(temporary).ok() == fs::read(&target).ok() {
                fs::remove_file(temporary).map_err(Error::io("remove", temporary))
            } else {
                Err(Error::new(target, Problem::Appeared))
            }
        }
        moved => moved.map_err(written),
    }
}

fn delete(dir: &Path, path: &str) -> Result<(), Error> {
    let target = dir.join(path);
    if let Ok(Some(_)) = paths::standing(dir, path) {
        let is_empty_list = || path == LIST && fs::metadata(&target).is_ok_and(|it| it.len() == 0);
        if marked::is_marked_file(&target).unwrap_or(false) || is_empty_list() {
            match fs::remove_file(&target) {
                Err(err) if err.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::io("remove", &target)(err));
                }
                _ => {}
            }
        }
        record::remove_empty_above(dir, path);
    }
    Ok(())
}
