//! Everything new is written under another name first: here a full disk or a folder that cannot be written to shows.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{
    Error, File, LIST, Plan, Problem,
    commit::{CommitStep, Replaced},
    disk, list,
    paths::{self, SeenFile},
    plan::PlanScope,
    record::{self, Record},
};

/// A plan whose new files are written. Nothing is changed before [`commit`](Self::commit); dropped without it, what was
/// written goes.
#[derive(Debug)]
#[must_use = "nothing is changed until `commit`"]
pub struct Staged {
    pub(super) dir: PathBuf,
    pub(super) work: Work,
}

/// How staged files come into place.
#[derive(Debug)]
pub(super) enum Work {
    /// There is nothing to do.
    Nothing,
    /// The folder is new, and comes by a rename. The files, in case that somebody else makes it meanwhile.
    Folder(Record, Vec<File>),
    /// The files move one by one.
    Files(Record, Vec<CommitStep>, PlanScope),
}

/// A file to be staged.
struct FileToStage<'a> {
    path: &'a str,
    text: &'a [u8],
    over: Replaced,
    /// The file that it replaces.
    replaced: Option<&'a fs::Metadata>,
}

impl Plan {
    /// Writes the new files under other names.
    ///
    /// # Errors
    ///
    /// A file cannot be written, or another run is at work in the folder. Nothing has changed then.
    pub fn stage(self) -> Result<Staged, Error> {
        let dir = self.dir.clone();
        let work = if self.is_empty() && !self.unfinished {
            Work::Nothing
        } else if self.scope != PlanScope::Whole {
            self.stage_files()?
        } else if self.puts.is_empty() {
            record::clear_dead(&dir)?;
            Work::Nothing
        } else {
            self.stage_folder()?
        };
        Ok(Staged { dir, work })
    }

    /// The list comes first: it tells what to clear away, should this run be killed.
    fn stage_folder(self) -> Result<Work, Error> {
        let record = Record::begin_beside(&self.dir)?;
        let list = list::text(&self.emitted);
        let files = self.puts.iter().map(|put| (put.file.path.as_str(), put.file.text.as_str()));
        let mut folders = BTreeSet::new();
        for (path, text) in [(LIST, list.as_str())].into_iter().chain(files) {
            let at = record.folder().join(path);
            let folder = paths::parent(&at);
            if !folders.contains(&folder) {
                disk::create_folders(&folder)?;
                folders.insert(folder);
            }
            // The message names the file that the user knows, not where it is staged.
            let known = self.dir.join(path);
            disk::create(&at, text.as_bytes(), None).map_err(Error::io("write", &known))?;
        }
        Ok(Work::Folder(record, self.puts.into_iter().map(|put| put.file).collect()))
    }

    /// Each file is staged in the folder that it is to stand in, or in the nearest above it: a folder that cannot be
    /// written to, or that is a file system of its own, is found so.
    fn stage_files(self) -> Result<Work, Error> {
        let (first_list, last_list) = self.lists();
        let parts = self.parts(first_list.as_deref(), last_list.as_deref());
        // The folder of each path's own, and the nearest that is there.
        let mut known = BTreeMap::new();
        let mut nearest = |path: &'_ str| -> String {
            let (folder, _) = path.rsplit_once('/').unwrap_or_default();
            known
                .entry(folder.to_owned())
                .or_insert_with(|| paths::nearest_folder(&self.dir, path).to_owned())
                .clone()
        };
        let mut folders: Vec<String> = parts.iter().map(|part| nearest(part.path)).collect();
        let tried: BTreeSet<String> = self.deletes.iter().map(|path| nearest(path)).collect();
        let staged: BTreeSet<String> = folders.iter().cloned().collect();
        // Nothing is written to a folder that files only go from, so that it is tried.
        folders.extend(tried.difference(&staged).cloned());

