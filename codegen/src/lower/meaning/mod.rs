//! What schemas mean, as facts: no finding is made here, and no type of the IR but the values of enums.
//!
//! The model holds keywords as they are written. Here several ways to say one thing become one: a list of types is a
//! list of alternatives, a branch that only says null is `nullable`, `const` is a list of one value, `prefixItems` and
//! `items` are the types of items. Nothing is rewritten: a [`Node`] says which schema is looked at, and as what,
//! [`Keywords`] what is said there, and [`Schemas`] what follows from several schemas together. Where they cannot be
//! taken together, that is a fact too: a [`Conflict`].

mod branches;
mod enum_values;
mod inheritance;
mod json_type;
mod keywords;
mod labels;
mod merged;
mod node;
mod null;
mod parts;
mod schemas;
mod texts;
mod values;

pub(super) use crate::model::Kind;
pub(super) use branches::Expanded;
pub(super) use enum_values::{
    EnumList, are_booleans, are_of_several_kinds, enum_list, list_of, whole,
};
use inheritance::Inheritance;
pub(super) use inheritance::meant;
pub(super) use keywords::Keywords;
pub(super) use labels::Siblings;
pub(super) use merged::{Alternatives, Conflict, Merged, Property};
pub(super) use node::{Node, NodeId, Others};
pub(super) use parts::Parts;
pub(super) use schemas::Schemas;

/// How deep schemas may nest in one another. Deeper ones become raw JSON.
pub(super) const MAX_DEPTH: usize = 64;
