//! What would have to change on disk, found without changing anything.

use std::{
    collections::{BTreeSet, HashSet},
    fmt, fs, io,
    path::{Path, PathBuf},
};

use super::{
    Error, File, Problem, owned,
    paths::{self, Standing},
};

/// What becomes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Create,
    /// Its text changes.
    Update,
    /// It is no longer emitted.
    Delete,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
        })
    }
}

/// What would have to change in a folder.
#[derive(Debug)]
pub struct Plan {
    pub(super) dir: PathBuf,
    /// Files whose text is new, sorted by path.
    pub(super) puts: Vec<(Change, File)>,
    /// Stale files, sorted.
    pub(super) deletes: Vec<String>,
    pub(super) scope: Scope,
    pub(super) in_place: bool,
    same: usize,
}

/// How much of a folder a plan is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The folder is not there yet.
    Whole,
    /// The folder is there.
    Files,
    /// The folder goes: nothing is emitted any more, and nothing else is in it.
    Removal,
}

/// Compares files with a folder, which need not be there yet.
///
/// # Errors
///
/// A file that the generator does not own, a link or a folder stands where an emitted file belongs, a path would
/// leave the folder, or the disk cannot be read.
pub fn plan(dir: &Path, files: Vec<File>) -> Result<Plan, Error> {
    let mut files = files;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    check_paths(dir, &files)?;
    let emitted: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let exists = match fs::metadata(dir) {
        Ok(found) if found.is_dir() => true,
        Ok(_) => return Err(Error::new(dir, Problem::Kind)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => false,
        Err(err) => return Err(Error::io("read", dir)(err)),
    };

    let mut plan = Plan {
        dir: dir.to_owned(),
        puts: Vec::new(),
        deletes: Vec::new(),
        scope: if exists { Scope::Files } else { Scope::Whole },
        in_place: false,
        same: 0,
    };
    for file in files {
        let change = if exists { compare(dir, &file)? } else { Some(Change::Create) };
        match change {
            Some(change) => plan.puts.push((change, file)),
            None => plan.same += 1,
        }
    }
    if exists {
        plan.deletes = owned::owned_files(dir)?;
        plan.deletes.retain(|path| !emitted.contains(path));
        if emitted.is_empty() && !plan.deletes.is_empty() && holds_only(dir, "", &plan.deletes)? {
            plan.scope = Scope::Removal;
        }
    }
    Ok(plan)
}

impl Plan {
    /// The folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The same, but the folder itself stays and files are moved one by one. For a folder that somebody stands in: after
    /// a swap they would stand in the old one.
    #[must_use]
    pub fn in_place(self) -> Self {
        Self { in_place: true, ..self }
    }

    /// What changes, with paths below the folder: first what is written, then what goes.
    pub fn changes(&self) -> impl Iterator<Item = (Change, &str)> {
        let puts = self.puts.iter().map(|(change, file)| (*change, file.path.as_str()));
        puts.chain(self.deletes.iter().map(|path| (Change::Delete, path.as_str())))
    }

    /// Whether the disk holds what it should.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.deletes.is_empty()
    }

    /// How many files stay as they are.
    #[must_use]
    pub fn same(&self) -> usize {
        self.same
    }

    /// Whether the folder itself goes.
    #[must_use]
    pub fn removes_folder(&self) -> bool {
        self.scope == Scope::Removal
    }
}

/// Refuses paths that leave the folder, and those that a file system without case takes for one.
fn check_paths(dir: &Path, files: &[File]) -> Result<(), Error> {
    let mut seen = HashSet::new();
    for file in files {
        if !paths::is_plain(&file.path) || !seen.insert(file.path.to_lowercase()) {
            return Err(Error::new(dir.join(&file.path), Problem::Path));
        }
    }
    Ok(())
}

/// How a file differs from what is on disk; `None` when it does not.
fn compare(dir: &Path, file: &File) -> Result<Option<Change>, Error> {
    if paths::standing(dir, &file.path)? == Standing::Nothing {
        return Ok(Some(Change::Create));
    }
    let path = dir.join(&file.path);
    let text = fs::read(&path).map_err(Error::io("read", &path))?;
    if text == file.text.as_bytes() {
        Ok(None)
    } else if owned::is_owned(&text) {
        Ok(Some(Change::Update))
    } else {
        Err(Error::new(path, Problem::Foreign))
    }
}

/// Whether a folder holds the given files, in folders, and nothing else.
fn holds_only(dir: &Path, prefix: &str, files: &[String]) -> Result<bool, Error> {
    let mut count = 0;
    for (name, path, is_dir) in owned::entries(dir)? {
        count += 1;
        let name = format!("{prefix}{name}");
        let known = if is_dir {
            holds_only(&path, &format!("{name}/"), files)?
        } else {
            files.contains(&name)
        };
        if !known {
            return Ok(false);
        }
    }
    // `entries` leaves out what is neither file nor folder; that must stay too.
    let all = fs::read_dir(dir).map_err(Error::io("read", dir))?.count();
    Ok(all == count)
}
