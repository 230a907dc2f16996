//! How a Rust type stands on the wire, as a table.
//!
//! Generated types state their wire form through the macros of this module instead of serde's derives, which cost
//! a generated crate most of its compile time. A macro expands to the little that differs from type to type;
//! what is the same for all of them is compiled here, once.
//!
//! Nothing here knows HTTP.

pub mod adapters;
mod field;
mod maybe;
mod object;
mod only;
mod string_enum;
mod unknown;

pub use self::{maybe::Maybe, only::Only, unknown::Unknown};

/// What the macros expand to. Not meant to be named by hand, and free to change with any release.
#[doc(hidden)]
pub mod private {
    pub use super::{
        field::{Adapt, Read, Write, finish, keep, slot, write_rest},
        object::{Object, read_object},
        string_enum::{Text, read_text},
    };
}
