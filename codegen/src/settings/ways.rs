//! The ways round a document that is wrong: what a person knows better than it says.

use crate::diagnostic::At;

/// What a person knows better than the document. By default nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// Fields that can be null, whatever the document says.
    pub nullable: Vec<FieldName>,
    /// Fields that can be missing, whatever the document says.
    pub optional: Vec<FieldName>,
    /// What stands only in answers has no required field.
    pub lenient_answers: bool,
    /// Objects keep the keys that the document does not declare.
    pub keep_unknown: bool,
    /// What is sent is not checked against the document's rules.
    pub unchecked: bool,
    /// Every credential goes with every call, also where the document declares none.
    pub credentials_everywhere: bool,
}

/// A field, by its type's name in the crate or in the document and its key on the wire: `UserSimple.avatar`. `*.avatar`
/// is that of every type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldName {
    /// The name.
    pub name: String,
    /// Where the settings say it.
    pub at: At,
}

impl Ways {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
