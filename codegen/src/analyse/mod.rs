//! Analyse: [`ir::Api`](crate::ir::Api) → [`Facts`]. Knows the type graph, and which operations stand together.
//!
//! One small pass a fact. A type that the settings replace is a leaf: what it holds is not known here.

mod aliases;
mod boxing;
mod checked;
mod circles;
mod encodings;
mod files;
mod groups;
mod multipart;
mod objects;
mod outputs;
mod pages;
mod settled;
mod sizes;
mod streams;
mod unchecked;
mod usage;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, TypeId, tags};

pub use encodings::{Encodings, encodings};
pub use objects::{ObjectFacts, OnlyValue, Presence};
pub use outputs::{Output, typed_errors};
pub use pages::{PageWay, PageWays};
pub use streams::STREAM_FIELD;
pub(crate) use unchecked::unchecked;

/// What follows from the type graph.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Field `1` of object `0` (or variant `1` of union `0`) is boxed: else its type would contain itself, or take
    /// too much of a stack.
    pub boxed: BTreeSet<(TypeId, usize)>,
    /// Aliases that would expand for ever: they become a struct around their target.
    pub wrapped: BTreeSet<TypeId>,
    /// Types that a request can hold.
    pub in_requests: BTreeSet<TypeId>,
    /// Types that an answer can hold.
    pub in_answers: BTreeSet<TypeId>,
    /// Objects and unions that are a whole multipart body, and those that such unions hold.
    pub multipart: BTreeSet<TypeId>,
    /// The only value that field `1` of object `0` can have, because a union knows the object by it.
    pub tags: BTreeMap<(TypeId, usize), String>,
    /// Field `1` of object `0` tells a union which object is meant.
    pub told: BTreeSet<(TypeId, usize)>,
    /// Types that hold a file, and so stand only in a multipart body.
    pub with_files: BTreeSet<TypeId>,
    /// Types that a request can hold and that have rules, or hold a type that has.
    pub checked: BTreeSet<TypeId>,
    /// What there is to know of the fields of each object, by the places of the types.
    pub objects: Vec<ObjectFacts>,
    /// The operations of each group, by their places.
    pub operations_of: Vec<Vec<usize>>,
    /// The operations whose body says by [`STREAM_FIELD`] that the answer shall come item by item.
    pub stream_fields: BTreeSet<usize>,
    /// The ways inside the pages of each operation.
    pub pages: Vec<Option<PageWays>>,
}

/// Derives the facts.
#[must_use]
pub fn analyse(api: &Api) -> Facts {
    let usage = usage::types_used(api);
    let tags = tags::tags_of_unions(api);
    let mut facts = Facts {
        boxed: boxing::boxed_places(api),
        wrapped: aliases::wrapped_aliases(api),
        checked: checked::checked_types(api, &usage.in_requests),
        in_requests: usage.in_requests,
        in_answers: usage.in_answers,
        multipart: multipart::multipart_types(api),
        tags: tags.values,
        told: tags.told,
        with_files: files::types_with_files(api),
        operations_of: groups::operations_of_groups(api),
        stream_fields: streams::stream_fields(api),
        ..Facts::default()
    };
    // These ask for those above, and each for the one before it.
    facts.objects = objects::facts_of_objects(api, &facts);
    facts.pages = pages::ways_inside_pages(api, &facts);
    facts
}
