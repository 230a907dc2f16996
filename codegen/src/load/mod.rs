//! Load: path → [`Document`], a value tree and where each value stands in the file.

use serde_json::Value;

use crate::diagnostic::{At, Finding};

/// A document as it was read.
#[derive(Debug)]
pub struct Document {
    /// The path, as findings name it.
    pub path: String,
    /// The text.
    pub text: String,
    /// The values.
    pub value: Value,
}

/// A place in a document's text; lines and columns are counted from one, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

impl Document {
    /// Reads a document from text.
    pub fn parse(path: impl Into<String>, text: String) -> Result<Self, Vec<Finding>> {
        let value = serde_yaml::from_str(&text).map_err(|err| {
            vec![Finding::new(
                "syntax",
                crate::diagnostic::Severity::Error,
                At::File,
                err.to_string(),
            )]
        })?;
        Ok(Self { path: path.into(), text, value })
    }
}
