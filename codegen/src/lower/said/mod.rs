//! What a schema says, as facts: no finding is made here, and no type.
//!
//! The model holds keywords as they are written. Here several ways to say one thing become one: a list of types is a
//! list of alternatives, a branch that only says null is `nullable`, `const` is a list of one value, `prefixItems` and
//! `items` are the types of items. Nothing is rewritten: a [`Node`] says which schema is looked at, and as what, and
//! [`Keywords`] what is said there.

mod keywords;
mod node;
mod parts;
mod values;

pub(super) use crate::model::Kind;
pub(super) use keywords::Keywords;
pub(super) use node::{Node, NodeId, Others};
pub(super) use parts::Parts;
