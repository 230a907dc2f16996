//! What becomes of schemas: each file decides about one kind of them.
//!
//! `schema` decides what one is and hands over; components come first, so that their place among the schemas is their
//! id. What stands inside something is named by the words of its place.

pub(in crate::lower) mod all_of;
pub(in crate::lower) mod beside_fields;
pub(in crate::lower) mod branch;
pub(in crate::lower) mod discriminators;
pub(in crate::lower) mod enum_branches;
pub(in crate::lower) mod enums;
pub(in crate::lower) mod file_parts;
pub(in crate::lower) mod objects;
mod or_empty;
pub(in crate::lower) mod patterns;
pub(in crate::lower) mod references;
pub(in crate::lower) mod rules;
pub(in crate::lower) mod scalars;
pub(in crate::lower) mod schema;
pub(in crate::lower) mod shared_properties;
pub(in crate::lower) mod subtypes;
pub(in crate::lower) mod unions;
pub(in crate::lower) mod untagged;
pub(in crate::lower) mod x_wire;
