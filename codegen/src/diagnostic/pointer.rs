//! JSON pointers that are cheap to extend while walking a document.

use std::{fmt, sync::Arc};

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
