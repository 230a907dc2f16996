//! Load: path → [`Document`], its values, and where each stands in the file.
//!
//! `json` and `yaml` read a text once, and `build` makes a `tree` of what they meet.
//!
//! A document can refer into other files below its folder; `files` reads those. This stage knows nothing of `OpenAPI`
//! but how references are written.

mod build;
pub(crate) mod codes;
mod files;
mod json;
mod lines;
mod made;
mod node;
mod places;
mod reference;
mod reserved;
mod scalars;
mod tree;
mod yaml;

use std::{fmt, fs, io, path::Path, sync::Arc};

use crate::diagnostic::{At, Code, CodeFamily, Finding};

use build::Read;
use files::Files;
use tree::Tree;

pub(crate) use build::MAX_ALIASED;
pub use files::Unread;
pub use lines::Place;
pub(crate) use made::{Content as MadeContent, Made, Origin};
pub use node::{Id, List, Map, Node, Value};
pub use places::{Located, Stray};

pub(crate) static TOO_DEEP: Code = Code::error(
    "too-deep",
    "values or schemas nest too deep",
    "Values or schemas nest deeper than any API needs and than is safe to read. What is deeper \
     becomes raw JSON, is left out, or cannot be read at all.",
)
.of_family(CodeFamily::GivenUp);

pub(crate) static NOT_UTF_8: Code = Code::error(
    "not-utf-8",
    "the file is not UTF-8",
    "Documents are read as UTF-8, with or without a byte order mark. Save the file as UTF-8.",
);

pub(crate) static SYNTAX: Code = Code::error(
    "syntax",
    "neither JSON nor YAML",
    "The text cannot be read at all, as JSON or as YAML. The place is where the reader stopped.",
);

/// A file that cannot be read.
pub static UNREADABLE_FILE: Code = Code::error(
    "unreadable-file",
    "a file cannot be read",
    "The file is not there, is a directory, is too large, or the system does not give it. The message \
     is the system's.",
);

/// How deep the parsers let values stand in each other. Real documents stay below 40; the later stages recurse.
pub(crate) const MAX_DEPTH: usize = 128;

/// How long a text may be, in bytes. Places are kept as numbers of 32 bits.
const MAX_LENGTH: usize = 1 << 31;

/// A document as it was read.
pub struct Document {
    /// The path, as findings name it.
    pub path: String,
    /// What was odd about the text but has one sensible reading (a key that stands twice).
    pub findings: Vec<Finding>,
    tree: Arc<Tree>,
    files: Files,
}

/// A document that could not be read, and why. What was read of the text is kept, so that findings can show it.
#[derive(Debug)]
pub struct Unreadable {
    /// The document; it has no values.
    pub document: Document,
    /// Why. Never empty.
    pub findings: Vec<Finding>,
}

impl Document {
    /// Reads a file, and those below its folder that it refers into. `shown_as` is the path that findings name.
    ///
    /// # Errors
    ///
    /// When there is no such file, it cannot be read, or its text is not UTF-8, JSON or YAML. Of the other files it is
    /// not an error: [`Document::target`] says it.
    pub fn read(path: &Path, shown_as: impl Into<String>) -> Result<Self, Box<Unreadable>> {
        Self::read_main(path, shown_as).map(|document| document.with_files(path))
    }

    /// Reads a file without those that it refers into.
    pub(crate) fn read_main(
        path: &Path,
        shown_as: impl Into<String>,
    ) -> Result<Self, Box<Unreadable>> {
        Self::read_alone(path, shown_as.into()).map(|(document, _)| document)
    }

    /// The same with the files below its folder that it refers into.
    #[must_use]
    pub(crate) fn with_files(mut self, path: &Path) -> Self {
        let references = build::references(&self.tree);
        if !references.is_empty() {
            let (files, findings) = files::read(path, &self.path, references);
            self.files = files;
            self.findings.extend(findings);
        }
        self
    }

