//! Which schema is looked at, and as what.

use crate::model::{Kind, ReferenceOr, Schema};

use super::Keywords;

/// A schema or a reference to one, and as what it is looked at.
#[derive(Debug, Clone, Copy)]
pub(in crate::lower) enum Node<'a> {
    /// `$ref`
    Ref(&'a str),
    /// A schema that is written here.
    Schema(&'a Schema),
    /// A schema with several types, as one of them.
    OfKind(&'a Schema, Kind),
    /// What stands beside the `$ref` of a schema.
    Beside(&'a Schema),
    /// Any of the items of a list that have types by their places.
    AnyItem(&'a Schema),
    /// Any of the values of an object that have types by the patterns of their keys.
    AnyValue(&'a Schema),
}

/// What the keys of an object hold that it does not list.
#[derive(Debug, Clone, Copy)]
pub(in crate::lower) enum Others<'a> {
    /// Anything, or there are none.
    Any(bool),
    /// What a schema says.
    Schema(Node<'a>),
}

/// What is the same for the same node alone.
pub(in crate::lower) type NodeId = (u32, u8);

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(from: &'a ReferenceOr<Schema>) -> Self {
        match from {
            ReferenceOr::Reference { reference } => Self::Ref(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(from: &'a ReferenceOr<Box<Schema>>) -> Self {
        match from {
            ReferenceOr::Reference { reference } => Self::Ref(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

impl<'a> Node<'a> {
    /// What is said here; nothing of a reference.
    pub(in crate::lower) fn keywords(self) -> Option<Keywords<'a>> {
        match self {
            Self::Ref(_) => None,
            written => Some(Keywords::of(written)),
        }
    }

    /// Whether nothing is said of the value, or only that it is an object.
    pub(in crate::lower) fn says_nothing(self) -> bool {
        self.keywords().is_some_and(|said| said.says_nothing())
    }

    /// The reference that it is, annotations aside.
    pub(in crate::lower) fn unwrapped(self) -> Self {
        let said = self.keywords().filter(Keywords::says_nothing_but_all_of);
        match said.and_then(|said| said.only_telling()) {
            Some(reference @ Self::Ref(_)) => reference,
            _ => self,
        }
    }

    pub(in crate::lower) fn title(self) -> Option<String> {
        self.keywords()?.title.filter(|title| !title.is_empty()).map(str::to_owned)
    }

    /// What tells it from other nodes that are no references.
    pub(in crate::lower) fn id(self) -> Option<NodeId> {
        let (schema, part) = match self {
            Self::Ref(_) => return None,
            Self::Schema(schema) => (schema, 0),
            Self::Beside(schema) => (schema, 1),
            Self::AnyItem(schema) => (schema, 2),
            Self::AnyValue(schema) => (schema, 3),
            Self::OfKind(schema, kind) => (schema, 4 + kind as u8),
        };
        Some((schema.id.number(), part))
    }
}

impl PartialEq for Node<'_> {
    /// Whether both say the same.
    fn eq(&self, other: &Self) -> bool {
        match (*self, *other) {
            (Self::Ref(left), Self::Ref(right)) => left == right,
            (Self::OfKind(left, kind), Self::OfKind(right, other)) => {
                kind == other && left == right
            }
            (Self::Schema(left), Self::Schema(right))
            | (Self::Beside(left), Self::Beside(right))
            | (Self::AnyItem(left), Self::AnyItem(right))
            | (Self::AnyValue(left), Self::AnyValue(right)) => left == right,
            _ => false,
        }
    }
}