        let names = |token: &str| -> Vec<String> {
            let below = |(number, folder): (usize, &String)| {
                paths::below(folder, &record::temporary(token, number))
            };
            folders.iter().enumerate().map(below).collect()
        };
        let record = Record::begin(&self.dir, names)?;
        if list::read(&self.dir)?.bytes != self.list.bytes {
            // Another run was at work after this plan was made.
            return Err(Error::new(&self.dir, Problem::Busy));
        }
        let names = names(&record.token);
        for (name, part) in names.iter().zip(&parts) {
            let known = self.dir.join(part.path);
            disk::create(&self.dir.join(name), part.text, part.replaced)
                .map_err(Error::io("write", &known))?;
        }
        for (name, folder) in names.iter().zip(&folders).skip(parts.len()) {
            try_folder(&self.dir.join(name)).map_err(Error::io("write", &self.dir.join(folder)))?;
        }
        let puts = names.into_iter().zip(&parts).map(|(temporary, part)| CommitStep::Put {
            temporary,
            path: part.path.to_owned(),
            over: part.over.clone(),
        });
        let steps = self.in_order(puts.collect(), last_list.is_some());
        Ok(Work::Files(record, steps, self.scope))
    }

    /// The list's text at first, where it must name more than it does, and in the end, where that is another one.
    fn lists(&self) -> (Option<String>, Option<String>) {
        let all = list::text(self.list.paths.union(&self.emitted));
        let names_all = self.list.is_there() && self.emitted.is_subset(&self.list.paths);
        let first = (!names_all && !self.emitted.is_empty()).then_some(all);
        let between = first.as_ref().map_or(self.list.bytes.as_slice(), String::as_bytes);
        let last = self.list_text().filter(|last| last.as_bytes() != between);
        (first, last)
    }

    /// What is staged: a list, the files, the manifest, a list.
    fn parts<'a>(&'a self, first: Option<&'a str>, last: Option<&'a str>) -> Vec<FileToStage<'a>> {
        let seen = |found: Option<&fs::Metadata>| {
            found.map_or(Replaced::Nothing, |found| Replaced::Seen(SeenFile::of(found)))
        };
        let replaced = self.list.seen.as_ref();
        let naming =
            |text: &'a str, over| FileToStage { path: LIST, text: text.as_bytes(), over, replaced };
        let over = seen(replaced);
        let over_last = if first.is_some() { Replaced::Ours } else { over.clone() };
        let (manifest, others): (Vec<_>, Vec<_>) =
            self.puts.iter().partition(|put| put.file.path == "Cargo.toml");
        let puts = others.into_iter().chain(manifest).map(|put| FileToStage {
            path: &put.file.path,
            text: put.file.text.as_bytes(),
            over: seen(put.over.as_ref()),
            replaced: put.over.as_ref(),
        });
        let first = first.map(|text| naming(text, over));
        let last = last.map(|text| naming(text, over_last));
        first.into_iter().chain(puts).chain(last).collect()
    }

    /// The steps in an order in which cargo can load the folder: the manifest comes after the files that it names, and
    /// before stale ones go. The list is the last to change.
    fn in_order(&self, mut puts: Vec<CommitStep>, has_last_list: bool) -> Vec<CommitStep> {
        let last_list = if has_last_list { puts.pop() } else { None };
        let mut deletes: Vec<&String> = self.deletes.iter().collect();
        // Without its manifest a folder is none that cargo can load: what the manifest names goes right after it.
        deletes.sort_by_key(|path| match path.as_str() {
            "Cargo.toml" => 1,
            "src/lib.rs" => 2,
            path if path.starts_with("examples/") || path.starts_with("tests/") => 2,
            _ => 0,
        });
        let mut steps = puts;
        steps.extend(deletes.into_iter().cloned().map(CommitStep::Delete));
        steps.extend(self.gone.iter().cloned().map(CommitStep::Prune));
        let goes = self.emitted.is_empty() && self.list.seen.is_some();
        steps.extend(goes.then(|| CommitStep::Delete(LIST.to_owned())));
        steps.extend(last_list);
        steps
    }
}

/// Makes sure that files can come into a folder and go from it.
fn try_folder(path: &Path) -> std::io::Result<()> {
    drop(disk::create(path, b"", None)?);
    fs::remove_file(path)
}
