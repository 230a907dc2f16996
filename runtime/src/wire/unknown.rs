//! What the document does not list, kept as it came.

use std::fmt;

/// A text that the document does not list, as it came.
///
/// Only reading makes one, so that no caller can match on its text and miss the day on which the text becomes a
/// variant of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unknown(String);

impl Unknown {
    #[doc(hidden)]
    #[must_use]
    pub const fn from_wire(value: String) -> Self {
        Self(value)
    }

    /// The text as it is on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
