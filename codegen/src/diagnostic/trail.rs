//! The way to the value that is being read. Lives on the stack: a document has a hundred thousand values, and few get a
//! finding.

use super::Pointer;

/// A step below another trail, or where one begins.
pub(crate) struct Trail<'a>(Step<'a>);

enum Step<'a> {
    Start(&'a Pointer),
    Key(&'a Trail<'a>, &'a str),
    Index(&'a Trail<'a>, usize),
}

impl<'a> Trail<'a> {
    /// A trail that begins at a pointer.
    pub(crate) fn from(pointer: &'a Pointer) -> Self {
        Self(Step::Start(pointer))
    }

    /// The value under a key.
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        Self(Step::Key(self, key))
    }

    /// An item of a list.
    pub(crate) fn item(&'a self, index: usize) -> Self {
        Self(Step::Index(self, index))
    }

    /// The same as a pointer that can be kept.
    pub(crate) fn pointer(&self) -> Pointer {
        match &self.0 {
            Step::Start(pointer) => (*pointer).clone(),
            Step::Key(before, key) => before.pointer().join(*key),
            Step::Index(before, index) => before.pointer().item(*index),
        }
    }
}
