//! Why files could not be planned or written.

use std::{
    error, fmt, io,
    path::{Path, PathBuf},
};

use super::LIST;

/// Something on the disk that stands in the way, and where.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What stands in the way.
#[derive(Debug)]
#[non_exhaustive]
pub enum Problem {
    /// The operating system refused; the word says what was tried (`read`, `write`).
    Io(&'static str, io::Error),
    /// A file stands there that the generator did not write.
    Foreign,
    /// A file stands there that looks generated, and the folder's list does not name it.
    Unlisted,
    /// A file came there, or became another one, while this ran. It is not touched.
    Appeared,
    /// A link stands there; it is not followed.
    Link,
    /// A file stands where a folder is needed, or the other way round.
    Kind,
    /// The path would leave the folder, or two files share it.
    Path,
    /// Another run is writing there.
    Busy,
}

impl Error {
    pub(super) fn new(path: impl Into<PathBuf>, problem: Problem) -> Self {
        Self { path: path.into(), problem }
    }

    /// Makes an I/O error that names what was tried and where.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self { path, problem: Problem::Io(action, source) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(action, _) => write!(f, "cannot {action}"),
            Self::Foreign => f.write_str(
                "a file of this name is in the way, and its first line does not say that it was generated",
            ),
            Self::Unlisted => write!(
                f,
                "a file of this name is in the way: its first line says that it was generated, but `{LIST}` does not \
                 name it"
            ),
            Self::Appeared => f.write_str("a file came here or changed while this ran; it is not touched"),
            Self::Link => f.write_str("a link is in the way; it is not followed"),
            Self::Kind => f.write_str("a file stands where a folder is needed, or a folder where a file is"),
            Self::Path => f.write_str("not a path for an emitted file, or the path of two"),
            Self::Busy => f.write_str("another run is writing here"),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.problem {
            Problem::Io(_, source) => Some(source),
            _ => None,
        }
    }
}