    /// Reads a file alone. The references into other files come with it.
    fn read_alone(path: &Path, shown_as: String) -> Result<(Self, Vec<String>), Box<Unreadable>> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(err) => {
                let message = match err.kind() {
                    io::ErrorKind::NotFound => "there is no such file".to_owned(),
                    _ if path.is_dir() => "this is a directory, not a document".to_owned(),
                    _ => format!("cannot read the file: {err}"),
                };
                let finding = Finding::new(&UNREADABLE_FILE, At::File, message);
                return Err(Unreadable::new(Self::of_text(shown_as, String::new()), finding));
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => Self::parse_alone(shown_as, text),
            Err(err) => {
                let valid = err.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(err.as_bytes()).into_owned();
                let document = Self::of_text(shown_as, text);
                let place = lines::place_of(document.text(), valid);
                let at = At::Text { line: place.line, column: place.column };
                let finding = Finding::new(&NOT_UTF_8, at, "the text is not UTF-8")
                    .help("save the file as UTF-8");
                Err(Unreadable::new(document, finding))
            }
        }
    }

    /// Reads a document from text. It has no folder, so references into other files lead nowhere.
    ///
    /// # Errors
    ///
    /// When the text is neither JSON nor YAML, is empty, or is nested too deep.
    pub fn parse(path: impl Into<String>, text: String) -> Result<Self, Box<Unreadable>> {
        Self::parse_alone(path.into(), text).map(|(document, _)| document)
    }

    fn parse_alone(path: String, mut text: String) -> Result<(Self, Vec<String>), Box<Unreadable>> {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let document = Self::of_text(path, text);
        match document.read_text() {
            Ok(Read { tree, findings, references }) => {
                Ok((Self { findings, tree: Arc::new(tree), ..document }, references))
            }
            Err(finding) => Err(Unreadable::new(document, finding)),
        }
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        self.tree.layers.first().map_or(&self.tree.text, |as_written| &as_written.tree.text)
    }

    /// The outermost value. `None` where the text could not be read.
    #[must_use]
    pub fn root(&self) -> Option<Node<'_>> {
        self.tree.root()
    }

    /// The values, apart from the document. Null where the text could not be read.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        self.root().map(Node::to_json).unwrap_or_default()
    }

    /// Text that is no document, to show findings about it.
    #[must_use]
    pub fn of_text(path: impl Into<String>, text: String) -> Self {
        let tree = Arc::new(Tree::of_text(text.into()));
        Self { path: path.into(), findings: Vec::new(), tree, files: Files::default() }
    }

    /// JSON and YAML are told apart by what stands in the file; its name only settles whose error message is shown.
    fn read_text(&self) -> Result<Read, Finding> {
        let text: &Arc<str> = &self.tree.text;
        if text.len() > MAX_LENGTH {
            let message = "a document of more than 2 GB is not read";
            return Err(Finding::new(&UNREADABLE_FILE, At::File, message));
        }
        if !text.trim_start().starts_with('{') {
            return yaml::read(text);
        }
        let error = match json::read(text) {
            Ok(read) => return Ok(read),
            Err(error) => error,
        };
        // A YAML flow mapping starts like JSON, and `1e400` is a number that only JSON refuses.
        let is_json = Path::new(&self.path).extension().is_some_and(|ext| ext == "json");
        if is_json && !error.number_out_of_range {
            return Err(error.finding);
        }
        yaml::read(text).map_err(|_| error.finding)
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Unreadable {
    fn new(document: Document, finding: Finding) -> Box<Self> {
        Box::new(Self { document, findings: vec![finding] })
    }
}

impl From<Box<Unreadable>> for Vec<Finding> {
    fn from(unreadable: Box<Unreadable>) -> Self {
        unreadable.findings
    }
}

/// The error for text that cannot be read at a place.
fn syntax(line: usize, column: usize, message: impl Into<String>) -> Finding {
    Finding::new(&SYNTAX, At::Text { line, column }, message)
}

fn too_deep(line: usize, column: usize) -> Finding {
    let message = format!("values are nested more than {MAX_DEPTH} deep");
    Finding::new(&TOO_DEEP, At::Text { line, column }, message)
}

#[cfg(test)]
mod tests;
