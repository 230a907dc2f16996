//! JSON pointers that are cheap to extend while walking a document.
//!
//! A document can be written in several files. A pointer into one that is not the main one begins with [`FILES`] and
//! the file's name, so that it is a pointer like any other.

use std::{fmt, sync::Arc};

use super::FILES;

/// A path into a document (RFC 6901), as a list that shares its beginning with the pointers it was made from.
#[derive(Clone, Default)]
pub struct Pointer(Option<Arc<Step>>);

struct Step {
    before: Pointer,
    token: String,
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self(None)
    }

    /// The whole of another file that the document refers into.
    #[must_use]
    pub fn file(name: &str) -> Self {
        Self::root().join(FILES).join(name)
    }

    /// A pointer that says its file even where that is the main one: the text of a reference is another in each file.
    pub(crate) fn with_file(&self) -> Self {
        match self.file_name() {
            Some(_) => self.clone(),
            None => self.tokens().into_iter().fold(Self::file(""), |at, token| at.join(token)),
        }
    }

    /// The pointer that [`Pointer::with_file`] made tokens of. `None` for other tokens.
    pub(crate) fn of_file(tokens: &[&str]) -> Option<Self> {
        let [FILES, name, inside @ ..] = tokens else { return None };
        let file = if name.is_empty() { Self::root() } else { Self::file(name) };
        Some(inside.iter().fold(file, |at, token| at.join(*token)))
    }

    /// The file that a pointer leads into, if it is another than the main one, and the tokens within the file.
    pub(crate) fn within<'t>(tokens: &'t [&'t str]) -> (Option<&'t str>, &'t [&'t str]) {
        match tokens {
            [FILES, name, inside @ ..] => (Some(name), inside),
            inside => (None, inside),
        }
    }

    /// The name of the file that the pointer leads into, if it is another than the main one.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        let mut first_two = (None, None);
        let mut at = self;
        while let Some(step) = &at.0 {
            first_two = (Some(step.token.as_str()), first_two.0);
            at = &step.before;
        }
        match first_two {
            (Some(FILES), name) => name,
            _ => None,
        }
    }

    /// The value under `token`.
    #[must_use]
    pub fn join(&self, token: impl Into<String>) -> Self {
        Self(Some(Arc::new(Step { before: self.clone(), token: token.into() })))
    }

    /// The value at `index` of a list.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.join(index.to_string())
    }

    /// Reads a fragment such as `/components/schemas/Pet` (a leading `#` is dropped), `~1` and `~0` undone.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('#').unwrap_or(text);
        text.split('/')
            .skip(1)
            .fold(Self::root(), |at, token| at.join(token.replace("~1", "/").replace("~0", "~")))
    }

    /// The tokens, outermost first.
    #[must_use]
    pub fn tokens(&self) -> Vec<&str> {
        let mut tokens = Vec::new();
        let mut at = self;
        while let Some(step) = &at.0 {
            tokens.push(step.token.as_str());
            at = &step.before;
        }
        tokens.reverse();
        tokens
    }

    /// The pointer without its last token; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<&Self> {
        self.0.as_ref().map(|step| &step.before)
    }

    /// The last token; `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.0.as_ref().map(|step| step.token.as_str())
    }
}

/// By hand rather than by recursion: a document's reference may have as many tokens as it likes.
impl Drop for Step {
    fn drop(&mut self) {
        let mut next = self.before.0.take();
        while let Some(mut step) = next.and_then(Arc::into_inner) {
            next = step.before.0.take();
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in self.tokens() {
            write!(f, "/{}", token.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.tokens() == other.tokens()
    }
}

impl Eq for Pointer {}

impl std::hash::Hash for Pointer {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.tokens().hash(state);
    }
}
