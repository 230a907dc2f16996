//! What a finding is about. Each code is an item beside the rule that finds it.

use super::Severity;

/// A code, and what findings of it are about.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// A stable word in kebab-case: `dangling-reference`.
    pub name: &'static str,
    /// The family that it belongs to. A level can be set for all codes of one at a time.
    pub family: Option<CodeFamily>,
    /// How bad such a finding is, where nothing else is said.
    pub level: Severity,
    /// What they say, in a phrase.
    pub about: &'static str,
    /// Why it matters, what becomes of it, and what to do.
    pub docs: &'static str,
}

/// Codes that have something in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFamily {
    /// A value is raw JSON, text or bytes, whoever's fault it is.
    Untyped,
    /// The same, where the document gives a type. All of these are untyped too.
    GivenUp,
}

impl Code {
    /// A code of findings that are worth knowing.
    pub(crate) const fn note(name: &'static str, about: &'static str, docs: &'static str) -> Self {
        Self { name, family: None, level: Severity::Note, about, docs }
    }

    /// A code of findings that say what was repaired, left out or weakened.
    pub(crate) const fn warning(
        name: &'static str,
        about: &'static str,
        docs: &'static str,
    ) -> Self {
        Self { name, family: None, level: Severity::Warning, about, docs }
    }

    /// A code of findings without whose mending no honest client can be made.
    pub(crate) const fn error(name: &'static str, about: &'static str, docs: &'static str) -> Self {
        Self { name, family: None, level: Severity::Error, about, docs }
    }

    /// The same, as one of a family.
    pub(crate) const fn of_family(mut self, family: CodeFamily) -> Self {
        self.family = Some(family);
        self
    }

    /// The families that it belongs to, the smallest first.
    #[must_use]
    pub fn families(&self) -> &'static [CodeFamily] {
        match self.family {
            None => &[],
            Some(CodeFamily::Untyped) => &[CodeFamily::Untyped],
            Some(CodeFamily::GivenUp) => &[CodeFamily::GivenUp, CodeFamily::Untyped],
        }
    }
}

impl CodeFamily {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::GivenUp, Self::Untyped];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Untyped => "untyped",
            Self::GivenUp => "given-up",
        }
    }

    /// What is common to its codes.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Untyped => {
                "a value is raw JSON, text or bytes, whether the document gives it a type or not"
            }
            Self::GivenUp => {
                "the document gives a type, and the client has raw JSON, text or bytes in its place"
            }
        }
    }
}
