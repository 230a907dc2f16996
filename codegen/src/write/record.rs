//! The record of a run: what it makes under other names, by which it is cleared away whatever becomes of the run. The
//! system's lock on it tells a run at work from one that was killed.
//!
//! All such names hold 128 random bits, so nothing of somebody else's has one:
//! - `.vetted-TOKEN` is the record: a line with the marker, then a line for each temporary file.
//! - `.vetted-TOKEN-N` is a temporary file.
//! - `.NAME.vetted-TOKEN` is a new folder `NAME` under construction, beside its place, with its record in it.

use std::{
    fs,
    hash::{BuildHasher as _, Hasher as _, RandomState},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::{Error, LIST, MARKER, Problem, disk, list, marked, paths};

/// What all names begin with, or hold.
const OURS: &str = ".vetted-";

/// How many digits a token has.
const DIGITS: usize = 32;

/// How often a run tries again when it meets another: two that begin in one moment both give way.
const TRIES: u64 = 3;

/// How many characters of a folder's name stand in the name of its new form: file systems have a limit of 255 bytes.
const LONGEST: usize = 50;

/// A run's record. Dropped, it takes with it whatever the run has made and not brought into place.
#[derive(Debug)]
pub(super) struct Record {
    /// The folder that it stands in.
    folder: PathBuf,
    pub(super) token: String,
    /// Locked until the end; released by the system when the run is killed.
    file: Option<fs::File>,
    /// Whether another run took it for a killed one's, before it had its lock.
    taken: bool,
    /// Whether the folder is one under construction.
    is_new: bool,
    /// How many folders above it the run has made.
    above: usize,
}

/// The token in a name of this stage's own.
pub(super) fn token_of(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(OURS)?;
    let (token, number) = rest.split_once('-').unwrap_or((rest, "0"));
    (is_token(token) && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(token)
}

/// The crate whose new folder has this name, while it is under construction.
#[must_use]
pub fn begun(name: &str) -> Option<&str> {
    let (name, token) = name.strip_prefix('.')?.rsplit_once(OURS)?;
    is_token(token).then_some(name)
}

fn is_token(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The name of a run's temporary file.
pub(super) fn temporary(token: &str, number: usize) -> String {
    format!("{OURS}{token}-{number}")
}

/// The standard library's hashes have keys that the system's randomness made.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl Record {
    /// Begins a run in a folder that is there, after clearing away what killed ones left. The lines depend on the
    /// token.
    pub(super) fn begin(dir: &Path, lines: impl Fn(&str) -> Vec<String>) -> Result<Self, Error> {
        Self::alone(dir, |token| {
            let lines = lines(token);
            Self::make(dir.to_owned(), token, &lines, false)
        })
    }

    /// Begins a run for a folder that is not there, in a new one beside its place.
    pub(super) fn begin_beside(dir: &Path) -> Result<Self, Error> {
        let prefix = prefix_beside(dir).ok_or_else(|| Error::new(dir, Problem::Kind))?;
        let parent = paths::parent(dir);
        let above = disk::create_folders(&parent)?;
        let begun = Self::alone(dir, |token| {
            let folder = parent.join(format!("{prefix}{token}"));
            fs::create_dir(&folder).map_err(Error::io("write", dir))?;
            disk::follow_parent(&folder);
            Self::make(folder, token, &[], true)
        });
        match begun {
            Ok(mut record) => {
                record.above = above;
                Ok(record)
            }
            Err(err) => {
                remove_above(&parent, above);
                Err(err)
            }
        }
    }

    /// Where the new folder is under construction.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The new folder has come to its place.
    pub(super) fn moved_to(&mut self, dir: &Path) {
        dir.clone_into(&mut self.folder);
        self.is_new = false;
    }

    /// Lets go of the lock: Windows renames no folder that holds an open file.
    pub(super) fn unlock(&mut self) {
        self.file = None;
    }

    /// Ends the run: everything is in place.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let path = self.path();
        self.file = None;
        self.token.clear();
        match fs::remove_file(&path) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => {
                Err(Error::io("remove", &path)(err))
            }
            _ => Ok(()),
        }
    }

    /// Makes a record, again and again until no other run is seen.
    fn alone(dir: &Path, make: impl Fn(&str) -> Result<Self, Error>) -> Result<Self, Error> {
        for attempt in 1..=TRIES {
            match make(&format!("{:016x}{:016x}", random(), random())) {
                Ok(record)
                    if !record.taken && clear(dir, &record.token) && record.path().exists() =>
                {
                    return Ok(record);
                }
                Ok(record) => drop(record),
                // Another run took its folder, still empty, for a killed one's.
                Err(Error { problem: Problem::Io(_, err), .. })
                    if err.kind() == io::ErrorKind::NotFound => {}
                Err(err) => return Err(err),
            }
            if attempt < TRIES {
                thread::sleep(Duration::from_millis(1 + random() % (20 * attempt)));
            }
        }
        Err(Error::new(dir, Problem::Busy))
    }

    fn make(folder: PathBuf, token: &str, lines: &[String], is_new: bool) -> Result<Self, Error> {
        let token = token.to_owned();
        let mut record = Self { folder, token, file: None, taken: false, is_new, above: 0 };
        let path = record.path();
        let failed = Error::io("write", &record.folder);
        let made = fs::File::options().read(true).write(true).create_new(true).open(&path);
        let mut file = match made {
            Ok(file) => file,
            Err(err) => return Err(failed(err)),
        };
        disk::follow_folder(&path, &file);
        // Where the file system knows no locks, one run at a time is the user's care.
        record.taken = matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock));
        let mut text =
            format!("{MARKER}: what a run at work here has made; the next one clears it away\n");
        for line in lines {
            text.extend([line, "\n"]);
        }
        let written = file.write_all(text.as_bytes()).map_err(failed);
        record.file = Some(file);
        written.map(|()| record)
    }

    fn path(&self) -> PathBuf {
        self.folder.join(format!("{OURS}{}", self.token))
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        if self.token.is_empty() {
            return;
        }
        // Nothing can be done about a failure here; the next run tries again.
        let file = self.file.take().or_else(|| fs::File::open(self.path()).ok());
        if self.is_new {
            sweep_new(&self.folder, &self.token, file);
            remove_above(&paths::parent(&self.folder), self.above);
        } else if let Some(file) = file {
            sweep(&self.folder, &self.token, file);
        }
    }
}

