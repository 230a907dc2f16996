//! JSON pointers that are cheap to extend while walking a document, and that know the file that they lead into.

use std::{borrow::Cow, fmt, sync::Arc};

use percent_encoding::percent_decode_str;

/// A path into a document (RFC 6901), as a list that shares its beginning with the pointers it was made from.
///
/// A document can be written in several files. A pointer begins at the root of one of them.
#[derive(Clone, Default)]
pub struct Pointer(Option<Arc<Step>>);

enum Step {
    /// The root of another file than the main one, by its name.
    File(String),
    /// The value under a token.
    Token { before: Pointer, token: String },
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The whole of another file that the document refers into.
    #[must_use]
    pub fn file(name: &str) -> Self {
        Self(Some(Arc::new(Step::File(name.to_owned()))))
    }

    /// The last token, and what stands before it.
    fn step(&self) -> Option<(&Self, &str)> {
        match self.0.as_deref()? {
            Step::Token { before, token } => Some((before, token)),
            Step::File(_) => None,
        }
    }

    /// The name of the file that the pointer leads into, if it is another than the main one.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        let mut at = self;
        loop {
            match at.0.as_deref()? {
                Step::Token { before, .. } => at = before,
                Step::File(name) => return Some(name),
            }
        }
    }

    /// The value under `token`.
    #[must_use]
    pub fn join(&self, token: impl Into<String>) -> Self {
        Self(Some(Arc::new(Step::Token { before: self.clone(), token: token.into() })))
    }

    /// The value at `index` of a list.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.join(index.to_string())
    }

    /// The value behind all of these tokens.
    #[must_use]
    pub fn join_all<'t>(&self, tokens: impl IntoIterator<Item = &'t str>) -> Self {
        tokens.into_iter().fold(self.clone(), |at, token| at.join(token))
    }

    /// Reads a fragment such as `/components/schemas/Pet` (a leading `#` is dropped), `~1` and `~0` undone.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::root().parse_from(text.strip_prefix('#').unwrap_or(text))
    }

    /// The place that a fragment names below this one: a pointer as URLs write it, or nothing. `None` for an anchor.
    pub(crate) fn fragment(&self, fragment: &str) -> Option<Self> {
        let text = percent_decoded(fragment);
        (text.is_empty() || text.starts_with('/')).then(|| self.parse_from(&text))
    }

    /// Reads the text of a pointer that begins here.
    #[must_use]
    pub(crate) fn parse_from(&self, text: &str) -> Self {
        text.split('/').skip(1).fold(self.clone(), |at, token| at.join(unescaped(token)))
    }

    /// The text of a reference that leads here, as messages show it: `file.yaml#/components/schemas/Name`.
    pub(crate) fn reference(&self) -> String {
        format!("{}#{self}", self.file_name().unwrap_or_default())
    }

    /// The tokens within the file, outermost first.
    #[must_use]
    pub fn tokens(&self) -> Vec<&str> {
        let steps = std::iter::successors(self.step(), |(before, _)| before.step());
        let mut tokens: Vec<&str> = steps.map(|(_, token)| token).collect();
        tokens.reverse();
        tokens
    }

    /// The pointer without its last token; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<&Self> {
        self.step().map(|(before, _)| before)
    }

    /// The last token; `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.step().map(|(_, token)| token)
    }
}

/// A part of a URL as it reads: `%7B` is a brace. What is no text then stays as it is.
pub(crate) fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// A token as pointers write it.
#[must_use]
pub fn escaped(token: &str) -> Cow<'_, str> {
    if token.contains(['~', '/']) {
        token.replace('~', "~0").replace('/', "~1").into()
    } else {
        token.into()
    }
}

/// A token that a pointer writes so.
#[must_use]
pub fn unescaped(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    }
}

/// By hand rather than by recursion: a document's reference may have as many tokens as it likes.
impl Drop for Step {
    fn drop(&mut self) {
        let before = |step: &mut Self| match step {
            Self::Token { before, .. } => before.0.take(),
            Self::File(_) => None,
        };
        let mut next = before(self);
        while let Some(mut step) = next.and_then(Arc::into_inner) {
            next = before(&mut step);
        }
    }
}

/// The pointer within its file.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tokens().into_iter().try_for_each(|token| write!(f, "/{}", escaped(token)))
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.reference())
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.file_name() == other.file_name() && self.tokens() == other.tokens()
    }
}

impl Eq for Pointer {}

impl std::hash::Hash for Pointer {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.file_name(), self.tokens()).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn fragments_are_pointers() {
        let at = |fragment| Pointer::root().fragment(fragment).map(|at| at.to_string());
        assert_eq!(at("").as_deref(), Some(""));
        assert_eq!(at("/paths/~1a~1%7Bb%7D").as_deref(), Some("/paths/~1a~1{b}"));
        assert_eq!(at("/100%").as_deref(), Some("/100%"));
        assert_eq!(at("/%+1%ff").as_deref(), Some("/%+1%ff"));
        assert_eq!(at("anchor"), None);
    }
}
