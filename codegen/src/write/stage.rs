//! Writing in two steps: everything aside, then into place.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Error, Plan, Problem,
    journal::{self, Move},
    paths,
    plan::Scope,
};

/// A plan whose new files are written aside. Nothing is changed before [`commit`](Self::commit); dropped without it,
/// what was written aside goes.
#[derive(Debug)]
#[must_use = "nothing is changed until `commit`"]
pub struct Staged {
    plan: Plan,
    /// `None` when there is nothing to do.
    staging: Option<Staging>,
}

impl Plan {
    /// Writes the new files aside. This is where a full disk or a folder that is not writable shows.
    ///
    /// # Errors
    ///
    /// A file cannot be written, or another run is at work in the folder. Nothing has changed then.
    pub fn stage(self) -> Result<Staged, Error> {
        if self.is_empty() {
            return Ok(Staged { plan: self, staging: None });
        }
        let folder = match self.scope {
            Scope::Files => paths::staging_inside(&self.dir),
            Scope::Whole | Scope::Removal => paths::staging_beside(&self.dir),
        };
        let folder = folder.ok_or_else(|| Error::new(&self.dir, Problem::Kind))?;
        if let Some(parent) = folder.parent() {
            fs::create_dir_all(parent).map_err(Error::io("write", parent))?;
        }
        let staging = Staging::open(folder)?;
        if staging.journal().exists() {
            // A run was killed after this plan was made: the plan is stale.
            return Err(Error::new(staging.keep_and_leave(), Problem::Busy));
        }
        staging.clear()?;
        for (_, file) in &self.puts {
            let path = staging.tree().join(&file.path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(Error::io("write", parent))?;
            }
            fs::write(&path, &file.text).map_err(Error::io("write", &path))?;
        }
        if self.scope == Scope::Files {
            self.probe()?;
        }
        Ok(Staged { plan: self, staging: Some(staging) })
    }

    /// Makes sure that files can be moved into and out of each folder, while going back is still easy.
    fn probe(&self) -> Result<(), Error> {
        let folders: BTreeSet<PathBuf> = self
            .changes()
            .filter_map(|(_, path)| self.dir.join(path).parent().map(Path::to_owned))
            .filter(|folder| folder.is_dir())
            .collect();
        for folder in folders {
            let probe = folder.join(".vetted-probe");
            fs::write(&probe, "").map_err(Error::io("write", &folder))?;
            fs::remove_file(&probe).map_err(Error::io("write", &folder))?;
        }
        Ok(())
    }

    /// The moves, in an order in which cargo can load the folder at any moment: the manifest comes after the files it
    /// speaks of, and before stale ones go.
    fn moves(&self) -> Vec<Move> {
        let (manifests, others): (Vec<_>, Vec<_>) =
            self.puts.iter().map(|(_, file)| &file.path).partition(|path| *path == "Cargo.toml");
        let puts = others.into_iter().chain(manifests).cloned().map(Move::Put);
        puts.chain(self.deletes.iter().cloned().map(Move::Drop)).collect()
    }
}

impl Staged {
    /// Moves the files into place. Takes no space on the disk.
    ///
    /// # Errors
    ///
    /// A file cannot be moved. Where some were moved already, [`recover`](super::recover) goes on.
    pub fn commit(self) -> Result<(), Error> {
        let Some(mut staging) = self.staging else { return Ok(()) };
        let dir = &self.plan.dir;
        match self.plan.scope {
            Scope::Whole => {
                fs::rename(staging.tree(), dir).map_err(Error::io("write", dir))?;
            }
            Scope::Removal => {
                fs::rename(dir, staging.tree()).map_err(Error::io("remove", dir))?;
            }
            Scope::Files => {
                let moves = self.plan.moves();
                journal::write(&staging.journal(), &moves)?;
                staging.keep();
                journal::replay(dir, &staging.tree(), &moves)?;
            }
        }
        staging.remove()
    }
}

/// A folder that files are staged in, held by one run at a time.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// Held until the end; released by the system when the run is killed.
    _lock: fs::File,
    keep: bool,
}

impl Staging {
    /// Opens the folder, whether or not an earlier run left it.
    pub(super) fn open(folder: PathBuf) -> Result<Self, Error> {
        match fs::create_dir(&folder) {
            Err(err) if err.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Error::io("write", &folder)(err));
            }
            _ => {}
        }
        if !fs::symlink_metadata(&folder).map_err(Error::io("read", &folder))?.is_dir() {
            return Err(Error::new(folder, Problem::Link));
        }
        let path = folder.join("lock");
        let lock = fs::File::create(&path).map_err(Error::io("write", &path))?;
        // Where the file system knows no locks, one run at a time is the user's care.
        if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
            return Err(Error::new(folder, Problem::Busy));
        }
        Ok(Self { folder, _lock: lock, keep: false })
    }

    /// Where the staged files stand, with their paths below the crate's folder.
    pub(super) fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    /// Where the journal stands.
    pub(super) fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// From now on, the folder stays when the run fails: it holds what is still to be moved.
    pub(super) fn keep(&mut self) {
        self.keep = true;
    }

    /// Removes what an earlier run staged.
    fn clear(&self) -> Result<(), Error> {
        match fs::remove_dir_all(self.tree()) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => {
                Err(Error::io("remove", &self.tree())(err))
            }
            _ => Ok(()),
        }
    }

    /// Leaves the folder to whom it belongs.
    fn keep_and_leave(mut self) -> PathBuf {
        self.keep();
        self.folder.clone()
    }

    /// Removes the folder.
    pub(super) fn remove(mut self) -> Result<(), Error> {
        self.keep();
        fs::remove_dir_all(&self.folder).map_err(Error::io("remove", &self.folder))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.keep {
            // Nothing can be done about a failure here; the next run clears the folder.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}