/// Whether there is something of a run for `dir`, at work or killed.
pub(super) fn is_any(dir: &Path) -> bool {
    let inside = marked::entries(dir).into_iter().any(|(name, ..)| is_record(&name).is_some());
    inside || !beside(dir).is_empty()
}

/// Clears away what killed runs left in and beside `dir`.
///
/// # Errors
///
/// Another run is at work there.
pub(super) fn clear_dead(dir: &Path) -> Result<(), Error> {
    if clear(dir, "") { Ok(()) } else { Err(Error::new(dir, Problem::Busy)) }
}

/// Clears away what killed runs left; `false` when a run other than `own` is at work.
fn clear(dir: &Path, own: &str) -> bool {
    let mut alone = true;
    for (name, path, is_dir) in marked::entries(dir) {
        if let Some(token) = is_record(&name).filter(|token| !is_dir && *token != own) {
            match open_dead(&path) {
                OtherRun::AtWork => alone = false,
                OtherRun::Dead(file) => sweep(dir, token, file),
                OtherRun::Nothing => {}
            }
        }
    }
    for (folder, token) in beside(dir).into_iter().filter(|(_, token)| token != own) {
        match open_dead(&folder.join(format!("{OURS}{token}"))) {
            OtherRun::AtWork => alone = false,
            OtherRun::Dead(file) => sweep_new(&folder, &token, Some(file)),
            OtherRun::Nothing => sweep_new(&folder, &token, None),
        }
    }
    alone
}

