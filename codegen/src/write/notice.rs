//! What a user should know of a folder, where nothing is wrong enough for an error.

use std::fmt;

use super::LIST;

/// Something in a folder that is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// These files say that they were generated, and are not emitted; the list does not name them, so they stay.
    Unlisted(Vec<String>),
    /// These files are listed and no longer emitted; what stands there now is not a generated file, so it stays.
    Taken(Vec<String>),
    /// Lines of the list are no paths of files in the folder.
    BadLines {
        /// The first of them, from 1.
        first: usize,
        /// How many there are.
        count: usize,
    },
    /// The list is too large to be one, and not read.
    HugeList,
}

impl Notice {
    /// The files that it is about, below the folder; none for the list itself.
    #[must_use]
    pub fn files(&self) -> &[String] {
        match self {
            Self::Unlisted(files) | Self::Taken(files) => files,
            Self::BadLines { .. } | Self::HugeList => &[],
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unlisted(files) => {
                let (begin, them, left) = match files.len() {
                    1 => ("a file begins", "it", "it is"),
                    _ => ("files begin", "them", "they are"),
                };
                write!(
                    f,
                    "{begin} as generated ones do, but `{LIST}` does not name {them}: left as {left}"
                )
            }
            Self::Taken(_) => {
                write!(f, "`{LIST}` names what is not a generated file any more: left as it is")
            }
            Self::BadLines { first, count: 1 } => {
                write!(f, "line {first} of `{LIST}` is not a path in this folder: passed over")
            }
            Self::BadLines { first, count } => {
                write!(
                    f,
                    "{count} lines of `{LIST}` are not paths in this folder, the first is {first}: passed over"
                )
            }
            Self::HugeList => write!(f, "`{LIST}` is too large to be a list of files: not read"),
        }
    }
}
