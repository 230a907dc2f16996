//! Findings: what is wrong with a document or was left out, and where.
//!
//! A finding names a [`Pointer`] into the document; [`crate::load::Document`] knows the line and the column.

mod codes;
mod mark;
mod pointer;
mod render;
mod trail;

pub use codes::{CODES, Code, FAMILIES, GIVEN_UP_FAMILY, UNTYPED_FAMILY};
pub(crate) use mark::{FILES, MARK, UNREAD};
pub use pointer::Pointer;
pub use render::{render, to_json};
pub(crate) use trail::Trail;

/// The code of rules that the client does not check.
pub(crate) const NOT_CHECKED: &str = "not-checked";

/// What comes of that.
pub(crate) const SENT_UNCHECKED: &str = "a request is sent as it is, and the server may refuse it";

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Something was repaired, left out or weakened.
    Warning,
    /// No honest client can be made.
    Error,
}

impl Severity {
    /// The word for it: `note`, `warning` or `error`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something to tell the user about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A stable word for the kind of finding, in kebab-case (`dangling-ref`).
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub at: At,
    /// What it is: a lowercase phrase without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// A value of the document.
    Value(Pointer),
    /// The key of a value of the document.
    Key(Pointer),
    /// A place in the text, both counted from one; for text that cannot be read at all.
    Text {
        /// The line.
        line: usize,
        /// The column, in characters.
        column: usize,
    },
    /// The file as a whole.
    File,
    /// A place in another file that the document refers into, by the file's name.
    In(String, Box<At>),
}

impl Finding {
    /// A warning about a value.
    pub fn warning(code: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, At::Value(at.clone()), message)
    }

    /// An error about a value.
    pub fn error(code: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, At::Value(at.clone()), message)
    }

    /// A finding of any severity, anywhere.
    pub fn new(code: &'static str, severity: Severity, at: At, message: impl Into<String>) -> Self {
        Self { code, severity, at, message: message.into(), help: None }
    }

    /// The same with a line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
