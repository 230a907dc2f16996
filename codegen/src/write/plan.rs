//! What would have to change on disk, found without changing anything.

use std::{
    collections::{BTreeSet, HashMap},
    fmt, fs, io,
    path::{Path, PathBuf},
};

use super::{
    Error, File, LIST, Notice, Problem,
    list::{self, List},
    marked, paths, record,
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
    pub(super) puts: Vec<PlannedFile>,
    /// Stale files, sorted.
    pub(super) deletes: Vec<String>,
    /// What the list names and nothing stands at: folders that held it may be left empty.
    pub(super) gone: Vec<String>,
    /// The list as it is.
    pub(super) list: List,
    /// The paths that the list is to name.
    pub(super) emitted: BTreeSet<String>,
    pub(super) scope: PlanScope,
    pub(super) unfinished: bool,
    notices: Vec<Notice>,
    same: usize,
}

/// A file to be written.
#[derive(Debug)]
pub(super) struct PlannedFile {
    pub(super) file: File,
    /// The file that it replaces.
    pub(super) over: Option<fs::Metadata>,
}

/// How much of a folder a plan is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlanScope {
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
/// A file that the generator does not own, a link or a folder stands where an emitted file or the list belongs, a path
/// would leave the folder, or the disk cannot be read.
pub fn plan(dir: &Path, files: Vec<File>) -> Result<Plan, Error> {
    let mut files = files;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let without_case = check_paths(dir, &files)?;
    let exists = is_folder(dir)?;
    let list = match if exists { list::read(dir) } else { Ok(List::default()) } {
        // Where nothing is emitted and there is no list of ours, nothing is ours.
        Err(_) if files.is_empty() => List::default(),
        list => list?,
    };
    let mut plan = Plan {
        dir: dir.to_owned(),
        puts: Vec::new(),
        deletes: Vec::new(),
        gone: Vec::new(),
        list,
        emitted: files.iter().map(|file| file.path.clone()).collect(),
        scope: if exists { PlanScope::Files } else { PlanScope::Whole },
        unfinished: record::is_any(dir),
        notices: Vec::new(),
        same: 0,
    };
    for file in files {
        let over = match if exists { compare(dir, &file, &plan.list)? } else { Difference::New } {
            Difference::Same => {
                plan.same += 1;
                continue;
            }
            Difference::New => None,
            Difference::Other(found) => Some(found),
        };
        plan.puts.push(PlannedFile { file, over });
    }
    if exists {
        plan.find_stale(&without_case);
    }
    Ok(plan)
}

impl Plan {
    /// The folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What changes, with paths below the folder: first what is written, then what goes. The list is a part of it.
    pub fn changes(&self) -> impl Iterator<Item = (Change, &str)> {
        let puts = self.puts.iter().map(|put| {
            let change = if put.over.is_some() { Change::Update } else { Change::Create };
            (change, put.file.path.as_str())
        });
        let deletes = self.deletes.iter().map(|path| (Change::Delete, path.as_str()));
        puts.chain(deletes).chain(self.list_change().map(|change| (change, LIST)))
    }

