//! The list of the files that this stage wrote to a folder.
//!
//! It has a plain name, so that who looks at the folder sees it, opens it and commits it, as is needed. One path a
//! line, sorted: a merge takes both sides (`merge=union` in `.gitattributes` does it without asking), and whatever
//! order or repeats come of that do no harm. Its first line never changes, so that it is never what a merge is about.

use std::{collections::BTreeSet, fs, io::Read as _, path::Path};

use super::{Error, MARKER, Notice, Problem, marked, paths};

/// The list's name.
pub const NAME: &str = "generated-files.txt";

/// How much of a list is read. A line of 100 bytes for each of 300,000 files fits.
const MOST: u64 = 32 << 20;

/// What a merge leaves at the beginning of lines.
const MERGE_MARKS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

/// A list as it stands on the disk.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The file; `None` when there is none.
    pub(super) seen: Option<fs::Metadata>,
    /// Its text, as far as it was read.
    pub(super) bytes: Vec<u8>,
    pub(super) paths: BTreeSet<String>,
    pub(super) notice: Option<Notice>,
}

impl List {
    /// Whether there is a list that can be gone by.
    pub(super) fn is_there(&self) -> bool {
        !self.bytes.is_empty()
    }
}

/// Reads the list of a folder. An empty file, as a loss of power may leave, is as good as none.
///
/// # Errors
///
/// A file that is no list, a link or a folder stands in its place, or it cannot be read.
pub(super) fn read(dir: &Path) -> Result<List, Error> {
    let Some(found) = paths::standing(dir, NAME)? else { return Ok(List::default()) };
    let path = dir.join(NAME);
    let failed = || Error::io("read", &path);
    let mut bytes = Vec::new();
    let file = fs::File::open(&path).map_err(failed())?;
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(failed())?;
    if !bytes.is_empty() && !marked::is_marked(&bytes) {
        return Err(Error::new(path, Problem::Foreign));
    }
    let mut list = List { seen: Some(found), ..List::default() };
    if bytes.len() as u64 > MOST {
        list.notice = Some(Notice::HugeList);
    } else {
        let bad = parse(&bytes, &mut list.paths);
        list.notice = bad.first().map(|first| Notice::BadLines { first: *first, count: bad.len() });
        list.bytes = bytes;
    }
    Ok(list)
}

/// Takes the paths; gives the numbers of the lines that are none.
fn parse(bytes: &[u8], paths: &mut BTreeSet<String>) -> Vec<usize> {
    let mut bad = Vec::new();
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        match std::str::from_utf8(line) {
            Ok(path) if is_path(path) => _ = paths.insert(path.to_owned()),
            _ => bad.push(index + 1),
        }
    }
    bad
}

fn is_path(line: &str) -> bool {
    paths::is_plain(line)
        && line.trim() == line
        && line != NAME
        && !MERGE_MARKS.iter().any(|mark| line.starts_with(mark))
}

/// The text of a list.
pub(super) fn text<'a>(paths: impl IntoIterator<Item = &'a String>) -> String {
    let mut text = format!(
        "# {MARKER}: the files that it wrote here, and may replace or delete. Commit this list with them.\n"
    );
    for path in paths {
        text.extend([path.as_str(), "\n"]);
    }
    text
}
