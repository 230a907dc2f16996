//! Writing in two steps: everything aside, then into place.

use std::{
    collections::{BTreeSet, HashSet},
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Error, Plan, Problem,
    journal::{self, Move},
    paths,
    plan::Scope,
    swap,
};

/// A plan whose new files are written aside. Nothing is changed before [`commit`](Self::commit); dropped without it,
/// what was written aside goes.
#[derive(Debug)]
#[must_use = "nothing is changed until `commit`"]
pub struct Staged {
    plan: Plan,
    /// `None` when there is nothing to do.
    staging: Option<(Staging, Way)>,
}

/// How staged files come into place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The folder comes by a rename, with all that is in it.
    Appear,
    /// The folder goes by a rename.
    Vanish,
    /// The whole new folder is staged, and changes places with the old one in one step.
    Swap,
    /// The files that differ are staged, and move one by one.
    Moves,
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
        let staging = match self.scope {
            Scope::Whole => (self.stage_beside()?, Way::Appear),
            Scope::Removal => (self.stage_beside()?, Way::Vanish),
            Scope::Files => match self.stage_copy()? {
                Some(staging) => (staging, Way::Swap),
                None => (self.stage_inside()?, Way::Moves),
            },
        };
        Ok(Staged { plan: self, staging: Some(staging) })
    }

    fn stage_beside(&self) -> Result<Staging, Error> {
        let folder = paths::staging_beside(&self.dir);
        self.stage_in(folder.ok_or_else(|| Error::new(&self.dir, Problem::Kind))?)
    }

    /// The whole new folder, of links to the files that stay. `None` where that is not possible, or not needed: a
    /// single file comes into place in one step anyhow.
    fn stage_copy(&self) -> Result<Option<Staging>, Error> {
        if self.in_place || self.changes().count() == 1 || !swap::can_swap(&self.dir) {
            return Ok(None);
        }
        let staging = match self.stage_beside() {
            Ok(staging) => staging,
            Err(busy) if matches!(busy.problem, Problem::Busy) => return Err(busy),
            // The folder above may not be writable where the folder is.
            Err(_) => return Ok(None),
        };
        let gone: HashSet<&str> = self.changes().map(|(_, path)| path).collect();
        let linked = swap::link_all(&self.dir, &staging.tree(), "", &gone);
        Ok(linked.is_ok().then_some(staging))
    }

    fn stage_inside(&self) -> Result<Staging, Error> {
        let folder = paths::staging_inside(&self.dir);
        self.probe()?;
        self.stage_in(folder.ok_or_else(|| Error::new(&self.dir, Problem::Kind))?)
    }

    fn stage_in(&self, folder: PathBuf) -> Result<Staging, Error> {
        if let Some(parent) = folder.parent() {
            fs::create_dir_all(parent).map_err(Error::io("write", parent))?;
        }
        let staging = Staging::open(folder)?;
        if staging.journal().exists() {
            // A run was killed after this plan was made: the plan is stale.
            return Err(Error::new(staging.keep_and_leave(), Problem::Busy));
        }
        staging.clear()?;
        let mut folders = HashSet::new();
        for (_, file) in &self.puts {
            let path = staging.tree().join(&file.path);
            if let Some(parent) = path.parent()
                && folders.insert(parent.to_owned())
            {
                fs::create_dir_all(parent).map_err(Error::io("write", parent))?;
            }
            // The message names the file that the user knows, not where it is staged.
            let known = self.dir.join(&file.path);
            fs::write(&path, &file.text).map_err(Error::io("write", &known))?;
        }
        Ok(staging)
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
        let Some((mut staging, way)) = self.staging else { return Ok(()) };
        let dir = &self.plan.dir;
        match way {
            Way::Appear => fs::rename(staging.tree(), dir).map_err(Error::io("write", dir))?,
            Way::Vanish => fs::rename(dir, staging.tree()).map_err(Error::io("remove", dir))?,
            Way::Swap if swap::swap(&staging.tree(), dir) => {}
            // Not every file system can swap; what is staged can be moved as well.
            Way::Swap | Way::Moves => {
                self.plan.probe()?;
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
