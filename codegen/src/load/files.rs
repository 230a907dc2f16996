//! The other files that a document refers into: those below its folder are read, each once; no others are.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Document, build,
    reference::{self, Refused},
};
use crate::diagnostic::{At, Finding, Pointer};

/// The other files of a document.
#[derive(Default)]
pub(super) struct Files {
    /// Those that were read, by the place at which a reference first named them.
    pub(super) read: Vec<File>,
    /// The place of each among them, by its name.
    by_name: BTreeMap<String, usize>,
    /// What came of each path that a reference names.
    named: BTreeMap<String, Result<Which, Unread>>,
}

/// A file that was read.
pub(super) struct File {
    /// Its path from the main document's folder.
    pub(super) name: String,
    pub(super) document: Document,
}

/// The file that a path leads to.
#[derive(Debug, Clone, Copy)]
enum Which {
    Main,
    Other(usize),
}

/// A file that was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// As the reference names it, or its path from the document's folder.
    file: String,
    why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Why {
    Refused(Refused),
    /// A link leads out of the document's folder.
    Link,
    Missing,
    NotAFile,
    Broken(String),
    /// The document is text that came from no folder.
    NoFolder,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.escape_debug();
        match &self.why {
            Why::Refused(Refused::Address) => {
                write!(f, "`{file}` is not read: it is an address, and nothing is fetched")
            }
            Why::Refused(Refused::Absolute) => {
                write!(f, "`{file}` is not read: only paths from the document's folder are")
            }
            Why::Refused(Refused::Above) => {
                write!(f, "`{file}` is not read: it leads above the document's folder")
            }
            Why::Link => {
                write!(f, "`{file}` is not read: it is a link out of the document's folder")
            }
            Why::Missing => write!(f, "there is no file `{file}`"),
            Why::NotAFile => write!(f, "`{file}` is no file"),
            Why::Broken(message) => write!(f, "`{file}` cannot be read: {message}"),
            Why::NoFolder => {
                write!(f, "`{file}` is not read: the document is text that came from no folder")
            }
        }
    }
}

impl Unread {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self.why {
            Why::Missing | Why::NotAFile => "put the file there, or correct the reference",
            Why::Broken(_) => "correct the file",
            Why::Refused(_) | Why::Link | Why::NoFolder => {
                "put the file below the document's folder, or bundle the document into one file"
            }
        }
    }
}

impl Files {
    /// The name of the file that a reference names; `None` for the main one. `from` is the name of the file around it.
    pub(super) fn find(&self, file: &str, from: &str) -> Result<Option<&str>, Unread> {
        let path = reference::path(file, from)
            .map_err(|why| Unread { file: file.to_owned(), why: Why::Refused(why) })?;
        match self.named.get(&path) {
            Some(Ok(Which::Main)) => Ok(None),
            Some(Ok(Which::Other(index))) => {
                Ok(self.read.get(*index).map(|file| file.name.as_str()))
            }
            Some(Err(unread)) => Err(unread.clone()),
            None => Err(Unread { file: path, why: Why::NoFolder }),
        }
    }

    /// Adds a file that nothing refers to.
    pub(super) fn show(&mut self, name: String, document: Document) {
        self.by_name.insert(name.clone(), self.read.len());
        self.read.push(File { name, document });
    }

    /// The file of a name.
    pub(super) fn named(&self, name: &str) -> Option<(usize, &Document)> {
        let index = *self.by_name.get(name)?;
        self.read.get(index).map(|file| (index, &file.document))
    }
}

/// Reads the files that a document refers into, and those that they refer into.
pub(super) fn read(main: &Path, shown_as: &str, references: Vec<String>) -> (Files, Vec<Finding>) {
    let mut reading = Reading { shown_as, files: Files::default(), known: BTreeMap::new() };
    let folder = match main.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let (Ok(folder), Ok(main)) = (fs::canonicalize(folder), fs::canonicalize(main)) else {
        return (reading.files, Vec::new());
    };
    reading.known.insert(main, Which::Main);
    let mut findings = Vec::new();
    let mut open = VecDeque::from([(String::new(), references)]);
    while let Some((from, references)) = open.pop_front() {
        for reference in references {
            let (file, _) = reference::split(&reference);
            let Ok(path) = reference::path(file, &from) else { continue };
            if file.is_empty() || reading.files.named.contains_key(&path) {
                continue;
            }
            let found = reading.file(&folder, &path).map(|(which, new)| {
                if let Some(New { references, findings: found }) = new {
                    open.push_back((path.clone(), references));
                    let moved = found.into_iter().map(|finding| {
                        let at = At::In(path.clone(), Box::new(finding.at.clone()));
                        Finding { at, ..finding }
                    });
                    findings.extend(moved);
                }
                which
            });
            let found = found.map_err(|why| Unread { file: path.clone(), why });
            reading.files.named.insert(path, found);
        }
    }
    (reading.files, findings)
}

struct Reading<'a> {
    shown_as: &'a str,
    files: Files,
    /// The files by where they really are: two paths can lead to one.
    known: BTreeMap<PathBuf, Which>,
}

/// What a file that was read for the first time brings.
struct New {
    references: Vec<String>,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    fn file(&mut self, folder: &Path, path: &str) -> Result<(Which, Option<New>), Why> {
        let real = fs::canonicalize(folder.join(path)).map_err(|err| match err.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Why::Missing,
            _ => Why::Broken(err.to_string()),
        })?;
        if !real.starts_with(folder) {
            return Err(Why::Link);
        }
        if let Some(known) = self.known.get(&real) {
            return Ok((*known, None));
        }
        // A pipe, say, might never end.
        if !real.is_file() {
            return Err(Why::NotAFile);
        }
        let beside = self.shown_as.rsplit_once('/').map_or("", |(folder, _)| folder);
        let shown_as = if beside.is_empty() { path.to_owned() } else { format!("{beside}/{path}") };
        let (mut document, references) =
            Document::read_alone(&real, shown_as).map_err(|unreadable| {
                let finding = unreadable.findings.into_iter().next();
                Why::Broken(finding.map(|finding| told(&finding)).unwrap_or_default())
            })?;
        let findings = std::mem::take(&mut document.findings);
        if let Some(tree) = Arc::get_mut(&mut document.tree) {
            tree.file = Pointer::file(path);
            tree.number = build::small(self.files.read.len() + 1);
        }
        let which = Which::Other(self.files.read.len());
        self.files.by_name.insert(path.to_owned(), self.files.read.len());
        self.files.read.push(File { name: path.to_owned(), document });
        self.known.insert(real, which);
        Ok((which, Some(New { references, findings })))
    }
}

/// A finding about a file, where only one line is to be had.
fn told(finding: &Finding) -> String {
    match finding.at {
        At::Text { line, column } => {
            format!("{} (line {line}, column {column})", finding.message)
        }
        _ => finding.message.clone(),
    }
}

#[cfg(test)]
mod tests;
