//! The journal: the list of moves that a run is about to make in a folder, so that another run can finish them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Error, Problem, owned,
    paths::{self, Standing},
    stage::Staging,
};

/// One move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Move {
    /// The staged file of this path comes into place.
    Put(String),
    /// The file of this path goes.
    Drop(String),
}

/// The last line. A journal without it was not finished, and nothing was moved yet.
const END: &str = "end";

/// Finishes what a killed run began in `dir`, or clears away what it had not begun. Says whether there was anything.
///
/// # Errors
///
/// Another run is writing there, or a file cannot be moved.
pub fn recover(dir: &Path) -> Result<bool, Error> {
    let mut found = false;
    for folder in [paths::staging_inside(dir), paths::staging_beside(dir)].into_iter().flatten() {
        if fs::symlink_metadata(&folder).is_ok() {
            let mut staging = Staging::open(folder)?;
            if let Some(moves) = read(&staging.journal())? {
                staging.keep();
                replay(dir, &staging.tree(), &moves)?;
            }
            staging.remove()?;
            found = true;
        }
    }
    Ok(found)
}

/// Writes the journal. It counts from the moment when it has its name.
pub(super) fn write(path: &Path, moves: &[Move]) -> Result<(), Error> {
    let mut text = String::new();
    for each in moves {
        let (word, path) = match each {
            Move::Put(path) => ("put", path),
            Move::Drop(path) => ("drop", path),
        };
        text.extend([word, " ", path, "\n"]);
    }
    text.extend([END, "\n"]);
    let unfinished = path.with_extension("new");
    fs::write(&unfinished, text).map_err(Error::io("write", &unfinished))?;
    fs::rename(&unfinished, path).map_err(Error::io("write", path))
}

/// Reads a journal; `None` where there is none, or not a whole one.
pub(super) fn read(path: &Path) -> Result<Option<Vec<Move>>, Error> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(err) => return Err(Error::io("read", path)(err)),
    };
    let mut moves = Vec::new();
    for line in text.lines() {
        match line.split_once(' ') {
            Some(("put", at)) if paths::is_plain(at) => moves.push(Move::Put(at.to_owned())),
            Some(("drop", at)) if paths::is_plain(at) => moves.push(Move::Drop(at.to_owned())),
            None if line == END => return Ok(Some(moves)),
            _ => return Err(Error::new(path, Problem::Path)),
        }
    }
    Ok(None)
}

/// Makes the moves that are still to be made. Doing it twice does no harm.
pub(super) fn replay(dir: &Path, tree: &Path, moves: &[Move]) -> Result<(), Error> {
    for each in moves {
        match each {
            Move::Put(path) => put(dir, tree, path)?,
            Move::Drop(path) => drop(dir, path)?,
        }
    }
    Ok(())
}

fn put(dir: &Path, tree: &Path, path: &str) -> Result<(), Error> {
    let staged = tree.join(path);
    if !staged.exists() {
        return Ok(());
    }
    let target = dir.join(path);
    paths::standing(dir, path)?;
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(Error::io("write", parent))?;
    }
    fs::rename(&staged, &target).map_err(Error::io("write", &target))
}

fn drop(dir: &Path, path: &str) -> Result<(), Error> {
    let target = dir.join(path);
    if paths::standing(dir, path)? == Standing::File && owned::is_owned_file(&target)? {
        fs::remove_file(&target).map_err(Error::io("remove", &target))?;
    }
    // Folders that are empty now go too. A folder that is not empty refuses, and stays.
    let mut parent = PathBuf::from(path);
    while parent.pop() && !parent.as_os_str().is_empty() {
        if fs::remove_dir(dir.join(&parent)).is_err() {
            break;
        }
    }
    Ok(())
}
