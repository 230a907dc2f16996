//! Findings: what is wrong with a document or was left out, and where.
//!
//! A finding names a [`Pointer`] into the document; [`crate::load::Document`] knows the line and the column.

mod code;
mod findings;
mod pointer;
mod render;
mod trail;

pub use code::{Code, CodeFamily};
pub use findings::Findings;
pub(crate) use pointer::percent_decoded;
pub use pointer::{Pointer, escaped, unescaped};
pub use render::{render, to_json};
pub(crate) use trail::Trail;

/// A rule that the client does not check, whoever has it.
pub(crate) static NOT_CHECKED: Code = Code::note(
    "not-checked",
    "a rule that the client does not check",
    "The client checks lengths, patterns, bounds and counts of fields and parameters before it sends \
     them. It does not check this rule: a request is sent as it is, and the server may refuse it.",
);

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
    /// The kind of finding.
    pub code: &'static Code,
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
    /// A finding as bad as its code says.
    pub fn new(code: &'static Code, at: impl Into<At>, message: impl Into<String>) -> Self {
        Self { code, severity: code.level, at: at.into(), message: message.into(), help: None }
    }

    /// The same as something worth knowing, no more.
    #[must_use]
    pub(crate) fn into_note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// The same as something that was repaired, left out or weakened.
    #[must_use]
    pub(crate) fn into_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same with a line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<&Pointer> for At {
    fn from(pointer: &Pointer) -> Self {
        Self::Value(pointer.clone())
    }
}