    /// Whether the disk holds what it should.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes().next().is_none()
    }

    /// Whether something stands there of a run that did not end, to be cleared away.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        self.unfinished
    }

    /// How many files stay as they are.
    #[must_use]
    pub fn same(&self) -> usize {
        self.same
    }

    /// Whether the folder itself goes.
    #[must_use]
    pub fn removes_folder(&self) -> bool {
        self.scope == PlanScope::Removal
    }

    /// What is left as it is, and why.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The list's text when all is done; `None` where it goes, or none is needed.
    pub(super) fn list_text(&self) -> Option<String> {
        (!self.emitted.is_empty()).then(|| list::text(&self.emitted))
    }

    fn list_change(&self) -> Option<Change> {
        match (&self.list.seen, self.list_text()) {
            (None, None) => None,
            (None, Some(_)) => Some(Change::Create),
            (Some(_), None) => Some(Change::Delete),
            (Some(_), Some(text)) => (self.list.bytes != text.as_bytes()).then_some(Change::Update),
        }
    }

    /// What the list names and is not emitted: it goes, if it is what we wrote.
    fn find_stale(&mut self, without_case: &HashMap<String, String>) {
        let mut taken = Vec::new();
        for path in self.list.paths.difference(&self.emitted) {
            let at = self.dir.join(path);
            let twin = without_case.get(&path.to_lowercase());
            if twin.is_some_and(|twin| paths::is_same_file(&at, &self.dir.join(twin))) {
                continue;
            }
            match paths::standing(&self.dir, path) {
                Ok(None) => self.gone.push(path.clone()),
                Ok(Some(_)) if marked::is_marked_file(&at).unwrap_or(false) => {
                    self.deletes.push(path.clone());
                }
                _ => taken.push(path.clone()),
            }
        }
        let known = self.emitted.iter().chain(&self.list.paths).map(String::as_str).collect();
        let unlisted = marked::unknown_files(&self.dir, &known);
        if self.emitted.is_empty() && !self.is_empty() && self.holds_only_ours(&self.dir, "") {
            self.scope = PlanScope::Removal;
        }
        self.notices.extend(self.list.notice.take());
        self.notices.extend((!taken.is_empty()).then_some(Notice::Taken(taken)));
        self.notices.extend((!unlisted.is_empty()).then_some(Notice::Unlisted(unlisted)));
    }

    /// Whether a folder holds what goes, in folders, and nothing else.
    fn holds_only_ours(&self, folder: &Path, prefix: &str) -> bool {
        let entries = marked::entries(folder);
        let known = |(name, path, is_dir): &(String, PathBuf, bool)| {
            let below = format!("{prefix}{name}");
            if *is_dir {
                self.holds_only_ours(path, &format!("{below}/"))
            } else {
                below == LIST
                    || record::token_of(name).is_some()
                    || self.deletes.binary_search(&below).is_ok()
            }
        };
        // `entries` leaves out what is neither file nor folder; that must stay too.
        let all = fs::read_dir(folder).map(Iterator::count);
        all.is_ok_and(|all| all == entries.len()) && entries.iter().all(known)
    }
}

/// Refuses paths that leave the folder, and those that a file system without case takes for one. Gives each path by its
/// form without case.
fn check_paths(dir: &Path, files: &[File]) -> Result<HashMap<String, String>, Error> {
    let mut seen = HashMap::new();
    for file in files {
        let path = file.path.to_lowercase();
        if !paths::is_plain(&file.path)
            || path == LIST
            || seen.insert(path, file.path.clone()).is_some()
        {
            return Err(Error::new(dir.join(&file.path), Problem::Path));
        }
    }
    Ok(seen)
}

fn is_folder(dir: &Path) -> Result<bool, Error> {
    match fs::metadata(dir) {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(_) => Err(Error::new(dir, Problem::Kind)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            // A link that leads nowhere is something, too.
            match fs::symlink_metadata(dir) {
                Ok(_) => Err(Error::new(dir, Problem::Link)),
                Err(_) => Ok(false),
            }
        }
        Err(err) => Err(Error::io("read", dir)(err)),
    }
}

/// How a file differs from what is on disk.
enum Difference {
    Same,
    /// Nothing stands there.
    New,
    /// It replaces this file of ours.
    Other(fs::Metadata),
}

fn compare(dir: &Path, file: &File, list: &List) -> Result<Difference, Error> {
    let Some(found) = paths::standing(dir, &file.path)? else { return Ok(Difference::New) };
    let path = dir.join(&file.path);
    let text = fs::read(&path).map_err(Error::io("read", &path))?;
    let is_listed = list.paths.contains(&file.path);
    if text == file.text.as_bytes() {
        Ok(Difference::Same)
    } else if is_listed && text.is_empty() {
        // As a loss of power may leave it. There is nothing in it to lose.
        Ok(Difference::Other(found))
    } else if !marked::is_marked(&text) {
        Err(Error::new(path, Problem::Foreign))
    } else if list.is_there() && !is_listed {
        Err(Error::new(path, Problem::Unlisted))
    } else {
        Ok(Difference::Other(found))
    }
}