fn is_record(name: &str) -> Option<&str> {
    name.strip_prefix(OURS).filter(|token| is_token(token))
}

fn prefix_beside(dir: &Path) -> Option<String> {
    let name = dir.file_name()?.to_string_lossy();
    let short: String = name.chars().take(LONGEST).collect();
    Some(format!(".{short}{OURS}"))
}

/// The folders under construction for `dir`, with their tokens.
fn beside(dir: &Path) -> Vec<(PathBuf, String)> {
    let Some(prefix) = prefix_beside(dir) else { return Vec::new() };
    let of = |(name, path, is_dir): (String, PathBuf, bool)| {
        let token = name.strip_prefix(&prefix).filter(|token| is_dir && is_token(token))?;
        Some((path, token.to_owned()))
    };
    marked::entries(&paths::parent(dir)).into_iter().filter_map(of).collect()
}

/// What stands at the place of another run's record.
enum OtherRun {
    Nothing,
    AtWork,
    Dead(fs::File),
}

fn open_dead(path: &Path) -> OtherRun {
    if !fs::symlink_metadata(path).is_ok_and(|found| found.is_file()) {
        return OtherRun::Nothing;
    }
    let options = fs::File::options().read(true).clone();
    match options.clone().write(true).open(path).or_else(|_| options.open(path)) {
        Ok(file) => match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => OtherRun::AtWork,
            _ => OtherRun::Dead(file),
        },
        Err(_) => OtherRun::Nothing,
    }
}

/// Removes what a record names, and the record. What is under a name of ours and no text of ours was exchanged for it
/// in the moment of a kill, and belongs to somebody: it stays, with its name.
fn sweep(dir: &Path, token: &str, file: fs::File) {
    let Some(lines) = lines(file) else { return };
    let record = format!("{OURS}{token}");
    for line in lines.lines().skip(1).filter(|line| *line != record) {
        let (folder, name) = line.rsplit_once('/').unwrap_or(("", line));
        if token_of(name) == Some(token)
            && (folder.is_empty() || paths::is_plain(folder))
            && let Ok(Some(found)) = paths::standing(dir, line)
        {
            let path = dir.join(line);
            if found.len() == 0 || marked::is_marked_file(&path).unwrap_or(false) {
                let _ = fs::remove_file(path);
            }
        }
    }
    let _ = fs::remove_file(dir.join(record));
}

/// Removes a folder under construction: what its list names, the list, the record, and the folders if they are empty.
fn sweep_new(folder: &Path, token: &str, file: Option<fs::File>) {
    if let Some(file) = file {
        if let Ok(list) = list::read(folder) {
            for path in &list.paths {
                if matches!(paths::standing(folder, path), Ok(Some(_))) {
                    let _ = fs::remove_file(folder.join(path));
                }
                remove_empty_above(folder, path);
            }
        }
        let _ = fs::remove_file(folder.join(LIST));
        sweep(folder, token, file);
    }
    let _ = fs::remove_dir(folder);
}

/// The text of a record; `None` when it is none. An empty one is from a run that was killed when it had just begun.
fn lines(mut file: fs::File) -> Option<String> {
    let mut text = Vec::new();
    file.rewind().ok()?;
    file.read_to_end(&mut text).ok()?;
    (text.is_empty() || marked::is_marked(&text))
        .then(|| String::from_utf8_lossy(&text).into_owned())
}

/// Removes the folders that hold `path` below `dir`, as far as they are empty: one that is not refuses.
pub(super) fn remove_empty_above(dir: &Path, path: &str) {
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if fs::remove_dir(dir.join(above)).is_err() {
            break;
        }
        folder = above;
    }
}

/// Removes as many folders as a run has made above its own, as far as they are empty.
fn remove_above(innermost: &Path, count: usize) {
    for folder in innermost.ancestors().take(count) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}
